"""Briefings: one review or many in cited lines. Drafted by machine, checked and issued by people.

Owns briefings, their versions, lines and questions, and what a person decided about a recommendation's kind.
Start in `models/`, then `drafting.py` (a draft from what the library holds) and `services/`. The words come from
`heeded.engine.briefing`; nothing here is shown as decided before a person has decided it.
"""

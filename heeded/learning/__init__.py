"""Learning: frameworks and what was coded with them, why things were as they were, lessons that come back.

Owns frameworks with every version of their themes, codings with every decision on them, rounds of blind coding, the
why of learning points, and lessons with their history. Start in `models/`, then `queries/` and `services/`.

Two things are kept apart throughout: what a machine proposes, which is never counted or shown as decided, and what a
person said. A coding points for ever to the theme as it was worded when it was made, and follows that theme into
whatever it is merged with.
"""

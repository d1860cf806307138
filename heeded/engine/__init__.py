"""Plain calculation, with no Django in it: reading files, headings, recommendations, facts, passages.

Start at `records.py`, which holds what the parts hand to each other, then `vocabulary.py`, the closed lists.
"""

"""Analysis: counts of what people decided, over reviews chosen by what is known of them. Reads everything, writes
nothing, and keeps no record of its own.

Start in `asked.py` (which reviews, which framework), then `cohort.py` (who is in, who is not and why), `counting.py`
(the reviews behind each figure) and `queries.py`, the four tables that doors ask for. What rests on restricted records
or tells of children and families passes `guarding.py` before it leaves: pictures, pages, API and exports have the same.
"""

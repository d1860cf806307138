"""Finding passages: words, filters and counts now, meaning later. Start at `request.py` and `queries.py`."""

"""A file becomes a review: ordered steps, each on record. Start at `steps.py`, then `services.py`."""

"""Learning that goes out to people: saved searches, alerts and feeds. Start at `queries.py` and `services.py`."""

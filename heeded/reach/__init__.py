"""Learning that goes out to people: saved searches, alerts, feeds, one's own past searches; what a public node follows.
Start at `queries.py` and `services/`."""

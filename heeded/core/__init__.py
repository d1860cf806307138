"""Audit, change log, jobs, clock, erasure: what every room leans on.

Start at `services.py` (the audit row and the change row that each write leaves) and `erasure.py`.
"""

"""The API: a third door beside pages and command line, for programs. It owns no records and decides nothing: each
operation finds, asks permission, calls one service and answers.

Start at `door.py` (who asks, with what token, how often), then `application.py` (every operation by room), then
`shapes/` (what is sent and answered: a contract, so written out by hand and compared with our records by a test).
"""

"""Practice: what was answered, done and shown to have changed after a review, and whether it came back.

Owns points to be answered, the plans of boards with every state that their actions ever had, responses, evidence with
its files, practice checks, closings, what came back, what boards say of themselves, what outside bodies may read and
ask, and reminders. Start in `models/`, then `queries/` and `services/`.

A point is what is to be learnt; a plan item is that point on the plan of one board, so that another area can take up
the same point with actions and checks of its own. Nobody says of their own action that practice changed.
"""

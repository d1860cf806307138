"""Writes of this room: saving searches, looking for what is new, letters about it, one's own past searches."""

from heeded.reach.services._history import forget_searches, remember_search, set_history
from heeded.reach.services._looking import Looked, look
from heeded.reach.services._rounds import Round, run_alerts
from heeded.reach.services._saving import (
    Wish,
    change_search,
    delete_search,
    mark_seen,
    save_search,
    stop_mail,
)
from heeded.reach.services._tidying import tidy

__all__ = [
    "Looked",
    "Round",
    "Wish",
    "change_search",
    "delete_search",
    "forget_searches",
    "look",
    "mark_seen",
    "remember_search",
    "run_alerts",
    "save_search",
    "set_history",
    "stop_mail",
    "tidy",
]

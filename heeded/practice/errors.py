"""What practice says no to.

NoSuchPoint, NoSuchItem, NoSuchAction, NoSuchAddressee, NoSuchEvidence, NoSuchCheck, NoSuchReturn,
NoSuchOpening, NoSuchQuestion, NoSuchLetter,
NoSuchRule, NoSuchLink   not there, or not for this person
NotToBeAnswered    an answer lacks its reasons or its evidence
NotToBeDone        an action, date, owner or state cannot be as it is asked for
ActionMoved        somebody changed the action since it was looked at
NotChecked         a check lacks its evidence, or is made by whoever it may not be made by
NotClosed          it cannot be closed so
AlreadyClosed      somebody else closed it; says as what
LinkEnded          a link to one action does not lead on any more; says why
"""

from heeded.core.errors import NotFound, Refused


class NoSuchPoint(NotFound):
    """Nothing such that is to be learnt."""


class NoSuchItem(NotFound):
    """No such item on a plan, or not one that this person may see."""


class NoSuchAction(NotFound):
    """No such action, or not one that this person may see."""


class NoSuchAddressee(NotFound):
    """Nobody such is asked, or this person may not see it."""


class NoSuchEvidence(NotFound):
    """No such evidence, or not for this person."""


class NoSuchCheck(NotFound):
    """No such practice check, or not for this person."""


class NoSuchReturn(NotFound):
    """Nothing such came back, or this person may not see it."""


class NoSuchOpening(NotFound):
    """Nothing such was opened or submitted to this person's organisation."""


class NoSuchQuestion(NotFound):
    """No such question, or not for this person."""


class NoSuchLetter(NotFound):
    """No such letter, or it is not where this could be done."""


class NoSuchRule(NotFound):
    """No such rule, or not of a board whose plan this person keeps."""


class NoSuchLink(NotFound):
    """Nobody was ever sent this link, or it ended long ago."""


class NotToBeAnswered(Refused):
    """An answer lacks its reasons or its evidence."""


class NotToBeDone(Refused):
    """An action, date, owner or state cannot be as it is asked for. `field` is what of it is wrong, if one thing is."""

    def __init__(self, reason: str, *, advice: str = "", field: str = "") -> None:
        super().__init__(reason, advice=advice)
        self.field = field


class ActionMoved(Refused):
    """Somebody changed the action since it was looked at."""


class NotChecked(Refused):
    """A practice check cannot be made so, or by this person."""


class NotClosed(Refused):
    """It cannot be closed so."""


class AlreadyClosed(Refused):
    """Somebody closed it already."""


class LinkEnded(Refused):
    """A link to one action was used, or does not lead on any more for another reason."""

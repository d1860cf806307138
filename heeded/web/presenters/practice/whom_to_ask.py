"""Whom to ask about a review, where to find support, and what a review cannot do: what the public pages open with."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.engine.vocabulary import Nation
from heeded.library.models import Work
from heeded.library.queries import library_settings
from heeded.people.models import Organisation

_KEEPERS = {
    Nation.ENGLAND: gettext_lazy(
        "the safeguarding partnership of the area, which councils, health and police form"
    ),
    Nation.WALES: gettext_lazy("the safeguarding board of the region"),
    Nation.SCOTLAND: gettext_lazy("the child protection committee of the area"),
    Nation.NORTHERN_IRELAND: gettext_lazy("the Safeguarding Board for Northern Ireland"),
}
_ABOUT_DEATHS = {
    Nation.SCOTLAND: gettext_lazy("the procurator fiscal"),
}
# Where a library has not written its own. Numbers of the United Kingdom, as the NSPCC publishes them.
SUPPORT = gettext_lazy(
    "Adults who worry about a child can call the NSPCC helpline on 0808 800 5000; children can call Childline on "
    "0800 1111. After a death, a GP can say what help for bereaved families there is near you."
)


def whom_to_ask(
    *, boards: Collection[Organisation], nations: Collection[str], work: Work | None = None
) -> dict[str, Any]:
    """What `practice/_whom_to_ask.html` shows."""
    [nation] = [Nation(one) for one in nations] if len(nations) == 1 else [None]
    return {
        "boards": _today(boards),
        "keeper": _KEEPERS[nation] if nation else _("the safeguarding board or partnership of the area"),
        "deaths": _ABOUT_DEATHS.get(nation, _("the coroner"))
        if nation
        else _("a coroner or procurator fiscal"),
        "ask": work.catalogue_ask if work else "",
        "support": library_settings().support or SUPPORT,
    }


def _today(boards: Iterable[Organisation]) -> list[Organisation]:
    """These boards, and in the place of one that has ended those that took its work over."""
    found: dict[int, Organisation] = {}
    asked = {one.pk: one for one in boards if one.kind == "board"}
    seen: set[int] = set()
    while asked:
        seen |= asked.keys()
        after: dict[int, Organisation] = {}
        for one in Organisation.objects.filter(pk__in=asked).prefetch_related("successors").order_by("pk"):
            heirs = list(one.successors.all())
            after |= {heir.pk: heir for heir in heirs if heir.pk not in seen}
            found |= {} if heirs else {one.pk: one}
        asked = after
    return list(found.values())

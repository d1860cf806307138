"""What my team and my agency have to do; what has no owner, or one who left; handing over."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import NotAllowed, Refused
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.models import Action
from heeded.practice.queries import Lacks, OfAgency, agencies_of, agency_actions_of, agency_stands
from heeded.practice.services import wanted_of
from heeded.web.forms_of_practice.handing_over import HandOverAllForm
from heeded.web.presenters.practice.actions import action_rows
from heeded.web.presenters.practice.my_actions import people_rows
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking

_ON_A_PAGE = 25
_LONGEST_VERSION = 9  # figures
LACKS = (Lacks.OVERDUE, Lacks.NO_OWNER, Lacks.OWNER_LEFT, Lacks.AGENCY_MERGED, Lacks.NO_DATE)


@login_required
def team(request: Asking) -> HttpResponse:
    """The open actions of one's agency: by team and person, by what they lack, to be handed over."""
    if not agencies_of(request.viewer):
        raise NotAllowed(
            _("You answer for no agency here."), advice=_("Managers see the actions of their agency.")
        )
    wanted = _wanted(request)
    found = agency_actions_of(request.viewer, wanted)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    sent = request.method == "POST" and bool(page.object_list)  # nothing is there any more to hand over
    form = HandOverAllForm(list(page), request.POST if sent else None)
    if form.is_bound and form.is_valid():
        return _handed_over(request, form)
    return _page(request, page, wanted, form)


def _wanted(request: Asking) -> OfAgency:
    asked = request.GET
    lacks = asked.get("lacks", "")
    return OfAgency(
        asked.get("person", ""), asked.get("team", ""), Lacks(lacks) if lacks in {*LACKS} else None
    )


def _handed_over(request: Asking, form: HandOverAllForm) -> HttpResponse:
    """Each by itself, so that one which cannot be handed over holds up none of the others, and is named."""
    done, refused = 0, []
    to: Account = form.cleaned_data["to"]
    for action in form.chosen():
        seen = request.POST.get(f"seen-{action.identifier}", "")
        try:
            services.change_action(
                action,
                replace(wanted_of(action), owner=to),
                by=request.viewer,
                seen=int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_VERSION else None,
            )
            done += 1
        except Refused as error:
            refused.append(f"{action.what[:80]}: {refused_words(error)}")
    if done:
        words = ngettext(
            "%(count)d action handed over to %(to)s.", "%(count)d actions handed over to %(to)s.", done
        )
        messages.success(request, words % {"count": done, "to": to.name})
    for words in refused:
        messages.error(request, words)
    return HttpResponseRedirect(request.get_full_path())


def _page(request: Asking, page: Page[Action], wanted: OfAgency, form: HandOverAllForm) -> HttpResponse:
    context = {
        "page": page,
        "rows": action_rows(request.viewer, list(page)),
        "people": people_rows(agency_stands(request.viewer)),
        "wanted": wanted,
        "lacks": [(one.value, one.label) for one in LACKS],
        "form": form,
        "address": request.get_full_path(),
    }
    return render(request, "practice/mine/team.html", context, status=422 if form.errors else 200)

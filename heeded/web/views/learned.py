"""What a machine has learned of the themes of a framework, how good it is, and whether it shall propose them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.learning import queries, services
from heeded.learning.errors import NoSuchFramework
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.requests import Asking

_WANTED: dict[str, bool | None] = {"learned": None, "yes": True, "no": False}


def learned(request: Asking, identifier: str) -> HttpResponse:
    """Figures of every theme, and the choice whether a machine proposes with this framework: for those who see what a
    machine found."""
    framework = queries.framework_for(request.viewer, identifier)
    if not queries.sees_undecided(request.viewer):
        raise NoSuchFramework(_("There is no such page."))
    problem = ""
    if request.method == "POST":
        wanted = request.POST.get("wanted", "")
        if wanted in _WANTED:
            services.set_suggesting(framework, _WANTED[wanted], by=request.viewer)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(request.path)
        problem = _("Choose whether a machine shall propose these themes.")
    trained = queries.trained_for(request.viewer, framework)
    themes = trained.themes if trained else ()
    context = {
        "framework": framework,
        "trained": trained,
        "judged": [theme for theme in themes if (theme.support or 0) >= queries.FEWEST_SHOWN],
        "few": [theme for theme in themes if (theme.support or 0) < queries.FEWEST_SHOWN],
        "quiet": any(theme.is_silent and (theme.support or 0) >= queries.FEWEST_SHOWN for theme in themes),
        "why_not": queries.why_not_learned(request.viewer, framework),
        "acts": queries.acts_on(framework),
        "enough": services.ENOUGH,
        "wanted": next(name for name, value in _WANTED.items() if value is framework.wants_suggestions),
        "may_choose": may(request.viewer, Permission.EDIT_FRAMEWORKS),
        "problem": problem,
    }
    return render(request, "frameworks/learned.html", context)

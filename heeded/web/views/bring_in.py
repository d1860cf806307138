"""Bringing reports in: the upload page, the queue, a document's own record with its steps."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.queries import history_of
from heeded.intake.queries import deliveries_for, steps_of_document
from heeded.intake.services import Handed, Intention, run_again, take
from heeded.intake.steps import STEP_NAMES
from heeded.library.keeping import may_keep, may_name_readers
from heeded.library.models import Document
from heeded.library.queries import document_for, work_for
from heeded.library.services import Publication, hold_back, note_reading, publish, withdraw
from heeded.library.withdrawn import withdrawn_for
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_work import AddForm, PublishForm, WithdrawForm
from heeded.web.presenters.steps import delivery_rows, history_rows, step_rows
from heeded.web.requests import Asking

_LOOK_AGAIN = 15  # seconds until the queue looks again while something is under way


def add(request: Asking) -> HttpResponse:
    """Several files at once, by the same service as the command line."""
    if not may(request.viewer, Permission.ADD_REPORTS):
        raise NotAllowed(_("You cannot add reports to this library."))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddForm(*sent, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        return _take(request, form)
    return render(request, "work/add.html", {"form": form})


def _take(request: Asking, form: AddForm) -> HttpResponse:
    work = work_for(request.viewer, form.cleaned_data["review"]) if form.cleaned_data["review"] else None
    if work is not None and not may_keep(request.viewer, Permission.ADD_REPORTS, work):
        raise NotAllowed(
            _("You cannot add to this review."), advice=_("The staff of the board that looks after it can.")
        )
    intention = Intention(work=work, organisation=form.cleaned_data["organisation"] or None)
    taken = list(take(_handed(form.cleaned_data["files"]), by=request.viewer, intention=intention))
    refused = sum(1 for delivery in taken if delivery.state == "refused")
    if refused:
        words = ngettext("%d file was not accepted.", "%d files were not accepted.", refused) % refused
        messages.warning(request, f"{words} {_('The list says why.')}")
    accepted = sum(1 for delivery in taken if delivery.state == "accepted")
    if accepted:
        one, many = "%d file was accepted and is being read.", "%d files were accepted and are being read."
        messages.success(request, ngettext(one, many, accepted) % accepted)
    return HttpResponseRedirect(reverse("queue"))


def _handed(uploads: list[UploadedFile]) -> Iterator[Handed]:
    for upload in uploads:
        yield Handed(upload.name or "unnamed", upload.size or 0, cast(BinaryIO, upload.file))


def queue(request: Asking) -> HttpResponse:
    """What was handed in, how far it has come, and what was refused and why."""
    if not may(request.viewer, Permission.ADD_REPORTS) and not may(request.viewer, Permission.CONFIRM):
        raise NotAllowed(_("You have no files in this library."))
    page = Paginator(deliveries_for(request.viewer), 50).get_page(request.GET.get("page"))
    rows = delivery_rows(list(page))
    waiting = sum(row["under_way"] for row in rows)
    refreshes = _LOOK_AGAIN if waiting and request.GET.get("still") != "yes" else 0
    context = {"page": page, "rows": rows, "waiting": waiting, "refreshes": refreshes, "looked_at": now()}
    answer = render(request, "work/queue.html", context)
    if refreshes:
        answer["Refresh"] = str(refreshes)  # works without JavaScript; the page offers to stop it
    return answer


def record(request: Asking, identifier: str) -> HttpResponse:
    """A document's record for staff: steps, what is hidden in it, publishing, history."""
    document = staff_document(request, identifier)
    note_reading(document, by=request.viewer, door="record")
    context = {
        "document": document,
        "steps": step_rows(steps_of_document(document)),
        "history": history_rows(history_of("document", document.identifier), viewer=request.viewer),
        "lost": document.learning_points.filter(found=False).order_by("order"),
        "publish": PublishForm(),
        "withdraw": WithdrawForm(),
        "may_publish": may(request.viewer, Permission.PUBLISH),
        "may_withdraw": may(request.viewer, Permission.WITHDRAW),
        "may_hold_back": may_keep(request.viewer, Permission.WITHDRAW, document.work),
        "may_erase": may_keep(request.viewer, Permission.ERASE, document.work),
        "may_name_readers": may_name_readers(request.viewer, document),
        "may_decide": may_keep(request.viewer, Permission.CONFIRM, document.work),
        "may_see_audit": may(request.viewer, Permission.SEE_AUDIT),
    }
    return render(request, "work/record.html", context)


def staff_document(request: Asking, identifier: str) -> Document:
    """What is withdrawn is found by those who may bring it back; everybody else finds nothing."""
    if not may(request.viewer, Permission.CONFIRM):
        raise NotAllowed(_("Only those who check reports can see this page."))
    return withdrawn_for(request.viewer, identifier) or document_for(request.viewer, identifier)


@require_POST
def again(request: Asking, identifier: str) -> HttpResponse:
    """Run a step again, alone or with those that follow."""
    document = staff_document(request, identifier)
    step = request.POST.get("step", "")
    if step in STEP_NAMES:
        run_again(document, step, alone=request.POST.get("alone") == "yes", by=request.viewer)
        messages.success(request, _("The step will be run again."))
    return HttpResponseRedirect(reverse("document-record", args=[identifier]))


@require_POST
def make_public(request: Asking, identifier: str) -> HttpResponse:
    """Publish a document, after the publisher has stated what must be stated."""
    document = staff_document(request, identifier)
    form = PublishForm(request.POST)
    if not form.is_valid():
        context = {"document": document, "form": form, "action": reverse("publish", args=[identifier])}
        return render(request, "work/publish.html", context, status=422)
    publish(document, Publication(**form.cleaned_data), by=request.viewer)
    messages.success(request, _("Published. Everybody can read it now, or from the time you gave."))
    return HttpResponseRedirect(reverse("document-record", args=[identifier]))


@require_POST
def hide(request: Asking, identifier: str) -> HttpResponse:
    """Withdraw a document at once, or make it restricted again."""
    document = staff_document(request, identifier)
    if request.POST.get("how") == "restrict":
        hold_back(document, by=request.viewer)
        messages.success(request, _("Only those named can read it now."))
    else:
        withdraw(document, reason=request.POST.get("reason", ""), by=request.viewer)
        messages.success(request, _("Withdrawn. It is hidden everywhere."))
    return HttpResponseRedirect(reverse("document-record", args=[identifier]))

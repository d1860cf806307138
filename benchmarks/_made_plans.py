"""A made nation: 150 boards, 30,000 points on their plans, 200,000 actions, one board with 5,000 of them. As rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

BOARDS, ITEMS, ACTIONS = 150, 30_000, 200_000
OF_THE_LARGEST = 5_000  # actions of the first board
OF_ONE_OWNER = 60
OWNERS = 3_000  # of seven in ten of all other actions
_REVIEWS = 1_500
_BATCH = 4_000


@dataclass(frozen=True)
class MadeNation:
    """Who asks: the staff of the largest board, one owner of actions there, and a manager of an agency."""

    board: Any
    review: Any
    staff: Any
    owner: Any
    manager: Any


def fill() -> MadeNation:
    """The whole of it, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        boards = _boards()
        people = _people(boards)
        items = _items(boards)
        agencies = _agencies()
        _actions(items, agencies, boards[0], [people["practitioner"], *_owners()])
        _answered(items, agencies)
        _shown_and_checked()
        review = items[0].point.work
    return MadeNation(boards[0], review, people["board-staff"], people["practitioner"], people["manager"])


def _boards() -> list[Any]:
    from heeded.people.models import Organisation, OrganisationArea

    made = Organisation.objects.bulk_create(
        Organisation(name=f"Board {number:03} (made)", kind="board") for number in range(BOARDS)
    )
    areas = (OrganisationArea(organisation=one, area=f"Area {at:03}") for at, one in enumerate(made))
    OrganisationArea.objects.bulk_create(areas)
    return made


def _agencies() -> list[Any]:
    from heeded.people.models import Organisation

    return [
        Organisation.objects.get(name="Agency (made)"),
        *Organisation.objects.bulk_create(
            Organisation(name=f"Agency {number:03} (made)", kind="agency") for number in range(BOARDS * 3)
        ),
    ]


def _people(boards: Sequence[Any]) -> dict[str, Any]:
    from heeded.people.services import add_account, add_organisation, give_role
    from heeded.people.viewer import OPERATOR

    agency = add_organisation(name="Agency (made)", kind="agency", by=OPERATOR)
    found = {}
    for role, there in (("board-staff", boards[0]), ("practitioner", agency), ("manager", agency)):
        made = add_account(email=f"{role}@made.example", name=role, password=None, by=OPERATOR)
        give_role(account=made, role=role, organisation=there, by=OPERATOR)
        found[role] = made
    return found


def _owners() -> list[Any]:
    from heeded.people.models import Account

    rows = (Account(email=f"owner-{number}@made.example", name="Owner") for number in range(OWNERS))
    return Account.objects.bulk_create(rows, batch_size=_BATCH)


def _items(boards: Sequence[Any]) -> list[Any]:
    """Points of reviews, twenty a review; ten reviews a board, as many items as its share."""
    from heeded.core.clock import now
    from heeded.practice.models import PlanItem, Point, PointPlace

    works, learning_points = _reviews(boards)
    at = now()
    made = Point.objects.bulk_create(
        (
            Point(work=one.work, kind=one.kind, number=one.number, sources=[], made_by="operator", made_at=at)
            for one in learning_points
        ),
        batch_size=_BATCH,
    )
    places = (
        PointPlace(point=point, learning_point=one) for point, one in zip(made, learning_points, strict=True)
    )
    PointPlace.objects.bulk_create(places, batch_size=_BATCH)
    board_of = {work.pk: boards[at % BOARDS] for at, work in enumerate(works)}
    return PlanItem.objects.bulk_create(
        (
            PlanItem(
                point=point, board=board_of[point.work_id], opened_by="operator", opened_at=at,
                shown_by="operator" if number % 4 else "", shown_at=at if number % 4 else None,
                closed_as=("", "", "", "practice-changed", "no-longer-applies")[number % 5],
            )
            for number, point in enumerate(made)
        ),
        batch_size=_BATCH,
    )  # fmt: skip


def _reviews(boards: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    from heeded.core.clock import now
    from heeded.library.models import Document, FactDecision, LearningPoint, LearningPointPlace, Work

    at = now()
    works = Work.objects.bulk_create(
        Work(title=f"Review {number} (made)", fictional=True, added_at=at) for number in range(_REVIEWS)
    )
    documents = Document.objects.bulk_create(
        Document(
            work=work, sha256=f"{number:064x}", name=f"{number}.pdf", bytes=1, read_state="read", added_at=at,
            added_by="operator", state="published", published_at=at, published_by="operator", paged=True,
        )
        for number, work in enumerate(works)
    )  # fmt: skip
    FactDecision.objects.bulk_create(
        (
            FactDecision(work=work, name=name, values=[value], decided_by="operator", decided_at=at)
            for number, work in enumerate(works)
            for name, value in (
                ("board", boards[number % BOARDS].name),
                ("area", f"Area {number % BOARDS:03}"),
                ("nation", ("england", "wales", "scotland")[number % 3]),
                ("period-from", f"{2004 + number % 18}-01"),
                ("period-to", f"{2005 + number % 18}-06"),
                ("date-of-publication", f"{2006 + number % 18}-05"),
            )
        ),
        batch_size=_BATCH,
    )
    each = ITEMS // _REVIEWS
    points = LearningPoint.objects.bulk_create(
        (
            LearningPoint(
                work=document.work, document=document, kind="recommendation", order=number, number=str(number + 1),
                text=f"Recommendation {number + 1} of review {document.work_id}: somebody should see the child.",
                state="confirmed", decided_by="operator", decided_at=at,
            )
            for document in documents
            for number in range(each)
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    printed = (
        LearningPointPlace(learning_point=one, order=0, page=9, spans=[[9, 100, 160]], quote=one.text)
        for one in points
    )
    LearningPointPlace.objects.bulk_create(printed, batch_size=_BATCH)
    return works, points


def _actions(items: Sequence[Any], agencies: Sequence[Any], largest: Any, owners: Sequence[Any]) -> None:
    from heeded.practice.models import Action, ActionChange

    theirs = [one for one in items if one.board_id == largest.pk]
    others = [one for one in items if one.board_id != largest.pk]
    random = np.random.default_rng(6)
    chosen = [theirs[at % len(theirs)] for at in range(OF_THE_LARGEST)]
    chosen += [others[at % len(others)] for at in range(ACTIONS - OF_THE_LARGEST)]
    made = Action.objects.bulk_create(_each_action(chosen, agencies, owners, random), batch_size=_BATCH)
    changes = (
        ActionChange(
            action=one, version=1, field="what", before="", after=one.what, by="operator", at=one.made_at
        )
        for one in made
    )
    ActionChange.objects.bulk_create(changes, batch_size=_BATCH)


def _each_action(
    items: Sequence[Any], agencies: Sequence[Any], owners: Sequence[Any], random: np.random.Generator
) -> Iterator[Any]:
    from heeded.core.clock import now, today
    from heeded.practice.models import Action

    at, day = now(), today()
    days = random.integers(-900, 500, len(items))
    fates = random.random((len(items), 3))
    for number, item in enumerate(items):
        due: date | None = day + timedelta(days=int(days[number])) if fates[number, 0] > 0.1 else None
        is_done = fates[number, 1] < 0.45
        agency = agencies[number % len(agencies)] if fates[number, 2] > 0.08 else None
        mine = number < OF_ONE_OWNER
        yield Action(
            item=item, what=f"Action {number}: change what is done at the first visit", kind="practice",
            intended_change="Somebody sees the child", owner_agency=agencies[0] if mine else agency,
            owner=owners[0 if mine else 1 + number % OWNERS] if mine or number % 10 < 7 else None,
            owner_role="Team manager",
            due=due, state="done" if is_done and not mine else "under-way",
            done_on=day - timedelta(days=200 + number % 400) if is_done and not mine else None,
            version=1, made_by="operator", made_at=at,
        )  # fmt: skip


def _answered(items: Sequence[Any], agencies: Sequence[Any]) -> None:
    from heeded.core.clock import now
    from heeded.practice.models import Addressee, Response

    at = now()
    asked = Addressee.objects.bulk_create(
        (
            Addressee(
                item=item, organisation=agencies[number % len(agencies)], asked_by="operator", asked_at=at
            )
            for number, item in enumerate(items)
        ),
        batch_size=_BATCH,
    )
    Response.objects.bulk_create(
        (
            Response(
                addressee=one, answer="accepted", made_by="operator", made_at=at,
                published_by="operator", published_at=at,
            )
            for number, one in enumerate(asked)
            if number % 6
        ),
        batch_size=_BATCH,
    )  # fmt: skip


def _shown_and_checked() -> None:
    """Evidence of every second action that is done, checks of two in three, closings of what is closed, returns."""
    from heeded.core.clock import now, today
    from heeded.practice.models import Action, CameBack, Closing, Evidence, PlanItem, PracticeCheck

    at = now()
    done = list(Action.objects.filter(state="done").select_related("item").order_by("pk"))
    Evidence.objects.bulk_create(
        (
            Evidence(
                item=one.item, action=one, kind="audit", title="An audit", added_by="operator", added_at=at
            )
            for one in done[::2]
        ),
        batch_size=_BATCH,
    )
    checked = [one for number, one in enumerate(done) if number % 3]
    checks = PracticeCheck.objects.bulk_create(
        (
            PracticeCheck(
                board_id=one.item.board_id, due=today() - timedelta(days=number % 300),
                planned_by="operator", planned_at=at,
                answer="yes" if number % 2 else "", made_by="operator" if number % 2 else "",
                made_at=at if number % 2 else None, tie="another-agency" if number % 2 else "",
            )
            for number, one in enumerate(checked)
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    through = PracticeCheck.actions.through
    through.objects.bulk_create(
        (
            through(practicecheck_id=check.pk, action_id=one.pk)
            for check, one in zip(checks, checked, strict=True)
        ),
        batch_size=_BATCH,
    )
    closed = list(PlanItem.objects.exclude(closed_as="").order_by("pk"))
    Closing.objects.bulk_create(
        (
            Closing(
                item=one, closed_as=one.closed_as, reason="Shown.", by="operator", at=at,
                check_made=checks[1] if one.closed_as == "practice-changed" else None,
            )
            for one in closed
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    changed = [one for one in closed if one.closed_as == "practice-changed"]
    later = changed[0].point.places.get().learning_point_id
    CameBack.objects.bulk_create(
        CameBack(
            item=one, learning_point_id=later, state="same", when="later-practice", proposed_at=at,
            decided_by="operator", decided_at=at,
        )
        for one in changed[1::20]
    )  # fmt: skip

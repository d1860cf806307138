"""Frameworks, codings, lessons and what was said before, by the API: read by everybody, made by those who code."""

from typing import Any

import pytest
from django.db import connection

from heeded.core.clock import now
from heeded.core.models import AuditRow
from heeded.engine.frameworks import Framework, Theme, written
from heeded.learning.models import AdultInReview, Coding, CodingPlace, Lesson, LessonMember
from heeded.library.models import Document, LearningPoint, LearningPointPlace, Page, Subject
from heeded.people.scopes import Scope
from tests.api.asking import Asker, secret_of
from tests.api.learned import Learned, everything_learned
from tests.library import made as rows
from tests.web.made import World, document

RECOMMENDED = "All agencies should use a professional interpreter and should never use a child of the family."


@pytest.fixture
def learned(library: World) -> dict[str, Learned]:
    return everything_learned(library)


@pytest.fixture
def staff(library: World) -> Asker:
    """A program of board staff, with everything that they may."""
    return Asker(secret_of(library.people["named"]))


@pytest.fixture
def reader(library: World) -> Asker:
    return Asker(secret_of(library.people["reader"]))


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def _coded(library: World, **said: Any) -> Coding:
    """Another coding of the public review."""
    theme = Coding.objects.filter(work=library.public.work)[0].theme
    given = {"state": "standing", "made_by": "operator", "target": "review", **said}
    coding = Coding.objects.create(
        work=library.public.work,
        theme=theme,
        made_under=theme.versions.get(),
        value="present",
        made_at=now(),
        **given,
    )
    CodingPlace.objects.create(
        coding=coding, document=library.public, reason="Three of its words stand there."
    )
    return coding


# --- frameworks ---


def test_a_framework_is_read_by_everybody_with_what_was_decided(
    library: World, learned: dict[str, Learned]
) -> None:
    [row] = _ok(Asker().get("/frameworks"))
    assert (row["identifier"], row["coded_with"], row["reviews"]) == ("invented", 2, 1)
    shown = _ok(Asker().get("/frameworks/invented"))
    reviews = {theme["identifier"]: theme["reviews"] for theme in shown["themes"]}
    assert reviews == {"workload": {"present": 1}, "father-not-seen": {}}
    assert _ok(Asker().get("/frameworks/invented", version=1))["themes"] == shown["themes"]
    assert Asker().get("/frameworks/invented", version=2).status_code == 404
    assert Asker().get("/frameworks/none").status_code == 404


def test_counts_are_of_the_reviews_that_one_may_see(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    [theme] = [one for one in _ok(staff.get("/frameworks/invented"))["themes"] if one["reviews"]]
    assert theme["reviews"]["present"] > 1


@pytest.mark.parametrize("kind", ["toml", "csv", "xlsx", "qdc"])
def test_a_framework_is_taken_away_as_a_file(
    library: World, learned: dict[str, Learned], reader: Asker, kind: str
) -> None:
    assert Asker().get(f"/frameworks/invented/file/{kind}").status_code == 401
    answer = reader.get(f"/frameworks/invented/file/{kind}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'invented.{kind}"')
    assert kind == "xlsx" or "Father not seen" in answer.content.decode()


def test_a_framework_is_taken_from_its_text_and_gets_its_next_version(library: World, staff: Asker) -> None:
    held = Framework("of-ours", "Of ours", themes=(Theme("one", "One"), Theme("two", "Two", parent="one")))
    shown = _ok(staff.post("/frameworks", {"file": written(held)}))
    assert [(one["identifier"], one["parent"]) for one in shown["themes"]] == [("one", None), ("two", "one")]
    more = Framework("of-ours", "Of ours", themes=(*held.themes, Theme("three", "Three")))
    assert _ok(staff.post("/frameworks", {"file": written(more)}))["version"] == 2
    assert _ok(staff.get("/frameworks/of-ours", version=1))["themes"] == shown["themes"]


def test_a_framework_with_circles_or_double_names_is_refused_with_all_that_is_wrong(
    library: World, staff: Asker
) -> None:
    text = """
identifier = "wrong"
name = "Wrong"
[[theme]]
identifier = "one"
name = "One"
parent = "two"
[[theme]]
identifier = "two"
name = "One"
parent = "one"
"""
    answer = staff.post("/frameworks", {"file": text})
    assert answer.status_code == 409
    assert "circle" in answer.json()["detail"]
    assert staff.post("/frameworks", {"file": "= no framework"}).status_code == 409
    assert _ok(staff.get("/frameworks")) == []


# --- codings: reading ---


def test_codings_are_listed_with_their_words_and_filtered(
    library: World, learned: dict[str, Learned], reader: Asker
) -> None:
    part = _ok(reader.get("/codings", framework="invented"))
    [row] = part["results"]
    assert (part["total"], row["identifier"]) == (1, learned["public"].coding)
    assert row["citation"]["quote"] == Page.objects.get(document=library.public).text[:20]
    assert (row["theme"], row["theme_name"], row["found_by"]) == ("workload", "Workload", "person")
    assert row["made_by"]["kind"] == "operator"
    for name, value, there in (
        ("theme", "father-not-seen", 0),
        ("theme", "workload", 1),
        ("value", "absent", 0),
        ("target", "passage", 1),
        ("review", library.public.work.identifier, 1),
        ("document", library.public.identifier, 1),
        ("document", library.hidden["restricted"].identifier, 0),
    ):
        assert _ok(reader.get("/codings", **{name: value}))["total"] == there, (name, value)


def test_notes_and_decisions_are_for_those_who_code(
    library: World, learned: dict[str, Learned], reader: Asker, staff: Asker
) -> None:
    address = f"/codings/{learned['public'].coding}"
    assert _ok(reader.get(address))["note"] == ""
    assert _ok(staff.get(address))["note"].startswith("A note on")
    assert Asker().get(address).status_code == 401
    staff.put(f"{address}/state", {"state": "rejected"})
    staff.put(f"{address}/state", {"state": "standing"})
    assert [one["decision"] for one in _ok(staff.get(address))["decisions"]] == ["rejected", "accepted"]
    assert _ok(reader.get(address))["decisions"] == []


def test_what_is_coded_of_people_is_for_those_who_code(
    library: World, learned: dict[str, Learned], reader: Asker, staff: Asker
) -> None:
    subject = Subject.objects.get(work=library.public.work, number=1)
    adult = AdultInReview.objects.create(work=library.public.work, role="mother")
    made = [_coded(library, target="subject", subject=subject), _coded(library, target="adult", adult=adult)]
    assert _ok(reader.get("/codings"))["total"] == 1
    for one in made:
        assert reader.get(f"/codings/{one.identifier}").status_code == 404
    shown = _ok(staff.get(f"/codings/{made[1].identifier}"))
    assert (shown["adult"], shown["adult_number"], shown["citation"]) == ("mother", 1, None)
    assert _ok(staff.get(f"/codings/{made[0].identifier}"))["subject"] == 1


def test_a_proposal_is_no_coding(
    library: World, learned: dict[str, Learned], reader: Asker, staff: Asker
) -> None:
    proposed = _coded(library, state="proposed", made_by="", score=0.7)
    assert _ok(reader.get("/codings", state="proposed"))["total"] == 0
    assert reader.get(f"/codings/{proposed.identifier}").status_code == 404
    assert proposed.identifier not in {one["identifier"] for one in _ok(staff.get("/codings"))["results"]}
    [row] = _ok(staff.get("/codings", state="proposed"))["results"]
    assert (row["found_by"], row["made_by"], row["score"]) == ("machine", None, 0.7)
    assert row["reason"].startswith("Three of its words")
    accepted = _ok(staff.put(f"/codings/{proposed.identifier}/state", {"state": "standing"}))
    assert (accepted["state"], accepted["found_by"]) == ("standing", "person")
    assert _ok(reader.get(f"/codings/{proposed.identifier}"))["reason"] == row["reason"]


# --- codings: making ---


def test_words_are_given_a_theme_once_however_often_it_is_sent(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    said = {
        "framework": "invented",
        "theme": "father-not-seen",
        "document": library.public.identifier,
        "at": "p1.0-12",
        "value": "absent",
        "note": "Seen, and named.",
        "certainty": "likely",
    }
    made = _ok(staff.post("/codings", said))
    text = Page.objects.get(document=library.public).text
    assert (made["value"], made["state"], made["citation"]["quote"]) == (
        "absent",
        "standing",
        text[:12].strip(),
    )
    assert made["made_by"]["you"] is True
    assert _ok(staff.post("/codings", said))["identifier"] == made["identifier"]
    assert AuditRow.objects.filter(action="coding.make", thing=made["identifier"]).count() == 1


def test_a_review_and_the_people_in_it_are_coded(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    said = {"framework": "invented", "theme": "workload", "review": library.public.work.identifier}
    review = _ok(staff.post("/codings", {**said, "target": "review", "value": "not-mentioned"}))
    assert (review["target"], review["value"]) == ("review", "not-mentioned")
    child = _ok(staff.post("/codings", {**said, "target": "subject", "subject": 1}))
    assert child["subject"] == 1
    adult = _ok(staff.post("/codings", {**said, "target": "adult", "adult": "father"}))
    assert adult["adult"] == "father"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"at": "somewhere"}, 422),
        ({"at": ""}, 422),
        ({"at": "p1.0-90000"}, 409),
        ({"at": "p9.0-5"}, 409),
        ({"document": ""}, 422),
        ({"document": "nowhere"}, 404),
        ({"theme": "none"}, 404),
        ({"framework": "none"}, 404),
        ({"value": "perhaps"}, 422),
        ({"value": "not-mentioned"}, 409),
        ({"target": "review"}, 422),
        ({"target": "adult", "review": "nowhere"}, 404),
        ({"note": "x" * 4_001}, 422),
        ({"colour": "red"}, 422),
    ],
)
def test_what_cannot_be_coded_is_told_plainly(
    library: World, learned: dict[str, Learned], staff: Asker, changed: dict[str, str], status: int
) -> None:
    said = {
        "framework": "invented",
        "theme": "workload",
        "document": library.public.identifier,
        "at": "p1.0-5",
    }
    before = Coding.objects.count()
    assert staff.post("/codings", said | changed).status_code == status
    assert Coding.objects.count() == before


def test_a_coding_is_changed_into_another_and_both_stay(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    address = f"/codings/{learned['public'].coding}"
    became = _ok(staff.put(address, {"framework": "invented", "theme": "father-not-seen", "at": "p1.0-9"}))
    assert (became["theme"], became["citation"]["at"]) == ("father-not-seen", "p1.0-9")
    old = _ok(staff.get(address))
    assert (old["state"], old["decisions"][0]["became"]) == ("changed", became["identifier"])
    assert _ok(staff.get("/codings", state="changed"))["total"] == 1


def test_readers_and_tokens_without_the_scope_make_nothing(
    library: World, learned: dict[str, Learned], reader: Asker
) -> None:
    said = {
        "framework": "invented",
        "theme": "workload",
        "document": library.public.identifier,
        "at": "p1.0-5",
    }
    assert reader.post("/codings", said).status_code == 403
    unscoped = Asker(secret_of(library.people["named"], *set(Scope) - {Scope.LEARNING}))
    assert unscoped.post("/codings", said).status_code == 403
    lesson = f"/lessons/{learned['public'].lesson}"
    assert reader.put(f"{lesson}/name", {"title": "Mine"}).status_code == 403
    assert reader.put(f"{lesson}/state", {"state": "rejected"}).status_code == 403


# --- lessons ---


@pytest.fixture
def interpreters(library: World) -> list[LearningPoint]:
    """Two reviews that recommend the same."""
    found = []
    for word in ("Oakhurst", "Pinewell"):
        held = document(word, state="published")
        found.append(_printed(held, RECOMMENDED))
    return found


def _printed(held: Document, text: str) -> LearningPoint:
    point = rows.learning_point(held, text, number="7")
    LearningPointPlace.objects.create(
        learning_point=point, order=0, page=1, spans=[[1, 0, 9]], quote=text[:9]
    )
    return point


def test_a_lesson_is_gathered_and_read_by_everybody_through_time(
    library: World, staff: Asker, interpreters: list[LearningPoint]
) -> None:
    said = {"title": "Interpreters", "is_open": True, "points": [one.identifier for one in interpreters]}
    made = _ok(staff.post("/lessons", said))
    assert _ok(staff.post("/lessons", said))["identifier"] == made["identifier"]
    part = _ok(Asker().get("/lessons"))
    row = part["results"][0]  # the newest
    assert (row["title"], row["reviews"], row["points"]) == ("Interpreters", 2, 2)
    assert part["total"] == len({one["identifier"] for one in part["results"]})
    whole = _ok(Asker().get(f"/lessons/{made['identifier']}"))
    assert {one["point"]["text"] for one in whole["members"]} == {RECOMMENDED}
    assert whole["members"][0]["point"]["places"][0]["page"] == 1
    line = _ok(Asker().get(f"/lessons/{made['identifier']}/throughline"))
    assert (line["reviews"], len(line["taught"]), line["is_proposed"]) == (2, 2, False)
    assert [one["kind"] for one in line["remedies"]] == [None]  # guesses are for staff
    assert _ok(staff.get(f"/lessons/{made['identifier']}/throughline"))["remedies"][0]["is_guess"] is True
    work = interpreters[0].work.identifier
    assert _ok(Asker().get("/lessons", review=work))["total"] == 1
    of_another = _ok(Asker().get("/lessons", review=library.public.work.identifier))["results"]
    assert made["identifier"] not in {one["identifier"] for one in of_another}


def _proposed(points: list[LearningPoint]) -> Lesson:
    lesson = Lesson.objects.create(state="proposed", called_after=points[0], made_at=now(), proposer="a test")
    for point in points:
        LessonMember.objects.create(
            lesson=lesson,
            learning_point=point,
            state="proposed",
            made_at=now(),
            score=0.9,
            reason="The same.",
        )
    return lesson


def test_what_a_machine_proposes_is_confirmed_or_rejected_by_a_person(
    library: World, staff: Asker, reader: Asker, interpreters: list[LearningPoint]
) -> None:
    other = _printed(library.public, "The board should count its meetings.")
    held = _proposed([*interpreters, other])
    address = f"/lessons/{held.identifier}"
    assert reader.get(address).status_code == 404
    assert _ok(reader.get("/lessons", state="proposed"))["total"] == 0
    [row] = _ok(staff.get("/lessons", state="proposed"))["results"]
    assert (row["found_by"], row["is_named"]) == ("machine", False)
    assert staff.put(f"{address}/state", {"state": "confirmed"}).status_code == 409  # nobody has named it
    said = {
        "state": "confirmed",
        "name": {"title": "Interpreters", "is_open": True},
        "without": [other.identifier],
    }
    confirmed = _ok(staff.put(f"{address}/state", said))
    assert (confirmed["state"], confirmed["points"]) == ("confirmed", 2)
    assert _ok(reader.get(address))["title"] == "Interpreters"
    back = _ok(staff.put(f"{address}/points", {"add": [other.identifier]}))
    assert back["points"] == 3
    assert _ok(staff.put(f"{address}/points", {"take_out": [other.identifier]}))["points"] == 2
    assert staff.put(f"{address}/points", {"add": ["nowhere"]}).status_code == 404
    assert _ok(staff.put(f"{address}/name", {"title": "Another"}))["title"] == "Another"
    assert _ok(staff.put(f"{address}/state", {"state": "rejected"}))["state"] == "rejected"
    assert reader.get(address).status_code == 404


# --- said before ---


def test_what_was_said_before_is_told_with_its_page(
    library: World, interpreters: list[LearningPoint]
) -> None:
    text = "Agencies should always use a professional interpreter, and never a child of the family."
    told = _ok(Asker().post("/said-before", {"text": text, "most": 5}))
    near = {one["point"]: one for one in told["results"]}
    assert {one.identifier for one in interpreters} <= set(near)
    first = near[interpreters[0].identifier]
    assert (first["is_same"], first["page"], first["number"]) == (True, 1, "7")
    assert first["citation"]["document"] == interpreters[0].document.identifier
    assert told["times"] == 2
    besides = {"text": text, "besides": interpreters[0].work.identifier}
    left = _ok(Asker().post("/said-before", besides))
    assert interpreters[0].identifier not in {one["point"] for one in left["results"]}
    assert left["times"] == 1


def test_nothing_hidden_was_said_before(library: World, reader: Asker) -> None:
    hidden = [one.learning_points.get() for one in library.hidden.values()]
    for point in hidden:
        told = _ok(reader.post("/said-before", {"text": point.text, "most": 50}))
        assert not {one["point"] for one in told["results"]} & {one.identifier for one in hidden}


def test_the_text_is_stored_nowhere(
    library: World, staff: Asker, interpreters: list[LearningPoint], caplog: pytest.LogCaptureFixture
) -> None:
    said = "Zebrafinch interpreters should never be children of a family."
    before = AuditRow.objects.count()
    _ok(staff.post("/said-before", {"text": said}))
    assert AuditRow.objects.filter(action="token.write").count() == 0
    assert AuditRow.objects.count() - before <= 1  # the token was used today
    held = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            held += [table for row in cursor.fetchall() if "zebrafinch" in repr(row).casefold()]
    assert held == []
    assert "zebrafinch" not in caplog.text.casefold()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001, "\x00"])
def test_what_is_no_text_to_compare(library: World, reader: Asker, text: str) -> None:
    answer = reader.post("/said-before", {"text": text})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert (answer.json()["results"], answer.json()["times"]) == ([], 0)


def test_the_page_that_people_read_names_them(library: World) -> None:
    from heeded.api.pages import groups

    names = {row["name"] for rows_of in groups().values() for row in rows_of}
    assert {"codings", "lessons", "said_before_of_text", "lesson_throughline", "frameworks"} <= names


# --- analysis ---


def test_counts_are_of_published_reviews_that_anybody_can_list(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    told = _ok(Asker().get("/analysis", framework="invented"))
    tables = {one["name"]: one for one in told["tables"]}
    assert set(tables) == {"by-year", "side-by-side", "together", "lessons"}
    [row] = tables["by-year"]["rows"]
    assert (row["key"], row["total"]["count"], row["proposed"]) == ("workload", 1, None)
    assert row["total"]["of"] == told["cohort"]["counted"]
    [behind] = _ok(Asker().get("/analysis/reviews", framework="invented", table="by-year", row="workload"))
    assert behind["review"] == library.public.work.identifier
    own = _ok(staff.get("/analysis", framework="invented"))["tables"][0]["rows"][0]
    assert (own["total"], own["proposed"]) == (
        row["total"],
        0,
    )  # restricted ones only where they are asked for


def test_what_rests_on_few_restricted_records_is_hidden(
    library: World, learned: dict[str, Learned], staff: Asker
) -> None:
    table = _ok(staff.get("/analysis", framework="invented", restricted=True))["tables"][0]
    public = _ok(Asker().get("/analysis", framework="invented"))["tables"][0]
    [row], [open_row] = table["rows"], public["rows"]
    assert (row["total"]["count"], open_row["total"]["count"]) == (None, 1)
    assert "below" in table["hidden"] and public["hidden"] == ""
    listed = dict(zip([one["key"] for one in public["columns"]], open_row["figures"], strict=True))
    shown = dict(zip([one["key"] for one in table["columns"]], row["figures"], strict=True))
    assert {one["count"] for key, one in shown.items() if key not in listed} <= {None, 0}
    assert all(shown[key]["count"] in {None, one["count"]} for key, one in listed.items())
    told = staff.get("/analysis/file/csv", framework="invented", restricted=True).content.decode()
    line = next(line for line in told.splitlines() if line.startswith("Workload"))
    assert "hidden" in line


def test_what_tells_of_children_is_hidden_and_never_listed(
    library: World, learned: dict[str, Learned]
) -> None:
    subject = Subject.objects.get(work=library.public.work, number=1)
    _coded(library, target="subject", subject=subject)
    told = _ok(Asker().get("/analysis", framework="invented", whose="children"))["tables"][0]
    assert [row["total"]["count"] for row in told["rows"]] == [None]
    asked = {"framework": "invented", "whose": "children", "table": "by-year", "row": "workload"}
    assert Asker().get("/analysis/reviews", **asked).status_code == 404
    one_area = {"framework": "invented", "whose": "children", "area": "Ashbourne Vale"}
    assert _ok(Asker().get("/analysis", **one_area))["tables"][0] == told  # of no area by itself


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"framework": "none"}, 404),
        ({"by": "colour"}, 422),
        ({"nation": "atlantis"}, 422),
        ({"from": "1"}, 422),
        ({"harms": "x"}, 422),
    ],
)
def test_a_question_that_cannot_be_counted(library: World, asked: dict[str, str], status: int) -> None:
    assert Asker().get("/analysis", **asked).status_code == status


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_of_figures_names_its_cohort(
    library: World, learned: dict[str, Learned], reader: Asker, kind: str
) -> None:
    assert Asker().get(f"/analysis/file/{kind}").status_code == 401
    answer = reader.get(f"/analysis/file/{kind}", framework="invented", table="by-year")
    assert answer.status_code == 200
    if kind == "csv":
        words = answer.content.decode("utf-8-sig")
        assert "Counted on" in words and "Included" in words and "Workload" in words

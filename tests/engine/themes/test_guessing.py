"""What is guessed of the passages of one document, and how much of it."""

from collections.abc import Sequence

from heeded.engine.frameworks import CodedThing, Framework, Theme
from heeded.engine.meaning import PassageVectors
from heeded.engine.themes import Asked, Guessing, Remembering, Settings, train
from tests.engine.themes.made import CHALLENGE, INFORMATION, NAMES, VOICE, MadeMeaning, doubled

THEMES = (
    Theme(INFORMATION, "Sharing information", terms=("share", "passed", "records")),
    Theme(CHALLENGE, "Challenge", terms=("challenged", "accepted", "escalate")),
    Theme(VOICE, "Voice of the child", terms=("seen alone", "wishes and feelings")),
)
FRAMEWORK = Framework("invented", "Invented", themes=THEMES)
SAID = "The father's account was accepted and never challenged."


def test_by_own_words_the_nearest_few_of_a_document() -> None:
    passages = [Asked(key, f"{SAID} It was visit {key}.") for key in range(9)]
    found = Guessing(FRAMEWORK).guesses(passages)
    assert [one.theme for one in found.found] == [CHALLENGE] * 2, "two of a theme"
    assert all(not one.learned and "own words" in one.reason for one in found.found)
    assert not found.doubts, "nothing was learned that could be doubted"


def test_few_in_a_document_whatever_there_is_to_say() -> None:
    names = [chr(97 + number) * 4 for number in range(26)]
    many = Framework("many", "Many", themes=tuple(Theme(name, name) for name in names))
    found = Guessing(many).guesses([Asked(key, f"The {name} again.") for key, name in enumerate(names)])
    assert len(found.found) == 20


def test_what_a_report_asks_for_or_says_of_itself_is_no_practice() -> None:
    kinds = ("recommendations", "method", "introduction", "response", "appendix", "analysis")
    found = Guessing(FRAMEWORK).guesses([Asked(key, SAID, kind) for key, kind in enumerate(kinds)])
    assert {kinds[one.passage] for one in found.found} == {"analysis"}


def test_a_theme_that_is_not_for_words_is_not_guessed() -> None:
    of_people = Theme("age", "Challenge of age", terms=("accepted",), applies_to=(CodedThing.CHILD,))
    heading = Theme("all", "Challenge of all", terms=("accepted",), heading=True)
    held = Guessing(Framework("invented", "Invented", themes=(*THEMES, of_people, heading)))
    assert held.untaught() == {INFORMATION, CHALLENGE, VOICE}
    assert {one.theme for one in held.guesses([Asked(1, SAID)]).found} == {CHALLENGE}


def test_learned_themes_are_guessed_by_what_was_learned_and_others_by_their_words() -> None:
    texts, labels = doubled()
    model = train(texts, labels, NAMES[:2], settings=Settings(folds=2))
    held = Guessing(FRAMEWORK, model)
    assert held.untaught() == {VOICE}
    asked = [
        Asked(1, "Nobody at the meeting challenged the optimistic view of the school."),
        Asked(2, "Not seen alone."),
    ]
    found = held.guesses(asked)
    assert {(one.passage, one.theme, one.learned) for one in found.found} >= {
        (1, CHALLENGE, True),
        (2, VOICE, False),
    }
    assert {doubt.theme for doubt in found.doubts} <= set(NAMES[:2])
    assert Guessing(FRAMEWORK, model, whole_file=True).untaught() == frozenset()


class _Counting(MadeMeaning):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        self.asked += texts
        return super().embed_passages(texts)


def test_nothing_goes_through_the_sentence_model_twice() -> None:
    model = _Counting()
    known = {"Known.": MadeMeaning().embed_passages(["Known."])[0]}
    meaning = Remembering(model, known)
    meaning.embed_passages(["One.", "Known.", "One."])
    whole = meaning.embed(["One.", "Two."])
    assert model.asked == ["One.", "Two."]
    assert (whole == MadeMeaning().embed(["One.", "Two."])).all()
    assert len(meaning.embed([])) == 0

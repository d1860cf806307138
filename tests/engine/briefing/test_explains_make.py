"""How the weights are learned. All passages are fictional."""

import json
from pathlib import Path

from heeded.engine.briefing import RunningSentence
from heeded.engine.briefing._explains import Weights
from heeded.engine.briefing._explains_make import learn
from heeded.engine.briefing._explains_texts import Labelled, fingerprint, labelled, text_of

GOLD = Path(__file__).parents[3] / "benchmarks" / "gold" / "briefings"


def test_it_learns_from_what_it_is_shown_and_the_same_each_time() -> None:
    told = ["The boy went home.", "The girl was seen.", "The twins were weighed."] * 6
    why = ["Nobody rang because the line was busy.", "She waited because the form was long."] * 6
    sentences = [
        RunningSentence(order, text, order, 0, len(text), 1, 0, "analysis", "reviewer")
        for order, text in enumerate(told + why)
    ]
    texts = {"made": text_of(sentences, [""])}
    rows = [Labelled("made", one.order, "because" in one.text, False, "more") for one in sentences]
    weights = learn(texts, rows)
    scores = [weights.score(names) for names in texts["made"].features]
    assert max(scores[: len(told)]) < min(scores[len(told) :])
    assert weights == learn(texts, rows)
    assert Weights.from_json(weights.as_json()).by_feature == weights.by_feature


def test_a_fingerprint_looks_only_at_the_words() -> None:
    assert fingerprint("The nurse’s  list, (again).") == fingerprint("the NURSE'S list again")


def test_sentences_added_to_learn_from_stand_in_no_gold(tmp_path: Path) -> None:
    gold = json.loads((GOLD / "explains.json").read_text(encoding="utf-8"))
    more = json.loads((GOLD / "explains_more.json").read_text(encoding="utf-8"))
    scored = {fingerprint(one["text"]) for one in gold["samples"]}
    scored |= {one["fingerprint"] for one in gold["inquiries"]}
    added = {fingerprint(text) for one in more["invented"] for _, text in one["sentences"]}
    added |= {
        mark for one in more["inquiries"].values() for key in ("explains", "doubtful") for mark in one[key]
    }
    assert not scored & added


def test_aside_sentences_are_marked_and_their_doubles_hidden(tmp_path: Path) -> None:
    (tmp_path / "made.html").write_text(
        "<h1>Review</h1><h2>Introduction</h2><p>The team had one telephone.</p><h2>Analysis</h2>"
        "<p>Nobody rang because it was busy.</p><p>The boy was seven.</p><p>The boy was seven.</p>"
        "<p>The girl was nine.</p>",
        encoding="utf-8",
    )
    entry = {"document": "made.html", "page": 1, "doubtful": False, "alone": None}
    seen = {**entry, "id": "00.01", "text": "The boy was seven.", "is": "describes", "aside": True}
    (tmp_path / "explains.json").write_text(json.dumps({"samples": [seen], "inquiries": []}))
    marks = {"made.html": {"explains": ["Nobody rang because it was busy."], "doubtful": []}}
    more = {"samples": marks, "inquiries": {}, "invented": []}
    (tmp_path / "explains_more.json").write_text(json.dumps(more))
    texts, rows = labelled(tmp_path, tmp_path, tmp_path)
    said = {texts[row.document].sentences[row.order].text: row for row in rows if row.source == "more"}
    assert [row.aside for row in rows if row.source == "samples"] == [True]
    assert "The boy was seven." not in said and said["Nobody rang because it was busy."].explains
    assert not said["The girl was nine."].explains

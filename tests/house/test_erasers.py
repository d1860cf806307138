"""Whatever can hold words of a report is erased by somebody; the sample library shows that nothing else does."""

from heeded.core.classification import classified
from heeded.core.erasure import answered_for


def test_every_field_with_report_text_has_an_eraser() -> None:
    held = {field.name for field in classified().values() if field.report_text}
    assert held - answered_for() == set(), "register an eraser for these when Django is ready"


def test_no_eraser_answers_for_a_field_that_is_not_classed_so() -> None:
    assert answered_for() - {field.name for field in classified().values() if field.report_text} == set()


def test_there_are_erasers_at_all() -> None:
    assert {"library.Page.text", "library.Passage.text", "intake.Delivery.name"} <= answered_for()

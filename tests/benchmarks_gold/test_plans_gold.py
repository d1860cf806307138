"""The gold of plans: it is whole, and every row of it is read right or listed."""

import pytest

from benchmarks._plans_gold import Layout, layouts
from benchmarks.plans import judged
from heeded.engine.plans import read_plan

LAYOUTS = tuple(layouts())


def test_ten_layouts_two_of_them_set_aside() -> None:
    assert len(LAYOUTS) == 10 and sum(layout.aside for layout in LAYOUTS) == 2
    assert {layout.name.rpartition(".")[2] for layout in LAYOUTS} == {"xlsx", "docx", "csv", "txt"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.identifier)
def test_every_row_is_right_or_listed(layout: Layout) -> None:
    judgements = list(judged(layout, read_plan(layout.content, layout.name)))
    assert [how for judgement, how in judgements if judgement == "wrong"] == []
    assert sum(judgement == "right" for judgement, _how in judgements) >= len(layout.rows) - layout.aside

"""Plans are read in a process that may hand out nothing but records."""

from datetime import date

import pytest

from heeded.engine.plans import (
    Column,
    PlanFile,
    PlanStatus,
    Tracker,
    TrackerEntry,
    read_plan,
    read_tracker,
    tracker_file,
)
from heeded.engine.reading import FileRefused
from heeded.engine.sandbox import Sandbox
from tests.engine.plans.made import HEADINGS, table, word, workbook

ROW = ("1", "R", "A", "Police", "Inspector", "30/09/2019", "Complete")


@pytest.mark.slow
def test_everything_that_is_read_comes_out() -> None:
    with Sandbox() as sandbox:
        for content in (table(ROW), workbook([HEADINGS, ROW]), word([HEADINGS, ROW])):
            plan = sandbox.call(read_plan, content, "plan", columns=dict(enumerate(_COLUMNS)))
            assert isinstance(plan, PlanFile) and plan == read_plan(content, "plan")
            row = plan.tables[0].rows[0]
            assert row.due == date(2019, 9, 30) and row.status is PlanStatus.DONE
        entry = TrackerEntry("1", closed=True, date_added=date(2024, 5, 1))
        assert sandbox.call(read_tracker, tracker_file([entry])) == Tracker((entry,))
        with pytest.raises(FileRefused, match="older Office"):
            sandbox.call(read_plan, b"\xd0\xcf\x11\xe0", "plan.xls")


_COLUMNS = (
    Column.NUMBER, Column.RECOMMENDATION, Column.ACTION, Column.OWNER_AGENCY, Column.OWNER_ROLE, Column.DUE,
    Column.STATUS,
)  # fmt: skip

"""Plans read: every row right or listed as not understood, and 50,000 rows, by `python -m benchmarks.plans`.

On the ten layouts of gold/plans, two of them set aside. `--wrong` prints each row that is not right.
"""

import argparse
import io
import sys
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks._plans_gold import Expected, Layout, layouts
from heeded.engine.plans import PlanFile, PlanRow, read_plan

SECONDS = 60.0  # of processor time for a workbook of 50,000 rows
LONG = 50_000


def judged(layout: Layout, plan: PlanFile) -> Iterator[tuple[str, str]]:
    """For each row that must come out, and each that came out besides: right, listed or wrong, and how it differs."""
    left: dict[tuple[int, int], list[PlanRow]] = {}
    listed = {(at, told.row) for at, table in enumerate(plan.tables) for told in table.not_understood}
    for at, table in enumerate(plan.tables):
        for row in table.rows:
            left.setdefault((at, row.row), []).append(row)
    for expected in layout.rows:
        place = expected.table, expected.row.row
        rows = left.get(place, [])
        differs = _difference(expected, rows.pop(0)) if rows else "missing"
        if not differs and (place in listed) == expected.listed:
            yield "right", ""
        elif place in listed:
            yield "listed", f"{place}: {differs or 'listed though it is plain'}"
        else:
            yield "wrong", f"{place}: {differs or 'not listed'}"
    for place, rows in left.items():
        for row in rows:
            yield "wrong", f"{place}: one too many: {row}"


def _difference(expected: Expected, row: PlanRow) -> str:
    return "; ".join(
        f"{name} {getattr(row, name)!r} for {getattr(expected.row, name)!r}"
        for name in sorted(expected.compared)
        if getattr(row, name) != getattr(expected.row, name)
    )


def _on_gold(*, wrong: bool) -> Counter[str]:
    print("| layout | rows | right | listed | wrong |\n| --- | --- | --- | --- | --- |")
    every: Counter[str] = Counter()
    parts: dict[str, Counter[str]] = {"tuned": Counter(), "set aside": Counter()}
    for layout in layouts():
        judgements = list(judged(layout, read_plan(layout.content, layout.name)))
        counts = Counter(judgement for judgement, _how in judgements)
        parts["set aside" if layout.aside else "tuned"] += counts
        every += counts
        _line(layout.identifier, counts)
        for judgement, how in judgements if wrong else ():
            if how:
                print(f"    {judgement} {how}")
    for part, counts in parts.items():
        _line(f"**{part}**", counts)
    return every


def _line(name: str, counts: Counter[str]) -> None:
    figures = (counts.total(), counts["right"], counts["listed"], counts["wrong"])
    print(f"| {name} | " + " | ".join(map(str, figures)) + " |")


def long_workbook(rows: int) -> bytes:
    """A plan of that many rows, ten columns each."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Plan")
    headings = (
        "No,Recommendation,Action,Lead agency,Lead officer,Start date,Timescale,Outcome,Evidence,Status"
    )
    sheet.write_row(0, 0, headings.split(","))
    for row in range(1, rows):
        sheet.write_row(row, 0, [
            row, f"The board should do thing {row}.", f"Do part {row} of it.", "Police", "Inspector", "1 May 2019",
            "End of Sept 2019", "Children are seen.", "", "In progress",
        ])  # fmt: skip
    book.close()
    return out.getvalue()


def _long() -> float:
    content = long_workbook(LONG)
    begun = time.process_time()
    plan = read_plan(content, "long.xlsx")
    seconds = time.process_time() - begun
    assert len(plan.tables[0].rows) == LONG - 1
    print(
        f"\n{LONG:,} rows of ten columns in XLSX: {seconds:.1f} s of processor time (at most {SECONDS:.0f})"
    )
    return seconds


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when a row is wrong or the long plan takes too long."""
    options = argparse.ArgumentParser(prog="benchmarks.plans")
    options.add_argument("--wrong", action="store_true", help="print each row that is not right")
    told = options.parse_args(arguments)
    counts = _on_gold(wrong=told.wrong)
    return 1 if counts["wrong"] or _long() > SECONDS else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

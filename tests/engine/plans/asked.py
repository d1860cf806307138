"""What every test of a layout asks of the file that was read."""

from heeded.engine.plans import PlanFile, PlanRow


def rows_of(plan: PlanFile) -> list[PlanRow]:
    return [row for table in plan.tables for row in table.rows]


def whys_of(plan: PlanFile) -> list[str]:
    return [told.why for table in plan.tables for told in table.not_understood]

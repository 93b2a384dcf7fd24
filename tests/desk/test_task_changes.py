"""What changed in one task stands beside it: its own cells and no other's."""

from datetime import date

from lib.desk.changes import Comparison, comparison
from lib.desk.opening import Opened
from lib.i18n import Language
from lib.schema import Audience
from tests.builders import make_tasks, make_workbook


def compared() -> Comparison:
    """Two tasks; the first was done since."""
    old, new = (
        make_workbook(tasks=make_tasks(task=["印发方案", "召开大会"], status=states))
        for states in (["in_progress", "in_progress"], ["done", "in_progress"])
    )
    return comparison(Opened(old, "v1", "a.xlsx"), Opened(new, "v2", "a.xlsx"), Audience.PUBLIC, date(2014, 6, 10))


def test_a_task_that_did_not_change_has_nothing() -> None:
    shown = compared()

    assert shown.of_task(str(shown.new.workbook.tasks["ref"].iloc[1]), Language.ZH).is_empty


def test_a_task_shows_its_own_cells_from_what_to_what() -> None:
    shown = compared()

    table = shown.of_task(str(shown.new.workbook.tasks["ref"].iloc[0]), Language.ZH)

    assert [name for name, _ in table.headings] == ["kind", "field", "old", "new"]
    assert ("新完成", "状态", "进行中", "已完成") in list(table.cells.itertuples(index=False, name=None))


def test_a_ref_that_is_not_there_has_nothing() -> None:
    assert compared().of_task("任务!999", Language.ZH).is_empty

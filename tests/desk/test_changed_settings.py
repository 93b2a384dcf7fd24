"""What changed beside the rows is never silent: a title, a day, a setting, who is who."""

from datetime import date

import pytest

from lib.desk.changes import comparison
from lib.desk.opening import Opened
from lib.i18n import Language
from lib.ingest.model import BoardSettings, Workbook
from lib.schema import Audience
from tests.builders import make_tasks, make_workbook

TODAY = date(2014, 6, 10)


def compared(old: Workbook, new: Workbook, audience: Audience = Audience.PUBLIC) -> tuple[str, list[tuple[str, ...]]]:
    """The sentence, and the lines beside the rows."""
    found = comparison(Opened(old, "old", "a.xlsx"), Opened(new, "new", "b.xlsx"), audience, TODAY)
    return found.conclusion(Language.ZH), list(found.settings(Language.ZH).cells.itertuples(index=False, name=None))


def test_equal_workbooks_differ_in_nothing() -> None:
    assert compared(make_workbook(), make_workbook()) == ("两版内容一致，没有变动。", [])


def test_a_changed_title_and_day_are_told_though_no_row_changed() -> None:
    new = make_workbook(title="整改年", as_of=date(2014, 6, 17))

    sentence, lines = compared(make_workbook(), new)

    assert sentence == "任务、意见和问题没有变动；设置等其他内容变动2处。"
    assert lines == [("活动名称", "教育实践活动", "整改年"), ("数据截止日期", "2014年6月10日", "2014年6月17日")]


def test_a_setting_that_we_do_not_know_by_name_is_told_by_its_own() -> None:
    new = make_workbook(settings=BoardSettings(due_soon_days=10, other=(("联系电话", "1388"),)))

    _, lines = compared(make_workbook(settings=BoardSettings()), new, Audience.LEADING_GROUP)

    assert lines == [("即将到期天数", "", "10"), ("联系电话", "", "1388")]


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE])
def test_of_lines_that_may_hold_anything_a_wide_audience_is_told_the_lamps_alone(audience: Audience) -> None:
    new = make_workbook(settings=BoardSettings(other=(("联系电话", "1388"), ("亮灯方案", "绿黄红"), ("亮灯方案", "问老王"))))

    sentence, lines = compared(make_workbook(settings=BoardSettings()), new, audience)

    assert lines == [("亮灯方案", "", "绿黄红")]
    assert sentence == "任务、意见和问题没有变动；设置等其他内容变动1处。"


def test_it_is_counted_beside_the_changed_rows() -> None:
    new = make_workbook(title="整改年", tasks=make_tasks(count=1, status="done"))

    sentence, _ = compared(make_workbook(tasks=make_tasks(count=1, status="in_progress")), new)

    assert sentence.startswith("任务变动1项")
    assert sentence.endswith("另有设置等其他内容变动1处。")

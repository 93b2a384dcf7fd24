"""A chart of nothing has no alternative text, and what is not dated has no span."""

import pytest

from lib.i18n import LANGUAGES, Language
from lib.metrics.model import CrossTable, Grouping, Rate, SCurve, Step, Timeline, Wall
from lib.wording import gantt_alt, s_curve_alt, span, wall_alt
from lib.wording.charts import cross_table_alt, of_version, rectification_alt
from lib.wording.definitions import FigureId
from lib.wording.key_figures import of_tasks
from lib.wording.phrases import rate_in_words
from tests.wording.boards import JUNE_10, progress

UNDATED = Timeline((), 2, JUNE_10, None, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_nothing_nothing_is_said(language: Language) -> None:
    assert s_curve_alt(SCurve((), JUNE_10, 0, 0, 0), language) == ""
    assert gantt_alt(UNDATED, language) == ""
    assert wall_alt(Wall(Grouping.PHASE, Step.XUN, (), (), None, JUNE_10, 2), language) == ""
    assert rectification_alt((), language) == ""
    assert span(UNDATED, language) == ""


def test_a_rate_of_nothing_is_neither_nought_nor_unknown() -> None:
    assert rate_in_words(Rate(0, 0), Language.ZH) == "无可统计"
    assert rate_in_words(Rate(0, 3), Language.ZH) == "0%"
    assert rate_in_words(None, Language.ZH) == "未填报"


def test_a_table_of_the_version_shown_names_no_other() -> None:
    shown = CrossTable(("教师",), ("raw",), ((7,),), 0, 5)

    assert of_version(shown, Language.ZH) == ""
    assert cross_table_alt("groups", shown, Language.ZH) == "各来源群体原始意见条数。教师：7。"


def test_what_was_cancelled_stands_beside_all() -> None:
    assert of_tasks(progress(cancelled=2), 7, Language.ZH)[0].context == "不含取消的2项"
    assert of_tasks(progress(undated=3), 7, Language.ZH)[0].context == "其中3项没有到期日"


def test_what_is_late_is_of_no_number_where_no_task_has_a_due_day() -> None:
    of_none = progress(should_be_done=0, overdue=0, undated=24)

    late = next(each for each in of_tasks(of_none, 7, Language.ZH) if each.figure is FigureId.OVERDUE)
    assert (late.value, late.context, late.count, late.is_bad) == ("待定", "没有可计算的到期日", None, False)

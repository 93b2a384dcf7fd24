"""The declared lamp rule: how settings name it, and what the legend says."""

from datetime import date

import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.i18n import LANGUAGES, Language
from lib.ingest.model import BoardSettings
from lib.metrics.filters import Filters
from lib.metrics.model import AsOf
from lib.metrics.states import State, task_states
from lib.schema import Audience, Lamp
from lib.schema.lamp_rules import STANDARD_RULE, Dialect, LampRule, declared_lamp_rule, lamp_rule_of
from lib.wording import lamp_rule
from tests.builders import make_tasks, make_workbook

ZH, EN = Language.ZH, Language.EN
JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("标准", STANDARD_RULE),
        ("绿黄红", LampRule(Dialect.GREEN_YELLOW_RED)),
        ("红黄绿灯", LampRule(Dialect.GREEN_YELLOW_RED)),
        ("蓝黄红；逾期补办转黄", LampRule(Dialect.BLUE_YELLOW_RED, marks_late_done=True)),
        ("“插红旗”", LampRule(Dialect.RED_FLAG)),
        ("逾期补办转黄", LampRule(marks_late_done=True)),
        ("Green-Yellow-Red, late done turns yellow", LampRule(Dialect.GREEN_YELLOW_RED, marks_late_done=True)),
        ("紫橙粉", None),
        ("绿黄红；每周检查", None),
        ("绿黄红、蓝黄红", None),
        ("", None),
    ],
)
def test_a_rule_is_known_by_its_name_or_not_at_all(written: str, rule: LampRule | None) -> None:
    assert lamp_rule_of(written) == rule


def test_without_a_line_or_with_an_unknown_name_the_standard_rule_holds() -> None:
    assert declared_lamp_rule(()) == (STANDARD_RULE, "")
    assert declared_lamp_rule([("亮灯方案", " ")]) == (STANDARD_RULE, "")
    assert declared_lamp_rule([("亮灯方案", "紫橙粉")]) == (STANDARD_RULE, "紫橙粉")
    assert declared_lamp_rule([("备注", "绿黄红"), ("Lamp rule", "RAG")]) == (LampRule(Dialect.GREEN_YELLOW_RED), "")


def test_what_was_done_late_is_told_apart_only_where_the_rule_says_so() -> None:
    tasks = make_tasks(due="2014-06-01", status="done", actual_done=["2014-06-05", "2014-06-01", None])

    assert list(task_states(tasks, JUNE_10)[State.LAMP]) == [Lamp.DONE] * 3
    assert list(task_states(tasks, JUNE_10, marks_late_done=True)[State.LAMP]) == [Lamp.CAUGHT_UP, Lamp.DONE, Lamp.DONE]


def test_the_legend_says_what_the_colours_mean_before_the_shapes() -> None:
    standard = lamp_rule(ZH, 7)
    green = lamp_rule(ZH, 7, LampRule(Dialect.GREEN_YELLOW_RED, marks_late_done=True))

    assert standard.startswith("灯号规则：▲逾期")
    assert "逾期补办" not in standard
    assert green.startswith("颜色：绿为已完成或未到期，黄为7天内到期或暂缓，红为逾期，逾期后补办完成的转黄。灯号规则：▲逾期")
    assert "◉逾期补办（到期日之后完成）；●已完成（已完成，不晚于到期日，或完成日期不详）" in green
    assert "●已完成（已完成，早晚不论）" in standard
    assert lamp_rule(EN, 1, LampRule(Dialect.RED_FLAG)).startswith(
        "Colours: a red flag is done, yellow is due within 1 day, black (white on a dark background) is overdue. "
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_board_wears_the_rule_of_its_settings_everywhere(language: Language) -> None:
    tasks = make_tasks(due="2014-06-01", status=["done", "done"], actual_done=["2014-06-05", "2014-06-01"])
    settings = BoardSettings(other=(("亮灯方案", "红旗；逾期补办转黄"),))
    board = Board(disclose(make_workbook(tasks, settings=settings), Audience.PUBLIC), Filters(), date(2014, 6, 10))
    lamps = list(board.table("tasks", language).cells[State.LAMP])

    assert [lamp[0] for lamp in lamps] == ["◉", "⚑"]
    assert [lamp[0] for lamp in board.unit_view(board.units[0], language).tables[0].cells[State.LAMP]] == ["◉", "⚑"]
    assert any("⚑" in words for _, words in board.detail("任务!3", language).fields)  # type: ignore[union-attr]
    assert board.lamp_words(language).label(Lamp.DONE).startswith("⚑")
    assert "⚑" in board.lamp_rule(language)
    assert board.progress.done == 2
    assert str(Lamp.CAUGHT_UP) in [option.code for option in board.options.lamps]

"""Definitions, the lamp rule and the filters in words."""

import pytest

from lib.i18n import LANGUAGES, Language
from lib.schema import Lamp, Rectification
from lib.wording import LAMP_ORDER, LAMP_SYMBOLS, RECTIFICATION_SYMBOLS, Counted, Selection, definitions, filters_in_words, lamp_rule
from lib.wording.definitions import FigureId

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_defined_in_one_sentence(language: Language) -> None:
    stop = "。" if language is ZH else "."
    found = definitions(language)

    assert [each.figure for each in found] == list(FigureId)
    assert [each.figure for each in found if not each.meaning.endswith(stop) or each.meaning.count(stop) != 1] == []
    assert [each.figure for each in found if "⟦" in each.name + each.meaning] == []


def test_every_lamp_and_state_has_a_shape_of_its_own() -> None:
    assert len(set(LAMP_SYMBOLS.values())) == len(Lamp) == len(LAMP_ORDER)
    assert len(set(RECTIFICATION_SYMBOLS.values())) == len(Rectification)


def test_the_lamp_rule_gives_shape_word_and_rule() -> None:
    assert lamp_rule(ZH, 7).startswith("灯号规则：▲逾期（到期日已过，未完成）；")
    assert "◆即将到期（3天内到期，未完成）" in lamp_rule(ZH, 3)
    assert "◆ Due soon (due within 7 days, not done)" in lamp_rule(EN, 7)
    assert all(symbol in lamp_rule(EN, 7) for lamp, symbol in LAMP_SYMBOLS.items() if lamp is not Lamp.CAUGHT_UP)


def test_no_filter_is_said_to_be_none() -> None:
    assert filters_in_words((), 24, 24, Counted.TASKS, ZH) == "未筛选，共24项任务"
    assert filters_in_words((Selection("阶段", ()),), 24, 24, Counted.TASKS, EN) == "No filter; 24 tasks"


def test_filters_say_what_is_shown_and_of_how_many() -> None:
    chosen = (Selection("阶段", ("动员部署", "总结评估")), Selection("责任部门", ("办公室",)))

    assert filters_in_words(chosen, 3, 24, Counted.TASKS, ZH) == "筛选：阶段为动员部署、总结评估；责任部门为办公室；显示3项，共24项任务"
    assert (
        filters_in_words(chosen, 3, 24, Counted.TASKS, EN) == "Filtered by 阶段: 动员部署, 总结评估; 责任部门: 办公室; 3 of 24 tasks shown"
    )


def test_what_is_counted_has_its_name() -> None:
    assert filters_in_words((), 96, 96, Counted.OPINIONS, ZH) == "未筛选，共96行意见"
    assert filters_in_words((), 82, 82, Counted.PROBLEMS, ZH) == "未筛选，共82个整改问题"
    assert filters_in_words((), 1, 1, Counted.OPINIONS, EN) == "No filter; 1 row of opinions"


def test_a_long_filter_is_cut_and_counted() -> None:
    chosen = (Selection("阶段", ("甲", "乙", "丙", "丁", "戊")),)

    assert filters_in_words(chosen, 3, 24, Counted.TASKS, ZH) == "筛选：阶段为甲、乙、丙等5个；显示3项，共24项任务"
    assert filters_in_words(chosen, 3, 24, Counted.TASKS, EN) == "Filtered by 阶段: 甲, 乙, 丙 and others, 5 in all; 3 of 24 tasks shown"

"""What a chart's note says where its numbers stand in a table."""

from dataclasses import replace

import pytest

from lib.exports.documents_charts import grid_of_chart
from lib.exports.table_notes import table_note
from lib.exports.tables import pages_of
from lib.i18n import LANGUAGES, Language, text
from tests.builders import make_tasks, make_workbook
from tests.exports.reports import meeting_report, sample

ZH = Language.ZH
_DRAWN = ("竖线", "条长", "浅色", "细线", "圆点", "深色", "深线", "底色")


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_and_tables_speak_of_no_mark_that_they_do_not_draw(language: Language) -> None:
    report = meeting_report(sample().workbook, language=language)
    charts = [chart for section in report.sections for chart in section.charts]
    notes = [grid.note for chart in charts if (grid := grid_of_chart(chart))]
    notes += [note for page in pages_of(report) for note in page.notes]
    marks = _DRAWN if language is ZH else ("tick", "pale bar", "thin line", "dark bar", "dot ", "length of a bar", "darker ground")

    assert len(charts) > 5
    assert [note for note in notes if any(mark in note for mark in marks)] == []
    assert [note for note in notes if "  " in note] == []


def test_facts_of_a_note_stay_and_the_last_column_is_explained() -> None:
    report = meeting_report(sample().workbook)
    phases, categories = (report.section(name) for name in ("overview", "feedback"))
    assert phases
    assert categories

    assert table_note(phases.charts[0]) == "最后一栏为已完成项数/全部项数，其后为逾期、暂缓和即将到期的项数。"
    assert table_note(categories.charts[0]) == "占比按归并后计算。"
    drawn = text(ZH, "figures.note.gantt") + text(ZH, "figures.note.gantt_group")
    undated = replace(phases.charts[0], note=drawn + "另有3项没有可计算的到期日，未画出。")
    assert table_note(undated) == "另有3项没有可计算的到期日，未画出。"


def test_a_plan_without_progress_does_not_say_what_is_done_of_all() -> None:
    overview = meeting_report(make_workbook(make_tasks(3, status=None))).section("overview")
    assert overview

    assert table_note(overview.charts[0]) == "均未填报进度，只显示计划。"

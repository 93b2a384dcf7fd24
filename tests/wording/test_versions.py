"""Versions in words: which is current, what sets one apart, what restoring will do, and how figures went."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lib.i18n import LANGUAGES, Language
from lib.metrics.version_trends import FigureCourse, VersionTrends
from lib.metrics.versions import VersionFigure
from lib.store.model import FileState, Forgotten, MeetingMark, VersionInfo
from lib.wording import versions as words

ZH, EN = Language.ZH, Language.EN
NOON = datetime(2014, 6, 10, 12, 0).astimezone()
INFO = VersionInfo(
    board="main",
    number=3,
    key="main@3",
    fingerprint="f",
    published=NOON,
    who="办公室",
    note="第三周",
    file_name="周报.xlsx",
    title="教育实践活动",
    year=2014,
    as_of=date(2014, 6, 9),
    tasks=24,
    feedback=82,
    errors=0,
    warnings=1,
    original_bytes=36_070,
)
MEETING = MeetingMark(2, "第5次推进会", NOON, "办公室")


def version(number: int, **facts: Any) -> VersionInfo:
    """The version of a number, published a week after the one before."""
    return replace(INFO, number=number, published=NOON + timedelta(weeks=number - 3), **facts)


def course(*values: float | None, figure: VersionFigure = VersionFigure.CLOSED_SHARE) -> VersionTrends:
    """One figure over as many versions, a day apart."""
    count = len(values)
    return VersionTrends(
        tuple(range(1, count + 1)),
        tuple(datetime(2014, 3, 1) + timedelta(days=n) for n in range(count)),
        (FigureCourse(figure, values),),
    )


def test_the_first_version_is_the_current_one():
    assert words.standing((version(1),), None, 1, ZH) == "已发布1版，当前是第1版（2014年5月27日 12:00由办公室发布）。"
    assert words.standing((version(1),), None, 1, EN).startswith("1 version is published; the current one is version 1 (27 May 2014, 12:00")


def test_the_meeting_and_what_is_looked_at_are_told_beside_the_current_version():
    said = words.standing((INFO, version(2), version(1)), MEETING, 1, ZH)

    assert said == "已发布3版，当前是第3版（2014年6月10日 12:00由办公室发布）。上次会议版本是第2版（第5次推进会）。您正在看第1版。"


def test_a_draft_looks_at_no_version():
    assert "您正在看" not in words.standing((INFO, version(2)), None, None, ZH)


def test_a_version_is_chosen_by_its_time_and_by_what_it_is_remembered_by():
    assert words.choice(INFO, ZH) == "第3版　2014年6月10日 12:00　第三周"
    assert words.choice(replace(INFO, meetings=("一次会", "第5次推进会")), ZH) == "第3版　2014年6月10日 12:00　第5次推进会"
    assert words.choice(replace(INFO, note=" 两行\n说明 "), EN) == "Version 3 · 10 Jun 2014, 12:00 · 两行 说明"
    assert words.choice(replace(INFO, note=""), ZH) == "第3版　2014年6月10日 12:00"


def test_all_facts_of_a_version_stand_together():
    said = words.facts(replace(INFO, restored_from=1, meetings=("第5次推进会",)), ZH)

    assert said == (
        "2014年6月10日 12:00由办公室发布，文件“周报.xlsx”（36.1 KB）。任务24项，意见和问题82条，需改正0处，请核对1处。"
        "数据截止2014年6月9日。内容恢复自第1版。会议：第5次推进会。说明：第三周"
    )


def test_english_counts_one_as_one():
    said = words.facts(replace(INFO, tasks=1, feedback=1, errors=1), EN)

    assert "1 task, 1 opinion or problem, 1 error, 1 thing to check." in said


def test_marks_tell_the_current_version_the_one_looked_at_and_the_last_meeting():
    meeting = replace(INFO, meetings=("第5次推进会",), restored_from=1)

    assert words.marks(INFO, 3, 3, None, ZH) == ("当前",)
    assert words.marks(INFO, 4, 3, None, ZH) == ("正在看",)
    assert words.marks(meeting, 4, 4, 3, ZH) == ("上次会议：第5次推进会", "恢复自第1版")
    assert words.marks(meeting, 4, 4, 2, ZH) == ("会议：第5次推进会", "恢复自第1版")


def test_what_was_forgotten_is_told_with_its_day_and_who_did_it():
    told = replace(INFO, as_of=None, note="", forgotten=Forgotten(NOON, "办公室", FileState.REBUILT))

    assert words.facts(told, ZH) == (
        "2014年6月10日 12:00由办公室发布，文件“周报.xlsx”（36.1 KB）。任务24项，意见和问题82条，需改正0处，请核对1处。"
        "2014年6月10日 12:00由办公室清除涉及个人的内容；原文件已换成按保留内容重新生成的工作簿。"
    )
    assert words.marks(told, 3, 3, None, ZH) == ("当前", "2014年6月10日 12:00由办公室清除个人内容")
    assert words.marks(told, 4, 4, None, EN) == ("Personal matters removed on 10 Jun 2014, 12:00 by 办公室",)


def test_marks_stand_before_the_note():
    assert words.remembered((), "", ZH) == ""
    assert words.remembered(("当前", "恢复自第1版"), "更正", ZH) == "〔当前〕〔恢复自第1版〕更正"
    assert words.remembered(("Current", "Last meeting: May"), "Week 3", EN) == "[Current] [Last meeting: May] Week 3"


def test_restoring_says_beforehand_what_it_will_do():
    assert words.restoring(3, 12, ZH) == (
        "第3版的内容将重新发布为第13版，成为当前版本，所有人看到的看板随之改变。到第12版为止的各版原样保留，需要时可以再恢复回来。"
    )


def test_a_hole_is_named_and_many_are_counted():
    closed = (VersionFigure.CLOSED_SHARE,)

    assert words.gaps(course(0.1, 0.2), closed, ZH) == ""
    assert words.gaps(course(0.1, None, 0.2), closed, EN) == "Closure rate: not known for version 2, left blank."
    assert words.gaps(course(None, None, 0.2, None), closed, ZH) == "销号率：第1–2、4版没有这一数字，图上留空。"
    assert words.gaps(course(*([None, 0.1] * 6)), closed, ZH) == "销号率：有6版没有这一数字，图上留空。"


def test_the_newest_version_may_not_know_a_figure():
    assert words.newest_values(course(0.1, None), (VersionFigure.CLOSED_SHARE,), ZH) == "第2版：销号率不详"


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        (VersionFigure.DONE_SHARE, 2 / 3, "66.7%"),
        (VersionFigure.LATE, 1.0, "1 task"),
        (VersionFigure.SLIP_DAYS, 1234.0, "1,234 days"),
        (VersionFigure.SLIP_DAYS, -3.0, "-3 days"),
    ],
)
def test_a_value_has_its_unit(figure: VersionFigure, value: float, said: str):
    assert words.value_in_words(figure, value, EN) == said


def test_a_course_with_a_peak_between_names_it():
    late = (VersionFigure.LATE,)

    assert "逾期从第1版的1项到第3版的2项，最高为第2版的7项" in words.trends_alt("version_late", course(1, 7, 2, figure=late[0]), late, ZH)
    assert "最高" not in words.trends_alt("version_late", course(1, 2, 3, figure=late[0]), late, ZH)
    assert "逾期只有第2版有数字，为2项" in words.trends_alt("version_late", course(None, 2, figure=late[0]), late, ZH)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", words.OF_VERSION_CHARTS)
def test_every_chart_across_versions_has_the_definitions_of_its_figures(name: str, language: Language):
    found = words.of_version_chart(name, language)

    assert found
    assert [each for each in found if "⟦" in each.name + each.meaning] == []

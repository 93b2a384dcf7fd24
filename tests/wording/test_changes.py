"""What changed, word for word: counts first, the worst first, and a single row taken out is named."""

from dataclasses import replace

import pandas as pd

from lib.i18n import Language
from lib.metrics.changes_model import ChangeKind, Changes, KindCount, Side
from lib.wording.changes import change_label, changes, changes_remarks

ZH, EN = Language.ZH, Language.EN


def found(*counts: KindCount, tasks: int = 0, feedback: int = 0, unsure: int = 0, personal: tuple[int, int] = (0, 0)) -> Changes:
    """A comparison with these counts; the frames are not asked for by a sentence."""
    nothing = pd.DataFrame()
    return Changes(nothing, nothing, counts, tasks, feedback, 0, 0, 0, unsure, *personal)


def test_two_equal_versions_are_said_to_be_equal() -> None:
    assert changes(found(), ZH) == "两版内容一致，没有变动。"
    assert changes(found(), EN) == "The two versions say the same: nothing has changed."
    assert changes_remarks(found(), ZH) == ()


def test_where_something_is_not_compared_equality_is_not_claimed() -> None:
    assert changes(found(personal=(3, 3)), ZH) == "可以比较的内容一致，没有变动；涉及个人的意见只计总数，不作比较。"


def test_the_worst_comes_first_and_one_row_taken_out_is_named() -> None:
    some = found(
        KindCount(ChangeKind.REMOVED, 1, 0),
        KindCount(ChangeKind.REOPENED, 1, 2),
        KindCount(ChangeKind.NEWLY_LATE, 2, 0),
        KindCount(ChangeKind.NEWLY_DONE, 6, 1),
        KindCount(ChangeKind.CLOSED, 0, 3),
        tasks=9,
        feedback=6,
    )

    assert changes(some, ZH) == (
        "任务变动9项：不再列出1项，退回或倒退1项，新逾期2项，新完成6项；意见和问题变动6条：退回或重新整改2条，新整改待复核1条，新销号3条。"
    )
    assert changes(some, EN) == (
        "9 tasks changed: 1 removed, 1 gone backwards, 2 newly overdue, 6 newly done; "
        "6 opinions and problems changed: 2 sent back or reopened, 1 newly rectified and unchecked, 3 newly closed."
    )


def test_of_a_dozen_kinds_the_four_worst_are_named_and_the_rest_counted() -> None:
    kinds = (ChangeKind.REMOVED, ChangeKind.CANCELLED, ChangeKind.REOPENED, ChangeKind.NEWLY_LATE, ChangeKind.REPLANNED, ChangeKind.ADDED)
    some = found(*(KindCount(kind, 1, 0) for kind in kinds), tasks=6)

    assert changes(some, ZH) == "任务变动6项：不再列出1项，取消1项，退回或倒退1项，新逾期1项，另有2类变动。"
    assert changes(some, EN).endswith("1 newly overdue, 2 other kinds of change.")


def test_five_kinds_are_all_named() -> None:
    kinds = (ChangeKind.REMOVED, ChangeKind.CANCELLED, ChangeKind.REOPENED, ChangeKind.NEWLY_LATE, ChangeKind.REPLANNED)

    assert "另有" not in changes(found(*(KindCount(kind, 1, 0) for kind in kinds), tasks=5), ZH)


def test_one_change_is_in_the_singular() -> None:
    assert changes(found(KindCount(ChangeKind.CLEARED, 1, 0), tasks=1), EN) == "1 task changed: 1 with blanked cells."
    assert changes(found(KindCount(ChangeKind.REMOVED, 0, 1), feedback=1), ZH) == "意见和问题变动1条：不再列出1条。"


def test_doubt_and_what_is_not_compared_are_said_beside_it() -> None:
    some = found(unsure=2, personal=(5, 6))

    assert changes_remarks(some, ZH) == ("2处前后对应关系不能确定，请核对。", "涉及个人的意见现有6条（原5条），只计总数，不作比较。")
    assert changes_remarks(some, EN) == (
        "2 rows may or may not be the same as before: please check.",
        "There are now 6 matters of one person (before: 5), counted in totals only and not compared.",
    )


def test_a_deadline_written_anew_is_said_to_count_as_no_slip() -> None:
    assert changes_remarks(replace(found(), rewritten=1), ZH) == (
        "1项任务直接改写了时限：新时限即成为原定时限，不计入累计顺延；如属商定调整，请保留原时限，另填“商定时限”。",
    )


def test_tasks_with_another_number_are_said_beside_the_changes() -> None:
    assert changes_remarks(replace(found(), renumbered=2), ZH) == ("2项任务的序号有变动（只改序号的不列入上表）。",)


def test_every_kind_has_a_name_of_its_own() -> None:
    for language in Language:
        assert change_label(ChangeKind.NEWLY_DONE, language) != change_label(ChangeKind.NEWLY_DONE, language, (Side.FEEDBACK,))
        assert len({change_label(kind, language) for kind in ChangeKind}) == len(ChangeKind)

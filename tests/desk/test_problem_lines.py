"""A line of a problem says its state, its words as far as they may be read, its unit and when; one of an opinion whence it came."""

from datetime import date

from lib.access import Shown
from lib.desk.lists import TaskLine
from lib.i18n import Language
from lib.schema import Audience, Rectification
from tests.builders import make_feedback, make_workbook
from tests.desk.boards import board, sample

ZH, EN = Language.ZH, Language.EN
OPEN_TO_ALL = {"openness": "face_to_face", "scope": "public", "target": "school"}


def line(audience: Audience = Audience.HEAD, language: Language = ZH, **facts: object) -> TaskLine:
    """The line of one problem due on 30 June that everybody may read."""
    feedback = make_feedback(role="rectification", **OPEN_TO_ALL, **facts)  # type: ignore[arg-type]
    view = board(make_workbook(feedback=feedback), audience=audience).rectification_view
    [shown] = view.lines(view.problems["ref"].tolist(), language, is_whole=True)
    return shown.lines[0]


def test_no_problem_no_line() -> None:
    assert board(make_workbook(feedback=make_feedback())).rectification_view.lines([], ZH, is_whole=True) == ()


def test_a_problem_says_its_state_its_words_its_unit_and_the_days_it_has() -> None:
    found = line(issue="报修无回音", owner_unit="总务处", category="官僚主义", status="in_progress")

    assert (found.lamp, found.number, found.task) == (Rectification.IN_PROGRESS, "官僚主义", "报修无回音")
    assert (found.owner, found.when) == ("总务处", "还有20天（6月30日）")


def test_what_is_overdue_says_so_with_its_shape_and_keeps_its_state() -> None:
    found = line(Audience.HEAD, EN, due_text="5月底前", status="returned")

    assert (found.lamp, found.phase, found.when) == (Rectification.RETURNED, "Overdue", "▲10 days overdue (due 31 May)")


def test_without_a_due_day_the_deadline_stands_as_it_was_written() -> None:
    assert line(due_text="长期坚持").when == "长期坚持"


def test_what_is_blank_is_called_so_only_to_whom_nothing_is_kept_back() -> None:
    head, public = line(due_text=None, owner_unit=None), line(Audience.PUBLIC, due_text=None, owner_unit=None)

    assert (head.owner, head.when) == ("责任部门未填", "时限未填")
    assert (public.owner, public.when) == ("", "")


def test_the_lines_are_the_ledger_worst_first_under_their_states() -> None:
    view = sample().rectification_view
    refs = view.ledger_table(ZH).cells["ref"].tolist()
    lists = view.lines(refs, ZH, is_whole=True)

    assert [shown.heading for shown in lists] == ["逾期", "退回、重新整改", "待整改、整改中", "已整改待复核", "已销号"]
    assert [shown.total for shown in lists[:2]] == [3, 5]
    assert [each.ref for shown in lists for each in shown.lines] == refs


def test_those_sent_back_stand_in_one_list_that_counts_none_overdue() -> None:
    view = sample().rectification_view
    table = view.sent_back_table(ZH)
    refs = table.cells["ref"].tolist()
    [shown] = view.sent_back_lines(refs, ZH, {refs[0]: "第1版退回"})

    assert (shown.heading, shown.total, shown.legend) == ("", 0, "◀退回\u3000◁重新整改")
    assert [each.ref for each in shown.lines] == refs
    assert shown.lines[0].note == "第1版退回"
    assert shown.lines[0].when.startswith("▲逾期")


def test_a_part_of_the_ledger_counts_nothing() -> None:
    view = sample(Audience.HEAD).rectification_view

    assert {shown.total for shown in view.lines(view.problems["ref"].tolist()[:60], ZH, is_whole=False)} == {0}


def test_what_is_said_besides_stands_beneath_its_problem() -> None:
    view = sample(Audience.HEAD).rectification_view
    ref = view.problems["ref"].iloc[0]

    assert view.lines([ref], ZH, {ref: "第3版退回"}, is_whole=True)[0].lines[0].note == "第3版退回"


def test_an_opinion_of_which_no_problem_was_made_has_no_state_and_says_when_it_came() -> None:
    feedback = make_feedback(text="食堂排队久", received=date(2014, 4, 5), **OPEN_TO_ALL)  # type: ignore[arg-type]
    view = board(make_workbook(feedback=feedback), audience=Audience.HEAD).rectification_view
    [shown] = view.opinion_lines(view.feedback.index.tolist(), ZH)
    found = shown.lines[0]

    assert (shown.heading, found.lamp, found.task, found.owner, found.when) == ("", None, "食堂排队久", "", "4月上旬")
    assert view.opinion(found.ref, ZH) is not None
    assert view.detail(found.ref, ZH) is None


def test_a_merged_opinion_says_so_and_into_which_number_to_whom_numbers_are_shown() -> None:
    feedback = make_feedback(2, feedback_id=["A1", "A2"], merged_into=[None, "A1"], **OPEN_TO_ALL)  # type: ignore[arg-type]
    for audience, said in ((Audience.HEAD, "已归并到A1"), (Audience.PUBLIC, "已归并")):
        view = board(make_workbook(feedback=feedback), audience=audience).rectification_view
        [shown] = view.opinion_lines(view.feedback.index.tolist(), ZH)
        assert [each.note for each in shown.lines] == ["", said]
        assert [each.number.split()[:1] == [name] for each, name in zip(shown.lines, ("A1", "A2"), strict=True)] == [
            audience is Audience.HEAD
        ] * 2


def test_the_list_of_opinions_names_the_shapes_that_it_has() -> None:
    view = sample(Audience.HEAD).rectification_view
    [shown] = view.opinion_lines(view.feedback.index.tolist(), ZH)
    [plain] = board(make_workbook(feedback=make_feedback())).rectification_view.opinion_lines([0], ZH)

    assert shown.legend == "●已销号\u3000◉已整改待复核\u3000◐整改中\u3000○待整改\u3000◀退回\u3000◁重新整改"
    assert plain.legend == ""


def test_of_a_matter_of_one_person_no_state_is_told() -> None:
    view = sample().rectification_view
    alone = view.feedback[~view.feedback[Shown.COUNTED_IN_CUTS]]
    [shown] = view.opinion_lines(alone.index.tolist(), ZH)

    assert len(shown.lines) == 5
    assert {(each.lamp, each.number, each.task, each.owner, each.when) for each in shown.lines} == {(None, "", "内容按受众不显示", "", "")}


def test_why_words_are_not_told_is_said_where_it_may_be() -> None:
    heard = ["back_to_back", None, "face_to_face"]
    feedback = make_feedback(3, role="rectification", issue="报修无回音", scope="leading_group", target="school", openness=heard)
    why = ["背靠背意见，不显示原话", "没有写明听取方式，不显示原话", "内容按受众不显示"]
    for audience, last in ((Audience.PUBLIC, why[2]), (Audience.HEAD, "报修无回音")):
        view = board(make_workbook(feedback=feedback), audience=audience).rectification_view
        refs = view.problems["ref"].tolist()
        told = {line.task for group in view.lines(refs, ZH, is_whole=True) for line in group.lines}
        cards = {detail.heading.split()[-1] for ref in refs if (detail := view.detail(ref, ZH))}
        assert told == cards == {*why[:2], last}

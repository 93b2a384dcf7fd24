"""Everything that an audience can get of a board, searched for what it may not know: figures, charts, tables, and every part of every file.

Each restricted cell holds a word of its own. A file is searched with all that is inside it: parts, metadata, embedded workbooks.
"""

import logging
from collections.abc import Iterator
from datetime import date

import pytest

from lib.access import disclose
from lib.desk import reporting
from lib.desk.board import TASK_LISTS, Board
from lib.desk.opening import Opened, open_file
from lib.desk.sections import SECTIONS
from lib.errors import PhaseboardError
from lib.exports.documents import DRAFTS, draft_document
from lib.exports.registry import EXPORTS
from lib.figures.charts import CHARTS
from lib.i18n import Language
from lib.ingest.frames import typed_frame
from lib.metrics.filters import Filters
from lib.metrics.grouping import available_groupings
from lib.schema import Audience, Opinion, SheetRole
from lib.settings import Settings
from tests.attacker.secret_words import SECRET, WIDE, opened_parts, secret_workbook
from tests.builders import make_feedback, make_tasks, make_workbook

DAY = date(2014, 6, 10)


def board_of(audience: Audience, filters: Filters | None = None) -> Board:
    return Board(disclose(secret_workbook(), audience), filters or Filters(), DAY)


def said_by(board: Board, language: Language) -> Iterator[str]:
    """All that a page may ask of a board, in words and as data."""
    for name in CHARTS:
        yield repr(board.chart(name, language))
    for name in SECTIONS:
        yield repr(board.section(name, language))
    for name in TASK_LISTS:
        yield repr(board.task_list(name, language))
    for name in ("tasks", "opinions", "organisation"):
        yield board.table(name, language).cells.to_csv()
    for page in ("overview", "tasks", "timeline", "wall", "feedback", "rectification", "talks"):
        yield board.conclusion(page, language) + repr(board.remarks(page, language)) + repr(board.key_figures(page, language))
    for grouping in available_groupings(board.states):
        yield repr(board.timeline_by(grouping)) + repr(board.wall_by(grouping))
    yield repr(board.options) + repr(board.disclosed.findings) + repr(board.disclosed.groups)
    yield repr(
        [
            getattr(board, name)
            for name in ("feedback_totals", "categories", "subcategories", "channels", "feedback_by_xun", "rectification")
        ]
    )
    view = board.rectification_view
    yield repr([view.conclusion(language), view.remarks(language), view.key_figures(language), view.by_lead])
    for unit in board.units:
        yield repr(board.unit_report(unit)) + repr(board.unit_view(unit, language))


@pytest.mark.parametrize("audience", WIDE)
def test_no_page_says_a_restricted_word(audience: Audience):
    if audience is Audience.LEADING_GROUP:
        said = [each for each in said_by(board_of(audience), Language.ZH) if "密电" not in each]  # how to reach people is for them
    else:
        said = list(said_by(board_of(audience), Language.ZH))

    assert [each for each in said if SECRET.search(each)] == []


@pytest.mark.parametrize("audience", WIDE)
def test_no_part_of_any_file_holds_a_restricted_word(audience: Audience, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    board, opened = board_of(audience), Opened(secret_workbook(), "draft", "周报.xlsx")
    report = reporting.report(board, opened, tuple(reporting.SECTIONS), "", Language.ZH)

    for name, export in EXPORTS.items():
        assert [part for part in opened_parts(export.render(report)) if SECRET.search(part)] == [], name
    for paper in DRAFTS.values():
        if paper.audience in (None, *WIDE[: WIDE.index(audience) + 1]):
            own = reporting.report(board, opened, paper.sections, "", Language.ZH)
            assert [part for part in opened_parts(draft_document(paper, own)) if SECRET.search(part)] == []
    assert SECRET.search(report.provenance.stem + caplog.text) is None


@pytest.mark.parametrize("audience", WIDE)
def test_no_filter_brings_a_matter_of_one_person_out_of_the_totals(audience: Audience):
    """Each choice of each filter: what it leaves holds no row of a person's matter beside what is in no cut at all."""
    board = board_of(audience)
    counted = board.disclosed.feedback["counted_in_cuts"]

    assert int((~counted).sum()) == 4
    assert (
        board.disclosed.feedback.loc[~counted, [Opinion.CATEGORY, Opinion.CHANNEL, Opinion.STATUS, Opinion.RECEIVED, Opinion.OWNER_UNIT]]
        .isna()
        .all(axis=None)
    )
    for name in ("categories", "channels", "units", "states"):
        assert name == "states" or getattr(board.options, name)
        for option in getattr(board.options, name):
            left = board_of(audience, Filters(**{name: (option.code,)}))
            assert left.opinions["counted_in_cuts"].all(), (name, option)
            assert SECRET.search(option.name) is None


def test_the_head_has_the_words_of_one_person_s_matters_and_not_those_given_back_to_back():
    said = " ".join(said_by(board_of(Audience.HEAD), Language.ZH))

    assert "密文text·0" in said
    assert "密文text·3" not in said
    assert "密群" not in said


def test_of_a_refused_file_the_log_says_nothing_that_is_in_it(caplog: pytest.LogCaptureFixture):
    """Whoever brought the file reads its headers in the refusal; nobody else does."""
    caplog.set_level(logging.DEBUG)

    with pytest.raises(PhaseboardError):
        open_file("密文·1,密人·2\n密文·3,密号·4\n".encode(), "x.csv", Settings())

    assert SECRET.search(caplog.text) is None


LEADERS = ("末位", "中位", "首位")


def test_leaders_stand_in_the_order_of_the_roster_whatever_they_owe():
    """The last of the roster has the most to do, the first the least; turned round nothing changes but the counts."""
    roster = typed_frame(SheetRole.ORGANISATION, {"name": list(reversed(LEADERS))}, 3)
    for owed in (LEADERS, tuple(reversed(LEADERS))):
        leads = [name for n, name in enumerate(owed, start=1) for _ in range(5 - n)]
        tasks = make_tasks(lead=leads, due="2014-05-20", status="in_progress")
        ledger = make_feedback(role="rectification", lead=leads, openness="face_to_face", scope="public", target="unit", status="open")
        board = Board(disclose(make_workbook(tasks, ledger, organisation=roster), Audience.HEAD), Filters(), DAY)

        assert [group.name for group in board.rectification_view.by_lead] == ["首位", "中位", "末位"]
        for grouping in [each for each in board.groupings if each.value == "lead"]:
            assert in_order_of_first(repr(board.wall_by(grouping))) == ["首位", "中位", "末位"]
            assert in_order_of_first(repr(board.timeline_by(grouping).bars)) == ["首位", "中位", "末位"]
        assert in_order_of_first(repr(board.chart("rectification_rates_lead", Language.ZH).categories)) == ["首位", "中位", "末位"]


def in_order_of_first(said: str) -> list[str]:
    """The leaders in the order in which a text first names them."""
    return sorted(LEADERS, key=said.index)

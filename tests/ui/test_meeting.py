"""What is made for a meeting is made for the audience that was chosen, and a paper for the public for nobody else."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from lib.desk.opening import Opened
from lib.desk.reporting import MEETING
from lib.exports.documents import DRAFTS
from lib.exports.registry import EXPORTS
from lib.i18n import Language
from lib.identity import Identity, SignIn
from lib.metrics.filters import FilterOptions, Filters, Option
from lib.schema import Audience
from lib.ui.meeting import Plan
from tests.builders import make_feedback, make_tasks, make_workbook

SECRET = "食堂的饭菜价格偏高"


def plan(audience: Audience, names: tuple[str, ...] = (*MEETING, "opinions")) -> Plan:
    """A meeting over a workbook with one opinion that is not public."""
    workbook = make_workbook(
        tasks=make_tasks(count=2), feedback=make_feedback(count=1, text=SECRET, openness="face_to_face", scope="leading_group")
    )
    opened = Opened(workbook, f"meeting-{audience}", workbook.file_name)
    return planned(opened, audience, Filters(), FilterOptions(), names)


def planned(opened: Opened, audience: Audience, chosen: Filters, options: FilterOptions, names: tuple[str, ...]) -> Plan:
    asking = Identity("office", "office", SignIn.NONE, local=True)
    return Plan(opened, audience, chosen, options, date(2014, 6, 10), None, names, "", Language.ZH, asking)


def words_of(document: bytes) -> str:
    """All paragraphs and cells."""
    read = Document(BytesIO(document))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in read.paragraphs), *cells))


def test_two_audiences_never_share_a_report() -> None:
    assert plan(Audience.PUBLIC).key != plan(Audience.HEAD).key


def test_what_the_leading_group_reads_is_not_in_the_paper_for_all() -> None:
    assert SECRET in words_of(plan(Audience.LEADING_GROUP).render("docx"))
    assert SECRET not in words_of(plan(Audience.ALL_MEMBERS).render("docx"))


def filtered(code: str) -> Plan:
    """A meeting about two units, filtered on a page whose audience saw others before and behind them."""
    workbook = make_workbook(tasks=make_tasks(owner_unit=["教务处", "总务处"]))
    on_the_page = FilterOptions(units=(Option("u1", "工会"), Option("u2", "教务处"), Option("u3", "总务处"), Option("u4", "团委")))
    return planned(Opened(workbook, "units", "plan.xlsx"), Audience.PUBLIC, Filters(units=(code,)), on_the_page, MEETING)


def test_what_was_filtered_as_one_audience_is_the_same_names_for_another() -> None:
    board = filtered("u2").board

    assert board.options.names("units", board.filters.units) == ("教务处",)
    assert board.progress.total == 1


def test_a_name_that_an_audience_does_not_see_leaves_nothing_and_not_everything() -> None:
    assert filtered("u4").board.progress.total == 0


@pytest.mark.parametrize("name", [name for name, paper in DRAFTS.items() if paper.audience is not None])
def test_a_paper_for_the_public_is_made_of_what_the_public_sees_whoever_asks(name: str) -> None:
    assert DRAFTS[name].audience is Audience.PUBLIC
    assert SECRET not in words_of(plan(Audience.HEAD).draft(name))


@pytest.mark.parametrize("export", EXPORTS)
def test_every_kind_of_file_is_made(export: str) -> None:
    assert len(plan(Audience.PUBLIC, ("overview", "late")).render(export)) > 1000

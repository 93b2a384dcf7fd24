"""Drawn workbooks with a word of its own in every sensitive cell, published twice, and all that can be asked of them, as each audience.

Searched are figures, tables and charts, every file and paper with all its parts, reminders and calendars, what changed between the two
versions, what earlier versions say, and the log. Who may read which word is the table of DOMAIN §6, written down here once more.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lib.access import disclose
from lib.desk import reporting
from lib.desk.board import Board
from lib.desk.changes import comparison
from lib.desk.opening import Opened
from lib.desk.past import Past
from lib.desk.reminders import all_units, unit_calendar, unit_reminder
from lib.desk.replan import replan_section
from lib.desk.shelf import Shelf, open_shelf
from lib.desk.versions import history
from lib.exports.documents import DRAFTS, draft_document
from lib.exports.registry import EXPORTS
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.schema import Audience, Scope
from lib.settings import Settings
from tests.access.test_attacker import rows, workbook_of
from tests.attacker.secret_words import NAMED, PLAN, WRITTEN, opened_parts
from tests.attacker.test_files_and_figures import said_by

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
TIERS = tuple(Audience)
Row = dict[str, Any]

READ_FROM = {"public": 0, "all_members": 1, "circle": 2, "leading_group": 3, None: 4}
"""From which tier on, widest first, what was given face to face in such a scope is read; blank is the narrowest."""


def is_personal(row: Row) -> bool:
    """About one leader: told to that person alone, by the head."""
    return row["target"] == "person" or row["has_person"] or row["scope"] in ("person", "未知")


def may_know(column: str, row: Row, audience: Audience) -> bool:
    """DOMAIN §6, cell by cell."""
    tier = TIERS.index(audience)
    if is_personal(row):
        reads = audience is Audience.HEAD and row["openness"] == "face_to_face"
    else:
        reads = row["openness"] == "face_to_face" and tier >= READ_FROM[row["scope"]]
    if column == "target_person":
        return reads and audience is Audience.HEAD
    if column in NAMED:
        return reads and tier >= 1
    if column in PLAN:  # the group's rectification plan is made public
        return reads or (row["scope"] == "public" and not is_personal(row)) or (audience is Audience.HEAD and row["scope"] == "public")
    return reads


def in_both(column: str, old: Row, new: Row, audience: Audience) -> bool:
    """Of two versions what may be known in each is compared; a row that is one person's in one of them stands alone in the other."""
    first, second = may_know(column, old, audience), may_know(column, new, audience)
    alone = is_personal(old) != is_personal(new) and audience is not Audience.HEAD
    return (first or second) if alone else (first and second)


def pages_and_files(board: Board, opened: Opened) -> Iterator[str]:
    """Everything of one version."""
    yield from said_by(board, Language.ZH)
    report = reporting.report(board, opened, tuple(reporting.SECTIONS), "", Language.ZH)
    yield repr(report.provenance)
    for export in EXPORTS.values():
        yield from opened_parts(export.render(report))
    for paper in DRAFTS.values():
        if paper.audience in (None, *TIERS[: TIERS.index(board.disclosed.audience) + 1]):
            yield from opened_parts(draft_document(paper, reporting.report(board, opened, paper.sections, "", Language.ZH)))
    for unit in board.units:
        yield repr(unit_reminder(board, unit, report.provenance, Language.ZH))
    yield from opened_parts(all_units(board, report.provenance, Language.ZH, WHEN))
    yield unit_calendar(board, None, report.provenance, Language.ZH, WHEN).decode().replace("\r\n ", "")


def between(shelf: Shelf, board: Board, audience: Audience) -> Iterator[str]:
    """Everything that is said of two versions together."""
    old, new = shelf.open("main", 1), shelf.open("main", 2)
    found = comparison(old, new, audience, WHEN.date())
    for language in Language:
        yield found.conclusion(language) + repr((found.remarks(language), found.counts(language), found.unsure(language)))
        yield found.table(None, language).cells.to_csv() + found.settings(language).cells.to_csv()
        yield repr(history(shelf, "main", audience, Language.ZH))
    assert new.info is not None
    past = Past(
        board.disclosed, new, new.info, (shelf.versions("main")[1],), shelf.meetings("main"), lambda number: shelf.open("main", number)
    )
    view = board.rectification_view
    yield repr(past.sent_back) + (view.sent_back_note(past.sent_back, Language.ZH) or "")
    yield view.sent_back_table(Language.ZH, past.sent_back).cells.to_csv()
    if past.since_meeting:
        yield repr(replan_section(board.replan, Language.ZH, past.since_meeting))


def published(folder: str, versions: list[list[Row]]) -> Shelf:
    """A board with these versions; a meeting looked at the first."""
    shelf = open_shelf(Settings(database_url=str(Path(folder) / "board.db")))
    for number, drawn in enumerate(versions):
        draft, when = Opened(workbook_of(drawn), "draft", "周报.xlsx"), WHEN + timedelta(weeks=number)
        shelf.publish("main", "", draft, bytes([number]), who="办公室", when=when, note="", base_version=number or None)
    shelf.mark_meeting("main", 1, "例会", who="办公室", when=WHEN)
    return shelf


def words(drawn: list[Row]) -> Iterator[tuple[str, Row, int, str]]:
    """Every canary with the row it stands in."""
    for n, row in enumerate(drawn):
        for column in (*WRITTEN, *PLAN, *NAMED):
            yield column, row, n, f"‹{column}·{n}›"


scopes = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([None, *map(str, Scope)])), min_size=1, max_size=3)


@settings(
    max_examples=40 if IS_LONG else 2, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(drawn=rows, changes=scopes, data=st.data())
def test_every_word_is_found_only_where_the_plan_lets_it_be_known(
    drawn: list[Row], changes: list[tuple[int, str | None]], data: st.DataObject, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    audience = data.draw(st.sampled_from(TIERS))
    old = [{**row, "merges": False} for row in drawn]
    new = [dict(row) for row in old]
    for place, scope in changes:
        new[place % len(new)]["scope"] = scope
    with tempfile.TemporaryDirectory() as folder, closing(published(folder, [old, new])) as shelf:
        opened = shelf.open("main", 2)
        disclosed = disclose(opened.workbook, audience, shelf.source_groups(opened, audience))
        board = Board(disclosed, Filters(), WHEN.date(), published=opened.published)
        said = "\n".join(pages_and_files(board, opened))
        compared = "\n".join(between(shelf, board, audience))
    event(f"{audience}: {sum(1 for *_, word in words(new) if word in said) > 0}")

    assert [word for column, row, _, word in words(new) if word in said and not may_know(column, row, audience)] == []
    assert [word for column, row, n, word in words(new) if word in compared and not in_both(column, old[n], row, audience)] == []
    if audience is not Audience.HEAD:
        assert [word for n in range(len(new)) for word in (f"‹id·{n}›",) if word in said or word in compared] == []
    assert "‹" not in caplog.text


def test_what_may_be_known_is_found():
    """So that nothing above holds because nothing was said."""
    row = {"role": "feedback", "openness": "face_to_face", "has_person": False, "group": "组甲", "category": "类一", "raw_count": 1}
    row |= {"received": WHEN.date(), "status": "open", "merges": False}
    drawn = [
        {**row, "scope": "public", "target": "unit"},
        {**row, "scope": "circle", "target": "unit"},
        {**row, "scope": "public", "target": "person"},
    ]
    seen = {}
    for audience in TIERS if IS_LONG else (Audience.PUBLIC, Audience.CIRCLE, Audience.HEAD):
        opened = Opened(workbook_of(drawn), "draft", "周报.xlsx")
        board = Board(disclose(opened.workbook, audience), Filters(), WHEN.date())
        said = "\n".join(pages_and_files(board, opened) if IS_LONG else said_by(board, Language.ZH))
        seen[audience] = [n for n in range(3) if f"‹text·{n}›" in said]

    assert (seen[Audience.PUBLIC], seen[Audience.CIRCLE], seen[Audience.HEAD]) == ([0], [0, 1], [0, 1, 2])

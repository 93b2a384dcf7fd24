"""A table on a page: the framework's grid, with our headings and widths."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.dataframe import lazy_df_source

from lib.desk.section import KEY_COLUMN
from lib.desk.tables import Table
from lib.figures.plotly import Size
from lib.figures.wrapping import width
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.ui import looked_at, markup, session, table_markup, visitor
from lib.ui.cache import part
from lib.ui.screen import size

ROW_HEIGHT = 34
FEW_COLUMNS_WIDE, MANY_COLUMNS_WIDE = 400, 270
"""Pixels of a wide column: beside many others, or three of its sort, it leaves them in sight."""

MANY_COLUMNS, MANY_WIDE_COLUMNS = 8, 3
UNIT_WIDE, CELL_MARGIN, FIRST_COLUMN_MOST, COLUMN_MOST = 7.5, 20, 220, 170
"""Pixels of a half-width letter, of what stands around a cell's words, and of the widest column: the first names the row."""

PHONE_COLUMNS_FIRST, PHONE_WIDE = 2, 200
MOST_ROWS_SEEN = 18
MOST_ROWS_IN_BLOCKS = 60
"""A phone shows so many rows at a time as blocks, each with all its words; a grid would show it three columns of them, cut off."""

MOST_ROWS_IN_PRINT = 300
"""Longer tables are a book and no page: print says how many rows there are and where they all stand."""
ROWS_AT_A_TIME = 100
"""Longer tables are sent as the reader scrolls: 100,000 opinions at once were 13 MB, and a thousand of them, which is as many as the
framework sends at a time by itself, four times as much as all else on the page. Our own search works on the server."""

MOST_ROWS_TO_PICK = 300
"""A row can be clicked only in a grid that was sent whole; a longer one comes a hundred rows at a time, which is what it would send first anyway."""

MOST_ROWS_TO_TURN = 2_000
"""Twenty such pages; in a longer table readers search first."""

lazy_df_source.DEFAULT_PAGE_SIZE = ROWS_AT_A_TIME  # type: ignore[misc]
lazy_df_source.FORCED_LAZY_MIN_ROWS = ROWS_AT_A_TIME  # type: ignore[misc]


def show_frame(
    table: Table, *, on_pick: Callable[[str], None] | None = None, how: str = "ui.table.pick", most_rows: int = MOST_ROWS_SEEN
) -> None:
    """Draw a table that scrolls within itself; where rows may be chosen, `on_pick` gets the ref of the one that was, and `how` says it.

    A finger chooses a row wherever it touches it. By mouse and keyboard a row has a box of its own, for a cell is what one goes through with
    the arrows, and what one copies. The grid is a picture of the rows in sight, so that paper gets a plain table in its place.
    """
    rows = len(table.cells)
    if on_pick is None and size() is Size.PHONE:
        show_blocks(table)
        return
    if on_pick is not None and rows > MOST_ROWS_TO_TURN:
        on_pick = None
        st.html(markup.note(text(visitor.language(), "ui.table.too_long_to_pick", n=rows, most=MOST_ROWS_TO_TURN)))
    elif on_pick is not None and rows > MOST_ROWS_TO_PICK:
        _turn_pages(table, on_pick, how)
        return
    with st.container(key=f"grid_{table.name}"):
        if on_pick is not None:
            st.html(markup.note(text(visitor.language(), f"{how}.phone" if size() is Size.PHONE else how)))
        _show_grid(table, on_pick, min(rows, most_rows))
    if rows <= MOST_ROWS_IN_PRINT:
        st.html(_on_paper(table))
    else:
        st.html(markup.paper_only(markup.note(text(visitor.language(), "ui.print.rows", n=rows))))


def show_pages(table: Table, *, on_pick: Callable[[str], None], key: str) -> None:
    """Draw a table of which any row may be chosen, however many there are: a hundred at a time, by choice.

    Args:
        table: its rows, the most important first.
        on_pick: gets the ref of the row that was chosen.
        key: names what is shown; equal keys have equal rows.
    """
    language, rows = visitor.language(), len(table.cells)
    if rows <= ROWS_AT_A_TIME:
        show_frame(table, on_pick=on_pick)
        return
    first = choose_rows(table, ROWS_AT_A_TIME)
    with st.container(key=f"grid_{table.name}"):
        _show_grid(part(key, f"rows/{first}", language, partial(_rows_from, table, first)), on_pick, MOST_ROWS_SEEN)
    st.html(markup.paper_only(markup.note(text(language, "ui.print.rows", n=rows))))


def _turn_pages(table: Table, on_pick: Callable[[str], None], how: str) -> None:
    """The hundred rows that were asked for, of a table that is no longer than some pages."""
    language = visitor.language()
    first = choose_rows(table, ROWS_AT_A_TIME)
    pages = _PAGES.setdefault(table, {})
    page = pages.get(first)
    if page is None:
        page = pages[first] = _rows_from(table, first)
    with st.container(key=f"grid_{table.name}"):
        st.html(markup.note(text(language, f"{how}.phone" if size() is Size.PHONE else how)))
        _show_grid(page, on_pick, min(len(page.cells), MOST_ROWS_SEEN))
    st.html(markup.paper_only(markup.note(text(language, "ui.print.rows", n=len(table.cells)))))


def show_blocks(table: Table, at_a_time: int = MOST_ROWS_IN_BLOCKS) -> None:
    """Each row whole, on a phone with its headings; of a long table so many at a time, by choice."""
    rows = len(table.cells)
    if rows <= at_a_time:
        st.html(table_markup.table(table))
        return
    first = choose_rows(table, at_a_time)
    last = min(first + at_a_time, rows)
    is_printed = rows <= MOST_ROWS_IN_PRINT
    if is_printed and first:
        st.html(table_markup.on_paper(table.rows(0, first)))
    st.html(table_markup.table(table.rows(first, last)))
    if not is_printed:
        st.html(markup.paper_only(markup.note(text(visitor.language(), "ui.print.rows", n=rows))))
    elif last < rows:
        st.html(table_markup.on_paper(table.rows(last, rows)))


def choose_rows(table: Table, at_a_time: int) -> int:
    """The first of the rows that are shown; where others are found, or so many more fit, those begin anew.

    The browser keeps the words that it showed of a choice: one that is a hundred rows here and sixty there would go by the wrong name.
    """
    language, rows = visitor.language(), len(table.cells)
    return st.selectbox(
        text(language, "ui.table.rows_shown"),
        range(0, rows, at_a_time),
        format_func=lambda first: _from_to(first, min(first + at_a_time, rows), rows, language),
        key=f"rows_{table.name}_{rows}_{at_a_time}",
        label_visibility="collapsed",
        width=280,
    )


def tell_of_rows_below(table: Table, shown: slice) -> None:
    """At the foot of a long list: that it goes on, where the choice of rows stands out of sight far above."""
    language, rows = visitor.language(), len(table.cells)
    if shown.stop < rows:
        st.html(markup.note(text(language, "ui.table.rows_go_on", shown=_from_to(shown.start, shown.stop, rows, language))))


def _from_to(first: int, last: int, rows: int, language: Language) -> str:
    told = {"first": number(first + 1, language), "last": number(last, language), "total": number(rows, language)}
    return text(language, "ui.table.rows_from_to", None, **told)


def _rows_from(table: Table, first: int) -> Table:
    """A hundred rows under a name of their own, so that what was chosen among others is not chosen among these."""
    return table.rows(first, first + ROWS_AT_A_TIME).named(f"{table.name}_{first}", table.title)


def _on_paper(table: Table) -> str:
    """The plain table, written once for as long as the table lives."""
    written = _PAPER.get(table)
    if written is None:
        written = _PAPER[table] = table_markup.on_paper(table)
    return written


def _on_wire(table: Table) -> pa.Table:
    """The rows as the grid is sent them, converted once for as long as the table lives."""
    converted = _WIRE.get(table)
    if converted is None:
        converted = _WIRE[table] = pa.Table.from_pandas(_in_one_line(table.cells), preserve_index=False)
    return converted


def _in_one_line(cells: pd.DataFrame) -> pd.DataFrame:
    """A row of the grid is one line high: several lines of a cell are told apart by a mark, where the grid would show a blank; behind a comma or a stop, and within a day (3月/20日), none is wanted."""
    broken = [str(name) for name in cells if cells[name].dtype == "str" and cells[name].str.contains("\n", regex=False).any()]
    mark = text(visitor.language(), "wording.join.semicolon")
    joined = {name: cells[name].str.replace(_LINE_GOES_ON, r"\1", regex=True) for name in broken}
    joined = {name: lines.str.replace(_DAY_GOES_ON, r"\1\2", regex=True) for name, lines in joined.items()}
    return cells.assign(**{name: lines.str.replace(_LINE_END, mark, regex=True) for name, lines in joined.items()})


_PAPER: WeakKeyDictionary[Table, str] = WeakKeyDictionary()
_PAGES: WeakKeyDictionary[Table, dict[int, Table]] = WeakKeyDictionary()
_WIRE: WeakKeyDictionary[Table, pa.Table] = WeakKeyDictionary()
_WIDTHS: WeakKeyDictionary[Table, dict[str, int]] = WeakKeyDictionary()
_LINE_GOES_ON = r"([、，,。：:])[ \t]*\r?\n\s*"
_DAY_GOES_ON = r"(月)[ \t]*\r?\n\s*(\d{1,2}[日号])"
_LINE_END = r"[ \t]*[;；]?[ \t]*\r?\n\s*"


def _in_sight(table: Table) -> tuple[list[str], int]:
    """The order of the columns and the pixels of a wide one: on a phone what a row is about comes third, before it is out of sight."""
    names = [name for name, heading in table.headings if heading]  # what only names the row is no column
    if size() is Size.PHONE:
        wide = sorted((name for name in names[PHONE_COLUMNS_FIRST:] if name in table.wide), key=lambda name: _is_sparse(table, name))
        first, rest = names[:PHONE_COLUMNS_FIRST], [name for name in names[PHONE_COLUMNS_FIRST:] if name not in wide]
        return [*first, *wide[:1], *rest, *wide[1:]], PHONE_WIDE
    are_many = len(names) > MANY_COLUMNS or len(table.wide) >= MANY_WIDE_COLUMNS
    return names, MANY_COLUMNS_WIDE if are_many else FEW_COLUMNS_WIDE


def _is_sparse(table: Table, name: str) -> bool:
    """Whether most rows say nothing in a column, as of opinions whose words are not shown: another tells better what a row is about."""
    return bool((table.cells[name].fillna("") == "").mean() > 1 / 2)


def _widths(table: Table) -> dict[str, int]:
    """The pixels of the first column, and of the others where there are many: the framework measures the first few cells alone, and what
    is said in a cell may stand below them. Few columns share what room there is."""
    known = _WIDTHS.get(table)
    if known is None:
        names = [name for name, _ in table.headings]
        measured = names if len(names) > MANY_COLUMNS else names[:1]
        most = {names[0]: FIRST_COLUMN_MOST}
        known = _WIDTHS[table] = {
            name: min(_longest(table, name), most.get(name, COLUMN_MOST)) for name in measured if name not in table.wide
        }
    return known


def _longest(table: Table, name: str) -> int:
    longest = max(map(width, (dict(table.headings)[name], *table.cells[name].fillna("").unique())))
    return round(longest * UNIT_WIDE) + CELL_MARGIN


def _show_grid(table: Table, on_pick: Callable[[str], None] | None, rows_seen: int) -> None:
    names, wide = _in_sight(table)
    measured = {name: pixels for name, pixels in _widths(table).items() if name == names[0] or size() is not Size.PHONE}
    widths = dict.fromkeys(table.wide, wide) | measured
    columns: dict[str, Any] = {name: st.column_config.TextColumn(heading, width=widths.get(name)) for name, heading in table.headings}
    columns |= {str(name): None for name in table.cells if name not in columns}
    key = f"{looked_at.TABLE_PREFIX}{table.name}"

    def chosen() -> None:
        ref = _chosen(table, session.chosen(key)["selection"])
        if ref is None:
            looked_at.pick_row(None)
        elif on_pick is not None:
            on_pick(ref)

    st.dataframe(
        _on_wire(table),
        column_config=columns,
        column_order=names,
        hide_index=True,
        height=(rows_seen + 1) * ROW_HEIGHT + 4,
        row_height=ROW_HEIGHT,
        key=key,
        on_select=chosen if on_pick is not None else "ignore",
        selection_mode="single-cell" if size() is Size.PHONE else "single-row",
        lazy=True if on_pick is None and len(table.cells) > ROWS_AT_A_TIME else None,
        alt=table.title,
    )


def _chosen(table: Table, selection: Mapping[str, Any]) -> str | None:
    """The ref of the row that was chosen by its box or by one of its cells; None where the last one was given up."""
    places = [*selection["rows"], *(row for row, _ in selection["cells"])]
    return str(table.cells[KEY_COLUMN].iloc[places[0]]) if places and places[0] < len(table.cells) else None

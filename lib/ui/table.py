"""A table on a page: the framework's grid, with our headings and widths."""

from collections.abc import Callable

import streamlit as st

from lib.desk.tables import Table
from lib.ui import state

ROW_HEIGHT = 34
MOST_ROWS_SEEN = 18
KEY_COLUMN = "ref"
LAZY_FROM = 1000
"""Longer tables are sent as the reader scrolls: 100,000 opinions at once were 13 MB. Our own search works on the server."""


def show_frame(table: Table, *, on_pick: Callable[[str], None] | None = None) -> None:
    """Draw a table that scrolls within itself; where rows may be chosen, `on_pick` gets the ref of the one that was."""
    columns = {
        name: st.column_config.TextColumn(heading, width="large" if name in table.wide else None) for name, heading in table.headings
    }
    rows = min(len(table.cells), MOST_ROWS_SEEN) + 1
    key = f"table_{table.name}"

    def chosen() -> None:
        picked = state.chosen(key)["selection"]["rows"]
        if on_pick is not None and picked and picked[0] < len(table.cells):
            on_pick(str(table.cells[KEY_COLUMN].iloc[picked[0]]))

    st.dataframe(
        table.cells,
        column_config=columns,
        hide_index=True,
        height=rows * ROW_HEIGHT + 4,
        row_height=ROW_HEIGHT,
        key=key,
        on_select=chosen if on_pick is not None else "ignore",
        selection_mode="single-row",
        lazy=True if on_pick is None and len(table.cells) > LAZY_FROM else None,
        alt=table.title,
    )

"""A table on a page: the framework's grid, with our headings and widths."""

import streamlit as st

from lib.desk.tables import Table

ROW_HEIGHT = 34
MOST_ROWS_SEEN = 18
KEY_COLUMN = "ref"


def show_frame(table: Table) -> str | None:
    """Draw a table that scrolls within itself; returns the ref of the row that was chosen, if the table has refs."""
    columns = {
        name: st.column_config.TextColumn(heading, width="large" if name in table.wide else None) for name, heading in table.headings
    }
    has_refs = KEY_COLUMN in table.cells
    rows = min(len(table.cells), MOST_ROWS_SEEN) + 1
    state = st.dataframe(
        table.cells,
        column_config=columns,
        hide_index=True,
        height=rows * ROW_HEIGHT + 4,
        row_height=ROW_HEIGHT,
        key=f"table_{table.name}",
        on_select="rerun" if has_refs else "ignore",
        selection_mode="single-row",
        alt=table.headings[0][1] if table.headings else "",
    )
    chosen: list[int] = state["selection"]["rows"] if has_refs else []  # type: ignore[index]
    return str(table.cells[KEY_COLUMN].iloc[chosen[0]]) if chosen and chosen[0] < len(table.cells) else None

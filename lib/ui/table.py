"""A table on a page: the framework's grid, with our headings and widths."""

import streamlit as st

from lib.desk.tables import Table

ROW_HEIGHT = 34
MOST_ROWS_SEEN = 18


def show_frame(table: Table, *, height: int | None = None) -> None:
    """Draw a table that scrolls within itself."""
    columns = {
        name: st.column_config.TextColumn(heading, width="large" if name in table.wide else None) for name, heading in table.headings
    }
    rows = min(len(table.cells), MOST_ROWS_SEEN) + 1
    st.dataframe(
        table.cells,
        column_config=columns,
        hide_index=True,
        height=height or rows * ROW_HEIGHT + 4,
        row_height=ROW_HEIGHT,
        key=f"table_{table.name}",
        alt=table.headings[0][1] if table.headings else "",
    )

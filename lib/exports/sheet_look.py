"""The look of the sheets that we write, by whatever way: faces, colours (RRGGBB), formats, heights (points).

It loads no library, so that the worker process which adds sheets to a workbook as XML stays light.
"""

BODY_FONT, HEAD_FONT = "宋体", "黑体"
INK, HEADER_FILL, GRID, WARNING_RED = "1F3A5F", "DCE6F1", "8EA0B5", "B3261E"

LONG_DATE = 'yyyy"年"m"月"d"日"'

LINE_HEIGHT = 14.5
LONGEST_LIST = 255
"""Characters of a list of choices; a spreadsheet program refuses a longer one."""

EMPTY_ROWS = 26
"""Ruled rows of an empty form that a tracking workbook brings along."""

PRINTED_ACROSS = (
    '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.55" header="0.25" footer="0.25"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
)
"""How a sheet is printed that is written as XML: A4 lying down, its whole width on one page."""


def sheet_reference(name: str, cell: str) -> str:
    """A place in a workbook as formulas and links write it."""
    quoted = name.replace("'", "''")
    return f"'{quoted}'!{cell}"

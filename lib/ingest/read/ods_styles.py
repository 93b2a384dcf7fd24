"""What the cell styles of an OpenDocument sheet say beside the values: a day shown as a month, a line through the text.

A number format stands in a `number:date-style`, a cell style names it, and a style without one takes its parent's; so does
the line, which stands in a style's `style:text-properties`.
"""

import contextlib
from collections.abc import Iterator

from lxml import etree

from lib.errors import Refused
from lib.ingest.read.xml import attribute, elements, local, utf8

_FINER = frozenset({"day", "day-of-week", "week-of-year", "hours", "minutes", "seconds"})
_DEEPEST = 8  # parents of a style; a ring of them ends here


class CellStyles:
    """Gathers styles as they stand in the document, and answers for cells."""

    def __init__(self, styles: bytes = b"") -> None:
        """Begin with the styles of a document of their own, styles.xml."""
        self._formats: set[str] = set()
        self._styles: dict[str, tuple[str, str]] = {}  # style → its number format, its parent
        self._lines: dict[str, bool] = {}  # style → whether its text is struck through, where it says so
        self._columns: list[tuple[int, str]] = []  # last column that has it → default style
        # a damaged styles.xml takes nothing from the cells, which stand in another document
        with contextlib.suppress(Refused):
            for _, element in elements(utf8(styles, "styles.xml"), "styles.xml", "date-style", "style") if styles else ():
                if local(element) == "style":
                    self.add_style(element)
                    for part in element:
                        self.add_line(attribute(element, "name"), part)
                else:
                    self.add_format(element)

    def add_format(self, element: etree._Element) -> None:
        """One `number:date-style`, complete."""
        parts = {local(part) for part in element}
        if "month" in parts and not parts & _FINER:
            self._formats.add(attribute(element, "name"))

    def add_style(self, element: etree._Element) -> None:
        """One cell style."""
        self._styles[attribute(element, "name")] = (attribute(element, "data-style-name"), attribute(element, "parent-style-name"))

    def add_line(self, style: str, element: etree._Element) -> None:
        """What a style's `text-properties` say of a line through the text."""
        lines = [attribute(element, f"text-line-through-{name}") for name in ("style", "type")]
        if local(element) == "text-properties" and any(lines):
            self._lines[style] = not {"none"} & set(lines)

    def begin_sheet(self) -> None:
        """Another sheet has its own columns."""
        self._columns = []

    def add_columns(self, last: int, style: str) -> None:
        """Columns up to `last` with their default style."""
        self._columns.append((last, style))

    def is_month(self, style: str, column: int) -> bool:
        """Whether a cell of this style, "" for its column's, shows a month and no day."""
        if not self._formats:
            return False
        for name in self._ways(style, column):
            number_format, _ = self._styles.get(name, ("", ""))
            if number_format:
                return number_format in self._formats
        return False

    def is_struck(self, style: str, column: int) -> bool:
        """Whether the text of a cell of this style, "" for its column's, is struck through."""
        if not any(self._lines.values()):
            return False
        return next((self._lines[name] for name in self._ways(style, column) if name in self._lines), False)

    def _ways(self, style: str, column: int) -> Iterator[str]:
        """A cell's style, then its parents'."""
        name = style or next((default for last, default in self._columns if column <= last), "")
        for _ in range(_DEEPEST):
            yield name
            name = self._styles.get(name, ("", ""))[1]

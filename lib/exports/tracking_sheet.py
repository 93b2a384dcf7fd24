"""Columns added at the right of a plan's table, in its own look: the header like its neighbour, the cells like theirs.

The sheet is edited as a tree; what it does not know it leaves. Rows and columns are 1-based.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from lib.exports.package import MAIN, CannotAdd, Unsafe, parse
from lib.exports.package_sheet import ORDER
from lib.exports.package_styles import StyleSheet
from lib.exports.package_text import inline_cell
from lib.exports.tracking_form import LONG_DATE, NewColumn, drop_down
from lib.exports.workbook_widths import lines_of
from lib.ingest.model import MergedRange, RawSheet
from lib.ingest.read.areas import LAST_COLUMN
from lib.ingest.read.references import address, column_letters, merged_range, place
from lib.ingest.read.xml import attribute, is_true, local

_MOST_BYTES = 30_000_000  # a plan is small; a larger sheet is made anew and not edited as a tree

_USUAL_WIDTH = 8.43
_LINE_HEIGHT = 15.0  # points, of text of eleven points
_MOST_HEIGHT = 400.0


@dataclass(frozen=True, slots=True)
class TableSpot:
    """Where a plan's table stands, as it was read."""

    header_top: int
    header_bottom: int
    last_row: int
    left: int
    right: int
    task_column: int
    repeats: frozenset[int]  # rows that repeat the header further down
    above: int  # the last row of the table above it on the sheet, 0 where there is none


class PlanSheet:
    """A worksheet that columns are added to.

    Raises:
        CannotAdd: it is protected, or not built as spreadsheet programs build it.
    """

    def __init__(self, xml: bytes, part: str, styles: StyleSheet) -> None:
        if len(xml) > _MOST_BYTES:
            raise CannotAdd(Unsafe.FULL)
        self.root = parse(xml, part)
        self._styles = styles
        if self.root.tag != f"{{{MAIN}}}worksheet":
            raise CannotAdd(Unsafe.STRICT)
        if any(local(one) == "sheetProtection" and is_true(attribute(one, "sheet")) for one in self.root):
            raise CannotAdd(Unsafe.LOCKED)
        self._lines = _lines(self.root)
        self._rows = _numbered(self._lines)
        self._merged = self._areas()

    def extend(self, spot: TableSpot, columns: Sequence[NewColumn]) -> tuple[int, int]:
        """Add columns to one table; the last column before and after.

        Raises:
            CannotAdd: there is no room at its right.
        """
        old = self._occupied(spot)
        new = old + len(columns)
        if new > LAST_COLUMN:
            raise CannotAdd(Unsafe.STRUCTURE)
        banners = self._widen(spot, old, new)
        banner_rows = {row for area in banners for row in range(area.top, area.bottom + 1)}
        for offset, column in enumerate(columns, start=1):
            self._write_header(spot, old, old + offset, column)
            self._rule_body(spot, old, old + offset, column, banner_rows)
        self._repeat_merges(spot, range(old + 1, new + 1), banner_rows)
        self._set_widths(old, columns)
        self._offer(spot, old, columns)
        self._widen_filter(spot, old, new)
        self._widen_dimension(new)
        self._fit_page()
        return old, new

    def fit_heights(self, spot: TableSpot, shown: RawSheet) -> None:
        """Say how high the rows are that say nothing themselves; not every program works it out for wrapped text."""
        widths = self._widths()
        upright = {
            (row, area.left)
            for area in self._merged
            for row in range(area.top, area.bottom + 1)
            if (area.top, area.left) != (area.bottom, area.right)
        }
        for row in range(spot.header_top, spot.last_row + 1):
            line = self._lines.get(row)
            if line is None or "ht" in line.attrib:
                continue
            wrapped = [
                column
                for column in self._rows.get(row, {})
                if (row, column) not in upright and self._styles.wraps(self._style(row, column))
            ]
            texts = ((shown.cell(row, column), widths.get(column, _USUAL_WIDTH)) for column in wrapped)
            lines = max((lines_of(text, width) for text, width in texts if isinstance(text, str)), default=1)
            if lines > 1:
                line.set("ht", f"{min(_MOST_HEIGHT, lines * _LINE_HEIGHT + 6):g}")

    def _widths(self) -> dict[int, float]:
        found: dict[int, float] = {}
        for one in self._child("cols"):
            first, last = int(attribute(one, "min")), int(attribute(one, "max"))
            found |= dict.fromkeys(range(first, min(last, first + 500) + 1), float(attribute(one, "width", "9")))
        return found

    def _occupied(self, spot: TableSpot) -> int:
        """The last column with content beside the table's rows."""
        rows = range(spot.header_top, spot.last_row + 1)
        filled = [column for row in rows for column, cell in self._rows.get(row, {}).items() if _is_filled(cell)]
        merged = [area.right for area in self._merged if area.top >= spot.header_top and area.bottom <= spot.last_row]
        return max([spot.right, *filled, *merged])

    def _widen(self, spot: TableSpot, old: int, new: int) -> list[MergedRange]:
        """Let titles, banners and notes that span the table span the new columns too; the ones widened."""
        found = [
            one for one in self._merged if one.top > spot.above and one.left <= spot.left < one.right and one.right in (old, spot.right)
        ]
        found = [one for one in found if not spot.header_top <= one.top <= spot.header_bottom]
        parent = self._child("mergeCells")
        for one in parent:
            area = merged_range(attribute(one, "ref"))
            if area in found and area is not None:
                one.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")
                for row in range(area.top, area.bottom + 1):
                    self._blank(row, range(area.right + 1, new + 1), self._style(row, area.right))
        self._merged = self._areas()
        return found

    def _write_header(self, spot: TableSpot, old: int, column: int, new: NewColumn) -> None:
        for row in range(spot.header_top, spot.header_bottom + 1):
            self._blank(row, [column], self._styles.like(self._style(row, old), horizontal="center"))
        style = self._style(spot.header_top, column)
        self._put(spot.header_top, column, inline_cell(address(spot.header_top, column), new.header, style))
        if spot.header_bottom > spot.header_top:
            self._merge(spot.header_top, column, spot.header_bottom)

    def _rule_body(self, spot: TableSpot, old: int, column: int, new: NewColumn, banners: set[int]) -> None:
        usual = 0
        for row in range(spot.header_bottom + 1, spot.last_row + 1):
            if row in banners or row not in self._rows:
                continue
            if row in spot.repeats:
                look = self._styles.like(self._style(row, old), horizontal="center")
                header = new.header if row - 1 not in spot.repeats else ""
                self._put(row, column, inline_cell(address(row, column), header, look))
                continue
            usual = self._style(row, old) or usual
            look = self._styles.like(
                usual, horizontal="center" if new.is_centred else "left", number_format=LONG_DATE if new.is_date else "General"
            )
            self._blank(row, [column], look)

    def _repeat_merges(self, spot: TableSpot, columns: range, banners: set[int]) -> None:
        """A task that is merged over several rows has its new cells merged likewise."""
        for area in self._merged:
            is_task = area.left <= spot.task_column <= area.right and spot.header_bottom < area.top < area.bottom <= spot.last_row
            if is_task and area.top not in banners:
                for column in columns:
                    self._merge(area.top, column, area.bottom)

    def _set_widths(self, old: int, columns: Sequence[NewColumn]) -> None:
        """Give the new columns their widths; a run of columns that reaches under them is cut."""
        parent = self._child("cols")
        new = range(old + 1, old + 1 + len(columns))
        for one in list(parent):
            first, last = int(attribute(one, "min")), int(attribute(one, "max"))
            if last < new.start or first >= new.stop:
                continue
            rest = etree.fromstring(etree.tostring(one))
            parent.remove(one)
            for start, end in ((first, new.start - 1), (new.stop, last)):
                if start <= end:
                    piece = etree.fromstring(etree.tostring(rest))
                    piece.set("min", str(start))
                    piece.set("max", str(end))
                    parent.append(piece)
        for number, column in zip(new, columns, strict=True):
            added = etree.SubElement(parent, f"{{{MAIN}}}col")
            for name, value in (("min", number), ("max", number), ("width", f"{column.width:g}"), ("customWidth", 1)):
                added.set(name, str(value))
        parent[:] = sorted(parent, key=lambda one: int(attribute(one, "min")))

    def _offer(self, spot: TableSpot, old: int, columns: Sequence[NewColumn]) -> None:
        for number, column in enumerate(columns, start=old + 1):
            letters = column_letters(number)
            rule = drop_down(column, f"{letters}{spot.header_bottom + 1}:{letters}{spot.last_row}")
            if rule:
                parent = self._child("dataValidations")
                parent.append(_element(rule))
                parent.set("count", str(len(parent)))

    def _widen_filter(self, spot: TableSpot, old: int, new: int) -> None:
        shown = next((one for one in self.root if local(one) == "autoFilter"), None)
        area = merged_range(attribute(shown, "ref")) if shown is not None else None
        if shown is not None and area is not None and area.right == old and spot.header_top <= area.top <= spot.header_bottom:
            shown.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")

    def _widen_dimension(self, new: int) -> None:
        shown = next((one for one in self.root if local(one) == "dimension"), None)
        area = merged_range(attribute(shown, "ref")) if shown is not None else None
        if shown is not None and area is not None and area.right < new:
            shown.set("ref", f"{address(area.top, area.left)}:{address(area.bottom, new)}")

    def _fit_page(self) -> None:
        """Landscape, the whole width on one page, as many pages down as it takes."""
        properties = self._child("sheetPr")
        page = next((one for one in properties if local(one) == "pageSetUpPr"), None)
        if page is None:
            page = etree.SubElement(properties, f"{{{MAIN}}}pageSetUpPr")
        was_fitted = is_true(attribute(page, "fitToPage"))
        page.set("fitToPage", "1")
        setup = self._child("pageSetup")
        setup.set("orientation", "landscape")
        setup.attrib.pop("scale", None)
        if not was_fitted:
            setup.set("fitToWidth", "1")
            setup.set("fitToHeight", "0")
            setup.set("paperSize", attribute(setup, "paperSize", "9"))

    def _areas(self) -> list[MergedRange]:
        parent = next((one for one in self.root if local(one) == "mergeCells"), ())
        return [area for one in parent if (area := merged_range(attribute(one, "ref")))]

    def _merge(self, top: int, column: int, bottom: int) -> None:
        parent = self._child("mergeCells")
        etree.SubElement(parent, f"{{{MAIN}}}mergeCell").set("ref", f"{address(top, column)}:{address(bottom, column)}")
        parent.set("count", str(len(parent)))

    def _style(self, row: int, column: int) -> int:
        cell = self._rows.get(row, {}).get(column)
        written = attribute(cell, "s", "0") if cell is not None else "0"
        return int(written) if written.isdecimal() else 0

    def _blank(self, row: int, columns: Sequence[int], style: int) -> None:
        for column in columns:
            self._put(row, column, inline_cell(address(row, column), "", style))

    def _put(self, row: int, column: int, written: str) -> None:
        """Set one cell of a row that is there; cells stand in the order of their columns."""
        parent, cells = self._lines.get(row), self._rows.setdefault(row, {})
        if parent is None:
            return
        parent.attrib.pop("spans", None)
        element = _element(written)
        if column in cells:
            parent.replace(cells[column], element)
        else:
            parent.insert(sum(known < column for known in cells), element)
        cells[column] = element

    def _child(self, name: str) -> etree._Element:
        """A child of the worksheet, made in its place where it is missing."""
        for one in self.root:
            if local(one) == name:
                return one
        rank = ORDER.index(name)
        before = max((index + 1 for index, one in enumerate(self.root) if local(one) in ORDER[:rank]), default=0)
        added = etree.Element(f"{{{MAIN}}}{name}")
        self.root.insert(before, added)
        return added

    def trimmed(self) -> etree._Element:
        """The tree without lists that stayed empty, which spreadsheet programs refuse."""
        for one in list(self.root):
            if local(one) in ("mergeCells", "cols", "dataValidations") and not len(one):
                self.root.remove(one)
        return self.root


def _is_filled(cell: etree._Element) -> bool:
    return any(local(one) in ("f", "is") or one.text for one in cell)


def _lines(root: etree._Element) -> dict[int, etree._Element]:
    """The rows by number; a row without one follows the row before."""
    found: dict[int, etree._Element] = {}
    number = 0
    for row in (one for data in root if local(data) == "sheetData" for one in data if local(one) == "row"):
        written = attribute(row, "r")
        number = int(written) if written.isdecimal() else number + 1
        row.set("r", str(number))
        found[number] = row
    return found


def _numbered(lines: dict[int, etree._Element]) -> dict[int, dict[int, etree._Element]]:
    """Row → column → cell; a cell without an address is given its own."""
    found: dict[int, dict[int, etree._Element]] = {}
    for number, row in lines.items():
        column = 0
        for cell in (one for one in row if local(one) == "c"):
            spot = place(attribute(cell, "r"))
            column = spot[1] if spot else column + 1
            cell.set("r", address(number, column))
            found.setdefault(number, {})[column] = cell
    return found


def _element(written: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns="{MAIN}">{written}</x>')[0]

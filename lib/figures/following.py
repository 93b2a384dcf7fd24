"""What follows from a chart's numbers, said as how it follows: a page is told each number of its bars once, and makes the rest itself.

A count stands in a figure as the length of a bar, as a label, as the place of that label and in the words for those who do not see it; so
that a filter, which changes counts alone, would change the whole of it. Here a figure becomes a form, which a filter leaves as it is, and
what is told with it: the names, a column of counts for each series of bars, and the rest. In the form stands, wherever something can be
made of what is told, `{"$": [how, …]}`; `lib/ui/assets/following.js` makes it again, of whole numbers, to the digit. Only what comes out as
the server has it is said so, whatever does not is told as it is: hidden cells, unknown values, rare forms.

    names            the categories
    counts k         the column of series k; one more than there are is where the bars of each category end, together or the longest
    rows             0, 1, 2 …
    middles k r      the middle of the bars of series k, of the rows r
    texts p r        for each row the text of a pattern: pieces of words, numbers of columns between them; "" of nothing but zeros
    words h p e      the sentence h, then of each row that is not all zeros its name and the pattern, and e after the last one
    across, beneath, above   the ranges of axes
    rest i           as it was told

A pattern's numbers are `[k]`, the count of series k, `[k, "%"]`, its share of that series' sum, or where they are neither, as shares of
more than is shown, a list of what is written, one for each row. Without r all rows are meant.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, TypeGuard

from lib.figures.drawing.paper import Plotly
from lib.figures.rounding import rounded
from lib.figures.spec import Arrangement, BarChart, ChartSpec

Pattern = list[str | list[int | str]]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_MOST = 2**40
"""Sums up to this are reckoned with to the digit everywhere."""


class Numbers:
    """What is told of a chart of bars, and what follows from it; `following.js` says the same in the browser's language."""

    def __init__(self, names: Sequence[str], columns: Sequence[Sequence[int]], *, is_stacked: bool) -> None:
        gather = sum if is_stacked else max
        self.names = list(names)
        self.ends = [gather(counts) for counts in zip(*columns, strict=True)]
        self.columns = [*map(list, columns), self.ends]
        self.rows = list(range(len(names)))

    @cached_property
    def counted(self) -> list[list[str]]:
        """Each column's counts as they are written."""
        return [[f"{count:,}" for count in column] for column in self.columns]

    @cached_property
    def shares(self) -> list[list[str]]:
        """Each column's shares of its sum, in tenths of a percent, half a tenth upwards."""
        return [[share(count, whole) for count in column] for column in self.columns for whole in (sum(column),)]

    @cached_property
    def told(self) -> list[int]:
        """The rows that words tell of: not those of zeros alone."""
        return [row for row, end in enumerate(self.ends) if end]

    @cached_property
    def _starts(self) -> list[list[int]]:
        """Where each bar begins that stands upon others."""
        starts = [[0] * len(self.names)]
        for column in self.columns[:-2]:
            starts.append([start + count for start, count in zip(starts[-1], column, strict=True)])
        return starts

    def middles(self, series: int, rows: Sequence[int]) -> list[float]:
        """The middle of a series' bars, four digits of it."""
        return [self.middle(series, row) for row in rows]

    def middle(self, series: int, row: int) -> float:
        """The middle of one bar."""
        return rounded(self._starts[series][row] + self.columns[series][row] / 2, 4)

    @property
    def across(self) -> list[float]:
        """The range of an axis along lying bars."""
        longest = max(self.ends) or 1
        return [rounded(-0.002 * longest, 2), rounded(1.003 * longest, 4)]

    @property
    def beneath(self) -> list[float]:
        """The range of an axis down a column of bars."""
        return [len(self.names) - 0.5, -0.5]

    @property
    def above(self) -> list[float]:
        """The range of an axis up standing bars."""
        return [0, rounded(max(self.ends) * 1.14, 4) or 1]

    def said(self, pattern: Pattern, rows: Sequence[int]) -> list[str]:
        """A pattern with the numbers of each row."""
        pieces = [repeat(piece, len(rows)) if isinstance(piece, str) else self._numbers(piece, rows) for piece in pattern]
        return list(map("".join, zip(*pieces, strict=True)))

    def _numbers(self, piece: list[int | str], rows: Sequence[int]) -> list[str]:
        if not is_count(piece):
            return list(map(str, piece))
        column = (self.shares if len(piece) > 1 else self.counted)[int(piece[0])]
        return column if rows == self.rows else [column[row] for row in rows]

    def texts(self, pattern: Pattern, rows: Sequence[int]) -> list[str]:
        """The same; nothing where the numbers are all zero."""
        asked = [self.columns[int(piece[0])] for piece in pattern if is_count(piece)]
        said = self.said(pattern, rows)
        if all(map(all, asked)):
            return said
        return [text if any(column[row] for column in asked) else "" for text, row in zip(said, rows, strict=True)]

    def words(self, head: str, pattern: Pattern, end: str) -> str:
        """A sentence of all rows that are told of."""
        *said, last = map(str.__add__, (self.names[row] for row in self.told), self.said(pattern, self.told))
        return "".join((head, *said, last[: len(last) - len(str(pattern[-1]))], end))


def is_count(piece: str | list[int | str]) -> bool:
    """Whether a piece of a pattern is a number that follows from the counts."""
    return isinstance(piece, list) and isinstance(piece[0], int)


def share(count: int, whole: int) -> str:
    """A share in percent by whole numbers alone, as `lib.i18n.formats.percent` words it but for the outermost."""
    tenths = (2000 * count + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def follows(chart: ChartSpec) -> TypeGuard[BarChart]:
    """Whether a chart can be told so: bars of counts that are all known."""
    if not isinstance(chart, BarChart) or not chart.categories or chart.arrangement is Arrangement.WHOLE:
        return False
    counts = [count for each in chart.series for count in each.values]
    return all(isinstance(count, int) and count >= 0 for count in counts) and sum(filter(None, counts)) < _MOST


class Following:
    """The form of a chart's figure and of its words, and what is told with them."""

    def __init__(self, chart: BarChart) -> None:
        self._chart = chart
        self._columns = [[count or 0 for count in each.values] for each in chart.series]
        self.numbers = Numbers(chart.categories, self._columns, is_stacked=chart.arrangement is Arrangement.STACKED)
        self._rest: list[object] = []

    @property
    def told(self) -> list[object]:
        """Names, columns and the rest."""
        return [self.numbers.names, self._columns, self._rest]

    def figure(self, traces: Sequence[Plotly], layout: Plotly) -> dict[str, Any]:
        """The form of its figure."""
        made, bars = [], 0
        for trace in traces:
            if trace["type"] == "bar":
                made.append({**trace, "y" if self._chart.upright else "x": _how("counts", bars)})
                bars += 1
            else:
                made.append(self._marks(trace))
        return {"data": made, "layout": self._layout(layout)}

    def words(self) -> object:
        """The form of its words."""
        alt, numbers = self._chart.alt, self.numbers
        head, *said = _parted(alt, [numbers.names[row] for row in numbers.told])
        if not said or len(said) != len(numbers.told):
            return self._plain(alt)
        end = _NUMBER.split(said[-1])[-1]
        joint = _NUMBER.split(said[0])[-1] if len(said) > 1 else ""
        pattern = self._pattern([*said[:-1], said[-1].removesuffix(end) + joint], numbers.told)
        if pattern is None or numbers.words(head, pattern, end) != alt:
            return self._plain(alt)
        return _how("words", head, self._shown(pattern), end)

    def _marks(self, trace: Plotly) -> Plotly:
        rows = self._rows(trace["x" if self._chart.upright else "y"])
        made: Plotly = {**trace, "x": self._list(trace["x"], rows), "y": self._list(trace["y"], rows)}
        if "text" in trace:
            along = made["y" if self._chart.upright else "x"]["$"]
            made["text"] = self._texts(trace["text"], rows, along[1] if along[0] in ("counts", "middles") else 0)
        return made

    def _rows(self, places: Sequence[float]) -> list[int]:
        """The rows that a trace marks; all of them where it cannot be told."""
        rows = self.numbers.rows
        return [int(each) for each in places] if set(places) <= set(rows) else rows

    def _list(self, value: list[Any], rows: list[int]) -> dict[str, Any]:
        """How numbers follow, the simplest way first."""
        numbers = self.numbers
        if value == numbers.rows:
            return _how("rows")
        if value == rows:
            return self._once(rows)
        for series in reversed(range(len(numbers.columns))):
            if value == numbers.columns[series]:
                return _how("counts", series)
        for series in range(len(self._columns) if len(value) == len(rows) else 0):
            if all(numbers.middle(series, row) == each for each, row in zip(value, rows, strict=True)):
                return _how("middles", series, *self._but_all(rows))
        return self._plain(value)

    def _texts(self, value: list[str], rows: list[int], likely: int = 0) -> dict[str, Any]:
        numbers = self.numbers
        if value == numbers.names:
            return _how("names")
        pattern = self._pattern(value, rows, likely) if len(value) == len(rows) else None
        if pattern is None or numbers.texts(pattern, rows) != value:
            return self._plain(value)
        return _how("texts", self._shown(pattern), *self._but_all(rows))

    def _shown(self, pattern: Pattern) -> list[Any]:
        return [piece if isinstance(piece, str) or is_count(piece) else self._once(piece) for piece in pattern]

    def _but_all(self, rows: list[int]) -> list[dict[str, Any]]:
        return [] if rows == self.numbers.rows else [self._once(rows)]

    def _once(self, told: Sequence[int | str]) -> dict[str, Any]:
        """A list that several others need, told once."""
        return _how("rest", self._rest.index(told)) if told in self._rest else self._plain(told)

    def _layout(self, layout: Plotly) -> Plotly:
        made = {**layout, "height": self._plain(layout["height"])}
        made["margin"] = {side: self._plain(value) if side in ("l", "r") else value for side, value in layout["margin"].items()}
        for axis in ("xaxis", "yaxis"):
            told = made[axis] = dict(layout[axis])
            how = next((how for how in ("across", "beneath", "above") if told["range"] == getattr(self.numbers, how)), None)
            told["range"] = _how(how) if how else self._plain(told["range"])
            if "tickvals" in told:
                told["tickvals"] = self._list(told["tickvals"], self.numbers.rows)
                told["ticktext"] = self._texts(told["ticktext"], self.numbers.rows)
        return made

    def _plain(self, value: object) -> dict[str, Any]:
        self._rest.append(value)
        return _how("rest", len(self._rest) - 1)

    def _pattern(self, texts: Sequence[str], rows: Sequence[int], likely: int = 0) -> Pattern | None:
        """The pattern of the texts of some rows, if they have one: to be tried; None where they have none."""
        if texts == [self.numbers.counted[likely][row] for row in rows]:
            return ["", [likely], ""]
        told = {row: text for text, row in zip(texts, rows, strict=True) if text}
        found = [_NUMBER.findall(text) for text in told.values()]
        words = _NUMBER.split(next(iter(told.values()), ""))
        if not told or any(len(each) != len(words) - 1 for each in found):
            return None
        pattern: Pattern = words[:1]
        for before, said, word in zip(words, zip(*found, strict=True), words[1:], strict=False):
            likely = next((n for n, each in enumerate(self._chart.series) if before.strip().endswith(each.name)), likely)
            pattern += [self._column(list(said), list(told), likely), word]
        is_whole = len(told) == len(rows) or all(isinstance(piece, str) or is_count(piece) for piece in pattern)
        return pattern if is_whole and any(map(is_count, pattern)) else None

    def _column(self, said: list[str], rows: list[int], likely: int) -> str | list[int | str]:
        """Which column the numbers at one place of a text are, the likely one first; they themselves where they are none."""
        is_share = said[0].endswith("%")
        columns = self.numbers.shares if is_share else self.numbers.counted
        for series in (likely, *reversed(range(len(columns)))):
            if columns[series][rows[0]] == said[0] and [columns[series][row] for row in rows] == said:
                return [series, "%"] if is_share else [series]
        return said[0] if len(set(said)) == 1 else [*said]


def _how(how: str, *said: object) -> dict[str, Any]:
    return {"$": [how, *said]}


def _parted(alt: str, names: Sequence[str]) -> list[str]:
    """What stands before the first name, and after each."""
    parts, place = [], 0
    for name in names:
        found = alt.find(name, place)
        if found < 0:
            return [alt]
        parts.append(alt[place:found])
        place = found + len(name)
    return [*parts, alt[place:]]

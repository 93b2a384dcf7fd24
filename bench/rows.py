"""One line of the table: what was measured, against what, and the bar."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Ours beside a yardstick of the same run, or beside a plain limit where `yardstick` is that limit.

    `ours` and `yardstick` are in `unit`; `ratio` is ours as a multiple of the yardstick and `bar` what it should not exceed, or should
    reach where `more_is_better`; None: no bar is set.
    """

    what: str
    ours: float
    yardstick: float
    unit: str
    against: str
    bar: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the yardstick."""
        return self.ours / self.yardstick if self.yardstick else float("inf")

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is held; None where there is none."""
        if self.bar is None:
            return None
        return self.ratio >= self.bar if self.more_is_better else self.ratio <= self.bar


def as_json(row: Row) -> dict[str, object]:
    """One line for machines."""
    names = ("what", "ours", "yardstick", "unit", "against", "ratio", "bar", "more_is_better", "is_met")
    return {name: getattr(row, name) for name in names}


def printed(rows: Iterable[Row]) -> str:
    """The table for people."""
    return "\n".join(_line(row) for row in rows)


def _line(row: Row) -> str:
    verdict = {True: "met", False: "MISSED", None: ""}[row.is_met]
    bar = "" if row.bar is None else f"{'≥' if row.more_is_better else '≤'} {row.bar:g}"
    return f"{row.what:58}{row.ours:10.1f} {row.unit:5}{row.ratio:8.2f} × {row.yardstick:10.1f} {row.against:36}{bar:8}{verdict}"

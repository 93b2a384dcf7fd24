"""Gathering findings: each with its exact cell, and not a thousand times the same."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from lib.ingest.grid import Grid, cell_text
from lib.ingest.model import CellValue, Finding, Severity

MOST_OF_ONE_CODE = 200
_LONGEST_VALUE = 200


@dataclass(slots=True)
class Noting:
    """Findings in the order they were made; beyond 200 of one code on one sheet they are only counted."""

    findings: list[Finding] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: set[Finding] | None = None  # at cells, where a cell belongs to several items and its findings are not to be said again

    def add(
        self,
        code: str,
        severity: Severity,
        grid: Grid,
        y: int | None = None,
        x: int | None = None,
        value: CellValue = None,
        facts: tuple[tuple[str, str | int], ...] = (),
    ) -> None:
        """Note one finding at a cell, a row (`x` None) or a sheet (`y` None)."""
        cell = grid.address(y, x) if y is not None and x is not None else ""
        row = None if y is None else grid.row_number(y)
        self.take(Finding(code, severity, grid.name, cell, row, cell_text(value)[:_LONGEST_VALUE], facts))

    def take(self, finding: Finding) -> None:
        """Note a finding that is already made."""
        if self.said is not None and finding.cell:
            if finding in self.said:
                return
            self.said.add(finding)
        key = (finding.sheet, finding.code)
        self.counts[key] += 1
        if self.counts[key] <= MOST_OF_ONE_CODE:
            self.findings.append(finding)

    def drop(self, code: str, sheets: Collection[str]) -> None:
        """Take back what was said of some sheets before more was known."""
        self.findings = [finding for finding in self.findings if finding.code != code or finding.sheet not in sheets]
        for sheet in sheets:
            self.counts.pop((sheet, code), None)

    def result(self) -> tuple[Finding, ...]:
        """All findings; where some were only counted, one more says how many."""
        first: dict[tuple[str, str], str] = {}
        for finding in self.findings:
            first.setdefault((finding.sheet, finding.code), finding.cell or finding.value)
        more = [
            Finding(
                "more_of_the_same", Severity.INFO, key[0], value=key[1], facts=(("first", first[key]), ("count", count - MOST_OF_ONE_CODE))
            )
            for key, count in self.counts.items()
            if count > MOST_OF_ONE_CODE
        ]
        return (*self.findings, *more)

"""What is found about a file while it is opened, collected as findings."""

from lib.ingest.model import Finding, Severity
from lib.ingest.read.cell_text import TextLog, one_line
from lib.ingest.read.references import address

_LISTED = 5


class Notes:
    """Findings about one file; each code at most once a sheet."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(
        self, code: str, severity: Severity, sheet: str = "", cell: tuple[int, int] | None = None, value: str = "", **facts: str | int
    ) -> None:
        """Note one finding; `cell` is (row, column), 1-based."""
        self._found.append(
            Finding(
                code=f"file_{code}",
                severity=severity,
                sheet=sheet,
                cell=address(*cell) if cell else "",
                row=cell[0] if cell else None,
                value=one_line(value),
                facts=tuple(facts.items()),
            )
        )

    def far_cells(self, sheet: str, left_out: tuple[tuple[int, int], ...]) -> None:
        """Cells beyond a wide gap, left out."""
        if left_out:
            places = ", ".join(address(*one) for one in left_out[:_LISTED]) + ("…" if len(left_out) > _LISTED else "")
            self.add("far_cells", Severity.WARNING, sheet, left_out[0], count=len(left_out), places=places)

    def cleaned(self, sheet: str, log: TextLog) -> None:
        """Text cells from which invisible characters were taken."""
        if log.cleaned:
            self.add("text_cleaned", Severity.INFO, sheet, log.first, count=log.cleaned)

    def merges(self, sheet: str, dropped: int) -> None:
        """Merged areas that overlap others."""
        if dropped:
            self.add("merges_left_out", Severity.WARNING, sheet, count=dropped)

    def misplaced(self, sheet: str, count: int) -> None:
        """Cells whose address no sheet has."""
        if count:
            self.add("cells_misplaced", Severity.WARNING, sheet, count=count)

    def all(self) -> tuple[Finding, ...]:
        """Everything noted, in order."""
        return tuple(self._found)

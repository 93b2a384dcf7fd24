"""The rules about a workbook's contents: each one function that yields findings.

To add a rule, write one function here or beside, list it in `RULES`, and add its sentence and hint to the
catalogues (`finding.<code>` and `finding.<code>.hint`).
"""

from collections.abc import Callable, Iterable

from lib.ingest.model import Finding
from lib.ingest.rules.reading import Reading, ReadTable

RULES: tuple[Callable[[Reading], Iterable[Finding]], ...] = ()

__all__ = ["RULES", "ReadTable", "Reading"]

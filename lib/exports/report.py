"""The report: what the meeting's screens, the slides, the documents and the workbook say alike.

It is built once, of sentences, figures, charts and tables that are worded already, and rendered many times. A renderer computes
no number, filters nothing and words nothing but its own furniture; what may be shown was decided before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lib.exports.table import Table
from lib.figures.spec import ChartSpec
from lib.i18n import Language, text
from lib.wording.definitions import Definition
from lib.wording.key_figures import KeyFigure


@dataclass(frozen=True, slots=True)
class Provenance:
    """What every page of a report says of itself once, in the reader's words.

    `stem` is the file's name without its ending: board, as-of day, version; safe for every file system.
    """

    title: str
    version: str  # 第3版，6月10日 14:20发布
    as_of: str
    day: date
    filters: str
    audience: str
    lamp_rule: str
    is_sample: bool
    stem: str
    is_filtered: bool = False


def audience_named(words: str, language: Language) -> str:
    """An audience where no heading stands beside it: alone, one would ask what its name means; "" for none."""
    return text(language, "report.audience", audience=words) if words else ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One thing to say: a conclusion, and what it rests on. `behind` tells which rows of the workbook stand behind the figures."""

    name: str
    title: str
    sentence: str
    remarks: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    tables: tuple[Table, ...] = ()
    definitions: tuple[Definition, ...] = ()
    behind: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether there is a sentence and nothing more."""
        return not (self.figures or self.charts or self.tables)


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Sections in the order of talk, for one audience, filter, day, version and language."""

    language: Language
    provenance: Provenance
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        """A section by its name."""
        return next((each for each in self.sections if each.name == name), None)


Progress = Callable[[float], None]
"""Called with a share from 0.0 to 1.0 while a file is being made."""


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file: its ending, its media type, and what makes it of a report."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Report], bytes]

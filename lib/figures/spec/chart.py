"""What every chart has, and what several kinds of chart share."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TypeVar

from lib.figures.tokens import Style
from lib.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """What every chart has.

    `title`, `subtitle`, `note` (how to read it) are text of the page, or drawn where the chart stands alone;
    `footnote` (as-of day, filters, version, lamp rule) is drawn there only. `hint` says what a pointer can do; it is for a
    wide screen alone, never for paper. `empty` is the sentence to show instead, "" where there
    is something to draw.
    """

    name: str
    language: Language
    title: str
    subtitle: str = ""
    note: str = ""
    footnote: str = ""
    hint: str = ""
    alt: str = ""
    empty: str = ""
    has_lamps: bool = False

    @property
    def note_on_phone(self) -> str:
        """How to read it where a phone's form is drawn; a chart that has other marks there says so of them."""
        return self.note

    @property
    def can_zoom(self) -> bool:
        """Whether its time axis may be enlarged by a pointer."""
        return False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return bool(self.empty)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A lamp or state as the legend shows it: shape and word, and its style."""

    label: str
    style: Style


@dataclass(frozen=True, slots=True)
class DayTick:
    """A labelled day on a time axis."""

    day: date
    label: str


Spec = TypeVar("Spec", bound=ChartSpec)


def standing_alone(spec: Spec, *sentences: str) -> Spec:
    """The same chart with a footnote, a line a sentence, for where no page stands around it."""
    return replace(spec, footnote="\n".join(sentence for sentence in sentences if sentence))


def to_json(spec: ChartSpec) -> str:
    """A spec as stable, readable JSON, for golden files and for programs."""
    return json.dumps({"kind": type(spec).__name__, **asdict(spec)}, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(moment: date) -> str:
    """A day, or a moment, in ISO form."""
    return moment.isoformat()

"""The day that is judged, a share with what it is made of, and one number that may be quoted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day judged and the day reported on.

    `day` is A; `reported` is R. `beyond_report`: A lies after R, so that the page must say "as reported
    on R". `held`: R was absent and A is today held at the last due day. `in_another_year`: A lies in another year
    than the last due day, so that it is told with its year.
    """

    day: date
    reported: date
    held: bool = False
    in_another_year: bool = False

    @property
    def beyond_report(self) -> bool:
        """Whether the day judged lies after the day reported on."""
        return self.day > self.reported

    @property
    def before_report(self) -> bool:
        """Whether the day judged lies before the day reported on: what is unknown may be done since, on a day that nobody wrote down."""
        return self.day < self.reported


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it is made of; `unknown` are those left out because a fact is missing."""

    numerator: int
    denominator: int
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """0.0 to 1.0; None where nothing could be counted."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a reader may quote: its id, what it is made of, and the day it holds for.

    `value` is a count, or a share from 0.0 to 1.0 where `denominator` is given; None means not reported.
    """

    id: str
    value: int | float | None
    numerator: int | None
    denominator: int | None
    as_of: date

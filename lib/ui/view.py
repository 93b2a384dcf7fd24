"""What one run of a page looks at: the board, the language and the theme. The screens' only clock is here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.figures.plotly import Size
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.settings import settings


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a page needs; `key` names what is shown, for caches; `filters` says in words what is left out."""

    board: Board
    language: Language
    theme: ThemeName
    size: Size
    key: str
    opened: Opened
    filters: str

    @property
    def is_narrow(self) -> bool:
        """Whether nothing but the words themselves has room beside each other."""
        return self.size is Size.PHONE


def today() -> date:
    """Today, or the day that the settings take for it."""
    declared = settings().today
    return date.fromisoformat(declared) if declared else date.today()  # noqa: DTZ011 - the day on the wall where the board hangs


def theme() -> ThemeName:
    """The theme of the visitor's browser."""
    return ThemeName.DARK if st.context.theme.type == "dark" else ThemeName.LIGHT


def now() -> datetime:
    """The moment at which somebody acts, in UTC."""
    return datetime.now(UTC)

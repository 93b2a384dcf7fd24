"""What visitors share: the bundled workbook, disclosed versions, boards, drawn figures. Bounded, never changed.

Versions are immutable, so that (version, audience, filters, day, language) is the whole key. Frames are
never hashed: an argument with a leading underscore is not part of the key.
"""

import logging
from datetime import date
from typing import Any

import streamlit as st

from lib.access import Disclosed, disclose
from lib.desk.board import Board
from lib.desk.opening import Opened, bundled_path, open_bundled
from lib.desk.tables import Table
from lib.errors import PhaseboardError
from lib.figures.plotly import Size, draw
from lib.figures.spec import ChartSpec
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings

log = logging.getLogger("phaseboard")


@st.cache_resource(show_spinner=False)
def bundled() -> Opened:
    """The workbook shown at the start."""
    return open_bundled(settings())


def bundled_bytes() -> bytes:
    """The bytes of the workbook shown at the start."""
    return bundled_path(settings()).read_bytes()


@st.cache_resource(show_spinner=False, max_entries=32)
def disclosed(version: str, audience: Audience, _opened: Opened) -> Disclosed:
    """One version as one audience sees it."""
    return disclose(_opened.workbook, audience)


@st.cache_resource(show_spinner=False, max_entries=256)
def board(version: str, audience: Audience, filters: Filters, today: date, chosen: date | None, _disclosed: Disclosed) -> Board:
    """One board; its figures are computed as they are asked for."""
    return Board(_disclosed, filters, today, chosen)


@st.cache_resource(show_spinner=False, max_entries=64)
def table(key: str, name: str, language: Language, _board: Board) -> Table:
    """One whole table in words; shared, so nobody may change it."""
    return _board.table(name, language)


@st.cache_resource(show_spinner=False, max_entries=512)
def drawn(key: str, name: str, language: Language, theme: ThemeName, size: Size, _spec: ChartSpec) -> Any:
    """One drawn figure; shared, so nobody may change it."""
    return draw(_spec, theme, size)


def warm() -> None:
    """Do at the start what the first visitor would wait for. What cannot be opened is said on the pages, to those who can mend it."""
    try:
        opened = bundled()
    except PhaseboardError as fault:
        log.warning("nothing to show at the start: %s %s", fault.code, dict(fault.facts))
        return
    disclosed(opened.version, Audience.PUBLIC, opened)

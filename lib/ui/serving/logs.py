"""The log of a running server: every logger of the process writes through one formatter, to standard error.

The framework and the server bring handlers of their own, which would write messages as they come; they are taken away.
"""

import logging
import sys
import threading
from types import TracebackType

from streamlit import logger as framework_logger

from lib.errors import SettingInvalid
from lib.settings import settings
from lib.ui.serving.records import OURS, SERVER, Structured

log = logging.getLogger(OURS)

TALKATIVE = (OURS, SERVER, "streamlit")
"""Heard from `INFO` on; all others from `WARNING` on: a database's logger tells the values of every statement below that."""


EACH_CALL = f"{SERVER}.access"


def set_up() -> None:
    """Lead every logger, those made later too, to the one handler. Doing it again changes nothing."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Structured(is_plain=_is_plain()))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    for each in tuple(logging.root.manager.loggerDict.values()):
        if isinstance(each, logging.Logger) and not _is_silenced(each):
            _lead(each)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    framework_logger.setup_formatter = _lead
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_a_thread


def _lead(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _is_silenced(logger: logging.Logger) -> bool:
    """Whether the server was told to write no line for each call; others lose their handlers by an accident between two libraries."""
    return logger.name == EACH_CALL and not logger.handlers and not logger.propagate


def _is_plain() -> bool:
    try:
        return settings().log_format == "plain"
    except SettingInvalid:
        return False


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return
    log.critical("ended by a fault", exc_info=(kind, fault, trace))


def _uncaught_in_a_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        log.error("a thread ended by a fault", exc_info=(told.exc_type, told.exc_value, told.exc_traceback))

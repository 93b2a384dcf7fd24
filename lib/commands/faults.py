"""What the verbs that read or keep files share: a file's bytes, and the sentence about what stopped them."""

from pathlib import Path

from lib.errors import PhaseboardError, Refused
from lib.i18n import Language, text

_READING = {"check_missing": "check.missing", "check_unreadable": "check.unreadable"}


def file_bytes(path: Path) -> bytes:
    """The content of a file that was named on the command line.

    Raises:
        Refused: there is none, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise Refused("check_missing", file=path.name) from fault
    except OSError as fault:
        raise Refused("check_unreadable", file=path.name) from fault


def fault_sentence(fault: PhaseboardError, language: Language, file_name: str = "") -> str:
    """The sentence of a fault, in the reader's language."""
    key = _READING.get(fault.code, f"{fault.room}.{fault.code}")
    return text(language, key, None, **{"file": file_name, **fault.facts})

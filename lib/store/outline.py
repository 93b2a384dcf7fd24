"""A workbook without its frames, as JSON and back: title, year, tables, settings, findings.

The types of the dataclasses say how to read each value, so that a field added to them needs nothing here. A field that an
older version lacks gets its default; one that is no longer known is left out.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pandas as pd

from lib.ingest.model import Workbook


def outline_of(workbook: Workbook) -> bytes:
    """Everything of a workbook but its frames; text that is no valid Unicode is kept as it is."""
    plain = {name: _plain(getattr(workbook, name)) for name in _outline_names()}
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def workbook_of(outline: bytes, frames: dict[str, pd.DataFrame]) -> Workbook:
    """Put a workbook together again.

    Raises:
        ValueError, KeyError, TypeError: it is not an outline.
    """
    stored = json.loads(outline)
    hints = _hints(Workbook)
    given: dict[str, Any] = {name: _typed(hints[name], stored[name]) for name in _outline_names() if name in stored}
    return Workbook(**{**given, **frames})


def frame_names() -> tuple[str, ...]:
    """The fields of a workbook that are frames."""
    return tuple(name for name, hint in _hints(Workbook).items() if hint is pd.DataFrame)


def _outline_names() -> tuple[str, ...]:
    frames = frame_names()
    return tuple(field.name for field in fields(Workbook) if field.name not in frames)


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"no place for a {type(value).__name__}")


def _typed(hint: Any, stored: Any) -> Any:
    """A value of JSON as the type that the field declares."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _typed_of_union(get_args(hint), stored)
    if origin is tuple:
        kinds = get_args(hint)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(_typed(kinds[0], each) for each in stored)
        return tuple(_typed(kind, each) for kind, each in zip(kinds, stored, strict=True))
    if is_dataclass(hint) and isinstance(hint, type):
        return _typed_dataclass(hint, stored)
    if hint in (date, datetime):
        return hint.fromisoformat(stored)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(stored)
    return stored


def _typed_of_union(kinds: tuple[Any, ...], stored: Any) -> Any:
    """None where nothing is stored; the one other kind where there is one; a mixture of plain kinds stays as JSON told them apart."""
    if stored is None:
        return None
    others = [kind for kind in kinds if kind is not NoneType]
    return _typed(others[0], stored) if len(others) == 1 else stored


def _typed_dataclass(kind: type, stored: dict[str, Any]) -> Any:
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in stored:
            given[field.name] = _typed(hints[field.name], stored[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise KeyError(field.name)
    return kind(**given)

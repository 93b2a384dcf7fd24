"""What the server and its reading process say to each other: one request, one answer, pickled.

The answer is unpickled with an allow-list of types: should a hostile file ever gain the worker, it
cannot make the server call anything by way of the answer.
"""

import pickle
from dataclasses import dataclass
from io import BytesIO

from lib.errors import Refused, WorkerDied
from lib.ingest.model import Workbook
from lib.ingest.read.limits import Limits


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read."""

    data: bytes
    file_name: str
    year: int | None
    sheet: str | None
    limits: Limits


@dataclass(frozen=True, slots=True)
class Answer:
    """A workbook, or why there is none: the code and facts of a refusal."""

    workbook: Workbook | None = None
    code: str = ""
    facts: tuple[tuple[str, str | int | float], ...] = ()

    def refusal(self, file_name: str) -> Refused:
        """The refusal to raise on this side, with the file's name among its facts."""
        facts = {"file": file_name, **dict(self.facts)}
        kind = WorkerDied if self.code.startswith("worker_") else Refused
        return kind(self.code, **facts)


_ROOMS = ("lib.ingest.", "lib.schema", "lib.deadlines.")
_BUILT_IN = {"frozenset", "set", "slice", "list", "tuple", "dict", "bytearray", "complex", "object"}
_ELSEWHERE = {
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "copyreg": {"_reconstructor"},
    "functools": {"partial"},
    "collections": {"OrderedDict"},
}
_FRAMES = ("pandas.", "numpy.", "pyarrow.")
_FRAME_FUNCTIONS = {
    "_unpickle_block",
    "new_block",
    "_new_Index",
    "_reconstruct",
    "_frombuffer",
    "__newobj__",
    "_unpickle_timestamp",
    "_nat_unpickle",
    "scalar",
    "py_buffer",
    "_restore_array",
    "type_for_alias",
    "chunked_array",
    "_unpickle_array",
    "__pyx_unpickle_BlockManager",
    "_unpickle",
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if module.startswith(_ROOMS) and name[:1].isupper():
            return super().find_class(module, name)
        if module == "builtins" and name in _BUILT_IN:
            return super().find_class(module, name)
        if name in _ELSEWHERE.get(module, ()):
            return super().find_class(module, name)
        if (module + ".").startswith(_FRAMES) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) or name in _FRAME_FUNCTIONS or name.startswith("__pyx_unpickle"):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def load_answer(packed: bytes) -> Answer | None:
    """Unpack an answer; None where it is no answer of ours."""
    try:
        answer = _Unpickler(BytesIO(packed)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError, KeyError):
        return None
    return answer if isinstance(answer, Answer) else None

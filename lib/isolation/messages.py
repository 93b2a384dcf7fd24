"""What the server and its worker processes say to each other: one job, one answer, pickled.

The server is trusted and names the job; the worker has opened a hostile file and is not. So the answer is
unpickled with an allow-list of types: should a file ever gain the worker, it cannot make the server call
anything by way of the answer. Sizes are bytes, time is seconds of wall clock in which a processor was to be had.
"""

import copyreg
import pickle
import struct
from dataclasses import dataclass, is_dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from lib.errors import Refused, WorkerDied
from lib.isolation.blank_columns import BlankColumns, blank_column, is_blank_column

JOBS = frozenset(
    {
        "lib.ingest.worker_job:read_file",
        "lib.exports.marked_job:mark_up",
        "lib.exports.tracking_job:extend",
        "lib.exports.redacted_job:redact",
        "lib.commands.check_job:check",
    }
)
"""Every job that a worker will do, as "module:function". Anything else is refused on both sides."""


PATIENCE = 4
"""How many times its seconds a job may take where the machine gives it no processor."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What one job may cost before it is stopped.

    A worker that had less than `fair_share` of a processor by the end of its seconds was kept from its work by the machine,
    and goes on. Where somebody was promised an answer in time, the share is small: then a job that needs all its seconds may
    lose to a busy machine, which one that is soon done never does.
    """

    memory_bytes: int
    seconds: float
    answer_bytes: int
    fair_share: float = 0.85


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do with one file; `file_name` is only shown and never opened."""

    function: str
    arguments: tuple[object, ...]
    file_name: str
    ceilings: Ceilings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job gave, or why it gave nothing: the code and facts of a refusal."""

    result: object = None
    code: str = ""
    facts: tuple[tuple[str, str | int | float], ...] = ()

    def refusal(self, file_name: str) -> Refused:
        """The refusal to raise on the server's side, with the file's name among its facts."""
        facts = {"file": file_name, **dict(self.facts)}
        kind = WorkerDied if self.code.startswith("worker_") else Refused
        return kind(self.code, **facts)


_HEAD = b"answer 1"
_ALIGNED = 64  # bytes; Arrow reads its buffers fastest where they begin at such a place
_ROOMS = ("lib.ingest.", "lib.schema", "lib.deadlines.", "lib.exports.", "lib.i18n.", "lib.isolation.messages", "lib.commands.checked")
"""Of these, dataclasses and enumerations only: they hold facts and do nothing when they are made."""

# What a pickled frame names, and its near relations in other releases; nothing here opens, runs or imports.
_KNOWN: dict[str, frozenset[str]] = {
    "builtins": frozenset({"slice", "frozenset", "set", "list", "tuple", "dict", "bytearray"}),
    "collections": frozenset({"OrderedDict"}),
    "copyreg": frozenset({"_reconstructor"}),
    "datetime": frozenset({"date", "datetime", "time", "timedelta", "timezone"}),
    "numpy": frozenset({"dtype", "ndarray"}),
    "numpy._core.multiarray": frozenset({"_reconstruct", "scalar"}),
    "numpy.core.multiarray": frozenset({"_reconstruct", "scalar"}),
    "numpy._core.numeric": frozenset({"_frombuffer"}),
    "numpy.core.numeric": frozenset({"_frombuffer"}),
    "pandas": frozenset(
        {"DataFrame", "Series", "Index", "RangeIndex", "MultiIndex", "DatetimeIndex", "Timestamp", "Timedelta"}
        | {"Int64Dtype", "Float64Dtype", "BooleanDtype", "StringDtype", "CategoricalDtype", "DatetimeTZDtype"}
    ),
    "pandas.arrays": frozenset(
        {"ArrowStringArray", "StringArray", "DatetimeArray", "TimedeltaArray", "IntegerArray", "FloatingArray", "BooleanArray"}
        | {"NumpyExtensionArray", "ArrowExtensionArray"}
    ),
    "pandas._libs.arrays": frozenset({"__pyx_unpickle_NDArrayBacked"}),
    "pandas._libs.internals": frozenset({"_unpickle_block"}),
    "pandas._libs.missing": frozenset({"NAType", "NA"}),
    "pandas._libs.tslibs.nattype": frozenset({"_nat_unpickle"}),
    "pandas._libs.tslibs.timestamps": frozenset({"_unpickle_timestamp"}),
    "pandas.core.arrays.string_": frozenset({"StringArray", "StringDtype"}),
    "pandas.core.arrays.string_arrow": frozenset({"ArrowStringArray"}),
    "pandas.core.arrays.integer": frozenset({"IntegerArray", "Int64Dtype"}),
    "pandas.core.arrays.datetimes": frozenset({"DatetimeArray"}),
    "pandas.core.frame": frozenset({"DataFrame"}),
    "pandas.core.indexes.base": frozenset({"Index", "_new_Index"}),
    "pandas.core.indexes.range": frozenset({"RangeIndex"}),
    "pandas.core.internals.managers": frozenset({"BlockManager", "SingleBlockManager"}),
    "pyarrow.lib": frozenset({"_restore_array", "py_buffer", "type_for_alias", "chunked_array"}),
}


class _Pickler(pickle.Pickler):
    def reducer_override(self, found: object) -> Any:
        if isinstance(found, memoryview):  # of a large answer: handed over as it lies, not copied
            return bytearray, (pickle.PickleBuffer(found),)
        if is_blank_column(found):
            return blank_column, (len(found),)  # type: ignore[arg-type]
        if type(found).__name__ == "ArrowStringArray":
            return _uncopied(found)
        # Python 3.11 before 3.11.4 names a member through `getattr`, which must never be on the list above.
        return (type(found), (found.value,)) if isinstance(found, Enum) else NotImplemented


def _uncopied(column: Any) -> Any:
    """How a frame's column of text is packed as it lies; its own way joins the pieces first, and thereby copies also the only one."""
    pieces = vars(column).get("_pa_array")
    if pieces is None or pieces.num_chunks != 1:
        return NotImplemented
    return copyreg.__newobj__, (type(column),), {**vars(column), "_pa_array": pieces.chunk(0)}  # type: ignore[attr-defined]


def answer_pieces(answer: Answer) -> list[bytes | memoryview]:
    """An answer packed so that every release of Python can load it, piece by piece: a head, the pickle, then its buffers, uncopied."""
    packed = BytesIO()
    buffers: list[pickle.PickleBuffer] = []
    _Pickler(packed, protocol=5, buffer_callback=buffers.append).dump(answer)
    parts: list[bytes | memoryview] = [packed.getbuffer(), *(buffer.raw() for buffer in buffers)]
    sizes = [len(part) for part in parts]
    head = _HEAD + struct.pack(f"<Q{len(sizes)}Q", len(sizes), *sizes)
    padded: list[bytes | memoryview] = [head, bytes(-len(head) % _ALIGNED)]
    for part in parts:
        padded.extend((part, bytes(-len(part) % _ALIGNED)))
    return padded


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: BytesIO, buffers: list[memoryview]) -> None:
        super().__init__(content, buffers=buffers)
        self._blanks = BlankColumns()

    def find_class(self, module: str, name: str) -> object:
        found: object
        if (module, name) == (blank_column.__module__, blank_column.__name__):
            return self._blanks.column
        if name in _KNOWN.get(module, frozenset()):
            found = super().find_class(module, name)
            return found
        if module.startswith(_ROOMS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def load_answer(packed: bytes | bytearray) -> Answer | None:
    """Unpack an answer; None where it is no answer of ours. Its frames go on using the bytes that they came in."""
    try:
        content, buffers = _parted(packed) if packed[: len(_HEAD)] == _HEAD else (memoryview(packed), [])
        answer = _Unpickler(BytesIO(content), buffers).load()
    except Exception:  # noqa: BLE001 - a hostile answer may make any constructor of the list raise whatever it raises
        return None
    return answer if isinstance(answer, Answer) else None


def _parted(packed: bytes | bytearray) -> tuple[memoryview, list[memoryview]]:
    """The pickle and its buffers; the sizes are the worker's word, so that no part reaches beyond the bytes at hand."""
    whole = memoryview(packed)
    at = len(_HEAD)
    (count,) = struct.unpack_from("<Q", whole, at)
    if count * 8 > len(whole):
        raise ValueError(count)
    sizes = struct.unpack_from(f"<{count}Q", whole, at + 8)
    at += 8 + 8 * count
    parts: list[memoryview] = []
    for size in sizes:
        at += -at % _ALIGNED
        if size > len(whole) - at:
            raise ValueError(size)
        parts.append(whole[at : at + size])
        at += size
    return parts[0], parts[1:]

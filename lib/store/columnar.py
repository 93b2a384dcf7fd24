"""Typed frames as Arrow files and back, with the columns of today.

A version keeps the columns of its day. When it is opened, columns that have come since are blank and those that have gone are
left out, so that everything after the store meets one shape.
"""

from io import BytesIO

import pandas as pd
import pyarrow as pa

from lib.ingest.frames import column_names, typed_frame
from lib.schema import SheetRole

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")

_ROLES = {
    "tasks": SheetRole.TASKS,
    "feedback": SheetRole.FEEDBACK,
    "organisation": SheetRole.ORGANISATION,
    "rules": SheetRole.RULES,
    "talks": SheetRole.TALKS,
    "evaluation": SheetRole.EVALUATION,
}


def packed_frame(frame: pd.DataFrame) -> bytes:
    """One frame as an Arrow file; the frame is not changed."""
    table = pa.Table.from_pandas(frame)
    stream = BytesIO()
    with pa.ipc.new_file(stream, table.schema, options=_OPTIONS) as writer:
        writer.write_table(table)
    return stream.getvalue()


def unpacked_frame(name: str, packed: bytes) -> pd.DataFrame:
    """The frame that `packed_frame` was given.

    Args:
        name: the workbook's field.
        packed: the Arrow file.

    Raises:
        ValueError: it is no Arrow file.
    """
    frame: pd.DataFrame = pa.ipc.open_file(packed).read_all().to_pandas()
    wanted = column_names(_ROLES[name])
    if tuple(frame.columns) == wanted:
        return frame
    blank = typed_frame(_ROLES[name], {}, len(frame)).set_axis(frame.index)
    return pd.DataFrame({column: frame[column] if column in frame.columns else blank[column] for column in wanted})


def no_rows(name: str) -> pd.DataFrame:
    """The frame of a sort of sheet that was not known when the version was published."""
    return typed_frame(_ROLES[name], {}, 0)

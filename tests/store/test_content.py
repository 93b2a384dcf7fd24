"""What a version holds is what was published: every frame, type, cell, finding and setting."""

import dataclasses
import json
import os
import zlib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import DatabaseDamaged
from lib.ingest.model import BoardSettings, Finding, RowSetAside, Severity, TableReading, Workbook
from lib.ingest.worker import read_unisolated
from lib.schema import Opinion, Organisation, SheetRole, Task
from lib.store.columnar import packed_frame, unpacked_frame
from lib.store.packing import Part, fingerprint_of, packed_file, packed_workbook, seal_of, unpacked_file, unpacked_workbook
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.store.samples import assert_same, nth_bytes

ROOT = Path(__file__).resolve().parents[2]
WORKBOOKS = [ROOT / "data" / "sample.xlsx", *sorted((ROOT / "tests" / "ingest" / "examples").glob("*.xlsx"))]

ANY_TEXT = st.text(max_size=12)  # with halves of characters and NUL, as broken files have them
CELLS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
FACTS = st.lists(st.tuples(ANY_TEXT, st.integers(-(2**53), 2**53) | ANY_TEXT), max_size=3).map(tuple)
FINDINGS = st.builds(Finding, ANY_TEXT, st.sampled_from(Severity), ANY_TEXT, ANY_TEXT, st.none() | st.integers(0, 2**20), ANY_TEXT, FACTS)
TABLES = st.builds(
    TableReading,
    ANY_TEXT,
    st.sampled_from(SheetRole),
    st.lists(st.integers(1, 9), max_size=2).map(tuple),
    st.integers(0, 99),
    st.lists(st.builds(RowSetAside, st.integers(1, 99), ANY_TEXT), max_size=2).map(tuple),
    st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple),
)
SETTINGS = st.builds(
    BoardSettings,
    st.lists(ANY_TEXT, max_size=3).map(tuple),
    st.just(()),
    st.none() | st.integers(0, 99),
    st.booleans(),
    st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=2).map(tuple),
)


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """Workbooks with anything that a reading may leave in them."""
    rows = draw(st.integers(0, 4))

    def column(values: st.SearchStrategy[object]) -> list[object]:
        return draw(st.lists(values, min_size=rows, max_size=rows))

    tasks = make_tasks(
        rows,
        task=column(CELLS),
        note=column(CELLS),
        actual_done=column(DAYS),
        progress=column(st.none() | st.floats(0, 1)),
        slip_days=column(st.none() | st.integers(-9999, 9999)),
    )
    feedback = make_feedback(rows, raw_count=column(st.none() | st.integers(0, 2**40)), text=column(CELLS), received=column(DAYS))
    made = make_workbook(
        tasks,
        feedback,
        title=draw(ANY_TEXT),
        file_name=draw(ANY_TEXT),
        year=draw(st.none() | st.integers(1990, 2100)),
        as_of=draw(DAYS),
        settings=draw(SETTINGS),
        findings=draw(st.lists(FINDINGS, max_size=3)),
        tables=draw(st.lists(TABLES, max_size=2)),
    )
    return dataclasses.replace(made, year_evidence=draw(ANY_TEXT))


def reopened(workbook: Workbook) -> Workbook:
    """Packed and unpacked, as a publish and an opening do it."""
    parts = packed_workbook(workbook)
    return unpacked_workbook(parts, seal_of(parts), "main 1")


@given(workbooks())
@settings(max_examples=300 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 30, deadline=None)
def test_any_workbook_comes_back_equal(workbook: Workbook) -> None:
    assert_same(reopened(workbook), workbook)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_real_workbook_comes_back_equal(path: Path) -> None:
    workbook = read_unisolated(path.read_bytes(), path.name)

    assert_same(reopened(workbook), workbook)


def test_a_workbook_without_rows_comes_back_equal() -> None:
    workbook = make_workbook(no_tasks(), make_feedback(0))

    assert_same(reopened(workbook), workbook)


def test_packing_leaves_the_workbook_as_it_was() -> None:
    workbook = make_workbook(make_tasks(3))
    before = workbook.tasks.copy(deep=True)
    packed_workbook(workbook)

    pd.testing.assert_frame_equal(workbook.tasks, before)


def test_a_column_that_came_later_is_blank_in_an_older_version() -> None:
    older = make_tasks(2).drop(columns=[Task.HELP_NEEDED, Task.SLIP_DAYS])

    opened = unpacked_frame("tasks", packed_frame(older))

    assert list(opened.columns) == list(make_tasks(2).columns)
    assert opened[Task.HELP_NEEDED].isna().all()
    assert opened.dtypes.equals(make_tasks(2).dtypes)


def test_a_column_that_is_gone_is_left_out_of_an_older_version() -> None:
    older = make_workbook().organisation.assign(fax="1")

    assert list(unpacked_frame("organisation", packed_frame(older)).columns) == [str(name) for name in Organisation]


def test_a_field_that_came_later_has_its_default_in_an_older_version() -> None:
    parts = {part.name: part for part in packed_workbook(make_workbook(settings=BoardSettings(due_soon_days=3)))}
    plain = json.loads(zlib.decompress(parts["outline"].packed))
    del plain["settings"]["category_order"], plain["findings"]
    plain["no_longer_known"] = 1
    older = [part for part in parts.values() if part.name != "outline"] + [sealed("outline", zlib.compress(json.dumps(plain).encode()))]

    opened = unpacked_workbook(older, seal_of(older), "main 1")

    assert (opened.settings, opened.findings) == (BoardSettings(due_soon_days=3), ())


def sealed(name: str, packed: bytes) -> Part:
    """A part with its right fingerprint."""
    whole = packed_file(packed)
    return Part(name, whole.sha256, packed)


@pytest.mark.parametrize("name", ["outline", "tasks", "feedback"])
def test_a_part_that_was_changed_or_lost_is_damage_and_never_a_shorter_workbook(name: str) -> None:
    parts = packed_workbook(make_workbook())
    seal = seal_of(parts)
    changed = [dataclasses.replace(part, packed=part.packed[:-9] + b"123456789") if part.name == name else part for part in parts]
    lost = [part for part in parts if part.name != name]

    for broken in (changed, lost, []):
        with pytest.raises(DatabaseDamaged) as damage:
            unpacked_workbook(broken, seal, "main 7")
        assert damage.value.facts["version"] == "main 7"


def test_bytes_under_a_right_fingerprint_that_are_no_workbook_are_damage() -> None:
    for name, packed in (
        ("tasks", b"no arrow"),
        ("outline", b"no zlib"),
        ("outline", zlib.compress(b"[]")),
        ("outline", zlib.compress(b"{}")),
    ):
        parts = [sealed(name, packed) if part.name == name else part for part in packed_workbook(make_workbook())]
        with pytest.raises(DatabaseDamaged):
            unpacked_workbook(parts, seal_of(parts), "main 1")


@given(st.binary(max_size=200), st.integers(0, 50))
def test_any_file_comes_back_byte_for_byte(content: bytes, repeated: int) -> None:
    content = content * repeated

    assert unpacked_file(packed_file(content), "main 1") == content


def test_text_is_kept_compressed_and_what_is_dense_as_it_is() -> None:
    text_file, zip_file = "序号,任务,状态\n".encode() * 1000, nth_bytes(1, 100_000)

    assert (packed_file(text_file).packing, len(packed_file(text_file).packed) < 1000) == ("zlib", True)
    assert (packed_file(zip_file).packing, packed_file(zip_file).packed) == ("none", zip_file)


def test_a_changed_file_is_damage() -> None:
    for content in (b"short", b"long " * 1000):
        packed = packed_file(content)
        for broken in (packed.packed[:-1], packed.packed[:-1] + b"?"):
            with pytest.raises(DatabaseDamaged):
                unpacked_file(dataclasses.replace(packed, packed=broken), "main 1")


def test_the_fingerprint_tells_bytes_year_and_mapping_apart() -> None:
    assert len({fingerprint_of(b"a", 2014, ()), fingerprint_of(b"b", 2014, ()), fingerprint_of(b"a", None, ())}) == 3


def test_feedback_frames_keep_the_types_of_the_schema() -> None:
    opened = reopened(make_workbook(feedback=make_feedback(2, raw_count=[None, 3])))

    assert str(opened.feedback[Opinion.RAW_COUNT].dtype) == "Int64"
    assert str(opened.feedback[Opinion.RECEIVED].dtype) == "datetime64[us]"

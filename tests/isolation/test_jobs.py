"""Jobs of the worker processes: known ones only, and answers of known types only."""

import pickle
import struct
import subprocess
from enum import Enum
from importlib import import_module

import pandas as pd
import pytest

from lib.errors import WorkerDied
from lib.ingest.frames import typed_frame
from lib.ingest.model import Severity
from lib.isolation import Ceilings, run_isolated
from lib.isolation.blank_columns import blank_column
from lib.isolation.messages import JOBS, Answer, Job, answer_pieces, load_answer
from lib.isolation.process import _answer
from lib.schema import SheetRole
from tests.ingest.hostile.package import xlsx

CEILINGS = Ceilings(memory_bytes=1 << 30, seconds=60.0, answer_bytes=1 << 20)


@pytest.mark.parametrize("job", sorted(JOBS))
def test_every_known_job_is_a_function(job: str):
    module, _, name = job.partition(":")

    assert callable(getattr(import_module(module), name))


def packed_answer(answer: Answer) -> bytes:
    """An answer as it comes through the pipe."""
    return b"".join(answer_pieces(answer))


def test_an_unknown_job_is_never_sent():
    with pytest.raises(ValueError, match="os:getcwd"):
        run_isolated("os:getcwd", (), str, file_name="a.xlsx", ceilings=CEILINGS)


def test_the_worker_refuses_an_unknown_job_as_well():
    answer = _answer(Job("os:getcwd", (), "a.xlsx", CEILINGS))

    assert (answer.result, answer.code) == (None, "worker_died")


def test_an_answer_of_another_type_than_the_job_gives_is_no_answer():
    from lib.ingest.read import DEFAULT_LIMITS

    with pytest.raises(WorkerDied):
        run_isolated(
            "lib.ingest.worker_job:read_file", (xlsx(), "a.xlsx", None, None, (), DEFAULT_LIMITS), bytes, file_name="a", ceilings=CEILINGS
        )


@pytest.mark.parametrize("hostile", [subprocess.Popen, eval, import_module, Exception])
def test_what_could_act_is_never_unpacked(hostile: object):
    assert load_answer(pickle.dumps(Answer(hostile), protocol=5)) is None


def test_an_answer_is_unpacked_whichever_release_of_python_packed_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda member, _protocol: (getattr, (type(member), member.name)))  # as until 3.11.3

    assert load_answer(pickle.dumps(Answer(Severity.ERROR), protocol=5)) is None
    assert load_answer(packed_answer(Answer(Severity.ERROR))) == Answer(Severity.ERROR)


def test_of_our_own_classes_only_those_that_hold_facts_are_unpacked():
    assert load_answer(packed_answer(Answer(Severity.ERROR))) == Answer(Severity.ERROR)
    assert load_answer(b"clib.isolation.pool\n_Worker\n)R.") is None
    assert load_answer(b"clib.ingest.table\nTable\n.") is None
    assert load_answer(b"clib.ingest.frames\ntyped_frame\n.") is None
    assert load_answer(b"clib.ingest.model\nPath\n.") is None


@pytest.mark.parametrize("length", [10**15, 10**30])
def test_an_answer_that_asks_for_more_memory_than_there_is_is_none(length: int):
    packed = b"cbuiltins\nbytearray\n(I%d\ntR." % length
    with pytest.raises((MemoryError, OverflowError)):
        pickle.loads(packed)

    assert load_answer(packed) is None


def test_what_holds_facts_and_is_itself_no_answer_is_none():
    assert load_answer(pickle.dumps("not an answer", protocol=5)) is None
    assert load_answer(b"") is None


def test_a_large_answer_is_handed_over_as_it_lies():
    handed = load_answer(bytearray(packed_answer(Answer(memoryview(b"a large answer")))))

    assert handed == Answer(bytearray(b"a large answer"))


def test_a_column_in_several_pieces_arrives_whole():
    rows = pd.concat([pd.DataFrame({"text": ["甲", None]}), pd.DataFrame({"text": ["乙"]})], ignore_index=True)
    assert vars(rows["text"].array)["_pa_array"].num_chunks == 2

    handed = load_answer(bytearray(packed_answer(Answer(rows))))

    assert handed is not None
    pd.testing.assert_frame_equal(handed.result, rows)  # type: ignore[arg-type]


def test_a_frame_is_handed_over_as_it_is_and_may_be_written_to():
    rows = typed_frame(SheetRole.FEEDBACK, {"text": ["甲", None], "raw_count": [3, None]}, 2)
    handed = load_answer(bytearray(packed_answer(Answer(rows))))

    assert handed is not None
    assert isinstance(handed.result, pd.DataFrame)
    pd.testing.assert_frame_equal(handed.result, rows)
    handed.result.loc[0, "raw_count"] = 4
    assert handed.result["raw_count"].tolist()[0] == 4


def test_blank_columns_are_sent_as_their_length_and_arrive_blank():
    rows = typed_frame(SheetRole.FEEDBACK, {"text": ["甲"] * 1_000}, 1_000)
    packed = packed_answer(Answer(rows))
    handed = load_answer(bytearray(packed))

    assert handed is not None
    assert isinstance(handed.result, pd.DataFrame)
    pd.testing.assert_frame_equal(handed.result, rows)
    blank = sum(str(rows[name].dtype) == "str" and rows[name].isna().all() for name in rows.columns)
    assert blank > 20
    assert len(packed) < 200_000  # at eight bytes a row for each of them it would be 360,000
    handed.result["cause"] = "乙"
    assert handed.result["measure"].isna().all()


@pytest.mark.parametrize("lengths", [(8_000_001,), (5_000_000, 4_000_000), (-1,)])
def test_an_answer_cannot_ask_for_more_blank_rows_than_a_workbook_has(lengths: tuple[int, ...]):
    class Lie:
        def __init__(self, length: object) -> None:
            self.length = length

        def __reduce__(self) -> object:
            return blank_column, (self.length,)

    assert load_answer(packed_answer(Answer([Lie(length) for length in lengths]))) is None


@pytest.mark.parametrize("lie", [(2**62, 0), (1, 2**62), (0, 0), (2**63, 2**63)])
def test_an_answer_that_lies_about_its_parts_is_none(lie: tuple[int, int]):
    packed = bytearray(packed_answer(Answer(Severity.ERROR)))
    packed[8:24] = struct.pack("<QQ", *lie)

    assert load_answer(packed) is None

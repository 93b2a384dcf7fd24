"""An encrypted backup opens with its passphrase alone, and a file that is not exactly what was written gives nothing."""

import os
import random
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from lib.errors import StoreRefused
from lib.store import open_store
from lib.store import sealed as sealing
from lib.store.sealed import is_sealed, seal, unseal
from tests.store.samples import BOARD, WHEN, WHO, assert_whole, publish_nth

SECRET = "正确的马 电池 订书钉"
CHEAP = 14  # the least that is taken: the tests try often
LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
PIECE = 1 << 20


def sealed(folder: Path, content: bytes) -> Path:
    """A sealed file of this content."""
    (folder / "plain").write_bytes(content)
    seal(folder / "plain", folder / "sealed", SECRET, cost=CHEAP)
    return folder / "sealed"


def refused(path: Path, secret: str = SECRET) -> str:
    """The code of the refusal."""
    with pytest.raises(StoreRefused) as fault:
        unseal(path, path.parent / "out", secret)
    return fault.value.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_was_sealed_comes_out_as_it_was(tmp_path: Path, size: int):
    content = random.Random(size).randbytes(size)
    path = sealed(tmp_path, content)

    unseal(path, tmp_path / "out", SECRET)

    assert is_sealed(path)
    assert (tmp_path / "out").read_bytes() == content
    assert path.stat().st_mode & 0o077 == 0
    if size >= 1000:
        assert content[:64] not in path.read_bytes()


def test_two_seals_of_the_same_are_not_alike(tmp_path: Path):
    first = sealed(tmp_path, b"same" * 100).read_bytes()
    (tmp_path / "sealed").unlink()

    assert sealed(tmp_path, b"same" * 100).read_bytes()[48:] != first[48:]


def test_another_passphrase_is_told_from_a_damaged_file(tmp_path: Path):
    path = sealed(tmp_path, b"content" * 1000)

    assert refused(path, SECRET + "!") == "wrong_passphrase"
    assert refused(path, "") == "wrong_passphrase"


def test_a_passphrase_that_can_be_guessed_is_refused_and_nothing_is_written(tmp_path: Path):
    (tmp_path / "plain").write_bytes(b"x")

    with pytest.raises(StoreRefused) as fault:
        seal(tmp_path / "plain", tmp_path / "sealed", "1234567")

    assert fault.value.code == "passphrase_short"
    assert not (tmp_path / "sealed").exists()


def test_the_same_passphrase_typed_on_another_keyboard_opens(tmp_path: Path):
    (tmp_path / "plain").write_bytes(b"x")
    seal(tmp_path / "plain", tmp_path / "sealed", "caf\u00e9 caf\u00e9", cost=CHEAP)

    unseal(tmp_path / "sealed", tmp_path / "out", "cafe\u0301 cafe\u0301")

    assert (tmp_path / "out").read_bytes() == b"x"


def test_a_file_cut_off_lengthened_or_with_pieces_exchanged_is_refused(tmp_path: Path):
    path = sealed(tmp_path, random.Random(1).randbytes(3 * PIECE))
    whole = path.read_bytes()
    header, step = whole[:48], PIECE + 16
    pieces = [whole[48 + start : 48 + start + step] for start in range(0, len(whole) - 48, step)]
    assert len(pieces) == 3
    for changed in (
        whole[:-1],
        whole + b"\x00",
        header + b"".join(pieces[:2]),
        header + pieces[1] + pieces[0] + pieces[2],
        header + b"".join([*pieces, pieces[2]]),
        header,
        whole[:47],
        whole[:8],
        whole[:8] + b"\xff" + whole[9:],
    ):
        path.write_bytes(changed)
        assert refused(path) == "sealed_damaged"


def test_a_single_changed_bit_anywhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sealing, "_derived", cache(sealing._derived))  # the same of the same salt, and dear on purpose
    path = sealed(tmp_path, random.Random(2).randbytes(1200))
    whole = path.read_bytes()
    chance = random.Random(3)
    bits = (
        range(len(whole) * 8)
        if LONG
        else [*(chance.randrange(48 * 8) for _ in range(12)), *(chance.randrange(48 * 8, len(whole) * 8) for _ in range(40))]
    )
    for bit in bits:
        if bit // 8 < 8:
            continue
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        if bit // 8 == 8 and changed[8] > CHEAP:
            continue  # another cost: the same refusal, after minutes of work

        assert refused(path) in ("wrong_passphrase", "sealed_damaged"), bit


def test_a_sealed_backup_goes_round_and_a_wrong_passphrase_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lib.store.backup.seal", lambda source, target, secret: seal(source, target, secret, cost=CHEAP))
    with closing(open_store(str(tmp_path / "board.db"))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        out = tmp_path / "away" / "kept.backup"
        info = store.backup(out, who=WHO, when=WHEN, passphrase=SECRET)

        assert (info.boards, info.versions, info.bytes) == (1, 1, out.stat().st_size)
        assert [path.name for path in out.parent.iterdir()] == ["kept.backup"]
        assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == []
        assert dict(store.audit_entries(1)[0].event.detail)["how"] == "sealed"
        assert SECRET not in repr(store.audit_entries())
    with closing(open_store(str(tmp_path / "other.db"))) as other:
        for secret, code in (("", "passphrase_wanted"), ("falsches wort", "wrong_passphrase")):
            with pytest.raises(StoreRefused) as fault:
                other.restore_backup(out, who=WHO, when=WHEN, passphrase=secret)
            assert (fault.value.code, other.boards(), other.audit_entries()) == (code, (), ())
        damaged = tmp_path / "damaged.backup"
        damaged.write_bytes(out.read_bytes()[:-20])
        with pytest.raises(StoreRefused, match="sealed_damaged"):
            other.restore_backup(damaged, who=WHO, when=WHEN, passphrase=SECRET)
        assert other.boards() == ()

        other.restore_backup(out, who=WHO, when=WHEN, passphrase=SECRET)
        assert_whole(other, other.version(BOARD, 1))
        assert other.verify_audit(info.head.hash) is None

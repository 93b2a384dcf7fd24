"""Encrypted backups: one file sealed with a passphrase, in pieces, so that size does not matter and no piece can be changed, moved or lost.

Form 1, all of it in the order of the file:

    magic       8 bytes  PHBSEAL1
    cost        1 byte   scrypt's N is 2 to this power, from 14 to 20; r = 8, p = 1
    salt       16 bytes  random
    prefix      7 bytes  random, the beginning of each piece's nonce
    check      16 bytes  tells a wrong passphrase from a damaged file
    pieces               AES-256-GCM of up to 1 MiB each with its tag of 16 bytes; the 48 bytes above are authenticated with every piece

scrypt gives 48 bytes from the passphrase (NFC, UTF-8) and the salt: 32 for the key, 16 for the check. A piece's nonce is the prefix, its
number in 4 bytes, and 1 for the last piece, else 0 (the STREAM construction), so a file that was cut off between pieces is noticed too.
"""

import hmac
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lib.errors import StoreRefused

COST = 17
"""128 MiB of memory and about half a second for each try at a passphrase."""

SHORTEST_PASSPHRASE = 8  # characters

_MAGIC = b"PHBSEAL1"
_COSTS = range(14, 21)
_SALT, _PREFIX, _CHECK, _TAG = 16, 7, 16, 16
_HEADER = len(_MAGIC) + 1 + _SALT + _PREFIX + _CHECK
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Seal:
    """Everything that the pieces need."""

    header: bytes
    prefix: bytes
    cipher: AESGCM

    def nonce(self, number: int, *, is_last: bool) -> bytes:
        return self.prefix + number.to_bytes(4, "big") + bytes([is_last])


def is_sealed(path: Path) -> bool:
    """Whether a file begins as a sealed one; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def must_be_long_enough(passphrase: str) -> None:
    """Refuse what can be guessed in no time.

    Raises:
        StoreRefused: it is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise StoreRefused("passphrase_short", shortest=SHORTEST_PASSPHRASE)


def seal(source: Path, target: Path, passphrase: str, *, cost: int = COST) -> None:
    """Write `target`, a sealed copy of `source`, for its owner alone.

    Raises:
        StoreRefused: the passphrase is too short.
        OSError: one of them cannot be read or written.
    """
    must_be_long_enough(passphrase)
    salt, prefix = os.urandom(_SALT), os.urandom(_PREFIX)
    key, check = _derived(passphrase, salt, cost)
    made = _Seal(_MAGIC + bytes([cost]) + salt + prefix + check, prefix, AESGCM(key))
    with source.open("rb") as plain, os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(made.header)
        piece, number = plain.read(_PIECE), 0
        while True:
            following = plain.read(_PIECE)
            out.write(made.cipher.encrypt(made.nonce(number, is_last=not following), piece, made.header))
            if not following:
                break
            piece, number = following, number + 1
        out.flush()
        os.fsync(out.fileno())


def unseal(source: Path, target: Path, passphrase: str) -> None:
    """Write `target`, what was sealed in `source`. On any fault `target` is incomplete: throw it away.

    Raises:
        StoreRefused: the passphrase is wrong, or the file is not what was written: changed, cut off, or longer.
        OSError: one of them cannot be read or written.
    """
    with source.open("rb") as file, os.fdopen(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        made = _opened(file, passphrase, source.name)
        piece, number = file.read(_PIECE + _TAG), 0
        while True:
            following = file.read(_PIECE + _TAG)
            try:
                out.write(made.cipher.decrypt(made.nonce(number, is_last=not following), piece, made.header))
            except InvalidTag as fault:
                raise StoreRefused("sealed_damaged", file=source.name) from fault
            if not following:
                break
            piece, number = following, number + 1


def _opened(file: BinaryIO, passphrase: str, name: str) -> _Seal:
    header = file.read(_HEADER)
    cost = header[len(_MAGIC)] if len(header) == _HEADER else 0
    if not header.startswith(_MAGIC) or cost not in _COSTS:
        raise StoreRefused("sealed_damaged", file=name)
    salt_start = len(_MAGIC) + 1
    prefix_start = salt_start + _SALT
    key, check = _derived(passphrase, header[salt_start:prefix_start], cost)
    if not hmac.compare_digest(check, header[-_CHECK:]):
        raise StoreRefused("wrong_passphrase", file=name)
    return _Seal(header, header[prefix_start : prefix_start + _PREFIX], AESGCM(key))


def _derived(passphrase: str, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    written = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    made = Scrypt(salt=salt, length=32 + _CHECK, n=1 << cost, r=8, p=1).derive(written)
    return made[:32], made[32:]

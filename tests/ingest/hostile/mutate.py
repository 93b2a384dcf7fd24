"""A byte mutator over good files: whole files, and the parts inside a package (whose checksums are then right again).

python -m tests.ingest.hostile.mutate SECONDS [SEED]    prints what ends other than by refusal or load
"""

import io
import random
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lib.errors import Refused, WorkerDied
from lib.ingest.worker import read_isolated
from tests.ingest.hostile import containers
from tests.ingest.hostile.package import xlsx, zipped

FILES = Path(__file__).parents[1] / "read" / "files"
_TOKENS = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"99999999999",
    b"-1",
    b"A1:XFD1048576",
    b"]]>",
    b"<!--",
    b"NaN",
    b"PK\x03\x04",
)


def originals() -> list[tuple[str, bytes]]:
    """Good files of every format, small."""
    made = {
        "a.xlsx": xlsx(),
        "a.xls": containers.biff(),
        "a.ods": containers.ods(),
        "a.xlsb": containers.xlsb(),
        "b.xls": containers.biff5(),
    }
    saved = {path.name: path.read_bytes() for path in sorted(FILES.iterdir()) if path.is_file()}
    examples = {path.name: path.read_bytes() for path in sorted((Path(__file__).parents[1] / "examples").glob("*.xlsx"))}
    pages = {"a.csv": '任务,时限\n"一\n二",3月\n'.encode(), "a.txt": "任务\t时限\n一\t3月\n".encode("utf-16")}
    return list({**made, **saved, **examples, **pages}.items())


def mutations(seed: int) -> Iterator[tuple[str, bytes]]:
    """Endless mutated files, the same for the same seed."""
    draw = random.Random(seed)
    files = originals()
    while True:
        name, content = draw.choice(files)
        if content[:2] == b"PK" and draw.random() < 0.8:
            yield name, _inside(content, draw)
        else:
            yield name, _mutated(content, draw)


def _inside(content: bytes, draw: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(draw.randint(1, 2)):
        name = draw.choice(list(parts))
        part = parts[name]
        parts[name] = _mutated(part if isinstance(part, bytes) else part.encode(), draw)
    return zipped(parts)


def _mutated(content: bytes, draw: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        if not changed:
            break
        at = draw.randrange(len(changed))
        way = draw.randrange(6)
        if way == 0:
            changed[at] ^= 1 << draw.randrange(8)
        elif way == 1:
            changed[at] = draw.randrange(256)
        elif way == 2:
            del changed[at : at + draw.randint(1, 64)]
        elif way == 3:
            changed[at:at] = changed[at : at + draw.randint(1, 200)]
        elif way == 4:
            changed[at:at] = draw.choice(_TOKENS)
        else:
            token = draw.choice(_TOKENS)
            changed[at : at + len(token)] = token
    return bytes(changed)


def main() -> None:
    """Run for a while; each astray file is kept beside the reading's own."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    end = time.monotonic() + seconds
    count = astray = 0
    slowest = 0.0
    for name, content in mutations(seed):
        started = time.monotonic()
        if started > end:
            break
        count += 1
        try:
            read_isolated(content, name)
        except WorkerDied as death:
            astray += 1
            kept = Path(f"astray-{seed}-{count}-{death.code}-{name}")
            kept.write_bytes(content)
            sys.stdout.write(f"{kept}\n")
        except Refused:
            pass
        slowest = max(slowest, time.monotonic() - started)
    sys.stdout.write(f"{count} files, {astray} astray, slowest {slowest:.1f} s\n")


if __name__ == "__main__":
    main()

"""`python -m supply audit|bill`, as `run.py check` and `run.py sbom` call it."""

import argparse
import sys
from pathlib import Path

from supply.audit import audited, sentence
from supply.bill import bill_of_materials


def main() -> int:
    """Do one of the two; the exit code is 1 for a known weakness, 3 where a strict audit could not look, else 0."""
    parser = argparse.ArgumentParser(prog="python -m supply", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    audit = verbs.add_parser("audit", help="ask whether a pinned package has a known weakness")
    audit.add_argument("--strict", action="store_true", help="fail where the list of weaknesses cannot be reached")
    bill = verbs.add_parser("bill", help="write the software bill of materials, CycloneDX in JSON")
    bill.add_argument("--to", type=Path, help="the file to write (default: standard output)")
    given = parser.parse_args()
    if given.verb == "bill":
        return _write(bill_of_materials(), given.to)
    found = audited()
    print(sentence(found))
    if found.weak:
        return 1
    return 3 if found.unasked and given.strict else 0


def _write(text: str, to: Path | None) -> int:
    if to is None:
        sys.stdout.write(text)
    else:
        to.write_text(text, encoding="utf-8")
        print(f"{to} ({len(text.encode()):,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Known weaknesses of the pinned packages, as the Python package index lists them.

The tool that asks passes in silence over what it could not ask about, so its answer is counted here: a package is clean, weak, or
not asked about, and the last is never taken for the first.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "requirements.txt"
SECONDS = 180


@dataclass(frozen=True, slots=True)
class Audit:
    """Packages by what is known of them, as `name version`; of weak ones also the weaknesses' names and where they are mended."""

    clean: tuple[str, ...]
    weak: tuple[str, ...]
    unasked: tuple[str, ...]
    reason: str = ""


def audited(pins: Path = LIST) -> Audit:
    """Ask about every pin of a list."""
    command = (sys.executable, "-m", "pip_audit", "-r", str(pins), "--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json")
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        return understood(asked.stdout)
    except subprocess.TimeoutExpired:
        return Audit((), (), names(pins), "no answer in time")
    except ValueError:
        return Audit((), (), names(pins), "no answer")


def understood(answer: str) -> Audit:
    """The tool's answer.

    Raises:
        ValueError: it is none.
    """
    told = json.loads(answer)
    dependencies = told.get("dependencies") if isinstance(told, dict) else None
    if dependencies is None:
        raise ValueError(answer[:80])
    weak = tuple(
        f"{each['name']} {each['version']}: {weakness['id']} (mended in {', '.join(weakness['fix_versions']) or 'no release yet'})"
        for each in dependencies
        for weakness in each.get("vulns", ())
    )
    clean = tuple(f"{each['name']} {each['version']}" for each in dependencies if "version" in each and not each.get("vulns"))
    unasked = tuple(each["name"] for each in dependencies if "skip_reason" in each)
    return Audit(clean, weak, unasked, "the package index did not answer about them" if unasked else "")


def names(pins: Path) -> tuple[str, ...]:
    """Every package that a list pins."""
    rows = (row.partition("#")[0].strip() for row in pins.read_text(encoding="utf-8").splitlines())
    return tuple(row.partition("==")[0] for row in rows if "==" in row)


def sentence(found: Audit) -> str:
    """What the audit says, in lines."""
    lines = [
        f"audit: {len(found.clean)} packages without a known weakness, {len(found.weak)} weaknesses, {len(found.unasked)} packages not checked"
    ]
    lines += [f"  WEAK {each}" for each in found.weak]
    if found.unasked:
        lines.append(
            f"  NOT CHECKED ({found.reason}): run it again where the package index can be reached; `--strict` makes this a failure"
        )
    return "\n".join(lines)

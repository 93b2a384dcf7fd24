"""`python -m mutation ROOM …`, as `run.py mutate` calls it; the results stay in test-results/mutation/, one file a room."""

import argparse
import json
import math
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from mutation.mutants import drawn, mutants_of
from mutation.session import QUICK_SECONDS, MutationRun, Outcome
from mutation.trying import HUNG, KILLED, SURVIVED, UNTESTED

_GOLDEN = "tests/deadlines/test_deadline_golden.py::"
_PHRASE_BY_PHRASE = ("a_phrase_means_its_window", "an_unambiguous_phrase", "a_doubtful_phrase", "a_given_phrase_means_its_window")
"""Two thousand tests that one other asks at once, to the letter, in a tenth of their time."""

ROOMS = {
    "deadlines": ("tests/deadlines", *(f"--deselect={_GOLDEN}test_{name}" for name in _PHRASE_BY_PHRASE)),
    "metrics": ("tests/metrics",),
    "access": ("tests/access",),
}
RESULTS = Path("test-results/mutation")


def main() -> int:
    """Try the mutants of the rooms named; those tried already in this state of their function are not tried again."""
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("room", nargs="*", default=list(ROOMS), help="one or more of: " + ", ".join(ROOMS))
    parser.add_argument(
        "--sample", type=float, default=1.0, help="the share of each module's mutants, drawn with a fixed seed (default: all)"
    )
    parser.add_argument("--minutes", type=float, default=60, help="stop after this long (default: 60); the next run goes on from there")
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help="only modules whose path holds one of these words")
    parser.add_argument("--tests", nargs="+", metavar="FILE", help="these tests in place of the room's own")
    parser.add_argument(
        "--own", action="store_true", help="each mutant against the tests of its module's own file alone, test_MODULE.py, where it has one"
    )
    parser.add_argument("--survivors", action="store_true", help="try again those that survived, with the full number of examples")
    parser.add_argument(
        "--together",
        action="store_true",
        help="all in one process, without a fork each: many times quicker; asks all tests once more at the end",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=QUICK_SECONDS,
        help="processor time of the tests that each mutant meets, the likeliest ones (default: %(default)g); with --survivors all",
    )
    parser.add_argument("--show", action="store_true", help="try nothing: show what is known")
    given = parser.parse_args()
    os.nice(10)
    until = time.time() + 60 * given.minutes
    for room in given.room:
        known = read(room)
        if not given.show:
            try_room(room, known, given, until)
            known = read(room)
        print(summary(room, known))
    return 0


def try_room(room: str, known: dict[str, dict[str, object]], given: argparse.Namespace, until: float) -> None:
    """Run one test session with the room's mutants that are not known yet."""
    paths = [path.as_posix() for path in sorted(Path("lib", room).rglob("*.py"))]
    chosen = [path for path in paths if any(word in path for word in given.only)]
    if given.survivors:
        left = [one for path in chosen for one in mutants_of(path) if known.get(one.key, {}).get("state") in (SURVIVED, UNTESTED)]
    else:
        left = [one for one in drawn(chosen, given.sample) if one.key not in known]
    if not left:
        print(f"{room}: nothing to try, {len(known)} outcomes known in {RESULTS}", file=sys.stderr)
        return
    RESULTS.mkdir(parents=True, exist_ok=True)
    with (RESULTS / f"{room}.jsonl").open("a", encoding="utf-8") as file:
        told = list[str]()

        def tell(outcome: Outcome) -> None:
            told.append(outcome.state)
            file.write(json.dumps(row(outcome), ensure_ascii=False) + "\n")
            file.flush()

        kept = RESULTS / f"{room}.passage"
        earlier = [(str(found["path"]), str(found["killer"])) for found in known.values() if found["killer"]]
        seconds = math.inf if given.survivors else given.seconds
        run = MutationRun(left, paths, tell, until, kept, earlier, seconds=seconds, together=given.together, own=given.own)
        pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *(given.tests or ROOMS[room])], plugins=[run])
        print(f"{room}: {len(told)} tried, {len(left) - len(told)} left", file=sys.stderr)
        for test in run.spoilt:
            print(f"fails now that every mutant is gone, so that this run proves nothing: {test}", file=sys.stderr)


def row(outcome: Outcome) -> dict[str, object]:
    """One line of the results."""
    mutant = outcome.mutant
    return {
        "key": mutant.key,
        "state": outcome.state,
        "path": mutant.path,
        "line": mutant.line,
        "function": mutant.function,
        "before": mutant.before,
        "after": mutant.after,
        "tests": outcome.tests,
        "killer": outcome.killer,
    }


def read(room: str) -> dict[str, dict[str, object]]:
    """The last outcome of each mutant that still exists."""
    file = RESULTS / f"{room}.jsonl"
    if not file.exists():
        return {}
    told = {found["key"]: found for found in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    there = {one.key for path in sorted(Path("lib", room).rglob("*.py")) for one in mutants_of(path.as_posix())}
    return {key: found for key, found in told.items() if key in there}


def summary(room: str, known: dict[str, dict[str, object]]) -> str:
    """The score of a room and of each module, and where the survivors stand."""
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    for found in known.values():
        modules[str(found["path"])][str(found["state"])] += 1
    lines = []
    for path, states in sorted(modules.items()):
        there = sum(1 for _ in mutants_of(path))
        lines.append(f"{path:38} {score(states)}  of {there} mutants")
    survivors = [found for found in known.values() if found["state"] in (SURVIVED, UNTESTED)]
    survivors.sort(key=lambda found: (str(found["path"]), int(str(found["line"]))))
    lines.extend(
        f"{found['state']:9}{found['path']}:{found['line']} {found['function']}: {found['before']}  =>  {found['after']}"
        for found in survivors
    )
    total = sum(modules.values(), Counter[str]())
    return "\n".join([*lines, f"{room:38} {score(total)}"])


def score(states: Counter[str]) -> str:
    """Killed of tried, and the interval that holds the share of the whole with 95 % (Wilson), as if drawn with replacement."""
    tried = states.total()
    caught = states[KILLED] + states[HUNG]
    if not tried:
        return "none tried"
    share, z = caught / tried, 1.96
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried)) / (1 + z * z / tried)
    return f"{caught:5}/{tried:<5} {share:6.1%}  ({middle - half:.1%} to {middle + half:.1%}), {states[HUNG]} hung, {states[UNTESTED]} untested"


if __name__ == "__main__":
    sys.exit(main())

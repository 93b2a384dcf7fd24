"""Runs mutants inside one test session: tests are collected once, and each mutant is tried in a fork of that session.

First a fork runs every test once and tells, line by line, which tests pass over it and how long each takes. Then each mutant
gets a fork of its own with only the tests that pass over its statement (over its function, where none does), the likeliest
first, until one fails. The session itself never runs a test, so that no cache holds what the true code said. Where it is told to try
them all in itself (`together`), a fork's cost is saved, which is most of it: the function gets its own code back after each
mutant, every cache is emptied, and at the end all tests are asked once more, for a mutant that spoilt something for those after it.
Property tests run on few, always the same examples and are not narrowed down after a failure: a mutant counted as killed is
killed by the ordinary run too, one that is counted as surviving may yet fall to all tests with all examples (no end of `seconds`).
"""

import gc
import hashlib
import math
import os
import pickle
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import Phase, settings

from mutation.mutants import Mutant
from mutation.trying import UNTESTED, apart, caches, fails, here, in_a_fork, write

EXAMPLES = 5
"""Of a property test, for each mutant."""
QUICK_SECONDS = 4.0
"""Processor time of the tests that a mutant must withstand at first, the likeliest ones; survivors meet all of them later (no end of `seconds`)."""
LEAST_SECONDS = 10.0
TIMES_AS_LONG = 5.0
"""A mutant may take so many times the processor time of its tests, and so much more at least; then it has hung, and is killed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant."""

    mutant: Mutant
    state: str
    tests: int  # how many pass over it
    killer: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Which tests pass over which lines, by their place in the session, and the processor seconds of each."""

    tests: dict[str, dict[int, set[int]]]  # path → line → tests
    seconds: dict[int, float]
    failing: tuple[int, ...]  # without any mutant: left out

    def over(self, mutant: Mutant) -> set[int]:
        """The tests to run for one mutant."""
        lines = self.tests.get(mutant.path, {})
        near = self._between(lines, mutant.lines)
        return near or self._between(lines, (mutant.body[0] + 1, mutant.body[1]))

    def _between(self, lines: dict[int, set[int]], span: tuple[int, int]) -> set[int]:
        found = set[int]().union(*(lines.get(line, set()) for line in range(span[0], span[1] + 1)))
        return found - set(self.failing)


class MutationRun:
    """A pytest plugin that runs mutants in the place of tests."""

    def __init__(
        self,
        mutants: Iterable[Mutant],
        paths: list[str],
        tell: Callable[[Outcome], None],
        until: float,
        kept: Path,
        earlier: Iterable[tuple[str, str]],
        *,
        seconds: float = QUICK_SECONDS,
        together: bool = False,
        own: bool = False,
    ) -> None:
        self.mutants = list(mutants)
        self.paths = paths
        self.tell = tell
        self.until = until
        self.kept = kept
        self.earlier = tuple(earlier)  # modules, with tests that found a mutant of them before: tried first
        self.seconds = seconds  # of the tests of one mutant; all of them with all their examples where it is without end
        self.together = together
        self.own = own
        self.spoilt: list[str] = []  # tests that fail after all mutants are gone
        self.killers: dict[str, Counter[int]] = defaultdict(Counter)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take over from pytest once everything is collected."""
        if self.seconds < math.inf:
            for item in session.items:
                _with_few_examples(item)
        places = {item.nodeid: at for at, item in enumerate(session.items)}
        for path, killer in self.earlier:
            if killer in places:
                self.killers[path][places[killer]] += 1
        gc.collect()
        gc.freeze()
        passage = self._passage(session)
        for mutant in self.mutants:
            if time.time() > self.until:
                break
            self.tell(self._tried(session, mutant, passage))
        if self.together:
            self.spoilt = [item.nodeid for at, item in enumerate(session.items) if at not in passage.failing and fails(item)]
        return True

    def _passage(self, session: pytest.Session) -> Passage:
        """As found now, or before, when neither the room nor its tests have changed since."""
        state = _state(session, self.paths)
        if self.kept.exists():
            before, found = pickle.loads(self.kept.read_bytes())
            if before == state:
                known: Passage = found
                return known
        found = self._found(session)
        self.kept.write_bytes(pickle.dumps((state, found)))
        return found

    def _found(self, session: pytest.Session) -> Passage:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            apart(lambda: write(writing, pickle.dumps(_measured(session, self.paths))))
        os.close(writing)
        answer = b"".join(iter(lambda: os.read(reading, 1 << 20), b""))
        os.close(reading)
        os.waitpid(child, 0)
        found: Passage = pickle.loads(answer)
        for at in found.failing:
            print(f"fails without a mutant, left out: {session.items[at].nodeid}", file=sys.stderr)
        return found

    def _tried(self, session: pytest.Session, mutant: Mutant, passage: Passage) -> Outcome:
        tests = passage.over(mutant)
        if self.own:
            tests = {at for at in tests if session.items[at].path.name == _own_file(mutant)} or tests
        if not tests:
            return Outcome(mutant, UNTESTED, 0, "")
        order = self._likeliest_first(session, mutant, tests, passage)
        order = _within(order, passage.seconds, self.seconds)
        ceiling = LEAST_SECONDS + TIMES_AS_LONG * sum(passage.seconds[at] for at in order)
        state, killer = (here if self.together else in_a_fork)(session, mutant, order, ceiling)
        if killer is not None:
            self.killers[mutant.path][killer] += 1
        return Outcome(mutant, state, len(tests), "" if killer is None else session.items[killer].nodeid)

    def _likeliest_first(self, session: pytest.Session, mutant: Mutant, tests: set[int], passage: Passage) -> list[int]:
        """Quick tests, those that caught a mutant before, those named after the module; the rows of a table of examples later than its first."""
        here, anywhere = self.killers[mutant.path], sum(self.killers.values(), Counter[int]())
        own = _own_file(mutant)
        rows = Counter[str]()
        weights = dict[int, float]()
        for at in sorted(tests):
            item = session.items[at]
            family = item.nodeid.partition("[")[0]
            likely = (1 + 4 * here[at] + anywhere[at]) * (4 if item.path.name == own else 1)
            weights[at] = (0.02 + passage.seconds[at]) * (1 + rows[family]) / likely
            rows[family] += 1
        return sorted(weights, key=lambda at: (weights[at], at))


def _own_file(mutant: Mutant) -> str:
    return f"test_{Path(mutant.path).stem}.py"


def _within(order: list[int], seconds: dict[int, float], most: float) -> list[int]:
    """The first tests that fit into so much processor time; one at least."""
    taken, spent = list[int](), 0.0
    for at in order:
        if taken and spent + seconds[at] > most:
            continue
        taken.append(at)
        spent += seconds[at]
    return taken


def _state(session: pytest.Session, paths: list[str]) -> str:
    """A fingerprint of the tests and of the modules."""
    files = sorted({__file__, *(str(item.path) for item in session.items), *(str(Path(path).resolve()) for path in paths)})
    texts = hashlib.sha256(b"".join(Path(file).read_bytes() for file in files))
    texts.update("\n".join([*files, *(item.nodeid for item in session.items)]).encode())
    return texts.hexdigest()


def _measured(session: pytest.Session, paths: list[str]) -> Passage:
    """Run each test once under the true code, property tests on few examples."""
    empty_all = caches()
    for item in session.items:
        _with_few_examples(item)
    recorder = coverage.Coverage(data_file=None, config_file=False, include=[str(Path(path).resolve()) for path in paths])
    recorder.start()
    seconds, failing = {}, []
    for at, item in enumerate(session.items):
        for clear in empty_all:
            clear()
        recorder.switch_context(str(at))
        before = time.process_time()
        if fails(item):
            failing.append(at)
        seconds[at] = time.process_time() - before
    recorder.stop()
    found = recorder.get_data()
    tests: dict[str, dict[int, set[int]]] = {}
    for path in paths:
        lines = found.contexts_by_lineno(str(Path(path).resolve()))
        tests[path] = {line: {int(name) for name in names if name} for line, names in lines.items()}
    return Passage(tests, seconds, tuple(failing))


def _with_few_examples(item: pytest.Item) -> None:
    """The settings of a property test are kept under this name; hypothesis has no public way to narrow them later."""
    test: Any = getattr(item, "obj", None)
    given = getattr(test, "_hypothesis_internal_use_settings", None)
    if given is not None:
        few = min(given.max_examples, EXAMPLES)
        test._hypothesis_internal_use_settings = settings(
            given, max_examples=few, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate), deadline=None
        )

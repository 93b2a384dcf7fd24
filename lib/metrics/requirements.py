"""Countable requirements: what a cell says as n of m, and what a task's text proposes.

A cell holds several, one a line or between semicolons: 学习天数 3/4；五个一 4/5；学习笔记 有. The target column gives m, the actual
column n or n/m; where both give an m, the target column's holds. What is only there or not counts as one of one.
A proposal comes from a stated pattern (不少于4天, 五个一, 两轮谈心, 有…、有…、有…) and is never counted.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lib.schema.reporting import AT_LEAST, COUNTED_UNITS, HAS_NOT_WORDS, HAS_WORDS, NOT_A_REQUIREMENT, REQUIREMENT_CLASSES


@dataclass(frozen=True, slots=True)
class Requirement:
    """One countable requirement: `done` of `target` `unit`; None where the cell gives no number."""

    name: str
    done: float | None
    target: float | None
    unit: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether it is fulfilled; None where either number is unknown."""
        return None if self.done is None or self.target is None else self.done >= self.target


@dataclass(frozen=True, slots=True)
class ProposedRequirement:
    """What a text seems to require: so many of a unit, read from `words`."""

    name: str
    target: int
    unit: str
    words: str


_NUMBER = r"\d+(?:\.\d+)?"
_ITEM_ENDS = re.compile(r"[\n;；]")
_PAIR = re.compile(rf"(?P<name>.*?)[\s:：]*(?P<done>{_NUMBER})\s*\D{{0,3}}?[/／]\s*(?P<target>{_NUMBER})\s*(?P<unit>\D*)")
_AMOUNT = re.compile(rf"(?P<name>.*?)[\s:：]*(?:{'|'.join(AT_LEAST)}|≥)?\s*(?P<amount>{_NUMBER})\s*(?P<unit>\D*)")
_THERE = re.compile(rf"(?P<name>.+?)(?:[\s:：]+|(?<=[^A-Za-z]))(?P<there>{'|'.join((*HAS_NOT_WORDS, *HAS_WORDS))})", re.IGNORECASE)
_NOTHING = frozenset({*HAS_NOT_WORDS, "none", "-", "—", "/"})


def requirements_of(target: str, actual: str) -> tuple[Requirement, ...]:
    """The requirements of one task, in the order of its cells.

    Args:
        target: the cell of the target column, "" where blank.
        actual: the cell of the actual column, "" where blank.
    """
    wanted, found = _by_key(_items(target, is_target=True)), _by_key(_items(actual, is_target=False))
    is_nameless = not any(each.name for each in (*wanted.values(), *found.values()))
    if is_nameless and len(wanted) == len(found) and wanted.keys() != found.keys():
        return tuple(_joined(*both) for both in zip(wanted.values(), found.values(), strict=True))  # 4；2 and 3；1: by their places
    if len(wanted) == len(found) == 1 and not wanted.keys() & found.keys():
        return (replace(_joined(*wanted.values(), *found.values()), name=next(iter(wanted.values())).name),)
    return tuple(_joined(wanted.get(key), found.get(key)) for key in dict.fromkeys((*wanted, *found)))


def _joined(wanted: Requirement | None, found: Requirement | None) -> Requirement:
    if wanted is None or found is None:
        known = wanted or found
        assert known is not None
        return known
    target = found.target if wanted.target is None else wanted.target
    return replace(found, target=target, unit=wanted.unit or found.unit, done=wanted.done if found.done is None else found.done)


def _items(cell: str, *, is_target: bool) -> Iterator[Requirement]:
    for piece in _ITEM_ENDS.split(unicodedata.normalize("NFKC", cell)):
        item = piece.strip(" ,，、。")
        if not item or item.casefold() in _NOTHING:
            continue
        if pair := _PAIR.fullmatch(item):
            yield Requirement(pair["name"].strip(), float(pair["done"]), float(pair["target"]), pair["unit"].strip())
        elif amount := _AMOUNT.fullmatch(item):
            number = float(amount["amount"])
            done, target = (None, number) if is_target else (number, None)
            yield Requirement(amount["name"].strip(), done, target, amount["unit"].strip())
        elif there := _THERE.fullmatch(item):
            is_there = there["there"].casefold() in HAS_WORDS
            yield Requirement(there["name"].strip(" :："), None if is_target else float(is_there), 1.0)
        else:
            yield Requirement(item, None, None)


def _by_key(items: Iterable[Requirement]) -> dict[str, Requirement]:
    """Items by name, those without one by their unit; none is lost where several bear the same."""
    found: dict[str, Requirement] = {}
    for each in items:
        key = first = _key(each.name) or f"/{each.unit}"
        times = 1
        while key in found:
            times += 1
            key = f"{first}/{times}"
        found[key] = each
    return found


def _key(name: str) -> str:
    return re.sub(r"[\s“”\"'「」]", "", name).casefold()


_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_AT_LEAST = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{0,12}}?)(?:{'|'.join(AT_LEAST)})(?P<count>\d+|[{''.join(_NUMERALS)}])(?P<unit>{'|'.join(COUNTED_UNITS)})"
)
_ROUNDS = re.compile(rf"(?<!第)(?P<count>[{''.join(_NUMERALS)}])轮(?P<name>谈心|谈话|[\u4e00-\u9fff]{{2}})")
_LISTED = re.compile(r"有[^、，。；;有()]{1,8}(?:[、，,]有[^、，,。；;有()]{1,8}){2,}")


def _set_phrase(word: str) -> re.Pattern[str]:
    """The numeral before a class word; short class words need a numeral from three up, and must not begin another word."""
    is_short = len(word) == 1
    numerals = "三四五六七八九十" if is_short else "二两三四五六七八九十"
    not_before = NOT_A_REQUIREMENT.get(word, "组批" if word == "个一" else "")
    after = f"(?![{not_before}])" if not_before else ""
    return re.compile(rf"(?<![第{''.join(_NUMERALS)}\d月年])(?P<count>[{numerals}])个?{word}{after}")


_SET_PHRASES = tuple(_set_phrase(word) for word in REQUIREMENT_CLASSES)


def proposed_requirements(text: str, written: tuple[Requirement, ...]) -> tuple[ProposedRequirement, ...]:
    """What a task's text proposes that its cells do not say already: under that name, or with that number of that unit."""
    return tuple(each for each in _in_text(unicodedata.normalize("NFKC", text)) if not any(_is_same(each, known) for known in written))


def _is_same(proposed: ProposedRequirement, known: Requirement) -> bool:
    one, other = _key(proposed.name), _key(known.name)
    return bool(one and other and (one in other or other in one)) or (proposed.target == known.target and proposed.unit == known.unit)


def _in_text(text: str) -> Iterator[ProposedRequirement]:
    for match in _AT_LEAST.finditer(text):
        yield ProposedRequirement(match["name"], _count(match["count"]), match["unit"], match.group())
    for match in _ROUNDS.finditer(text):
        yield ProposedRequirement(match.group(), _count(match["count"]), "轮", match.group())
    phrases: dict[str, ProposedRequirement] = {}
    for pattern in _SET_PHRASES:
        for match in pattern.finditer(text):
            phrases.setdefault(match.group(), ProposedRequirement(match.group(), _count(match["count"]), "项", match.group()))
    for match in _LISTED.finditer(text):
        count = match.group().count("有")
        numeral = next((word for word, value in _NUMERALS.items() if value == count), str(count))
        phrases.setdefault(f"{numeral}有", ProposedRequirement(f"{numeral}有", count, "项", match.group()))
    yield from sorted(phrases.values(), key=lambda each: text.find(each.words))


def _count(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMERALS[written]

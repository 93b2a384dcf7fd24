"""Tables in which a row holds one person's answers to several questions: each answer is an opinion or a problem of its own.

What a question asks about is what its answers are about, where its header says so in words that we know.
"""

import re
from dataclasses import replace

import numpy as np

from lib.ingest.coded import all_alike
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.mapped import Mapped, MappedColumn
from lib.ingest.model import Severity
from lib.ingest.no_opinions import is_no_opinion
from lib.ingest.noting import Noting
from lib.ingest.row_plan import Reason, RowPlan
from lib.ingest.table import Table
from lib.ingest.targets import target_of
from lib.schema import Opinion, TargetScope
from lib.schema.words import TARGET_WORDS

_ASPECT = re.compile(r"(?:请?[您你]们?)?(?:对|关于|针对|在)?(.{1,8}?)方面.*")
_WHOM = re.compile(r"(?:请?[您你]们?)?(?:对|关于|针对)(.{1,12}?)(?:的|有|还有)?(?:什么|哪些|何)?(?:宝贵|其他|具体)?(?:意见|建议).*")
_LONGEST_ASPECT = 8
_OF_PERSON = TARGET_WORDS[TargetScope.PERSON][0]


def by_question(table: Located, plan: RowPlan) -> list[tuple[Located, RowPlan]]:
    """A table for each question, with the rows that answer it; the table itself where it asks no more than one.

    A row without any answer is set aside in the first of them.
    """
    mapped = table.mapped
    if not mapped.questions:
        return [(table, plan)]
    rows = plan.rows()
    columns = {x: table.grid.columns[x].taken(rows) for x in mapped.questions}
    answered = {x: (column.codes != 0) & ~is_no_opinion(column) for x, column in columns.items()}
    silent = rows[~np.any([*answered.values()], axis=0)].tolist()
    plan.aside.extend((y, Reason.NO_OPINION) for y in silent)
    plan.aside.sort(key=lambda entry: entry[0])
    found = []
    for x, is_answer in answered.items():
        own = replace(plan, items=rows[is_answer].tolist(), passed=frozenset(rows[~is_answer].tolist()))
        found.append((replace(table, mapped=_asking(mapped, x)), own if x == mapped.questions[0] else replace(own, aside=[])))
    return found


def _asking(mapped: Mapped, x: int) -> Mapped:
    """The header with one question as the column of opinions or problems."""
    subject = mapped.subject

    def named(column: MappedColumn) -> MappedColumn:
        return replace(column, name=subject if column.x == x else "") if column.x in mapped.questions else column

    return replace(mapped, columns=tuple(named(column) for column in mapped.columns), asked=x)


def say_what_was_asked(table: Table, noting: Noting) -> None:
    """Give the answers to one of several questions what its header says of them: 教学方面 is a category, 对班子成员 whom they are about."""
    mapped = table.located.mapped
    if mapped.asked is None:
        return
    place = (table.grid, table.located.header[-1], mapped.asked)
    header = next(column.text for column in mapped.columns if column.x == mapped.asked)
    if mapped.asked == mapped.questions[0]:
        letters = "、".join(table.grid.letters(x) for x in mapped.questions)
        noting.add("answers_apart", Severity.INFO, *place, header, (("columns", letters), ("count", len(mapped.questions))))
    name, said = _said_by(header)
    if name and (name not in table.values or said == _OF_PERSON):
        table.values[name] = all_alike(said, len(table.rows))
        noting.add(f"{name}_from_question", Severity.INFO, *place, header, (("word", said),))


def _said_by(header: str) -> tuple[str, str]:
    """The column that a question's header fills, and with what; ("", "") where it says nothing of the kind."""
    *groups, own = (normal(part) for part in header.split("/"))
    target = target_of(own)
    if target and (target is TargetScope.PERSON or _WHOM.fullmatch(own)):
        return str(Opinion.TARGET), TARGET_WORDS[target][0]
    aspect = _ASPECT.fullmatch(own)
    if aspect:
        return str(Opinion.CATEGORY), aspect.group(1)
    return (str(Opinion.CATEGORY), own) if groups and len(own) <= _LONGEST_ASPECT else ("", "")

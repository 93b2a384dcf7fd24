"""Changed cells as a table: what changed, of which kind, from what to what, and where the cell is.

Values are worded as the boards word them: days as days, states by their labels. Of opinions whose text is hidden stands the category.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lib.access import MERGED, DisclosedPair
from lib.desk.lamps import lamp_words
from lib.desk.tables import Table
from lib.i18n import Language, named, text
from lib.i18n.formats import day, number, percent, xun
from lib.ingest.model import TableReading
from lib.metrics.changes_model import Changed, ChangeKind, Changes, Side
from lib.metrics.states import State
from lib.schema import Audience, Lamp, Opinion, Rectification, Task
from lib.wording import LampWords, rectification_label
from lib.wording.changes import change_label, kinds_in_words, sides_of
from lib.wording.phrases import counted

Words = Callable[[Any], str]

_COLUMNS = ("kind", "number", "what", "field", "old", "new", "place")
_ENUMS = {Opinion.RECTIFICATION_KIND: "rectification_kind", Opinion.SCOPE: "scope", Opinion.OPENNESS: "openness", Opinion.TARGET: "target"}
_FIRST = {"": 0, str(State.LAMP): 1, str(Task.DUE): 2, str(Task.STATUS): 3}
"""A row's lines begin with these columns; the others follow as the sheet has them."""
_MADE_OF: Mapping[str, tuple[Task, ...]] = {
    Task.DUE: (Task.AGREED_DUE, Task.PLAN_DUE, Task.DUE_TEXT),
    Task.PROGRESS: (Task.STATUS,),  # 完成80% in a column of states
    Task.STATUS: (Task.PROGRESS,),  # a share without a column of states
}
_SUBJECTS = (Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE)


def change_table(found: Changes, pair: DisclosedPair, kind: ChangeKind | None, language: Language) -> Table:
    """The changed cells, one a line; of one kind, or of all with their kinds together."""
    fields = _chosen(found.fields, kind, language)
    slips = found.rows[[Changed.TABLE, Changed.NEW_REF, Changed.SLIP_DAYS]].dropna()
    fields = fields.merge(slips, on=[Changed.TABLE, Changed.NEW_REF], how="left")
    of_feedback = fields.loc[fields[Changed.TABLE].eq(str(Side.FEEDBACK)), "place"]
    subjects = subjects_of(pair, language, of_feedback.unique().astype("int64"))
    keys = pd.MultiIndex.from_arrays([fields[Changed.TABLE], fields[Changed.NEW_REF].notna(), _ref(fields)])
    rows = subjects.reindex(keys)
    cells = pd.DataFrame(
        {
            "kind": fields["kinds"],
            "number": rows["number"].to_numpy("object"),
            "what": rows["what"].to_numpy("object"),
            "field": _by_column(fields, lambda side, column: _heading(side, column, language)),
            "old": _worded(fields, Changed.OLD, pair, language),
            "new": _worded(fields, Changed.NEW, pair, language),
            "place": _places(fields, pair, language),
        },
        index=fields.index,
    )
    shown = [name for name in _COLUMNS if name not in ("number", "place") or cells[name].fillna("").ne("").any()]
    headings = tuple((name, text(language, f"changes.column.{name}")) for name in shown)
    title = text(language, "changes.title") if kind is None else change_label(kind, language, sides_of(kind, found))
    return Table("changes", title, headings, cells[shown].fillna("").astype("str"), ("what", "old", "new"), text(language, "changes.empty"))


def subjects_of(pair: DisclosedPair, language: Language, pairs: np.ndarray | None = None) -> pd.DataFrame:
    """The number and the words of every row, by table, whether it is the new version's, and ref.

    Args:
        pair: both versions; never modified.
        language: of the words.
        pairs: of opinions and problems only those in these pairs.
    """
    found = []
    listed = pair.feedback.pairs
    for is_new, plan, places in ((False, pair.old_plan, listed.old), (True, pair.new_plan, listed.new)):
        chosen = None if pairs is None else places[pairs]
        tasks, feedback = plan.tasks, pair.feedback.rows(int(is_new), None if chosen is None else chosen[chosen >= 0])
        words = feedback[_SUBJECTS[0]]
        for name in _SUBJECTS[1:]:
            words = words.fillna(feedback[name])
        hidden = _mapped(
            feedback[Opinion.CATEGORY].fillna(""),
            lambda name: text(language, "changes.hidden.category", category=name) if name else text(language, "changes.hidden"),
        )
        found.append(_subject(Side.TASKS, is_new, tasks["ref"], tasks[Task.NUMBER], tasks[Task.TASK]))
        found.append(_subject(Side.FEEDBACK, is_new, feedback["ref"], feedback[Opinion.FEEDBACK_ID], words.astype("object").fillna(hidden)))
    everything = pd.concat(found)
    return everything[~everything.index.duplicated()]


def _subject(side: Side, is_new: bool, refs: pd.Series, numbers: pd.Series, words: pd.Series) -> pd.DataFrame:
    index = pd.MultiIndex.from_arrays([[str(side)] * len(refs), [is_new] * len(refs), refs.astype("object")])
    return pd.DataFrame({"number": numbers.to_numpy("object"), "what": words.to_numpy("object")}, index=index)


def _chosen(fields: pd.DataFrame, kind: ChangeKind | None, language: Language) -> pd.DataFrame:
    """One line a cell with its kinds in words, tasks first, each row's lines together and the telling ones first."""
    keys = [Changed.TABLE, "place", Changed.COLUMN]
    order = {str(each): n for n, each in enumerate(ChangeKind)}
    fields = fields.assign(rank=fields[Changed.KIND].map(order)).sort_values("rank", kind="stable")
    if kind is None:
        together = fields.groupby(keys, sort=False)[Changed.KIND].agg(tuple)
        sides = together.index.get_level_values(0)
        words = {
            each: kinds_in_words(tuple(map(ChangeKind, each[1])), language, Side(each[0]))
            for each in set(zip(sides, together, strict=True))
        }
        named = pd.Series([words[each] for each in zip(sides, together, strict=True)], together.index, dtype="object", name="kinds")
        fields = fields.drop_duplicates(keys).merge(named.reset_index(), on=keys)
    else:
        fields = fields[fields[Changed.KIND].eq(str(kind))]
        fields = fields.assign(kinds=fields[Changed.TABLE].map({str(side): change_label(kind, language, (side,)) for side in Side}))
    columns = {name: n for n, name in enumerate(dict.fromkeys([*_FIRST, *map(str, Task), *map(str, Opinion)]))}
    sorting = pd.DataFrame(
        {
            "table": fields[Changed.TABLE].ne(str(Side.TASKS)),
            "place": fields["place"],
            "column": fields[Changed.COLUMN].map(columns),
        }
    )
    return fields.loc[sorting.sort_values(["table", "place", "column"], kind="stable").index].reset_index(drop=True)


def _ref(fields: pd.DataFrame) -> pd.Series:
    """The row's ref in the new version, or in the old one where it was taken out."""
    return fields[Changed.NEW_REF].astype("object").where(fields[Changed.NEW_REF].notna(), fields[Changed.OLD_REF])


def _by_column(fields: pd.DataFrame, word: Callable[[Side, str], str]) -> pd.Series:
    """One word for each table and column."""
    both = pd.MultiIndex.from_frame(fields[[Changed.TABLE, Changed.COLUMN]])
    words = {key: word(Side(key[0]), key[1]) for key in both.unique()}
    return pd.Series(both.map(words), index=fields.index, dtype="object")


def _heading(side: Side, column: str, language: Language) -> str:
    if not column:
        return text(language, "changes.row")
    if column == State.LAMP:
        return text(language, "board.column.lamp")
    if column == State.IS_OVERDUE:
        return text(language, "changes.lateness")
    return text(language, f"column.{side}.{column}")


def _worded(fields: pd.DataFrame, which: Changed, pair: DisclosedPair, language: Language) -> pd.Series:
    """The values of one side, each column in its own words; a blank is said to be one, but for whole rows."""
    words = pd.Series("", index=fields.index, dtype="object")
    lamps = lamp_words(pair.new_plan.settings, language)
    for key, cells in fields.groupby([Changed.TABLE, Changed.COLUMN], sort=False)[which]:
        side, column = (str(part) for part in key)
        if column:
            blank = text(language, "changes.no_due" if column == Task.DUE else "changes.blank")
            words[cells.index] = _mapped(cells, _words_of(Side(side), column, _year_left_out(fields.loc[cells.index], pair), lamps)).fillna(
                blank
            )
    is_due = fields[Changed.COLUMN].eq(str(Task.DUE)) & fields[Changed.SLIP_DAYS].notna()
    if which is Changed.NEW and is_due.any():
        couples = pd.MultiIndex.from_arrays([words[is_due], fields.loc[is_due, Changed.SLIP_DAYS]])
        slipped = {each: _slipped(each[0], int(each[1]), language) for each in couples.unique()}
        words[is_due] = couples.map(slipped)
    return words


def _year_left_out(fields: pd.DataFrame, pair: DisclosedPair) -> int | None:
    """The plan's year, where every day of both sides lies in it, so that none needs to say it; else each says its own."""
    days = [each for which in (Changed.OLD, Changed.NEW) for each in fields[which] if isinstance(each, pd.Timestamp)]
    return pair.new_plan.year if all(each.year == pair.new_plan.year for each in days) else None


def _slipped(words: str, days: int, language: Language) -> str:
    return counted(language, "changes.due.later" if days > 0 else "changes.due.earlier", abs(days), day=words)


def _words_of(side: Side, column: str, year: int | None, lamps: LampWords) -> Words:
    """How a value of this column is worded."""
    language = lamps.language
    words: Mapping[str, Words] = {
        State.LAMP: lambda lamp: lamps.label(Lamp(lamp)),
        State.IS_OVERDUE: lambda late: text(language, "changes.lateness.late" if late else "changes.lateness.not"),
        Task.PROGRESS: lambda share: percent(float(share), language),
        Opinion.RAW_COUNT: lambda count: number(int(count), language),
        Opinion.RECEIVED: lambda when: xun(pd.Timestamp(when).date(), language),
    }
    if column in words:
        return words[column]
    if column == Task.STATUS:
        return lambda state: (
            text(language, f"status.{state}") if side is Side.TASKS else rectification_label(Rectification(state), language)
        )
    if column in _ENUMS:
        return lambda value: named(language, _ENUMS[Opinion(column)], value)
    if column == Opinion.MERGED_INTO:
        return lambda parent: text(language, "changes.merged_into") if parent == MERGED else str(parent)
    if column == Opinion.UPDATED and side is Side.FEEDBACK:
        return words[Opinion.RECEIVED]
    return lambda value: _plain(value, year, language)


def _plain(value: Any, year: int | None, language: Language) -> str:
    """A day as a day, with its year where that is not the plan's; anything else as it is written."""
    if isinstance(value, pd.Timestamp):
        return day(value.date(), language, year=value.year != year)
    return str(value)


def _places(fields: pd.DataFrame, pair: DisclosedPair, language: Language) -> pd.Series:
    """The cell in the new workbook, for a row taken out in the old one; an opinion's only for the head."""
    letters = {is_new: _letters(tables) for is_new, tables in ((True, pair.new_plan.tables), (False, pair.old_plan.tables))}
    is_head = pair.audience is Audience.HEAD
    lines = zip(fields[Changed.TABLE], fields[Changed.COLUMN], fields[Changed.NEW_REF].notna(), _ref(fields), strict=True)
    words = [
        _place(Side(side), column, ref, letters[is_new], "" if is_new else "changes.place.old", language)
        if is_head or side == Side.TASKS
        else ""
        for side, column, is_new, ref in lines
    ]
    return pd.Series(words, index=fields.index, dtype="object")


def _place(side: Side, column: str, ref: str, letters: Mapping[tuple[str, str], str], key: str, language: Language) -> str:
    """任务!I9; of a row that was taken out 原任务!I9. What no cell holds stands in the one it is made of, else in the row's words."""
    sheet, _, row = ref.rpartition("!")
    made_of = _MADE_OF.get(column, ())
    subjects = (Task.TASK,) if side is Side.TASKS else _SUBJECTS
    known = [letters[sheet, str(name)] for name in (column, *made_of, *subjects) if (sheet, str(name)) in letters]
    cell = f"{sheet}!{known[0] if known else ''}{row}"
    return text(language, key, cell=cell) if key else cell


def _letters(tables: tuple[TableReading, ...]) -> dict[tuple[str, str], str]:
    return {(table.sheet, str(name)): letter for table in tables for letter, _, name in table.columns if name}


def _mapped(cells: pd.Series, word: Words) -> pd.Series:
    """Each distinct value worded once; blank stays blank."""
    words = {value: word(value) for value in cells.dropna().unique()}
    return cells.map(words).astype("object")

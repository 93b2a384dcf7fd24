"""What every peer counts from the workbook: the tables behind the charts, the sentence and the figures of both pages.

The same workbook and the same counts as on the board's own pages; `bench/sameness.py` compares what is shown with the board before
anything is measured. How a table is drawn is said elsewhere: once for those who draw with graph objects, once for the newcomer.
"""

import io
from dataclasses import dataclass

import numpy as np
import pandas as pd

CATEGORY, CHANNEL, GROUP, STATE, SUBCATEGORY = "问题类别", "征集方式", "来源群体", "整改状态", "小类"
COUNT, RECEIVED = "原始条数", "收集时间"
STATES = ("已销号", "已整改待复核", "整改中", "退回", "待整改")
PHASE, STATUS, DEADLINE = "工作步骤", "状态", "完成时限"
DONE = "已完成"
AS_OF = pd.Timestamp(2014, 6, 10)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was read."""

    tasks: pd.DataFrame
    opinions: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of a page: its sentence, and its figures with their names."""

    conclusion: str
    figures: tuple[tuple[str, str], ...]


def read(workbook: bytes) -> Book:
    """Both sheets of a workbook, by the fastest reader that pandas offers."""
    sheets = pd.read_excel(io.BytesIO(workbook), sheet_name=None, header=None, engine="calamine")
    return Book(_under_header(sheets["任务"], 1), _under_header(sheets["意见建议"], 0))


def chosen(opinions: pd.DataFrame, categories: tuple[str, ...]) -> pd.DataFrame:
    """The opinions of these categories, or all."""
    return opinions[opinions[CATEGORY].isin(categories)] if categories else opinions


def of_opinions(opinions: pd.DataFrame) -> Summary:
    """The head of the page of opinions."""
    raw, rows = int(opinions[COUNT].sum()), len(opinions)
    by_category = opinions[CATEGORY].value_counts()
    most, of_most = (str(by_category.index[0]), int(by_category.iloc[0])) if rows else ("", 0)
    done = int(opinions[STATE].isin(STATES[:2]).sum())
    closed = int((opinions[STATE] == STATES[0]).sum())
    figures = (
        ("征集条数", f"{raw:,}"),
        ("归并后条数", f"{rows:,}"),
        ("整改问题数", f"{rows:,}"),
        ("整改完成率", percent(done, rows)),
        ("销号率", percent(closed, rows)),
    )
    return Summary(f"共征集{raw:,}条，归并后{rows:,}条；“{most}”最多，归并后{of_most:,}条，占{percent(of_most, rows)}。", figures)


def of_plan(tasks: pd.DataFrame) -> Summary:
    """The head of the page of the plan: what should be done, what is, what is late, what comes within a week."""
    due, is_done = _due(tasks), tasks[STATUS] == DONE
    should, done = int((due <= AS_OF).sum()), int(is_done.sum())
    late = int(((due < AS_OF) & ~is_done).sum())
    soon = int(((due >= AS_OF) & (due <= AS_OF + pd.Timedelta(days=7)) & ~is_done).sum())
    named = ("任务总数", len(tasks)), ("应完成", should), ("已完成", done), ("逾期", late), ("即将到期", soon)
    sentence = f"截至{AS_OF.month}月{AS_OF.day}日，{len(tasks)}项任务应完成{should}项，均已完成。"
    if late:
        sentence = f"截至{AS_OF.month}月{AS_OF.day}日，{len(tasks)}项任务应完成{should}项，其中已完成{done}项，逾期{late}项。"
    return Summary(sentence, tuple((name, f"{n}") for name, n in named))


def raw_and_merged(opinions: pd.DataFrame, column: str) -> pd.DataFrame:
    """By the values of a column: `raw` and `merged`."""
    return opinions.groupby(column, sort=True)[COUNT].agg(raw="sum", merged="size")


def states_by_category(opinions: pd.DataFrame) -> pd.DataFrame:
    """Categories down, states across in their order; a state that no row has stands with zeros."""
    found = pd.crosstab(opinions[CATEGORY], opinions[STATE])
    return found.reindex(columns=list(STATES), fill_value=0)


def raw_by_group(opinions: pd.DataFrame) -> "pd.Series[int]":
    """The raw count of each group, the largest last. On the board no filter changes it: a smaller cut would tell who spoke."""
    return opinions.groupby(GROUP)[COUNT].sum().sort_values()


def by_third_of_month(opinions: pd.DataFrame) -> pd.DataFrame:
    """By ten days: `raw` and `merged`."""
    days = pd.to_datetime(opinions[RECEIVED])
    thirds = days.dt.strftime("%m月") + np.array(["上旬", "中旬", "下旬"])[np.minimum((days.dt.day.to_numpy() - 1) // 10, 2)]
    return opinions.groupby(thirds.to_numpy())[COUNT].agg(raw="sum", merged="size")


def against_category(opinions: pd.DataFrame, column: str) -> pd.DataFrame:
    """Values of a column down, categories across."""
    return pd.crosstab(opinions[column], opinions[CATEGORY])


def states_by_phase(tasks: pd.DataFrame) -> pd.DataFrame:
    """Phases down, states of their tasks across, as shares of the phase."""
    return pd.crosstab(tasks[PHASE], tasks[STATUS], normalize="index")


def plan_and_actual(tasks: pd.DataFrame) -> pd.DataFrame:
    """By ten days, from the first due day to the last: `planned`, the share of tasks due by then."""
    due = _due(tasks)
    days = [day for day in pd.date_range(due.min(), due.max()) if day.day in (10, 20) or day.is_month_end]
    return pd.DataFrame({"planned": [round(float((due <= day).mean()), 4) for day in days]}, index=pd.Index(days))


def percent(part: int, whole: int) -> str:
    """A share in words."""
    return f"{part / whole:.1%}" if whole else "—"


def _due(tasks: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The last day of 月中旬, which is how this workbook says each of its deadlines."""
    months = tasks[DEADLINE].str.extract(r"^(\d+)月中旬$")[0].astype("int64")
    return pd.to_datetime({"year": AS_OF.year, "month": months, "day": 20})


def _under_header(sheet: pd.DataFrame, row: int) -> pd.DataFrame:
    table = sheet.iloc[row + 1 :].reset_index(drop=True)
    table.columns = [str(name) for name in sheet.iloc[row]]
    return table.dropna(axis="columns", how="all").infer_objects()

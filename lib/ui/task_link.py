"""The task shown in full stands in the link, so that whoever gets the link opens the same one.

It is named by its place among all the tasks of the version and the audience, and how many those are (`task=t7~24`): a reference names a sheet,
and a number may stand twice. As with the filters, a link to a list of another length is not followed.
"""

from lib.desk.board import Board
from lib.schema import Task
from lib.ui import links, looked_at

TASK = "task"
PAGE = "tasks"
"""The only page whose link names a task: on the others none is shown in full."""


def take_over_link(page: str, plain: Board) -> tuple[str, ...]:
    """The task that the link names is shown in full; gives `TASK` where it names one that is not here."""
    asked = links.parameters().get(TASK, [])[:1]
    if page != PAGE or not asked:
        return ()
    ref = {code: ref for ref, code in _codes(plain).items()}.get(asked[0])
    if ref is None:
        return (TASK,)
    looked_at.pick_row(ref)
    return ()


def link_parameters(page: str, plain: Board) -> dict[str, tuple[str, ...]]:
    """What names the task shown in full in a link."""
    ref = looked_at.picked_row() if page == PAGE else None
    code = _codes(plain).get(ref) if ref else None
    return {TASK: (code,) if code else ()}


def _codes(plain: Board) -> dict[str, str]:
    refs = [str(ref) for ref in plain.states[Task.REF]]
    return {ref: f"t{place}~{len(refs)}" for place, ref in enumerate(refs, start=1)}

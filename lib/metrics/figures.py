"""Every headline number by its id, for the command line and for anyone who checks a text against the board."""

from lib.access import Disclosed
from lib.metrics.duties import Duties, duties
from lib.metrics.evidence import Evidence, evidence
from lib.metrics.feedback import feedback_totals
from lib.metrics.funnel import funnel
from lib.metrics.ledger import declared_quiet_days, ledger, picture, quiet_problems
from lib.metrics.model import AsOf, Figure, Progress, Rate
from lib.metrics.progress import progress
from lib.metrics.rectification import rectification_totals
from lib.metrics.replan import Replan, replan
from lib.metrics.rules_made import rule_states, rules_made
from lib.metrics.states import task_states

DUE_SOON_DAYS = 7

_COUNTS = (
    "total",
    "cancelled",
    "should_be_done",
    "done",
    "done_of_due",
    "due_today",
    "overdue",
    "due_unreported",
    "done_early",
    "done_undated",
    "due_soon",
    "not_reported",
    "undated",
    "stuck",
)


def figures(disclosed: Disclosed, as_of: AsOf) -> tuple[Figure, ...]:
    """The figures of a workbook on one day, tasks first, then opinions, then problems."""
    soon = disclosed.settings.due_soon_days
    states = task_states(disclosed.tasks, as_of, DUE_SOON_DAYS if soon is None else soon)
    of_tasks = progress(states, as_of)
    opinions = feedback_totals(disclosed.feedback)
    problems = rectification_totals(disclosed.feedback, as_of)
    return (
        *(_count(name, getattr(of_tasks, name), as_of) for name in _COUNTS),
        _rate("plan_share", Rate(of_tasks.should_be_done, of_tasks.total), as_of),
        _rate("actual_share", _actual(of_tasks), as_of),
        _rate("on_time", of_tasks.on_time, as_of),
        _count("raw", opinions.raw, as_of),
        _count("merged", opinions.merged, as_of),
        _count("problems", problems.problems, as_of),
        _rate("completion", problems.completion, as_of),
        _rate("closure", problems.closure, as_of),
        _count("rectification_overdue", problems.overdue, as_of),
        _count("long_term", problems.long_term, as_of),
        *_of_rectification(disclosed, as_of),
        *_of_duties(duties(states, as_of), as_of),
        *_of_replan(replan(states, as_of, disclosed.audience), as_of),
        *_of_evidence(evidence(states, as_of, disclosed.audience), as_of),
    )


def _of_evidence(found: Evidence, as_of: AsOf) -> tuple[Figure, ...]:
    """Both rates; unknown where the workbook gives no requirement, or names no material."""
    met = found.met if found.met.denominator or found.met.unknown else None
    return _rate("requirements_met", met, as_of), _rate("material_named", found.shown, as_of)


def _of_replan(found: Replan, as_of: AsOf) -> tuple[Figure, ...]:
    """Tasks whose dates moved; unknown where no task has an original day."""
    counts = (("replanned", len(found.agreed)), ("slipped_unagreed", found.unagreed))
    return tuple(_count(name, value if found.dated else None, as_of) for name, value in counts)


def _of_duties(found: Duties, as_of: AsOf) -> tuple[Figure, ...]:
    """Reports owed; unknown where the workbook says nothing about reporting. What is proposed counts nowhere."""
    says = bool(found.duties or found.not_needed)
    counts = (
        ("duties", len(found.duties)),
        ("duties_late", len(found.late)),
        ("duties_settled", found.settled),
        ("duties_ours", len(found.ours)),
        ("duties_theirs", len(found.theirs)),
    )
    return tuple(_count(name, value if says else None, as_of) for name, value in counts)


def _of_rectification(disclosed: Disclosed, as_of: AsOf) -> tuple[Figure, ...]:
    """What hangs, what came back, what waits for its check; and the rules made."""
    shown = picture(disclosed.feedback, as_of)
    quiet = quiet_problems(ledger(disclosed.feedback, as_of), as_of, declared_quiet_days(disclosed.settings.other))
    rules = rules_made(rule_states(disclosed.rules, disclosed.year, as_of))
    back = None if shown.returned is None or shown.reopened is None else shown.returned + shown.reopened
    counts = {
        "with_measures": funnel(disclosed.feedback).with_measures,
        "rectification_open": shown.open,
        "awaiting_check": shown.awaiting_check,
        "sent_back": back,
        "returned": shown.returned,
        "reopened": shown.reopened,
        "closed_unchecked": shown.closed_unchecked,
        "quiet": quiet.count,
        "rules": rules.total,
        "rules_done": rules.done,
        "rules_late": rules.late,
    }
    return tuple(_count(name, value, as_of) for name, value in counts.items())


def _actual(of_tasks: Progress) -> Rate | None:
    return None if of_tasks.done is None else Rate(of_tasks.done, of_tasks.total)


def _count(name: str, value: int | None, as_of: AsOf) -> Figure:
    return Figure(name, value, value, None, as_of.day)


def _rate(name: str, rate: Rate | None, as_of: AsOf) -> Figure:
    if rate is None:
        return Figure(name, None, None, None, as_of.day)
    return Figure(name, rate.share, rate.numerator, rate.denominator, as_of.day)

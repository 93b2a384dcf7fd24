"""What a draft would change, and publishing it: the sentence, the note, the button, then the rows.

Compared is with the version that the draft may follow, or by choice with what the last review meeting saw. When somebody
publishes meanwhile the draft is compared anew, and that is said; nothing is published over what was not looked at.
"""

from dataclasses import dataclass

import streamlit as st

from lib.desk.blocking import blockers, is_empty, other_institutions
from lib.desk.changes import Comparison
from lib.errors import Conflict, StoreError
from lib.i18n import Language, text
from lib.identity import Right
from lib.store import PublishStatus
from lib.ui import cache, draft, gate, looked_at, markup, notices, targets, visitor
from lib.ui.change_rows import show_doubts, show_rows
from lib.ui.draft import Draft
from lib.ui.literal import literal
from lib.ui.targets import Target
from lib.ui.view import now, today
from lib.ui.wording import refusal


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft, where it would go, and what it would change there; `changes` is None where there is nothing to compare with.

    `is_overtaken`: it follows another version than in the last run, so that a click made there was about other changes.
    """

    kept: Draft
    target: Target
    changes: Comparison | None
    is_overtaken: bool


def prepare() -> Prepared | None:
    """Compare the draft with what it would follow; None without a draft, and with the reason said where the database does not answer."""
    language = visitor.language()
    kept = draft.draft()
    if kept is None:
        return None
    try:
        target = targets.chosen()
        following = _followed(kept, target, language)
        against = _against(target, language)
        changes = None
        if target.board is not None and against is not None:
            old = cache.version(target.board.code, against)
            said = kept.corrections(old.version)
            changes = cache.comparison(old.version, kept.opened.version, visitor.audience(), today(), said, old, kept.opened)
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        st.html(markup.note(text(language, "ui.publish.kept")))
        st.button(text(language, "ui.publish.retry"), key="retry_database")
        return None
    return Prepared(following, target, changes, is_overtaken=(following.board, following.base) != (kept.board, kept.base))


def show_publishing(prepared: Prepared) -> None:
    """The sentence that says what would change, and the line that publishes."""
    language = visitor.language()
    changes = prepared.changes
    st.html(markup.sentence(changes.conclusion(language) if changes else text(language, "ui.preview.first")))
    reasons = blockers(prepared.kept.opened.workbook, language)
    for reason in reasons:
        st.error(literal(reason))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="publish_line"):
        note = st.text_input(
            text(language, "ui.publish.note"),
            key="publish_note",
            placeholder=text(language, "ui.publish.note"),
            label_visibility="collapsed",
            max_chars=200,
            width=360,
        )
        place = st.container(width="content")
        targets.choose(language)
    # Below the line: what is asked comes and goes with the board, and would close the choice of a board under the reader's hand.
    is_ready = not reasons and _is_confirmed(prepared, language)
    number = (prepared.target.newest.number if prepared.target.newest else 0) + 1
    words = text(language, "ui.publish", number=number)
    if place.button(words, key="publish", type="primary", disabled=not is_ready) and not prepared.is_overtaken:
        _publish(prepared, note, language)


def show_changes(kept: Draft, changes: Comparison) -> None:
    """The changes by kind, then row by row and field by field; what is doubtful can be put right."""
    language = visitor.language()
    show_doubts(changes, kept.corrections(changes.old.version), language)
    show_rows(changes, language, "preview")


def _followed(kept: Draft, target: Target, language: Language) -> Draft:
    """The draft, following the newest version; where that is not the one it was compared with, this is said."""
    newest = target.newest.number if target.newest else None
    if (target.code, newest) == (kept.board, kept.base):
        return kept
    is_passed = kept.base != newest and kept.board in (None, target.code)
    if target.newest is not None and is_passed and not target.is_switched:
        st.warning(literal(text(language, "ui.preview.newer", who=target.newest.who, number=target.newest.number)))
    draft.follow(target.code, newest)
    return draft.draft() or kept


def _against(target: Target, language: Language) -> int | None:
    """The number of the version to compare with: the newest, or by choice the last meeting's."""
    if target.newest is None:
        return None
    meeting = cache.shelf().meeting_baseline(target.newest.board)
    if meeting is None or meeting.number == target.newest.number:
        return target.newest.number
    numbers = {"current": target.newest.number, "meeting": meeting.number}
    chosen = st.segmented_control(
        text(language, "ui.preview.against"),
        list(numbers),
        default="current",
        format_func=lambda which: text(
            language, f"ui.preview.against.{which}", number=numbers[which], meeting=meeting.meetings[-1] if meeting.meetings else ""
        ),
        key="compare_against",
        label_visibility="collapsed",
        required=True,
    )
    return numbers[str(chosen or "current")]


def _is_confirmed(prepared: Prepared, language: Language) -> bool:
    """A workbook that would empty the board, shares no row with it, or names another institution may be the wrong file: somebody must say that
    it is not."""
    if prepared.target.newest is None:
        return True
    about = f"{prepared.kept.opened.version}_{prepared.target.code}"  # what was said of one file is not said of the next
    if is_empty(prepared.kept.opened.workbook):
        return st.checkbox(text(language, "ui.publish.confirm.empty"), key=f"confirm_empty_{about}")
    if prepared.changes is not None and prepared.changes.shares_no_row:
        return st.checkbox(text(language, "ui.publish.confirm.other"), key=f"confirm_other_{about}")
    names = prepared.changes and other_institutions(prepared.changes.old.workbook, prepared.kept.opened.workbook)
    if names:
        words = text(language, "ui.publish.confirm.institution", old=names[0], new=names[1])
        return st.checkbox(literal(words), key=f"confirm_institution_{about}")
    return True


def _publish(prepared: Prepared, note: str, language: Language) -> None:
    kept, target = prepared.kept, prepared.target
    asking = gate.require(Right.HANDLE, target.code)
    try:
        with st.spinner(text(language, "ui.publish.busy")):
            published = cache.shelf().publish(
                target.code,
                target.title,
                kept.opened,
                kept.data,
                who=asking.account,
                when=now(),
                note=note,
                base_version=kept.base,
                address=asking.address,
            )
    except Conflict as fault:
        cache.forget_newest()
        notices.say_fault(fault)
        st.rerun()
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        st.html(markup.note(text(language, "ui.publish.kept")))
        return
    cache.forget_newest()
    draft.discard()
    targets.show(target)
    looked_at.pin(target.code, published.version.number)
    done = "ui.publish.done" if published.status is PublishStatus.PUBLISHED else "ui.publish.already"
    notices.say(notices.Said(done, (("number", published.version.number), ("file", published.version.file_name))))
    st.rerun()

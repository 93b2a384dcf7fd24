"""The message with which every run begins, copied where the framework writes it anew: it says the same to everybody but for five things.

The framework goes through its settings for the theme, the toolbar and the pages, asks the system where it runs, and whether to recommend
a set of instructions to a developer's tools, a tenth of what a run costs the server. What is kept is what the first run of the process
was told, without its session, its page, its pages, its state and the name of the run: those are written each time. The settings are those
that the server was started with; a developer's tools are recommended to nobody.
"""

from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState

_kept: dict[tuple[str, str, str], ForwardMsg] = {}
_write = AppSession._create_new_session_message


def copy_once_written() -> None:
    """From now on a run begins with a copy."""
    AppSession._create_new_session_message = _copy  # type: ignore[assignment, method-assign]
    AppSession._compute_skills_nudge_state = _recommend_nothing  # type: ignore[assignment, method-assign]


def _copy(session: AppSession, page_script_hash: str, run_descriptor: Any, pages: Any = None) -> ForwardMsg:
    """The message for one session's run, as the framework writes it."""
    manager = session._pages_manager
    served = (session._script_data.name, str(manager.main_script_path), manager.main_script_hash)
    kept = _kept.get(served)
    if kept is None:
        whole = _write(session, page_script_hash, run_descriptor, pages)
        _kept[served] = _without_what_differs(whole)
        return whole
    message = ForwardMsg()
    message.CopyFrom(kept)
    app_session._set_run_identity(message, run_descriptor)
    told = message.new_session
    told.page_script_hash = page_script_hash
    session._populate_app_pages(told, pages or manager.get_pages())
    told.initialize.session_id = session.id
    told.initialize.session_status.run_on_save = session._run_on_save
    told.initialize.session_status.script_is_running = session._state == AppSessionState.APP_IS_RUNNING
    return message


def _without_what_differs(whole: ForwardMsg) -> ForwardMsg:
    kept = ForwardMsg()
    kept.CopyFrom(whole)
    kept.ClearField("metadata")
    kept.new_session.ClearField("page_script_hash")
    kept.new_session.ClearField("app_pages")
    kept.new_session.initialize.ClearField("session_id")
    kept.new_session.initialize.ClearField("session_status")
    return kept


def _recommend_nothing(_session: AppSession) -> tuple[bool, str]:
    return False, ""

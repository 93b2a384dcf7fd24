"""Steps that the framework takes with every command of a page and that lead nowhere here, left out.

Around each command it prepares to report which was used and how long it took, which is switched off here (`browser.gatherUsageStats`); and
before each command and each look at what a session keeps it goes through three objects to see whether the run is to end, though whoever
wants that has said so in one place. Some eighty and some hundred and sixty times a run.
"""

import inspect
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime import metrics_util
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

_AROUND = "wrapped_func"
_GOES_ON = ScriptRequestType.CONTINUE
_look = ScriptRunner._maybe_handle_execution_control_request


def leave_out() -> None:
    """From now on these steps are left out; reports stay where somebody has switched them on."""
    ScriptRunner._maybe_handle_execution_control_request = _look_where_asked  # type: ignore[assignment, method-assign]
    if st.get_option("browser.gatherUsageStats") is False:
        for name, command in list(vars(DeltaGenerator).items()) + list(_inherited()):
            if is_around(command):
                setattr(DeltaGenerator, name, within(command))
        for name, command in list(vars(st).items()):
            if isinstance(command, MethodType) and is_around(command.__func__):
                setattr(st, name, MethodType(within(command.__func__), command.__self__))


def is_around(command: object) -> bool:
    """Whether this is what the framework puts around a command to report on it."""
    code = command.__code__ if isinstance(command, FunctionType) else None
    return code is not None and code.co_name == _AROUND and code.co_filename == metrics_util.__file__


def within(command: Any) -> Callable[..., Any]:
    """The command itself."""
    own: Callable[..., Any] = inspect.unwrap(command, stop=lambda each: not is_around(each))
    return own


def _inherited() -> list[tuple[str, object]]:
    own = vars(DeltaGenerator)
    return [(name, command) for kind in DeltaGenerator.__mro__[1:] for name, command in vars(kind).items() if name not in own]


def _look_where_asked(runner: ScriptRunner) -> None:
    """See whether the run is to end, once somebody has asked for anything. No page of ours has parts that run beside each other."""
    if runner._requests._state is not _GOES_ON:
        _look(runner)

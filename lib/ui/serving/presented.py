"""What a component of ours has told, given to whoever looks it up in the session's state, without a class of its own for each look.

The framework makes a new class at each look, so that what is found can be written to; several looks for each component with every run,
a fiftieth of what a page costs. We only ever read it. What is found is the same: what the component told, with the events of this run.
"""

from typing import Any

from streamlit.components.v2.bidi_component import main
from streamlit.runtime.state.session_state import SessionState

_TRIGGERS = "json_trigger_value"


def look_plainly() -> None:
    """From now on what a component told is looked up so."""
    main.make_bidi_component_presenter = _presenter  # type: ignore[attr-defined, assignment]


def _presenter(aggregator_id: str, component_id: str | None = None, allowed_state_keys: set[str] | None = None) -> Any:  # noqa: ARG001 - the framework gives them
    """What the framework asks for each value of a component."""

    def present(told: object, state: SessionState) -> object:
        if not isinstance(told, dict):
            return told
        widgets = state._new_widget_state
        about = widgets.widget_metadata.get(aggregator_id)
        if about is None or about.value_type != _TRIGGERS:
            return told
        events = widgets.get(aggregator_id)
        happened = events if isinstance(events, list) else [events]
        named = {each["event"]: each.get("value") for each in happened if isinstance(each, dict) and isinstance(each.get("event"), str)}
        return {**named, **told}

    return present

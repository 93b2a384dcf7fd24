"""Names of runs and of messages, no longer than they need be: they are new with every run, and nothing that was sent before shortens them.

A run is named by chance where counting does: the browser only asks whether two names are the same. The count begins anew with each process,
so that a name also carries what only this process was given. A message is named by a hash of what it says, for a browser that keeps it
and says what it has, and for parts of a page that did not change: of the hash sixty-four bits are sent, and none of what is no part.
"""

import secrets
from itertools import count

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils import run_descriptor, script_run_context

LONG_ENOUGH = 16
"""Hexadecimal digits of a message's hash: one visitor's browser keeps some hundred."""

_PROCESS = secrets.token_hex(4)
_counted = count()
_populate = script_run_context.populate_hash_if_needed  # type: ignore[attr-defined]


def name_briefly() -> None:
    """From now on runs and messages are named so."""
    run_descriptor._generate_scriptrun_id = _run
    script_run_context.populate_hash_if_needed = _name  # type: ignore[assignment, attr-defined]


def _run() -> str:
    return f"{_PROCESS}{next(_counted):x}"


def _name(message: ForwardMsg) -> None:
    if not message.hash:
        _populate(message)
        message.hash = message.hash[:LONG_ENOUGH] if message.WhichOneof("type") == "delta" else ""

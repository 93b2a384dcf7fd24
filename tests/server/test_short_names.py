"""Names of runs and messages are shorter than the framework's and tell apart what those tell apart."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import forward_msg_cache
from streamlit.runtime.scriptrunner_utils import run_descriptor, script_run_context
from streamlit.runtime.scriptrunner_utils.run_descriptor import RunDescriptor

from lib.ui.serving import short_names


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((run_descriptor, "_generate_scriptrun_id"), (script_run_context, "populate_hash_if_needed")):
        monkeypatch.setattr(place, name, getattr(place, name))
    short_names.name_briefly()


def part(words: str) -> ForwardMsg:
    """A message with a part of a page."""
    message = ForwardMsg()
    message.delta.new_element.html.body = words
    message.metadata.delta_path.extend((0, 3))
    return message


def test_the_framework_names_by_these_functions():
    assert short_names._populate is forward_msg_cache.populate_hash_if_needed
    assert callable(run_descriptor._generate_scriptrun_id)


def test_no_two_runs_have_one_name_and_it_is_short(in_force: None):
    names = [RunDescriptor.create().script_run_id for _ in range(1000)]

    assert len(set(names)) == 1000
    assert max(map(len, names)) <= 13
    assert len({name[:8] for name in names}) == 1


@pytest.mark.parametrize("words", ["", "总览", "总览" * 5_000])
def test_a_part_has_the_beginning_of_the_name_that_the_framework_gives_it(words: str, in_force: None):
    ours, usual = part(words), part(words)

    script_run_context.populate_hash_if_needed(ours)
    forward_msg_cache.populate_hash_if_needed(usual)

    assert len(ours.hash) == 16
    assert usual.hash.startswith(ours.hash)
    assert ours.metadata == usual.metadata
    assert ours.delta == usual.delta


def test_a_name_that_was_given_stays(in_force: None):
    message = part("总览")
    message.hash = "kept"

    script_run_context.populate_hash_if_needed(message)

    assert message.hash == "kept"


def test_what_is_no_part_needs_no_name(in_force: None):
    message = ForwardMsg()
    message.page_info_changed.query_string = "category=c1"

    script_run_context.populate_hash_if_needed(message)

    assert message.hash == ""
    assert not message.metadata.cacheable
    assert message.page_info_changed.query_string == "category=c1"


def test_what_a_browser_has_is_found_by_its_short_name(in_force: None):
    message = part("总览" * 5_000)
    script_run_context.populate_hash_if_needed(message)

    assert forward_msg_cache.create_reference_msg(message).ref_hash == message.hash

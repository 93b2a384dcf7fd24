"""The websocket's packing: a run that was sent before costs next to nothing, before a rest and after it, and a browser can always read it."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from websockets.exceptions import PayloadTooBig
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from lib.ui.serving.deflated import LookingBack, Resting

RUN = [b"".join(sha256(f"{n} {part}".encode()).hexdigest().encode() for part in range(4)) for n in range(100)]
"""A run of 25.6 kB in a hundred messages, none of which is like another."""


class Clock:
    """What is to be done later, done when a test says so."""

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []

    def later(self, _seconds: float, does: Callable[[], None]) -> None:
        self.due.append(does)

    def passes(self) -> None:
        due, self.due = self.due, []
        for does in due:
            does()


def sent(server: Resting, browser: PerMessageDeflate) -> int:
    """Bytes of a run on the line; the browser must read what was meant."""
    size = 0
    for message in RUN:
        packed = server.encode(Frame(Opcode.BINARY, message))
        assert packed.rsv1
        size += len(packed.data)
        assert browser.decode(packed).data == message
    return size


def pair() -> tuple[Clock, Resting, PerMessageDeflate]:
    clock = Clock()
    return clock, Resting(15, clock.later), PerMessageDeflate(False, True, 15, 15)


def test_the_same_run_again_costs_a_tenth_also_after_a_rest() -> None:
    clock, server, browser = pair()

    first = sent(server, browser)
    assert sent(server, browser) < first / 10
    clock.passes()
    clock.passes()
    assert sent(server, browser) < first / 10
    assert sent(server, browser) < first / 10


def test_a_line_at_rest_keeps_no_packer_and_little_else() -> None:
    clock, server, browser = pair()
    sent(server, browser)

    clock.passes()
    assert hasattr(server, "encoder")  # something was sent meanwhile
    clock.passes()
    assert not hasattr(server, "encoder")
    assert len(server._kept) < 20_000
    assert not server._sent
    assert clock.due == []


def test_what_is_remembered_of_a_long_run_is_bounded() -> None:
    _, server, browser = pair()
    for _ in range(10):
        sent(server, browser)

    assert 32_768 <= sum(map(len, server._sent)) < 32_768 + max(map(len, RUN))


def test_signs_of_life_are_not_packed() -> None:
    _, server, _ = pair()
    ping = Frame(Opcode.PING, b"there?")

    assert server.encode(ping) is ping


def test_a_small_message_that_unpacks_to_a_huge_one_is_refused() -> None:
    _, server, _ = pair()
    bomb = PerMessageDeflate(False, True, 15, 15).encode(Frame(Opcode.BINARY, b"0" * 5_000_000))

    assert len(bomb.data) < 10_000
    with pytest.raises(PayloadTooBig):
        server.decode(bomb, max_size=1_000_000)


@pytest.mark.parametrize(
    ("asked", "looks_back"),
    [
        ([], True),
        ([("client_max_window_bits", None)], True),
        ([("server_no_context_takeover", None)], False),
        ([("server_max_window_bits", "10")], False),
    ],
)
def test_a_browser_that_wants_less_gets_less(asked: list[tuple[str, str | None]], looks_back: bool) -> None:
    answer, packing = LookingBack(server_max_window_bits=12).process_request_params(asked, [])

    assert isinstance(packing, Resting) is looks_back
    assert ("client_no_context_takeover", None) in answer

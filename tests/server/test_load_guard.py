"""What a visit costs, by counts that do not depend on the machine: bytes, queries, figures, steps of our own code, imports at the start.

Every ceiling stands a fifth to a half above what was counted when it was set, so that a change which costs everybody something is seen
and a new word on a page is not. Times are measured by `run.py bench`, never here.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from bench.client import Session
from bench.stretched import publish, stretched
from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened, open_bundled
from lib.desk.shelf import Shelf
from lib.figures.charts import CHARTS
from lib.figures.plotly import Size, draw
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.identity import Identity, SignIn
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import Settings
from lib.store import open_store
from lib.ui import cache, gate
from lib.ui.frame import PAGES
from lib.ui.session import Key
from tests.browser.conftest import Server, start_server
from tests.loops import run_apart

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
LARGE = 100_000 if IS_LONG else 5_000
SIZES = (1_000, LARGE) if IS_LONG else (LARGE,)
ROOT = Path(__file__).resolve().parents[2]

HEAVY = ("pandas", "numpy", "pyarrow", "sqlalchemy", "psycopg", "openpyxl", "pptx", "docx", "alembic")
NEVER = ("plotly.express", "alembic", "authlib", "httpx")

FIRST_BYTES = {"": 56_000, "tasks": 50_000, "feedback": 36_000, "rectification": 75_000, "meeting": 25_000, "data": 20_000}
AGAIN_BYTES = {"": 11_000, "tasks": 12_000, "feedback": 9_500, "rectification": 13_500, "meeting": 18_000, "data": 10_000}
MESSAGES = {"": 40, "tasks": 44, "feedback": 34, "rectification": 50, "meeting": 58, "data": 32}
"""Of a run: each is a part that is made, sent and drawn. Charts that stand together are one."""

JOINED_BYTES = 2_000
"""Of the page of opinions shown again to a browser, which names what stood there before."""

FILTER_BYTES_ON_THE_LINE = 1_100
"""Of the page of opinions, packed, once a run of it was sent; five charts and five figures change with it."""

STEPS = {
    "overview.py": 2_000,
    "tasks.py": 2_500,
    "feedback.py": 1_600,
    "rectification.py": 1_600,
    "meeting.py": 1_400,
    "data.py": 1_200,
}
"""Calls of functions of ours, in a run of which everything was asked before."""

QUERIES = 12
FIGURE_BYTES = 14_000
LONG_FIGURES = {"gantt": 36_000, "wall_chart": 26_000}
"""They draw each of the sample's 24 tasks."""


@pytest.fixture(scope="module")
def sample() -> Workbook:
    return open_bundled(Settings()).workbook


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, sample: Workbook) -> dict[int, Path]:
    """A board of a thousand opinions and a large one, each in a database of its own."""
    folder = tmp_path_factory.mktemp("guard")
    for rows in SIZES:
        publish(folder / f"{rows}.db", Opened(stretched(sample, rows), f"stretched{rows}", "ledger.xlsx"))
    return {rows: folder / f"{rows}.db" for rows in SIZES}


def test_nothing_heavy_is_imported_before_the_server_answers_and_what_no_page_needs_never():
    asked = (
        "import sys; sys.modules['plotly'] = None  # users have none, and the framework takes it where it is\n"
        "import lib.ui.server; print(*sys.modules)\nfrom lib.ui.serving.deferred import load; load(); print(*sys.modules)\n"
        "import streamlit as st\nfrom streamlit.dataframe import lazy_df_source as lazy\n"
        "print(*(st.get_option(name) for name in ('runner.postScriptGC', 'global.minCachedMessageSize', 'global.maxCachedMessageAge')))\n"
        "print(lazy.DEFAULT_PAGE_SIZE)"
    )
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()

    assert sorted(set(HEAVY) & set(told[0].split())) == []
    assert sorted(set(NEVER) & set(told[1].split())) == []
    assert told[2:] == ["False 500 12", "100"]


def test_no_figure_is_large_and_none_grows_with_the_rows(sample: Workbook):
    sizes = {}
    for rows in (200, 1_000):
        board = Board(disclose(stretched(sample, rows), Audience.PUBLIC), Filters(), date(2014, 6, 10))
        sizes[rows] = {name: figure_bytes(board, name) for name in CHARTS}

    assert {name: size for name, size in sizes[1_000].items() if size > LONG_FIGURES.get(name, FIGURE_BYTES)} == {}
    assert {name: size for name, size in sizes[1_000].items() if size > 1.3 * sizes[200][name]} == {}


def figure_bytes(board: Board, name: str) -> int:
    spec = board.chart(name, Language.ZH)
    return 0 if spec.is_empty else len(draw(spec, ThemeName.LIGHT, Size.PAGE).to_json())


@dataclass(frozen=True, slots=True)
class Visit:
    """By page the bytes of the first visit and of the two runs after it, its messages, those bytes when they are joined, those of filters on
    the line; and what the process told of itself."""

    sizes: dict[str, list[int]]
    messages: dict[str, int]
    joined: int
    filters: list[int]
    told: dict[str, Any]


@pytest.fixture(scope="module")
def visits(databases: dict[int, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Visit]:
    folder = tmp_path_factory.mktemp("visits")
    (folder / "sitecustomize.py").write_text(TELLING, encoding="utf-8")
    found = {}
    for rows, database in databases.items():
        told = folder / f"{rows}.json"
        server = start_server(
            folder / f"{rows}.txt",
            PHASEBOARD_DATABASE_URL=str(database),
            PHASEBOARD_TODAY="2014-06-10",
            PYTHONPATH=str(folder),
            TELLS_OF_ITSELF=str(told),
        )
        try:
            found[rows] = run_apart(visited(server, told))
        finally:
            server.process.terminate()
            server.process.wait(10)
    return found


async def visited(server: Server, told: Path) -> Visit:
    visitor = Session(server.address, joins=False)
    await visitor.open()
    found = {page: [await visitor.run(page) for _ in range(3)] for page in FIRST_BYTES}
    for _ in range(300):
        if told.exists():
            break
        await asyncio.sleep(0.1)
    await visitor.close()
    joined = await shown_again(Session(server.address))
    filters = await filtered(Session(server.address, packs=True))
    assert [fault for runs in found.values() for run in runs for fault in run.faults] == []
    sizes = {page: [run.size for run in runs] for page, runs in found.items()}
    messages = {page: runs[-1].messages for page, runs in found.items()}
    return Visit(sizes, messages, joined, filters, json.loads(told.read_text(encoding="utf-8")))


async def shown_again(visitor: Session) -> int:
    """Bytes of a third run of the page of opinions, as a browser is sent them."""
    await visitor.open()
    runs = [await visitor.run("feedback") for _ in range(3)]
    await visitor.close()
    assert len({run.messages for run in runs}) == 1
    return runs[-1].size


async def filtered(visitor: Session) -> list[int]:
    """What comes down the line with each filter that nobody has asked for before."""
    await visitor.open()
    await visitor.run("feedback")
    runs = [await visitor.run("feedback", {"filter_channels": [channel]}) for channel in ("座谈会", "个别谈话", "问卷")]
    await visitor.close()
    assert [fault for run in runs for fault in run.faults] == []
    assert len({run.words for run in runs}) == 3
    return [run.on_the_line for run in runs]


TELLING = """\
import os
import threading


def ours():
    from streamlit.components.v2.bidi_component import main
    from streamlit.elements import html
    from streamlit.elements.widgets import button_group
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
    from streamlit.runtime.scriptrunner_utils import run_descriptor, script_run_context
    steps = [run_descriptor._generate_scriptrun_id, script_run_context.populate_hash_if_needed, ScriptRunner.start, AppSession._on_scriptrunner_event, AppSession._create_scriptrunner, AppSession.flush_browser_queue]
    steps += [ScriptRunner._enqueue_forward_msg, ScriptRunner._maybe_handle_execution_control_request, AppSession._create_new_session_message]
    steps += [main.make_bidi_component_presenter, type(html.clean_text), type(html._html_only_style_tags), type(button_group.extract_leading_icon)]
    return [step.__module__ + "." + step.__qualname__ for step in steps]


def tell():
    import gc, json, socket, sys, time
    import psutil
    lines = lambda: [line for line in psutil.Process().net_connections("tcp") if line.status == "ESTABLISHED"]
    while not (gc.get_freeze_count() and lines()):
        time.sleep(0.1)
    import pyarrow, streamlit
    frame, loop = sys._current_frames()[threading.main_thread().ident], None
    while frame and loop is None:
        loop, frame = getattr(frame.f_locals.get("self"), "_loop", None), frame.f_back
    sends_at_once = []
    for line in lines():
        with socket.socket(fileno=os.dup(line.fd)) as its:
            sends_at_once.append(bool(its.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
    told = {
        "frozen": gc.get_freeze_count(),
        "loop": type(loop).__module__.partition(".")[0],
        "sends_at_once": sends_at_once,
        "thresholds": gc.get_threshold(),
        "hands_over": sys.getswitchinterval(),
        "ours": sorted(ours()),
        "pool": pyarrow.default_memory_pool().backend_name,
        "options": {name: streamlit.get_option(name) for name in ("runner.postScriptGC", "global.minCachedMessageSize", "server.fileWatcherType", "browser.gatherUsageStats")},
    }
    place = os.environ["TELLS_OF_ITSELF"]
    with open(place + ".new", "w") as out:
        json.dump(told, out)
    os.replace(place + ".new", place)


if "TELLS_OF_ITSELF" in os.environ and os.name != "nt":
    threading.Thread(target=tell, daemon=True).start()
"""
"""Run by the server's interpreter before anything else: once it is warm and somebody is there, it writes down how it runs."""


@pytest.mark.skipif(os.name == "nt", reason="there is no uvloop for Windows, and no descriptor of a line to be asked")
def test_a_running_server_runs_as_it_was_measured(visits: dict[int, Visit]):
    told = visits[LARGE].told

    assert told["loop"] == "uvloop"
    assert told["frozen"] > 100_000
    assert set(told["sends_at_once"]) == {True}
    assert told["pool"] == "system"
    assert told["thresholds"] == [10_000, 20, 1_000_000]
    assert told["hands_over"] == pytest.approx(0.001)
    assert told["ours"] == [
        "lib.ui.serving.delivery._create_and_look_after",
        "lib.ui.serving.delivery._flush_for_the_round",
        "lib.ui.serving.delivery._keep",
        "lib.ui.serving.delivery._keep_message",
        "lib.ui.serving.lean._look_where_asked",
        "lib.ui.serving.new_session._copy",
        "lib.ui.serving.presented._presenter",
        "lib.ui.serving.repeated.Once",
        "lib.ui.serving.repeated.Once",
        "lib.ui.serving.repeated.Once",
        "lib.ui.serving.short_names._name",
        "lib.ui.serving.short_names._run",
        "lib.ui.serving.turns._start_in_turn",
    ]
    assert told["options"] == {
        "runner.postScriptGC": False,
        "global.minCachedMessageSize": 500,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
    }


def test_the_loop_without_uvloop_sends_at_once_too():
    """Windows has no uvloop; the standard loop sets the same option on every line that it accepts."""

    async def accepted() -> bool:
        asked: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            line: socket.socket = writer.get_extra_info("socket")
            asked.set_result(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as serving:
            _, writer = await asyncio.open_connection(*serving.sockets[0].getsockname())
            found = await asked
            writer.close()
        return bool(found)

    def run() -> bool:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(accepted())

    with ThreadPoolExecutor(max_workers=1) as thread:  # a browser's loop may run in this one
        assert thread.submit(run).result()


def test_a_page_sends_little_still_less_when_it_is_shown_again_and_no_more_for_many_rows(visits: dict[int, Visit]):
    large, small = visits[LARGE].sizes, visits[SIZES[0]].sizes

    assert {page: sizes[0] for page, sizes in large.items() if sizes[0] > FIRST_BYTES[page]} == {}
    assert {page: sizes[2] for page, sizes in large.items() if sizes[2] > AGAIN_BYTES[page]} == {}
    assert {page: count for page, count in visits[LARGE].messages.items() if count > MESSAGES[page]} == {}
    assert visits[LARGE].joined < JOINED_BYTES
    assert {page: sizes[0] for page, sizes in large.items() if sizes[0] > 1.1 * small[page][0]} == {}
    assert {page: sizes[2] for page, sizes in large.items() if sizes[2] > 1.1 * small[page][2]} == {}


def test_a_filter_brings_what_it_changes_and_little_else(visits: dict[int, Visit]):
    assert [size for size in visits[LARGE].filters if not 500 < size < FILTER_BYTES_ON_THE_LINE] == []


@pytest.mark.parametrize("rows", [200, LARGE] if IS_LONG else [LARGE])
def test_a_page_shown_again_takes_few_steps_of_ours_and_no_more_for_many_rows(monkeypatch: pytest.MonkeyPatch, sample: Workbook, rows: int):
    monkeypatch.setattr(gate, "of_session", lambda: Identity("tester", "tester", SignIn.NONE, local=True))
    app = visitor_of(Opened(stretched(sample, rows), f"steps{rows}", "ledger.xlsx"))

    taken = {}
    for _, file in PAGES:
        app.switch_page(str(ROOT / "pages" / file)).run()
        taken[file] = steps_of(app)
        assert not app.exception

    assert {file: steps for file, steps in taken.items() if steps > STEPS[file]} == {}


def visitor_of(opened: Opened | None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=120)
    if opened is not None:
        app.session_state[Key.OPENED] = opened
    app.run()
    return app


def steps_of(app: AppTest) -> int:
    """How many functions of ours one run calls."""
    ours = (str(ROOT / "lib"), str(ROOT / "pages"))
    steps = 0

    def count(frame: FrameType, what: str, _argument: Any) -> None:
        nonlocal steps
        steps += what == "call" and frame.f_code.co_filename.startswith(ours)

    threading.setprofile(count)
    try:
        app.run()
    finally:
        threading.setprofile(None)
    return steps


def test_a_page_of_a_known_version_asks_the_database_little(monkeypatch: pytest.MonkeyPatch, databases: dict[int, Path]):
    monkeypatch.setattr(gate, "of_session", lambda: Identity("tester", "tester", SignIn.NONE, local=True))
    shelf = Shelf(open_store(str(databases[LARGE])))
    monkeypatch.setattr(cache, "shelf", lambda: shelf)
    for kept in (cache.boards, cache.newest, cache.meetings, cache.kept_choice):
        kept.clear()
    app = visitor_of(None)
    asked: dict[str, int] = {}
    for _, file in PAGES:
        app.switch_page(str(ROOT / "pages" / file)).run()
        for kept in (cache.boards, cache.newest, cache.meetings, cache.kept_choice):
            kept.clear()  # as after a while without a visitor
        asked[file] = queries_of(app)
        assert not app.exception
    shelf.close()

    assert {file: count for file, count in asked.items() if count > QUERIES} == {}


def queries_of(app: AppTest) -> int:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        app.run()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(statements)

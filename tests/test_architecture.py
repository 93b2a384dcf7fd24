"""The rules of the house: who may import whom, and what no room may do."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ORDER = (
    "errors",
    "settings schema",
    "i18n",
    "identity",
    "deadlines",
    "isolation",
    "ingest",
    "store",
    "matching",
    "access",
    "metrics",
    "wording",
    "figures",
    "exports",
    "desk",
    "ui commands",
    "__main__",
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms.split()}

ONLY_HERE = {
    "streamlit": ("lib/ui/", "pages/", "app.py"),
    "plotly": ("lib/figures/plotly.py",),
    "openpyxl": ("lib/exports/",),
    "pptx": ("lib/exports/",),
    "docx": ("lib/exports/",),
    "python_calamine": ("lib/ingest/read/",),
    "sqlalchemy": ("lib/store/",),
    "alembic": ("lib/store/",),
    "psycopg": ("lib/store/",),
    "argon2": ("lib/identity/",),
    "itsdangerous": ("lib/identity/",),
    "pandas": (
        "lib/ingest/",
        "lib/store/columnar.py",
        "lib/store/outline.py",
        "lib/matching/",
        "lib/access/",
        "lib/metrics/",
        "lib/desk/",
        "lib/exports/",
        "lib/ui/table.py",
        "lib/commands/",
    ),
}

PAGE_LINES = 70
NOT_ON_A_PAGE = re.compile(r"groupby|unsafe_allow|plotly|st\.cache_|session_state|import pandas|\.html\(|lib\.schema|<\w+>")


@cache
def files() -> tuple[tuple[str, ast.Module, str], ...]:
    """Every source file of the project: path, tree, text; read when a test first asks, not by each process that only collects."""
    paths = (*sorted((ROOT / "lib").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py")
    texts = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(text), text) for path, text in texts)


@cache
def imported(tree: ast.Module) -> tuple[str, ...]:
    """Every module name that a file imports, also inside functions; looked for once, since a dozen libraries are asked about."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(names)


def room_of(path: str) -> str:
    """The room of a file under lib/."""
    return Path(path).parts[1].removesuffix(".py")


def test_there_is_a_house_to_look_at() -> None:
    assert len(files()) > 30
    assert {room_of(path) for path, _, _ in files() if path.startswith("lib/")} >= {"ingest", "metrics", "ui"}


def test_rooms_import_one_way_only() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree, _ in files()
        if path.startswith("lib/") and room_of(path) != "__init__"
        for name in imported(tree)
        if name.startswith("lib.") and RANK[name.split(".")[1]] > RANK[room_of(path)]
    ]

    assert wrong == []


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {room_of(path) for path, _, _ in files() if path.startswith("lib/")} - {"__init__"}

    assert rooms - RANK.keys() == set()


@pytest.mark.parametrize("library", ONLY_HERE)
def test_a_library_stays_in_its_room(library: str) -> None:
    wrong = [
        path
        for path, tree, _ in files()
        if not path.startswith(ONLY_HERE[library]) and any(name.split(".")[0] == library for name in imported(tree))
    ]

    assert wrong == []


def test_only_the_edge_asks_the_clock() -> None:
    clock = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|time\.time)\(|Timestamp\.(now|today)\(")
    wrong = [path for path, _, text in files() if clock.search(text) and not path.startswith(("lib/ui/view.py", "lib/commands/"))]

    assert wrong == []


def test_pages_hold_layout_only() -> None:
    pages = [(path, tree, text) for path, tree, text in files() if path.startswith("pages/")]

    assert pages
    assert [path for path, _, text in pages if len(text.splitlines()) > PAGE_LINES] == []
    assert [f"{path}: {found.group()}" for path, _, text in pages if (found := NOT_ON_A_PAGE.search(text))] == []


def test_no_module_of_the_screens_is_named_like_a_top_level_package() -> None:
    """sys.path starts at lib/ui when the shell runs; a module `pages` or `lib` there would hide the real one."""
    names = {path.stem for path in (ROOT / "lib" / "ui").iterdir()}

    assert names & {"lib", "pages", "app", "data", "streamlit", "pandas", "plotly", "tests"} == set()


def test_nothing_catches_everything_in_silence() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree, _ in files()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not path.startswith(("lib/isolation/", "lib/ingest/read/"))
    ]

    assert wrong == []


BEHIND_THE_LAMP_WORDS = {"lamp_label", "lamp_symbol", "LAMP_SYMBOLS", "LAMP_STYLES"}
"""They know no declared rule, or ask for one by hand: charts are built with them and dressed afterwards."""


def test_nobody_names_a_lamp_without_the_declared_rule() -> None:
    """Outside charts and words, shapes and names of lamps come from `LampWords`, colours from `style_of` with its rule."""
    asking = re.compile(r"""["']lamp\.\{""")
    wrong = [
        path
        for path, tree, text in files()
        if not path.startswith(("lib/wording/", "lib/figures/"))
        and (asking.search(text) or BEHIND_THE_LAMP_WORDS & {name.rpartition(".")[2] for name in imported(tree)})
    ]
    asked = [path for path, tree, _ in files() if any(name.endswith(".declared_lamp_rule") for name in imported(tree))]

    assert wrong == []
    assert asked == ["lib/desk/lamps.py", "lib/ingest/rules/settings.py", "lib/metrics/filters.py"]


def test_one_file_touches_what_a_session_keeps() -> None:
    touching = [path.name for path in sorted((ROOT / "lib" / "ui").rglob("*.py")) if "st.session_state" in path.read_text(encoding="utf-8")]

    assert touching == ["session.py"]

"""The mutants of one module: where each stands, what it says instead, and how it takes the place of the true function.

A function is changed by giving it the code of the changed text, so that whoever imported it meets the change too and no file
is written. Only what is inside functions and methods is changed, without their default values and annotations: tables and
patterns of a module are made when it is imported and are not tried here.
"""

import ast
import copy
import importlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType

from mutation.operators import alternatives

SHOWN = 110
"""Characters of the changed text that a report shows."""

SEED = 2014


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function."""

    path: str  # from the project's folder, with "/"
    function: str  # as Python qualifies it
    node: int  # the place in a walk over the module's tree
    choice: int  # which of the alternatives of that node
    place: int  # the how manieth change of its function
    line: int
    lines: tuple[int, int]  # first and last line of the statement it stands in
    body: tuple[int, int]  # first and last line of the function
    before: str
    after: str

    @property
    def key(self) -> str:
        """The same in each run, as long as the function stays as it is but for its place in the file."""
        return f"{self.path}:{self.function}:{self.place}:{self.before} => {self.after}"


def mutants_of(path: str) -> Iterator[Mutant]:
    """Every mutant of one module, in the order of its text."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    number = {id(node): at for at, node in enumerate(ast.walk(tree))}
    for name, (function, _) in _owned(tree, ()):
        changes = (
            (node, statement, choice, other) for node, statement in _inside(function) for choice, other in enumerate(alternatives(node))
        )
        for place, (node, statement, choice, other) in enumerate(changes):
            yield Mutant(
                path=path,
                function=name,
                node=number[id(node)],
                choice=choice,
                place=place,
                line=getattr(node, "lineno", statement.lineno),
                lines=_span(node, statement),
                body=(function.lineno, function.end_lineno or function.lineno),
                before=_text(node),
                after=_text(other),
            )


def drawn(paths: list[str], share: float) -> list[Mutant]:
    """The same sample with every run, modules in proportion: wherever a run stops, what it tried is such a sample too."""
    ranked: list[tuple[float, Mutant]] = []
    for path in paths:
        mutants = list(mutants_of(path))
        random.Random(f"{SEED} {path}").shuffle(mutants)
        ranked.extend(((at + 0.5) / len(mutants), mutant) for at, mutant in enumerate(mutants))
    return [mutant for rank, mutant in sorted(ranked, key=lambda one: one[0]) if rank <= share]


def install(mutant: Mutant) -> None:
    """Give the function the mutant's code."""
    function_of(mutant).__code__ = changed_code(mutant)


def function_of(mutant: Mutant) -> FunctionType:
    """The function that a mutant changes."""
    return _function(mutant.path, mutant.function)


def changed_code(mutant: Mutant) -> CodeType:
    """The code of the changed function; that alone is compiled, within its classes, which takes a tenth of the time of the module."""
    nodes, functions = _parsed(Path(mutant.path).read_text(encoding="utf-8"))
    true, owners = functions[mutant.function]
    at = next(place for place, node in enumerate(ast.walk(true)) if node is nodes[mutant.node])
    function = copy.deepcopy(true)
    target = next(islice(ast.walk(function), at, None))
    chosen = next(islice(alternatives(target), mutant.choice, None))
    _Replaced(target, chosen).visit(function)
    function.decorator_list = []
    body: ast.stmt = function
    for owner in reversed(owners):
        holder = copy.copy(owner)
        holder.bases, holder.keywords, holder.decorator_list, holder.body = [], [], [], [body]
        body = holder
    tree = ast.fix_missing_locations(ast.Module(body=[body], type_ignores=[]))
    return _code(compile(tree, mutant.path, "exec"), mutant.function)


@lru_cache(maxsize=64)
def _parsed(text: str) -> tuple[list[ast.AST], dict[str, tuple[ast.FunctionDef, tuple[ast.ClassDef, ...]]]]:
    """A module's nodes in the order of a walk, and its functions by name with the classes they stand in."""
    tree = ast.parse(text)
    return list(ast.walk(tree)), dict(_owned(tree, ()))


def _owned(node: ast.AST, owners: tuple[ast.ClassDef, ...]) -> Iterator[tuple[str, tuple[ast.FunctionDef, tuple[ast.ClassDef, ...]]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield ".".join((*(owner.name for owner in owners), child.name)), (child, owners)
        elif isinstance(child, ast.ClassDef):
            yield from _owned(child, (*owners, child))


class _Replaced(ast.NodeTransformer):
    """The tree with one node replaced by another in the same place."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old = old
        self.new = ast.copy_location(new, old) if hasattr(old, "lineno") and not hasattr(new, "lineno") else new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _inside(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.stmt]]:
    """Each node of the body but for annotations and docstrings, with the statement it stands in."""
    waiting: list[tuple[ast.AST, ast.stmt]] = [(statement, statement) for statement in reversed(function.body)]
    while waiting:
        node, statement = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        yield node, statement
        kept = [child for name, child in _children(node) if name not in ("annotation", "returns")]
        waiting.extend((child, child if isinstance(child, ast.stmt) else statement) for child in reversed(kept))


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def _span(node: ast.AST, statement: ast.stmt) -> tuple[int, int]:
    """The lines to pass over: the whole of a simple statement, the changed part of one that holds others."""
    holds = isinstance(statement, ast.If | ast.For | ast.While | ast.Match | ast.With | ast.Try | ast.FunctionDef)
    if not holds:
        return statement.lineno, statement.end_lineno or statement.lineno
    first = getattr(node, "lineno", statement.lineno)
    return (first, first if node is statement else getattr(node, "end_lineno", None) or first)


def _text(node: ast.AST) -> str:
    match node:
        case ast.If() | ast.While():
            text = f"if {ast.unparse(node.test)}:"
        case ast.Match():
            text = "match with cases " + " | ".join(ast.unparse(case.pattern) for case in node.cases)
        case ast.match_case():
            text = f"case {ast.unparse(node.pattern)}" + (f" if {ast.unparse(node.guard)}" if node.guard else "")
        case ast.comprehension():
            text = f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}" + "".join(f" if {ast.unparse(one)}" for one in node.ifs)
        case _:
            text = ast.unparse(node)
    return " ".join(text.split())[:SHOWN]


def _function(path: str, name: str) -> FunctionType:
    """The function object behind a property, a cache or a class method."""
    found: object = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    for part in name.split("."):
        found = vars(found)[part]
    while not isinstance(found, FunctionType):
        match found:
            case property():
                found = found.fget
            case cached_property():
                found = found.func
            case staticmethod() | classmethod():
                found = found.__func__
            case _:
                found = found.__wrapped__  # type: ignore[attr-defined]
    return found


def _code(code: CodeType, name: str) -> CodeType:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name:
                return constant
            if name.startswith(constant.co_qualname + "."):
                return _code(constant, name)
    raise LookupError(name)

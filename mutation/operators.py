"""What may be changed in a function: one slip of the pen at a time.

The slips are those that people make in this sort of code: a bound that is off by one, a comparison that takes or leaves the
edge, `and` for `or`, a condition that always or never holds, a negation lost, a mask of rows widened, a sort or a fill
forgotten, a statement left out. Changes that fail at once wherever they are run (a None for every value) are left out:
they raise the score and say nothing.
"""

import ast
from collections.abc import Iterator

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
OPPOSITES = {
    "min": "max",
    "any": "all",
    "isna": "notna",
    "first": "last",
    "head": "tail",
    "idxmin": "idxmax",
    "startswith": "endswith",
    "gt": "ge",
    "lt": "le",
    "eq": "ne",
    "union": "intersection",
    "cummin": "cummax",
    "search": "match",
    "ceil": "floor",
}
OPPOSITES |= {there: here for here, there in OPPOSITES.items()}
FORGOTTEN = {
    "dropna", "fillna", "sort_values", "sort_index", "drop_duplicates", "strip", "lstrip", "rstrip", "casefold", "lower", "upper",
    "unique", "clip", "normalize", "ffill", "cumsum", "removeprefix", "removesuffix",
}  # fmt: skip
"""Methods whose result may stand for what they are called on, so that forgetting one still runs."""


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """Each thing that could stand in the place of `node`."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        case ast.BoolOp():
            yield from _combined(node)
        case ast.UnaryOp():
            if not isinstance(node.operand, ast.Constant):
                yield node.operand
        case ast.Constant():
            yield from _constants(node)
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.Call():
            yield from _calls(node)
        case ast.Slice():
            yield from _slices(node)
        case ast.stmt():
            yield from _statements(node)
        case ast.comprehension():
            yield from (
                ast.comprehension(node.target, node.iter, [*node.ifs[:at], *node.ifs[at + 1 :]], node.is_async)
                for at in range(len(node.ifs))
            )
        case ast.match_case() if node.guard is not None:
            yield ast.match_case(node.pattern, None, node.body)
        case _:
            return


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        other = COMPARISONS[type(operator)]()
        yield ast.Compare(node.left, [*node.ops[:at], other, *node.ops[at + 1 :]], node.comparators)


def _combined(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for at in range(len(node.values)):
        rest = [*node.values[:at], *node.values[at + 1 :]]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int() | float():
            yield ast.Constant(node.value + 1)
        case str():
            yield ast.Constant("XX" + node.value)
        case _:
            return


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    match node.func:
        case ast.Attribute(value=inner, attr=name):
            if name in OPPOSITES:
                yield ast.Call(ast.Attribute(inner, OPPOSITES[name], ast.Load()), node.args, node.keywords)
            if name in FORGOTTEN:
                yield inner
            for at in range(len(node.keywords)):
                yield ast.Call(node.func, node.args, [*node.keywords[:at], *node.keywords[at + 1 :]])
        case ast.Name(id=name):
            if name in OPPOSITES:
                yield ast.Call(ast.Name(OPPOSITES[name], ast.Load()), node.args, node.keywords)
            if name in ("sorted", "reversed"):
                yield ast.Call(ast.Name("list", ast.Load()), node.args[:1], [])
            if name == "abs":
                yield node.args[0]
        case _:
            return


def _slices(node: ast.Slice) -> Iterator[ast.AST]:
    if node.lower is not None:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield ast.Slice(node.lower, None, node.step)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.If():
            yield ast.If(ast.Constant(True), node.body, node.orelse)
            yield ast.If(ast.Constant(False), node.body, node.orelse)
        case ast.While():
            yield ast.While(ast.Constant(False), node.body, node.orelse)
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.AugAssign():
            yield ast.Pass()
            if type(node.op) in ARITHMETIC:
                yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Match() if len(node.cases) > 1:
            yield from (ast.Match(node.subject, [*node.cases[:at], *node.cases[at + 1 :]]) for at in range(len(node.cases)))
        case _:
            return

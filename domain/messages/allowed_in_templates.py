"""What a message's template may hold: a small part of Jinja2, so that none runs for ever, or says what it should not.

A template is judged by its syntax tree before anything of it is run, compiled or folded. What passes has no loop and
prints nothing but its own words and the candidate's values: it ends, and soon.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from jinja2 import nodes

from domain.messages.values import NAMES

FILTERS: Final = ("capitalize", "default", "length", "lower", "replace", "title", "trim", "upper")
"""What may stand behind `|`."""

METHODS: Final = ("capitalize", "endswith", "lower", "lstrip", "rstrip", "startswith", "strip", "title", "upper")
"""What may stand behind a name's dot and be called."""

TESTS: Final = ("defined", "none", "undefined")
"""What may stand behind `is`."""

LARGEST_FILE: Final = 64 * 1024
"""Bytes of one file."""

_ALIASES: Final = {"d": "default", "count": "length"}
_ASKING: Final = ("startswith", "endswith")
_MOST_PARTS: Final = 20
"""Pieces that `~` may join within one expression: each may be as long as a value."""
_MOST_FILTERS: Final = 10
"""Filters behind each other: compiling them takes the square of their number, some seconds for a file full of fifty."""
_DEEPEST: Final = 50
_LARGEST_NUMBER: Final = 10**9

_ENOUGH: Final = "a message may hold words, names, {% if … %} and {% include … %}"
_STATEMENTS: Final[dict[type[nodes.Node], str]] = {
    nodes.For: "{% for … %} is a loop, and messages have none; write out what it should say",
    nodes.Assign: "{% set … %} isn't allowed in a message; write the value where it's needed",
    nodes.AssignBlock: "{% set … %} isn't allowed in a message; write the text where it's needed",
    nodes.With: "{% with … %} isn't allowed in a message; write the value where it's needed",
    nodes.Macro: "{% macro … %} isn't allowed in a message; move the text into a part and write {% include … %}",
    nodes.CallBlock: "{% call … %} isn't allowed in a message; move the text into a part and write {% include … %}",
    nodes.Import: "{% import … %} isn't allowed in a message; write {% include … %}",
    nodes.FromImport: "{% from … %} isn't allowed in a message; write {% include … %}",
    nodes.Extends: "{% extends … %} isn't allowed in a message; write {% include … %}",
    nodes.Block: "{% block … %} isn't allowed in a message; write {% include … %}",
    nodes.FilterBlock: "{% filter … %} isn't allowed in a message; put the filter behind each name",
}
_EXPRESSIONS: Final[dict[type[nodes.Node], str]] = {
    nodes.Mod: "% isn't allowed in a message; write the words and the names one after the other",
    nodes.Getitem: "square brackets aren't allowed in a message; write a name such as candidate.first_name",
    nodes.List: "a list may stand behind `in` only, as in {% if application.level in ['Senior', 'Lead'] %}",
    nodes.Tuple: "a list may stand behind `in` only, as in {% if application.level in ['Senior', 'Lead'] %}",
    nodes.Dict: f"a table isn't allowed in a message; {_ENOUGH}",
}


class Refusal(NamedTuple):
    """Something that messages may not hold: its line in the template, and half a sentence that says what to do."""

    line: int
    said: str


def refused(tree: nodes.Template) -> Iterator[Refusal]:
    """What a template holds and may not, in order of its lines. Runs nothing of it."""
    if deep := _too_deep(tree):
        yield Refusal(deep, "it is nested too deeply; make it simpler")
        return
    found: list[Refusal] = []
    _statements(tree.body, found)
    yield from dict.fromkeys(sorted(found))


@lru_cache(maxsize=512)
def includes(tree: nodes.Template) -> tuple[tuple[str, int], ...]:
    """The parts that a template includes by name, each time that it does, with the line."""
    return tuple(
        (node.template.value, node.lineno)
        for node in tree.find_all(nodes.Include)
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
    )


def _too_deep(tree: nodes.Node) -> int:
    """The line where it goes too deep, else 0. Goes through the tree without recursion, for the same reason."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return node.lineno or 1
        waiting += ((child, depth + 1) for child in node.iter_child_nodes())
    return 0


# --- statements ---------------------------------------------------------------------------------------------------


def _statements(body: list[nodes.Node], found: list[Refusal]) -> None:
    for node in body:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    _Expression(found).printed(part)
            case nodes.If():
                for branch in (node, *node.elif_):
                    _Expression(found).asked(branch.test)
                    _statements(branch.body, found)
                _statements(node.else_, found)
            case nodes.Include():
                name = node.template
                if not (isinstance(name, nodes.Const) and isinstance(name.value, str)):
                    found.append(Refusal(node.lineno, 'write the part\'s name in quotes: {% include "_footer.md" %}'))
            case _:
                said = _STATEMENTS.get(type(node), f"{{% … %}} of this kind isn't allowed in a message; {_ENOUGH}")
                found.append(Refusal(node.lineno, said))


# --- expressions --------------------------------------------------------------------------------------------------

_Kind = Literal["text", "number", "either", "nothing"]
"""What comes out of an expression; `nothing`: it was refused already, so no more is said about it."""


class _Expression:
    """One expression as it is looked through."""

    def __init__(self, found: list[Refusal]) -> None:
        self._found = found
        self._parts = 0

    def printed(self, node: nodes.Node) -> None:
        """Between `{{` and `}}`, or text."""
        if not isinstance(node, nodes.TemplateData):
            self._value(node)

    def asked(self, node: nodes.Node) -> None:
        """Behind `{% if`, or as a part of such a question."""
        match node:
            case nodes.Not():
                self.asked(node.node)
            case nodes.And() | nodes.Or():
                self.asked(node.left)
                self.asked(node.right)
            case nodes.Compare():
                self._compared(node)
            case nodes.Test():
                self._tested(node)
            case nodes.Call() if _method(node) in _ASKING:
                self._called(node)
            case nodes.Const(value=bool() | None):
                pass
            case _:
                self._value(node)

    def _refuse(self, node: nodes.Node, said: str) -> _Kind:
        self._found.append(Refusal(node.lineno, said))
        return "nothing"

    def _value(self, node: nodes.Node) -> _Kind:  # noqa: C901  one arm for each kind, which is easiest read in one place
        """What is printed, joined, or handed to a filter."""
        match node:
            case nodes.Const():
                return self._constant(node)
            case nodes.Name():
                if NAMES.get(node.name):
                    one = f"{node.name}.{NAMES[node.name][0]}"
                    return self._refuse(node, f"{node.name} holds several names; write one of them, such as {one}")
                return "text"  # an unknown one is told by those who know the names
            case nodes.Getattr():
                if isinstance(node.node, nodes.Name):
                    if node.attr in METHODS and node.attr not in NAMES.get(node.node.name, ()):
                        return self._refuse(node, f"{node.attr} needs its brackets: .{node.attr}(…)")
                    return "text"
                return self._refuse(node, f"{node.attr} is not a name that messages may use")
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Concat():
                self._parts += len(node.nodes)
                if self._parts > _MOST_PARTS:
                    return self._refuse(node, f"~ joins more than {_MOST_PARTS} pieces; write them one after the other")
                for part in node.nodes:
                    self._value(part)
                return "text"
            case nodes.CondExpr():
                self.asked(node.test)
                one = self._value(node.expr1)
                return _common(one, self._value(node.expr2) if node.expr2 is not None else "text")
            case nodes.And() | nodes.Or():
                return _common(self._value(node.left), self._value(node.right))
            case nodes.Call():
                if _method(node) in _ASKING:
                    return self._refuse(node, f"{_method(node)} is a question; put it into {{% if … %}}")
                return self._called(node)
            case nodes.Not() | nodes.Compare() | nodes.Test():
                return self._refuse(node, "a comparison prints nothing; use it in {% if … %}")
            case nodes.BinExpr() if not isinstance(node, nodes.Mod):
                return self._refuse(node, f"messages do not calculate; write the result in place of {node.operator}")
            case nodes.UnaryExpr():
                return self._refuse(node, "messages do not calculate; write the result")
            case _:
                return self._refuse(node, _EXPRESSIONS.get(type(node), f"this isn't allowed in a message; {_ENOUGH}"))

    def _constant(self, node: nodes.Const) -> _Kind:
        match node.value:
            case bool() | None:
                return self._refuse(node, "true, false and none can't be printed; use them in {% if … %}")
            case str() as text:
                if all(c.isprintable() or c in "\n\t" for c in text):
                    return "text"
                return self._refuse(node, "text in quotes can't contain invisible characters")
            case int() | float() as number if math.isfinite(number) and abs(number) <= _LARGEST_NUMBER:
                return "number"
            case _:
                return self._refuse(node, "this number is too large; write it as words in quotes")

    def _filtered(self, node: nodes.Filter) -> _Kind:
        name = _ALIASES.get(node.name, node.name)
        if _in_a_row(node) > _MOST_FILTERS:
            return self._refuse(node, f"more than {_MOST_FILTERS} filters stand behind each other; write fewer")
        if name not in FILTERS:
            return self._refuse(node, no_filter("filter", node.name, FILTERS))
        if node.node is None:
            return self._refuse(node, _STATEMENTS[nodes.FilterBlock])
        kind = self._value(node.node)
        args = list(node.args)
        if name == "default":
            also = [k.value for k in node.kwargs if k.key == "boolean"]
            flags = [*args[1:], *also]
            usual = len(args) >= 1 and len(flags) <= 1 and len(also) == len(node.kwargs)
            if not usual or _unpacks(node) or not all(isinstance(f, nodes.Const) for f in flags):
                return self._refuse(node, 'write default with what to say instead: default("…", true)')
            return _common(kind, self._value(args[0]))
        least, most = {"replace": (2, 2), "trim": (0, 1)}.get(name, (0, 0))
        if not least <= len(args) <= most or node.kwargs or _unpacks(node):
            how = 'replace("this", "that")' if name == "replace" else f"{name} with nothing in brackets"
            return self._refuse(node, f"write {how}")
        words = [self._is_text(one, f"the filter {name}") for one in args]
        if kind in ("number", "either"):
            return self._refuse(node, f"the filter {name} works on words only")
        if kind == "nothing" or not all(words):
            return "nothing"
        return "number" if name == "length" else "text"

    def _is_text(self, node: nodes.Node, what: str) -> bool:
        kind = self._value(node)
        if kind in ("number", "either"):
            self._refuse(node, f"{what} takes words in quotes, or a name")
        return kind == "text"

    def _called(self, node: nodes.Call) -> _Kind:
        name = _method(node)
        if name is None:
            called = node.node.name if isinstance(node.node, nodes.Name) else "this"
            return self._refuse(node, f"{called}(…) isn't allowed in a message; {_ENOUGH}")
        if name not in METHODS:
            return self._refuse(node, no_filter("way to ask a name for", f"{name}(…)", METHODS))
        assert isinstance(node.node, nodes.Getattr)
        least, most = (1, 1) if name in _ASKING else (0, 1) if name.endswith("strip") else (0, 0)
        if not least <= len(node.args) <= most or node.kwargs or _unpacks(node):
            inside = "words in quotes" if least else "nothing"
            return self._refuse(node, f"write {name}(…) with {inside} between its brackets")
        self._is_text(node.node.node, f"{name}(…)")
        for one in node.args:
            self._is_text(one, f"{name}(…)")
        return "text"

    def _tested(self, node: nodes.Test) -> None:
        if node.name not in TESTS:
            self._refuse(node, no_filter("test", node.name, TESTS))
        elif node.args or node.kwargs or _unpacks(node):
            self._refuse(node, f"write `is {node.name}` with nothing behind it")
        else:
            self._value(node.node)

    def _compared(self, node: nodes.Compare) -> None:
        left = self._operand(node.expr)
        for operand in node.ops:
            if operand.op in ("in", "notin"):
                if isinstance(operand.expr, nodes.List | nodes.Tuple):
                    self._listed(operand.expr)
                    right: _Kind = "nothing"
                else:
                    right = self._operand(operand.expr)
                    if not {left, right} <= {"text", "nothing"}:
                        self._refuse(node, "`in` looks for words within words; put both in quotes, or use names")
            else:
                right = self._operand(operand.expr)
                if (
                    operand.op not in ("eq", "ne")
                    and "nothing" not in (left, right)
                    and (left != right or left == "either")
                ):
                    self._refuse(node, "words and numbers cannot be compared by size; compare numbers with numbers")
            left = right

    def _operand(self, node: nodes.Node) -> _Kind:
        """A value, or one of the constants that only a comparison may hold."""
        return "either" if isinstance(node, nodes.Const) and isinstance(node.value, bool | None) else self._value(node)

    def _listed(self, node: nodes.List | nodes.Tuple) -> None:
        for one in node.items:
            if isinstance(one, nodes.Const):
                self._operand(one)
            else:
                self._refuse(one, "a list behind `in` holds words in quotes only")


def no_filter(what: str, name: str, known: tuple[str, ...]) -> str:
    """`there is no filter uper; did you mean upper?`"""
    near = difflib.get_close_matches(name.partition("(")[0], known, n=1)
    return f"there is no {what} {name}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")


def _method(node: nodes.Call) -> str | None:
    """What is called, where it is something behind a dot."""
    return node.node.attr if isinstance(node.node, nodes.Getattr) else None


def _in_a_row(node: nodes.Filter) -> int:
    """How many filters end in this one."""
    number, before = 1, node.node
    while isinstance(before, nodes.Filter):
        number, before = number + 1, before.node
    return number


def _unpacks(node: nodes.Call | nodes.Filter | nodes.Test) -> bool:
    return node.dyn_args is not None or node.dyn_kwargs is not None


def _common(one: _Kind, other: _Kind) -> _Kind:
    if "nothing" in (one, other):
        return "nothing"
    return one if one == other else "either"

"""Rules about a message's template: it can be filled, its names exist, and what may be empty leaves no hole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from jinja2 import nodes

from domain.lint.page import Complaint, Page, of_messages
from domain.messages.render import Rendered
from domain.messages.template_errors import in_words
from domain.messages.template_parsing import faults, unknown, unknown_names
from domain.messages.values import NAMES, REQUIRED

ALWAYS_KNOWN: Final = frozenset({*REQUIRED, "candidate.full_name"})
"""What every candidate has; everything else may be empty."""


def broken_template(page: Page) -> Iterator[Complaint]:
    """`broken-template`: a `{% if %}` without its end, a loop, or anything else that messages may not hold."""
    wrong = [fault for fault in faults(page.playbook, page.path) if fault.key in page.keys]
    for fault in wrong:
        yield _broken(page.line_of(fault.key, fault.line), fault.said)
    broken = wrong or any(unknown_names(page.playbook, key) for key in page.keys)
    if not broken and page.whole:
        for rendered in page.filled.values():
            if not isinstance(rendered, Rendered):
                yield Complaint(_line_said(page, rendered), "broken-template", rendered)


def _broken(line: int, said: str) -> Complaint:
    said = in_words(said).rstrip(".")
    return Complaint(line, "broken-template", f"The template is not right: {said}{'' if said.endswith('?') else '.'}")


def _line_said(page: Page, sentence: str) -> int:
    """The line that a MessageError names, if it is one of this file."""
    start = f"messages/{page.path}, line "
    number = sentence[len(start) :].partition(":")[0] if sentence.startswith(start) else ""
    return int(number) if number.isdigit() else page.first_line


def unknown_name(page: Page) -> Iterator[Complaint]:
    """`unknown-name`: a name that no candidate will ever have."""
    for key in page.keys:
        for name, line in unknown_names(page.playbook, key):
            said = unknown(name)
            yield Complaint(page.line_of(key, line), "unknown-name", said if said.endswith("?") else f"{said}.")


def unguarded_name(page: Page) -> Iterator[Complaint]:
    """`unguarded-name`: a name that may be empty, printed without asking first."""
    for key, tree in page.trees.items():
        for name, line in dict.fromkeys(_unguarded(tree, frozenset())):
            yield Complaint(
                page.line_of(key, line),
                "unguarded-name",
                f"{name!r} may be empty; print it within {{% if {name} %}}…{{% endif %}}, "
                f'or say what else to print: {{{{ {name} or "…" }}}}.',
            )


@of_messages
def empty_message(page: Page) -> Iterator[Complaint]:
    """`empty-message`, `no-subject`: nothing to read, or nothing to open it for."""
    if not page.reads.body.strip():
        yield Complaint(page.message.line, "empty-message", "The message says nothing; write its text.")
    if not page.sms and not page.reads.subject:
        yield Complaint(
            page.subject_line, "no-subject", "There is no subject; put `subject:` into the lines between the dashes."
        )


# --- which names are asked for before they are printed ------------------------------------------------------------


def _unguarded(node: nodes.Node, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Names that a part of a template prints although they may be empty; `known` are those that are not, here."""
    match node:
        case nodes.If():
            before = known
            for branch in (node, *node.elif_):
                for child in branch.body:
                    yield from _unguarded(child, before | _if_true(branch.test))
                before = before | _if_false(branch.test)
            for child in node.else_:
                yield from _unguarded(child, before)
        case nodes.Output():
            for part in node.nodes:
                yield from _printed(part, known)
        case _:
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Stmt):
                    yield from _unguarded(child, known)


def _printed(expression: nodes.Node, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    match expression:
        case nodes.CondExpr():
            yield from _printed(expression.expr1, known | _if_true(expression.test))
            if expression.expr2 is not None:
                yield from _printed(expression.expr2, known | _if_false(expression.test))
        case nodes.Or():
            yield from _first_choice(expression.left, known)
            yield from _printed(expression.right, known | _if_false(expression.left))
        case nodes.And():
            yield from _printed(expression.right, known | _if_true(expression.left))
        case nodes.Filter(name="default" | "d") if len(expression.args) > 1:  # `default("…", true)`
            yield from _printed(expression.args[0], known)
        case _:
            name = _name(expression)
            if name and name not in known and name not in ALWAYS_KNOWN:
                yield name, expression.lineno
            elif not name:
                for child in expression.iter_child_nodes():
                    yield from _printed(child, known)


def _first_choice(left: nodes.Node, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    """What stands before `or` may be empty: something else is printed then."""
    if isinstance(left, nodes.Or):
        yield from _first_choice(left.left, known)
        yield from _first_choice(left.right, known)
    elif not _name(left):
        yield from _printed(left, known)


def _name(node: nodes.Node) -> str:
    """`promise.by` for the node of one of our names, else nothing."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        group = node.node.name
        return f"{group}.{node.attr}" if node.attr in NAMES.get(group, ()) else ""
    if isinstance(node, nodes.Name):
        return node.name if NAMES.get(node.name) == () else ""
    return ""


def _if_true(test: nodes.Node) -> frozenset[str]:
    """The names that are certainly not empty where the condition holds."""
    match test:
        case nodes.And():
            return _if_true(test.left) | _if_true(test.right)
        case nodes.Or():
            return _if_true(test.left) & _if_true(test.right)
        case nodes.Not():
            return _if_false(test.node)
        case nodes.Compare() if [o.op for o in test.ops] == ["eq"]:
            return frozenset() if _is_blank(test.ops[0].expr) else _names_in(test)
        case _:
            return _names_in(test)  # what asks about a name in some other way is taken to know what it asks


def _if_false(test: nodes.Node) -> frozenset[str]:
    """The names that are certainly not empty where the condition does not hold."""
    match test:
        case nodes.Not():
            return _if_true(test.node)
        case nodes.Or():
            return _if_false(test.left) | _if_false(test.right)
        case nodes.And():
            return _if_false(test.left) & _if_false(test.right)
        case nodes.Compare() if [o.op for o in test.ops] == ["eq"] and _is_blank(test.ops[0].expr):
            return _names_in(test)
        case _:
            return frozenset()


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and not node.value


def _names_in(node: nodes.Node) -> frozenset[str]:
    inner: Iterable[nodes.Node] = node.find_all((nodes.Getattr, nodes.Name))
    return frozenset(filter(None, (_name(node), *(_name(one) for one in inner))))


RULES: Final = (broken_template, unknown_name, unguarded_name, empty_message)

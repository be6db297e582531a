"""Messages: which file speaks, and its words for one candidate (R10, R11).

Templates are written by recruiters and filled with what candidates and other systems sent. So they run in Jinja2's
sandbox, may use the names of `NAMES` and no others, and every value is escaped for Markdown: a candidate called
`[x](http://evil)` is greeted by exactly these letters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import FunctionLoader
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from domain.message_files import MAIL, TEXT, file_for, files_of, part_for, parts_of, variants_of
from domain.message_values import (
    NAMES,
    SAMPLE_BARE,
    SAMPLE_FULL,
    Empty,
    Group,
    Verbatim,
    escape_markdown,
    plain_line,
    values_of,
)
from domain.playbook import Playbook
from domain.template_words import in_words
from domain.variants import misnamed_weights

__all__ = [
    "NAMES",
    "SAMPLE_BARE",
    "SAMPLE_FULL",
    "MessageError",
    "Rendered",
    "Verbatim",
    "check_messages",
    "fill",
    "render",
    "variants_of",
]


class MessageError(ValueError):
    """A message that cannot be rendered; one sentence that names file, line and the name it stumbled over."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words for one candidate, and the file they came from. `body` is Markdown for mail, plain for texts."""

    subject: str
    body: str
    path: str


def render(
    playbook: Playbook, name: str, *, sms: bool, locale: str | None, variant: str, context: Mapping[str, Any]
) -> Rendered:
    """Fill the message `name` (such as `interview/thank-you`) for one candidate.

    The file is the closest to locale and variant that exists. Names of `NAMES` that the context lacks count as "".
    Raises MessageError where there is no such file, or the file asks for a name that does not exist, prints a
    required one that is empty, or tries what the sandbox forbids.
    """
    path = file_for(playbook, name, sms=sms, locale=locale, variant=variant)
    if path is None:
        raise MessageError(f"There is no file messages/{name}{TEXT if sms else MAIL}; add it, or use another message.")
    return fill(playbook, path, context)


def check_messages(playbook: Playbook) -> list[str]:
    """One sentence for each thing in the playbook's messages that would fail for some candidate, or never be sent.

    Looks at every file of every message in use, branches not taken included, so that an unknown name is found when
    the playbook is checked (DESIGN, "Contract: playbook").
    """
    used = {s.message for rules in playbook.stages.values() for s in rules.steps if s.message}
    findings: list[str] = list(misnamed_weights(playbook))
    for name in sorted({*used, playbook.receipt_message}):
        paths = files_of(playbook, name)
        if not playbook.has_message(name):
            near = playbook.near_message(name) or "; add it, or use another message."
            findings.append(f"There is no file messages/{name}.md{near}")
        for path in paths:
            findings.extend(_failures(playbook, path))
    return list(dict.fromkeys(findings))


def english_parts(playbook: Playbook) -> list[str]:
    """Where a file in another language includes a part that is there in English alone, a sentence each."""
    found: dict[str, None] = {}
    for path in sorted(playbook.messages):
        parts = parts_of(path)
        if parts is None or parts.english:
            continue
        try:
            tree = parsed(playbook, path)
        except Exception:  # noqa: S112 - what cannot be read is told by `check_messages`
            continue
        for name in sorted(included_in(playbook, path, tree)):
            part = parts_of(name)
            if part is not None and name in playbook.messages and not part.tag:
                better = f"{part.name}.{parts.tag}{TEXT if part.sms else MAIL}"
                said = f"messages/{path} includes {name}, which is there in English alone; add messages/{better}."
                found[said] = None
    return list(found)


def _failures(playbook: Playbook, path: str) -> Iterator[str]:
    try:
        yield from _unknown_names(playbook, path)
        for sample in (SAMPLE_FULL, SAMPLE_BARE):
            rendered = fill(playbook, path, sample)
            if not rendered.body.strip():
                yield f"messages/{path} says nothing; write its text below the front matter."
            if path.endswith(".md") and not rendered.subject:
                yield f"messages/{path} has no subject; put `subject:` into its front matter."
    except MessageError as error:
        yield str(error)


def _unknown_names(playbook: Playbook, path: str) -> Iterator[str]:
    """Names that no candidate will ever have, found without rendering."""
    for key in (path, path + SUBJECT):
        try:
            found = list(unknown_in(parsed(playbook, key)))
        except TemplateSyntaxError as error:
            raise _error(playbook, key, error.lineno, error.message) from None
        for name, line in found:
            yield str(_error(playbook, key, line, unknown(name)))


def parsed(playbook: Playbook, key: str) -> nodes.Template:
    """A file, or with `SUBJECT` behind its path its subject, as Jinja2's syntax tree. Raises TemplateSyntaxError."""
    return syntax(playbook).parse(source_of(playbook, key), key)


def source_of(playbook: Playbook, key: str) -> str:
    message = playbook.messages[key.removesuffix(SUBJECT)]
    return message.subject if key.endswith(SUBJECT) else message.body


def syntax(playbook: Playbook) -> SandboxedEnvironment:
    """Jinja2 as messages are read with it."""
    return _environment(_ByVersion(playbook.version, playbook), markdown=False)


def unknown_in(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Names that messages may not use, with their lines in the body. Raises TemplateSyntaxError for an odd filter."""
    undeclared = find_undeclared_variables(tree) - set(NAMES)
    for node in tree.find_all(nodes.Name):
        if node.name in undeclared:
            yield node.name, node.lineno
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.attr not in NAMES.get(part.node.name, (part.attr,)):
            yield f"{part.node.name}.{part.attr}", part.lineno


# --- words --------------------------------------------------------------------------------------------------------


class _Undefined(StrictUndefined):
    """An unknown name, told in words a recruiter understands."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        group = self._undefined_obj
        name = f"{group._name}.{self._undefined_name}" if isinstance(group, Group) else str(self._undefined_name)
        return unknown(name)


def unknown(name: str) -> str:
    """What is wrong with a name, and which one is near."""
    group, _, _ = name.partition(".")
    if NAMES.get(group):
        known = [f"{group}.{f}" for f in NAMES[group]]
    else:
        known = [f"{g}.{f}" for g, fields in NAMES.items() for f in fields] + [g for g, f in NAMES.items() if not f]
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name!r} is not a name that messages may use; " + (
        f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known if '.' in name else NAMES)}"
    )


@dataclass(frozen=True, slots=True)
class _ByVersion:
    """A playbook as a cache key: the version names the content, so nothing else need be compared."""

    version: str
    playbook: Playbook = field(compare=False)


SUBJECT: Final = "#subject"
"""Behind a path it means the file's subject, which is a template of its own."""


class _Environment(SandboxedEnvironment):
    """The sandbox, in which a part is included in the language of the file that includes it."""

    def __init__(self, playbook: Playbook, **options: Any) -> None:
        super().__init__(**options)
        self._playbook = playbook

    def join_path(self, template: str, parent: str) -> str:
        return part_for(self._playbook, template, parent.removesuffix(SUBJECT))


def included_in(playbook: Playbook, path: str, tree: nodes.Template) -> frozenset[str]:
    """The parts that a file includes by name: those of its own language where there are such."""
    return frozenset(part_for(playbook, name, path) for name in find_referenced_templates(tree) if name)


@lru_cache(maxsize=16)
def _environment(key: _ByVersion, *, markdown: bool) -> SandboxedEnvironment:
    """The sandbox for one version's files; compiled templates live as long as it does."""
    messages = key.playbook.messages

    def load(name: str) -> tuple[str, str, None] | None:
        message = messages.get(name.removesuffix(SUBJECT))
        # The name doubles as the file name, so that a traceback's frames tell where in which file we are.
        if message is None:
            return None
        source = message.subject if name.endswith(SUBJECT) else message.body
        return _LINE_END.sub(_keep_line_end, source), name, None

    return _Environment(
        key.playbook,
        loader=FunctionLoader(load),
        undefined=_Undefined,
        finalize=_for_markdown if markdown else _for_text,
        autoescape=False,  # Markdown is not HTML; `finalize` escapes
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # so that an included signature ends its own line
        auto_reload=False,
    )


_LINE_END: Final = re.compile(r"^.*\{[%#](?:(?![%#]\}).)*(?<![-+])[%#]\}$", re.MULTILINE)
_TAG: Final = re.compile(r"\{([%#]).*?\1\}")


def _keep_line_end(found: re.Match[str]) -> str:
    """A line of nothing but `{% … %}` leaves no line behind (`trim_blocks`); one with words keeps its end.

    Without this the `{% endif %}` at the end of a list item would run two items together.
    """
    line = found[0]
    return f"{line[:-2]}+{line[-2:]}" if _TAG.sub("", line).strip() else line


def _for_markdown(value: object) -> object:
    text = _printable(value)
    return text if isinstance(text, Verbatim) else escape_markdown(text)


def _for_text(value: object) -> object:
    return plain_line(_printable(value))


def _printable(value: object) -> str:
    """What `{{ … }}` prints. Raises MessageError for a required value that is empty, and for a whole group."""
    if isinstance(value, Empty):
        raise MessageError(f"{value.name!r} is empty for this candidate, and the message cannot do without it")
    if isinstance(value, Group):
        raise MessageError(f"{value!s} holds several names; write one of them, such as {value}.{NAMES[str(value)][0]}")
    return value if isinstance(value, str) else str(value)


_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")


def fill(playbook: Playbook, path: str, context: Mapping[str, Any]) -> Rendered:
    """Fill one file, such as `interview/thank-you.b.de.md`; dates are in its language. Raises MessageError."""
    sms = path.endswith(TEXT)
    parts = parts_of(path)
    values = cache(lambda: values_of(context, parts.tag if parts else ""))
    subject = "" if sms else _fill(playbook, path + SUBJECT, values, markdown=False)
    body = _fill(playbook, path, values, markdown=not sms)
    body = plain_line(body) if sms else _BLANKS.sub("\n\n", body).strip()
    return Rendered(" ".join(subject.split()), body, path)


def _fill(playbook: Playbook, key: str, values: Callable[[], Mapping[str, Any]], *, markdown: bool) -> str:
    try:
        environment = _environment(_ByVersion(playbook.version, playbook), markdown=markdown)
        return environment.get_template(key).render(values())
    except TemplateSyntaxError as error:
        raise _error(playbook, error.name or key, error.lineno, error.message) from None
    except Exception as error:  # a template can raise anything; whoever reads this wrote words, not code
        file, line = _last_frame(playbook, error) or (key, 1)
        if isinstance(error, TemplateNotFound):
            said = f"it includes {error.name!r}, which is not below messages/"
        else:
            said = str(error).rstrip(".") or type(error).__name__
        raise _error(playbook, file, line, said) from None


def _last_frame(playbook: Playbook, error: BaseException) -> tuple[str, int] | None:
    """Where in the files the error arose: Jinja2 puts the templates' own lines into its tracebacks."""
    found, trace = None, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.removesuffix(SUBJECT) in playbook.messages:
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found


def _error(playbook: Playbook, key: str, line: int, said: str | None) -> MessageError:
    """`messages/interview/invite.md, line 7: …`: lines counted from the top of the file, front matter included."""
    path = key.removesuffix(SUBJECT)
    offset = playbook.messages[path].line - 1 if path in playbook.messages else 0
    place = f"line {line + offset}" if key == path else "in the subject"
    said = in_words(said or "cannot be read").replace("\n", " ").rstrip(".")
    return MessageError(f"messages/{path}, {place}: {said}{'' if said.endswith('?') else '.'}")

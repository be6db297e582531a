"""Messages: which file speaks, and its words for one candidate (R10, R11).

Templates are written by recruiters and filled with what candidates and other systems sent. So they run in Jinja2's
sandbox, may use the names of `NAMES` and no others, and every value is escaped for Markdown: a candidate called
`[x](http://evil)` is greeted by exactly these letters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import FunctionLoader
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

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

__all__ = [
    "NAMES",
    "SAMPLE_BARE",
    "SAMPLE_FULL",
    "MessageError",
    "Rendered",
    "Verbatim",
    "check_messages",
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
    path = _choose(playbook, name, sms, locale, variant)
    if path is None:
        raise MessageError(f"There is no file messages/{name}{_suffix(sms)}; add it, or use another message.")
    return _render_file(playbook, path, context)


def variants_of(playbook: Playbook, name: str, *, sms: bool, locale: str | None) -> tuple[str, ...]:
    """The variants a candidate with this locale can get: "" for the base, then letters. Empty if there is no file."""
    base = _choose(playbook, name, sms, locale, "")
    if base is None:
        return ()
    letters = sorted({letter for _, letter in _files_of(playbook, name, sms) if letter})
    return ("", *(v for v in letters if _choose(playbook, name, sms, locale, v) != base))


def check_messages(playbook: Playbook) -> list[str]:
    """One sentence for each thing in the playbook's messages that would fail for some candidate.

    Looks at every file of every message in use, branches not taken included, so that an unknown name is found when
    the playbook is checked (DESIGN, "Contract: playbook").
    """
    used = {s.message for rules in playbook.stages.values() for s in rules.steps if s.message}
    findings: list[str] = []
    for name in sorted({*used, playbook.receipt_message}):
        paths = [path for sms in (False, True) for path, _ in _files_of(playbook, name, sms)]
        if not playbook.has_message(name):
            findings.append(f"There is no file messages/{name}.md; add it, or use another message.")
        for path in paths:
            findings.extend(_failures(playbook, path))
    return list(dict.fromkeys(findings))


def _failures(playbook: Playbook, path: str) -> Iterator[str]:
    try:
        yield from _unknown_names(playbook, path)
        for sample in (SAMPLE_FULL, SAMPLE_BARE):
            rendered = _render_file(playbook, path, sample)
            if not rendered.body.strip():
                yield f"messages/{path} says nothing; write its text below the front matter."
            if path.endswith(".md") and not rendered.subject:
                yield f"messages/{path} has no subject; put `subject:` into its front matter."
    except MessageError as error:
        yield str(error)


def _unknown_names(playbook: Playbook, path: str) -> Iterator[str]:
    """Names that no candidate will ever have, found without rendering."""
    environment = _environment(_ByVersion(playbook.version, playbook), markdown=False)
    for key, source in ((path, playbook.messages[path].body), (path + _SUBJECT, playbook.messages[path].subject)):
        try:
            tree = environment.parse(source, key)
        except TemplateSyntaxError as error:
            raise _error(playbook, key, error.lineno, error.message) from None
        undeclared = find_undeclared_variables(tree) - set(NAMES)
        used = [(node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.name in undeclared]
        used += [
            (f"{node.node.name}.{node.attr}", node.lineno)
            for node in tree.find_all(nodes.Getattr)
            if isinstance(node.node, nodes.Name) and node.attr not in NAMES.get(node.node.name, (node.attr,))
        ]
        for name, line in used:
            yield str(_error(playbook, key, line, _unknown(name)))


# --- which file ---------------------------------------------------------------------------------------------------


def _suffix(sms: bool) -> str:
    return ".sms.txt" if sms else ".md"


def _choose(playbook: Playbook, name: str, sms: bool, locale: str | None, variant: str) -> str | None:
    """The language first, the variant second: a test in English must not turn a German mail into an English one."""
    language, _, region = (locale or "").replace("_", "-").partition("-")
    tags = [f".{language.lower()}-{region.upper()}"] if region else []
    tags += [f".{language.lower()}"] if language else []
    for tag in (*tags, ""):
        for letter in (f".{variant}", "") if variant else ("",):
            if (path := f"{name}{letter}{tag}{_suffix(sms)}") in playbook.messages:
                return path
    return None


def _files_of(playbook: Playbook, name: str, sms: bool) -> list[tuple[str, str]]:
    """Every file of a message with its variant's letter, in all languages."""
    shape = re.compile(
        re.escape(name) + r"(?:\.(?P<letter>[a-z]))?(?:\.[a-z]{2,3}(?:-[A-Z0-9]{2,4})?)?" + re.escape(_suffix(sms))
    )
    return [(path, m["letter"] or "") for path in sorted(playbook.messages) if (m := shape.fullmatch(path))]


# --- words --------------------------------------------------------------------------------------------------------


class _Undefined(StrictUndefined):
    """An unknown name, told in words a recruiter understands."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        group = self._undefined_obj
        name = f"{group._name}.{self._undefined_name}" if isinstance(group, Group) else str(self._undefined_name)
        return _unknown(name)


def _unknown(name: str) -> str:
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


_SUBJECT: Final = "#subject"


@lru_cache(maxsize=16)
def _environment(key: _ByVersion, *, markdown: bool) -> SandboxedEnvironment:
    """The sandbox for one version's files; compiled templates live as long as it does."""
    messages = key.playbook.messages

    def load(name: str) -> tuple[str, str, None] | None:
        message = messages.get(name.removesuffix(_SUBJECT))
        # The name doubles as the file name, so that a traceback's frames tell where in which file we are.
        if message is None:
            return None
        return (message.subject if name.endswith(_SUBJECT) else message.body), name, None

    return SandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=_Undefined,
        finalize=_for_markdown if markdown else _for_text,
        autoescape=False,  # Markdown is not HTML; `finalize` escapes
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # so that an included signature ends its own line
        auto_reload=False,
    )


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


def _render_file(playbook: Playbook, path: str, context: Mapping[str, Any]) -> Rendered:
    sms = path.endswith(_suffix(True))
    subject = "" if sms else _fill(playbook, path + _SUBJECT, context, markdown=False)
    body = _fill(playbook, path, context, markdown=not sms)
    body = plain_line(body) if sms else _BLANKS.sub("\n\n", body).strip()
    return Rendered(" ".join(subject.split()), body, path)


def _fill(playbook: Playbook, key: str, context: Mapping[str, Any], *, markdown: bool) -> str:
    try:
        environment = _environment(_ByVersion(playbook.version, playbook), markdown=markdown)
        return environment.get_template(key).render(values_of(context))
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
        if file.removesuffix(_SUBJECT) in playbook.messages:
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found


def _error(playbook: Playbook, key: str, line: int, said: str | None) -> MessageError:
    """`messages/interview/invite.md, line 7: …`: lines counted from the top of the file, front matter included."""
    path = key.removesuffix(_SUBJECT)
    offset = playbook.messages[path].line - 1 if path in playbook.messages else 0
    place = f"line {line + offset}" if key == path else "in the subject"
    said = (said or "cannot be read").replace("\n", " ").rstrip(".")
    return MessageError(f"messages/{path}, {place}: {said}{'' if said.endswith('?') else '.'}")

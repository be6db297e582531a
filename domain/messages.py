"""Messages: which file speaks, and its words for one candidate (R10, R11).

Templates are written by recruiters and filled with what candidates and other systems sent. So they may hold what
`domain.message_grammar` allows, run in Jinja2's sandbox, may use the names of `NAMES` and no others, and every value is
escaped for Markdown: a candidate called `[x](http://evil)` is greeted by exactly these letters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import SandboxedEnvironment

from domain.message_grammar import FILTERS, LARGEST_FILE, METHODS, TESTS, includes, refused
from domain.message_files import MAIL, TEXT, file_for, files_of, language_of, part_for, parts_of, variants_of
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
    "refusals",
    "render",
    "variants_of",
]


class MessageError(ValueError):
    """A message that cannot be rendered; one sentence that names file, line and the name it stumbled over."""


MOST: Final = 20 * 1024
"""Bytes of one message, subject and body."""

MOST_PARTS: Final = 50
"""Parts that one message may include, those of its parts counted."""


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
    return fill(playbook, path_of(playbook, name, sms=sms, locale=locale, variant=variant), context)


def path_of(playbook: Playbook, name: str, *, sms: bool, locale: str | None, variant: str) -> str:
    """The file that speaks, as `render` picks it. Raises MessageError where there is none."""
    path = file_for(playbook, name, sms=sms, locale=locale, variant=variant)
    if path is None:
        raise MessageError(f"There is no file messages/{name}{TEXT if sms else MAIL}; add it, or use another message.")
    return path


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
    wrong = faults(playbook, path)
    yield from (fault.sentence(playbook) for fault in wrong)
    yield from _unknown_names(playbook, path)
    if wrong:
        return
    try:
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
        except Exception:  # noqa: S112 - what cannot be read is told as one of its faults
            continue
        for name, line in found:
            yield str(_error(playbook, key, line, unknown(name)))


def parsed(playbook: Playbook, key: str) -> nodes.Template:
    """A file, or with `SUBJECT` behind its path its subject, as Jinja2's syntax tree. Raises TemplateSyntaxError."""
    return syntax(playbook).parse(_keep_line_ends(source_of(playbook, key)), key)


def source_of(playbook: Playbook, key: str) -> str:
    message = playbook.messages[key.removesuffix(SUBJECT)]
    return message.subject if key.endswith(SUBJECT) else message.body


def syntax(playbook: Playbook) -> SandboxedEnvironment:
    """Jinja2 as messages are read with it."""
    return _environment(_ByVersion(playbook.version, playbook), markdown=False, anything=False)


def unknown_in(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Names that messages may not use, with their lines in the body. Nothing of the template is run or folded."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"} | {"caller"}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    called = {id(node.node) for node in tree.find_all(nodes.Call)}  # what is called is judged by the grammar
    for name in tree.find_all(nodes.Name):
        if name.name not in NAMES and name.name not in own and id(name) not in called:
            yield name.name, name.lineno
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.attr not in NAMES.get(part.node.name, (part.attr,)):
            if id(part) not in called and part.attr not in METHODS:
                yield f"{part.node.name}.{part.attr}", part.lineno


# --- what may not be in force -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template is refused: in which file or subject, at which line of it."""

    key: str
    line: int
    said: str

    def sentence(self, playbook: Playbook) -> str:
        """`messages/interview/invite.md, line 7: …`"""
        return str(_error(playbook, self.key, self.line, self.said))


def refusals(playbook: Playbook) -> list[str]:
    """A sentence with file and line for each thing that messages may not hold, in all files, used or not."""
    found = (fault.sentence(playbook) for path in sorted(playbook.messages) for fault in faults(playbook, path))
    return list(dict.fromkeys(found))


def faults(playbook: Playbook, path: str) -> tuple[Fault, ...]:
    """Why a file is refused: what it holds itself, and what the parts hold that it includes. Empty: it may be used.

    What is not refused ends soon: it has no loop, and includes few parts.
    """
    return _faults(_ByVersion(playbook.version, playbook), path)


@lru_cache(maxsize=4096)
def _faults(version: _ByVersion, path: str) -> tuple[Fault, ...]:
    found: dict[Fault, None] = {}
    _look_through(version, path, (), found, [0])
    if not path.endswith(TEXT):
        found |= dict.fromkeys(_own_faults(version, path + SUBJECT))
        if any(True for _ in _included(version, path + SUBJECT)):
            found[Fault(path + SUBJECT, 1, "a subject cannot include a part; write its words")] = None
    return tuple(found)


def _look_through(
    version: _ByVersion, path: str, within: tuple[str, ...], found: dict[Fault, None], number: list[int]
) -> None:
    """The faults of a file and of its parts; `number` counts the parts, each as often as it is included."""
    found.update(dict.fromkeys(_own_faults(version, path)))
    for name, line in _included(version, path):
        part = part_for(version.playbook, name, path)
        number[0] += 1
        if part in (*within, path):
            way = " includes ".join([*(*within, path)[(*within, path).index(part) :], part])
            found[Fault(path, line, f"parts include each other without an end ({way}); take one of these out")] = None
        elif number[0] > MOST_PARTS:
            found[Fault((*within, path)[0], 1, f"it includes more than {MOST_PARTS} parts; write fewer")] = None
            return
        elif part in version.playbook.messages:
            _look_through(version, part, (*within, path), found, number)


def _included(version: _ByVersion, key: str) -> Iterator[tuple[str, int]]:
    tree = _judged(version, key)[0]
    return iter(()) if tree is None else includes(tree)


def _own_faults(version: _ByVersion, key: str) -> tuple[Fault, ...]:
    return _judged(version, key)[1]


@lru_cache(maxsize=4096)
def _judged(version: _ByVersion, key: str) -> tuple[nodes.Template | None, tuple[Fault, ...]]:
    """The syntax tree of one file or subject, where it has one to be looked at, and what it may not hold."""
    playbook = version.playbook
    if len(source_of(playbook, key).encode("utf-8", "replace")) > LARGEST_FILE:
        return None, (Fault(key, 1, f"it is longer than {LARGEST_FILE // 1024} KB; shorten it"),)
    try:
        tree = parsed(playbook, key)
        wrong = [Fault(key, line, said) for line, said in refused(tree)]
    except TemplateSyntaxError as error:
        return None, (Fault(key, error.lineno, error.message or "it cannot be read"),)
    except RecursionError:
        return None, (Fault(key, 1, "it is nested too deeply; make it simpler"),)
    except Exception as error:  # Jinja2's reader is not made for all that can be typed
        return None, (Fault(key, 1, " ".join(str(error).split()).rstrip(".") or type(error).__name__),)
    if wrong:
        return None, tuple(wrong)
    for name, line in includes(tree):
        if part_for(playbook, name, key.removesuffix(SUBJECT)) not in playbook.messages:
            wrong.append(Fault(key, line, f"it includes {name!r}, which is not below messages/"))
    return tree, tuple(wrong)


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
    return frozenset(part_for(playbook, name, path) for name, _ in includes(tree) if name)


@lru_cache(maxsize=16)
def _environment(key: _ByVersion, *, markdown: bool, anything: bool) -> SandboxedEnvironment:
    """The sandbox for one version's files; compiled templates live as long as it does.

    `anything`: all of Jinja2, for what was put in force before it was refused. It runs under limits only.
    """
    messages = key.playbook.messages

    def load(name: str) -> tuple[str, str, None] | None:
        message = messages.get(name.removesuffix(SUBJECT))
        # The name doubles as the file name, so that a traceback's frames tell where in which file we are.
        if message is None:
            return None
        source = message.subject if name.endswith(SUBJECT) else message.body
        return _keep_line_ends(source), name, None

    made = _Environment(
        key.playbook,
        loader=FunctionLoader(load),
        undefined=_Undefined,
        finalize=_for_markdown if markdown else _for_text,
        autoescape=False,  # Markdown is not HTML; `finalize` escapes
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # so that an included signature ends its own line
        auto_reload=False,
        cache_size=2000,
    )
    if not anything:
        usual = {name: made.filters[name] for name in (*FILTERS, "d", "count")}
        made.filters = usual | {"replace": _replaced}
        made.tests = {name: made.tests[name] for name in TESTS}
        made.globals = {}
    return made


def _replaced(text: str, old: str, new: str) -> str:
    """As Jinja2's filter, within bounds: behind each other they could make a word a library."""
    often = text.count(old) if old else len(text) + 1
    if len(text) + often * (len(new) - len(old)) > MOST:
        raise MessageError(_TOO_LONG)
    return text.replace(old, new)


_TOO_LONG: Final = f"it comes to more than {MOST // 1024} KB for this candidate; shorten it"


def _keep_line_ends(source: str) -> str:
    """A line of nothing but `{% … %}` leaves no line behind (`trim_blocks`); one with words keeps its end.

    Without this the `{% endif %}` at the end of a list item would run two items together.
    """
    return "\n".join(f"{line[:-2]}+{line[-2:]}" if _ends_in_tag(line) else line for line in source.split("\n"))


def _ends_in_tag(line: str) -> bool:
    """Does the line end with a tag that stands in it as a whole, decides nothing about its end, and follows words?"""
    if not line.endswith(("%}", "#}")) or line[-3:-2] in ("-", "+"):
        return False
    begins = max(line.rfind("{%", 0, -2), line.rfind("{#", 0, -2))
    if begins < 0 or max(line.find("%}", begins + 2, -2), line.find("#}", begins + 2, -2)) >= 0:
        return False
    return bool(_without_tags(line).strip())


def _without_tags(line: str) -> str:
    """What stands around its tags. In one pass: a line may be long, and open many tags that it never closes."""
    kept, at = [], 0
    while (begins := min((n for n in (line.find("{%", at), line.find("{#", at)) if n >= 0), default=-1)) >= 0:
        ends = line.find(f"{line[begins + 1]}}}", begins + 2)
        if ends < 0:
            break
        kept.append(line[at:begins])
        at = ends + 2
    return "".join([*kept, line[at:]])


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
    """Fill one file, such as `interview/thank-you.b.de.md`; dates are in its language.

    Raises MessageError, also for a file that holds what messages may not.
    """
    if wrong := faults(playbook, path):
        raise MessageError(wrong[0].sentence(playbook))
    return _filled(playbook, path, context, anything=False)


def fill_anything(playbook: Playbook, path: str, context: Mapping[str, Any]) -> Rendered:
    """As `fill`, whatever the file holds: it may run for ever and take all memory, so only where that is cut short."""
    return _filled(playbook, path, context, anything=True)


def _filled(playbook: Playbook, path: str, context: Mapping[str, Any], *, anything: bool) -> Rendered:
    sms = path.endswith(TEXT)
    values = cache(lambda: values_of(context, language_of(path)))
    subject = "" if sms else _fill(playbook, path + SUBJECT, values, markdown=False, anything=anything)
    body = _fill(playbook, path, values, markdown=not sms, anything=anything)
    body = plain_line(body) if sms else _BLANKS.sub("\n\n", body).strip()
    if _bytes(subject) + _bytes(body) > MOST:
        raise _error(playbook, path, 1, _TOO_LONG)
    return Rendered(" ".join(subject.split()), body, path)


def _fill(
    playbook: Playbook, key: str, values: Callable[[], Mapping[str, Any]], *, markdown: bool, anything: bool
) -> str:
    try:
        environment = _environment(_ByVersion(playbook.version, playbook), markdown=markdown, anything=anything)
        return _bounded(environment.get_template(key).generate(values()))
    except TemplateSyntaxError as error:
        raise _error(playbook, error.name or key, error.lineno, error.message) from None
    except Exception as error:  # a template can raise anything; whoever reads this wrote words, not code
        file, line = _last_frame(playbook, error) or (key, 1)
        if isinstance(error, MemoryError):
            said = "it takes more memory than a message may"
        elif isinstance(error, TemplateNotFound):
            said = f"it includes {error.name!r}, which is not below messages/"
        else:
            said = str(error).rstrip(".") or type(error).__name__
        raise _error(playbook, file, line, said) from None


def _bounded(pieces: Iterable[str]) -> str:
    """All of it, or MessageError as soon as it is too much."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece) if len(piece) > MOST else _bytes(piece)
        if size > MOST:
            raise MessageError(_TOO_LONG)
        kept.append(piece)
    return "".join(kept)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


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

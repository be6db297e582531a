"""Messages: which file speaks, and its words for one candidate (R10, R11).

Templates are written by recruiters and filled with what candidates and other systems sent. So they are held to what
`domain.messages.allowed_in_templates` says, run in Jinja2's sandbox, may use the names of `NAMES` and no others, and
every value is escaped for Markdown: a candidate called `[x](http://evil)` is greeted by exactly these letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import SandboxedEnvironment

from domain.messages.allowed_in_templates import FILTERS, TESTS
from domain.messages.files import (
    MAIL,
    TEXT,
    ByVersion,
    file_for,
    files_of,
    language_of,
    part_for,
    parts_of,
    variants_of,
)
from domain.messages.greeting import without_name
from domain.messages.template_parsing import (
    READ_WITH,
    SUBJECT,
    MessageError,
    error_at,
    faults,
    included_in,
    keep_line_ends,
    parsed,
    unknown,
    unknown_names,
)
from domain.messages.values import (
    NAMES,
    SAMPLE_BARE,
    SAMPLE_FULL,
    Empty,
    Group,
    Listed,
    Verbatim,
    escape_markdown,
    plain_line,
    values_of,
)
from domain.messages.variants import misnamed_weights
from domain.playbook.model import Playbook

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
    "wrong_words",
]


MOST: Final = 20 * 1024
"""Bytes of one message, subject and body."""


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
    the playbook is checked (docs/architecture.md, "Playbook").
    """
    used = {name for rules in playbook.stages.values() for s in rules.steps for name in s.messages}
    findings: list[str] = list(misnamed_weights(playbook))
    for name in sorted({*used, playbook.receipt_message, playbook.called_off_message}):
        paths = files_of(playbook, name)
        # Without the last a colleague is asked (S6), so that a playbook of before it goes on as it is.
        optional = name == Playbook.model_fields["called_off_message"].default
        if not playbook.has_message(name) and not optional:
            near = playbook.near_message(name) or "; add it, or use another message."
            findings.append(f"There is no file messages/{name}.md{near}")
        for path in paths:
            findings.extend(_failures(playbook, path))
    return list(dict.fromkeys(findings))


def wrong_words(playbook: Playbook) -> list[str]:
    """One sentence for each thing in the files that steps name which would fail for some candidate."""
    used = {name for rules in playbook.stages.values() for step in rules.steps for name in step.messages}
    paths = [path for name in sorted(used) for path in files_of(playbook, name)]
    return list(dict.fromkeys(text for path in paths for text in _failures(playbook, path)))


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
    for key in (path, path + SUBJECT):
        yield from (str(error_at(playbook, key, line, unknown(name))) for name, line in unknown_names(playbook, key))
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


class _Environment(SandboxedEnvironment):
    """The sandbox, in which a part is included in the language of the file that includes it."""

    def __init__(self, playbook: Playbook, **options: Any) -> None:
        super().__init__(**options)
        self._playbook = playbook

    def join_path(self, template: str, parent: str) -> str:
        return part_for(self._playbook, template, parent.removesuffix(SUBJECT))


class _Compiled(BytecodeCache):
    """What files were compiled to, by name and words: a playbook's next version shares nearly all with the last."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def get_source_checksum(self, source: str) -> str:
        return source  # itself: no other words may ever be taken for those that were looked at

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        if len(self._known) >= _MOST_COMPILED:
            self._known.clear()
        self._known[bucket.key, bucket.checksum] = bucket.code


_MOST_COMPILED: Final = 2_000

_COMPILED: Final = {(markdown, anything): _Compiled() for markdown in (False, True) for anything in (False, True)}
"""By kind of sandbox: how values are printed, and what there is to use, is compiled in."""


@lru_cache(maxsize=16)
def _environment(key: ByVersion, *, markdown: bool, anything: bool) -> SandboxedEnvironment:
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
        return keep_line_ends(source), name, None

    made = _Environment(
        key.playbook,
        loader=FunctionLoader(load),
        undefined=_Undefined,
        finalize=_for_markdown if markdown else _for_text,
        autoescape=False,  # Markdown is not HTML; `finalize` escapes
        auto_reload=False,
        cache_size=2000,
        bytecode_cache=_COMPILED[markdown, anything],
        **READ_WITH,
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


def _for_markdown(value: object) -> object:
    text = _printable(value)
    return text if isinstance(text, Verbatim) else escape_markdown(text)


def _for_text(value: object) -> object:
    return plain_line(value.plain if isinstance(value, Listed) else _printable(value))


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


def filled_unnamed(playbook: Playbook, path: str, context: Mapping[str, Any]) -> str:
    """Subject and body, with `NO_NAME` where they name somebody whose name is in doubt. Raises MessageError."""
    values = cache(lambda: values_of(context, language_of(path)))
    keys = (path,) if path.endswith(TEXT) or not playbook.messages[path].subject else (path + SUBJECT, path)
    return "\n".join(_fill(playbook, key, values, markdown=False, anything=False) for key in keys)


def _filled(playbook: Playbook, path: str, context: Mapping[str, Any], *, anything: bool) -> Rendered:
    sms = path.endswith(TEXT)
    values = cache(lambda: values_of(context, language_of(path)))
    subject = "" if sms else without_name(_fill(playbook, path + SUBJECT, values, markdown=False, anything=anything))
    body = without_name(_fill(playbook, path, values, markdown=not sms, anything=anything))
    body = plain_line(body) if sms else _BLANKS.sub("\n\n", body).strip()
    if _bytes(subject) + _bytes(body) > MOST:
        raise error_at(playbook, path, 1, _TOO_LONG)
    return Rendered(" ".join(subject.split()), body, path)


def _fill(
    playbook: Playbook, key: str, values: Callable[[], Mapping[str, Any]], *, markdown: bool, anything: bool
) -> str:
    try:
        environment = _environment(ByVersion(playbook.words_version, playbook), markdown=markdown, anything=anything)
        return _bounded(environment.get_template(key).generate(values()))
    except TemplateSyntaxError as error:
        raise error_at(playbook, error.name or key, error.lineno, error.message) from None
    except Exception as error:  # a template can raise anything; whoever reads this wrote words, not code
        file, line = _last_frame(playbook, error) or (key, 1)
        if isinstance(error, MemoryError):
            said = "it takes more memory than a message may"
        elif isinstance(error, TemplateNotFound):
            said = f"it includes {error.name!r}, which is not below messages/"
        else:
            said = str(error).rstrip(".") or type(error).__name__
        raise error_at(playbook, file, line, said) from None


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

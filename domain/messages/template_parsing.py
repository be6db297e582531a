"""Message templates as they are read, before anything of them runs: their syntax trees, their names, their faults."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from domain.messages.allowed_in_templates import LARGEST_FILE, METHODS, includes, refused
from domain.messages.files import TEXT, ByVersion, part_for
from domain.messages.template_errors import in_words
from domain.messages.values import NAMES
from domain.playbook.model import Playbook

READ_WITH: Final[dict[str, Any]] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
"""How white space around tags is read; the last one lets an included signature end its own line."""


class MessageError(ValueError):
    """A message that cannot be rendered; one sentence that names file, line and the name it stumbled over."""


SUBJECT: Final = "#subject"
"""Behind a path it means the file's subject, which is a template of its own."""


MOST_PARTS: Final = 50
"""Parts that one message may include, those of its parts counted."""


def parsed(playbook: Playbook, key: str) -> nodes.Template:
    """A file, or with `SUBJECT` behind its path its subject, as Jinja2's syntax tree. Raises TemplateSyntaxError.

    Read and never changed: who asks again for the same words gets the same tree.
    """
    return _tree(keep_line_ends(source_of(playbook, key)), key)


@lru_cache(maxsize=512)
def _tree(source: str, key: str) -> nodes.Template:
    return syntax().parse(source, key)


def source_of(playbook: Playbook, key: str) -> str:
    message = playbook.messages[key.removesuffix(SUBJECT)]
    return message.subject if key.endswith(SUBJECT) else message.body


_SYNTAX: Final = SandboxedEnvironment(autoescape=False, **READ_WITH)  # Markdown is not HTML


def syntax() -> SandboxedEnvironment:
    """Jinja2 as messages are read with it."""
    return _SYNTAX


def unknown_names(playbook: Playbook, key: str) -> list[tuple[str, int]]:
    """Names in a file or subject that no candidate will ever have, with their lines in it. Nothing is rendered, and
    what cannot be read has none: that is one of its faults.
    """
    try:
        return list(unknown_in(parsed(playbook, key)))
    except Exception:
        return []


@lru_cache(maxsize=512)
def unknown_in(tree: nodes.Template) -> tuple[tuple[str, int], ...]:
    """Names that messages may not use, with their lines in the body. Nothing of the template is run or folded."""
    return tuple(_names_outside(tree))


def _names_outside(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    called = {id(node.node) for node in tree.find_all(nodes.Call)}  # what is called is judged by the grammar
    for name in tree.find_all(nodes.Name):
        if name.name not in NAMES and name.name not in own and id(name) not in called:
            yield name.name, name.lineno
    for part in tree.find_all(nodes.Getattr):
        if not isinstance(part.node, nodes.Name) or id(part) in called or part.attr in METHODS:
            continue
        if part.attr not in NAMES.get(part.node.name, (part.attr,)):
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
        return str(error_at(playbook, self.key, self.line, self.said))


def refusals(playbook: Playbook) -> list[str]:
    """A sentence with file and line for each thing that messages may not hold, in all files, used or not."""
    found = (fault.sentence(playbook) for path in sorted(playbook.messages) for fault in faults(playbook, path))
    return list(dict.fromkeys(found))


def faults(playbook: Playbook, path: str) -> tuple[Fault, ...]:
    """Why a file is refused: what it holds itself, and what the parts hold that it includes. Empty: it may be used.

    What is not refused ends soon: it has no loop, and includes few parts.
    """
    return _faults(ByVersion(playbook.words_version, playbook), path)


@lru_cache(maxsize=4096)
def _faults(version: ByVersion, path: str) -> tuple[Fault, ...]:
    found: dict[Fault, None] = {}
    _look_through(version, path, (), found, [0])
    if not path.endswith(TEXT):
        _look_through(version, path + SUBJECT, (), found, [0])
    return tuple(found)


def _look_through(
    version: ByVersion, key: str, within: tuple[str, ...], found: dict[Fault, None], number: list[int]
) -> None:
    """The faults of a file or subject, and of its parts; `number` counts those, each as often as it is included."""
    tree, own = _judged(version, key)
    found.update(dict.fromkeys(own))
    way = (*within, key)
    for name, line in includes(tree) if tree is not None else ():
        part = part_for(version.playbook, name, key.removesuffix(SUBJECT))
        number[0] += 1
        if part in way:
            round_trip = " includes ".join([*way[way.index(part) :], part])
            said = f"parts include each other without an end ({round_trip}); take one of these out"
            found[Fault(key, line, said)] = None
        elif number[0] > MOST_PARTS:
            found[Fault(way[0], 1, f"it includes more than {MOST_PARTS} parts; write fewer")] = None
            return
        elif part in version.playbook.messages:
            _look_through(version, part, way, found, number)


@lru_cache(maxsize=4096)
def _judged(version: ByVersion, key: str) -> tuple[nodes.Template | None, tuple[Fault, ...]]:
    """The syntax tree of one file or subject, where it has one to be looked at, and what it may not hold."""
    playbook = version.playbook
    if len(source_of(playbook, key).encode("utf-8", "replace")) > LARGEST_FILE:
        return None, (Fault(key, 1, f"it is longer than {LARGEST_FILE // 1024} KB; shorten it"),)
    try:
        tree = parsed(playbook, key)
        wrong = [Fault(key, line, said) for line, said in refused(tree)]
        if not wrong:  # Jinja2 gives every template this name, so that none fails for it as for an unknown one
            own = [name for name in tree.find_all(nodes.Name) if name.name == "self"]
            wrong = [Fault(key, name.lineno, unknown(name.name)) for name in own]
    except TemplateSyntaxError as error:
        return None, (Fault(key, error.lineno, error.message or "it cannot be read"),)
    except RecursionError:
        return None, (Fault(key, 1, "it is nested too deeply; make it simpler"),)
    except ValueError:  # of thousands of digits
        return None, (Fault(key, 1, "a number in it is too large; write it as words in quotes"),)
    except Exception as error:  # Jinja2's reader is not made for all that can be typed
        return None, (Fault(key, 1, " ".join(str(error).split()).rstrip(".") or type(error).__name__),)
    if wrong:
        return None, tuple(wrong)
    for name, line in includes(tree):
        if part_for(playbook, name, key.removesuffix(SUBJECT)) not in playbook.messages:
            wrong.append(Fault(key, line, f"it includes {name!r}, which is not below messages/"))
    return tree, tuple(wrong)


def whole_source(playbook: Playbook, path: str) -> str:
    """The source of a message, with the parts that it includes."""
    seen: dict[str, str] = {}
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in playbook.messages:
            continue
        message = playbook.messages[one]
        seen[one] = f"{message.subject}\n{message.body}"
        with suppress(TemplateSyntaxError):  # one that does not parse has said nothing to anybody
            waiting += included_in(playbook, one, parsed(playbook, one))
    return "\n".join(seen.values())


_PRINTED: Final = re.compile(r"\{[{%][^{}]*\bopenings\b[^{}]*[%}]\}")


def prints_openings(playbook: Playbook, path: str) -> bool:
    """Does a message name openings, in a part that it includes perhaps?"""
    return _prints_openings(ByVersion(playbook.words_version, playbook), path)


@lru_cache(maxsize=1024)
def _prints_openings(version: ByVersion, path: str) -> bool:
    return _PRINTED.search(whole_source(version.playbook, path)) is not None


def included_in(playbook: Playbook, path: str, tree: nodes.Template) -> frozenset[str]:
    """The parts that a file includes by name: those of its own language where there are such."""
    return frozenset(part_for(playbook, name, path) for name, _ in includes(tree) if name)


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


def keep_line_ends(source: str) -> str:
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


def error_at(playbook: Playbook, key: str, line: int, said: str | None) -> MessageError:
    """`messages/interview/invite.md, line 7: …`: lines counted from the top of the file, front matter included."""
    path = key.removesuffix(SUBJECT)
    offset = playbook.messages[path].line - 1 if path in playbook.messages else 0
    place = f"line {line + offset}" if key == path else "in the subject"
    said = in_words(said or "cannot be read").replace("\n", " ").rstrip(".")
    return MessageError(f"messages/{path}, {place}: {said}{'' if said.endswith('?') else '.'}")

"""`team.yaml` beside the playbook: who the colleagues are, read strictly, with the line of each mistake.

It is no part of the playbook's version, and nothing waits for it: while it cannot be read, what it said before holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import yaml

from domain.addresses import BadAddress, normal_email
from domain.one_line import one_line
from domain.people.team import ROLES, Member, member
from domain.time.zones import zone_named
from ledger.people.team import FILE as FROM_FILE
from ledger.playbooks.folder_files import Folder, UnreadableFile

FILE: Final = "team.yaml"
_TOP: Final = "team"
_KEYS: Final = ("name", "email", "role", "title", "phone", "timezone")
_NEEDED: Final = ("name", "email", "role")
_LONGEST: Final = 200


class BadTeam(ValueError):
    """A `team.yaml` that cannot be used: a sentence for each mistake, naming the line and saying what to do."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = tuple(dict.fromkeys(_ended(one) for one in sentences))
        more = len(self.sentences) - 1
        super().__init__(f"{self.sentences[0]} ({more} more)" if more else self.sentences[0])


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def read_team(folder: Path) -> tuple[Member, ...] | None:
    """Everybody in the file, in its order; None where the folder has none. Raises BadTeam."""
    files = Folder(folder)
    if not files.has(FILE):
        return None
    try:
        text = files.read(FILE).decode("utf-8-sig")
    except UnreadableFile as error:
        raise BadTeam(str(error)) from None
    except UnicodeDecodeError:
        raise BadTeam(f"{FILE} is not UTF-8 text; save it as UTF-8.") from None
    found: list[Member] = []
    wrong: list[str] = []
    seen: dict[str, int] = {}
    for entry in _entries(text):
        one, mistakes = _member(entry)
        wrong += mistakes
        if one is None:
            continue
        if one.key in seen:
            wrong.append(f"{_at(entry)}: {one.email} stands in line {seen[one.key]} already; keep one.")
        seen[one.key] = _line(entry)
        found.append(one)
    if wrong:
        raise BadTeam(*wrong)
    return tuple(found)


def _entries(text: str) -> Iterator[yaml.Node]:
    """The entries below `team:`. Raises BadTeam."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        place = f"{FILE}, line {error.problem_mark.line + 1}" if error.problem_mark else FILE
        raise BadTeam(f"{place}: this is not YAML ({error.problem}); values with a colon go in quotes.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadTeam(f"{FILE}: this is not YAML ({str(error).splitlines()[0]}); correct the file.") from None
    if root is None:
        raise BadTeam(f"{FILE} is empty; write `team:` and a line for each colleague, or remove the file.")
    if not isinstance(root, yaml.MappingNode):
        raise BadTeam(f"{_at(root)}: begin the file with a line `team:`, and list the colleagues below it.")
    lists: list[yaml.Node] = []
    for key, value in root.value:
        if _text(key) != _TOP:
            raise BadTeam(f"{_at(key)}, {_shown(key)}: unknown key; everyone goes below `{_TOP}:`.")
        if lists:
            raise BadTeam(f"{_at(key)}: the key {_TOP!r} appears twice; keep one.")
        lists.append(value)
    whole = lists[0] if lists else root
    if not isinstance(whole, yaml.SequenceNode):
        raise BadTeam(f"{_at(whole)}: this should be a list; begin each colleague with a dash.")
    yield from whole.value


def _member(entry: yaml.Node) -> tuple[Member | None, list[str]]:
    """The colleague of an entry, or what is wrong with it."""
    if not isinstance(entry, yaml.MappingNode):
        return None, [f"{_at(entry)}: write each colleague as `name: …`, `email: …` and `role: …`."]
    values: dict[str, str] = {}
    wrong: list[str] = []
    for key, value in entry.value:
        name = _text(key) or ""
        place = f"{_at(key)}, {_shown(key)}"
        if name not in _KEYS:
            wrong.append(f"{place}: unknown key; {_suggest(name, _KEYS)}")
        elif name in values:
            wrong.append(f"{place}: the key {name!r} appears twice; keep one.")
        elif (said := _text(value)) is None or value.tag == _NULL:
            wrong.append(f"{place}: this should be text; put the value in quotes.")
        else:
            values[name] = one_line(said)
            wrong += [f"{place}: {problem}" for problem in _problems(name, values[name])]
    missing = [name for name in _NEEDED if not _has(entry, name)]
    wrong += [f"{_at(entry)}: `{name}:` is missing; add it." for name in missing]
    if wrong:
        return None, wrong
    more = {name: values.get(name, "") for name in ("role", "title", "phone", "timezone")}
    return member(values["name"], normal_email(values["email"]), source=FROM_FILE, **more), []


_NULL: Final = "tag:yaml.org,2002:null"


def _problems(name: str, value: str) -> Iterator[str]:
    if name in _NEEDED and not any(c.isalnum() for c in value):
        yield f"{value!r} says nothing; write {_EXAMPLES[name]}."
    elif len(value) > _LONGEST:
        yield f"it is longer than {_LONGEST} characters; shorten it."
    elif name == "role" and value not in ROLES:
        yield f"{value!r} isn't allowed here; {_suggest(value, ROLES)}"
    elif name == "timezone" and not zone_named(value):
        yield f"{value!r} isn't a time zone; write one such as America/New_York."
    elif name == "email":
        try:
            normal_email(value)
        except BadAddress as error:
            yield str(error)


_EXAMPLES: Final = {"name": "a name such as Kim Park", "email": "an address", "role": "a role such as recruiter"}


def _has(entry: yaml.MappingNode, name: str) -> bool:
    """Does the key stand there, with whatever value?"""
    return any(_text(key) == name for key, _ in entry.value)


def _text(node: yaml.Node) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _shown(node: yaml.Node) -> str:
    return one_line(_text(node) or "this key")[:60]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _at(node: yaml.Node) -> str:
    return f"{FILE}, line {_line(node)}"


def _suggest(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}."

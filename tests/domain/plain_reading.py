"""A playbook with rules by job, read as somebody would who has only the page: which rules are for this person?

It shares nothing with `domain.playbook.audience`. The plain playbook that it writes down has no `for:` any more, so
that it can be lived under like any other.
"""

from __future__ import annotations

import copy
import itertools
from typing import Any

Person = dict[str, Any]
"""`{"department": "Sales", "level": "senior", "tags": ("eu",), "job": "eng"}`; what is not known is left out."""

WORDS: dict[str, tuple[str, ...]] = {
    "job": ("eng", "ops"),
    "department": ("Sales", "Engineering"),
    "level": ("junior", "senior"),
    "source": ("LinkedIn",),
}
TAGS = ("eu", "vip")


class Unclear(Exception):
    """Nobody can say which of two rules is meant."""


def everybody() -> list[Person]:
    """All kinds of people that there are in the tests' world."""
    names = list(WORDS)
    some = itertools.product(*((None, *WORDS[name]) for name in names))
    tags = [(), ("eu",), ("vip",), ("eu", "vip")]
    return [dict(zip(names, values, strict=True)) | {"tags": held} for values in some for held in tags]


_EVERYBODY = everybody()


def is_for(whom: dict[str, Any] | None, person: Person) -> bool:
    for name, wanted in (whom or {}).items():
        words = wanted if isinstance(wanted, list) else [wanted]
        if name == "tag":
            if not any(all(tag in person["tags"] for tag in word.split(" + ")) for word in words):
                return False
        elif person.get(name) not in words:
            return False
    return True


def _how_much(whom: dict[str, Any]) -> tuple[bool, int]:
    words = whom.get("tag", [])
    tags = [len(word.split(" + ")) for word in (words if isinstance(words, list) else [words])]
    return "job" in whom, len([name for name in whom if name != "tag"]) + (min(tags) if tags else 0)


def _goes_first(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    if not one or not other:
        return bool(one) and not other
    if _how_much(one) != _how_much(other):
        return _how_much(one) > _how_much(other)
    ours = [n for n, person in enumerate(_EVERYBODY) if is_for(one, person)]
    theirs = [n for n, person in enumerate(_EVERYBODY) if is_for(other, person)]
    return set(ours) < set(theirs)


def the_one(rules: list[tuple[dict[str, Any] | None, Any]], person: Person) -> Any:
    """What is said in the rule that is meant for them; None where none is. Raises Unclear."""
    fit = [(whom, said) for whom, said in rules if is_for(whom, person)]
    best = [(whom, said) for whom, said in fit if not any(_goes_first(other, whom) for other, _ in fit)]
    if len(best) > 1:
        raise Unclear
    return best[0][1] if best else None


def plainly(content: dict[str, Any], person: Person) -> dict[str, Any]:
    """The playbook as it is for this person. Raises Unclear."""
    found = copy.deepcopy(content)
    for stage in found["stages"].values():
        by_job = stage.pop("by_job", [])
        rules = [(None, stage.get("max_silence")), *((one["for"], one["max_silence"]) for one in by_job)]
        stage["max_silence"] = the_one(rules, person)
        kept = []
        for step in stage["steps"]:
            same_name = [(one.get("for"), one) for one in stage["steps"] if one["step"] == step["step"]]
            if the_one(same_name, person) is step:
                kept.append({key: value for key, value in step.items() if key != "for"})
        stage["steps"] = kept
    limits = found["limits"]
    by_job = limits.pop("by_job", [])
    for name in ("per_day", "per_week", "min_gap"):
        limits[name] = the_one([(None, limits[name]), *((o["for"], o[name]) for o in by_job if name in o)], person)
    for path in [path for path in found["messages"] if "@" not in path]:
        stem, dot, rest = path.partition(".")
        labelled = [
            (file["for"], p)
            for p, file in found["messages"].items()
            if p.startswith(f"{stem}@") and p.endswith(dot + rest)
        ]
        if words := the_one([(None, path), *labelled], person):
            file = dict(found["messages"][words])
            file.pop("for", None)
            found["messages"][path] = file
    found["messages"] = {path: file for path, file in found["messages"].items() if "@" not in path}
    return found

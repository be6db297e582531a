"""How facts change somebody's tags.

Each source has a set of its own, and so has each of its records of the person: what it says replaces what it said, and
nothing else. So the next hook of an ATS neither takes off what a colleague added nor brings back what they took off.
Once the ATS itself has dropped that tag, giving it again is news, and it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from domain.events import ApplicationReceived, CandidateUpdated
from domain.state.model import Candidate
from domain.tags import MOST

BY_HAND: Final = "hand"
"""Under it stands what colleagues gave, by a command or from a file."""

_COLLEAGUES: Final = ("cli", "desk")
"""Sources that are a colleague's own word."""


def giver_of(source: str, record: str = "") -> str:
    """Under what the tags of a source stand that tells of this record."""
    return BY_HAND if source in _COLLEAGUES else record or source


def told(candidate: Candidate, fact: ApplicationReceived | CandidateUpdated) -> Candidate:
    """The person with the tags that a fact gives or takes off."""
    giver = giver_of(fact.source, fact.tags_of)
    mine, less = candidate.tags.get(giver, ()), frozenset[str]()
    if isinstance(fact, CandidateUpdated):
        mine = mine if fact.tags is None else fact.tags
        more, less = fact.tagged, frozenset(fact.untagged)
    else:
        more = fact.tags
    mine = tuple(tag for tag in dict.fromkeys((*mine, *more)) if tag not in less)
    off = {*candidate.untagged}
    if giver == BY_HAND:
        off = (off | {*less}) - {*mine}
    return _with(candidate, _kept({**candidate.tags, giver: mine}), off)


def of_one_person(mine: Candidate, theirs: Candidate) -> Candidate:
    """The first, with the tags of the second too, who is the same person (R17)."""
    tags = {
        giver: tuple(dict.fromkeys((*mine.tags.get(giver, ()), *theirs.tags.get(giver, ()))))
        for giver in (*mine.tags, *theirs.tags)
    }
    off = {*mine.untagged, *theirs.untagged} - {*mine.tags_now, *theirs.tags_now}
    return _with(mine, _kept(tags), off)


def _with(candidate: Candidate, tags: dict[str, tuple[str, ...]], off: Iterable[str]) -> Candidate:
    given = {tag for giver, theirs in tags.items() if giver != BY_HAND for tag in theirs}
    return candidate.replace(tags=tags, untagged=tuple(sorted(given.intersection(off))))


def _kept(tags: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The sets that hold anything, what colleagues gave first, and of all tags together so many as one may have."""
    kept: dict[str, tuple[str, ...]] = {}
    fit: set[str] = set()
    for giver in sorted(tags, key=lambda one: one != BY_HAND):
        fit |= {*[tag for tag in tags[giver] if tag not in fit][: MOST - len(fit)]}
        if mine := tuple(tag for tag in tags[giver] if tag in fit):
            kept[giver] = mine
    return kept

"""Openings that the network's messages may name (S18): which of them are for this person, and how they are printed.

An opening says nothing about anybody: a title, where it is, and a link that is known to be safe.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from domain.messages.opening_list import MOST_OPENINGS, Opening
from domain.playbook.audience import Profile, folded
from domain.tags import one_form


def for_person(openings: Iterable[Opening], known: Sequence[Profile], applied_for: Collection[str]) -> list[Opening]:
    """Those that may be right for them, the best first: they share a tag, or it is in a department in which they
    applied, at their level where both are known. Never a job that they have applied for.

    `known`: what is known of each of their applications.
    """
    found: list[tuple[tuple[int, bool], str, Opening]] = []
    for one in openings:
        if one.job in applied_for or not one.title.strip():
            continue
        fits = [fit for profile in known if (fit := _fit(one, profile)) is not None]
        if fits:
            found.append((max(fits), one.opened_at, one))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].job), reverse=True)
    return [one for _, _, one in found[:MOST_OPENINGS]]


def _fit(one: Opening, profile: Profile) -> tuple[int, bool] | None:
    """How well it fits: how many tags are shared, and whether the level is the same; None where it doesn't."""
    shared = len({one_form(tag) for tag in one.tags} & profile.tags)
    department, level = folded("department", one.department), folded("level", one.level)
    same_level = bool(level) and level == profile.value("level")
    other_level = bool(level) and bool(profile.value("level")) and not same_level
    in_department = bool(department) and department == profile.value("department") and not other_level
    return (2 * shared + in_department, same_level) if shared or in_department else None

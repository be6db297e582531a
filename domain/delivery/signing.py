"""Whose name stands under a message: the recruiter's, or whoever covers for them at that moment (R25)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from domain.envelope import Person
from domain.message_files import ByVersion
from domain.message_syntax import whole_source
from domain.playbook import Playbook
from domain.state import Application
from domain.team import Cover, Member, member
from domain.world import World


class Acting(NamedTuple):
    """Who acts for an application's recruiter: they themselves, unless somebody covers."""

    person: Person
    cover: Cover | None = None  # told too where they are away and nobody covers: then they sign as ever


def acting_recruiter(app: Application, world: World) -> Acting:
    """Who signs what goes out about this application now."""
    theirs = app.cover if (app.cover.name or app.cover.email).strip() else None
    own = member(theirs.name, theirs.email, title=theirs.role, phone=theirs.phone) if theirs else None
    cover = world.team.cover_for(app.recruiter.name, app.recruiter.email, world.now, own=own)
    if cover is None or cover.who is None:
        return Acting(app.recruiter, cover)
    return Acting(_person(cover.who), cover)


def acting_manager(app: Application, world: World) -> str:
    """Whom a task of this application is escalated to now, by name."""
    manager = app.hiring_manager
    cover = world.team.cover_for(manager.name, manager.email, world.now)
    return cover.acts.shown if cover is not None and cover.acts is not None else manager.name


_RECRUITER: Final = re.compile(r"\{[{%][^{}]*\brecruiter\.\w[^{}]*[%}]\}")


def prints_recruiter(playbook: Playbook, path: str) -> bool:
    """Does a message name its recruiter, in a part that it includes perhaps?"""
    return _prints_recruiter(ByVersion(playbook.version, playbook), path)


@lru_cache(maxsize=1024)
def _prints_recruiter(version: ByVersion, path: str) -> bool:
    """As above: each message that goes out asks."""
    return _RECRUITER.search(whole_source(version.playbook, path)) is not None


def _person(who: Member) -> Person:
    return Person(name=who.name, email=who.email, role=who.title, phone=who.phone)

"""Colleagues: who there is, who is away, and who acts for them meanwhile (R25).

Who is spoken to is asked at the moment of speaking: no candidate's clock holds a cover, so that one word about a
recruiter moves everybody's tasks, digests, approvals and signatures, and moves them back when the recruiter is back.
Nothing here needs more than the standard library: the command line reads it at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from domain.names import digest, reader_mark
from domain.people.search_words import name_key, same_name

ROLES: Final = ("recruiter", "lead", "hiring_manager", "ops")
RECRUITER, LEAD, MANAGER = ROLES[:3]

_MARK_LENGTH: Final = 8


def key_of(name: str, email: str) -> str:
    """What a colleague is known by in the ledger: the address, else the name."""
    return email.strip().lower() or f"name:{' '.join(name_key(name))}"


def colleague_mark(name: str, email: str) -> str:
    """What stands for a colleague in Temporal's search attributes, where no name may stand; empty for nobody."""
    if email.strip():
        return reader_mark(email)[:_MARK_LENGTH]
    return digest("reader", key_of(name, ""), size=_MARK_LENGTH) if name_key(name) else ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from an instant until another, with somebody who covers."""

    since: datetime
    until: datetime
    back_on: date  # as it was said, by the company's calendar: the first day back
    cover: str = ""  # the key of whoever acts meanwhile

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until

    def meets(self, other: Absence) -> bool:
        """Is there an instant at which both hold?"""
        return self.since < other.until and other.since < self.until


@dataclass(frozen=True, slots=True)
class Member:
    """One colleague."""

    key: str
    name: str = ""
    email: str = ""
    role: str = ""  # one of ROLES
    title: str = ""  # as it stands in a signature
    phone: str = ""
    source: str = ""  # `file`, `ats` or `typed`
    timezone: str = ""  # where they work, if not where the company is
    absence: Absence | None = None
    left_at: datetime | None = None  # since when they work here no more
    successor: str = ""  # the key of whoever has what was theirs

    @property
    def shown(self) -> str:
        return self.name or self.email

    @property
    def mark(self) -> str:
        return colleague_mark(self.name, self.email)

    def has_left(self, at: datetime) -> bool:
        return self.left_at is not None and self.left_at <= at

    def is_away(self, at: datetime) -> bool:
        return self.has_left(at) or (self.absence is not None and self.absence.holds(at))

    def covered_by(self, at: datetime) -> str:
        """The key of whoever has what is theirs at that instant: for good, or while they are away."""
        if self.has_left(at):
            return self.successor
        return self.absence.cover if self.absence is not None and self.absence.holds(at) else ""


def member(name: str, email: str, *, role: str = "", source: str = "", **more: Any) -> Member:
    """A colleague, under the key that such a one has; `more`: title, phone, timezone."""
    return Member(key_of(name, email), name.strip(), email.strip(), role, source=source, **more)


@dataclass(frozen=True, slots=True)
class Cover:
    """Who acts for a colleague who is away."""

    absent: Member
    until: date  # when they are back
    who: Member | None = None
    gap: str = ""  # why nobody does, where that is so
    lead: Member | None = None  # who sees to it then
    left: bool = False  # for good: they have left

    @property
    def acts(self) -> Member | None:
        """Who gets what would have gone to them: the cover, else a lead; None where there is neither."""
        return self.who or self.lead

    @property
    def words(self) -> str:
        """`Kim Park is away until Fri 11 Dec; Sam Lee is covering`."""
        if self.left and self.who is not None:
            return f"{self.absent.shown} has left; {self.who.shown} has taken over"
        if self.left:
            sees_to_it = f", so {self.lead.shown} takes care of it" if self.lead else ""
            return f"{self.absent.shown} has left, and nobody has taken over ({self.gap}){sees_to_it}"
        away = f"{self.absent.shown} is away until {short_day(self.until)}"
        if self.who is not None:
            return f"{away}; {self.who.shown} is covering"
        sees_to_it = f", so {self.lead.shown} takes care of it" if self.lead else ""
        return f"{away}, and nobody is covering ({self.gap}){sees_to_it}"

    @property
    def signed(self) -> str:
        """`signed by Sam Lee, who covers for Kim Park until Fri 11 Dec`; empty where nobody signs for them."""
        if self.who is None:
            return ""
        if self.left:
            return f"signed by {self.who.shown}, who has taken over from {self.absent.shown}"
        return f"signed by {self.who.shown}, who covers for {self.absent.shown} until {short_day(self.until)}"


@dataclass(frozen=True, slots=True)
class Team:
    """All colleagues, as they are known at one moment."""

    members: tuple[Member, ...] = ()
    _by_key: dict[str, Member] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {one.key: one for one in self.members})

    def by_key(self, key: str) -> Member | None:
        return self._by_key.get(key)

    def find(self, name: str, email: str) -> Member | None:
        """The colleague with that address; without one the only one of that name: who is known by a name alone is the
        one with an address, and somebody else's address is somebody else.
        """
        if email.strip() and (found := self._by_key.get(key_of(name, email))):
            return found
        same = [one for one in self.members if same_name(one.name, name) and not (email.strip() and one.email)]
        with_address = [one for one in same if one.email]
        return next((some[0] for some in (with_address, same) if len(some) == 1), None)

    @property
    def people(self) -> list[Member]:
        """Everybody once, by name: who was named without an address is the one who has one."""
        alone = [one for one in self.members if not one.email]
        known = [one for one in alone if (other := self.find(one.name, "")) is not None and other.email]
        return sorted((one for one in self.members if one not in known), key=lambda m: (name_key(m.name), m.email))

    def away(self, at: datetime) -> list[Member]:
        return [one for one in self.members if one.is_away(at)]

    def cover_for(self, name: str, email: str, at: datetime, *, own: Member | None = None) -> Cover | None:
        """Who acts for that colleague at that instant; None where they act themselves.

        `own`: who covers for one candidate alone. Where that one cannot either, it is who covers for all.
        """
        absent = self.find(name, email)
        if absent is None or not absent.is_away(at):
            return None
        left = absent.has_left(at)
        if left and absent.left_at is not None:
            until, own = absent.left_at.date(), None  # who covers while somebody is away doesn't inherit
        else:
            assert absent.absence is not None
            until = absent.absence.back_on
        gap = ""
        for first in ([self.find(own.name, own.email) or own] if own else []) + [self.by_key(absent.covered_by(at))]:
            who, gap = self._reached(first, absent, at)
            if who is not None:
                return Cover(absent, until, who, left=left)
        leads = [m for m in self.members if m.role == LEAD and m.email and not m.is_away(at) and m.key != absent.key]
        return Cover(absent, until, None, gap, min(leads, key=lambda m: m.key, default=None), left)

    def _reached(self, first: Member | None, absent: Member, at: datetime) -> tuple[Member | None, str]:
        """Who is there of those who cover for each other; else why nobody is."""
        one, seen = first, {absent.key}
        while True:
            if one is None:
                return None, "the person who was supposed to cover isn't on record"
            if one.key in seen:
                return None, "those who cover are away and cover for each other"
            if not one.is_away(at):
                return (one, "") if one.email else (None, f"{one.shown} has no email address on record")
            seen.add(one.key)
            one = self.by_key(one.covered_by(at))

    def with_absence(self, key: str, absence: Absence | None) -> Team:
        """The team with that colleague away so."""
        return Team(tuple(replace(one, absence=absence) if one.key == key else one for one in self.members))

    def circle(self, key: str, absence: Absence) -> list[Member]:
        """Those through whom the cover would come back to whoever is away, in order; empty where it does not."""
        then = self.with_absence(key, absence)
        moments = {absence.since}
        for one in then.members:
            if one.absence is not None and one.absence.meets(absence):
                moments.add(max(one.absence.since, absence.since))
        for at in sorted(moments):
            way: list[Member] = []
            following = then.by_key(absence.cover)
            while following is not None and following not in way:
                if following.key == key:
                    return way
                way.append(following)
                following = then.by_key(following.covered_by(at))
        return []

    def leads_back(self, leaving: str, successor: str, at: datetime) -> list[Member]:
        """Those through whom what was theirs would come back to somebody who leaves; empty where it does not."""
        way: list[Member] = []
        following = self.by_key(successor)
        while following is not None and following not in way:
            way.append(following)
            key = following.covered_by(at)
            if key == leaving:
                return way
            following = self.by_key(key)
        return []


NO_TEAM: Final = Team()
"""Nobody is away, as far as is known."""


def short_day(day: date) -> str:
    """`Fri 11 Dec`."""
    return f"{day:%a} {day.day} {day:%b}"

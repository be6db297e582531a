"""What a decision is taken against: the rules in force, the time, and what only the ledger knows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from domain.addresses import phone_country
from domain.messages.opening_list import Opening
from domain.names import Channel, digest
from domain.people.team import NO_TEAM, Team
from domain.playbook.audience import Profile
from domain.playbook.model import Playbook
from domain.playbook.rule_history import RuleHistory
from domain.state.consent import NO_CLOSINGS
from domain.state.model import Application, Candidate
from domain.time.business_hours import Calendar
from domain.time.spoken_dates import reader_of
from domain.time.zones import country_of_zone, zone, zone_named


@dataclass(frozen=True)
class DecisionContext:
    """One moment for one person. `now` is the workflow's, aware UTC; never the host's clock."""

    playbook: Playbook
    candidate: Candidate
    now: datetime
    suppressed: frozenset[Channel] = NO_CLOSINGS  # closed for their addresses, whoever closed them (R7)
    standing: RuleHistory = field(default_factory=RuleHistory)  # since when the rules in force stand (R18)
    team: Team = NO_TEAM  # who is away, and who acts for them (R25)
    doubted: bool = False  # may the same person, under an id that is not joined yet, have asked us to stop (R3, R17)?
    openings: tuple[Opening, ...] = ()  # positions that are open, where a message names some (S18)
    whole: tuple[Playbook, RuleHistory] | None = None  # where this is about one application: the rules as they stand

    def about(self, app: Application | None) -> DecisionContext:
        """The same moment with the rules as they are for one application of theirs (R22): what is asked of steps, words
        and caps is asked of this. Without an application, what is for everybody.
        """
        playbook, standing = self.whole or (self.playbook, self.standing)
        if not playbook.audiences and not standing.edits:
            return self  # as nearly always: nothing is for some only
        known = self._about.get(id(app))
        if known is not None and known[0] is app:
            return known[1]
        profile = profile_of(app, self.candidate) if app is not None else Profile()
        rules = playbook.for_profile(profile), standing.for_profile(profile)
        made = replace(self, playbook=rules[0], standing=rules[1], whole=(playbook, standing))
        made.__dict__.update({name: self.__dict__[name] for name in _SAME if name in self.__dict__})
        made.__dict__["_about"] = self._about
        self._about[id(app)] = app, made
        return made

    @cached_property
    def _about(self) -> dict[int, tuple[Application | None, DecisionContext]]:
        """What was asked about applications at this moment, by where they lie, with them: a decision asks often."""
        return {}

    @property
    def version(self) -> str:
        """The version of the playbook, by which it is known everywhere."""
        return (self.whole[0] if self.whole else self.playbook).version

    @cached_property
    def tz(self) -> ZoneInfo:
        """The candidate's zone, else the zone of their number's country where it has one, else the company's."""
        return self._zone[0]

    @property
    def tz_from(self) -> str:
        """Where the zone is from: `record`, `phone` or `company`."""
        return self._zone[1]

    @cached_property
    def _zone(self) -> tuple[ZoneInfo, str]:
        if named := zone_named(self.candidate.timezone):
            return zone(named), "record"
        if self.candidate.phone and (name := _single_zone(self.candidate.phone)):
            return zone(name), "phone"
        return self.company_tz, "company"

    @property
    def zone_is_unclear(self) -> bool:
        """Is a zone on record that nobody understands, so that another stands in until a colleague names theirs?"""
        return bool(self.candidate.timezone.strip()) and not zone_named(self.candidate.timezone)

    @cached_property
    def company_tz(self) -> ZoneInfo:
        return zone(self.playbook.company.timezone)

    @cached_property
    def country(self) -> str:
        """Where they are: as on record, else where their zone lies, else their number's, else the company's."""
        person = self.candidate
        country = person.country or (country_of_zone(person.timezone) if self.tz_from == "record" else "")
        return country or (phone_country(person.phone) if person.phone else "") or self.playbook.company.country

    @property
    def reader(self) -> str:
        """Their language and country as a tag, by which dates and hours are written for them."""
        return reader_of(self.candidate.locale, self.country)

    @cached_property
    def calendar(self) -> Calendar:
        """The candidate's decent hours."""
        person, company, country = self.candidate, self.playbook.company, self.country
        region = person.region or None
        if region is None and country == company.country:
            region = company.subdivision
        return Calendar.of(self.playbook.window, tz=self.tz, country=country, subdivision=region, home=company.country)

    @cached_property
    def office(self) -> Calendar:
        """The company's own working hours: for tasks and promises of colleagues."""
        return self.playbook.office()

    @cached_property
    def offset(self) -> int:
        """Seconds into the first hour of the window, stable per candidate (R19)."""
        return int(digest("offset", self.candidate.candidate_id, size=8), 16) % 3600


_SAME = ("_zone", "company_tz", "country", "calendar", "office", "offset")
"""What doesn't depend on the application, and takes a while to find."""


def profile_of(app: Application, person: Candidate) -> Profile:
    """What rules may ask of an application."""
    return Profile.of(
        person.tags_now,
        job=app.job_id,
        department=app.department,
        level=app.level,
        location=app.location,
        employment_type=app.employment_type,
        source=app.application_source,
    )


def _single_zone(phone: str) -> str:
    from phonenumbers import parse
    from phonenumbers.timezone import time_zones_for_number

    zones = time_zones_for_number(parse(phone))
    return zones[0] if len(zones) == 1 and zones[0] != "Etc/Unknown" else ""

"""What somebody tells us of who they are, and what that makes of what was known: names, addresses, zone, language."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Literal

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.compact import Compact
from domain.events import ApplicationReceived, CandidateUpdated, Contactable
from domain.people import person_names
from domain.state.model import Candidate


class ToldDetails(Compact):
    """What one fact says of who somebody is."""

    candidate: Contactable = Contactable()
    removed: tuple[Literal["email", "phone"], ...] = ()  # is not theirs, or not to be used any more
    applies: bool = False  # another application renames nobody (R17)


def told_by(fact: ApplicationReceived | CandidateUpdated) -> ToldDetails:
    """What this fact says of them."""
    if isinstance(fact, CandidateUpdated):
        return ToldDetails(candidate=fact.candidate, removed=fact.removed)
    return ToldDetails(candidate=fact.candidate, applies=True)


def with_details(old: Candidate, told: ToldDetails) -> Candidate:
    """The person as they are once they have told that."""
    details = _named_as_here(old, told.candidate) if told.applies else told.candidate
    old = old.replace(
        email="" if "email" in told.removed else old.email, phone="" if "phone" in told.removed else old.phone
    )
    names = ("first_name", "last_name", "timezone", "locale", "channel", "sms_consent_at")
    update: dict[str, Any] = {name: new for name in names if (new := getattr(details, name)) not in (None, "")}
    if details.first_name == "" and details.last_name:  # a name in one piece: which word is the first is not said
        known = person_names.agree(old.full_name, details.last_name)
        update |= {"last_name": old.last_name} if known else {"first_name": ""}
    if details.country:  # DE, or DE-BY: the region has holidays of its own (R5)
        update["country"], _, update["region"] = details.country.upper().partition("-")
    with suppress(BadAddress):
        update |= {"email": normal_email(details.email)} if details.email else {}
    with suppress(BadAddress):
        update |= {"phone": normal_phone(details.phone, details.country or old.country)} if details.phone else {}
    return old.replace(**update)


def _named_as_here(old: Candidate, details: Contactable) -> Contactable:
    """Another application renames nobody (R17): a name stays as it is; the half that is missing comes from the same."""
    whole = person_names.agree(f"{old.first_name} {old.last_name}", f"{details.first_name or ''} {details.last_name}")
    if not old.first_name and details.first_name and details.last_name and whole:
        return details  # the same name, and now it is certain which is the first
    halves = ((old.first_name, details.first_name or ""), (old.last_name, details.last_name or ""))
    if all(not ours or not theirs or ours.casefold() == theirs.casefold() for ours, theirs in halves):
        return details.replace(
            first_name=None if old.first_name else details.first_name,
            last_name=None if old.last_name else details.last_name,
        )
    return details.replace(first_name=None, last_name=None)

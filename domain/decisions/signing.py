"""Whose name stands under a message: the recruiter's, or whoever covers for them at that moment (R25)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from domain.decisions.context import DecisionContext
from domain.delivery.mail_sender import display_name
from domain.events.envelope import Person, Reason
from domain.messages.files import ByVersion
from domain.messages.render import path_of
from domain.messages.template_parsing import MessageError, whole_source
from domain.messages.variants import chosen_variant, letter_on_record, variants_of
from domain.names import OWN_WORDS, Channel
from domain.people.team import Cover, Member, member
from domain.playbook.model import Playbook
from domain.state.model import Application, CandidateState, Touch


class Acting(NamedTuple):
    """Who acts for an application's recruiter: they themselves, unless somebody covers."""

    person: Person
    cover: Cover | None = None  # told too where they are away and nobody covers: then they sign as ever


def acting_recruiter(app: Application, context: DecisionContext) -> Acting:
    """Who signs what goes out about this application now."""
    theirs = app.cover if (app.cover.name or app.cover.email).strip() else None
    own = member(theirs.name, theirs.email, title=theirs.role, phone=theirs.phone) if theirs else None
    cover = context.team.cover_for(app.recruiter.name, app.recruiter.email, context.now, own=own)
    if cover is None or cover.who is None:
        return Acting(app.recruiter, cover)
    return Acting(_person(cover.who), cover)


def acting_manager(app: Application, context: DecisionContext) -> str:
    """Whom a task of this application is escalated to now, by name."""
    manager = app.hiring_manager
    cover = context.team.cover_for(manager.name, manager.email, context.now)
    return cover.acts.shown if cover is not None and cover.acts is not None else manager.name


_RECRUITER: Final = re.compile(r"\{[{%][^{}]*\brecruiter\.\w[^{}]*[%}]\}")


def prints_recruiter(playbook: Playbook, path: str) -> bool:
    """Does a message name its recruiter, in a part that it includes perhaps?"""
    return _prints_recruiter(ByVersion(playbook.words_version, playbook), path)


@lru_cache(maxsize=1024)
def _prints_recruiter(version: ByVersion, path: str) -> bool:
    """As above: each message that goes out asks."""
    return _RECRUITER.search(whole_source(version.playbook, path)) is not None


def _person(who: Member) -> Person:
    return Person(name=who.name, email=who.email, role=who.title, phone=who.phone)


# ---------------------------------------------------------------- what the record keeps of it


@dataclass(frozen=True, slots=True)
class Signature:
    """Which colleague's name stands under a message or in its From:, and for whom they cover (R25)."""

    by: str = ""
    covers_for: str = ""
    until: date | None = None
    why: tuple[Reason, ...] = ()

    def as_fields(self) -> dict[str, Any]:
        """As the fact that it was sent keeps it."""
        return {"signed_by": self.by, "covers_for": self.covers_for, "covers_until": self.until}


def signature_of(state: CandidateState, touch: Touch, context: DecisionContext) -> Signature:
    """Who signs it at that moment: nobody where neither the words nor From: name the recruiter. Under a colleague's own
    words we put that name ourselves.
    """
    app = state.application(touch.application_id)
    if app is None:
        return Signature()
    context = context.about(app)
    acting = acting_recruiter(app, context)
    by_mail = touch.channel is Channel.EMAIL
    in_from = by_mail and context.playbook.sender.from_ == "recruiter"
    printed = by_mail if touch.message == OWN_WORDS else _words_print_it(state, touch, context)
    name = display_name(acting.person.name)
    if not name or not (in_from or printed):
        return Signature()
    cover = acting.cover if acting.cover is not None and acting.cover.who is not None else None
    if cover is None:
        return Signature(name)
    why = (Reason(rule="R25", text=cover.signed),)
    if cover.left:  # they sign for themselves now
        return Signature(name, why=why)
    return Signature(name, cover.absent.shown, cover.until, why)


def _words_print_it(state: CandidateState, touch: Touch, context: DecisionContext) -> bool:
    try:
        return prints_recruiter(context.playbook, words_path(state, touch, context))
    except MessageError:
        return False


def words_path(state: CandidateState, touch: Touch, context: DecisionContext) -> str:
    """The file of their words. Raises MessageError where there is none."""
    context = context.about(state.application(touch.application_id))
    return path_of(
        context.playbook,
        touch.message,
        sms=touch.channel is Channel.SMS,
        locale=state.candidate.locale or None,
        variant=variant_for(state, touch, context),
    )


def variant_for(state: CandidateState, touch: Touch, context: DecisionContext) -> str:
    context = context.about(state.application(touch.application_id))
    step = context.playbook.step(touch.stage, touch.step)
    sms, locale = touch.channel is Channel.SMS, state.candidate.locale or None
    ident, kept = state.candidate.candidate_id, state.variant_had(touch.message)
    return chosen_variant(context.playbook, touch.message, step, ident, sms=sms, locale=locale, kept=kept)


def letter_of(state: CandidateState, touch: Touch, context: DecisionContext) -> str:
    """How the record names the variant that they get: "a" for the base, "" where there is none (K10)."""
    sms, locale = touch.channel is Channel.SMS, state.candidate.locale or None
    context = context.about(state.application(touch.application_id))
    letters = variants_of(context.playbook, touch.message, sms=sms, locale=locale)
    return letter_on_record(letters, variant_for(state, touch, context))

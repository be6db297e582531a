"""What a person must say yes to before it goes: the offer check (R13), a rejection beside a hire, a step that asks.

An approval is asked for once, as a task; its id hangs on what is approved, so that every decision finds the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.events import Reason
from domain.names import Stage, digest
from domain.playbook.model import Step
from domain.playbook.step_words import the_step
from domain.state.model import Application, CandidateState
from domain.time.durations import Duration

ANSWER_WITHIN = Duration(business_days=1)
"""How long a colleague has to approve, as for a reply (R9)."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One question to a colleague, and why it is asked."""

    task_id: str
    title: str
    why: Reason
    once: bool = True  # it is about this one message; an answer about an offer stands for all that is said of it


def approval_for(step: Step, app: Application, state: CandidateState, key: str) -> Approval | None:
    """What must be approved before this touch may go; None where nothing need be."""
    if step.manual:
        return None  # a colleague does it, and can see for themselves
    person = state.keyed_as(app)
    offer = app.offer_now
    # Without its terms nothing about it goes out, so there is nothing to say yes to yet.
    if app.stage is Stage.OFFER and offer is not None and offer.has_terms and (found := offer_differences(app)):
        differs = "; ".join(found)
        return Approval(
            _task_id(person, app.application_id, app.entry.number, "offer", offer.number),
            f"The offer differs from what they applied for ({differs}): make sure they know, then approve",
            Reason(rule="R13", text=f"the offer differs from what they applied for: {differs}"),
            once=False,
        )
    if app.stage in (Stage.REJECTED, Stage.WITHDRAWN) and (other := _taken_elsewhere(app, state)):
        what = "rejection" if app.stage is Stage.REJECTED else "withdrawal confirmation"
        return Approval(
            _task_id(person, app.application_id, app.entry.number, "closing"),
            f"They have {other}: approve the {what} for {_named(app)}, or tell them yourself",
            Reason(rule="R17", text=f"they have {other}, so no {what} goes out automatically"),
        )
    if step.approve:
        return Approval(
            _task_id(person, key),
            f"Approve {the_step(step.step)} for {_named(app)}",
            Reason(rule="playbook", text="the playbook asks for a colleague's approval of this step"),
        )
    return None


def _task_id(*parts: object) -> str:
    return f"approve-{digest(*(str(part) for part in parts), size=8)}"


def _named(app: Application) -> str:
    return app.job_title or app.job_id


_OVER = ("declined", "called_off")


def _taken_elsewhere(app: Application, state: CandidateState) -> str:
    """Was this person just hired, or do they have an offer, about this or another application? In words, or empty."""
    if app.stage is Stage.REJECTED and app.before is not None:
        if app.before.stage is Stage.HIRED:
            return f"been hired for {_named(app)}"
        if app.before.stage is Stage.OFFER and app.offer is not None and app.offer.answer not in _OVER:
            return f"an offer for {_named(app)}"
    for other in state.applications:
        if other.application_id == app.application_id:
            continue
        if other.stage is Stage.HIRED and app.known_since <= other.entry.entered_at:
            return f"been hired for {_named(other)}"
        open_offer = other.stage is Stage.OFFER and (other.offer is None or other.offer.answer not in _OVER)
        if open_offer and app.stage is Stage.REJECTED:
            return f"an offer for {_named(other)}"
    return ""


# ---------------------------------------------------------------- the offer check (R13)


def offer_differences(app: Application) -> list[str]:
    """How the offer differs from what they applied for, in words that name no pay; empty where it keeps all of it.

    What one side does not say cannot differ.
    """
    offer = app.offer
    if offer is None:
        return []
    found = []
    for name, wanted, offered in (
        ("title", applied_for(app, "job_title"), offer.title),
        ("location", applied_for(app, "location"), offer.location),
        ("type of employment", applied_for(app, "employment_type"), offer.employment_type),
    ):
        if wanted and offered and _plain(wanted) != _plain(offered):
            found.append(f"the {name} is {offered!r}, not {wanted!r}")
    pay_range = applied_for(app, "pay_range")
    if pay_range and offer.pay and not pay_fits(pay_range, offer.pay):
        found.append("the pay is outside the range they applied for, or can't be compared with it")
    return found


def applied_for(app: Application, name: str) -> str:
    """What the application said when they applied; what was told later about the job does not change that."""
    return app.first_told.get(name) or str(getattr(app, name))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


_AMOUNT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[ .,'\u00a0\u202f’]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?!\d)"
    r"(?!\s?(?:%|percent|-?(?:days?|weeks?|hours?|hrs?|h|months?|years?|x|tage?|wochen?|stunden?|jours?|semanas?)\b))"
    r"\s*([kK](?!\w))?",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"(?:\b(?:A|AU|C|CA|NZ|US|S|HK|R))?\$|[€£¥₹]"
    r"|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|JPY|INR|SAR|AED|ILS|SGD|BRL|MXN)\b"
)
_SYMBOLS = {
    "USD": "$", "US$": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "HK$": "HKD",
}  # fmt: skip
_PER = {
    unit: re.compile(
        rf"(?:/\s?|\b(?:per|an?|each|pro|je|par|por|al|la|p\.)\s?)(?:{words})\b|\b(?:{adverbs})\b", re.IGNORECASE
    )
    for unit, words, adverbs in (
        ("hour", "h|hr|hour|stunde|heure|hora|uur", "hourly|stündlich"),
        ("day", "d|day|tag|jour|día|dag", "daily|täglich"),
        ("week", "w|wk|week|woche|semaine|semana", "weekly|wöchentlich"),
        ("month", "mo|month|monat|mois|mes|maand", "monthly|monatlich"),
    )
}
_AT_MOST = re.compile(r"\b(?:up to|at most|max|maximum|bis zu|jusqu|hasta)\b", re.IGNORECASE)
_WIDEST = 3
"""A range whose ends are further apart than this was misread: a bonus, or days of leave, among the amounts."""


def pay_fits(pay_range: str, pay: str) -> bool:
    """Do all amounts of the offer lie within the range, in the same currency and for the same time? False if unsure."""
    if _plain(pay_range) == _plain(pay):
        return True
    wanted, offered = _amounts(pay_range), _amounts(pay)
    if not 0 < len(wanted) <= 2 or not 0 < len(offered) <= 2 or max(wanted) > _WIDEST * min(wanted):
        return False
    if _currencies(pay_range) and _currencies(pay) and _currencies(pay_range) != _currencies(pay):
        return False
    if _per(pay_range) != _per(pay):
        return False
    if len(wanted) == 1 and _AT_MOST.search(pay_range):
        return max(offered) <= wanted[0]
    if len(wanted) == 1:  # "from 50,000", or one amount: more is not what anybody is surprised by
        return min(offered) >= wanted[0]
    return all(min(wanted) <= amount <= max(wanted) for amount in offered)


def _amounts(text: str) -> list[float]:
    """The amounts in a text: 120,000 and 120.000,00 and 120k alike. In `120-140k` both are thousands."""
    found = [(float(re.sub(r"\D", "", whole) + f".{cents or 0}"), bool(k)) for whole, cents, k in _AMOUNT.findall(text)]
    thousands = any(k for _, k in found)
    return [amount * 1000 if k or (thousands and amount < 1000) else amount for amount, k in found]


def _currencies(text: str) -> set[str]:
    return {_SYMBOLS.get(mark.upper(), mark.upper()) for mark in _CURRENCY.findall(text)}


def _per(text: str) -> str:
    return next((unit for unit, words in _PER.items() if words.search(text)), "year")

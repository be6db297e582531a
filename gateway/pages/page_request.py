"""Whose page it is: from a token to the person, as the ledger knows them now. Reading changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.requests import Request

from domain.decisions.context import DecisionContext
from domain.events.releases import FIRST_SCHEMA
from domain.state.model import CandidateState, Stamp
from domain.views.candidate_page import OwnPage, own_page
from gateway.pages.words import Words, words_for
from ledger.people.page_links import Opened, Purpose
from ledger.store import Ledger

SOURCE = "page"
"""Of what candidates say on their pages: in the inbox, and on the timeline."""

STOP = "stop"
_STOPS = (STOP, str(Purpose.ERASURE))
_MOST_FIELDS = 40
_URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class PageRequest:
    """One request to one person's page."""

    token: str
    opened: Opened
    state: CandidateState
    world: DecisionContext
    words: Words
    form: Mapping[str, str]
    waiting: tuple[str, ...] = ()
    """What kinds of things they said here that their clock has not been told: recorded, and not to be seen yet."""

    @property
    def candidate_id(self) -> str:
        """Under which they are followed up, which may differ from the id in the token (R17)."""
        return self.state.candidate.candidate_id

    @property
    def here(self) -> str:
        """The path of their page."""
        return f"/c/{self.token}"

    @property
    def letterhead(self) -> dict[str, str]:
        """Whose page it is, for the templates."""
        company = self.world.playbook.company
        return {"company": company.name, "postal_address": company.postal_address}

    @cached_property
    def page(self) -> OwnPage:
        return own_page(self.state, self.world)


def find(ledger: Ledger, token: str, accepted: str, form: Mapping[str, str], now: datetime) -> PageRequest | None:
    """Who comes with this token; None where it opens nothing, for whatever reason.

    `accepted` is what the browser says of languages, for somebody of whom we do not know one. Raises LedgerUnavailable,
    NoPlaybook.
    """
    opened = ledger.links.live(token, now)
    if opened is None:
        return None
    candidate_id = ledger.owner_of(opened.candidate_id)
    if candidate_id != opened.candidate_id and not ledger.links.holds(candidate_id, opened.made_at):
        return None
    snapshot = ledger.snapshot(candidate_id)
    if snapshot is None:
        return None
    state = shown(snapshot)
    playbook = ledger.playbooks.rules().playbook
    suppressed = ledger.suppressed(state.candidate)
    team = ledger.team.at(now)
    context = DecisionContext(playbook=playbook, candidate=state.candidate, now=now, suppressed=suppressed, team=team)
    kinds = ledger.inbox.kinds_waiting(SOURCE, candidate_id)
    said = [kind for kind in kinds if kind in _STOPS or kind == Purpose.START_AGAIN]
    if said:  # recorded, and so it holds, while Temporal is away as well
        state = state.replace(stopped=said[-1] in _STOPS)
    words = words_for(state.candidate.locale, accepted, context.country)
    return PageRequest(token, opened, state, context, words, form, tuple(kinds))


def shown(snapshot: Mapping[str, Any]) -> CandidateState:
    """Also of a newer release, whose states no worker of this one may touch: a page only shows, and a stop is heard.

    Raises NewerRelease where it cannot even be shown.
    """
    try:
        return CandidateState.model_validate({**snapshot, "schema_number": FIRST_SCHEMA})
    except ValidationError:
        Stamp.model_validate(snapshot)
        raise


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a posted form; of a field that comes twice the last. A body of another kind has none."""
    body = await request.body()
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _URLENCODED:
        return {}
    text = body.decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}

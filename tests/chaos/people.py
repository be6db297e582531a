"""The candidates of a run, and what is said about them while it runs: in every way, twice, out of order."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlencode

import httpx
from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError
from twilio.request_validator import RequestValidator

from domain.names import workflow_id
from ledger.engine import LedgerUnavailable
from tests.chaos.cadence import Cadence, Hours
from tests.chaos.machine import TOKEN
from tests.gateway.gate import Sender
from tests.house import fact
from tests.providers.server import ProviderServer

Scope = Literal["nudges", "applied", "all"]

STOPS: dict[str, Scope] = {
    "reply by hook": "nudges",
    "reply by signal": "nudges",
    "text STOP": "all",
    "text in doubt": "all",
    "one-click unsubscribe": "all",
    "opted out by signal": "all",
    "rejected by hook": "applied",
    "rejected by signal": "applied",
    "withdrawn by hook": "applied",
    "withdrawn by signal": "applied",
    "paused": "all",
    "paused and resumed": "all",
}
"""Ways to stop, and what of a candidate's touches each forbids: nudges, the stage `applied`, or all."""

_LINK = re.compile(r"<(http[^>]+)>")


@dataclass
class Stop:
    """A stop that was accepted, and until when it holds."""

    how: str
    scope: Scope
    at: float
    event_id: str = ""
    until: float = float("inf")

    def forbids(self, key: str) -> bool:
        _, _, stage, step, _ = key.split("/")
        return {"nudges": step.startswith("nudge"), "applied": stage == "applied.1", "all": True}[self.scope]


@dataclass
class Candidate:
    """One of them."""

    number: int
    hours: Hours
    zone: str
    texts: bool
    stop_how: str = ""
    stop_at: float = 0
    stop_after: float = 0  # in rounds: seconds after it was taken that they had applied
    applied_at: float = 0
    taken_at: float = 0  # when it was taken that they had applied
    stops: list[Stop] = field(default_factory=list)
    stopped_early: bool = False  # what stops them is told before their application
    begun: bool = False  # to be stopped: what is accepted meanwhile may be either

    @property
    def ident(self) -> str:
        return f"ats:c{self.number}"

    @property
    def email(self) -> str:
        return f"c{self.number}@example.com"

    @property
    def phone(self) -> str:
        return f"+1212555{self.number:04d}" if self.texts or self.stop_how.startswith("text ") else ""


def invite(count: int, cadence: Cadence, dice: random.Random) -> list[Candidate]:
    """Most live where the window is open, or opens in mid-run; of few it shuts then, or stays shut. A third is stopped,
    some of them by a word that is told before their application."""
    hours: list[Hours] = ["open", "opens", "also open", "open", "closes", "also open", "open", "opens", "also open"]
    hours += ["closed", "open", "opens", "also open", "open", "also open", "open", "opens", "also open", "open"]
    hours += ["opens", "also closed", "open", "closes"]
    ways = list(STOPS)
    dice.shuffle(ways)
    ways.sort(key=lambda how: how != "text in doubt")  # the first of them, so that the shortest run has it
    found = []
    for number in range(count):
        theirs = hours[number % len(hours)]
        one = Candidate(number, theirs, cadence.zone(theirs), texts=number % 4 == 1)
        if number % 3 == 0:
            one.stop_how = ways[number // 3 % len(ways)]
            one.stopped_early = one.stop_how in ("rejected by hook", "withdrawn by hook") and dice.random() < 0.5
        found.append(one)
    return found


@dataclass
class Speaker:
    """Says things to gateway and Temporal until they are taken, and writes down when."""

    client: Client  # without keys, as other systems have it
    own: Client  # with the installation's keys
    gateways: list[str]  # the first one's address is the one in mails; all of them serve
    provider: ProviderServer
    dice: random.Random
    web: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(timeout=6, verify=False))

    taken_at: float = 0  # when a gateway took something last
    told_to_all: int = 0  # what was told to all gateways at the same time, and taken by each of them

    def __post_init__(self) -> None:
        self._senders = [Sender(url, client=self.web) for url in self.gateways]

    async def hook(self, who: Candidate, signal: str, *, ident: str, **fields: Any) -> float:
        """By `/hooks/ats`, signed; until it is taken. Returns the instant of the first 2xx. Sometimes told again, and
        where there are several gateways mostly to all of them at the same time.
        """
        told = {"candidate_id": who.ident, "signal": signal, "fact": fields}
        instants: list[float] = []

        async def one(sender: Sender) -> bool:
            with suppress(httpx.HTTPError):
                if (await sender.post(told, ident=ident)).status_code == 200:
                    instants.append(time.time())
                    return True
            return False

        while not instants:
            at_once = self.dice.random() < 0.7
            ways = self._senders if at_once else [self.dice.choice(self._senders)]
            taken = await asyncio.gather(*(one(sender) for sender in ways))
            self.told_to_all += len(ways) > 1 and all(taken)
            if not instants:
                await asyncio.sleep(0.2)
        self.taken_at = instants[0]
        if self.dice.random() < 0.3:
            await one(self.dice.choice(self._senders))
        return instants[0]

    async def signal(self, who: Candidate, name: str, told: dict[str, Any]) -> float:
        """Straight to Temporal, mostly twice; until it is taken. 0 where their follow-up has ended."""
        handle = self.client.get_workflow_handle(workflow_id(who.ident))
        taken = 0.0
        for _ in range(2 if self.dice.random() < 0.6 else 1):
            while True:
                try:
                    await asyncio.wait_for(handle.signal(name, told), 6)
                    break
                except RPCError as error:
                    if "not found" in str(error) or "already completed" in str(error):
                        return taken
                except TimeoutError:
                    pass
                await asyncio.sleep(0.2)
            taken = taken or time.time()
        return taken

    async def update(self, who: Candidate, name: str, told: dict[str, Any]) -> float:
        """An update, until it has answered; 0 where their follow-up has ended, or refuses it. The answer is sealed."""
        handle = self.own.get_workflow_handle(workflow_id(who.ident))
        while True:
            try:
                call = handle.execute_update(name, told, id=f"{name}-{told['event_id']}", result_type=dict)
                await asyncio.wait_for(call, 20)
                return time.time()
            except WorkflowUpdateFailedError:
                return 0
            except RPCError as error:
                if "not found" in str(error) or "already completed" in str(error):
                    return 0
            except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
                pass
            except LedgerUnavailable:  # it has their key, without which nothing can be said to them
                pass
            await asyncio.sleep(0.2)

    # ------------------------------------------------------------ what a life is made of

    async def applies(self, who: Candidate) -> None:
        """They apply, by hook; the cadence counts from when they say it was. What stops some is told before that."""
        who.applied_at = time.time()
        if who.stopped_early:
            await self.stop(who)
        person = {"first_name": f"C{who.number}", "email": who.email, "timezone": who.zone}
        if who.phone:
            person |= {"phone": who.phone, "sms_consent_at": _when(who.applied_at)}
        if who.texts:
            person |= {"channel": "sms"}
        job = {"application_id": "eng", "job_id": "eng", "job_title": "Engineer", "candidate": person}
        who.taken_at = await self.hook(
            who, "application_received", ident=f"apply-{who.number}", occurred_at=_when(who.applied_at), **job
        )

    async def stop(self, who: Candidate) -> None:
        """Stop them in the way that is theirs."""
        who.begun = True
        how, scope = who.stop_how, STOPS[who.stop_how]
        told = fact(application_id="eng")
        ident = told["event_id"]
        match how:
            case "reply by hook":
                at = await self.hook(who, "reply_received", ident=ident, event_id=ident, text="Yes, Tuesday suits me.")
            case "reply by signal":
                at = await self.signal(who, "reply_received", fact(event_id=ident, text="Yes, Tuesday suits me."))
            case "rejected by hook" | "withdrawn by hook":
                name = how.partition(" ")[0]
                at = await self.hook(who, name, ident=ident, event_id=ident, application_id="eng")
            case "rejected by signal" | "withdrawn by signal":
                at = await self.signal(who, how.partition(" ")[0], told)
            case "opted out by signal":
                at = await self.signal(who, "opted_out", fact(event_id=ident))
            case "text STOP":
                at = await self._text(who, "STOP", ident)
            case "text in doubt":  # nobody settles it while the run lasts, so it holds to the end (R3)
                at = await self._text(who, "Could you maybe take me off this for now?", ident)
            case "one-click unsubscribe":
                at = await self._unsubscribe(who)
            case _:
                at = await self.update(who, "pause", fact(event_id=ident))
        if not at:
            return
        stop = Stop(how, scope, at, ident)
        who.stops.append(stop)
        if how == "paused and resumed":
            await asyncio.sleep(self.dice.uniform(1, 6))
            resumed = fact()
            stop.until = time.time()  # it is over when they begin to say so
            await self.update(who, "resume", resumed)

    async def chatter(self, people: Iterable[Candidate]) -> None:
        """What changes nothing about what is owed, said twice and in any order, also to those who wait."""
        waiting = [one for one in people if one.applied_at]
        if not waiting:
            return
        who = self.dice.choice(waiting)
        match self.dice.randrange(4):
            case 0:
                await self.signal(who, "replan", fact())
            case 1:
                await self.signal(who, "candidate_updated", fact(candidate={"last_name": "Lee"}))
            case 2:
                await self.update(who, "note", fact(text="likes hiking", application_id="eng"))
            case 3:  # an older word than what is known already
                told = {"event_id": f"moved-{who.number}", "occurred_at": _when(who.applied_at - 60)}
                await self.hook(who, "stage_changed", ident=f"moved-{who.number}", stage="applied", **told)

    async def _text(self, who: Candidate, body: str, ident: str) -> float:
        url = f"{self.gateways[0]}/hooks/twilio/inbound"  # this one is signed, whoever of them serves it
        fields = {"MessageSid": f"SM{ident}", "From": who.phone, "To": "+12125550199", "Body": body, "NumMedia": "0"}
        headers = {
            "x-twilio-signature": RequestValidator(TOKEN).compute_signature(url, fields),
            "content-type": "application/x-www-form-urlencoded",
        }
        return await self._insist(url, urlencode(fields).encode(), headers)

    async def _unsubscribe(self, who: Candidate) -> float:
        """By the link in the first mail that they got; not at all while they got none."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for mail in list(self.provider.mails):
                if mail.to == who.email and (link := _LINK.search(mail.body["headers"].get("List-Unsubscribe", ""))):
                    form = {"content-type": "application/x-www-form-urlencoded"}
                    return await self._insist(link.group(1), b"List-Unsubscribe=One-Click", form)
            await asyncio.sleep(0.3)
        return 0

    async def _insist(self, url: str, body: bytes, headers: dict[str, str]) -> float:
        while True:
            served = url.replace(self.gateways[0], self.dice.choice(self.gateways), 1)
            with suppress(httpx.HTTPError):
                if (await self.web.post(served, content=body, headers=headers)).status_code == 200:
                    return time.time()
            await asyncio.sleep(0.3)


def _when(wall: float) -> str:
    return datetime.fromtimestamp(wall, UTC).isoformat()

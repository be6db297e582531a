"""Somebody who is known by a number alone comes in twice at one moment, by any two ways, before any worker has decided
about the first: one person where the name agrees and neither has another email address, else two (R17).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from domain.state.model import CandidateState
from integrations.ashby.events import Ashby
from integrations.greenhouse.events import Greenhouse
from integrations.lever.client import LeverApi
from integrations.lever.events import Lever
from starter.cli.tell.enroll import _tell_all
from starter.cli.tell.enroll_results import Score
from starter.importing import Options, one_person, read_people
from starter.importing.matching import recognise
from starter.wording.instants import told_by
from tests.clocks import WEDNESDAY
from tests.integrations.ats import lever_words
from tests.integrations.ats.ats_office import Office
from tests.integrations.ats.ats_words import SECRET, ashby, greenhouse
from tests.integrations.ats.lever_server import LeverServer
from tests.ledgers import default_playbook
from tests.pace import pace

APPLIED = WEDNESDAY - timedelta(hours=1)


@dataclass(frozen=True)
class Said:
    """What one source says of somebody. A name is said as "Ann Lee", a number with its country."""

    ident: str
    name: str
    phone: str = ""
    email: str = ""


@dataclass
class Ways:
    """An office that hears of people in each way that there is; the worker is away until it is called."""

    office: Office
    lever: LeverServer

    async def file(self, said: Said) -> None:
        first, _, last = said.name.rpartition(" ")
        rows = f'Name,Email,Phone,Job ID,Job title\n"{last}, {first}",{said.email},{said.phone},file,Welder\n'
        await self._enrolled(read_people(rows.encode(), now=self.office.now, options=self._options).good)

    async def command(self, said: Said) -> None:
        row = {"id": f"c-{said.ident}", "name": said.name, "phone": said.phone, "email": said.email}
        row |= {"job_id": "command", "job_title": "Welder"}
        given = {name: value for name, value in row.items() if value}
        await self._enrolled([one_person(given, now=self.office.now, options=self._options)])

    @property
    def _options(self) -> Options:
        return Options(names=default_playbook().ats, key=b"a key")

    async def _enrolled(self, people: Sequence[Any]) -> None:
        sorted_out = recognise(people, self.office.ledger)
        assert len(sorted_out.new) == 1, sorted_out
        with told_by(lambda: self.office.now):
            await _tell_all(self.office.followup, sorted_out.new, Score(), "kim", lambda: None)

    async def greenhouse(self, said: Said) -> None:
        first, _, last = said.name.rpartition(" ")
        person = {
            "id": int(said.ident),
            "first_name": first,
            "last_name": last,
            "email_addresses": [{"value": said.email, "type": "personal"}] if said.email else [],
            "phone_numbers": [{"value": said.phone, "type": "mobile"}] if said.phone else [],
        }
        application = {
            "id": 90000 + int(said.ident),
            "status": "active",
            "applied_at": APPLIED.isoformat(),
            "last_activity_at": APPLIED.isoformat(),
            "current_stage": {"id": 5, "name": "Application Review"},
            "candidate": person,
            "jobs": [{"id": 300, "name": "Welder"}],
        }
        self.office.arrives(
            "greenhouse", greenhouse("new_candidate_application", {"application": application}, self.office.now)
        )
        await self.office.gateway()

    async def ashby(self, said: Said) -> None:
        application = {
            "id": f"a-{said.ident}",
            "createdAt": APPLIED.isoformat(),
            "updatedAt": APPLIED.isoformat(),
            "status": "Active",
            "candidate": {
                "id": said.ident,
                "name": said.name,
                "primaryEmailAddress": {"value": said.email} if said.email else None,
                "primaryPhoneNumber": {"value": said.phone} if said.phone else None,
            },
            "currentInterviewStage": {"id": "s1", "title": "Application Review", "type": "PreInterviewScreen"},
            "job": {"id": "301", "title": "Welder"},
            "hiringTeam": [],
        }
        self.office.arrives(
            "ashby", ashby("applicationSubmit", {"application": application}, self.office.now, f"click-{said.ident}")
        )
        await self.office.gateway()

    async def lever_(self, said: Said) -> None:
        ident, contact = f"o-{said.ident}", f"p-{said.ident}"
        shown = lever_words.opportunity(
            id=ident,
            contact=contact,
            name=said.name,
            emails=[said.email] if said.email else [],
            phones=[{"type": "mobile", "value": said.phone}] if said.phone else [],
        )
        self.lever.put(f"opportunities/{ident}", shown)
        data = {"opportunityId": ident, "contactId": contact}
        at = self.office.now
        self.office.arrives(
            "lever", lever_words.signed("applicationCreated", data, token=f"t-{said.ident}", at=at, now=at)
        )
        await self.office.gateway()

    @property
    def by_name(self) -> Mapping[str, Callable[[Said], Any]]:
        return {
            "a file": self.file, "the command": self.command, "Greenhouse": self.greenhouse, "Ashby": self.ashby,
            "Lever": self.lever_,
        }  # fmt: skip

    def people(self) -> list[CandidateState]:
        states = [CandidateState.model_validate(self.office.ledger.snapshot(ident)) for ident in self.office.clocks]
        return [state for state in states if not state.merged_into]


@contextmanager
def ways() -> Iterator[Ways]:
    with tempfile.TemporaryDirectory() as folder, lever_words.lever_server() as lever:
        api = LeverApi(lever.key, lever.url, budget=timedelta(seconds=5))
        doors = [Greenhouse([SECRET]), Ashby([SECRET]), Lever([lever_words.SECRET], api)]
        office = Office(Path(folder), doors, WEDNESDAY)
        try:
            yield Ways(office, lever)
        finally:
            office.close()


CASES: dict[str, tuple[str, str, str, str, int]] = {
    "the same name, shouted": ("Ann {}", "", "ANN {}", "", 1),
    "an email address, said second": ("Ann {}", "", "Ann {}", "ann.{}@example.com", 1),
    "another name": ("Ann {}", "", "Tom {}", "", 2),
    "two email addresses": ("Ann {}", "ann.{}@example.com", "Ann {}", "{}@example.org", 2),
}
PAIRS = list(permutations(("a file", "the command", "Greenhouse", "Ashby", "Lever"), 2))


def test_r17_who_is_told_twice_by_two_ways_before_any_decision_is_one_person_where_the_name_agrees() -> None:
    async def in_pairs() -> list[str]:
        with ways() as of:
            expected: dict[str, tuple[str, int]] = {}
            for number, (pair, case) in enumerate((pair, case) for pair in PAIRS for case in CASES):
                surname = "Lee" + "".join(chr(97 + int(digit)) for digit in str(number))
                name, email, other_name, other_email = (text.format(surname) for text in CASES[case][:4])
                phone = f"+1212555{number:04}"
                expected[phone] = f"{pair[0]}, then {pair[1]}: {case}", CASES[case][4]
                await of.by_name[pair[0]](Said(str(1000 + number), name, phone, email))
                await of.by_name[pair[1]](Said(str(5000 + number), other_name, phone, other_email))
            assert not of.office.clocks, "a worker has decided already"
            await of.office.settles()
            found = Counter(state.candidate.phone for state in of.people())
            return [
                f"{what}: {found[phone]} people" for phone, (what, people) in expected.items() if found[phone] != people
            ]

    assert asyncio.run(in_pairs()) == []


Telling = tuple[int | None, str, str, str, bool]
"""An update of somebody told of before, by their place, or (None) an application under a new id; a name (of an update
its first half, or none), a number, an email address (an update without any removes it); and whether the worker is away
after it.
"""

ANN, TOM = "Ann Lee", "Tom Lee"
NUMBER, MAIL, OTHER_MAIL = "+12125550188", "a@mail.example", "b@mail.example"

tellings: st.SearchStrategy[list[Telling]] = st.lists(
    st.tuples(
        st.sampled_from((None, None, None, 0, 1)),
        st.sampled_from((ANN, ANN, "LEE, Ann", "Lee", TOM)),
        st.sampled_from(("", NUMBER, NUMBER)),
        st.sampled_from(("", MAIL, OTHER_MAIL)),
        st.sampled_from((True, True, True, False)),
    ),
    min_size=3,
    max_size=5,
)


async def who_is_who(told: Sequence[Telling], *, orderly: bool) -> list[str]:
    """Under which id each is followed up in the end. `orderly`: a worker decides before the next is told."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), [], WEDNESDAY)
        try:
            for number, (whom, name, phone, email, is_away) in enumerate(told):
                reach = {"phone": phone, "email": email}
                fact: dict[str, Any] = {"event_id": f"told:{number}", "occurred_at": office.now.isoformat()}
                if whom is not None and whom < number:
                    fact["candidate"] = {"first_name": name.rpartition(" ")[0], **reach}
                    fact["removed"] = [] if phone or email else ["email"]
                    await office.followup.tell(f"manual:{whom}", "candidate_updated", fact)
                else:
                    fact |= {"application_id": f"job-{number}", "job_id": f"job-{number}"}
                    fact["candidate"] = {"last_name": name, **reach}
                    await office.followup.tell(f"manual:{number}", "application_received", fact)
                if orderly or not is_away:
                    await office.settles()
            await office.settles()
            return [office.ledger.owner_of(f"manual:{number}") for number in range(len(told))]
        finally:
            office.close()


@pace(15)
@given(tellings)
@example([(None, ANN, NUMBER, "", True), (None, ANN, NUMBER, MAIL, True), (None, TOM, "", MAIL, True)])
@example([(None, ANN, NUMBER, "", True), (None, ANN, NUMBER, MAIL, True), (None, ANN, NUMBER, OTHER_MAIL, True)])
@example([(None, ANN, "", MAIL, False), (0, ANN, NUMBER, "", True), (None, ANN, NUMBER, "", True)])
@example([(None, ANN, "", MAIL, True), (0, ANN, NUMBER, "", True), (None, ANN, NUMBER, OTHER_MAIL, True)])
@example([(None, "Lee", NUMBER, "", True), (0, ANN, NUMBER, "", True), (None, "LEE, Ann", NUMBER, "", True)])
@example([(None, ANN, "", MAIL, True), (0, "Lee", "", "", True), (None, TOM, "", MAIL, True)])
@example([(None, ANN, NUMBER, "", False), (0, ANN, "", MAIL, True), (None, TOM, "", MAIL, True)])
def test_r17_who_is_who_does_not_depend_on_when_a_worker_decides(told: list[Telling]) -> None:
    assert asyncio.run(who_is_who(told, orderly=False)) == asyncio.run(who_is_who(told, orderly=True))

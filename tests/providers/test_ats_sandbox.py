"""The ATS of the sandbox as people use it: its page, and the hooks that follow from what is done there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from sandbox.ats.ashby import AshbyFake
from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.lever import LeverFake
from sandbox.ats.page import AtsPage
from sandbox.ats.sample import move_in
from sandbox.ats.server import AtsServer
from tests.clocks import WEDNESDAY, wednesday


class Visit:
    """A browser at the page."""

    def __init__(self, fake: GreenhouseFake | LeverFake | AshbyFake, server: AtsServer) -> None:
        self.fake, self.server = fake, server

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, host: str = "") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        headers = {"Host": host} if host else {}
        connection.request(method, path, urlencode(form or {}), headers)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def act(self, what: str, name: str, **more: str) -> None:
        token = re.findall(r'name="token" value="([^"]+)"', self.ask("GET", "/")[1])[0]
        application = next(one["application"] for one in self.fake.people() if name in one["name"])
        status, _ = self.ask("POST", "/act", {"token": token, "application": str(application), "what": what} | more)
        assert status == 303


@pytest.fixture
def visit() -> Iterator[Visit]:
    fake = GreenhouseFake(clock=wednesday)
    move_in(fake, WEDNESDAY)
    with AtsServer(fake, page=AtsPage(fake).answer) as server:
        yield Visit(fake, server)


def test_the_page_shows_its_people_and_what_is_done_there_is_told(visit: Visit) -> None:
    status, page = visit.ask("GET", "/")
    assert status == 200
    assert all(name in page for name in ("Noor Haddad", "Ivan Petrov", "Compiler Engineer"))
    visit.act("move", "Noor", stage="Onsite")
    visit.act("reject", "Ben")
    visit.act("email", "Mia", lost="yes")
    assert [hook.kind for hook in visit.fake.hooks] == ["candidate_stage_change", "reject_candidate"]
    assert "new." in visit.ask("GET", "/")[1]


def test_it_answers_to_its_own_name_and_takes_its_own_forms_alone(visit: Visit) -> None:
    assert visit.ask("GET", "/", host="evil.example")[0] == 421
    assert visit.ask("POST", "/act", {"what": "delete"})[0] == 403
    assert visit.fake.hooks == []


def test_lever_s_page_shows_the_same_people_and_tells_in_lever_s_words() -> None:
    fake = LeverFake(clock=wednesday)
    move_in(fake, WEDNESDAY)
    with AtsServer(fake, page=AtsPage(fake).answer) as server:
        visit = Visit(fake, server)
        page = visit.ask("GET", "/")[1]
        assert all(name in page for name in ("Noor Haddad", "Ivan Petrov", "Compiler Engineer", "Lever in the sandbox"))
        visit.act("move", "Noor", stage="On-site interview")
        visit.act("reject", "Ben")
        visit.act("cancel", "Ivan")
        visit.act("email", "Mia", lost="yes")
        told = [hook.kind for hook in fake.hooks]
        assert told == ["candidateStageChange", "candidateArchiveChange", "interviewDeleted"]
        visit.act("delete", "Tom")
        assert "Tom Baker" not in visit.ask("GET", "/")[1]


def test_ashby_s_page_shows_the_same_people_and_tells_in_ashby_s_words() -> None:
    fake = AshbyFake(surname_first=True, clock=wednesday)
    move_in(fake, WEDNESDAY)
    with AtsServer(fake, page=AtsPage(fake).answer) as server:
        visit = Visit(fake, server)
        page = visit.ask("GET", "/")[1]
        assert all(name in page for name in ("Noor Haddad", "Ivan Petrov", "Compiler Engineer", "Ashby in the sandbox"))
        visit.act("move", "Noor", stage="Onsite")
        visit.act("cancel", "Ivan")
        visit.act("email", "Mia")
        told = [hook.kind for hook in fake.hooks]
        assert told == ["candidateStageChange", "applicationUpdate", "interviewScheduleUpdate"]
        visit.act("delete", "Tom")
        assert "Tom Baker" not in visit.ask("GET", "/")[1]

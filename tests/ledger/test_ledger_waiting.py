"""Those who wait, page by page, and who is in the running for a job."""

from __future__ import annotations

from datetime import timedelta

from domain.events import OptedOut
from domain.names import Channel, Stage
from domain.playbook.model import Playbook
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, person
from tests.ledger.test_ledger_playbooks import CONTENT, OTHER, put
from tests.ledger.test_ledger_reading import project, state


def test_pages_go_through_everybody_who_waits_once_and_in_order(ledger: Ledger) -> None:
    people = [f"manual:p{number:02}" for number in range(11)]
    for ident in people:
        project(ledger, state(ident), state="closed" if ident.endswith("4") else "paused")
    waiting = [ident for ident in people if not ident.endswith("4")]
    found, after = [], ""
    while page := ledger.waiting.page(after, 3):
        assert len(page) <= 3
        found += [one.candidate.candidate_id for one, _ in page]
        after = found[-1]
    assert found == waiting == ledger.waiting.ids("", 100)
    assert ledger.waiting.ids(waiting[4], 2) == waiting[5:7]
    assert ledger.waiting.count() == len(waiting)


def test_a_page_has_the_channels_that_each_has_closed(ledger: Ledger) -> None:
    for ident, address in (("manual:a", "a@example.com"), ("manual:b", "b@example.com"), ("manual:c", "c@example.com")):
        mine = state(ident).model_copy(update={"candidate": person(ident, email=address, phone="")})
        project(ledger, mine)
    stop = OptedOut(event_id="stop", occurred_at=NOW, channel=Channel.EMAIL)
    append(ledger, stop, candidate_id="manual:b", candidate=person("manual:b", email="b@example.com", phone=""))
    all_of_it = OptedOut(event_id="stop", occurred_at=NOW)
    append(ledger, all_of_it, candidate_id="manual:c", candidate=person("manual:c", email="c@example.com", phone=""))
    page = ledger.waiting.page("", 10)
    assert [closed for _, closed in page] == [frozenset(), frozenset({Channel.EMAIL}), frozenset(Channel)]
    for one, closed in page:
        assert ledger.suppressed(one.candidate) == closed


def test_who_is_in_the_running_for_a_job(ledger: Ledger) -> None:
    project(ledger, state("manual:a", "j1", "j2", stage=Stage.INTERVIEW))
    project(ledger, state("manual:b", "j1", stage=Stage.REJECTED))
    project(ledger, state("manual:c", "j1", stage=Stage.APPLIED), state="closed")
    project(ledger, state("manual:d", "j2", stage=Stage.APPLIED))
    [one] = ledger.waiting.for_job("j1")
    assert (one.candidate_id, one.application_id, one.stage, one.in_touch) == ("manual:a", "a-j1", "interview", False)
    assert [r.candidate_id for r in ledger.waiting.for_job("j2")] == ["manual:a", "manual:d"]
    assert ledger.waiting.knows_job("j1") and not ledger.waiting.knows_job("j3")


def test_the_ledger_knows_since_when_each_rule_stands(ledger: Ledger) -> None:
    put(ledger, CONTENT)
    assert ledger.playbooks.rules().standing.pace_at is None
    put(ledger, OTHER, days=1)
    assert ledger.playbooks.rules().standing.pace_at is None  # without steps nothing can have changed its time
    put(ledger, CONTENT | {"limits": {"per_day": 2, "per_week": 3}}, days=2)
    rules = ledger.playbooks.rules()
    assert rules.standing.pace_at == NOW + timedelta(days=2)
    assert rules.playbook == Playbook.model_validate(CONTENT | {"limits": {"per_day": 2, "per_week": 3}})
    put(ledger, CONTENT, days=3)
    assert ledger.playbooks.rules().standing.pace_at == NOW + timedelta(days=3)
    with ledger.book("manual:a") as book:
        assert book.standing() == ledger.playbooks.rules().standing

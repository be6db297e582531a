"""The playbook in force is a version in the ledger, read within the decision's transaction (R18)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.playbook.model import NewerPlaybook, Playbook, content_version
from ledger.store import Ledger, NoPlaybook
from tests.ledger.conftest import ANN, NOW

CONTENT: dict[str, Any] = {
    "company": {"name": "Acmé", "timezone": "America/New_York", "country": "US"},
    "sender": {"name": "Acme Talent", "email": "talent@acme.example"},
    "max_silence": "P10D",
    "stages": {},
}
OTHER = CONTENT | {"max_silence": "P20D"}


def put(ledger: Ledger, content: dict[str, Any], days: int = 0) -> bool:
    return ledger.playbooks.apply(content, content_version(content), "kim", NOW + timedelta(days=days))


def in_force(ledger: Ledger) -> Playbook:
    with ledger.book(ANN) as book:
        return book.playbook()


def test_before_the_first_there_is_none(ledger: Ledger) -> None:
    assert ledger.playbooks.in_force() is None
    with pytest.raises(NoPlaybook, match="playbook apply"):
        in_force(ledger)


def test_an_applied_playbook_is_in_force_at_the_next_decision(ledger: Ledger) -> None:
    assert put(ledger, CONTENT)
    assert ledger.playbooks.in_force() == (content_version(CONTENT), CONTENT)
    assert in_force(ledger) == Playbook.model_validate(CONTENT)
    assert put(ledger, OTHER, days=1)
    assert in_force(ledger) == Playbook.model_validate(OTHER)
    assert ledger.playbooks.content(content_version(CONTENT)) == CONTENT
    assert ledger.playbooks.content("unknown") is None


def test_applying_what_is_in_force_changes_nothing_and_an_old_one_may_come_back(ledger: Ledger) -> None:
    assert put(ledger, CONTENT)
    assert not put(ledger, CONTENT)
    assert put(ledger, OTHER, days=1)
    assert put(ledger, CONTENT, days=2)
    assert in_force(ledger) == Playbook.model_validate(CONTENT)
    assert [(entry["version"], entry["applied_at"][:10]) for entry in ledger.playbooks.history()] == [
        (content_version(CONTENT), "2026-03-02"),
        (content_version(OTHER), "2026-03-03"),
        (content_version(CONTENT), "2026-03-04"),
    ]


def test_a_playbook_is_parsed_once(ledger: Ledger) -> None:
    put(ledger, CONTENT)
    assert in_force(ledger) is in_force(ledger)


def newer(content: dict[str, Any], **company: Any) -> dict[str, Any]:
    """The content as a newer release writes it, which has more keys."""
    whole = Playbook.model_validate(content).model_dump(mode="json")
    return whole | {"company": whole["company"] | {"motto": "", **company}, "later": {"than": "now"}}


def test_r26_a_playbook_of_a_newer_release_that_uses_no_new_rule_stays_in_force(ledger: Ledger) -> None:
    """All keys stand in it, the new ones at their defaults: the version, which leaves those out, tells."""
    version = Playbook.model_validate(CONTENT).version
    ledger.playbooks.apply(newer(CONTENT), version, "kim", NOW)
    assert in_force(ledger) == Playbook.model_validate(CONTENT)
    assert in_force(ledger).version == version


def test_r26_nothing_is_decided_without_a_rule_that_only_a_newer_release_knows(ledger: Ledger) -> None:
    content = newer(CONTENT, motto="Follow up")
    put(ledger, content)
    with pytest.raises(NewerPlaybook, match=r"start the newer release again, or put a playbook without that rule"):
        in_force(ledger)
    assert put(ledger, OTHER, days=1)
    assert in_force(ledger) == Playbook.model_validate(OTHER)

"""Tests of variants by the ledger's rows: as counted from the facts themselves, while facts still come in (K10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.playbook.model import Playbook
from domain.reporting.experiments import Judged
from ledger.store import Ledger
from tests.domain import reported, slow_experiments
from tests.domain.reported_lives import START, year
from tests.domain.tested_lives import MESSAGE
from tests.ledger.test_ledger_reporting import put
from tests.ledgers import default_playbook

BEGINS = date(2026, 3, 2)
NOW = START + timedelta(days=300)


def rules_with_a_test(**more: Any) -> Playbook:
    """The default rules with a second wording of the invitation, and a test of both."""
    content = default_playbook().model_dump(mode="json")
    content["messages"][f"{MESSAGE}.b.md"] = content["messages"][f"{MESSAGE}.md"]
    test = {"smallest_effect": 0.5, "from": str(BEGINS), "expected": 0.5, **more}
    return Playbook.model_validate({**content, "experiments": {MESSAGE: test}})


def judged(ledger: Ledger, now: datetime = NOW, **more: Any) -> Judged:
    (found,) = ledger.tested_messages.judged(rules_with_a_test(**more), now)
    return found


def test_a_test_is_judged_by_what_is_on_record_and_later_facts_change_it(ledger: Ledger) -> None:
    told = year(11, 9, muddled=True)
    since = datetime.combine(BEGINS, datetime.min.time(), ZoneInfo(reported.COMPANY))
    halves = [one for one in told if one.fact.occurred_at < NOW - timedelta(days=60)], told
    done = 0
    for part in halves:
        put(ledger, part[done:])
        done = len(part)
        assert ledger.report_keeper.catch_up(NOW)
        found = judged(ledger)
        slow = slow_experiments.counted(part, MESSAGE, since, NOW, found.plan.needed["a"])
        assert {one.letter: (one.share.n, one.share.of) for one in found.arms} == slow.answered
        assert {one.letter: (one.harmed.n, one.harmed.of) for one in found.arms} == slow.harmed
        assert found.left_out == slow.left_out
    assert sum(one.share.of for one in found.arms) > 1


def test_before_anything_is_on_record_a_test_waits(ledger: Ledger) -> None:
    found = judged(ledger)
    assert [one.verdict for one in found.arms] == ["base", "not enough yet"]
    assert (found.weeks, found.plan.weeks, found.winner) == (None, None, None)


def test_a_playbook_in_force_keeps_its_tests(ledger: Ledger) -> None:
    rules = rules_with_a_test()
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "test", NOW)
    kept = ledger.playbooks.rules().playbook
    assert kept.experiments == rules.experiments
    assert kept.version == rules.version

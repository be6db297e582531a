"""What is counted of what the clocks put on record: each fact once, after its commit, with no name in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from domain.events import DeliveryUnknown, Event, Held, RefusedForGood, Sent, SilenceBreached
from domain.names import Channel, Stage
from ledger.store import Ledger
from ledger.systems.notes import DueNote
from metrics import REASONS, GatewayMetrics, WorkerMetrics
from tests.clocks import WEDNESDAY, wednesday
from tests.ledgers import put as put_ledger

HOUR = timedelta(hours=1)
WHO, NOW = "manual:ann", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TOUCH = {"occurred_at": NOW, "application_id": "eng", "touch_key": f"{WHO}/eng/x", "stage": Stage.INTERVIEW}
OF_STEP = {"step": "thank-you", "occurrence": "1"}
SENT = Sent(
    event_id="sent:1",
    attempt=1,
    channel=Channel.EMAIL,
    subject="Ann, thank you",
    due_at=NOW - timedelta(seconds=30),
    by_at=NOW - timedelta(seconds=1),
    **TOUCH,
    **OF_STEP,
)
HELD = Held(event_id="held:1", **TOUCH, **OF_STEP)
REFUSED = RefusedForGood(event_id="refused:1", attempt=1, channel=Channel.SMS, **TOUCH, **OF_STEP)
ANOTHER = {**TOUCH, "touch_key": f"{WHO}/eng/y"}  # a doubt isn't put on record behind the end of its attempt
UNKNOWN = DeliveryUnknown(event_id="unknown:1", attempt=1, channel=Channel.EMAIL, ask_at=NOW, **ANOTHER, **OF_STEP)
BREACH = SilenceBreached(event_id="breach:1", occurred_at=NOW, since=NOW - timedelta(days=15))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put_ledger(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["a-secret-for-tests"])
    yield made
    made.close()


def put(ledger: Ledger, *facts: Event) -> None:
    with ledger.book(WHO) as book:
        book.append(facts, None, NOW)


def of(metrics: WorkerMetrics | GatewayMetrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


def test_each_outcome_is_counted_by_channel_and_stage(ledger: Ledger) -> None:
    metrics = WorkerMetrics()
    ledger.watch(metrics.facts)
    put(ledger, SENT, HELD, REFUSED, UNKNOWN, BREACH)
    for outcome, channel in (("sent", "email"), ("held", "none"), ("refused", "sms"), ("unknown", "email")):
        assert of(metrics, "followup_touches_total", outcome=outcome, channel=channel, stage="interview") == 1
    assert of(metrics, "followup_silence_breaches_total") == 1
    assert of(metrics, "followup_facts_total", type="silence_breached") == 1
    assert of(metrics, "followup_lateness_seconds_sum", stage="interview") == 30
    assert of(metrics, "followup_service_levels_missed_total", stage="interview") == 1


def test_a_fact_that_is_put_in_again_is_counted_once(ledger: Ledger) -> None:
    metrics = WorkerMetrics()
    ledger.watch(metrics.facts)
    put(ledger, HELD, SENT)
    put(ledger, SENT, BREACH, HELD)
    assert of(metrics, "followup_facts_total", type="sent") == 1
    assert of(metrics, "followup_facts_total", type="held") == 1
    assert of(metrics, "followup_facts_total", type="silence_breached") == 1


def test_what_is_rolled_back_is_not_counted(ledger: Ledger) -> None:
    metrics = WorkerMetrics()
    ledger.watch(metrics.facts)

    def cut_short() -> None:
        with ledger.book(WHO) as book:
            book.append([SENT], None, NOW)
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError, match="the power fails"):
        cut_short()
    assert of(metrics, "followup_facts_total", type="sent") == 0


def test_a_mail_to_a_colleague_is_counted_by_how_it_ended() -> None:
    metrics = WorkerMetrics()
    for outcome in ("accepted", "accepted", "unknown"):
        metrics.digest(outcome)
    assert of(metrics, "followup_digests_total", outcome="sent") == 2
    assert of(metrics, "followup_digests_total", outcome="unknown") == 1


def test_a_path_that_is_no_hook_never_becomes_a_label(ledger: Ledger) -> None:
    metrics = GatewayMetrics(ledger, ["/hooks/ats"], lambda: False, wednesday)
    for path in ("/c/a-candidates-token", "/hooks/ats/ann@example.com", "/healthz"):
        metrics.answered(path, 404, 0.01)
    samples = [s for family in metrics.registry.collect() for s in family.samples]
    assert {s.labels["hook"] for s in samples if "hook" in s.labels} == {"/hooks/ats"}
    assert of(metrics, "followup_hooks_received_total", hook="/hooks/ats") == 0


def test_the_page_on_metrics_names_every_metric_and_its_alerts_no_other(ledger: Ledger) -> None:
    shown: set[str] = set()
    worker = WorkerMetrics()
    worker.promise.tell({"overdue": 0}, 0, WEDNESDAY)
    worker.mailbox.begin(["refused"])
    worker.mailbox.looked(WEDNESDAY)
    gateway = GatewayMetrics(ledger, ["/hooks/ats"], lambda: False, wednesday, ["lever"])
    for registry in (worker.registry, gateway.registry):
        for family in registry.collect():
            name = f"{family.name}_total" if family.type == "counter" else family.name
            shown |= {name} if name.startswith("followup_") else set()
    page = (Path(__file__).parent.parent / "docs" / "metrics.md").read_text("utf-8")
    tables, alerts = page.split("## Alerts")
    assert set(re.findall(r"^\| `(followup_\w+)`", tables, re.M)) == shown
    rules = yaml.safe_load(re.search(r"```yaml\n(.*?)```", alerts, re.S)[1])["groups"][0]["rules"]
    for rule in rules:
        assert set(re.findall(r"followup_\w+", rule["expr"])) <= shown, rule["alert"]
    assert len(rules) == len({rule["alert"] for rule in rules}) > 8


def test_notes_and_looks_are_shown_by_system(ledger: Ledger) -> None:
    put(ledger, SENT, HELD, BREACH)
    ledger.notes.begin("notes-lever", NOW)
    due = [DueNote(n, WHO, f"e{n}", "message", WEDNESDAY - n * timedelta(hours=1), 0, None) for n in (1, 2, 3, 4)]
    ledger.notes.put("lever", due)
    ledger.notes.end("lever", 3, "refused", WEDNESDAY)
    ledger.notes.end("lever", 4, "done", WEDNESDAY, note_id="n4")
    ledger.runs.came_to_its_end("lever", "everybody", WEDNESDAY - 2 * HOUR, WEDNESDAY - HOUR, (57, 5000, 3))
    ledger.runs.broke_off("lever", "everybody", WEDNESDAY, "Lever is away.")
    metrics = GatewayMetrics(ledger, [], lambda: False, wednesday, ["lever", "greenhouse"])
    names = ("waiting", "lag_seconds", "written_total", "refused")
    assert [of(metrics, f"followup_notes_{name}", system="lever") for name in names] == [2, 7200, 1, 1]
    assert [of(metrics, f"followup_notes_{name}", system="greenhouse") for name in names] == [0, 0, 0, 0]
    look = {"system": "lever", "look": "everybody"}
    assert of(metrics, "followup_system_looked_timestamp_seconds", **look) == (WEDNESDAY - HOUR).timestamp()
    figures = ("requests", "differences", "broken_off")
    assert [of(metrics, f"followup_system_look_{name}", **look) for name in figures] == [57, 3, 1]
    with ledger.book(WHO) as book:  # a reader that nobody runs falls behind, too
        book.append((REFUSED,), None, WEDNESDAY - 3 * HOUR)
    assert of(metrics, "followup_notes_lag_seconds", system="lever") == 3 * 3600


@pytest.mark.parametrize(("code", "reason"), REASONS.items())
def test_a_refusal_is_counted_by_its_reason(ledger: Ledger, code: int, reason: str) -> None:
    metrics = GatewayMetrics(ledger, ["/hooks/ats"], lambda: True, wednesday)
    metrics.answered("/hooks/ats", 200, 0.01)
    metrics.answered("/hooks/ats", code, 0.01)
    assert of(metrics, "followup_hooks_received_total", hook="/hooks/ats") == 2
    assert of(metrics, "followup_hooks_refused_total", hook="/hooks/ats", reason=reason) == 1
    assert of(metrics, "followup_temporal_away") == 1


def test_without_the_ledger_the_page_still_comes_and_says_so(tmp_path: Path) -> None:
    lost = Ledger(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'ledger.db'}", ["a-secret-for-tests"])
    metrics = GatewayMetrics(lost, ["/hooks/ats"], lambda: False, wednesday)
    assert metrics.registry.get_sample_value("followup_ledger_readable") == 0
    assert metrics.registry.get_sample_value("followup_inbox_oldest_seconds") is None

"""The rows of reports: from facts as they are put on record, whatever is heard later, and whoever dies meanwhile."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from domain import events as e
from domain.names import Channel, Stage
from domain.reporting.figures import Rows
from domain.reporting.figures import k1 as response
from domain.reporting.report import as_json, make_report
from domain.reporting.segments import SEGMENTS
from ledger.reporting.keeper import READER, RowKeeper
from ledger.store import Ledger
from tests.domain import reported, slow_figures
from tests.domain.reported_lives import START, Life, Told, year
from tests.domain.test_reporting_laws import YEAR, quick, summed
from tests.ledger.conftest import KEYS, NOW, append, person
from tests.ledgers import default_playbook

PERIOD = reported.period(*YEAR)
HOUR = timedelta(hours=1)


def with_rules(ledger: Ledger) -> Ledger:
    rules = default_playbook()
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "test", NOW)
    assert rules.company.timezone == reported.COMPANY
    return ledger


@pytest.fixture
def reporting(ledger: Ledger) -> Ledger:
    return with_rules(ledger)


def put(ledger: Ledger, told: list[Told]) -> None:
    for one in told:
        append(ledger, one.fact, candidate_id=one.whose, candidate=person(one.whose, email="", phone=""))


def in_order(rows: Rows) -> tuple[list[Any], list[Any]]:
    """All rows, so that two ways to them can be compared."""
    return sorted(rows.touches), sorted(case for kind in rows.cases.values() for case in kind)


def afresh(ledger: Ledger, execute: Callable[..., Any]) -> Rows:
    """The rows as they are when they are made again from the first fact on."""
    for table in ("touches", "touch_cases", "touch_people", "touch_kinds", "touch_groups"):
        execute(f"DELETE FROM {table}")
    execute("DELETE FROM feed_cursors WHERE reader = :reader", reader=READER)
    keeper = RowKeeper(ledger._database, ledger.feed, ledger.playbooks)
    assert keeper.catch_up(NOW)
    return ledger.report_rows.rows(PERIOD, whole=True)


def test_figures_of_a_ledger_equal_a_slow_count_straight_from_its_facts(reporting: Ledger) -> None:
    told = year(11, 14, muddled=True)
    put(reporting, told)
    assert reporting.report_keeper.catch_up(NOW)
    found = quick(reporting.report_rows.rows(PERIOD), PERIOD)
    assert found == summed(slow_figures.counted(told, *YEAR, reported.COMPANY))


def test_rows_kept_page_by_page_are_those_made_at_once(reporting: Ledger, execute: Callable[..., Any]) -> None:
    told, chance = year(12, 14, muddled=True), random.Random(12)
    assert {"undone", "history_joined", "delivery_reported"} <= {one.fact.type for one in told}
    while told:
        size = chance.randint(1, 40)
        put(reporting, told[:size])
        told = told[size:]
        rows = reporting.feed.read(READER, chance.randint(1, 60))
        reporting.report_keeper.take(rows, NOW)
        if chance.random() < 0.3:  # a reader that died before it said that it was done
            reporting.report_keeper.take(rows, NOW)
    assert reporting.report_keeper.catch_up(NOW)
    kept = in_order(reporting.report_rows.rows(PERIOD, whole=True))
    assert len(kept[0]) > 40
    assert kept == in_order(afresh(reporting, execute))


def test_two_readers_at_once_count_each_fact_once(
    reporting: Ledger, ledger_url: str, execute: Callable[..., Any]
) -> None:
    put(reporting, year(13, 8))
    other = Ledger(ledger_url, KEYS, reporting.keys._place)
    both = reporting.feed.read(READER, 30), other.feed.read(READER, 60)
    reporting.report_keeper.take(both[0], NOW)
    other.report_keeper.take(both[1], NOW)
    reporting.report_keeper.take(both[0], NOW)
    assert reporting.feed.cursor(READER) == both[1][-1]["number"]
    assert other.report_keeper.catch_up(NOW)
    kept = in_order(reporting.report_rows.rows(PERIOD, whole=True))
    other.close()
    assert kept == in_order(afresh(reporting, execute))


# ---------------------------------------------------------------- what is heard later


def a_life(ident: str = "manual:ann") -> Life:
    life = Life(ident, random.Random(1), app="a1")
    life.tell(
        e.ApplicationReceived, START, job_id="eng", department="Research", level="senior",
        candidate=e.Contactable(first_name="Ann", last_name="Lee", email="ann@example.com", timezone="Asia/Tokyo"),
        recruiter=e.Person(name="Rita Kim", email="rita@acme.example"),
    )  # fmt: skip
    return life


def kept(ledger: Ledger) -> Rows:
    assert ledger.report_keeper.catch_up(NOW)
    return ledger.report_rows.rows(PERIOD, whole=True)


def told_now(ledger: Ledger, life: Life) -> Rows:
    put(ledger, life.told)
    life.told = []
    return kept(ledger)


def replied(rows: Rows) -> tuple[int, int]:
    share = response(rows, PERIOD)["share"]
    return share.n, share.of


def test_a_bounce_heard_days_later_takes_the_message_and_its_reply_out(reporting: Ledger) -> None:
    life = a_life()
    sent = life.send(START + HOUR, "interview", "invite", asks=True)
    life.reply(START + 5 * HOUR)
    assert replied(told_now(reporting, life)) == (1, 1)
    life.tell(
        e.DeliveryReported, START + 50 * HOUR, touch_key=sent.touch_key, attempt=1, outcome="bounced", channel="email"
    )
    rows = told_now(reporting, life)
    assert replied(rows) == (0, 0)
    assert [one.bounced_at for one in rows.touches] == [int((START + 50 * HOUR).timestamp())]


def test_a_bounce_that_is_heard_before_the_send_is_confirmed_counts(reporting: Ledger) -> None:
    life = a_life()
    sent = life.send(START + HOUR, "interview", "invite", asks=True)
    early = e.DeliveryReported(
        event_id="early", occurred_at=START + HOUR, application_id="a1", touch_key=sent.touch_key, attempt=1,
        outcome="bounced", channel=Channel.EMAIL,
    )  # fmt: skip
    life.told.insert(1, Told(life.ident, early))
    assert replied(told_now(reporting, life)) == (0, 0)


def test_a_reply_months_on_belongs_to_its_message_and_is_no_response_within_30_days(reporting: Ledger) -> None:
    life = a_life()
    life.send(START + HOUR, "interview", "invite", asks=True)
    assert replied(told_now(reporting, life)) == (0, 1)
    life.reply(START + timedelta(days=90))
    rows = told_now(reporting, life)
    assert replied(rows) == (0, 1)
    assert rows.touches[0].replied_at == int((START + timedelta(days=90)).timestamp())


def test_a_message_in_doubt_counts_once_the_provider_says_that_it_arrived(reporting: Ledger) -> None:
    life = a_life()
    about = {"touch_key": "manual:ann/a1/interview.1/invite/1", "stage": Stage.INTERVIEW, "step": "invite"}
    life.tell(
        e.DeliveryUnknown, START + HOUR, occurrence="1", attempt=1, channel="email", ask_at=START + 2 * HOUR,
        message="interview/invite", **about,
    )  # fmt: skip
    assert not told_now(reporting, life).touches
    life.tell(
        e.DeliveryReported, START + 3 * HOUR, touch_key=about["touch_key"], attempt=1, outcome="accepted",
        channel="email",
    )  # fmt: skip
    (touch,) = told_now(reporting, life).touches
    assert (touch.kind.message, touch.kind.asks) == ("interview/invite", True)  # as its step in the playbook says
    assert touch.sent_at == int((START + HOUR).timestamp())


def test_a_rejection_that_is_taken_back_leaves_no_trace_in_the_figures(reporting: Ledger) -> None:
    life = a_life()
    wrong = life.tell(e.Rejected, START + HOUR, reason="wrong button")
    assert [one.met_at for one in told_now(reporting, life).of("owed")] == [int((START + HOUR).timestamp())]
    life.tell(e.Undone, START + 2 * HOUR, about=wrong.event_id, by="x", becomes="done", without=(wrong.event_id,))
    (owed,) = told_now(reporting, life).of("owed")
    assert owed.met_at > PERIOD.until, "they are still owed word"


def test_an_undo_that_was_refused_changes_nothing(reporting: Ledger) -> None:
    life = a_life()
    wrong = life.tell(e.Rejected, START + HOUR)
    life.tell(e.Undone, START + 2 * HOUR, about=wrong.event_id, by="x", becomes="refused")
    (owed,) = told_now(reporting, life).of("owed")
    assert owed.met_at == int((START + HOUR).timestamp())


def test_two_ids_that_are_one_person_count_as_one_candidate(reporting: Ledger) -> None:
    ann, bob = a_life(), a_life("manual:bob")
    bob.app = "b1"
    for life in (ann, bob):
        life.told[0] = Told(life.ident, life.told[0].fact.replace(application_id=life.app, job_id=life.app))
        life.send(START + HOUR, "interview", "invite", asks=True)
    put(reporting, [*ann.told, *bob.told])
    assert replied(kept(reporting)) == (0, 2)
    join = e.HistoryJoined(event_id="j", occurred_at=START + 2 * HOUR, merged_id="manual:bob")
    put(reporting, [Told("manual:ann", join)])
    bob.told = []
    bob.reply(START + 3 * HOUR)  # told under the other id, and late
    rows = told_now(reporting, bob)
    assert len(rows.touches) == 2
    assert replied(rows) == (1, 1)
    assert len({one.person for one in rows.touches}) == 1


def test_of_an_erased_person_the_counts_stay_and_nothing_else(reporting: Ledger, execute: Callable[..., Any]) -> None:
    life = a_life()
    life.send(START + HOUR, "interview", "invite", asks=True)
    life.reply(START + 5 * HOUR)
    before = in_order(told_now(reporting, life))
    execute("UPDATE timeline SET personal = NULL, salts = NULL")
    assert replied(kept(reporting)) == (1, 1)
    wrong = life.tell(e.Rejected, START + 6 * HOUR)
    life.tell(e.Undone, START + 7 * HOUR, about=wrong.event_id, by="x", becomes="done", without=(wrong.event_id,))
    after = in_order(told_now(reporting, life))  # folded again, without their data
    assert after == before
    (touch,) = after[0]
    assert touch.slot == 10, "Monday at ten, in Tokyo"


WORDS = ("Ann", "Lee", "ann@example.com", "Rita", "Kim", "rita@", "Tokyo", "Hello", "words", "wrong button")


def test_no_words_names_addresses_or_zones_are_in_the_rows(reporting: Ledger, execute: Callable[..., Any]) -> None:
    life = a_life()
    life.send(START + HOUR, "interview", "invite", asks=True)
    life.reply(START + 5 * HOUR)
    life.tell(e.Rejected, START + 6 * HOUR, reason="wrong button", feedback="words")
    told_now(reporting, life)
    for table in ("touches", "touch_cases", "touch_people", "touch_kinds", "touch_groups"):
        for row in execute(f"SELECT * FROM {table}"):
            assert not [word for word in WORDS if word in repr(tuple(row))], (table, row)


def test_a_fact_of_a_newer_release_is_passed_over(reporting: Ledger, execute: Callable[..., Any]) -> None:
    life = a_life()
    told_now(reporting, life)
    execute("UPDATE timeline SET type = 'seen_on_the_moon' WHERE seq = 1")
    life.send(START + HOUR, "interview", "invite", asks=True)
    assert replied(told_now(reporting, life)) == (0, 1)


def test_rows_that_an_older_release_made_are_made_again(
    reporting: Ledger, ledger_url: str, execute: Callable[..., Any]
) -> None:
    told = year(15, 8, muddled=True)
    put(reporting, told)
    before = in_order(kept(reporting))
    execute("UPDATE feed_cursors SET number = 1 WHERE reader LIKE '%edition'")
    execute("UPDATE touch_cases SET value = 99")
    execute("UPDATE touch_people SET record = replace(record, 'LinkedIn', 'cli')")
    life = a_life()
    life.send(START + HOUR, "interview", "invite", asks=True)
    put(reporting, life.told)
    newer = Ledger(ledger_url, KEYS, reporting.keys._place)
    rows = newer.feed.read(READER)
    newer.report_keeper.take(rows, NOW)  # as the feed's reader does, which goes on where the older release was
    newer.feed.advance(READER, rows[-1]["number"], NOW)
    found = in_order(newer.report_rows.rows(PERIOD, whole=True))
    newer.close()
    assert {*before[0]} < {*found[0]} and {*before[1]} < {*found[1]}
    assert found == in_order(afresh(reporting, execute))


def test_whoever_was_erased_stays_in_the_counts_where_rows_are_made_again(
    reporting: Ledger, ledger_url: str, execute: Callable[..., Any]
) -> None:
    """Of another edition: their words can't be read again, and neither can the zone in which they were."""
    chosen = [{"question": "score", "kind": "score", "value": 4}, {"question": "nps", "kind": "nps", "value": 9}]
    life, other = a_life(), a_life("manual:bob")
    for one in (life, other):
        one.send(START + HOUR, "interview", "invite", asks=True)
    life.tell(e.ReplyReceived, START + 5 * HOUR, text="Please stop writing to me.", channel=Channel.EMAIL)
    life.tell(e.SurveyCompleted, START + timedelta(days=9), survey="closed/survey", answers=chosen, comment="Fine.")
    other.tell(e.SurveyCompleted, START + timedelta(days=8), survey="closed/survey", answers=chosen)
    join = e.HistoryJoined(event_id="j", occurred_at=START + timedelta(days=10), merged_id="manual:bob")
    told = sorted([*life.told, *other.told], key=lambda one: one.fact.occurred_at)
    put(reporting, [*told, Told("manual:ann", join)])
    before = in_order(kept(reporting))
    said = "score:score=4 nps:nps=9"
    assert {one.about for one in before[1] if one.case == "survey"} == {said, f"comment {said}"}
    assert {one.slot for one in before[0]} == {10}
    execute("UPDATE timeline SET personal = NULL, salts = NULL")
    for part in (0, 3, None):  # how far an edition had come when the next one began
        execute("UPDATE feed_cursors SET number = 1 WHERE reader LIKE '%edition'")
        newer = Ledger(ledger_url, KEYS, reporting.keys._place)
        if part is not None:
            newer.report_keeper.take([], NOW)
            newer.report_keeper.take(newer.feed.read(READER, part + 1), NOW)
        else:
            assert in_order(kept(newer)) == before
            assert in_order(kept(newer)) == before
        newer.close()
    assert not [text for (text,) in execute("SELECT record FROM touch_people") if "remembered" in text]


def test_a_survey_in_doubt_that_arrived_is_a_survey(reporting: Ledger) -> None:
    life = a_life()
    about = {"touch_key": "manual:ann/a1/rejected.1/survey/1", "stage": Stage.REJECTED, "step": "survey"}
    life.tell(
        e.DeliveryUnknown, START + HOUR, occurrence="1", attempt=1, channel="email", ask_at=START + 2 * HOUR,
        message="closed/survey", **about,
    )  # fmt: skip
    life.tell(
        e.DeliveryReported, START + 3 * HOUR, touch_key=about["touch_key"], attempt=1, outcome="accepted",
        channel="email",
    )  # fmt: skip
    (touch,) = told_now(reporting, life).touches
    assert touch.kind.rank == "survey" and not touch.kind.wants_reply


def test_a_report_says_what_its_rows_say(reporting: Ledger) -> None:
    put(reporting, year(14, 8))
    found = as_json(make_report(kept(reporting), PERIOD, by=("stage", "recruiter", "hour")))
    assert found["figures"]["K1"]["share"]["of"] > 3
    assert {one["by"] for one in found["segments"]} == {"stage", "recruiter", "hour"}


ASKED = [{}, *({"by": (part,)} for part in SEGMENTS), *({"where": (part,)} for part in SEGMENTS)]
ASKED += [{"where": ("recruiter", "stage"), "by": ("job",)}, {"where": ("job", "recruiter"), "by": ("level", "hour")}]


def test_what_is_left_out_of_the_rows_changes_no_report(reporting: Ledger) -> None:
    """A report reads of its rows what it asks for alone: the same comes out as of all that is on record."""
    put(reporting, year(14, 40, muddled=True))
    whole, said = kept(reporting), set[str]()
    for asked in ASKED:
        by, where = asked.get("by", ()), []
        for part in asked.get("where", ()):
            values = reporting.report_rows.values(part)
            where.append((part, values[len(values) // 2].upper()))
        rows = reporting.report_rows.rows(PERIOD, parted=bool(by), where=where)
        if where:
            assert len(rows.touches) < len(whole.touches), "the rest isn't handed out"
        found = as_json(make_report(rows, PERIOD, by=by, where_is=tuple(where)))
        assert found == as_json(make_report(whole, PERIOD, by=by, where_is=tuple(where))), asked
        said.add(str(found["totals"]))
    assert len(said) > len(SEGMENTS), "they were about different parts"


def test_what_was_not_read_is_asked_for_in_vain_and_no_figure_is_wrong(reporting: Ledger) -> None:
    put(reporting, year(14, 8))
    assert reporting.report_keeper.catch_up(NOW)
    promises = reporting.report_rows.rows(PERIOD, parted=False).cases["promise"]
    assert [*promises.numbers("began_at", "met_at")]
    with pytest.raises(KeyError):
        [*promises.numbers("value")]
    with pytest.raises(KeyError):
        list(promises)
    with pytest.raises(KeyError):
        promises.by_group(lambda group: group.job)


def test_facts_that_a_recovery_wrote_again_count_once(on_sqlite: Ledger) -> None:
    ledger = with_rules(on_sqlite)
    life = a_life()
    life.send(START + HOUR, "interview", "invite", asks=True)
    life.reply(START + 5 * HOUR)
    before = quick(told_now(ledger, life), PERIOD)
    with ledger._database.writing("a test") as connection:  # in their order, behind all that was there
        connection.execute(text("UPDATE timeline SET number = number + 1000"))
    life.tell(e.Recovered, START + 9 * HOUR, since=1, until=3)
    rows = told_now(ledger, life)
    assert len(rows.touches) == 1
    assert quick(rows, PERIOD) == before


def test_whoever_was_interviewed_is_read_whole_under_all_their_ids_and_without_what_was_undone(
    reporting: Ledger,
) -> None:
    told = year(12, 14, muddled=True)
    put(reporting, told)
    assert reporting.report_keeper.catch_up(NOW)
    found = dict(reporting.report_rows.interviewed(PERIOD.since, PERIOD.until))
    into = {one.fact.merged_id: one.whose for one in told if one.fact.type == "history_joined"}  # type: ignore[attr-defined]
    gone = {ident for one in told if one.fact.type == "undone" for ident in one.fact.without}  # type: ignore[attr-defined]
    interviewed = {into.get(one.whose, one.whose) for one in told if one.fact.type == "interview_scheduled"}
    assert into and gone and set(found) == interviewed
    for ident, record in found.items():
        theirs = [one.fact for one in told if into.get(one.whose, one.whose) == ident]
        kept = [one.event_id for one in theirs if one.event_id not in gone]
        of_two = {one.event_id for one in theirs if one.type in ("history_joined", "handed_over", "undone")}
        assert [one.event_id for one in record] == [one for one in kept if one not in of_two]
    late = PERIOD.since + 300 * 86400
    assert set(dict(reporting.report_rows.interviewed(late, PERIOD.until))) < interviewed


def test_answers_that_are_sealed_are_counted_and_stay_counted_when_they_are_gone(
    reporting: Ledger, execute: Callable[..., Any]
) -> None:
    """Whoever is erased stays in the counts, also where their record is made again because of a merge."""
    chosen = [{"question": "score", "kind": "score", "value": 4}, {"question": "nps", "kind": "nps", "value": 9}]
    lives = [a_life(f"manual:p{number}") for number in range(5)]
    for life in lives:
        life.tell(e.SurveyCompleted, START + timedelta(days=9), survey="closed/survey", answers=chosen, comment="Fine.")
        put(reporting, life.told)
    before = make_report(kept(reporting), PERIOD).figures["K7"]
    assert (before["score"].n, before["score"].mean, before["nps"].mean, before["comments"]) == (5, 4, 100, 5)
    for table, column in (("timeline", "payload"), ("touch_people", "record"), ("touch_cases", "about")):
        assert not [text for (text,) in execute(f"SELECT {column} FROM {table}") if '"nps"' in text], (
            "all of it is sealed"
        )
    assert execute("SELECT DISTINCT value FROM touch_cases WHERE \"case\" = 'survey'") == [(0,)]
    for table, column in (("timeline", "payload"), ("touch_people", "record"), ("touch_cases", "about")):
        assert not [text for (text,) in execute(f"SELECT {column} FROM {table}") if '"nps"' in text], (
            "all of it is sealed"
        )
    assert execute("SELECT DISTINCT value FROM touch_cases WHERE \"case\" = 'survey'") == [(0,)]
    execute("UPDATE timeline SET personal = NULL, salts = NULL WHERE candidate_id = 'manual:p0'")
    joined = e.HistoryJoined(
        event_id="joined:p9", occurred_at=START + timedelta(days=10), merged_id="manual:p9", record={}
    )
    append(reporting, joined, candidate_id="manual:p0")
    after = make_report(kept(reporting), PERIOD).figures["K7"]
    assert after == before

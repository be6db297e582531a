"""Is anything being sent? A table of what workers say and what is overdue, and the sentence that comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.operations.outage import Condition, Overdue, outage_after, outage_notices, people_notice, silence
from tests.tables import each

NOW = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)  # a Wednesday
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
OLD = 2 * HOUR
NONE, LATE = Overdue(), Overdue(32, NOW - 20 * MINUTE)


def when(at: datetime) -> str:
    return f"{at:%H:%M}"


def worked(ago: timedelta) -> Condition:
    return Condition("worked", since=NOW - ago, source="workers", seen_at=NOW - ago)


def waits(ago: timedelta, says: str = "The playbook folder x has no playbook.yaml.", source: str = "w1") -> Condition:
    return Condition("waits", since=NOW - 3 * HOUR, says=says, source=source, seen_at=NOW - ago)


def down(channel: str = "email", since: timedelta = HOUR) -> Condition:
    says = "smtp didn't take the last 5 (connection refused)"
    return Condition("channel", about=channel, since=NOW - since, says=says, source="c", seen_at=NOW)


AT_WORK, GONE = worked(MINUTE), worked(2 * HOUR)


@each(
    ("why", "conditions", "overdue", "kind", "since"),
    [
        ("a new installation, nobody in it", [], NONE, None, None),
        ("a quiet night: nobody works, nothing was due", [GONE], NONE, None, None),
        ("a worker is at work, nothing is late", [AT_WORK], NONE, None, None),
        ("two signs of life were left out, for the ledger was busy", [worked(4 * MINUTE)], NONE, None, None),
        ("the worker is gone, and messages were due", [GONE], LATE, "no_worker", NOW - 2 * HOUR),
        ("none has ever shown itself, and messages were due", [], LATE, "no_worker", NOW - 20 * MINUTE),
        ("a worker says itself that it waits, and nothing is due yet", [waits(MINUTE)], NONE, "waits", NOW - 3 * HOUR),
        ("it waits since another one was last at work", [GONE, waits(MINUTE)], LATE, "waits", NOW - 2 * HOUR),
        ("it was at work until just now", [worked(4 * MINUTE), waits(MINUTE)], NONE, "waits", NOW - 4 * MINUTE),
        ("one waits, and another one works", [AT_WORK, waits(MINUTE)], NONE, None, None),
        ("what waited is gone too, at night", [GONE, waits(HOUR)], NONE, None, None),
        ("what waited is gone too, and messages were due", [GONE, waits(HOUR)], LATE, "no_worker", NOW - 2 * HOUR),
        ("a channel takes nothing; its next tries lie ahead", [AT_WORK, down()], NONE, "channel", NOW - HOUR),
        ("no worker is graver than a channel", [GONE, down()], LATE, "no_worker", NOW - 2 * HOUR),
        ("two channels: what is down for longer", [AT_WORK, down("sms"), down(since=OLD)], NONE, "channel", NOW - OLD),
        ("a worker is at work, and yet messages are late", [AT_WORK], LATE, "late", NOW - 20 * MINUTE),
    ],
)  # fmt: skip
def test_r26_nothing_is_being_sent_is_said_with_since_when_and_why(
    why: str, conditions: list[Condition], overdue: Overdue, kind: str | None, since: datetime | None
) -> None:
    found = silence(conditions, overdue, NOW)
    assert (found and found.kind, found and found.since) == (kind, since), why
    if found is not None:
        assert found.do, why


def test_r26_the_sentence_says_what_since_when_why_how_many_and_what_to_do() -> None:
    found = silence([GONE, waits(HOUR)], LATE, NOW)
    assert found is not None
    assert found.sentence(when) == (
        "Nothing has been sent since 13:00: no worker has been seen since; the last one was waiting: the playbook "
        "folder x has no playbook.yaml. 32 messages are overdue. Run `followup up`, or `followup worker`, then "
        "`followup doctor`."
    )
    mail = silence([AT_WORK, down()], NONE, NOW)
    assert mail is not None
    assert mail.sentence(when, do=False) == (
        "No email has gone out since 14:00: smtp didn't take the last 5 (connection refused)."
    )


def test_r26_an_outage_is_told_afterwards_once_and_only_where_something_was_due() -> None:
    assert outage_after([], 3, NOW) is None, "the first worker ever ends no outage"
    assert outage_after([AT_WORK], 3, NOW) is None, "a worker that is started again ends none"
    assert outage_after([GONE], 0, NOW) is None, "a laptop that was closed at night ends none"
    ended = outage_after([GONE], 3, NOW)
    assert ended is not None
    assert ended.says == "no worker was running; 3 messages were due meanwhile"
    by_itself = outage_after([GONE], 1, NOW, "The ledger's database cannot be reached.")
    assert by_itself is not None
    assert by_itself.says == "the ledger's database cannot be reached; 1 message was due meanwhile"


def test_r26_the_digest_tells_outages_since_the_last_one_and_what_is_down_now() -> None:
    says = "no worker was running; 3 messages were due meanwhile"
    old = Condition("outage", since=NOW - 50 * HOUR, says=says, seen_at=NOW - 49 * HOUR)
    new = Condition("outage", since=NOW - 5 * HOUR, says=says, seen_at=NOW - 2 * HOUR)
    assert outage_notices([old, new, AT_WORK, down("sms")], NOW - 24 * HOUR, NOW, when) == [
        "Nothing was sent from 10:00 to 13:00: no worker was running; 3 messages were due meanwhile. Whatever isn't "
        "too late goes out automatically.",
        "No text has gone out since 14:00: smtp didn't take the last 5 (connection refused). Check the provider and "
        "its settings (`followup doctor`); they are retried automatically.",
    ]
    assert outage_notices([AT_WORK], NOW - 24 * HOUR, NOW, when) == []


def test_r26_a_colleague_is_told_that_no_answer_is_heard_as_long_as_somebody_finds_so() -> None:
    def deaf(since: timedelta, seen: timedelta) -> Condition:
        says = "imap.acme.example can't be reached (Connection refused)."
        return Condition("mailbox", since=NOW - since, says=says, source="mailbox", seen_at=NOW - seen)

    def told(*conditions: Condition) -> list[str]:
        return outage_notices(conditions, NOW - 24 * HOUR, NOW, when)

    assert told(deaf(3 * HOUR, 5 * MINUTE)) == [
        "No replies by email have been read since 12:00: imap.acme.example can't be reached (Connection refused). Run "
        "`followup mailbox check`."
    ]
    assert told(deaf(3 * MINUTE, MINUTE)) == [], "a server that is restarted is no news"
    assert told(deaf(30 * HOUR, 20 * HOUR)) == [], "nobody reads that mailbox any more"
    note = Condition("mailbox_note", since=NOW - HOUR, says="it is read-only", source="mailbox", seen_at=NOW)
    assert told(note) == []


def test_r26_findings_about_people_are_one_line() -> None:
    lost = Condition(
        "no_clock", about="manual:ann", since=NOW - HOUR, says="no clock is running for them since Wed 09:12"
    )
    other = Condition("no_clock", about="manual:ben", since=NOW, says="no clock is running for them")
    assert people_notice([AT_WORK, down()]) == ""
    assert people_notice([lost, other]) == (
        "manual:ann: no clock is running for them since Wed 09:12, and 1 more. Run `followup doctor --promise` to see "
        "what to do."
    )

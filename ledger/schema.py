"""The ledger's tables. A change here needs a migration beside it; a test compares the two.

Instants are text (see `instants`); JSON is text too, because the chain's hashes are over the very characters.
Columns that hold something personal say so: an erasure empties those.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from ledger.keys.columns import Sealed


def storable(text: str) -> str:
    """The text without NUL characters, which PostgreSQL refuses and candidates' mail programs sometimes send."""
    return text.replace("\x00", "")


class Words(TypeDecorator[str]):
    """Text from outside, made storable on the way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return storable(value) if isinstance(value, str) else value


metadata: Final = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_unique",
        "ix": "%(table_name)s_%(column_0_N_name)s",
    }
)

timeline: Final = Table(
    "timeline",
    metadata,
    Column(
        "number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    ),  # of all facts: ledger.timeline.feed
    Column("candidate_id", Words, nullable=False),
    Column("seq", BigInteger, nullable=False),  # from 1, without gaps
    Column("event_id", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("payload", Text, nullable=False),  # canonical JSON of what is not personal
    Column("commitments", Text, nullable=False),  # canonical JSON: personal field -> salted hash
    Column("personal", Sealed(None)),  # personal: JSON of the values; empty once erased
    Column("salts", Sealed(None)),  # personal: without them a hash could be guessed; erased along
    Column("hash", Text, nullable=False),
    UniqueConstraint("candidate_id", "seq"),
    UniqueConstraint("candidate_id", "event_id"),
    sqlite_autoincrement=True,  # a number is never given twice, even where the last row was written again
)
"""Every fact about a candidate, chained (R15). Appended only; nothing but an erasure ever changes a row."""

candidates: Final = Table(
    "candidates",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("workflow_id", Words, nullable=False),
    Column("name", Sealed, nullable=False),  # personal
    Column("stage", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("next_at", Text),
    Column("last_contact_at", Text),
    Column("recruiter", Words, nullable=False),
    Column("view", Sealed("{}"), nullable=False),  # personal: JSON, what `status` prints
    Column("snapshot", Sealed("{}"), nullable=False),  # personal: JSON of the whole state
    Column("applications_digest", Text, nullable=False),  # do the rows of `applications`, `search_words` and tags hold?
    Column("seq", BigInteger, nullable=False),  # the chain's position at the last projection:
    Column("head", Text, nullable=False),  # an end cut off the timeline shows here
    Column("marks", Text, nullable=False, server_default=""),  # ledger.timeline.projection: what the snapshot holds
    Index(None, "next_at"),
)
"""Where everybody stands after their last decision: a projection, which the timeline could rebuild."""

applications: Final = Table(
    "applications",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("application_id", Words, primary_key=True),
    Column("job_id", Words, nullable=False),
    Column("stage", Words, nullable=False),
    Column("recruiter", Words, nullable=False),
    Column("recruiter_email", Words, nullable=False),
    Column("colleagues", Words),  # marks of the hiring manager and of interviewers, each between blanks
    Index(None, "job_id"),
    Index(None, "application_id"),
)

search_words: Final = Table(
    "search_words",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("words", Words, nullable=False),  # personal: name, address, number, ids and jobs, folded
)
"""What each candidate is found by (see ledger.queries.search): narrow, so that looking through all of it is quick."""

search_marks: Final = Table(
    "search_marks",
    metadata,
    Column("mark", Text, primary_key=True),  # ledger.queries.blind_index: the beginning of a word
    Column("candidate_id", Words, primary_key=True),
    Index(None, "candidate_id"),
    sqlite_with_rowid=False,
)
"""The same where the ledger is encrypted: one row for each beginning of a word."""

candidate_tags: Final = Table(
    "candidate_tags",
    metadata,
    Column("tag", Words, primary_key=True),  # personal, in the form of domain.tags
    Column("candidate_id", Words, primary_key=True),
    Index(None, "candidate_id"),
)
"""Who has which tag now (see ledger.queries.tags)."""

positions: Final = Table(
    "positions",
    metadata,
    Column("job_id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("department", Words, nullable=False, server_default=""),
    Column("level", Words, nullable=False, server_default=""),
    Column("location", Words, nullable=False, server_default=""),
    Column("employment_type", Words, nullable=False, server_default=""),
    Column("link", Words, nullable=False, server_default=""),
    Column("closed_by", Words, nullable=False, server_default=""),
    Column("ats_says", Words, nullable=False, server_default=""),  # `open` or `closed`, as an ATS said last
    Column("tags", Words, nullable=False, server_default="[]"),  # JSON
    Column("is_open", Boolean, nullable=False, server_default=false()),
    Column("closed_at", Text),
    Column("ats_said_at", Text),
)
"""Positions that a colleague opened (`followup job open`) or that an ATS told of: known before anybody has applied.
Most come with people. What is open may be named in messages (S18); nothing in it is about a person."""

attempts: Final = Table(
    "attempts",
    metadata,
    Column("touch_key", Words, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("candidate_id", Words, nullable=False),
    Column("application_id", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("state", Words, nullable=False),  # domain.names.AttemptState
    Column("attempted_at", Text, nullable=False),
    Column("address", Sealed, nullable=False),  # personal
    Column("subject", Sealed, nullable=False),  # personal
    Column("body", Sealed, nullable=False),  # personal
    Column("message_id", Words, nullable=False),
    Column("provider_message_id", Words, nullable=False),
    Column("playbook", Words, nullable=False),
    Column("reported", Words, nullable=False),  # what the provider said later: bounced, spam_report, ...
    Column("reported_at", Text),
    Column("reference", Words, nullable=False, server_default=""),  # domain.names.digest of the key, for outside
    Column("delivered_at", Text),  # when the provider says that it arrived
    Column("address_mark", Text, nullable=False, server_default=""),  # by which a sealed address is known again
    Index(None, "candidate_id"),
    Index(None, "state"),
    Index(None, "reference"),
    Index(None, "message_id"),
)
"""The reservation book: one row per attempt to send a touch (docs/architecture.md, "Delivery")."""

suppressions: Final = Table(
    "suppressions",
    metadata,
    Column("address_hmac", Text, primary_key=True),
    Column("channel", Words, primary_key=True),  # a channel, or `all`
    Column("closed_at", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("candidate_id", Words, nullable=False),  # whose fact closed it; it holds for all with the address
    Column("lifted_at", Text),
)
"""Channels closed for good, by address and not by person, so that they hold for later applications too (R7)."""

addresses: Final = Table(
    "addresses",
    metadata,
    Column("address_hmac", Text, primary_key=True),
    Column("candidate_id", Words, primary_key=True),
    Column("recorded_at", Text, nullable=False),
    Index(None, "candidate_id"),
)
"""Who has, or had, which address: so that one person is found however they come (R17)."""

aliases: Final = Table(
    "aliases",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("owner_id", Words, nullable=False),
    Index(None, "owner_id"),
)
"""Ids under which somebody came in who was here already: whatever is told under them is about the owner (R17)."""

claims: Final = Table(
    "claims",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("event_id", Words, primary_key=True),
    Column("place", Integer, nullable=False),  # in which order they were told
    Column("name_hmac", Text, nullable=False),  # for releases that know no `told`; empty where the fact has none
    Column("email_hmac", Text, nullable=False),  # the same
    Column("told", Sealed, nullable=False, server_default=""),  # personal: JSON, `people.contact_details.ToldDetails`
)
"""Who somebody is by what was told and is not on their record yet: a number is theirs by their name, too (R17)."""

tasks: Final = Table(
    "tasks",
    metadata,
    Column("task_id", Words, primary_key=True),
    Column("candidate_id", Words, nullable=False),
    Column("application_id", Words),
    Column("kind", Words, nullable=False),
    Column("title", Sealed, nullable=False),  # personal
    Column("assignee", Words, nullable=False),
    Column("touch_key", Words),
    Column("opened_at", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("reminded_at", Text),
    Column("escalated_at", Text),
    Column("escalated_to", Words, nullable=False),
    Column("closed_at", Text),
    Column("outcome", Words, nullable=False),  # empty while open, then completed, dropped, approved or declined
    Column("result", Sealed, nullable=False),  # personal
    Index(None, "candidate_id"),
    Index(None, "closed_at", "due_at"),
)

playbooks: Final = Table(
    "playbooks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # the highest is in force
    Column("version", Words, nullable=False),
    Column("content", Text, nullable=False),  # JSON
    Column("author", Words, nullable=False),
    Column("applied_at", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),  # why, as whoever put it in force said
    Column("files", Text),  # JSON: the text of each file it was read from, by its place in the folder
    Index(None, "version"),
)
"""Every playbook that was ever put in force, in order; one that is applied again stands here again."""

inbox: Final = Table(
    "inbox",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),  # in the order of arrival
    Column("source", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("about", Words, nullable=False),  # whom it is about, as far as is known, which keeps the order per person
    Column("body", Sealed, nullable=False),  # personal; emptied after FOLLOWUP_KEEP_BODIES
    Column("received_at", Text, nullable=False),
    Column("state", Words, nullable=False),  # ledger.inbox.rows: waiting, told, nothing, not_understood
    Column("error", Sealed, nullable=False),  # personal: what went wrong last, or why nothing was told
    Column("tries", Integer, nullable=False),
    Column("next_try_at", Text),
    Column("told_at", Text),  # when it was done with
    Column("application", Words),  # the ATS's id of an application, where the row says whose that is
    Column("behind", BigInteger),  # the number of the row behind which it has its turn, see ledger.inbox.order
    Column("facts", Words),  # JSON: whom was told what, as [candidate, event id], see ledger.inbox.told
    UniqueConstraint("source", "key"),
    Index(None, "about", "state"),
    Index(None, "application"),
    Index(None, "state", "next_try_at"),
)
"""What came in at the gateway, kept before anything is done with it: each thing once, however often it is said."""

fresh_links: Final = Table(
    "fresh_links",
    metadata,
    Column("mark", Text, primary_key=True),  # stands for the link, and opens nothing
    Column("candidate_id", Words, nullable=False),
    Column("purpose", Words, nullable=False),  # ledger.people.page_links.Purpose
    Column("made_at", Text, nullable=False),  # before it is mailed
    Column("used_at", Text),
    Index(None, "candidate_id", "made_at"),
)
"""Links that candidates asked for and that serve once: the record of each, and what keeps them few."""

link_revocations: Final = Table(
    "link_revocations",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("revoked_at", Text, nullable=False),  # every link that was made until then is dead
)

conditions: Final = Table(
    "conditions",
    metadata,
    Column("source", Words, primary_key=True),  # who says so: one worker, one way out, the watch
    Column("kind", Words, primary_key=True),  # domain.operations.outage, or a kind of finding about one person
    Column("about", Words, primary_key=True),  # a candidate's id or a channel; empty for the whole installation
    Column("since", Text, nullable=False),
    Column("says", Words, nullable=False),  # never personal
    Column("seen_at", Text, nullable=False),  # when it was last said; of an outage, when it ended
)
"""What holds now, as processes say it of themselves (see ledger.operations.conditions): no record, and soon written
again."""

mailboxes: Final = Table(
    "mailboxes",
    metadata,
    Column("mailbox", Text, primary_key=True),  # MailboxAddress.mark: it names nobody
    Column("uid_validity", BigInteger, nullable=False),  # another one: the server has numbered its mails anew
    Column("last_uid", BigInteger, nullable=False),  # everything up to it is in the inbox
    Column("first_read_at", Text, nullable=False),
    Column("read_at", Text, nullable=False),  # when it was last looked at, with success
    Column("last_stored_at", Text),
    Column("stored", BigInteger, nullable=False),  # how many of its mails came into the inbox
)
"""How far the mailboxes of answers have been read (see ledger.inbox.mailboxes)."""

team: Final = Table(
    "team",
    metadata,
    Column("key", Words, primary_key=True),  # the address, else the name (domain.people.team.key_of)
    Column("name", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("role", Words, nullable=False),  # domain.people.team.ROLES
    Column("title", Words, nullable=False),
    Column("phone", Words, nullable=False),
    Column("source", Words, nullable=False),  # file, ats or typed: who says that there is such a colleague
    Column("away_since", Text),
    Column("away_until", Text),
    Column("back_on", Text),  # a day, as it was typed
    Column("cover", Words, nullable=False),  # the key of whoever acts meanwhile
    Column("away_said_by", Words, nullable=False),
    Column("left_at", Text),  # since when they work here no more
    Column("successor", Words, nullable=False, server_default=""),  # the key of whoever has what was theirs
    Column("edition", BigInteger, nullable=False, server_default="0"),  # rises with each change: see ledger.people.team
    Column("timezone", Words, nullable=False, server_default=""),  # theirs, where it is not the company's
)
"""Colleagues (see ledger.people.team): from `team.yaml`, from the ATS, and who is away."""

desk_links: Final = Table(
    "desk_links",
    metadata,
    Column("mark", Text, primary_key=True),  # the hash of its token
    Column("key", Words, nullable=False),  # whom it logs in, as in `team`
    Column("name", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("by_login", Boolean, nullable=False),  # printed on this machine, for whoever is logged in there
    Column("mailed", Boolean, nullable=False),  # it asks for a press first
    Column("made_at", Text, nullable=False),
    Column("ends_at", Text, nullable=False),
    Column("used_at", Text),
    Index(None, "key", "made_at"),
)
"""Links that log a colleague in at the desk, once (see ledger.people.desk_access)."""

desk_sessions: Final = Table(
    "desk_sessions",
    metadata,
    Column("mark", Text, primary_key=True),  # the hash of its token
    Column("key", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("by_login", Boolean, nullable=False),
    Column("began_at", Text, nullable=False),
    Column("ends_at", Text, nullable=False),
    Column("ended_at", Text),  # logged out, or had it ended
    Index(None, "key"),
)
"""Who is logged in at the desk, and was."""

desk_events: Final = Table(
    "desk_events",
    metadata,
    Column("hour", Text, primary_key=True),
    Column("kind", Words, primary_key=True),  # what happened at the door
    Column("who", Words, primary_key=True),  # a colleague's address or name; empty where nobody knows
    Column("times", BigInteger, nullable=False),
)
"""What happened at the desk's door: logged in, logged out, links that log in nobody, acts of another role."""

desk_later: Final = Table(
    "desk_later",
    metadata,
    Column("key", Words, primary_key=True),  # whose list, as in `team`
    Column("task", Words, primary_key=True),
    Column("until", Text, nullable=False),
)
"""What a colleague has put off on their own list at the desk. It moves nothing but that list."""

feed_cursors: Final = Table(
    "feed_cursors",
    metadata,
    Column("reader", Words, primary_key=True),
    Column("number", BigInteger, nullable=False),  # the last fact that it is done with
    Column("read_at", Text, nullable=False),
)
"""How far each reader has come in the feed (see ledger.timeline.feed)."""

system_notes: Final = Table(
    "system_notes",
    metadata,
    Column("system", Words, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # of the fact in the timeline
    Column("candidate_id", Words, nullable=False),
    Column("event_id", Words, nullable=False),
    Column("kind", Words, nullable=False),  # domain.views.ats_notes.KINDS
    Column("due_at", Text, nullable=False),  # when the fact was put on record
    Column("state", Words, nullable=False),  # ledger.systems.notes: waiting, sending, done, refused, dropped
    Column("tries", Integer, nullable=False),
    Column("next_try_at", Text),
    Column("begun_at", Text),  # when it was last handed over
    Column("ended_at", Text),
    Column("note_id", Words, nullable=False),  # the system's own
    Column("says", Words, nullable=False),  # why it waits or was refused; never personal
    Index(None, "system", "state", "number"),
    Index(None, "candidate_id"),
)
"""Notes that are due in an outside system's timeline (see ledger.systems.notes): one for each fact, by its number. The
words are made when it goes, from the timeline, where an erasure finds them."""

system_runs: Final = Table(
    "system_runs",
    metadata,
    Column("system", Words, primary_key=True),
    Column("kind", Words, primary_key=True),  # ledger.systems.runs.Kind
    Column("began_at", Text),  # of the last one that came to its end
    Column("ended_at", Text),
    Column("tried_at", Text, nullable=False),  # when the last one began, however it ended
    Column("requests", Integer, nullable=False),
    Column("looked_at", Integer, nullable=False),
    Column("differences", Integer, nullable=False),
    Column("says", Words, nullable=False),  # what is in the way; empty where nothing is; never personal
)
"""When each outside system was last looked through (see ledger.systems.runs), and what came of it."""

log_entries: Final = Table(
    "log_entries",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),  # from 0, without gaps
    Column("number", BigInteger, nullable=False),  # of the fact in the timeline
    Column("candidate_id", Words, nullable=False),
    Column("leaf", LargeBinary, nullable=False),  # ledger.audit.verifier.leaf_of
    Index(None, "candidate_id"),
)
"""The Merkle log over the feed (see ledger.audit.log). Appended only: an erasure changes nothing here."""

checkpoints: Final = Table(
    "checkpoints",
    metadata,
    Column("size", BigInteger, primary_key=True, autoincrement=False),  # how many entries it is over
    Column("note", Text, nullable=False),  # signed, as it is mailed
    Column("peaks", Text, nullable=False),  # JSON: with what the next one goes on
    Column("made_at", Text, nullable=False),
    Column("mailed_at", Text),
)

replaced_facts: Final = Table(
    "replaced_facts",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("candidate_id", Words, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("event_id", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("commitments", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index(None, "candidate_id"),
)
"""Facts that a recovery put in another place of their chain, as they stood before: the log has taken them in so."""

key_epochs: Final = Table(
    "key_epochs",
    metadata,
    Column("epoch", Text, primary_key=True),  # a month, as 2026-11
    Column("kept", Text, nullable=False),  # what a KMS gave us to find the key again; empty for a folder
    Column("mark", Text, nullable=False),  # by which a wrong key of that name is known
    Column("made_at", Text, nullable=False),
    Column("retired_at", Text),  # since then no person's key is wrapped by it any more
    Column("destroyed_at", Text),
)
"""The keys that wrap people's keys: which there are, for they themselves are kept elsewhere. An installation that has
one is encrypted.
"""

person_keys: Final = Table(
    "person_keys",
    metadata,
    Column("key_id", Text, primary_key=True),  # stands beside everything that is sealed under it
    Column("workflow_id", Words, nullable=False),
    Column("current", Words, unique=True),  # the workflow's id again, while this is its key; or was, and it was erased
    Column("epoch", Text, nullable=False),
    Column("wrapped", Text, nullable=False),  # empty once it was shredded
    Column("made_at", Text, nullable=False),
    Column("shredded_at", Text),
    Index(None, "workflow_id"),
    Index(None, "epoch"),
    Index(None, "shredded_at"),
)
"""A key per person, and one for each other workflow (see ledger.keys.person_keys)."""

key_looks: Final = Table(
    "key_looks",
    metadata,
    Column("workflow_id", Words, primary_key=True),
    Column("hour", Text, primary_key=True),
    Column("who", Words, primary_key=True),
)
"""Whose words were shown to whom by the codec server, by the hour (see ledger.keys.looks)."""

sealing: Final = Table(
    "sealing",
    metadata,
    Column("part", Text, primary_key=True),  # ledger.keys.person_keys.LEDGER
    Column("begun_at", Text, nullable=False),
    Column("done_at", Text),  # when nothing was left in plain
    Column("done_up_to", Text, nullable=False),  # the last candidate whose rows have been gone through
)
"""What else is sealed, and how far an installation is that began in plain."""

intakes: Final = Table(
    "intakes",
    metadata,
    Column("workflow_id", Words, primary_key=True),
    Column("candidate_id", Words, nullable=False),
    Index(None, "candidate_id"),
)
"""Which intakes of other systems were about whom: their histories hold what was said, and go with the person."""

erasures: Final = Table(
    "erasures",
    metadata,
    Column("erasure_id", Text, primary_key=True),  # opaque: all that Temporal knows of it
    Column("reason", Words, nullable=False),  # ledger.people.erasures.Reason
    Column("asked_by", Words, nullable=False),  # a colleague, or a part of the installation
    Column("asked_at", Text, nullable=False),
    Column("state", Words, nullable=False),  # ledger.people.erasures.State
    Column("says", Words, nullable=False),  # why it was refused, or what is still in the way
    Column("words", Text),  # what the search looks for, sealed; gone with the certificate
    Column("done", Text, nullable=False),  # JSON: what each step did, in numbers
    Column("certificate", Text),  # JSON, not personal
    Column("finished_at", Text),
    Index(None, "state"),
)
"""Erasures that were asked for, and what came of them (see ledger.people.erasures)."""

erased_ids: Final = Table(
    "erased_ids",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("erasure_id", Text, nullable=False),
    Column("marked_at", Text),  # since then nothing goes out and nothing is taken in
    Column("emptied_at", Text),  # since then nothing is written under the id any more
    Index(None, "erasure_id"),
)
"""The ids of people who were erased, or are about to be. Whoever comes in again under one is somebody new."""

legal_holds: Final = Table(
    "legal_holds",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("placed_at", Text, primary_key=True),
    Column("reason", Words, nullable=False),  # the case, not the person
    Column("placed_by", Words, nullable=False),
    Column("ends_at", Text),
    Column("lifted_at", Text),
    Column("lifted_by", Words, nullable=False),
)
"""Who must not be erased, because of a dispute or an inquiry (R23)."""
touch_kinds: Final = Table(
    "touch_kinds",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("stage", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("variant", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("rank", Words, nullable=False),
    Column("asks", Boolean, nullable=False),
)
"""What messages were, each combination once: a million rows name theirs by its number (domain.reporting.records)."""

touch_groups: Final = Table(
    "touch_groups",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("job", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("recruiter", Words, nullable=False),  # a mark, as in Temporal's search attributes
    Column("hiring_manager", Words, nullable=False),  # likewise
    Column("source", Words, nullable=False),
)
"""What messages and cases are about, each combination once."""

touches: Final = Table(
    "touches",
    metadata,
    Column(
        "number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    ),  # of its fact in the feed
    Column("person", BigInteger, nullable=False),
    Column("application", BigInteger, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("grp", Integer, nullable=False),
    Column("sent_at", BigInteger, nullable=False),  # these are seconds since 1970
    Column("slot", Integer, nullable=False),  # weekday and hour by the candidate's clock
    Column("bounced_at", BigInteger),
    Column("replied_at", BigInteger),
    Column("moved_at", BigInteger),
)
"""One row for each message that was accepted, for reports (see ledger.reporting). Nothing in it is personal."""

touch_cases: Final = Table(
    "touch_cases",
    metadata,
    Column("case", Words, primary_key=True),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("application", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("grp", Integer, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("met_at", BigInteger, nullable=False),  # domain.reporting.records.NEVER where it has not come
    Column("value", Integer, nullable=False),
    Column("about", Words, nullable=False),
    sqlite_with_rowid=False,  # they lie in the order of their key: a report reads kind after kind
)
"""What was waited for, and whether and when it came (domain.reporting.records.Case). Nothing in it is personal."""

touch_people: Final = Table(
    "touch_people",
    metadata,
    Column("candidate_id", Words, primary_key=True),
    Column("merged_into", Words, nullable=False),  # the id under which the person is counted; empty for this one
    Column("record", Text, nullable=False),  # JSON: domain.reporting.records.PersonRecord
    Index(None, "merged_into"),
)
"""From what the rows of touches and cases are made, a record for each person: it says nothing personal either."""

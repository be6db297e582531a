"""`send`: a colleague's own words to one candidate, or to many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.commands import Untellable
from domain.names import FollowUpState, Stage, digest
from starter.cli.ask.recruiters import HELP, the_colleague
from starter.cli.errors import Failed, Nobody, Wrong
from starter.cli.options import A_PERSON, As, AsJson, author
from starter.cli.output import tags as tag_words
from starter.cli.output.formatting import print_json, who
from starter.cli.people import View, found, is_open, near_job, open_ledger, status_of, the_application
from starter.cli.tell.broadcasts import agreed, can_ask, outcome_words, talk, watched
from starter.cli.tell.own_words import ByChannel, File, Text, typed_words, went, when_words
from starter.cli.tell.signals import report, update
from starter.own_words import ALREADY, event_id_of, fact_of, ident_of, looked_at, read_by_them
from starter.wording.candidates import plain, reason_words
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.forecast.own_words import WordsAhead
    from domain.operations.broadcasts import Broadcast, Progress
    from ledger.store import Ledger
    from starter.client import Followup
    from starter.words_ahead import Words

_SHOWN: Final = 40

Whom = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Candidates; or leave it out and use the filters."),
    A_PERSON,
]


@dataclass(frozen=True)
class _One:
    """Somebody who was asked for, and what would become of the words."""

    person: View
    application_id: str | None
    ident: str  # the same for the same words to the same person, so that a command typed again sends nothing twice
    seen: WordsAhead | None = None
    problem: str = ""

    @property
    def event_id(self) -> str:
        return event_id_of(self.ident)

    def as_json(self) -> dict[str, Any]:
        who_it_is = {"id": self.person.id, "name": self.person.name}
        if self.seen is None or self.seen.at is None or self.seen.touch is None:
            return {**who_it_is, "why": self.problem}
        from domain.forecast.preview import in_words

        when = {"at": self.seen.at.isoformat(), "channel": str(self.seen.touch.channel), "why": in_words(self.seen.why)}
        return {**who_it_is, **when}


@dataclass(frozen=True)
class _Written:
    """What is to be sent."""

    text: str
    subject: str
    channel: str | None

    @property
    def fields(self) -> dict[str, Any]:
        return {"text": self.text, "subject": self.subject or None, "channel": self.channel}


def send(
    whom: Whom = None,
    subject: Annotated[str, typer.Option("--subject", metavar="S", help="Of the email.")] = "",
    text: Text = None,
    file: File = None,
    channel: ByChannel = None,
    job: Annotated[str | None, typer.Option("--job", metavar="JOB", help="Everyone who applied for this job.")] = None,
    stage: Annotated[Stage | None, typer.Option("--stage", help="Everyone in this stage.")] = None,
    recruiter: Annotated[
        str | None, typer.Option("--recruiter", metavar="NAME", help=f"All of their candidates. {HELP}")
    ] = None,
    state: Annotated[FollowUpState | None, typer.Option("--state", help="Everyone in this state.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="T", help=tag_words.HELP)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show who would get it, when, and what.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    as_author: As = None,
    as_json: AsJson = False,
) -> None:
    """Write to candidates in your own words: to some by id, or to all who match --job, --stage, …"""
    if not whom and not (job or stage or recruiter or state or tag):
        raise Wrong("Say who it goes to: give ids, or --job, --stage, --recruiter, --state or --tag.")
    from domain.decisions.own_words import NO_SUBJECT, unfit_text

    written = _Written(typed_words(text, file), subject, str(channel) if channel else None)
    if wrong := unfit_text(written.text):
        raise Wrong(wrong)
    wanted: dict[str, Any] = {"stage": stage, "job": job, "recruiter": recruiter, "state": state}
    wanted["tags"] = tag_words.wanted_tags(tag or ())
    with open_ledger() as ledger:
        if recruiter is not None:
            wanted["recruiter"] = the_colleague(recruiter, ledger.recruiters())
        people = _people(ledger, whom or [], wanted)
        asked = [_look(ledger, person, job, stage, written, author(as_author)) for person in people]
        going = sorted((one for one in asked if one.seen is not None), key=lambda one: (one.seen.at, one.person.id))  # type: ignore[union-attr]
        left = [one for one in asked if one.seen is None]
        words = _first_words(ledger, going, written)
    if not going and NO_SUBJECT in [one.problem for one in left]:
        raise Wrong(NO_SUBJECT)
    if len(asked) == 1 and left:
        raise Untellable(left[0].problem)
    if words is not None and words.problem:
        raise Untellable(f"It can't be sent: {words.problem}.")
    alone = len(asked) == 1 and bool(whom)
    if dry_run or not going:
        _rehearse(going, left, words, as_json, dry_run=dry_run)
        return
    if alone and len(going) == 1:
        _send_one(going[0], written, author(as_author), as_json)
        return
    can_ask(yes=yes)
    if not as_json and not yes:
        _show(going, left, words)
    agreed(f"Send it to {_candidates(len(going))}?", yes=yes)
    _send_all(going, left, written, author(as_author), as_json)


# ---------------------------------------------------------------- whom, and what would become of it


def _people(ledger: Ledger, typed: list[str], wanted: dict[str, Any]) -> list[View]:
    """Those who were named and fit the filters, each once; without names all who fit. Raises Nobody."""
    filters = any(wanted.values())
    rows = ledger.listing(**wanted) if filters else []
    job = wanted["job"]
    if not rows and job is not None and not ledger.waiting.knows_job(job):
        raise Nobody(f"Nobody has ever applied for the job {job!r}; {near_job(job, ledger.jobs())}")
    fitting = {row["id"] for row in rows}
    named = [found(ledger, ident) for ident in typed]
    if named:
        people = {person.id: person for person in named if not filters or person.id in fitting}
    else:
        people = {row["id"]: view for row in rows if (view := status_of(ledger, row["id"])) is not None}
    if not people:
        raise Nobody("No candidates match; `followup list` takes the same filters.")
    return list(people.values())


def _look(ledger: Ledger, person: View, job: str | None, stage: Stage | None, written: _Written, by: str) -> _One:
    """What would become of the words for one of them, by the rules that send them."""
    try:
        application_id = _application(person, job, stage)
    except Wrong as error:
        return _One(person, None, "", problem=str(error))
    ident = ident_of(ledger, person, "send", application_id or "", written.subject, written.text)
    one = _One(person, application_id, ident)
    seen = looked_at(ledger, person.id, fact_of(one.event_id, by, application_id, **written.fields))
    return replace(one, problem=seen.problem) if seen.problem else replace(one, seen=seen)


def _application(person: View, job: str | None, stage: Stage | None) -> str | None:
    """Which application it is about: that of the job, the one in the stage, the only one that is open."""
    if job is None and stage is not None:
        there = [a for a in person.applications if a.stage == stage]
        if len(there) == 1:
            return there[0].id
    if not person.applications:
        return None
    return the_application(person, job, among=is_open).id


def _first_words(ledger: Ledger, going: list[_One], written: _Written) -> Words | None:
    """What the first of them would read."""
    from domain.messages.own_words import OwnWords

    if not going or going[0].seen is None:
        return None
    return read_by_them(ledger, going[0].seen, OwnWords(written.text, written.subject))


# ---------------------------------------------------------------- showing it


def _candidates(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number:,} candidates"


def _show(going: list[_One], left: list[_One], words: Words | None) -> None:
    """Who gets it, when and why then; who does not, and why; and what the first one reads."""
    if going:
        print(f"{_candidates(len(going))} will get this message:\n")
        for one in going[:_SHOWN]:
            if one.seen is not None:
                print(f"  {who(one.person)}: {when_words(one.person, one.seen)}{_why(one.seen)}")
        if len(going) > _SHOWN:
            print(f"  … and {len(going) - _SHOWN:,} more (--json lists all)")
    _leave(left)
    if going and words is not None:
        print(f"\nWhat {who(going[0].person)} will read:\n")
        print("\n".join(words.lines()))
        print()


def _why(seen: WordsAhead) -> str:
    """` - 18:42 there is outside …`, where something holds it; that a colleague writes is no news."""
    said = [reason_words(reason.text) for reason in seen.why[1:] if reason.rule != "R19"]
    return f" - {'; '.join(said)}" if said else ""


def _leave(left: list[_One]) -> None:
    if left:
        print(f"\nNot sent to {_candidates(len(left))}:")
        for one in left[:_SHOWN]:
            print(f"  {who(one.person)}: {plain(one.problem)}")
        if len(left) > _SHOWN:
            print(f"  … and {len(left) - _SHOWN:,} more (--json lists all)")


def _rehearse(going: list[_One], left: list[_One], words: Words | None, as_json: bool, *, dry_run: bool) -> None:
    """Nothing is sent. Raises Failed where somebody wanted it sent, and nobody may be written to."""
    if as_json:
        print_json(_as_json(going, left, None) | {"dry_run": dry_run, "message": words.as_json() if words else None})
    else:
        _show(going, left, words)
    if not dry_run:
        raise Failed(f"Nothing was sent: {_why_nobody(left)}.")
    if not as_json:
        print("This was a dry run; nothing was sent.")


def _why_nobody(left: list[_One]) -> str:
    had = sum(one.problem == ALREADY for one in left)
    if had == len(left):
        return "all of them already got exactly this message, or it's on its way"
    if had:
        rest = "the other one" if had == len(left) - 1 else f"the other {len(left) - had:,}"
        has = "one of them has" if had == 1 else f"{had:,} of them have"
        return f"{has} already gotten exactly this message, and {rest} can't be written to"
    return "none of them can be written to"


def _as_json(going: list[_One], left: list[_One], progress: Progress | None) -> dict[str, Any]:
    return {
        "concerned": [one.as_json() for one in going],
        "left": [one.as_json() for one in left],
        "told": progress.told if progress else 0,
        "failed": list(progress.failures) if progress else [],
        "failed_in_all": progress.failed if progress else 0,
        "in_effect": progress is not None,
    }


# ---------------------------------------------------------------- sending it


def _send_one(one: _One, written: _Written, by: str, as_json: bool) -> None:
    assert one.seen is not None
    told = update(one.person, "say", by, one.application_id, event_id=one.event_id, **written.fields)
    said = f"Your message to {plain(one.person.name)} goes {when_words(one.person, one.seen)}."
    report(told, "" if went(told) else said, as_json)


def _send_all(going: list[_One], left: list[_One], written: _Written, by: str, as_json: bool) -> None:
    ident, broadcast = _broadcast(going, written, by)
    progress = talk(lambda followup: _tell(followup, ident, broadcast, len(going)))
    if as_json:
        print_json(_as_json(going, left, progress))
        return
    print("\n".join(outcome_words(progress, "messages are on their way, each during its candidate's own hours")))
    _leave(left)


def _broadcast(going: list[_One], written: _Written, by: str) -> tuple[str, Broadcast]:
    """One matter per message and people, so that the same command finds its own again."""
    from domain.names import broadcast_workflow_id
    from domain.operations.broadcasts import Broadcast, Progress, Target

    targets = tuple(
        Target(candidate_id=one.person.id, application_id=one.application_id, event_id=one.ident) for one in going
    )
    matter = digest("send", *(one.ident for one in going))
    fields = {name: value for name, value in written.fields.items() if value is not None}
    return broadcast_workflow_id("send", matter), Broadcast(
        matter=f"send {matter}",
        signal="say",
        fields={**fields, "occurred_at": now().isoformat(), "source": "cli", "author": by},
        targets=targets,
        progress=Progress(total=len(targets)),
    )


async def _tell(followup: Followup, ident: str, broadcast: Broadcast, total: int) -> Progress | None:
    from starter.broadcasting import begin

    handle = await begin(followup, ident, broadcast, "a colleague's message to several candidates")
    return await watched(handle, total, title="Handing over messages")

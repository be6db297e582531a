"""`merge`: two ids turn out to be one person, who is followed up once from then on (R17)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from starter.cli.errors import Failed, Wrong
from starter.cli.options import A_PERSON
from starter.cli.output.formatting import who
from starter.cli.people import View, open_reader
from starter.cli.tell.signals import AboutPerson, Told, known
from starter.wording.candidates import job_of, plain

Other = Annotated[
    str, typer.Argument(metavar="OTHER", help="The other id of the same person; it becomes part of ID."), A_PERSON
]


def merge(
    about: AboutPerson,
    other: Other,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask first; it can't be undone.")] = False,
    even_so: Annotated[
        bool, typer.Option("--even-so", help="Merge even if they have no address or name in common.")
    ] = False,
) -> None:
    """Merge two ids of the same person: ID stays, with both histories, one limit and all opt-outs."""
    stays, goes = about.person, known(other)
    if about.ident == other:
        raise Wrong("These are the same id; give the one that stays and the other one.")
    if stays.id == goes.id:
        said = f"They are already one person, followed up as {who(stays)}; nothing has changed."
        about.report_no_change(said, in_effect=True)
        return
    one, other_one = _marks(stays), _marks(goes)
    agrees = bool(one.keys & other_one.keys)
    if yes and not agrees and not even_so:
        raise Wrong(
            f"{who(stays)} and {who(goes)} have no address or name in common, and a merge can't be undone; add "
            "--even-so if they are the same person."
        )
    if not yes:
        _ask(stays, goes, about.as_json, one.shown, other_one.shown, agrees=agrees or even_so)

    def is_joined(view: View) -> bool:
        return goes.id in view.joined or view.merged_into is not None

    told = about.tell_until(is_joined, "candidate_merged", merged_id=goes.id)
    if told.after is None or not is_joined(told.after):
        _waits(about, told, goes)
        return
    said = f"{plain(goes.name)} ({goes.id}) is now part of {who(stays)}: one history, one limit, one opt-out."
    about.report(told, said)


@dataclass(frozen=True)
class _Marks:
    """By what a person is known: as keys to compare, and as one reads them."""

    keys: frozenset[str]
    shown: str


def _marks(view: View) -> _Marks:
    with open_reader() as reader:
        person = (reader.snapshot(view.id) or {}).get("candidate", {})
    addresses = [plain(person[name]) for name in ("email", "phone") if person.get(name)]
    names = [person[name] for name in ("last_name",) if person.get(name)] or [view.name]
    return _Marks(frozenset(word.casefold() for word in (*addresses, *names)), ", ".join(addresses) or "no address")


def _ask(stays: View, goes: View, as_json: bool, ours: str, theirs: str, *, agrees: bool) -> None:
    """Say what would happen, and go on only after a yes. Raises Wrong where nobody can be asked, Failed on a no."""
    if as_json or not sys.stdin.isatty():
        raise Wrong("It can't be undone, so it asks first; add --yes to skip the question.")
    print(f"{who(stays)} stays: {_applications(stays)}. Reached at {ours}.")
    print(f"{who(goes)} becomes part of it: {_applications(goes)}. Reached at {theirs}.")
    if not agrees:
        print("Careful: they have no address or name in common.")
    both = sorted({a.job for a in stays.applications} & {a.job for a in goes.applications})
    if both:
        print(f"For {', '.join(both)} one application continues: the further one, or the one decided last.")
    if stays.stopped or goes.stopped:
        print("They asked us to stop under one of them: that holds for both.")
    if not typer.confirm("Are they the same person? This can't be undone.", err=True):
        raise Failed("Nothing was changed.")


def _applications(view: View) -> str:
    named = [f"{a.stage} for {job_of(a)}" for a in view.applications]
    return ", ".join(named) or "no application"


def _waits(about: AboutPerson, told: Told, goes: View) -> None:
    """It is said, and the other clock has not handed over yet; nothing goes out meanwhile."""
    if about.as_json or told.after is None:
        about.report(Told(told.before, None, told.event_id), "")
        return
    print(
        f"It is on record, and nothing is sent to {plain(told.view.name)} until {goes.id} has handed over; "
        f"`followup timeline {told.view.id}` shows when it has."
    )

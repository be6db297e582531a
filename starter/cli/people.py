"""Opening the ledger to read, and finding the person and the application that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from domain.names import CLOSED_STAGES, BadId, candidate_id
from domain.views.candidate_status import ApplicationStatus, CandidateStatus
from keystore import key_place
from settings import Settings, read_settings
from starter.cli.errors import Nobody, Wrong
from starter.wording.instants import written_for

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ledger.queries.reading import Reader
    from ledger.store import Ledger

View = CandidateStatus
"""What `status` prints: a candidate as the last decision left them."""


_Opened = TypeVar("_Opened", bound="Reader")


def open_reader(settings: Settings | None = None) -> closing[Reader]:
    """The ledger for reading, without what writing needs. Raises LedgerUnavailable, BadSetting."""
    settings = settings or read_settings()
    is_there(settings)
    from ledger.queries.reading import Reader
    from starter.wording.instants import now

    return closing(_written_for(Reader(settings.ledger_address, settings.keys, key_place(settings, now))))


@contextmanager
def reader_if_any(settings: Settings) -> Iterator[Reader | None]:
    """The ledger where there is one: a dry run needs none."""
    from ledger.engine import LedgerUnavailable

    try:
        opened = open_reader(settings)
    except LedgerUnavailable:
        yield None
        return
    with opened as reader:
        yield reader


def open_ledger(settings: Settings | None = None) -> closing[Ledger]:
    """The whole ledger, for the playbook in force and for looking ahead. Raises LedgerUnavailable, BadSetting."""
    return closing(_written_for(whole_ledger(settings or read_settings())))


def learn_country(settings: Settings) -> None:
    """Write dates and hours as in the company's country, where there is a ledger that knows it."""
    from ledger.engine import LedgerUnavailable

    with suppress(LedgerUnavailable), open_reader(settings):
        pass


def _written_for(reader: _Opened) -> _Opened:
    """From now on dates and hours are written as they are in the company's country."""
    try:
        written_for(reader.company_country())
    except BaseException:
        reader.close()
        raise
    return reader


def whole_ledger(settings: Settings) -> Ledger:
    """The same, for the caller to close."""
    is_there(settings)
    from ledger.store import Ledger
    from starter.wording.instants import now

    return Ledger(settings.ledger_address, settings.keys, key_place(settings, now))


def is_there(settings: Settings) -> None:
    """A look from a wrong folder must not leave a home with a new key behind."""
    if not settings.ledger_url and not (settings.home / "ledger.db").exists():
        from ledger.engine import LedgerUnavailable

        raise LedgerUnavailable(
            f"There's no ledger in {settings.home.resolve()} yet; run `followup up` or `followup setup`, or set "
            "FOLLOWUP_HOME to where it is. If it was lost, see docs/recovery.md first."
        )


def status_of(reader: Reader, ident: str) -> View | None:
    """The candidate of exactly that id; None where nobody has it."""
    view = reader.status(ident)
    return None if view is None else View.model_validate(view)


def found(reader: Reader, typed: str) -> View:
    """The candidate of that id, also of one that turned out to be the same person; else the one with that address or
    full name (`whom.fitting`). Raises BadId, Nobody, Wrong and Failed.
    """
    wrong = None
    try:
        ident = candidate_id(typed)
    except BadId as error:
        wrong = error
    else:
        view = status_of(reader, reader.owner_of(ident)) or status_of(reader, ident)
        if view is not None:
            return view
    from starter.cli.whom import fitting

    ident = fitting(reader, typed, wrong)
    view = status_of(reader, ident)
    assert view is not None
    return view


def lives_by(view: View) -> ZoneInfo | None:
    """The zone by whose clock a candidate is written to: on record, else their number's, else the company's.

    None where neither is known. Raises LedgerUnavailable.
    """
    from domain.time.zones import zone, zone_named

    if zone_named(view.timezone):
        return zone(view.timezone)
    from domain.decisions.context import DecisionContext
    from domain.state.model import CandidateState
    from ledger.playbooks.in_force import NoPlaybook
    from starter.wording.instants import now

    with open_ledger() as ledger:
        snapshot = ledger.snapshot(view.id)
        try:
            playbook = ledger.playbooks.rules().playbook
        except NoPlaybook:
            return None
    return DecisionContext(playbook, CandidateState.model_validate(snapshot).candidate, now()).tz if snapshot else None


def company_zone() -> ZoneInfo | None:
    """The company's zone, in which a time without one is meant; None before a playbook is in force.

    Raises LedgerUnavailable.
    """
    from domain.time.zones import zone

    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
    return zone(in_force[1]["company"]["timezone"]) if in_force else None


def near_job(typed: str, jobs: Collection[str], otherwise: str = "`followup list` shows everyone.") -> str:
    """What to do about a job that nobody has: `did you mean 'ENG-7'?`"""
    from difflib import get_close_matches

    by_lower = {job.lower(): job for job in jobs}
    near = get_close_matches(typed.strip().lower(), by_lower, n=1)
    return f"did you mean {by_lower[near[0]]!r}?" if near else otherwise


def is_open(application: ApplicationStatus) -> bool:
    """Is a decision about it still to come, or are they kept for later?"""
    return application.stage not in CLOSED_STAGES


def the_application(
    view: View,
    job: str | None,
    *,
    among: Callable[[ApplicationStatus], bool] = is_open,
) -> ApplicationStatus:
    """The application that is meant: by --job, else the only one that fits `among`, else the latest.

    Raises Nobody where they have no such job, and Wrong where several fit and none is named.
    """
    theirs = view.applications
    jobs = _listed(theirs)
    if job is not None:
        wanted = job.strip().lower()
        fitting = [a for a in theirs if wanted in (a.id.lower(), a.job.lower())]
        if not fitting:
            raise Nobody(f"{view.name} has no application for {job!r}; theirs: {jobs or 'none'}.")
        return fitting[-1]
    if not theirs:
        raise Wrong(f"{view.name} has no application on record yet.")
    fitting = [a for a in theirs if among(a)] or list(theirs)
    if len(fitting) > 1:
        raise Wrong(f"{view.name} has {len(fitting)} applications; say which with --job: {_listed(fitting)}.")
    return fitting[0]


def in_stage(*stages: str) -> Callable[[ApplicationStatus], bool]:
    """For `among`: the applications in these stages, and the open ones where there are none."""

    def fits(application: ApplicationStatus) -> bool:
        return application.stage in stages

    return fits


def _listed(applications: Collection[ApplicationStatus]) -> str:
    return ", ".join(f"{a.job} ({a.title or a.stage})" for a in applications)

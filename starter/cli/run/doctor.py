"""`doctor`: is all well, and what is to be done where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from starter.cli.errors import FAILED, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.run.audit_checks import say_record
from starter.cli.run.encryption_checks import say_encryption
from starter.cli.run.erasure_checks import say_erasures
from starter.cli.run.hearing import say_what_is_heard
from starter.cli.run.login_checks import Login, say_login
from starter.cli.run.mail_checks import Dns, DnsRequest, Selectors, Server, dns_request, say_mail
from starter.cli.run.system_checks import say_systems
from starter.cli.run.team_checks import say_team
from starter.wording.candidates import plain
from starter.wording.instants import now, shown, written_for

if TYPE_CHECKING:
    from ledger.store import Ledger
    from settings import Settings
    from starter.client import Followup
    from starter.schedules import ScheduleStatus, Timing

_T = TypeVar("_T")

STEP_TIMEOUT = 5.0
COMPARE_TIMEOUT = 9.0
"""Seconds; all together stay below twenty."""

SAMPLE = 20
"""Open candidates whose ledger and clock are compared."""

STUCK = timedelta(minutes=5)
"""How long something may wait in the inbox before somebody should look."""

ROOM = 100
"""Megabytes free in the home, below which somebody should look."""

_PERMISSIONS = "check this connection's permissions"
_COMPARED = ("state", "applications", "next", "promise", "paused", "stopped", "tasks")


@dataclass
class Check:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    check: str
    ok: bool
    warns: bool  # all is as it was set up, and somebody should know what that means
    says: str
    do: str


@dataclass
class Visit:
    """What is looked at, and what was found."""

    settings: Settings
    dns: DnsRequest | None = None
    login: bool = False  # is the identity provider to be asked?
    checks: list[Check] = field(default_factory=list)

    def add(self, check: str, ok: bool, says: str, do: str = "", *, warns: bool = False) -> bool:
        self.checks.append(Check(check, ok, warns, says, "" if ok and not warns else do))
        return ok

    async def answer(
        self, check: str, work: Awaitable[_T], says: str, do: str, within: float = STEP_TIMEOUT
    ) -> _T | None:
        """What comes back within so many seconds; None where nothing does, which is a line of its own."""
        try:
            async with asyncio.timeout(within):
                return await work
        except Exception:  # whatever it is, it is no answer
            self.add(check, False, says, do)
            return None


def doctor(
    promise: Annotated[
        bool, typer.Option("--promise", help="Check that every open candidate has a next contact and none is overdue.")
    ] = False,
    tolerance: Annotated[int, typer.Option(help="With --promise: minutes late that are still fine.", min=1)] = 15,
    dns: Dns = False,
    dkim_selector: Selectors = None,
    dns_server: Server = "",
    login: Login = False,
    as_json: AsJson = False,
) -> None:
    """Check settings, Temporal, ledger, playbook and worker, and whether the ledger and the clocks agree."""
    asked = dns_request(dns, dkim_selector, dns_server)
    if promise and (asked or login):
        other = "--dns" if asked else "--login"
        raise Wrong(f"--promise and {other} are separate checks; ask for one at a time.")
    if promise:
        from starter.cli.run.promise_check import promise as watch_promise

        watch_promise(timedelta(minutes=tolerance), as_json)
        return
    from settings import BadSetting, read_settings

    try:
        settings = read_settings()
    except BadSetting as error:
        check = {"check": "Settings", "ok": False, "says": str(error), "do": "correct it"}
        print_json({"healthy": False, "settings": {}, "checks": [check]}) if as_json else print(f"✗ Settings: {error}")
        raise typer.Exit(FAILED) from None
    visit = Visit(settings, asked, login)
    asyncio.run(_examine(visit))
    healthy = all(check.ok for check in visit.checks)
    if as_json:
        listed = {"settings": settings.listed(), "sources": settings.sources}
        print_json({"healthy": healthy, **listed, "checks": [asdict(check) for check in visit.checks]})
    else:
        for name, value in settings.listed().items():
            place = settings.sources.get(name)
            print(f"  {name:<30} {plain(value) or '-'}{f'   (from {plain(place)})' if place else ''}")
        for name, place in settings.sources.items():
            if name.startswith("TEMPORAL_"):
                print(f"  {name:<30} is set   (from {plain(place)})")
        print()
        for one in visit.checks:
            mark = "!" if one.warns and one.ok else "✓" if one.ok else "✗"
            print(f"{mark} {one.check}: {plain(one.says)}{' - ' + one.do if one.do else ''}")
    if not healthy:
        raise typer.Exit(FAILED)


async def _examine(visit: Visit) -> None:
    for look in (_settings, _ways_out, _disk, _zones):
        look(visit)
    ledger = await asyncio.to_thread(_ledger, visit)
    client = await _temporal(visit, ledger)
    if ledger is not None:
        says = (say_encryption, _sending, _playbook, _inbox, say_systems, say_erasures, say_team, say_record)
        for look_into in says:
            await asyncio.to_thread(look_into, visit, ledger)
    for look_at_both in (say_mail, say_what_is_heard):
        await asyncio.to_thread(look_at_both, visit, ledger)
    await asyncio.to_thread(_gateway, visit)
    await asyncio.to_thread(say_login, visit, ask=visit.login)
    if client is not None:
        await _attributes(visit, client)
        if ledger is not None:
            await _ended_clocks(visit, client, ledger)
            await _digest(visit, client, ledger)
        if await _worker(visit, client) and ledger is not None:
            await _agreement(visit, client, ledger)
    if ledger is not None:
        ledger.close()


def _settings(visit: Visit) -> None:
    """A misspelt setting in a file does nothing, and nothing else would say so."""
    if unknown := visit.settings.unknown:
        more = f" ({len(unknown) - 1} more)" if len(unknown) > 1 else ""
        visit.add("Settings", True, f"{unknown[0]}{more}", "it has no effect; correct or remove it", warns=True)


def _ways_out(visit: Visit) -> None:
    from settings import BadSetting
    from worker import senders_of

    settings = visit.settings
    try:
        senders_of(settings)
    except BadSetting as error:
        visit.add("Channels", False, str(error), "set it, or use outbox")
        return
    visit.add("Channels", True, f"email by {settings.email}, texts by {settings.sms}")


def _disk(visit: Visit) -> None:
    """Is there room in the home? Without any a reader still finds all well, and nothing can be written down."""
    import shutil

    home = visit.settings.home
    try:
        free = shutil.disk_usage(home).free // 1_000_000
    except OSError:
        return  # it is not there yet, or cannot be looked at: the ledger's line says so
    if free < ROOM:
        says = f"{free:,} MB free on the disk that holds {home}; when it's full, nothing is sent or received"
        visit.add("Disk", False, says, "free up space; what's waiting continues by itself")
        return
    visit.add("Disk", True, f"{free:,} MB free on the disk that holds {home}")


def _zones(visit: Visit) -> None:
    """Of when is the table of time zones? What governments changed since is not in it."""
    from domain.time.zones import is_stale, table_version

    version = table_version()
    old = (
        "; it's over a year old, and any clock changes since are missing: update tzdata"
        if is_stale(version, now())
        else ""
    )
    visit.add("Time zones", True, f"table {version}{old}")


def _ledger(visit: Visit) -> Ledger | None:
    from ledger.engine import LedgerUnavailable
    from starter.cli.people import whole_ledger

    where = "PostgreSQL" if visit.settings.ledger_url.startswith("postgresql") else visit.settings.ledger_address
    try:
        ledger = whole_ledger(visit.settings)
        current = ledger.up_to_date()
    except LedgerUnavailable as error:
        visit.add("Ledger", False, str(error), "run `followup setup`")
        return None
    if not visit.add("Ledger", current, f"{where} {'is' if current else 'is not'} up to date", "run `followup setup`"):
        return None
    written_for(ledger.company_country())
    try:
        ledger.try_to_write()
    except LedgerUnavailable as error:
        visit.checks.pop()  # it can be read, and that is not enough
        visit.add("Ledger", False, str(error), "nothing is sent until this works; it then continues by itself")
    return ledger


def _playbook(visit: Visit, ledger: Ledger) -> None:
    from domain.messages.render import check_messages
    from ledger.playbooks.folder import BadPlaybook
    from worker import read_folder

    in_force = ledger.playbooks.in_force()
    folder = visit.settings.playbook
    read = None
    try:
        read = read_folder(visit.settings)
        findings = check_messages(read)
    except BadPlaybook as error:
        findings = [str(error)]
    if findings:
        goes_on = f"; what is in force ({in_force[0]}) goes on" if in_force else ""
        says = f"{folder}: {findings[0].rstrip('.')}{goes_on}"
        visit.add("Playbook folder", False, says, "correct it; `followup playbook check` shows everything")
    if in_force is not None and not _readable(visit, *in_force):
        return
    if in_force is None:
        visit.add("Playbook", False, "none is in force, so nothing is sent", "run `followup playbook apply`")
        return
    other = ""
    if read is not None and in_force[0] != read.version:
        other = f"; the folder {folder} has {read.version}, which changes nothing by itself (`followup playbook diff`)"
    real = visit.settings.email != "outbox" or visit.settings.sms != "outbox"
    if real and _is_the_sample_s(*in_force):
        do = (
            "enter your company and sender (`followup init` writes such a playbook), then run `followup playbook apply`"
        )
        visit.add("Sender", False, "the playbook in force is the sample company's, but messages really go out", do)
    visit.add("Playbook", True, f"{in_force[0]} is in force{other}", "")


def _is_the_sample_s(version: str, content: dict[str, Any]) -> bool:
    """Is it as it came, or does mail still come from the sample company's address?"""
    from ledger.playbooks.folder import BadPlaybook
    from starter.own_playbook import sample_version

    if str(content.get("sender", {}).get("email", "")).endswith("@acme.example"):
        return True
    try:
        return version == sample_version()
    except BadPlaybook:
        return False


def _sending(visit: Visit, ledger: Ledger) -> None:
    """Does anything go out, by what is overdue and what workers say of themselves? Asked of the ledger alone."""
    from domain.operations.outage import people_notice
    from starter.sending import sending

    how = sending(ledger, now())
    still = how.stands_still
    if still is None:
        visit.add("Sending", True, "nothing is overdue, and no worker or channel reports a problem")
    else:
        visit.add(
            "Sending", False, still.sentence(shown, do=False), f"{still.do[:1].lower()}{still.do[1:].rstrip('.')}"
        )
    if notice := people_notice(how.conditions):
        says, _, do = notice.partition(". Run ")
        visit.add("People", False, says, f"run {do.rstrip('.')}")


def _readable(visit: Visit, version: str, content: dict[str, Any]) -> bool:
    """Can this release read what is in force? Also says what was put in force by an older one, and would be refused
    today.
    """
    from pydantic import ValidationError

    from domain.messages.template_parsing import refusals
    from domain.playbook.model import NewerPlaybook, Playbook

    try:
        playbook = Playbook.kept(content, version)
    except (NewerPlaybook, ValidationError) as error:
        newer = isinstance(error, NewerPlaybook)
        says = str(error) if newer else f"this release cannot read the one in force ({version}), so nothing is sent"
        visit.add("Playbook", False, says, "" if newer else "run `followup playbook apply`")
        return False
    if refused := refusals(playbook):
        more = f" ({len(refused) - 1} more: `followup playbook show`)" if len(refused) > 1 else ""
        do = "correct it and run `followup playbook apply`; until then it's sent if possible, or becomes a task"
        visit.add("Messages in force", False, f"{refused[0]}{more}", do)
    return True


def _inbox(visit: Visit, ledger: Ledger) -> None:
    """What came in reaches the clocks, and what nobody understood is looked at."""
    depth = ledger.inbox.depth()
    parts = []
    if depth.waiting and depth.oldest_waiting_at:
        parts.append(f"{depth.waiting} waiting since {shown(depth.oldest_waiting_at.isoformat())}")
    if depth.not_understood:
        parts.append(f"{depth.not_understood} not understood: `followup inbox` shows them")
    stuck = depth.oldest_waiting_at is not None and now() - depth.oldest_waiting_at > STUCK
    visit.add(
        "Inbox",
        not stuck,
        ", ".join(parts) or "everything has been passed on",
        "run `followup gateway`, and see `followup inbox`",
    )


def _gateway(visit: Visit) -> None:
    """The one that `followup up` runs on this home is asked; of another one its own /readyz tells."""
    from urllib.error import HTTPError
    from urllib.request import urlopen

    from connection import running
    from gateway.webhooks.sources import HOOKS

    opened = [hook.path for hook in HOOKS if not hook.missing(visit.settings)]
    says = f"open for {', '.join(opened)}" if opened else "no webhook is set up; see `followup signal-urls`"
    url = running(visit.settings.home).get("gateway")
    if url is None:
        visit.add("Gateway", True, f"not started by `followup up` in this home; {says}")
        return
    try:
        with urlopen(f"{url}/readyz", timeout=STEP_TIMEOUT):  # noqa: S310 - our own address
            visit.add("Gateway", True, f"answers at {url}, {says}")
    except HTTPError as error:
        visit.add("Gateway", False, f"{url} is not ready (HTTP {error.code})", "see gateway.log in FOLLOWUP_HOME")
    except OSError:
        visit.add("Gateway", False, f"no answer at {url}", "see gateway.log in FOLLOWUP_HOME")


async def _temporal(visit: Visit, ledger: Ledger | None) -> Any:
    from connection import connect, connect_options

    options = connect_options(visit.settings)
    where = f"{options.get('target_host')}, namespace {options.get('namespace', 'default')}"
    do = "run `followup up`, or set TEMPORAL_ADDRESS"
    keys = ledger.keys if ledger else None
    client = await visit.answer("Temporal", connect(visit.settings, keys, quiet=True), f"no answer at {where}", do)
    if client is not None:
        visit.add("Temporal", True, f"answers at {where}")
    return client


async def _attributes(visit: Visit, client: Any) -> None:
    from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest

    from domain.names import SEARCH_ATTRIBUTES

    request = ListSearchAttributesRequest(namespace=client.namespace)
    listed = client.operator_service.list_search_attributes(request)
    answer = await visit.answer("Search attributes", listed, "Temporal doesn't list them", _PERMISSIONS)
    if answer is None:
        return
    missing = [name for name in SEARCH_ATTRIBUTES if name not in answer.custom_attributes]
    says = f"missing: {', '.join(missing)}" if missing else f"all {len(SEARCH_ATTRIBUTES)} are registered"
    visit.add("Search attributes", not missing, says, "run `followup setup`")


async def _ended_clocks(visit: Visit, client: Any, ledger: Ledger) -> None:
    """Was somebody's clock ended in Temporal, and not started again yet (R26)?"""
    from starter.reviving import standing_still

    try:
        async with asyncio.timeout(STEP_TIMEOUT):
            still = await standing_still(client, ledger, now())
    except TimeoutError:
        says = f"too many were ended in Temporal to check each within {STEP_TIMEOUT:g} s"
        visit.add("Clocks", False, says, "run `followup doctor --promise`, which takes longer and lists them")
        return
    except Exception:  # whatever it is, it is no answer
        visit.add("Clocks", False, "Temporal doesn't list them", _PERMISSIONS)
        return
    named = ", ".join(f"{run.candidate_id} ({run.ended_as} {shown(run.at.isoformat())})" for run in still[:5])
    more = f" and {len(still) - 5} more" if len(still) > 5 else ""
    says = f"ended in Temporal, so nothing is sent to them: {named}{more}" if still else "none were ended in Temporal"
    visit.add("Clocks", not still, says, "a worker starts them again within a minute; if not, see its log")


async def _digest(visit: Visit, client: Any, ledger: Ledger) -> None:
    from pydantic import ValidationError

    from domain.playbook.model import NewerPlaybook, Playbook
    from starter.schedules import Timing, digest_schedule, report_schedule

    in_force = await asyncio.to_thread(ledger.playbooks.in_force)
    if in_force is None:
        return
    try:
        playbook = Playbook.kept(in_force[1], in_force[0])
    except (NewerPlaybook, ValidationError):
        return  # told with the playbook
    await _mail_schedule(visit, "Daily digest", Timing.of(playbook), digest_schedule(client))
    if playbook.report.to:
        await _mail_schedule(visit, "Weekly report", Timing.of_report(playbook), report_schedule(client))


async def _mail_schedule(
    visit: Visit, name: str, wanted: Timing, asked: Coroutine[Any, Any, ScheduleStatus | None]
) -> None:
    """Is the schedule of a mail to colleagues there, and as the playbook has it?"""
    try:
        async with asyncio.timeout(STEP_TIMEOUT):
            standing = await asked
    except Exception:  # whatever it is, it is no answer
        visit.add(name, False, "Temporal doesn't show its schedule", _PERMISSIONS)
        return
    if standing is None:
        off = not wanted.days
        visit.add(name, off, "the playbook asks for none" if off else "it has no schedule", "run `followup setup`")
    elif standing.timing != wanted:
        says = f"its schedule is {standing.timing}, the playbook says {wanted}"
        visit.add(name, False, says, "run `followup setup`")
    else:
        following = f", next {shown(standing.next_at)}" if standing.next_at and not standing.paused else ""
        paused = "; its schedule is paused in Temporal, so none is sent" if standing.paused else ""
        visit.add(name, True, f"{wanted}{following}{paused}")


async def _worker(visit: Visit, client: Any) -> bool:
    from domain.names import TASK_QUEUE
    from starter.recovery import workers

    asked = workers(client, now())
    fresh = await visit.answer("Worker", asked, "Temporal doesn't say which workers run", "run `followup worker`")
    if fresh is None:
        return False
    says = f"{len(fresh)} running on the task queue {TASK_QUEUE}" if fresh else f"no worker runs on {TASK_QUEUE}"
    return visit.add("Worker", bool(fresh), says, "run `followup up` or `followup worker`")


async def _agreement(visit: Visit, client: Any, ledger: Ledger) -> None:
    """Do ledger and clocks say the same of some open candidates? Those who are next due count most."""
    from starter.client import Followup

    followup = Followup(client, ledger, clock=now)
    rows = await asyncio.to_thread(ledger.listing, limit=SAMPLE * 5)
    idents = [row["id"] for row in rows if row["state"] != "closed"][:SAMPLE]
    compared = asyncio.gather(*(_differs(followup, ident) for ident in idents))
    says, do = "the clocks didn't answer in time", "check the worker's log and load"
    answers = await visit.answer("Ledger and clocks", compared, says, do, COMPARE_TIMEOUT)
    if answers is None:
        return
    wrong = [f"{ident}: {says}" for ident, says in zip(idents, answers, strict=True) if says]
    says = f"agree about {len(idents)} open candidates" if not wrong else "; ".join(wrong[:3])
    says += f"; and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    do = "run `followup note ID TEXT` for them, which makes the clock decide again, then run this again"
    visit.add("Ledger and clocks", not wrong, says, do)


async def _differs(followup: Followup, ident: str) -> str:
    """What differs, if anything still does at a second look: the two are written one after the other."""
    from starter.client import NoAnswer, NoSuchCandidate

    different: list[str] = []
    for _ in range(3):
        try:
            live = await followup.query(ident)
        except NoSuchCandidate:
            return "no clock is running for them"
        except NoAnswer:
            return "their clock doesn't answer"
        kept = await asyncio.to_thread(followup.ledger.status, ident) or {}
        different = [name for name in _COMPARED if live.get(name) != kept.get(name)]
        if not different:
            return ""
        await asyncio.sleep(0.5)
    return f"{', '.join(different)} differ"

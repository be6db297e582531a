"""The composition root: rules from the ledger, ways out from the settings, one worker that runs them."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import gc
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.asking import Asking
from activities.broadcasting import Broadcasting
from activities.checkpoints import Checkpoints
from activities.colleague_mail import MailFormat
from activities.decisions import Decisions
from activities.delivery import Deliveries
from activities.digests import Digests
from activities.erasing import Erasing
from activities.feeds import FeedReader, Feeds
from activities.handing_over import Handovers, SendTimeouts
from activities.intake import Intake
from activities.joining import Joining
from activities.polls import Polls, SystemPoll
from activities.reports import Reports
from activities.writing import Mail, MessageRenderer
from channels.building import build_senders
from channels.erased_files import HomeFiles
from channels.heard import HeardSender
from channels.html import bodies
from channels.mime import message_id
from channels.sender import Attachment, Sender
from channels.turns import Turns, usual_rate
from clock import Clock, host_now
from connection import TemporalUnreachable, ToldToStop, aside, connect, until_there
from domain.decisions.context import DecisionContext
from domain.decisions.invitations import Invitation
from domain.decisions.message_context import Links
from domain.delivery.mail_sender import bounces_come_to
from domain.names import TASK_QUEUE, Channel
from domain.operations.watchdog import tally
from domain.playbook.model import NewerPlaybook, Playbook
from domain.replies.ready import make_ready
from domain.replies.reply_address import reply_address
from domain.state.model import ColleagueTouch
from domain.time.zones import use_pinned_table, zone
from integrations.ats.connected import Connected, connected
from integrations.ats.notes import NotesReader
from integrations.ats.poller import SystemPoller
from keystore import erasures_file, key_place
from ledger.audit import log as record_log
from ledger.people.colleague_links import Question as ColleagueQuestion
from ledger.playbooks.folder import BadPlaybook, read_playbook, texts_of
from ledger.playbooks.folder_files import UnreadableFile
from ledger.reporting import keeper as report_rows
from ledger.store import Ledger, LedgerUnavailable
from metrics import WorkerMetrics, shown
from settings import BadSetting, Settings
from starter.clean_output import log_cleanly
from starter.erasing import empty_again, finish_again
from starter.feeds import keep_feeding
from starter.installed import release
from starter.keeping_keys import keep_keys
from starter.log_words import WORKER_RUNS, WORKER_STARTS, WORKER_WAITS
from starter.own_playbook import refusal
from starter.polls import keep_polling
from starter.retaining import keep_retaining
from starter.reviving import Reviver, keep_reviving
from starter.schedules import ensure_digest_schedule, ensure_report_schedule
from starter.signs_of_life import SignsOfLife
from starter.team import keep_following
from starter.watching import Watched, keep_watching
from workflows.broadcast import CandidateBroadcast
from workflows.candidate import CandidateFollowUp
from workflows.digest import DailyDigest
from workflows.erasure import CandidateErasure
from workflows.feed import Feed
from workflows.intake import CandidateIntake
from workflows.poll import Poll
from workflows.report import WeeklyReport

log = logging.getLogger("followup.worker")

THREADS = 100
"""As many as local activities may run at once: a hung send of another channel must not hold up a decision."""

_COMPARING = 5.0
"""Seconds that the comparison with the playbook's folder may take at a start."""

_SCHEDULING = 10.0
"""Seconds that the schedule of the daily digest may take at a start."""

_LAST_WAIT = timedelta(seconds=10)
"""How long a worker that is stopped waits for messages that take long, after its activities have ended."""

CACHED = 4000
"""Sleeping candidates kept in memory, about 80 KB each: as many as may wake at the same time (docs/decisions)."""


_COLLECT_AFTER = (10_000, 10, 10)
"""New objects after which Python looks for cycles among the young, the older and all. With its own 700 a tenth of a
worker's CPU went there, for a decision makes thousands that need no looking for."""


def senders_of(settings: Settings) -> dict[Channel, Sender]:
    """The ways out that the settings ask for. Raises BadSetting with a sentence."""
    try:
        return build_senders(settings)
    except ValueError as error:
        raise BadSetting(str(error)) from None


def lines_of(senders: Mapping[Channel, Sender], settings: Settings | None) -> dict[Channel, Turns]:
    """Each way out's places and rate: as set, else what its provider is known to take."""
    wished = {Channel.EMAIL: settings.email_per_second, Channel.SMS: settings.sms_per_second} if settings else {}
    sms_from = settings.sms_from if settings else None
    return {
        channel: Turns(
            str(channel),
            sender.max_in_flight,
            wished.get(channel) or usual_rate(sender, sms_from),
            in_all=getattr(sender, "slow_slots", None),
        )
        for channel, sender in senders.items()
    }


def writer(ledger: Ledger, settings: Settings | None = None) -> MessageRenderer:
    """How messages are written: the playbook's words, the channels' forms, and links to the candidate's own page."""
    marked = partial(message_id, keys=ledger.secret_keys)
    mail = Mail(bodies, _invitation, marked, reply_to_of(settings), bounces_to_of(settings))
    return MessageRenderer(mail, links_of(ledger, settings), answer_at=answer_links(ledger, settings))


def links_of(ledger: Ledger, settings: Settings | None) -> Callable[[str, DecisionContext], Links]:
    """Addresses of the candidate's own page, which need FOLLOWUP_PUBLIC_URL. Else a mail to us is the way to stop;
    the recruiter's team reads it.
    """
    public_url = settings.public_url if settings else None
    heard_at = settings.stops_at if settings else ""

    def links(candidate_id: str, context: DecisionContext) -> Links:
        if not public_url:
            return Links(unsubscribe=f"mailto:{heard_at or context.playbook.sender.email}?subject=stop")
        page = f"{public_url}/c/{ledger.links.plain(candidate_id, context.now)}"
        return Links(status=page, unsubscribe=f"{page}/stop", survey=f"{page}/survey")

    return links


def answer_links(ledger: Ledger, settings: Settings | None) -> Callable[[str, ColleagueTouch, DecisionContext], str]:
    """The address at which a colleague answers what they are asked; nowhere without FOLLOWUP_PUBLIC_URL."""
    public_url = settings.public_url if settings else None

    def answer_at(candidate_id: str, touch: ColleagueTouch, context: DecisionContext) -> str:
        if not public_url or not touch.question:
            return ""
        asked = ColleagueQuestion(candidate_id, touch.application_id, touch.what, touch.asked)
        return f"{public_url}/f/{ledger.colleague_links.make(asked, context.now)}"

    return answer_at


def reply_to_of(settings: Settings | None) -> Callable[[str], str]:
    """Where an answer to a touch is heard; nowhere without FOLLOWUP_INBOUND_DOMAIN or FOLLOWUP_REPLY_ADDRESS."""
    if settings is None or not settings.answers_at:
        return lambda _touch_key: ""
    at, keys = settings.answers_at, settings.keys
    return lambda touch_key: reply_address(touch_key, at, keys)


def bounces_to_of(settings: Settings | None) -> Callable[[str, str], str]:
    """Where a bounce goes: to the mailbox that is read, with the touch in it, on the sender's own domain alone."""
    if settings is None or not settings.reply_address:
        return lambda _touch_key, sender: sender
    mailbox, keys = settings.reply_address, settings.keys

    def bounces_to(touch_key: str, sender: str) -> str:
        return reply_address(touch_key, mailbox, keys) if bounces_come_to(mailbox, sender) else sender

    return bounces_to


def mail_format(ledger: Ledger) -> MailFormat:
    """How mail looks that is not about one candidate."""
    return MailFormat(
        bodies=lambda markdown, subject: bodies(markdown, title=subject),
        message_id=partial(message_id, keys=ledger.secret_keys),
    )


def checkpoints_of(ledger: Ledger, settings: Settings, senders: Mapping[Channel, Sender]) -> Checkpoints:
    """The record's log, with the key of the settings and their way out for mail."""
    return Checkpoints(ledger, settings.keys_folder, senders, mail_format(ledger))


def readers_of(
    ledger: Ledger,
    settings: Settings,
    senders: Mapping[Channel, Sender],
    systems: Mapping[str, Connected],
    clock: Clock,
) -> dict[str, FeedReader]:
    """Who follows the feed: the audit log, the rows of reports, and the notes to connected systems."""
    found: dict[str, FeedReader] = {
        record_log.READER: checkpoints_of(ledger, settings, senders),
        report_rows.READER: ledger.report_keeper,
    }
    for system in systems.values():
        if kinds := getattr(settings, f"{system.system}_notes"):
            notes = NotesReader(
                ledger, system.writer, kinds=kinds, desk_url=settings.desk_url or "", country=ledger.company_country()
            )
            ledger.notes.begin(notes.name, clock())
            found[notes.name] = notes
    return found


def connected_of(settings: Settings, pause: Callable[[float], bool], clock: Clock) -> dict[str, Connected]:
    """The outside systems that the settings connect. `pause`: as `integrations.ats.api.Pause`. Raises BadSetting."""
    try:
        return connected(settings, pause=pause, clock=clock)
    except ValueError as error:
        raise BadSetting(str(error)) from None


def pollers_of(
    ledger: Ledger, settings: Settings, systems: Mapping[str, Connected], clock: Clock
) -> dict[str, SystemPoll]:
    """Who looks at what connected systems hold."""

    def company_zone() -> tzinfo:
        return zone(ledger.playbooks.rules().playbook.company.timezone)

    return {
        name: SystemPoller(ledger, system, nightly=settings.nightly, zone=company_zone, clock=clock)
        for name, system in systems.items()
    }


def _invitation(invitation: Invitation) -> Attachment:
    from channels.calendar_file import calendar_file

    return calendar_file(invitation)


def apply_first_playbook(ledger: Ledger, settings: Settings, clock: Clock = host_now) -> str | None:
    """The first start puts the folder's playbook in force. Afterwards the one in force stands in the ledger, and the
    folder is read for comparison alone: returns a sentence where it differs or cannot be read.

    Raises BadPlaybook where none is in force and the folder has none, or has the sample company's, unchanged, while
    mail or texts are real; and LedgerUnavailable.
    """
    in_force = ledger.playbooks.in_force()
    if in_force is not None:
        return _difference(ledger, in_force[0], settings)
    folder = read_folder(settings)
    files = texts_of(settings.playbook)
    if why := refusal(settings, folder.version):
        raise BadPlaybook(why)
    ledger.playbooks.apply(folder.model_dump(mode="json"), folder.version, "first start", clock(), files=files)
    return None


def read_folder(settings: Settings) -> Playbook:
    """The playbook of FOLLOWUP_PLAYBOOK. Raises BadPlaybook, whatever is wrong with the folder."""
    try:
        return read_playbook(settings.playbook)
    except BadPlaybook:
        raise
    except OSError as error:
        raise BadPlaybook(f"The playbook folder {settings.playbook} cannot be read ({error.strerror}).") from error
    except Exception as error:
        raise BadPlaybook(
            f"The playbook folder {settings.playbook} cannot be read ({type(error).__name__}); "
            "`followup playbook check` says more."
        ) from error


def _difference(ledger: Ledger, version: str, settings: Settings) -> str | None:
    """How the folder differs from the version in force. No folder, however broken or slow, holds up a start.

    Where they say the same, the folder's files are on record with it from now on, if a former release kept none.
    """
    goes_on = f"the one in force ({version}) is still used"
    differs = (
        f"The playbook in {settings.playbook} differs from the one in force ({version}), which stays in force "
        "until `followup playbook apply`; `playbook diff` shows whose next contact moves."
    )
    found: list[str | None] = [f"The playbook folder {settings.playbook} takes a long time to read; {goes_on}."]

    def compare() -> None:
        try:
            other = read_folder(settings).version
        except BadPlaybook as error:
            found[0] = f"The playbook folder {settings.playbook} can't be used; {goes_on}. {error}"
            return
        found[0] = None if other == version else differs
        if other == version:
            with contextlib.suppress(UnreadableFile, OSError, LedgerUnavailable):
                ledger.playbooks.keep_files(version, texts_of(settings.playbook))

    reading = threading.Thread(target=compare, daemon=True, name="comparing")
    reading.start()
    reading.join(_COMPARING)
    return found[0]


def make_worker(  # noqa: PLR0913  each is named where it is called
    client: Client,
    ledger: Ledger,
    senders: Mapping[Channel, Sender],
    executor: concurrent.futures.Executor,
    *,
    settings: Settings | None = None,
    metrics: WorkerMetrics | None = None,
    clock: Clock = host_now,
    patience: SendTimeouts | None = None,
    handovers: Handovers | None = None,
    readers: Mapping[str, FeedReader] | None = None,
    polls: Mapping[str, SystemPoll] | None = None,
    **more: Any,
) -> Worker:
    """A worker of the task queue `followup` with every workflow and activity; further options are the SDK's."""
    metrics = metrics or WorkerMetrics()
    options: dict[str, Any] = {
        "max_cached_workflows": CACHED,
        "max_concurrent_local_activities": THREADS,
        "max_concurrent_workflow_tasks": 100,
        "graceful_shutdown_timeout": timedelta(seconds=10),
        # Else the SDK reads the code of every loaded module for it: 0.15 s of a start.
        "build_id": f"followup {release()}" if release() else None,
        # The sandbox guards against clocks and randomness in workflow code; ruff bans them there (TID251), and
        # recorded histories are replayed in the tests. Without it a sleeping candidate costs half the memory.
        "workflow_runner": UnsandboxedWorkflowRunner(),
    }
    digests = Digests(ledger, senders, mail_format(ledger), metrics.digest)
    reports = Reports(ledger, senders, mail_format(ledger))  # the metric is of the digest alone: an alert looks at it
    lines = lines_of(senders, settings)
    metrics.lines({channel: line.horizon for channel, line in lines.items()})
    words = writer(ledger, settings)
    deliveries = Deliveries(ledger, senders, words, lines, clock, patience=patience, handovers=handovers)
    joining = Joining(ledger, client)
    intake = Intake(ledger, client, clock)
    return Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[
            CandidateFollowUp,
            CandidateIntake,
            CandidateBroadcast,
            DailyDigest,
            WeeklyReport,
            Feed,
            Poll,
            CandidateErasure,
        ],
        activities=[
            Decisions(ledger).decide,
            deliveries.deliver,
            Asking(senders, ledger).ask_provider,
            intake.take_in,
            Broadcasting(ledger, intake).tell_page,
            joining.join,
            joining.pass_on,
            digests.list_digests,
            digests.mail_digest,
            reports.list_reports,
            reports.mail_report,
            Feeds(ledger, readers or {}, clock).follow_feed,
            Polls(polls or {}).follow_system,
            *([erasing_of(client, ledger, settings, clock, senders).step] if settings else []),
        ],
        activity_executor=executor,
        **(options | more),
    )


def erasing_of(
    client: Client,
    ledger: Ledger,
    settings: Settings,
    clock: Clock = host_now,
    senders: Mapping[Channel, Sender] | None = None,
) -> Erasing:
    """The steps of erasures: over the ledger, Temporal, and the home that the settings name."""
    file = Path(settings.ledger_address.removeprefix("sqlite:///").partition("?")[0])
    elsewhere = () if settings.ledger_address.startswith("postgresql") else (file, file.with_name(f"{file.name}-wal"))
    files = HomeFiles(settings.home, elsewhere)
    witness = checkpoints_of(ledger, settings, senders_of(settings) if senders is None else senders)
    keep = {"keep_copies": settings.keep_copies, "keep_bodies": settings.keep_bodies}
    return Erasing(ledger, client, files, erasures_file(settings), witness, clock, **keep)


@asynccontextmanager
async def running_worker(
    client: Client, ledger: Ledger, senders: Mapping[Channel, Sender], **more: Any
) -> AsyncIterator[Worker]:
    """A worker for as long as the block runs; then it waits a while for messages that take long."""
    make_ready()  # else the first reply would be read within a clock's task, and hold it up
    handovers = Handovers()
    with concurrent.futures.ThreadPoolExecutor(THREADS, thread_name_prefix="followup") as executor:
        async with make_worker(client, ledger, senders, executor, handovers=handovers, **more) as worker:
            yield worker
        if left := await asyncio.to_thread(handovers.finish, _LAST_WAIT):
            log.warning("%d messages were still being handed over at the end, and count as unknown", left)


def _leave_be_what_stays() -> None:
    """What a worker is made of stays for as long as it runs: each look at it holds up everybody, by a fifth of a
    second. From now on only what comes with candidates is looked through.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


async def _see_to_the_schedule(client: Client, ledger: Ledger) -> None:
    """The clocks do not hang on the daily digest: where its schedule cannot be made, that is told and no more."""
    try:
        in_force = await asyncio.to_thread(ledger.playbooks.in_force)
    except LedgerUnavailable as error:
        log.warning("the schedule of the daily digest could not be made: %s", error)
        return
    if in_force is None:
        return
    try:
        async with asyncio.timeout(_SCHEDULING):
            playbook = Playbook.kept(in_force[1], in_force[0])
            change = await ensure_digest_schedule(client, playbook)
            of_report = await ensure_report_schedule(client, playbook)
        log.info("the schedule of the daily digest: %s, of the weekly report: %s", change, of_report)
    except (NewerPlaybook, ValidationError) as error:
        said = error if isinstance(error, NewerPlaybook) else "this release cannot read the playbook in force."
        log.warning("the schedule of the daily digest could not be made: %s", said)
    except (RPCError, TimeoutError) as error:
        reason = error.status.name if isinstance(error, RPCError) else "no answer"
        log.warning("the schedule of the daily digest could not be made (%s); run `followup setup`", reason)


@asynccontextmanager
async def _watched_promise(client: Client, ledger: Ledger, metrics: WorkerMetrics) -> AsyncIterator[None]:
    """For as long as the block runs one of the workers looks whether the promise is kept, shows it, and starts again
    the clocks that were ended from outside.
    """

    def tell(seen: Watched | None) -> None:
        if seen is None:
            metrics.promise.forget()
        else:
            metrics.promise.tell(tally(seen.findings), seen.open, seen.at)

    start_deleted = Reviver(client, ledger).start_deleted
    async with (
        _in_background(keep_watching(client, ledger, tell, revive=start_deleted)),
        _in_background(keep_reviving(client, ledger)),
    ):
        yield


@dataclass(frozen=True, slots=True)
class Outside:
    """The outside systems that this worker is connected to, and what has their waiting end with it."""

    systems: Mapping[str, Connected]
    ends: threading.Event


Beside = Callable[[Ledger, WorkerMetrics], AbstractAsyncContextManager[None]]
"""What runs beside a worker for as long as it works, such as the reading of the mailbox that answers come to."""


async def run_worker(settings: Settings, *, with_schedule: bool = False, beside: Beside | None = None) -> None:
    """Work until SIGINT or SIGTERM; `with_schedule` sees to the schedule of the daily digest first.

    What is away at the start (ledger, first playbook, Temporal) is waited for, however long. Raises BadSetting.
    """
    use_pinned_table()
    log_cleanly()
    log.info(WORKER_STARTS)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    senders = {channel: HeardSender(sender) for channel, sender in senders_of(settings).items()}
    ends = threading.Event()
    systems = connected_of(settings, ends.wait, host_now)
    with suppress(ToldToStop):
        ledger = await until_there(lambda: aside(lambda: _ledger_of(settings)), away=(OSError,), stop=stop, tell=_tell)
        outside = Outside(systems, ends)
        await _work(settings, ledger, senders, outside, stop, with_schedule=with_schedule, beside=beside)
        ledger.close()


def _ledger_of(settings: Settings) -> Ledger:
    """Its tables may not be there yet. Raises OSError where the home with its key cannot be had."""
    return Ledger(settings.ledger_address, settings.keys, key_place(settings))


async def _tell(error: Exception, pause: float) -> None:
    log.warning("%s: %s Next try in %.0f s.", WORKER_WAITS, _what_is_away(error), pause)


async def _work(
    settings: Settings,
    ledger: Ledger,
    senders: Mapping[Channel, HeardSender],
    outside: Outside,
    stop: asyncio.Event,
    *,
    with_schedule: bool,
    beside: Beside | None,
) -> None:
    """Until it is told to stop."""
    signs = SignsOfLife(ledger)
    with suppress(ToldToStop):
        client = await _all_there(settings, ledger, signs, stop)
        if with_schedule:
            await _see_to_the_schedule(client, ledger)
        await signs.works()
        metrics = WorkerMetrics()
        ledger.watch(metrics.facts)
        port = settings.metrics_port
        with shown(metrics.registry, settings.metrics_host, port, "FOLLOWUP_METRICS_PORT"):
            readers = await until_there(
                lambda: aside(partial(readers_of, ledger, settings, senders, outside.systems, host_now)),
                away=(LedgerUnavailable,),
                stop=stop,
                tell=_tell,
            )
            polls = pollers_of(ledger, settings, outside.systems, host_now)
            witness = checkpoints_of(ledger, settings, senders)
            runs = {"settings": settings, "metrics": metrics, "readers": readers, "polls": polls}
            async with running_worker(client, ledger, senders, **runs):
                _leave_be_what_stays()
                log.info(
                    "%s on task queue %s, email by %s, texts by %s",
                    WORKER_RUNS,
                    TASK_QUEUE,
                    settings.email,
                    settings.sms,
                )
                async with (
                    _watched_promise(client, ledger, metrics),
                    beside(ledger, metrics) if beside else nullcontext(),
                    _in_background(signs.keep_showing(client, senders)),
                    _in_background(keep_following(ledger, settings)),
                    _in_background(keep_feeding(client, readers)),
                    _in_background(keep_polling(client, polls)),
                    _in_background(keep_keys(ledger, settings.keep_copies, signer=witness.signer)),
                    _in_background(keep_retaining(client, ledger)),
                ):
                    await stop.wait()
                    outside.ends.set()
    await signs.end()


async def _all_there(settings: Settings, ledger: Ledger, signs: SignsOfLife, stop: asyncio.Event) -> Client:
    """Temporal's client, once the ledger has its tables, a playbook is in force, and Temporal answers. Raises
    ToldToStop.
    """

    file = erasures_file(settings)

    def prepare() -> None:
        ledger.migrate()
        file.share()
        witness = checkpoints_of(ledger, settings, {})
        empty_again(ledger, file, host_now(), witness.signer())  # an older copy of the ledger brings nobody back (R23)
        if note := apply_first_playbook(ledger, settings):
            log.warning(note)

    async def tell(error: Exception, pause: float) -> None:
        await _tell(error, pause)
        if not isinstance(error, LedgerUnavailable):
            await signs.waits(_what_is_away(error))

    ledger_away = (LedgerUnavailable, BadPlaybook, OSError)
    await until_there(lambda: aside(prepare), away=ledger_away, stop=stop, tell=tell)
    client = await until_there(
        lambda: connect(settings, ledger.keys), away=(TemporalUnreachable,), stop=stop, tell=tell
    )
    away = (LedgerUnavailable, RPCError, OSError, TimeoutError)
    again = partial(finish_again, erasing_of(client, ledger, settings), client, ledger, file)
    await until_there(again, away=away, stop=stop, tell=tell)
    return client


def _what_is_away(error: Exception) -> str:
    if isinstance(error, BadPlaybook):
        return f"No playbook is in force yet, and none can be read. {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The home'} cannot be used: {error.strerror}."
    return str(error)


@asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

"""The Temporal Schedules of the mails to colleagues: made, kept as the playbook has them, and looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Literal

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleDescription,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleUpdate,
    ScheduleUpdateInput,
)

from activities.digests import DigestRequest
from connection import RPC_TIMEOUT, unless_gone
from domain.names import DIGEST_SCHEDULE, DIGEST_WORKFLOW, REPORT_SCHEDULE, REPORT_WORKFLOW, TASK_QUEUE
from domain.playbook.model import Playbook
from domain.time.business_hours import WEEKDAYS
from domain.views.digest import digest_days

CATCH_UP = timedelta(hours=8)
"""How late a digest may start after the server was away: still useful in the afternoon, worthless days later."""

_LONGEST_RUN = timedelta(hours=10)
"""With no worker at work the morning's run ends itself before the next one, so that no old one is sent at night."""

Change = Literal["created", "updated", "kept", "removed", "off"]


@dataclass(frozen=True, slots=True)
class Timing:
    """When a schedule fires: a local time on some weekdays (Monday is 0) in a zone."""

    at: time
    days: frozenset[int]
    timezone: str

    @classmethod
    def of_report(cls, playbook: Playbook) -> Timing:
        """Of the weekly report: never, where nobody is to get it."""
        rules = playbook.report
        return cls(rules.at, rules.days if rules.to else frozenset(), playbook.company.timezone)

    @classmethod
    def of(cls, playbook: Playbook) -> Timing:
        """Of the daily digest."""
        days = frozenset(WEEKDAYS.index(day) for day in digest_days(playbook))
        return cls(playbook.digest.at.replace(second=0, microsecond=0), days, playbook.company.timezone)

    def __str__(self) -> str:
        names = " ".join(WEEKDAYS[day].capitalize() for day in sorted(self.days))
        return f"{self.at:%H:%M} {self.timezone}, {names or 'never'}"


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """A schedule as the server has it."""

    timing: Timing
    paused: bool
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Mail:
    """What a schedule starts."""

    schedule: str
    workflow: str
    summary: str
    comment: str


_DIGEST: Final = _Mail(
    DIGEST_SCHEDULE,
    DIGEST_WORKFLOW,
    "the daily mail to recruiters and hiring managers",
    "the digest of the playbook; holidays are left out when it runs",
)
_REPORT: Final = _Mail(REPORT_SCHEDULE, REPORT_WORKFLOW, "the weekly report to leads", "the report of the playbook")


async def ensure_digest_schedule(client: Client, playbook: Playbook) -> Change:
    """Bring the schedule in line with the playbook; harmless when repeated. One that ops paused stays paused.

    A playbook that wants no digest (`days: []`) removes it: `removed`, or `off` where there was none.
    Raises RPCError where the server does not let us.
    """
    return await _ensure(client, _DIGEST, Timing.of(playbook))


async def ensure_report_schedule(client: Client, playbook: Playbook) -> Change:
    """The same for the weekly report, which a playbook wants where it names somebody who gets it."""
    return await _ensure(client, _REPORT, Timing.of_report(playbook))


async def _ensure(client: Client, mail: _Mail, timing: Timing) -> Change:
    standing = await _standing(client, mail)
    if not timing.days:
        if standing is None:
            return "off"
        await client.get_schedule_handle(mail.schedule).delete(rpc_timeout=RPC_TIMEOUT)
        return "removed"
    if standing is None:
        try:
            await client.create_schedule(mail.schedule, _schedule(mail, timing), rpc_timeout=RPC_TIMEOUT)
        except ScheduleAlreadyRunningError:  # another worker that starts now was quicker
            return "kept"
        return "created"
    if standing.timing == timing:
        return "kept"

    def changed(found: ScheduleUpdateInput) -> ScheduleUpdate:
        wanted = _schedule(mail, timing)
        wanted.state = found.description.schedule.state
        return ScheduleUpdate(wanted)

    await client.get_schedule_handle(mail.schedule).update(changed, rpc_timeout=RPC_TIMEOUT)
    return "updated"


async def digest_schedule(client: Client) -> ScheduleStatus | None:
    """The schedule as the server has it; None where there is none. Raises RPCError."""
    return await _standing(client, _DIGEST)


async def report_schedule(client: Client) -> ScheduleStatus | None:
    """The same of the weekly report."""
    return await _standing(client, _REPORT)


async def _standing(client: Client, mail: _Mail) -> ScheduleStatus | None:
    found = await unless_gone(client.get_schedule_handle(mail.schedule).describe(rpc_timeout=RPC_TIMEOUT))
    if found is None:
        return None
    return ScheduleStatus(_timing(found), found.schedule.state.paused, min(found.info.next_action_times, default=None))


def _schedule(mail: _Mail, timing: Timing) -> Schedule:
    calendar = ScheduleCalendarSpec(
        hour=[ScheduleRange(timing.at.hour)],
        minute=[ScheduleRange(timing.at.minute)],
        day_of_week=[ScheduleRange((day + 1) % 7) for day in sorted(timing.days)],  # the server's Sunday is 0
        comment=mail.comment,
    )
    return Schedule(
        action=ScheduleActionStartWorkflow(
            mail.workflow,
            DigestRequest(),
            id=mail.schedule,
            task_queue=TASK_QUEUE,
            execution_timeout=_LONGEST_RUN,
            static_summary=mail.summary,
        ),
        spec=ScheduleSpec(calendars=[calendar], time_zone_name=timing.timezone),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=CATCH_UP),
    )


def _timing(found: ScheduleDescription) -> Timing:
    spec = found.schedule.spec
    calendar = spec.calendars[0] if spec.calendars else ScheduleCalendarSpec()
    hour, minute = _numbers(calendar.hour), _numbers(calendar.minute)
    days = frozenset((day - 1) % 7 for day in _numbers(calendar.day_of_week))
    return Timing(time(min(hour, default=0), min(minute, default=0)), days, spec.time_zone_name or "UTC")


def _numbers(ranges: object) -> set[int]:
    assert isinstance(ranges, list | tuple)
    return {n for r in ranges for n in range(r.start, max(r.start, r.end) + 1, max(1, r.step))}

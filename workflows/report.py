"""The weekly report to leads: asks who gets it, and has one mail written to each. It knows no rule.

A Temporal Schedule starts it (`starter.schedules`), as the daily digest.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.colleague_mail import DigestResult
    from activities.digests import DigestJob, DigestRecipients, DigestRequest, DigestRun
    from activities.reports import Reports
    from domain.names import REPORT_WORKFLOW
    from workflows.cancellation import carried_through
    from workflows.digest import Account

_MAIL_TIMEOUT = timedelta(hours=2)
"""How long one mail is tried, from the first try to the last."""


@workflow.defn(name=REPORT_WORKFLOW)
class WeeklyReport:
    """One week's mails."""

    @workflow.run
    async def run(self, order: DigestRequest) -> Account:
        """Mail everybody whom the playbook names. One mail that fails does not fail the others.

        A cancellation does not end it (R26).
        """
        return await carried_through(self._carry_out(order))

    async def _carry_out(self, order: DigestRequest) -> Account:
        week: DigestRecipients = await workflow.execute_activity_method(
            Reports.list_reports,
            DigestRun(order=order, now=workflow.now()),
            start_to_close_timeout=timedelta(minutes=1),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
            summary="who gets the report",
        )
        ended: dict[str, str] = {}
        for reader in week.readers:  # one after the other: each reads the whole record
            job = DigestJob(day=week.day, reader=reader, again=order.again, now=workflow.now())
            ended[reader] = await self._mail(job)
        return Account(outcomes=ended, counts=dict(Counter(ended.values())), why=week.why)

    async def _mail(self, job: DigestJob) -> str:
        try:
            posted: DigestResult = await workflow.execute_activity_method(
                Reports.mail_report,
                job,
                start_to_close_timeout=timedelta(minutes=30),  # the reader may have much to take in first
                heartbeat_timeout=timedelta(minutes=2),
                schedule_to_close_timeout=_MAIL_TIMEOUT,
                retry_policy=RetryPolicy(initial_interval=timedelta(seconds=5), maximum_interval=timedelta(minutes=15)),
                summary=f"report of {job.day}",
            )
        except ActivityError:
            return "not_accepted"
        return posted.outcome

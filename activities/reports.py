"""The activities of the weekly report: to whom it goes, then one mail to each, at most once a day.

Regular activities, as those of the daily digest. Leads are named by the mark of their address; the page itself never
goes through Temporal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.colleague_mail import ColleagueMail, DigestResult, MailFormat
from activities.digests import DigestJob, DigestRecipients, DigestRun
from channels.sender import Attachment, OutgoingMessage, Sender
from domain.messages.values import escape_markdown
from domain.names import Channel, reader_mark, report_key
from domain.playbook.model import Playbook
from domain.playbook.surveys import labels
from domain.reporting.experiment_words import harm_words, how_to_end, status_words
from domain.reporting.figures import Period
from domain.reporting.page import page
from domain.reporting.report import Report, make_report
from domain.reporting.tables import FEW, brief, change, few, part, pending_in_words, totals_in_words
from domain.time.written import written_in
from domain.time.zones import zone
from domain.views.digest import today
from ledger.store import Ledger, NoPlaybook

SPAN: Final = timedelta(days=91)
"""What a report is about, as the command's: thirteen whole weeks, so that a figure has something to stand on."""

_TOLD: Final = (
    ("Response rate", "K1", "share"),
    ("Acknowledged within 48 h", "K6", "acknowledged"),
    ("Promised dates kept", "K6", "promises_kept"),
    ("Replies answered in time", "K6", "answered"),
    ("Word within a week", "K11", "word"),
    ("Survey score (1-5)", "K7", "score"),
)


class Reports:
    """The weekly report, over one ledger and one way out for mail. Safe to share between threads."""

    def __init__(
        self,
        ledger: Ledger,
        senders: Mapping[Channel, Sender],
        form: MailFormat,
        count: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        """`count` hears in which state each mail ended."""
        self._ledger, self._sender, self._form, self._count = ledger, senders.get(Channel.EMAIL), form, count

    @activity.defn(name="list_reports")
    def list_reports(self, week: DigestRun) -> DigestRecipients:
        """Who gets the report, as the playbook in force says."""
        _, playbook = self._rules()
        marks = tuple(dict.fromkeys(reader_mark(address) for address in self._addresses(playbook, week.now)))
        readers = tuple(mark for mark in marks if not week.order.readers or mark in week.order.readers)
        why = "" if readers else "the playbook names nobody who gets the report"
        return DigestRecipients(day=today(playbook, week.now), readers=readers, why=why)

    @activity.defn(name="mail_report", no_thread_cancel_exception=True)
    def mail_report(self, errand: DigestJob) -> DigestResult:
        """Make the report and mail it to one lead, at most once a day.

        Raises ApplicationError where it was certainly not sent, for Temporal to try again.
        """
        version, playbook = self._rules()
        if today(playbook, errand.now) != errand.day:
            return DigestResult(outcome="late", reason="that day is over; the next report comes in a week")
        theirs = self._addresses(playbook, errand.now)
        address = next((one for one in theirs if reader_mark(one) == errand.reader), None)
        if address is None:
            return DigestResult(outcome="nothing", reason="the playbook doesn't name them any more")
        if self._sender is None:
            raise ApplicationError("No provider is set up for email; set FOLLOWUP_EMAIL.", type="NoWayOut")
        draft = self._message(address, playbook, errand)
        return ColleagueMail(self._ledger, self._sender, self._count).post(draft, "report", version, errand.now)

    def _addresses(self, playbook: Playbook, now: datetime) -> list[str]:
        """Who gets it: as the playbook names them; for colleagues who are away or have left, those who act for them."""
        team, found = self._ledger.team.at(now), list[str]()
        for address in playbook.report.to:
            cover = team.cover_for("", address, now)
            found.append(cover.acts.email if cover is not None and cover.acts is not None else address)
        return found

    def _rules(self) -> tuple[str, Playbook]:
        in_force = self._ledger.playbooks.in_force()
        if in_force is None:
            raise NoPlaybook
        return in_force[0], Playbook.kept(in_force[1], in_force[0])

    def _report(self, now: datetime) -> Report:
        self._ledger.report_keeper.catch_up(now, tell=lambda _facts: activity.heartbeat())
        activity.heartbeat()
        until = ceil(now.timestamp())  # what was put on record in this very second counts
        period = Period(until - int(SPAN.total_seconds()), until, until)
        rows = self._ledger.report_rows.rows(period, parted=False)
        activity.heartbeat()
        _, playbook = self._rules()
        tests = self._ledger.tested_messages.judged(playbook, now) if playbook.experiments else ()
        names = labels(playbook.surveys) | self._ledger.report_rows.names()
        return make_report(rows, period, names=names, experiments=tests)

    def _message(self, address: str, playbook: Playbook, errand: DigestJob) -> OutgoingMessage:
        made = self._report(errand.now)
        key = report_key(errand.day, errand.reader, errand.again)
        title = f"How follow-up is working at {playbook.company.name}: the {SPAN.days} days to {_day(errand, playbook)}"
        text, html = self._form.bodies(words(made), title)
        company = playbook.company
        whole = page(made, zone(company.timezone), company=company.name, country=company.country)
        return OutgoingMessage(
            touch_key=key,
            attempt=1,
            to=address,
            subject=title,
            text=text,
            html=html,
            sender_name=playbook.sender.name,
            sender_address=playbook.sender.email,
            message_id=self._form.message_id(key, playbook.sender.email.rpartition("@")[2]),
            sent_at=errand.now,
            attachments=(Attachment(f"report-{errand.day}.html", "application/octet-stream", whole.encode()),),
            automatic=True,
        )


def _day(errand: DigestJob, playbook: Playbook) -> str:
    """The day as people in the company's country write it."""
    return written_in(playbook.company.country).dated(errand.day)


def words(report: Report) -> str:
    """The mail's own words, in Markdown: the few figures that a lead asks for first."""
    lines = [f"The last {SPAN.days} days, compared with the {SPAN.days} before. {totals_in_words(report)}", ""]
    for title, figure, name in _TOLD:
        now, before = part(report.figures, figure, name), part(report.before, figure, name)
        said = {"up": ", so it went up", "down": ", so it went down"}.get(change(now, before), "")
        scarce = ", few" if few(now) else ""
        lines.append(f"- {title}: **{brief(now)}**{scarce} (before: {brief(before)}{said})")
    if report.experiments:
        lines += ["", *(f"- {escape_markdown(status_words(one))}" for one in report.experiments)]
        lines += [f"- **{escape_markdown(said)}**" for said in harm_words(report.experiments)]
        lines += [f"- Run `{how_to_end(one)}` to do that." for one in report.experiments if one.is_decided]
    if pending := pending_in_words(report):
        lines += ["", pending]
    if any(few(part(report.figures, figure, name)) for _, figure, name in _TOLD):
        lines += ["", f"{FEW[0].upper()}{FEW[1:]}"]
    return "\n".join(
        [
            *lines,
            "",
            "The attached page has every figure with its chart, and says how each is counted. Open it in a browser.",
            "`followup report` shows the same at any time, for any period.",
        ]
    )

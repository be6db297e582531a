"""From a decided touch to a message that is ready to go: the words of the playbook, addressed to this person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from channels.sender import Attachment, OutgoingMessage
from domain.context import Links, message_context
from domain.messages import MessageError, render, variants_of
from domain.names import Channel, digest
from domain.reach import address
from domain.state import CandidateState, Interview, Touch
from domain.world import World


class UnwritableMessage(Exception):
    """The message cannot be written for this person; the sentence says which file and why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words, before they are put into the form of a channel."""

    subject: str
    body: str
    path: str
    used_note: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """How a mail's Markdown becomes its two bodies, and its Message-ID; injected, because it is the channels' work."""

    bodies: Callable[[str, str], tuple[str, str]]  # Markdown, language → plain text, HTML
    invitation: Callable[[Interview, str, str], Attachment]  # interview, summary, unique id → calendar file
    message_id: Callable[[str, str], str]  # touch key, domain → <…@domain>


class Writer:
    """Writes messages. `links_of` gives the addresses that belong to a candidate."""

    def __init__(self, mail: Mail, links_of: Callable[[str, World], Links]) -> None:
        self._mail = mail
        self._links_of = links_of

    def write(self, state: CandidateState, touch: Touch, world: World) -> Letter:
        """Render the touch's message. Raises UnwritableMessage."""
        sms = touch.channel is Channel.SMS
        links = self._links_of(state.candidate.candidate_id, world)
        context = message_context(state, touch, world, links)
        locale = state.candidate.locale or None
        variants = variants_of(world.playbook, touch.message, sms=sms, locale=locale)
        try:
            done = render(
                world.playbook,
                touch.message,
                sms=sms,
                locale=locale,
                variant=_stable_choice(variants, state.candidate.candidate_id, touch.step),
                context=context,
            )
        except MessageError as error:
            raise UnwritableMessage(str(error)) from None
        app = state.application(touch.application_id)
        note = app.note.strip() if app else ""
        used = bool(note) and "note" in world.playbook.messages[done.path].body
        return Letter(subject=done.subject, body=done.body, path=done.path, used_note=used)

    def address(self, letter: Letter, state: CandidateState, touch: Touch, world: World) -> OutgoingMessage:
        """Put the letter into the form of its channel."""
        candidate, sender = state.candidate, world.playbook.sender
        to = address(candidate, touch.channel)
        if touch.channel is Channel.SMS:
            return OutgoingMessage(
                touch_key=touch.key, attempt=touch.attempt, to=to, text=letter.body, sent_at=world.now
            )
        app = state.application(touch.application_id)
        recruiter = app.recruiter if app else None
        links = self._links_of(candidate.candidate_id, world)
        text, html = self._mail.bodies(letter.body, candidate.locale or "en")
        one_click = links.unsubscribe.startswith("https://")
        return OutgoingMessage(
            touch_key=touch.key,
            attempt=touch.attempt,
            to=to,
            to_name=candidate.full_name,
            subject=letter.subject,
            text=text,
            html=html,
            sender_name=sender.name,
            sender_address=sender.email,
            reply_to=recruiter.email if recruiter and recruiter.email else sender.email,
            reply_to_name=recruiter.name if recruiter and recruiter.email else sender.name,
            unsubscribe_url=links.unsubscribe if one_click else "",
            unsubscribe_mailto=f"mailto:{sender.email}?subject=stop",
            message_id=self._mail.message_id(touch.key, sender.email.rpartition("@")[2]),
            in_reply_to=state.mail_thread[-1] if state.mail_thread else "",
            references=state.mail_thread,
            sent_at=world.now,
            attachments=self._attachments(state, touch, world),
        )

    def _attachments(self, state: CandidateState, touch: Touch, world: World) -> tuple[Attachment, ...]:
        """A calendar file with the details of an interview, and one that takes it out again (S6)."""
        app = state.application(touch.application_id)
        step = world.playbook.step(touch.stage, touch.step)
        if app is None or step is None or step.after not in ("interview_scheduled", "interview_cancelled"):
            return ()
        interview = next((i for i in app.interviews if i.occurrence == touch.occurrence), None)
        if interview is None:
            return ()
        summary = f"{interview.title or 'Interview'}: {app.job_title or app.job_id}, {world.playbook.company.name}"
        ident = digest("interview", state.candidate.candidate_id, app.application_id, interview.interview_id)
        domain = world.playbook.sender.email.rpartition("@")[2]
        return (self._mail.invitation(interview, summary, f"{ident}@{domain}"),)


def _stable_choice(variants: tuple[str, ...], candidate_id: str, step: str) -> str:
    """The variant for this candidate and step: the same on every retry."""
    return variants[int(digest("variant", candidate_id, step, size=8), 16) % len(variants)] if variants else ""

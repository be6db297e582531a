"""From a decided touch to a message that is ready to go: the words of the playbook, addressed to this person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from channels.sender import Attachment, OutgoingMessage
from domain.context import Links, message_context
from domain.message_files import parts_of
from domain.messages import MessageError, render
from domain.names import Channel, digest
from domain.reach import address
from domain.segments import segments
from domain.state import CandidateState, Interview, Touch
from domain.variants import chosen_variant, letter_on_record, variants_of
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
    variant: str = ""  # "a", "b", …; "" where the message has no variants


@dataclass(frozen=True, slots=True)
class Mail:
    """How a mail's Markdown becomes its two bodies, and its Message-ID; injected, because it is the channels' work."""

    bodies: Callable[[str, str], tuple[str, str]]  # Markdown, language → plain text, HTML
    invitation: Callable[[Interview, str, str], Attachment]  # interview, summary, unique id → calendar file
    message_id: Callable[[str, str], str]  # touch key, domain → <…@domain>
    reply_to: Callable[[str], str] = lambda _touch_key: ""  # touch key → where an answer comes back to us; "" for none


def compose(state: CandidateState, touch: Touch, world: World, links: Links) -> Letter:
    """Render the touch's message. Raises UnwritableMessage, for a text that is longer than the playbook allows too.

    Such a text is never cut: the message goes by the next channel, or a colleague is asked.
    """
    sms = touch.channel is Channel.SMS
    try:
        done = render(
            world.playbook,
            touch.message,
            sms=sms,
            locale=state.candidate.locale or None,
            variant=_variant(state, touch, world),
            context=message_context(state, touch, world, links),
        )
    except MessageError as error:
        raise UnwritableMessage(str(error)) from None
    if sms and (taken := segments(done.body).number) > (most := world.playbook.texts.max_segments):
        raise UnwritableMessage(
            f"the text messages/{done.path} takes {taken} segments for them, and the playbook allows {most}"
        )
    app = state.application(touch.application_id)
    note = app.note.strip() if app else ""
    used = bool(note) and "note" in world.playbook.messages[done.path].body
    return Letter(done.subject, done.body, done.path, used, _letter_of(state, touch, world))


def _letter_of(state: CandidateState, touch: Touch, world: World) -> str:
    sms, locale = touch.channel is Channel.SMS, state.candidate.locale or None
    letters = variants_of(world.playbook, touch.message, sms=sms, locale=locale)
    return letter_on_record(letters, _variant(state, touch, world))


def _variant(state: CandidateState, touch: Touch, world: World) -> str:
    step = world.playbook.step(touch.stage, touch.step)
    sms, locale = touch.channel is Channel.SMS, state.candidate.locale or None
    ident = state.candidate.candidate_id
    return chosen_variant(world.playbook, touch.message, step, ident, sms=sms, locale=locale)


class Writer:
    """Writes messages. `links_of` gives the addresses that belong to a candidate."""

    def __init__(self, mail: Mail, links_of: Callable[[str, World], Links]) -> None:
        self._mail = mail
        self._links_of = links_of

    def write(self, state: CandidateState, touch: Touch, world: World) -> Letter:
        """Render the touch's message, with the links that are this person's own. Raises UnwritableMessage."""
        return compose(state, touch, world, self._links_of(state.candidate.candidate_id, world))

    def letter_of(self, state: CandidateState, touch: Touch, world: World) -> str:
        """How the record names the variant that this person gets: "a" for the base, "" where there is none (K10)."""
        return _letter_of(state, touch, world)

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
        parts = parts_of(letter.path)  # the language of the words, which need not be the candidate's
        text, html = self._mail.bodies(letter.body, (parts.tag if parts else "") or "en")
        one_click = links.unsubscribe.startswith("https://")
        ours = self._mail.reply_to(touch.key)
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
            reply_to=ours or (recruiter.email if recruiter and recruiter.email else sender.email),
            reply_to_name=recruiter.name if recruiter and recruiter.email else sender.name,
            unsubscribe_url=links.unsubscribe if one_click else "",
            unsubscribe_mailto=f"mailto:{ours or sender.email}?subject=stop",
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

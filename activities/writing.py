"""From a decided touch to a message that is ready to go: the words of the playbook, addressed to this person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from activities.limited_words import Busy, LimitedWords
from channels.sender import Attachment, OutgoingMessage
from domain.decisions.colleague_words import addressee, colleague_values
from domain.decisions.context import DecisionContext
from domain.decisions.invitations import Invitation, invitation_of
from domain.decisions.message_context import Links, message_context
from domain.decisions.signing import acting_recruiter, letter_of, words_path
from domain.delivery.mail_sender import display_name, mail_sender
from domain.messages.files import language_of, prints_note
from domain.messages.own_words import OwnWords
from domain.messages.own_words import path_of as own_path
from domain.messages.own_words import rendered as own_letter
from domain.messages.render import Rendered, fill, path_of
from domain.messages.sms_segments import segments
from domain.messages.template_parsing import MessageError, faults, prints_openings
from domain.names import OWN_WORDS, Channel
from domain.playbook.model import Playbook
from domain.state.model import CandidateState, ColleagueTouch, Touch
from domain.state.reachability import address


class UnwritableMessage(Exception):
    """The message cannot be written for this person; the sentence says which file and why."""


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the words of one message depend on. Two that are equal come to the same words, whenever and wherever."""

    playbook: Playbook = field(compare=False, repr=False)
    version: str
    path: str
    context: Mapping[str, Any] = field(repr=False)
    used_note: bool
    variant: str  # "a", "b", …; "" where the message has no variants
    own: OwnWords | None = field(default=None, repr=False)  # a colleague's, instead of the playbook's
    locale: str = ""  # of own words: in which language their signature and footer are

    @property
    def is_text(self) -> bool:
        return self.path.endswith(".sms.txt")


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """The words, before they are put into the form of a channel."""

    subject: str
    body: str
    path: str
    used_note: bool
    variant: str = ""  # "a", "b", …; "" where the message has no variants


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a wording: the letter with its bodies; else why there is none."""

    wording: Wording
    letter: RenderedMessage | None = None
    text: str = ""
    html: str = ""
    problem: str = ""
    busy: bool = False  # it could not be tried in time: worth another try


@dataclass(frozen=True, slots=True)
class Mail:
    """How a mail's Markdown becomes its two bodies, and its Message-ID; injected, because it is the channels' work."""

    bodies: Callable[[str, str], tuple[str, str]]  # Markdown, language → plain text, HTML
    invitation: Callable[[Invitation], Attachment]  # → calendar file
    message_id: Callable[[str, str], str]  # touch key, domain → <…@domain>
    reply_to: Callable[[str], str] = lambda _touch_key: ""  # touch key → where an answer comes back to us; "" for none
    # touch key, the company's address → where bounces go
    bounces_to: Callable[[str, str], str] = lambda _touch_key, sender: sender


def wording(
    state: CandidateState,
    touch: Touch,
    world: DecisionContext,
    links: Links,
    own: OwnWords | None = None,
    answer_at: str = "",
) -> Wording:
    """What the touch's words depend on; runs no template. Raises UnwritableMessage where there is no file for it.

    `own` are the words on record of a touch that takes those; `answer_at` is the page on which a colleague answers.
    """
    world = world.about(state.application(touch.application_id))
    playbook = world.playbook
    if isinstance(touch, ColleagueTouch):
        return _to_colleague(state, touch, world, answer_at)
    if touch.message == OWN_WORDS:
        if own is None:
            raise UnwritableMessage("the text of the message is no longer on record")
        path, context = own_path(sms=touch.channel is Channel.SMS), message_context(state, touch, world, links)
        return Wording(playbook, playbook.version, path, context, False, "", own, state.candidate.locale)
    try:
        path = words_path(state, touch, world)
    except MessageError as error:
        raise UnwritableMessage(str(error)) from None
    context = message_context(state, touch, world, links)
    used = bool(str(context["note"]).strip()) and prints_note(playbook.messages[path])
    return Wording(playbook, playbook.version, path, context, used, letter_of(state, touch, world))


def _to_colleague(state: CandidateState, touch: ColleagueTouch, world: DecisionContext, answer_at: str) -> Wording:
    """What the words of a mail to a colleague depend on."""
    playbook = world.playbook
    try:
        path = path_of(playbook, touch.message, sms=False, locale=None, variant="")
        values = colleague_values(state, addressee(state, touch, world), world, answer_at)
    except (MessageError, LookupError) as error:
        raise UnwritableMessage(str(error)) from None
    return Wording(playbook, playbook.version, path, values, False, "")


def letter(words: Wording, limited: LimitedWords | None) -> RenderedMessage:
    """Render the words. Raises UnwritableMessage, for a text that is longer than the playbook allows too; and Busy.

    Such a text is never cut: the message goes by the next channel, or a colleague is asked. `limited` renders what
    was put in force before it was refused; without it that cannot be written.
    """
    playbook, path = words.playbook, words.path

    def render(playbook: Playbook, path: str, context: Mapping[str, Any]) -> Rendered:
        one = limited.fill if limited is not None and faults(playbook, path) else fill
        return one(playbook, path, context)

    try:
        if words.own is not None:
            locale = words.locale or None
            done = own_letter(words.own, playbook, words.context, render, sms=words.is_text, locale=locale)
        else:
            done = render(playbook, path, words.context)
    except MessageError as error:
        raise UnwritableMessage(str(error)) from None
    if words.is_text and (taken := segments(done.body).number) > (most := playbook.texts.max_segments):
        what = "your text" if words.own is not None else f"the text messages/{path}"
        raise UnwritableMessage(f"{what} takes {taken} segments for them, and the playbook allows {most}")
    said_in = path if words.own is None else done.path
    return RenderedMessage(done.subject, done.body, said_in, words.used_note, words.variant)


class MessageRenderer:
    """Writes messages. `links_of` gives the addresses that belong to a candidate."""

    def __init__(
        self,
        mail: Mail,
        links_of: Callable[[str, DecisionContext], Links],
        limited: LimitedWords | None = None,
        *,
        answer_at: Callable[[str, ColleagueTouch, DecisionContext], str] = lambda _candidate, _touch, _context: "",
    ) -> None:
        """`answer_at` gives the address of the page on which a colleague answers."""
        self._mail = mail
        self._links_of = links_of
        self._limited = limited or LimitedWords()
        self._answer_at = answer_at

    def wording(
        self, state: CandidateState, touch: Touch, context: DecisionContext, own: OwnWords | None = None
    ) -> Wording:
        """What the touch's words depend on, with the links that are this person's own. Raises UnwritableMessage."""
        ident = state.candidate.candidate_id
        if isinstance(touch, ColleagueTouch):  # none of the candidate's own links is anybody else's
            link = self._answer_at(ident, touch, context)
            return wording(state, touch, context, Links(unsubscribe=""), answer_at=link)
        return wording(state, touch, context, self._links_of(ident, context), own)

    def names_openings(self, state: CandidateState, touch: Touch, context: DecisionContext) -> bool:
        """Do its words name positions that are open (S18)? Then they are looked up, and for no other message."""
        if touch.message == OWN_WORDS:
            return False
        world = context.about(state.application(touch.application_id))
        try:
            return prints_openings(world.playbook, words_path(state, touch, world))
        except MessageError:
            return False

    def write(self, words: Wording) -> Written:
        """Render the words and their two bodies. It may take a while, so never within the ledger's transaction."""
        try:
            done = letter(words, self._limited)
        except UnwritableMessage as error:
            return Written(words, problem=str(error))
        except Busy:
            return Written(words, busy=True)
        if words.is_text:
            return Written(words, done, done.body)
        text, html = self._mail.bodies(done.body, language_of(done.path) or "en")  # the words', not the candidate's
        return Written(words, done, text, html)

    def address(
        self, written: Written, state: CandidateState, touch: Touch, context: DecisionContext
    ) -> OutgoingMessage:
        """Put what was written into the form of its channel; renders nothing."""
        assert written.letter is not None
        if isinstance(touch, ColleagueTouch):
            return self._address_colleague(written, written.letter, state, touch, context)
        candidate, company = state.candidate, context.playbook.sender
        to = address(candidate, touch.channel)
        if touch.channel is Channel.SMS:
            return OutgoingMessage(
                touch_key=touch.key, attempt=touch.attempt, to=to, text=written.text, sent_at=context.now
            )
        app = state.application(touch.application_id)
        recruiter = acting_recruiter(app, context).person if app else None
        links = self._links_of(candidate.candidate_id, context)
        one_click = links.unsubscribe.startswith("https://")
        ours = self._mail.reply_to(touch.key)
        sender = mail_sender(context.playbook, recruiter)
        theirs = written.wording.own.in_reply_to if written.wording.own else ""  # the mail that is answered
        thread = (*(one for one in state.mail_thread if one != theirs), *([theirs] if theirs else []))
        return OutgoingMessage(
            touch_key=touch.key,
            attempt=touch.attempt,
            to=to,
            to_name=candidate.full_name,
            subject=written.letter.subject,
            text=written.text,
            html=written.html,
            sender_name=sender.name,
            sender_address=sender.email,
            envelope_from=self._mail.bounces_to(touch.key, company.email),
            plain_sender=company.email,
            reply_to=ours or (recruiter.email if recruiter and recruiter.email else company.email),
            reply_to_name=(display_name(recruiter.name) if recruiter and recruiter.email else "") or company.name,
            unsubscribe_url=links.unsubscribe if one_click else "",
            unsubscribe_mailto=f"mailto:{ours or company.email}?subject=stop",
            message_id=self._mail.message_id(touch.key, company.email.rpartition("@")[2]),
            in_reply_to=thread[-1] if thread else "",
            references=thread,
            sent_at=context.now,
            attachments=self._attachments(state, touch, context, language_of(written.letter.path) or "en"),
        )

    def _address_colleague(
        self,
        written: Written,
        words: RenderedMessage,
        state: CandidateState,
        touch: ColleagueTouch,
        context: DecisionContext,
    ) -> OutgoingMessage:
        """A mail from the team to a colleague: answers go to the recruiter, in no thread of the candidate's."""
        to, sender = addressee(state, touch, context), context.playbook.sender
        recruiter = acting_recruiter(to.app, context).person
        return OutgoingMessage(
            touch_key=touch.key,
            attempt=touch.attempt,
            to=to.reader.email,
            to_name=display_name(to.reader.name),
            subject=words.subject,
            text=written.text,
            html=written.html,
            sender_name=sender.name,
            sender_address=sender.email,
            envelope_from=self._mail.bounces_to(touch.key, sender.email),
            plain_sender=sender.email,
            reply_to=recruiter.email or sender.email,
            reply_to_name=display_name(recruiter.name) if recruiter.email else "",
            message_id=self._mail.message_id(touch.key, sender.email.rpartition("@")[2]),
            sent_at=context.now,
            automatic=True,
        )

    def _attachments(
        self, state: CandidateState, touch: Touch, context: DecisionContext, language: str
    ) -> tuple[Attachment, ...]:
        """A calendar file with the details of an interview, and one that takes it out again (S6)."""
        invited = invitation_of(state, touch, context, language)
        return (self._mail.invitation(invited),) if invited else ()

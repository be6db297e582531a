"""The words of a message before it goes: for `approve --show`, `next --words` and `preview --words`.

The same rules write them as on the day. Links of the candidate's own page are not made for a look: three dots stand
in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.one_line import printable

if TYPE_CHECKING:
    from domain.forecast.preview import Planned
    from domain.messages.own_words import OwnWords
    from domain.playbook.model import Playbook


@dataclass(frozen=True)
class Words:
    """What they would read; or, with `problem`, why it cannot be written, in a sentence."""

    subject: str = ""
    text: str = ""
    variant: str = ""
    problem: str = ""
    sender: str = ""  # mail only

    def as_json(self) -> dict[str, Any]:
        found = {"from": self.sender, "subject": self.subject, "text": self.text, "variant": self.variant}
        return {**found, "problem": self.problem} if self.problem else found

    def lines(self) -> list[str]:
        """For people, each line a little to the right."""
        if self.problem:
            return [f"  It cannot be written: {printable(self.problem)}"]
        sender = [f"  From     {printable(self.sender)}"] if self.sender else []
        subject = [f"  Subject  {printable(self.subject)}", ""] if self.subject else []
        variant = [f"  Variant  {self.variant}"] if self.variant else []
        return [*variant, *sender, *subject, *(f"  {printable(line)}".rstrip() for line in self.text.splitlines())]


def words_of(one: Planned, playbook: Playbook, *, in_force: bool, own: OwnWords | None = None) -> Words:
    """What goes out then, for this person. `in_force`: also what a folder may not hold any more, under limits.

    `own`: a colleague's words, of a touch that takes those.
    """
    from activities.limited_words import Busy, LimitedWords
    from activities.writing import UnwritableMessage, letter, wording
    from channels.html import to_text
    from domain.decisions.context import DecisionContext
    from domain.decisions.signing import acting_recruiter
    from domain.delivery.mail_sender import mail_sender
    from domain.names import Channel

    world = DecisionContext(playbook=playbook, candidate=one.state.candidate, now=one.at, team=one.team)
    limited = LimitedWords() if in_force else None
    try:
        links = _links(playbook)
        done = letter(wording(one.state, one.touch, world, links, own, answer_at=_answers_at()), limited)
    except UnwritableMessage as error:
        return Words(problem=str(error))
    except Busy:
        return Words(problem="The computer is too busy to write it; try again.")
    finally:
        if limited is not None:
            limited.close()
    if one.touch.channel is Channel.SMS:
        return Words(done.subject, done.body, done.variant)
    app = one.state.application(one.touch.application_id)
    sender = mail_sender(playbook, acting_recruiter(app, world).person if app else None)
    return Words(done.subject, to_text(done.body), done.variant, sender=str(sender))


def _answers_at() -> str:
    """Where a colleague answers."""
    from settings import read_settings

    public_url = read_settings().public_url
    return f"{public_url}/f/..." if public_url else ""


def _links(playbook: Playbook) -> Any:
    from domain.decisions.message_context import Links
    from settings import read_settings

    settings = read_settings()
    public_url = settings.public_url
    if not public_url:
        return Links(unsubscribe=f"mailto:{settings.stops_at or playbook.sender.email}?subject=stop")
    page = f"{public_url}/c/..."
    return Links(status=page, unsubscribe=f"{page}/stop", survey=f"{page}/survey")

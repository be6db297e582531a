"""How a message is classified: whose words they are, a machine's or a person's, and what they ask for (R3, R7, R8).

One function for mails and one for texts, both pure. What is ours is taken out before anything is read; people are
shown their own words uncut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from domain.names import Channel
from domain.replies.absences import new_address, signs_of_a_machine, sounds_automatic
from domain.replies.languages import is_unread
from domain.replies.mail.kinds import Kind, header_says_automatic, kind_of
from domain.replies.mail.parse import Mail
from domain.replies.mail.quoted_text import LONGEST, own_words, words_below
from domain.replies.ours import NOTHING_OURS, Ours, share_of_ours, without_ours
from domain.replies.reactions import is_reaction
from domain.replies.resemblance import (
    FEW_WORDS,
    IN_A_FEW_WORDS,
    LIKE_A_STOP,
    LIKE_A_WITHDRAWAL,
    MUCH_LIKE_A_STOP,
    OF_MESSAGES,
    OF_NOTHING_NAMED,
    OF_NOTHING_NAMED_IN_A_FEW_WORDS,
    PERHAPS_A_STOP,
    SURELY_A_STOP,
    UNLIKE_A_NO,
    UNLIKE_EITHER,
    Resemblance,
    resemblance,
    speaks_of_messages,
)
from domain.replies.return_dates import return_date
from domain.replies.text_folding import folded
from domain.replies.unplaced import AGAINST_OURS, UNPLACED, is_placed
from domain.replies.wishes import (
    AMONG_OTHERS,
    ANOTHER_THING,
    MAY_WITHDRAW,
    NOTHING_ASKED,
    OF_NOTHING,
    WordsWish,
    asks_for_peace,
    is_bare_stop,
    is_mere_courtesy,
    is_stop_by_itself,
    plainly_answers,
    weighs_ways,
    wish_in,
)

What = Literal["answer", "stop", "withdraw", "automatic", "reaction", "bounce", "blocked", "complaint", "noise"]

_SENTENCES: Final = re.compile(r"(?<=[.!?\n])\s+|\n")
_CLAUSES: Final = re.compile(
    r"(?<=[.!?;:\n])\s+|\n|\s[–—-]+\s|[–—]"
    r"|,\s(?=(?:and|so|but|und|aber|also|et|mais|y|pero|e|mas|en|maar|ma)\s)"
)
_CLICK: Final = re.compile(r"\b(?:click|klick\w*|cliqu\w*|clic|clique|klik|link|here to|use the|press)\b")
_BUTTONS: Final = frozenset(("stop", "unsubscribe"))
"""Subjects of the mails that mail programs send for their users; `stop` is the one that our mails ask for."""
_GENERATED: Final = re.compile(
    r"(?:this|the|diese|dies|ce|cet|este|esta|dit|deze|questo|questa) (?:\w+ ){0,2}(?:e-?mail|message|nachricht"
    r"|courriel|correo|mensaje|mensagem|bericht|messaggio)\b[^.!?\n]{0,60}\b(?:automati\w*|generated|erzeugt|generado|gerad[oa]"
    r"|genere|gegenereerd|generat[oa])\b[^!?\n]{0,60}"
)
"""What a mail program writes into the mail of its button, which may bear no header."""
_MOST_SENTENCES: Final = 60
_FOOTER: Final = re.compile(
    r"(?!stop)[^\W\d_]+(?:[ -](?:here|hier|ici|aqui|qui))?|un ?subscribe|opt[ -]out|se desabonner|se desinscrire"
    r"|me desinscrire|darse de baja|(?:cancelar|anular) (?:la )?(?:suscripcion|inscricao|subscricao|assinatura)"
    r"|annulla (?:l')?iscrizione|cancella(?:ti)?(?: iscrizione)?|(?:newsletter |e-?mails? )?(?:abbestellen|abmelden)"
    r"|meld (?:je |u |deg )?a[fv]|avsluta prenumeration(?:en)?"
)
"""One lone word, or a label of a few, as newsletters and footers have them; "stop" is none."""
READS_LIKE_A_STOP: Final = "it reads like a stop, though no phrase in it is known for one"
READS_LIKE_NONE: Final = "nothing but a stop by its words, and as a whole it doesn't read like one"
READS_LIKE_A_WITHDRAWAL: Final = "it reads like a withdrawal, though no phrase in it is known for one"
_LOOSE: Final = (AMONG_OTHERS, MAY_WITHDRAW, UNPLACED, AGAINST_OURS)
"""Doubts that rest on a word or two, whatever stands around them."""
_NOS: Final = (UNPLACED, AGAINST_OURS)
_WEAK: Final = (UNPLACED, AGAINST_OURS, READS_LIKE_A_STOP)
"""Doubts that a machine's words outweigh."""
_NOT_RECEIVED: Final = re.compile(
    r"\b(?:have not|haven't|did not|didn't) (?:yet )?(?:received?|gotten) (?:your|the) (?:mailing|e-?mail|letter)\b"
)
"""They want what we wrote."""
_FEW: Final = 3
_LAST: Final = 6
"""Sentences at the end among which a footer is looked for."""


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What a message is, and why that is thought."""

    kind: What
    why: str
    own_words: str = ""  # uncut: what people are shown
    certain: bool = True  # false: a stop or a withdrawal that a person is to settle
    closes: tuple[Channel, ...] = ()  # what a stop is about; empty: every channel
    withdraws: bool = False  # said along with a stop, too
    returns_on: date | None = None

    def read_as(self) -> dict[str, Any]:
        """The field of that name of the `reply_received` that is told (`domain.events.inbound.ReadAs`)."""
        closes = [str(channel) for channel in self.closes]
        return {"kind": self.kind, "certain": self.certain, "closes": closes, "withdraws": self.withdraws}


def read_mail(mail: Mail, on: date, *, ours: Ours = NOTHING_OURS, answers_ours: bool = False) -> MessageReading:
    """How a mail is read. `on`: the day it came; `answers_ours`: it came to an address that we signed, or names a
    Message-ID of ours; `ours`: what we wrote to them.
    """
    own = own_words(mail.text)
    kind = kind_of(mail, answers_ours=answers_ours, own=own)
    if kind.what in ("bounce", "blocked", "complaint"):
        return MessageReading(kind.what, kind.why, own, certain=not kind.undecided)
    below = _below(mail.text, ours)
    shown = _shown(own, below)
    if found := _by_subject(mail, kind, shown, ours, answers_ours):
        return replace(found, own_words=shown)
    if kind.what == "noise":
        return MessageReading("noise", kind.why, own)
    if kind.what == "automatic":
        return replace(_machine(kind, mail.subject, own, ours, on), own_words=own)
    read = _with_below(_person(own, ours, Channel.EMAIL), below)
    return replace(_heard(read, without_ours(own, ours)), own_words=shown)


def read_text(text: str, on: date, channel: Channel = Channel.SMS, *, ours: Ours = NOTHING_OURS) -> MessageReading:
    """How a text is read, or words of which nothing else is known. Ours is taken out of a reaction alone: somebody may
    well answer with our very words, "Reply STOP to opt out".
    """
    own, below = text.strip(), ""
    if channel is Channel.EMAIL:
        own, below = own_words(text), _below(text, ours)
        left = without_ours(own, ours)
    else:
        left = own
    read = _person(own, ours if channel is Channel.EMAIL else NOTHING_OURS, channel, reacted=ours)
    read = _with_below(read, below)
    doubted = read.why in _WEAK or _by_machine(left)
    persons = read.kind == "reaction" or (read.kind == "stop" and (read.certain or not doubted))
    if not persons and sounds_automatic(left):
        read = _machine(Kind("automatic", "its words are those of automatic mail"), "", own, ours, on)
    return replace(_heard(read, left), own_words=_shown(own, below))


def _heard(read: MessageReading, words: str) -> MessageReading:
    """The reading, but where it is an answer for want of anything that we understood."""
    if read.kind == "answer" and is_unread(words):
        return MessageReading("stop", "it is in a language that we do not read, so a person reads it", certain=False)
    return read


def _by_machine(text: str) -> bool:
    """Does more than an absence say that a machine wrote it?"""
    return signs_of_a_machine(text) or bool(_CLICK.search(folded(text)))


# ---------------------------------------------------------------- persons, machines, buttons


def _person(own: str, ours: Ours, channel: Channel, reacted: Ours = NOTHING_OURS) -> MessageReading:
    if is_reaction(own, reacted or ours):
        return MessageReading("reaction", "a reaction to a message of ours, and no answer")
    left = without_ours(own, ours)
    return _of_wish(_second_opinion(wish_in(left, channel), left, channel))


def _second_opinion(wish: WordsWish, left: str, channel: Channel) -> WordsWish:
    """What the phrases made of it, or what the whole resembles: that raises a doubt, or takes a loose one away, and
    makes nothing certain. A stop that is certain by its phrases has to read like one as well.
    """
    if (wish.kind == "stop" and not wish.certain and wish.why not in _LOOSE) or (like := resemblance(left)) is None:
        return wish
    if wish.kind == "stop" and wish.certain:
        if len(wish.closes) == 1 and weighs_ways(left):
            return wish  # that another way is welcome is the second sign
        return wish if like.stop >= SURELY_A_STOP else replace(wish, certain=False, why=READS_LIKE_NONE)
    if wish.kind == "answer":
        if wish.why not in (NOTHING_ASKED, ANOTHER_THING) or is_mere_courtesy(left) or _misses_ours(left):
            return wish
        if plainly_answers(left):
            return wish
        found = _unknown(like, left)
        return wish if wish.why == ANOTHER_THING and found.kind != "stop" else found
    if wish.kind == "withdraw" and wish.certain and like.stop >= max(PERHAPS_A_STOP, like.withdrawal):
        return replace(wish, certain=False, why=f"{wish.why}, and it reads like a stop, too")
    if wish.why not in _LOOSE or max(like) >= (UNLIKE_A_NO if wish.why in _NOS else UNLIKE_EITHER):
        return wish
    if asks_for_peace(left) or weighs_ways(left):
        return wish  # the last line of a long story, or what stands behind "I withdraw, and"
    said = [*left.split(maxsplit=1)[:1], *_SENTENCES.split(left[:8000])[:_MOST_SENTENCES]]
    said += [one for one in _CLAUSES.split(left[:8000])[:_MOST_SENTENCES] if one not in said]
    if any(is_stop_by_itself(one, channel) for one in said if one) or _is_told_within(said[1:], channel):
        return wish  # "Stop. Hang on though, which of the two is this?", or a first word in front of our text
    return WordsWish("answer", f"{wish.why}, and yet it reads like an answer")


def _is_told_within(said: list[str], channel: Channel) -> bool:
    """Does a sentence, or a clause, have words of a stop and read much like one by itself? What surrounds it may be a
    long story that reads like none.
    """
    for one in filter(None, said):
        wish = wish_in(one, channel)
        if wish.kind != "stop" or wish.why in _NOS:
            continue
        if (like := resemblance(one)) is not None and like.stop >= MUCH_LIKE_A_STOP:
            return True
    return False


def _misses_ours(left: str) -> bool:
    """Does somebody tell us that a message of ours did not arrive?"""
    return _NOT_RECEIVED.search(folded(left[:LONGEST])) is not None


def _unknown(like: Resemblance, left: str) -> WordsWish:
    """What no phrase is known for, by what it resembles."""
    few = len(left.split()) <= FEW_WORDS
    more = IN_A_FEW_WORDS if few else 0
    if like.stop >= LIKE_A_STOP + more - _less(like.stop - LIKE_A_STOP - more, left, few=few):
        return WordsWish("stop", READS_LIKE_A_STOP, certain=False)
    if like.withdrawal >= LIKE_A_WITHDRAWAL + more:
        return WordsWish("withdraw", READS_LIKE_A_WITHDRAWAL, certain=False, withdraws=True)
    return WordsWish("answer", NOTHING_ASKED)


def _less(short_of: int, left: str, *, few: bool) -> int:
    """By how much less a message needs to resemble a stop. Looked for only where that can change something."""
    nothing_named = OF_NOTHING_NAMED_IN_A_FEW_WORDS if few else OF_NOTHING_NAMED
    if not -max(OF_MESSAGES, nothing_named) <= short_of < 0:
        return 0
    return max(OF_MESSAGES if speaks_of_messages(left) else 0, 0 if is_placed(left) else nothing_named)


def _below(text: str, ours: Ours) -> str:
    """What they wrote below a mail of ours without marks; within it only where it asks for something, as what was
    filled in for them stands there, too.
    """
    below = words_below(text, ours)
    if wish_in(within := words_below(text, ours, within=True), Channel.EMAIL).kind != "answer":
        return within
    few = len(below.split()) <= _FEW and share_of_ours(below, ours) == 1  # "Acme", below our footer
    return "" if few else below


def _with_below(read: MessageReading, below: str) -> MessageReading:
    """The same with what stands below a mail of ours that was quoted without marks: nobody can be sure whose it is, so
    it makes nothing certain.
    """
    wish = wish_in(below, Channel.EMAIL)
    if not below or wish.kind == "answer" or (read.kind == "stop" and read.certain):
        return read
    withdraws = read.withdraws or wish.withdraws
    if read.kind == "stop" or (read.kind == wish.kind == "withdraw"):
        return replace(read, withdraws=withdraws)
    why = f"below the mail that they answer: {wish.why}"
    return MessageReading(wish.kind, why, certain=False, closes=wish.closes, withdraws=withdraws)


def _shown(own: str, below: str) -> str:
    both = f"{own}\n\n{below}" if below else own
    return both if len(both) <= LONGEST else both[: LONGEST - 1] + "…"


def _of_wish(wish: WordsWish) -> MessageReading:
    return MessageReading(wish.kind, wish.why, certain=wish.certain, closes=wish.closes, withdraws=wish.withdraws)


def _machine(kind: Kind, subject: str, own: str, ours: Ours, on: date) -> MessageReading:
    """What a machine sent for somebody: an absence, unless it brings what a person has to see."""
    left = without_ours(own, ours)
    if is_reaction(own, ours):
        return MessageReading("reaction", "a reaction to a message of ours, and no answer")
    if is_bare_stop(left, Channel.EMAIL):
        return _of_wish(wish_in(left, Channel.EMAIL))
    sentences = [one for one in _SENTENCES.split(left[:8000]) if one][:_MOST_SENTENCES]
    if any(
        not _CLICK.search(folded(one)) and is_stop_by_itself(one, Channel.EMAIL) for one in _without_footer(sentences)
    ):
        return MessageReading("stop", "automatic mail that asks to hear no more", certain=False)
    if new_address(left):
        return MessageReading(
            "answer", "automatic mail that names a new address of theirs, shown to a recruiter as an answer"
        )
    return MessageReading("automatic", kind.why, returns_on=return_date(f"{subject}\n{own}", on))


def _without_footer(sentences: list[str]) -> list[str]:
    """What is said, without the lone words of a footer, which stand below something and near the end."""
    at = max(1, len(sentences) - _LAST)
    return sentences[:at] + [
        one for one in sentences[at:] if not _FOOTER.fullmatch(folded(one).strip(" \t.|>*-–_[]()"))
    ]


def _by_subject(mail: Mail, kind: Kind, own: str, ours: Ours, answers_ours: bool) -> MessageReading | None:
    """The mail that a button for unsubscribing sends, and what people write who say it in the subject."""
    bare = _bare(mail.subject)
    if not is_stop_by_itself(bare, Channel.EMAIL):
        return _lone_subject(bare, without_ours(own, ours), kind, answers_ours)
    if kind.what in ("automatic", "noise") and not answers_ours:
        return None  # a machine's words, and nobody knows whose machine
    answered = bare.strip().lower() != mail.subject.strip().lower()
    left = without_ours(own, ours)
    wish = wish_in(left, Channel.EMAIL)
    by_machine = header_says_automatic(mail, answers_ours=answers_ours)
    button = by_machine or (bare.strip().lower() in _BUTTONS and _is_of_button(left))
    if answers_ours and button and not answered:
        return MessageReading("stop", "the mail of a button for unsubscribing", withdraws=wish.withdraws)
    sure = is_bare_stop(bare, Channel.EMAIL)
    if (sure and not left) or (wish.kind == "stop" and wish.certain):
        return MessageReading("stop", "the subject says stop, and nothing else is said", withdraws=wish.withdraws)
    why = "the subject says stop, and the mail says more" if left else f"the subject is {OF_NOTHING}"
    return MessageReading("stop", why, certain=False, withdraws=wish.withdraws)


def _lone_subject(bare: str, left: str, kind: Kind, answers_ours: bool) -> MessageReading | None:
    """A mail to us without a word in it, whose subject may be a stop: "Remove"."""
    if left.strip() or not answers_ours or kind.what in ("automatic", "noise") or len(bare.split()) > _FEW:
        return None
    if wish_in(bare, Channel.SMS).kind != "stop":  # where nothing else is said, a subject is as short as a text
        return None
    return MessageReading("stop", "the subject may be a stop, and nothing else is said", certain=False)


def _is_of_button(left: str) -> bool:
    """Does the mail of a subject that says stop say nothing else? A name, thanks and a program's own line are nothing;
    of "Oops, wrong button!" a person has to judge.
    """
    return (
        not left
        or _GENERATED.fullmatch(folded(left[:300]).strip()) is not None
        or is_bare_stop(f"stop\n{left}", Channel.EMAIL)
    )


def _bare(subject: str) -> str:
    """The subject without what mail programs put in front of it."""
    while (cut := subject.partition(":"))[1] and len(cut[0].strip()) <= 4:
        subject = cut[2]
    return subject

"""What a reply is (R8): a real answer, automatic mail, a wish to stop, or a wish to withdraw."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.events import ReplyReceived
from domain.names import Channel

Intent = Literal["answer", "automatic", "stop", "withdraw"]

# One word alone, as carriers know it, in any case and with any punctuation.
_STOP_WORDS = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "stopp",
        "arret",
        "arreter",
        "parar",
        "baja",
        "remove",
    ]
)
_STOP = re.compile(
    r"\b(?:please\s+|pls\s+)?(?:"
    r"stop\s+(?:all\s+)?(?:e-?mail|text|messag|contact|writ|send|call|reach|these|this|it\b|bother)"
    r"|unsubscribe\b|opt(?:\s|-)?(?:me\s+)?out\b"
    r"|(?:take|remove)\s+me\s+(?:off|from)\b"
    r"|(?:do\s+not|don'?t|never|no\s+longer)\s+(?:e-?mail|text|message|contact|write(?:\s+to)?|call)\s+me\b"
    r"|leave\s+me\s+alone|no\s+more\s+(?:e-?mails|texts|messages)"
    r"|please\s+stop\b"
    r")",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"\b(?:out\s+of\s+(?:the\s+)?office|automatic\s+reply|auto-?reply|autoreply|i\s+am\s+(?:currently\s+)?(?:away|on\s+"
    r"(?:vacation|annual\s+leave|holiday|parental\s+leave|leave))|abwesenheit|absence\s+du\s+bureau|fuera\s+de\s+la\s+oficina"
    r"|fora\s+do\s+escrit[oó]rio|afwezig)\b",
    re.IGNORECASE,
)
_WITHDRAW = re.compile(
    r"\b(?:withdraw(?:ing|n)?\s+(?:my|from)|no\s+longer\s+interested|not\s+interested\s+any\s*more"
    r"|(?:accepted|taken|signed)\s+(?:another|a\s+different)\s+(?:offer|job|position|role)"
    r"|remove\s+my\s+application|cancel\s+my\s+application)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    intent: Intent
    returns_on: date | None = None
    withdraws: bool = False  # said along with a stop, too


def read(reply: ReplyReceived) -> Reading:
    """How a reply is to be taken. A stop counts before all else, because it can never be wrong to stop (R7)."""
    text = _plain(reply.text)
    word = re.sub(r"[^a-z]", "", text.lower())
    if word in _STOP_WORDS and not (word in ("end", "cancel", "remove") and reply.channel is not Channel.SMS):
        return Reading("stop")
    automatic = reply.automatic if reply.automatic is not None else bool(_AUTOMATIC.search(text))
    withdraws = not automatic and _WITHDRAW.search(text) is not None
    if not automatic and _STOP.search(text):
        return Reading("stop", withdraws=withdraws)
    if withdraws:
        return Reading("withdraw", withdraws=True)
    if automatic:
        return Reading("automatic", reply.returns_on or _date_in(text))
    return Reading("answer")


def _plain(text: str) -> str:
    """What they wrote themselves, as one types it on any keyboard: no quoted lines, accents or curly apostrophes."""
    own = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    letters = unicodedata.normalize("NFKD", own.replace("\u2019", "'").replace("\u2018", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c)).strip()


def _date_in(text: str) -> date | None:
    if match := _ISO_DATE.search(text):
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            return None
    return None

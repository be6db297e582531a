"""What somebody wishes, by their words alone: to hear no more, to take back their application, or neither (R3, R7, R8).

Nothing but a stop is certain: greeting, thanks, names, politeness and reasons may stand beside it. A word of a stop
among others is a doubt, unless it stands in a phrase that is known to be about something else. In that order: what is
harmless is blanked out, stops and their company are marked, and what is left unmarked decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from domain.names import Channel
from domain.replies.patterns import LANGUAGES
from domain.replies.patterns.language import compiled
from domain.replies.text_folding import folded

LONGEST: Final = 10_000
"""Characters that are read; a reply on record holds no more."""

_BLANK: Final = "\u25a1"
"""Stands for what was harmless: a letter of no word."""

_LINK: Final = re.compile(r"<?(?:https?://|www\.)[^\s<>]{1,500}>?|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?|" + _BLANK)
_ASKS: Final = re.compile(r"[?\uff1f\u061f]\W*$")
_HARD_EMOJI: Final = frozenset("🛑🚫⛔✋🖕❌🤬👎📵🔕")
_CONDITION: Final = re.compile(
    r"(?:^|[.!?\n,;] ?|\b(?:but|and|aber|und|mais|et|pero|y|mas|e|maar|en|ma) )"
    r"(?:if|unless|until|in case|should|wenn|falls|sofern|si|sauf si|a menos|se|caso|a meno|als|indien|tenzij|mocht)\b"
)
_COMMON: Final = frozenset(
    """a an and are as at be but by can do for from get go has have he her his i if in is it its me my no not of off on or
    our out so that the their them then there they this to up us was we what when where which who why will with you your
    yes works work fine good great better tomorrow today monday tuesday wednesday thursday friday saturday sunday week
    only instead until before after except about still interested interview call job role email mail text texts stop
    please here just all any some new old first last time date der die das den dem des ein eine einen und oder aber nicht
    kein keine ist sind war bin ich du er sie es wir ihr mich mir auf aus bei bis durch fur gegen im in ins mit nach ohne
    um von vom vor zu zum zur wann wo was wer wie warum ja nein gut passt geht morgen heute montag dienstag mittwoch
    donnerstag freitag le la les un une des du de et ou mais pas ne je tu il elle nous vous ils elles moi mon ma mes votre
    vos sur sous dans pour par avec sans chez quand qui que quoi comment oui non bien demain lundi mardi mercredi jeudi
    vendredi el los las uno unos y o pero no yo tu ella nosotros mi mis su sus en con sin por para hasta desde cuando
    donde que quien como si bien manana lunes martes miercoles jueves viernes o os as um uma e mas nao eu ele ela nos meu
    minha seu sua em com sem por para ate quando onde quem como sim bom amanha segunda terca quarta quinta sexta het een
    en maar niet ik jij hij zij wij mijn jouw op uit bij tot door voor tegen met na zonder om van wanneer waar wie wat hoe
    ja nee goed morgen maandag dinsdag woensdag donderdag vrijdag il lo gli uno una ma non io lui lei noi mio mia tuo suo
    di da con su per tra fra quando dove chi che come si bene domani lunedi martedi mercoledi giovedi venerdi""".split()
)
"""Words of sentences: a line that holds one is no name below a mail."""


@dataclass(frozen=True, slots=True)
class WordsWish:
    """What their words come to, and why that is thought."""

    kind: Literal["answer", "stop", "withdraw"]
    why: str
    certain: bool = True
    closes: tuple[Channel, ...] = ()
    withdraws: bool = False


def wish_in(text: str, channel: Channel, names: Collection[str] = ()) -> WordsWish:
    """What a text, without quotes and without our own words, says about hearing more. Never raises."""
    plain = _plain(text)
    if not plain:
        if any(c in _HARD_EMOJI for c in text[:200]):
            return WordsWish("stop", "a sign that says stop, and no words", certain=False)
        return WordsWish("answer", "no words")
    seen = _blanked(plain)
    withdraws = _covers(_ALL["withdraw"], seen)
    stops = _covers(_ALL["stop"], seen)
    lone = _covers(_ALL["alone"], seen)
    if channel is Channel.SMS:
        lone += _covers(_ALL["alone_in_texts"], seen)
    ways = _other_ways(seen)
    only = _only_by(seen, stops)
    stops += [span for span, _ in only]
    rest = _rest(seen, names, [*stops, *lone, *withdraws, *(span for span, _ in ways)], withdraws, bool(stops or lone))
    found = _stop(seen, channel, stops, lone, ways, only, rest, bool(withdraws))
    if found:
        return found
    refused = _covers(_ALL["refusal"], seen)
    if refused and not withdraws and not _rest(seen, names, refused, [], True):
        return WordsWish("stop", "a refusal, and it does not say of what", certain=False)
    return _withdrawal(seen, withdraws) or WordsWish("answer", "nothing in it asks to hear no more")


def is_bare_stop(text: str, channel: Channel) -> bool:
    """Is it nothing but a stop, as the subject of a button's mail is?"""
    found = wish_in(text, channel)
    return found.kind == "stop" and found.certain


# ---------------------------------------------------------------- the steps


def _stop(
    seen: str,
    channel: Channel,
    stops: list[tuple[int, int]],
    lone: list[tuple[int, int]],
    ways: list[tuple[tuple[int, int], str]],
    only: list[tuple[tuple[int, int], Channel]],
    rest: list[str],
    withdraws: bool,
) -> WordsWish | None:
    said = [seen[start:end] for start, end in stops]
    named = {way for one in said for way in _named(one)} if not only else {way for _, way in only}
    welcome = {way for (start, end), way in ways if not _inside((start, end), stops)}
    if (stops or lone) and not rest:
        if welcome == {"calls"} and named:
            return WordsWish("answer", "they would rather be called than written to")
        closes, clear = _scope(channel, named, welcome)
        asks = bool(_ASKS.search(seen)) and not stops
        if clear and not asks:
            return WordsWish("stop", "nothing but a stop", closes=closes, withdraws=withdraws)
        return WordsWish("stop", "a stop that may be meant otherwise", False, closes, withdraws)
    doubts = _covers(_ALL["doubt"], _without(seen, _covers(_ALL["withdraw"], seen)))
    stops = [span for span in stops if not _inside(span, _covers(_ALL["withdraw"], seen))]
    if not stops and not doubts:
        return None
    if welcome == {"calls"} and named and not doubts:
        return WordsWish("answer", "they would rather be called than written to")
    closes, _ = _scope(channel, named, welcome)
    return WordsWish("stop", "words of a stop among others", False, closes, withdraws)


def _scope(channel: Channel, named: set[Channel], welcome: set[str]) -> tuple[tuple[Channel, ...], bool]:
    """Which channels the stop is about, and whether that is clear: another way that is welcome limits it."""
    ways = {Channel(one) for one in welcome if one != "calls"}
    if not welcome:
        return (), True
    if len(named) == 1 and ways and not named & ways:
        return tuple(named), True
    if not named and ways and channel not in ways:
        return (channel,), True
    return (), False


def _withdrawal(seen: str, spans: list[tuple[int, int]]) -> WordsWish | None:
    maybe = _covers(_ALL["maybe_withdraw"], seen)
    if not spans and not maybe:
        return None
    sure = [span for span in spans if not _inside(span, maybe) and _said(seen, span)]
    if sure:
        return WordsWish("withdraw", "they take back their application", withdraws=True)
    return WordsWish("withdraw", "they may be taking back their application", certain=False, withdraws=True)


def _said(seen: str, span: tuple[int, int]) -> bool:
    """Stated, and neither asked nor under a condition."""
    before = seen[max(0, span[0] - 120) : span[0]]
    start = max(before.rfind(mark) for mark in ".!?\n") + 1
    after = re.split(r"(?<=[.!?\n])", seen[span[1] : span[1] + 200], maxsplit=1)[0]
    asks = after.rstrip().endswith("?") and not re.search(r"\b(?:could|can|would|konnen|pouvez|puede|pode|kunt|puo)\b", before)
    return not asks and not _CONDITION.search(before[start:] + " ")


def _rest(
    seen: str,
    names: Collection[str],
    spans: list[tuple[int, int]],
    withdraws: list[tuple[int, int]],
    says_so: bool,
) -> list[str]:
    """The words that are neither a stop nor beside one as a matter of course."""
    if not says_so:
        return ["-"]
    covered = bytearray(len(seen) + 1)
    filler = _covers(_ALL["courtesy"], seen) + _covers(_ALL["reasons"], seen) + _names(seen)
    for start, end in [*spans, *filler, *withdraws]:
        covered[start:end] = b"\1" * (end - start)
    known = {folded(name) for name in names}
    end_of_stop = max((end for _, end in spans), default=len(seen))
    left = []
    below = 0
    for line_start, line in _lines(seen):
        free = [
            word
            for word in _WORD.finditer(line)
            if not covered[line_start + word.start()] and not word[0].isdigit() and word[0] not in known
        ]
        words = [word[0] for word in free]
        if words and line_start >= end_of_stop and below < 4 and _is_name(line):
            below += 1
            continue
        left += words
    return left


def _is_name(line: str) -> bool:
    """A line below their words that may be a name, a job title, a number."""
    words = re.findall(r"[^\W\d_]+", line)
    return len(words) <= 4 and not _COMMON.intersection(words) and _BLANK not in line and not _ASKS.search(line)


def _names(seen: str) -> list[tuple[int, int]]:
    return [match.span() for match in _GREETED().finditer(seen)] + [match.span() for match in _SIGNED().finditer(seen)]


# ---------------------------------------------------------------- the patterns, compiled when first used


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        compiled(given, bounded=one.words_have_ends) for one in LANGUAGES if (given := getattr(one, part))
    )


class _Parts:
    def __getitem__(self, part: str) -> tuple[re.Pattern[str], ...]:
        return _patterns(part)


_ALL: Final = _Parts()


@cache
def _singly(part: str) -> tuple[re.Pattern[str], ...]:
    """Each pattern by itself: they have groups of the same names."""
    return tuple(
        compiled((given,), bounded=one.words_have_ends) for one in LANGUAGES for given in getattr(one, part)
    )


@cache
def _GREETED() -> re.Pattern[str]:
    every = "|".join(one for language in LANGUAGES for one in language.greetings)
    return compiled((rf"(?:(?<=^)|(?<=\n)|(?<=[.,!]) ?)(?:{every})(?:[ ,]{{1,2}}(?:mr|mrs|ms|dr|[^\W\d_]+)\.?){{0,4}}(?=[,!.:;\n-]| -|$)",))


@cache
def _SIGNED() -> re.Pattern[str]:
    every = "|".join(one for language in LANGUAGES for one in language.closings)
    return compiled((rf"(?:{every})[,.!]?[ \n]{{1,3}}[^\W\d_]+\.?(?: [^\W\d_]+\.?){{0,3}}\W*(?=$|\n)",))


def _covers(patterns: tuple[re.Pattern[str], ...], text: str) -> list[tuple[int, int]]:
    return [match.span() for one in patterns for match in one.finditer(text) if match.end() > match.start()]


def _blanked(plain: str) -> str:
    for part in ("harmless", "still_in"):
        for one in _ALL[part]:
            plain = one.sub(lambda match: _BLANK * (match.end() - match.start()), plain)
    return plain


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _BLANK * (end - start) + text[end:]
    return text


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _named(said: str) -> Iterator[Channel]:
    if any(one.search(said) for one in _ALL["texts"]):
        yield Channel.SMS
    if any(one.search(said) for one in _ALL["mails"]):
        yield Channel.EMAIL


def _other_ways(seen: str) -> list[tuple[tuple[int, int], str]]:
    meant = {"texts": str(Channel.SMS), "mails": str(Channel.EMAIL), "calls": "calls"}
    return [
        (match.span(), meant[name])
        for one in _singly("another_way")
        for match in one.finditer(seen)
        if (name := match.lastgroup) in meant
    ]


def _only_by(seen: str, stops: list[tuple[int, int]]) -> list[tuple[tuple[int, int], Channel]]:
    """What closes one way by naming the other; where a stop is said as well, that tells."""
    meant = {"texts": Channel.SMS, "mails": Channel.EMAIL}
    if stops:
        return []
    return [(match.span(), meant[match.lastgroup or ""]) for one in _singly("only_by") for match in one.finditer(seen)]


def _plain(text: str) -> str:
    """Folded, links and addresses left out, blanks and empty lines made one."""
    text = _LINK.sub(" ", folded(text[:LONGEST]))
    lines = (" ".join(line.split()) for line in text.replace("_", " ").replace("*", " ").splitlines())
    return "\n".join(line for line in lines if re.search(r"\w", line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1

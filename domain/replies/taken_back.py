"""What somebody gives up: the job, or one of the things that come with one (R8).

"I'd like to withdraw" takes back an application for certain only where a second sign says so: the job, its process or
another job in the same breath, or nothing at all behind it. Who doesn't want the dental plan, or weekends, is still in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from domain.replies.patterns.language import compiled
from domain.replies.patterns.objects import ANOTHER, BESIDES, FILLERS, GIVES_UP, JOBS, LOOSE_JOBS

Span = tuple[int, int]
Object = Literal["job", "none", "unknown", "other"]

_FAR: Final = 80
"""Letters behind the words, and before them, in which their object is looked for."""
_CAUSE: Final = re.compile(
    r"\b(?:because|bc|cos|coz|as|since|due|owing|given|wegen|weil|denn|aufgrund|nachdem|car|parce|puisque|vu|suite a"
    r"|en raison|a cause|porque|ya que|debido|pois|devido|visto|want|omdat|wegens|vanwege|in verband|perche|poiche|dato"
    r"|per via|a causa|if|wenn|falls|si|se|als|indien|(?:for|aus|pour|por|om|per) (?:\w+ ){0,3}(?:reasons?|grunden"
    r"|raisons?|motivos?|razones|redenen|motivi)|so|but|and|und|aber|mais|pero|maar|et|en (?:ik|wil|heb)|y|e)\b"
)
"""Behind these stands why, or something new."""
_CLAUSE: Final = re.compile(r"[.!?;:,\n(]| - ")
_SENTENCE: Final = re.compile(r"[.!?\n]")
_SENTENCE_LONG: Final = 160
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_TO: Final = re.compile(
    r"\b(?:for|from|of|in|on|with|to|by|at|fur|von|vom|zu|zum|zur|aus|auf|mit|an|am|im|bei|pour|de|du|des|d'|a|au|aux"
    r"|dans|sur|por|para|del|al|en|con|do|da|dos|das|ao|na|no|em|com|voor|van|uit|met|op|per|di|dal|dalla|dallo|dell\w*"
    r"|alla|allo|all'|ai|alle|nel\w*|sul\w*)\b"
)
_OF_NOTHING: Final = re.compile(
    r"\b(?:from|of|for|in|with|on|aus|von|vom|auf|fur|bei|du|des|dans|pour|del|al|en|con|do|da|van|uit|voor|met"
    r"|dal\w*|dell\w*|alla|allo|all'|ai|nel\w*)\b"
)
"""As `_TO`, but for what also stands before a verb."""
_WHEN: Final = re.compile(
    r"\b(?:(?:on|by|until|till|before|after|since|this|next|last|am|bis|ab|seit|le|ce|jusqu'a|el|hasta|este|na|no|ate"
    r"|op|tot|vanaf|deze|di|entro|fino a)(?: the| next| this| a| al)? (?:\w*days?|\w*tag|mittwoch|\w*di|lunes|martes"
    r"|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta|\w*dag|sabato|domenica|dia|weekend)"
    r"|(?:por|per|pour|fur|with|con|avec|mit) (?:el|los|las|la|le|les|il|gli|i|ese|esos|die|these|those"
    r"|the) (?:horarios?"
    r"|turnos?|orari|turni|horaires|hours|shifts))\b"
)
"""On which day, or why: neither is given up."""
_BEFORE: Final = re.compile(r"\b(?:auf|von|vom|aus|fur|bei|beim|am|an|van|uit|voor|met|op)\b(?: [\w-]+){1,4} ?$")
"""Languages whose verbs come last have the object here."""
_TOPIC: Final = re.compile(
    r"\b(?:as (?:for|to)|regarding|concerning|about|with regard to|bezuglich|betreffend|betreffs|hinsichtlich|was"
    r"|en cuanto al?|respecto (?:al?|de|del)|sobre|por lo que respecta al?|quant (?:aux?|a)|concernant"
    r"|pour ce qui (?:est|concerne)|a propos d[eu]s?|quanto (?:aos?|as?|all\w*|al|a)|relativamente (?:aos?|as?)"
    r"|em relacao (?:aos?|as?)|sobre [oa]s?|per quanto riguarda|riguardo (?:al\w*|a)|circa|wat betreft|betreffende"
    r"|inzake"
    r"|aan|voor|van|an|fur|von|bei|de l[ao]s?|del|de)\b(?: [\w'-]+){1,6},?[^.!?\n]{0,60}$"
)
"""What a sentence is about, named ahead: "as for the dental plan, I'd rather not take part"."""
_APPLICATION_FOR: Final = re.compile(r"\b(?:bewerbung|antrag) (?:fur|um|auf) (?:\w+ ){0,2}$")
"""In front of what somebody applied for, which is no job where it is one of those things."""
_SLOT: Final = re.compile(r"\bslot(?= to (?:some|any))")
_NEAR: Final = 4


def object_of(seen: str, span: Span) -> Object:
    """What the words at `span`, which may take back an application, are about."""
    start, end = span
    said = _SLOT.sub("place", _WHEN.sub("", seen[start:end]))
    if not said.isascii():
        return "job"  # as languages in other letters say it, it is part of the phrase
    after = _WHEN.sub("", seen[end : end + _FAR])
    cut = [match.start() for match in (_CLAUSE.search(after), _CAUSE.search(after)) if match]
    behind = after[: min(cut, default=len(after))]
    if _sought(ANOTHER).search(said):
        return _of_all(said, "" if _others().search(said) else behind.lstrip()[:20])
    if _jobs().search(said):
        return _of_all(said, behind)
    if other := _others().search(said):
        return _of_which(said[other.end() :] + behind)
    if found := _first(behind):
        return found
    before = _BEFORE.search(_CLAUSE.split(seen[max(0, start - _FAR) : start])[-1])
    if before and (found := _last(before[0])):
        return found
    if _is_of_things(_SENTENCE.split(seen[max(0, start - _SENTENCE_LONG) : start])[-1]):
        return "other"
    return "none" if _says_nothing(said, behind) else "unknown"


def _is_of_things(before: str) -> bool:
    """Is one of those things, and no job, what the sentence was about from the start?"""
    topic = _TOPIC.search(before)
    return topic is not None and _others().search(topic[0]) is not None and not _sought(JOBS).search(topic[0])


def _of_all(said: str, behind: str) -> Object:
    """A job is named; "my application for the parking space" and "another room" may be about something else."""
    if _sought(JOBS).search(said):
        other = _others().search(said)
        return "unknown" if other and _APPLICATION_FOR.search(said[: other.start()]) else "job"
    whole = said + behind
    if over := next((one for one in _others().finditer(whole) if one.start() < len(said) < one.end()), None):
        return "unknown" if _sought(LOOSE_JOBS).search(said[: over.start()]) else "other"
    other = _others().search(said) or _others().match(behind.lstrip()) or _after_to(behind)
    if not other:
        return "job"
    if _jobs().search(behind):
        return "job"
    return "unknown" if _sought(LOOSE_JOBS).search(_others().sub(" ", said)) else "other"


def _after_to(behind: str) -> re.Match[str] | None:
    """One of those things, joined by a "for" or an "of"."""
    near = " ".join(behind.split()[: _NEAR + 1])
    return _others().search(near) if _TO.match(near) else None


def _first(behind: str) -> Object | None:
    """The first of them that is named, but "the weekend job" is a job."""
    job, other = _jobs().search(behind), _others().search(behind)
    if other and (not job or other.start() < job.start()):
        return _of_which(behind[other.end() :])
    return "job" if job else None


def _of_which(behind: str) -> Object:
    """A thing, but it may only say which job, as in "the weekend supervisor role"."""
    job = _sought(JOBS).search(behind)
    near = job and len(behind[: job.start()].split()) < _NEAR - 1 and not _TO.search(behind[: job.start()])
    return "job" if near else "other"


def _last(before: str) -> Object | None:
    job, other = [list(one.finditer(before))[-1:] for one in (_jobs(), _others())]
    if other and (not job or job[0].start() < other[0].start()):
        return "other"
    return "job" if job else None


def _says_nothing(said: str, behind: str) -> bool:
    """Is nothing named that could be given up? "I withdraw, sorry"; "I must decline this time"."""
    words = _WORD.findall(behind)
    if any(word not in _fillers() for word in words):
        return False
    joined = list(_OF_NOTHING.finditer(said))[-1:]
    return not joined or all(word in _fillers() for word in _WORD.findall(said[joined[0].end() :]))


def things_given_up(seen: str) -> list[Span]:
    """Where somebody gives up a thing that comes with a job, in whichever words."""
    said = [match.span() for match in _gives_up().finditer(seen)][:50]
    return [one for one in said if object_of(seen, one) == "other"]


@cache
def _gives_up() -> re.Pattern[str]:
    return compiled(GIVES_UP)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(FILLERS.split())


@cache
def _sought(words: str) -> re.Pattern[str]:
    return compiled(tuple(words.split()))


@cache
def _jobs() -> re.Pattern[str]:
    return compiled(tuple(f"{JOBS} {LOOSE_JOBS} {ANOTHER}".split()))


@cache
def _others() -> re.Pattern[str]:
    return compiled(tuple(BESIDES.split()))

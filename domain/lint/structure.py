"""Rules about what a message must have: greeting, thanks, one call to action, next step and date, a closing (R11).

What is needed depends on the step that sends it. A nudge and a survey need no date, since the next move is theirs; a
step with `promises:` must tell the promised date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from domain.lint import words
from domain.lint.page import Complaint, Page, of_english_messages, of_messages
from domain.messages.greeting import read_badly
from domain.messages.render import filled_unnamed
from domain.messages.template_parsing import MessageError
from domain.messages.values import SAMPLE_FULL
from domain.names import OPEN_STAGES, Stage
from domain.playbook.model import Rank, Step

_GREETING: Final = re.compile(rf"^(?:{words.GREETINGS})\b", re.IGNORECASE)
_GREETING_IN_TEXT: Final = re.compile(rf"\b(?:{words.GREETINGS})\b", re.IGNORECASE)
_THANKS: Final = re.compile(r"\bthank(?:s|\s+you)\b", re.IGNORECASE)
_STOP: Final = re.compile(r"\bSTOP\b")
_STOP_SENTENCE: Final = re.compile(r"[^.!?]*\bSTOP\b[^.!?]*[.!?]?")
_CLAUSE: Final = r"(?:^|[.:;,!?(]\s*|\b(?:please|and|or|then|simply|just)\s+)"
_REPLY: Final = re.compile(rf"{_CLAUSE}(?P<verb>{words.REPLY_VERBS})\b", re.IGNORECASE | re.MULTILINE)
_CALL: Final = re.compile(rf"{_CLAUSE}(?P<verb>{words.CALL_VERBS})\b", re.IGNORECASE | re.MULTILINE)
_OTHER: Final = re.compile(rf"{_CLAUSE}(?P<verb>{words.OTHER_VERBS})\b", re.IGNORECASE | re.MULTILINE)
_JOINED: Final = re.compile(r"(?:and|or|then)\s", re.IGNORECASE)
_SOMEBODY: Final = re.compile(r"\b(?:we|I|they|who|you)\b", re.IGNORECASE)
_NOTHING: Final = re.compile(words.NOTHING_TO_DO, re.IGNORECASE)
_LINK: Final = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<url>[^)\s]*)\)|<?(?P<bare>https?://[^\s>)]+)>?")
_TIME: Final = re.compile(words.TIME_AHEAD, re.IGNORECASE)
_NEXT: Final = re.compile(words.NEXT_STEP, re.IGNORECASE)

MOST_QUESTIONS: Final = 2

_WAITING: Final = (Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER)
"""Where the candidate waits for us."""


@of_messages
def greeting(page: Page) -> Iterator[Complaint]:
    """`no-greeting`: the first line names them, and in English greets them (R10)."""
    name = SAMPLE_FULL["candidate"]["first_name"]
    first = next((line for line in page.reads.body.splitlines() if line.strip()), "")
    start = first[:80]
    greets = not page.english or (_GREETING_IN_TEXT.search(start) if page.sms else _GREETING.match(start))
    if not greets or not re.search(rf"\b{name}\b(?!\s+{SAMPLE_FULL['candidate']['last_name']}\b)", start):
        example = "Hi {{ candidate.first_name }},"
        where = "near its beginning" if page.sms else "in its first line"
        yield Complaint(page.first_line, "no-greeting", f"It doesn't greet them by first name {where}; write {example}")


@of_messages
def without_a_name(page: Page) -> Iterator[Complaint]:
    """`name-in-doubt`: the words stand where it is not certain which name is the first, so that none is said (R10)."""
    person = {"candidate": {**SAMPLE_FULL["candidate"], "first_name": ""}}
    try:
        words_left = filled_unnamed(page.playbook, page.path, {**SAMPLE_FULL, **person})
    except MessageError:
        return  # told by `broken-template`
    for line in read_badly(words_left):
        yield Complaint(
            page.first_line,
            "name-in-doubt",
            f"Without a first name it reads {line[:80]!r}; put the name behind the greeting alone, or write "
            "{% if candidate.first_name %}",
        )


@of_english_messages
def thanks(page: Page) -> Iterator[Complaint]:
    """`no-thanks`: each message thanks for something."""
    if not _THANKS.search(page.own):
        yield Complaint(
            page.first_line,
            "no-thanks",
            "It doesn't say thank you; thank them for something: their time, patience, an answer.",
        )


@of_messages
def signature(page: Page) -> Iterator[Complaint]:
    """`no-signature`: a mail ends with name, role and contact."""
    if page.sms:
        return
    included = any(name.rpartition("/")[2].startswith("_signature") for name in page.parts_included)
    if not included and SAMPLE_FULL["recruiter"]["name"] not in page.reads.body:
        yield Complaint(
            page.last_line,
            "no-signature",
            "It isn't signed; end with {% include '_signature.md' %}, or sign it yourself.",
        )


@of_messages
def opt_out(page: Page) -> Iterator[Complaint]:
    """`no-opt-out`: each message says how to stop (R7)."""
    if page.sms and not _STOP.search(page.reads.body):
        yield Complaint(
            page.last_line, "no-opt-out", "It doesn't say how to stop texts; end with: Reply STOP to opt out."
        )
    if not page.sms and SAMPLE_FULL["links"]["unsubscribe"] not in page.reads.body:
        yield Complaint(
            page.last_line,
            "no-opt-out",
            'It has no way to stop messages; end with {% include "_footer.md" %}, or print {{ links.unsubscribe }}.',
        )


_FOOTER: Final = re.compile(r"""\{%-?\s*include\s*["'][^"']*_footer[^"']*["'][^%]*%\}""")
_CODE: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def after_footer(page: Page) -> Iterator[Complaint]:
    """`after-footer`: what stands below address and opt-out is read by nobody."""
    found = list(_FOOTER.finditer(page.message.body)) if page.whole and not page.sms else []
    if not found:
        return
    below = _CODE.sub(lambda code: "\n" * code[0].count("\n"), page.message.body[found[-1].end() :])
    if below.strip():
        above = page.message.body[: found[-1].end()] + below[: len(below) - len(below.lstrip())]
        yield Complaint(
            page.message.line + above.count("\n"),
            "after-footer",
            "It continues below the footer, where nobody reads; move these words above the closing, or take them out.",
        )


# --- one call to action -------------------------------------------------------------------------------------------


@of_english_messages
def call_to_action(page: Page) -> Iterator[Complaint]:
    """`no-call-to-action`, `several-calls-to-action`: one thing to do, told by what is asked for.

    A call is a way to act. Everything that is done by answering the message (a question, "reply", "tell us", "let us
    know") is one call; each link and each other request ("fill in", "book", "call us") is one more. A link answers
    the question it stands with. The meeting's own link is where they go, not a call. "There is nothing you need to do"
    is an answer too, unless the step asks.
    """
    own = _STOP_SENTENCE.sub("", page.own_source) if page.sms else page.own_source
    calls, where = _calls(own)
    questions = [sentence for sentence in _sentences(page.own) if sentence.endswith("?")]
    if not calls and questions:
        calls = ["to answer a question"]
    if len(calls) > 1:
        last = calls[-1]
        yield Complaint(
            page.line_near(where[last]),
            "several-calls-to-action",
            f"It asks {', '.join(calls[:-1])} and {last}; keep one, and leave the rest to another message.",
        )
    elif len(questions) > MOST_QUESTIONS:
        yield Complaint(
            page.line_near(questions[MOST_QUESTIONS]),
            "several-calls-to-action",
            f"It asks {len(questions)} questions; ask the one that matters, two at the most.",
        )
    asks = any(step.asks for _, step in page.uses)
    may_rest = _NOTHING.search(page.own) if not page.sms else True
    if not calls and (asks or not may_rest):
        example = "Reply to this message" if not page.sms else "Reply with a day and time"
        rest = "" if asks else ", or say that there is nothing they need to do"
        yield Complaint(
            page.first_line, "no-call-to-action", f"It doesn't say what to do; ask for one thing ({example}){rest}."
        )


def _calls(own: str) -> tuple[list[str], dict[str, str]]:
    """What the words ask for, each once, and the sentence that does."""
    where: dict[str, str] = {}
    for sentence in _sentences(own):
        links = [link for link in _LINK.finditer(sentence) if not _is_for_information(link)]
        for link in links:
            url = link["url"] or link["bare"] or ""
            where.setdefault("to reply" if url.startswith("mailto:") else f"to follow a link ({url})", sentence)
        bare = _LINK.sub("", sentence)
        if any(_asked(_REPLY, bare)):
            where.setdefault("to reply", sentence)
        if any(_asked(_CALL, bare)):
            where.setdefault("to call", sentence)
        if not links:  # with a link, the request is to follow it
            for verb in _asked(_OTHER, bare):
                where.setdefault(f'to "{verb}"', sentence)
    return list(where), where


def _asked(pattern: re.Pattern[str], sentence: str) -> Iterator[str]:
    """The requests in a sentence; "and complete" is none where it is said of somebody: "We will book and complete"."""
    for found in pattern.finditer(sentence):
        if not _JOINED.match(found[0]) or not _SOMEBODY.search(sentence[: found.start()]):
            yield " ".join(found["verb"].lower().split())


def _is_for_information(link: re.Match[str]) -> bool:
    """Where they stand, how to stop, and where the interview is: of use, and nothing that we ask for."""
    links, meeting = SAMPLE_FULL["links"], SAMPLE_FULL["interview"]["link"]
    openings = {one["link"] for one in SAMPLE_FULL["openings"]}  # to look at, whatever else they are asked
    return bool({link["url"], link["bare"]} & {links["status"], links["unsubscribe"], meeting, *openings})


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])[\"')\]]*\s+|\n+", text) if part.strip()]


# --- next step and date -------------------------------------------------------------------------------------------


@of_english_messages
def next_step(page: Page) -> Iterator[Complaint]:
    """`no-next-step`: what we tell unasked says what comes next."""
    needed = any(_tells(step) and stage in (*OPEN_STAGES, Stage.HIRED) for stage, step in page.uses)
    if needed and not _NEXT.search(page.own) and not _dates(page):
        yield Complaint(
            page.first_line, "no-next-step", "It doesn't say what comes next; write what you will do, and by when."
        )


@of_english_messages
def a_date(page: Page) -> Iterator[Complaint]:
    """`no-date`: who waits for us is told a date, or a span of time that one can count."""
    waiting = any(_tells(step) and stage in _WAITING and not step.promises for stage, step in page.uses)
    if waiting and not _dates(page) and not _TIME.search(page.own):
        yield Complaint(
            page.first_line,
            "no-date",
            'It names no date; say when they will hear, such as "within two weeks", or let the step promise one.',
        )


@of_messages
def told_dates(page: Page) -> Iterator[Complaint]:
    """`promise-not-told`, `date-not-told`: what the step promises or reminds of stands in the message."""
    said = page.reads.subject + "\n" + page.reads.body
    for stage, step in page.uses:
        if step.promises and SAMPLE_FULL["promise"]["by"] not in said:
            yield Complaint(
                page.first_line,
                "promise-not-told",
                f"The step {step.step} of {stage} promises a date, and the message doesn't give it; "
                "print {{ promise.by }} within {% if promise.by %}.",
            )
        for name in _needed(step):
            group, _, field = name.partition(".")
            if SAMPLE_FULL[group][field] not in said:
                yield Complaint(
                    page.first_line,
                    "date-not-told",
                    f"The step {step.step} of {stage} is about a date that the message doesn't give; "
                    f"print {{{{ {name} }}}} within {{% if {name} %}}.",
                )


def _needed(step: Step) -> tuple[str, ...]:
    """The dates that a step is about."""
    if step.after == "interview_scheduled" or step.before == "interview":
        return "interview.date", "interview.time"
    return {"offer_expiry": ("offer.expires",), "start_date": ("hire.start_date",)}.get(step.before or "", ())


def _tells(step: Step) -> bool:
    """Do we tell something here, with the next move ours?"""
    return step.kind == "update" and not step.asks and step.rank not in (Rank.SURVEY, Rank.NURTURE, Rank.REJECTION)


def _dates(page: Page) -> bool:
    """Does it print a date of ours?"""
    dates = (("promise", "by"), ("interview", "date"), ("offer", "expires"), ("hire", "start_date"))
    return any(SAMPLE_FULL[group][name] in page.own for group, name in dates)


RULES: Final = (
    greeting,
    without_a_name,
    thanks,
    signature,
    opt_out,
    after_footer,
    call_to_action,
    next_step,
    a_date,
    told_dates,
)

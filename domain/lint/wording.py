"""Rules about words: a date instead of "soon", no jargon, no pressure, nothing that shouts (R11, R12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from domain.lint import words
from domain.lint.page import Complaint, Page, of_messages
from domain.lint.reading_grade import reading_grade
from domain.messages.sms_segments import foreign_letters, segments
from domain.messages.values import SAMPLE_FULL
from domain.names import Stage

LONGEST_MAIL: Final = 180
"""Words before the signature: what is read to the end on a phone."""

SHORTEST_MAIL: Final = 20
"""Less is a text and no mail: it cannot say why, what next and when."""

SUBJECT_LETTERS: Final = (10, 78)
"""A shorter subject says nothing; a longer one is cut, and no line of a header should be longer (RFC 5322)."""

HARDEST_GRADE: Final = 9.0
"""Flesch-Kincaid; what two thirds of adults read with ease."""

_GRADE_NEEDS: Final = 30
"""Words; of fewer the figure means nothing."""

EXCLAMATIONS: Final = 1

_FOREIGN_NAME: Final = "João"
"""Has a letter outside the GSM alphabet, as many names have."""


def _phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """Whole words, in any case, with any space between them."""
    spaced = (re.sub(r"(\(\?<![^)]*\)|\[[^\]]*\])| ", lambda m: m[1] or r"\s+", entry) for entry in entries)
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{one})' for one in spaced)})(?!\w)", re.IGNORECASE)


_LISTS: Final[tuple[tuple[str, Iterable[str] | Mapping[str, str], str], ...]] = (
    ("vague-time", words.VAGUE_TIME, '"{said}" says nothing; name a date, such as {{{{ promise.by }}}}.'),
    (
        "jargon",
        {entry: f"better: {instead}" if instead else "leave it out" for entry, instead in words.JARGON.items()},
        '"{said}" is jargon; {instead}.',
    ),
    ("pressure", words.PRESSURE, '"{said}" puts pressure on them; ask plainly, or say what the date is.'),
    ("negative-wording", words.NEGATIVE, '"{said}" sounds cold; {instead}.'),
    ("stiff-wording", words.STIFF, '"{said}" sounds stiff; better: {instead}.'),
    ("spam-words", words.SPAM, '"{said}" is taken for spam by filters and readers; say it plainly.'),
)
"""A finding's id, the words that it is about, and what is said of each place where they stand."""

_LISTED: Final = [
    (ident, _phrases(phrases), instead, sentence)
    for ident, entries, sentence in _LISTS
    for phrases, instead in (
        [((entry,), instead) for entry, instead in entries.items()] if isinstance(entries, Mapping) else [(entries, "")]
    )
]


def listed_words(page: Page) -> Iterator[Complaint]:
    """`vague-time`, `jargon`, `pressure`, `negative-wording`, `stiff-wording`, `spam-words`: what stands in a list."""
    for ident, pattern, instead, sentence in _LISTED if page.english else ():
        for line, said in page.prose.find(pattern):
            yield Complaint(line, ident, sentence.format(said=said, instead=instead))


def complaints_in(text: str, *, english: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with the words of something short that candidates read outside messages: (id, what to do)."""
    for ident, pattern, instead, sentence in _LISTED if english else ():
        for match in pattern.finditer(text):
            yield ident, sentence.format(said=match[0], instead=instead)
    for match in _EMOJI.finditer(text):
        yield "emoji", f"{match[0]} reads as careless, and not on every phone; say it in words."
    if _EXCLAMATION.search(text):
        yield "exclamation-marks", "It ends with an exclamation mark; ask plainly."
    for match in _CAPITALS.finditer(text):
        if not set(match[0].split()) <= words.CAPITALS:
            yield "capitals", f"{match[0]} shouts; write it in lowercase."


_FOR_THEIR_TIME: Final = _phrases((words.FOR_THEIR_TIME,))


def early_thanks(page: Page) -> Iterator[Complaint]:
    """`stiff-wording`: whoever we write to first has given us no time yet that one could thank them for."""
    unasked = any(
        stage is Stage.PROSPECT and (step.after == "entered" or step.kind == "nudge") for stage, step in page.uses
    )
    for line, said in page.prose.find(_FOR_THEIR_TIME) if page.english and unasked else ():
        yield Complaint(
            line,
            "stiff-wording",
            f'"{said}" thanks them for time they haven\'t given you yet; better: thank you for reading this.',
        )


_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23fa]"
    r"|(?<!\S)(?:[:;]-?[)(DPp]|<3|:'\()(?![\w/])"
)
_EXCLAMATION: Final = re.compile(r"!+(?!\[)")
_CAPITALS: Final = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{4,})+\b|\b[A-Z]{5,}\b")


def emoji(page: Page) -> Iterator[Complaint]:
    """`emoji`: emoji and smileys."""
    for line, said in page.prose.find(_EMOJI):
        yield Complaint(line, "emoji", f"{said} reads as careless, and not on every phone; say it in words.")


def exclamation_marks(page: Page) -> Iterator[Complaint]:
    """`exclamation-marks`: more than one in a message, or several in a row."""
    found = list(page.prose.find(_EXCLAMATION))
    over = [line for line, said in found if len(said) > 1] or [line for line, _ in found[EXCLAMATIONS:]]
    if over:
        yield Complaint(
            over[0], "exclamation-marks", "One exclamation mark is enough for a message; end with a period."
        )


def capitals(page: Page) -> Iterator[Complaint]:
    """`capitals`: words that shout."""
    for line, said in page.prose.find(_CAPITALS):
        if not set(said.split()) <= words.CAPITALS:
            yield Complaint(line, "capitals", f"{said} shouts; write it in lowercase.")


@of_messages
def mail_length(page: Page) -> Iterator[Complaint]:
    """`too-long`, `too-short`: the words of a mail before its signature, with sample values."""
    if page.sms:
        return
    count = len(page.own.split())
    if count > LONGEST_MAIL:
        yield Complaint(
            page.first_line, "too-long", f"{count} words, and {LONGEST_MAIL} are read to the end; say one thing."
        )
    if count < SHORTEST_MAIL and page.english:
        yield Complaint(
            page.first_line,
            "too-short",
            f"{count} words are too few to say why you write and what comes next; write at least {SHORTEST_MAIL}.",
        )


def subject(page: Page) -> Iterator[Complaint]:
    """`subject-length`, `misleading-subject`: the subject with sample values."""
    if page.full is None or not page.full.subject:
        return
    said, (least, most) = page.full.subject, SUBJECT_LETTERS
    if not least <= len(said) <= most:
        what = "longer" if len(said) < least else "shorter"
        yield Complaint(
            page.subject_line,
            "subject-length",
            f"The subject has {len(said)} letters with sample values; make it {what}: {least} to {most}.",
        )
    if re.match(r"(?:re|fwd?|aw|wg)\s*:", said, re.IGNORECASE):
        yield Complaint(
            page.subject_line,
            "misleading-subject",
            f'The subject begins with "{said.partition(":")[0]}:" as if they had written; say what it is about.',
        )


def hard_to_read(page: Page) -> Iterator[Complaint]:
    """`hard-to-read`: more years of school than most people like to use on a mail."""
    if page.sms or not page.whole or not page.english or len(page.own.split()) < _GRADE_NEEDS:
        return
    grade = reading_grade(page.own)
    if grade > HARDEST_GRADE:
        yield Complaint(
            page.first_line,
            "hard-to-read",
            f"It reads at grade {grade:g}, and {HARDEST_GRADE:g} is the limit; write shorter sentences and words.",
        )


@of_messages
def text_length(page: Page) -> Iterator[Complaint]:
    """`text-too-long`, `text-letters`: the segments of a text with sample values, and letters that double them."""
    if not page.sms:
        return
    limit, name = page.playbook.texts.max_segments, SAMPLE_FULL["candidate"]["first_name"]
    taken, who = segments(page.reads.body).number, name
    foreign = ", ".join(foreign_letters(page.reads.body)[:5])
    if not foreign:  # a name such as this one halves what fits
        who = _FOREIGN_NAME
        taken = segments(page.reads.body.replace(name, who)).number
    if taken > limit:
        yield Complaint(
            page.first_line,
            "text-too-long",
            f"The text takes {taken} segments for a candidate called {who} ({len(page.reads.body)} letters), and the "
            f"playbook allows {limit} (texts: max_segments); shorten it, or it goes by email.",
        )
    elif foreign and page.english:
        yield Complaint(
            page.first_line,
            "text-letters",
            f"{foreign} cuts what fits into a text by more than half; use letters of the GSM alphabet.",
        )


RULES: Final = (
    listed_words, early_thanks, emoji, exclamation_marks, capitals,
    mail_length, subject, hard_to_read, text_length,
)  # fmt: skip

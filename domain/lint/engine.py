"""The linter of messages: what a message must have before it can be used (R11, R12).

`lint` looks at every file of the playbook's `messages/`. A finding has a stable id, says what to write instead, and can
be let off in the file's front matter with a reason: `waive: {too-long: "the law wants this text"}`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.lint import readers as lint_readers
from domain.lint import repetition as lint_repetition
from domain.lint import structure as lint_structure
from domain.lint import templates as lint_templates
from domain.lint import wording as lint_wording
from domain.lint.page import Complaint, Page, Rule
from domain.messages.files import ByVersion, FileParts, parts_of
from domain.names import Stage
from domain.playbook.audience import people_of
from domain.playbook.model import LABEL, MessageFile, Playbook, Step

__all__ = ["ANY_LANGUAGE", "IDS", "Finding", "lint", "other_languages"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that must be mended or let off. `file` as in `messages/applied/received.md`."""

    file: str
    line: int
    id: str
    message: str


ANY_LANGUAGE: Final[dict[str, str]] = {
    "broken-template": "the template can't be used: an `{% if %}` without its end, a loop, a filter that doesn't "
    "exist, or anything else that isn't allowed in a message",
    "unknown-name": "a name that no candidate will ever have",
    "unguarded-name": "a name that may be empty is printed without `{% if %}` or a second choice",
    "empty-message": "the message says nothing",
    "no-subject": "an email without a subject",
    "no-greeting": "the first line doesn't address the candidate by first name (in English: doesn't greet them)",
    "name-in-doubt": "wording that depends on a first name, which we don't have for every candidate",
    "no-signature": "an email without `_signature.md` or the recruiter's name",
    "no-opt-out": "an email without `_footer.md` or `links.unsubscribe`, a text without STOP",
    "after-footer": "text below the footer, where nobody reads it",
    "promise-not-told": "the step promises a date, but the message doesn't print `promise.by`",
    "date-not-told": "the step is about an interview, an expiry or a start date that the message doesn't print",
    "subject-length": "a subject of fewer than 10 or more than 78 letters, with sample values",
    "misleading-subject": 'a subject that begins with "Re:" or "Fwd:"',
    "too-long": "an email of more than 180 words before the signature",
    "text-too-long": "a text of more segments than the playbook's `texts: max_segments`, with sample values",
    "emoji": "emoji and smileys",
    "exclamation-marks": "more than one exclamation mark",
    "capitals": "words in capital letters",
    "same-words": "text that someone would get twice in a row, from a repeated step or from two steps",
    "no-survey-link": "a survey's questions that its message doesn't lead to",
    "several-questions": "a survey's question that asks several things at once",
    "wrong-reader": "a name that its reader never has: one for colleagues in a message to candidates, or the reverse",
    "no-answer-link": "a question to a colleague without `links.answer`",
    "unused-file": "a file that no step or message uses, or that no candidate can ever get",
}
"""The findings in every language, with their meaning."""

_ENGLISH: Final[dict[str, str]] = {
    "no-thanks": "it doesn't thank the candidate",
    "no-call-to-action": "it neither asks for anything nor says that there's nothing to do",
    "several-calls-to-action": "more than one thing to do, or more than two questions",
    "no-next-step": "an update that doesn't say what comes next",
    "no-date": "an update without a date or a time frame, for someone who's waiting for us",
    "vague-time": '"soon", "shortly", "in due course" and the like, where a date would be clearer',
    "jargon": "recruiting and office jargon",
    "pressure": "wording that puts pressure on them",
    "negative-wording": "wording that sounds cold or hurtful",
    "stiff-wording": "wording that's correct but stilted",
    "spam-words": "wording that filters and readers take for spam",
    "too-short": "an email of fewer than 20 words before the signature",
    "hard-to-read": "an email that reads at a higher grade than 9 (Flesch-Kincaid)",
    "text-letters": "a letter outside the GSM alphabet, which cuts what fits into a text by more than half",
}
_OF_WAIVERS: Final[dict[str, str]] = {
    "waiver-without-reason": "a waiver without a reason",
    "waiver-of-unknown-id": "a waiver for a finding that doesn't exist",
    "waiver-without-need": "a waiver for a finding that the file doesn't have",
}
IDS: Final[dict[str, str]] = {**ANY_LANGUAGE, **_ENGLISH, **_OF_WAIVERS}
"""Every finding's id with its meaning. Those about waivers cannot be waived."""

RULES: Final[tuple[Rule, ...]] = (
    *lint_templates.RULES,
    *lint_structure.RULES,
    *lint_wording.RULES,
    *lint_repetition.RULES,
    *lint_readers.RULES,
)


def lint(playbook: Playbook, only: Collection[str] | None = None) -> list[Finding]:
    """Every finding in the playbook's messages, in order of file and line; `only` in these files.

    `only` names files as `Playbook.messages` does (`applied/received.md`). Never raises, whatever the files say.
    """
    version = ByVersion(playbook.version, playbook)
    found: set[Finding] = set()
    for path in playbook.messages:
        if only is None or path in only:
            kept = _waived(playbook.messages[path], _complaints(version, path))
            found |= {Finding(f"messages/{path}", *complaint) for complaint in kept}
    return sorted(found)


def other_languages(playbook: Playbook, only: Collection[str] | None = None) -> list[str]:
    """The files that only the rules of `ANY_LANGUAGE` can judge."""
    return [
        path
        for path in sorted(playbook.messages)
        if (only is None or path in only) and (parts := parts_of(path)) and not parts.english
    ]


@lru_cache(maxsize=2048)
def _complaints(version: ByVersion, path: str) -> frozenset[Complaint]:
    """What the rules say of a file, waivers unheard. Of the same words they say the same, so they are asked once."""
    return frozenset(_asked(version.playbook, path, _included(version)))


def _asked(playbook: Playbook, path: str, included: frozenset[str]) -> Iterator[Complaint]:
    parts = parts_of(path)
    if parts is None:
        why = "no candidate can get a file of this name; call it <message>.md, <message>.b.md or <message>.de.md"
        yield Complaint(1, "unused-file", f"{why[0].upper()}{why[1:]}, or the same with .sms.txt.")
        return
    steps = [(stage, step) for stage, rules in playbook.stages.items() for step in rules.steps]
    uses = tuple((stage, step) for stage, step in steps if parts.name in step.messages)
    if parts.label:  # what these words are for some only is read by them, beside what else is for them (R22)
        whom = next(one for one, label in playbook.labels[parts.name] if label == parts.label)
        uses = tuple(use for use in uses if any(True for _ in people_of(whom, use[1].for_)))
        playbook = playbook.for_profile(next(people_of(whom, *(step.for_ for _, step in uses[:1]))))
    page = Page(playbook, path, parts, uses)
    for rule in lint_readers.rules_for(page, RULES):
        try:
            yield from rule(page)
        except RecursionError:
            yield Complaint(page.message.line, "broken-template", "The template is nested too deeply; make it simpler.")
    yield from _unused(playbook, path, parts, uses, included)


def _unused(
    playbook: Playbook, path: str, parts: FileParts, uses: tuple[tuple[Stage, Step], ...], included: frozenset[str]
) -> Iterator[Complaint]:
    if parts.partial:
        if path not in included and path.replace(f"{LABEL}{parts.label}", "") not in included:
            yield Complaint(1, "unused-file", "No message includes this part; include it, or remove the file.")
    elif not uses and parts.name not in (playbook.receipt_message, playbook.called_off_message):
        known = sorted({name for rules in playbook.stages.values() for s in rules.steps for name in s.messages})
        near = difflib.get_close_matches(parts.name, known, n=1, cutoff=0.8)
        hint = f"; did you mean {near[0]}?" if near else "; name it in playbook.yaml, or remove the file."
        yield Complaint(1, "unused-file", f"No step sends the message {parts.name}{hint}")


@lru_cache(maxsize=8)
def _included(version: ByVersion) -> frozenset[str]:
    """The parts that some file includes by name, or in its own language instead of that name."""
    named: set[str] = set()
    for path in version.playbook.messages:
        if parts := parts_of(path):
            named |= Page(version.playbook, path, parts, ()).parts_included
    return frozenset(named)


_UNFILLED: Final = frozenset({"broken-template", "unknown-name"})


# --- waivers ------------------------------------------------------------------------------------------------------


def _waived(message: MessageFile, complaints: frozenset[Complaint]) -> Iterator[Complaint]:
    """What is left when the file's waivers are heard, and what is wrong with those."""
    heard: set[str] = set()
    judged = not _UNFILLED & {complaint.id for complaint in complaints}  # what cannot be filled is not judged in full
    for ident, reason in message.waive.items():
        line = message.head.get(f"waive.{ident}", message.head.get("waive", 1))
        if ident not in IDS or ident in _OF_WAIVERS:
            near = difflib.get_close_matches(ident, IDS.keys() - _OF_WAIVERS.keys(), n=1)
            hint = f"did you mean {near[0]}?" if near else "see the table in docs/playbook.md."
            yield Complaint(line, "waiver-of-unknown-id", f"There is no finding {ident!r} to waive; {hint}")
        elif not reason.strip():
            yield Complaint(line, "waiver-without-reason", f"Say why {ident} is waived: `{ident}: the reason`.")
        elif judged and all(complaint.id != ident for complaint in complaints):
            yield Complaint(line, "waiver-without-need", f"The file has no finding {ident}; take the waiver out.")
        else:
            heard.add(ident)
    yield from (complaint for complaint in complaints if complaint.id not in heard)

"""The survey's form: which questions it shows, and what was answered, as a fact has it (S16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.playbook.surveys import SCALES, Question, in_language, key_of
from domain.views.candidate_page import CandidatePageStatus
from gateway.pages.page_request import PageRequest
from gateway.pages.words import Words

LONGEST_COMMENT: Final = 2000
"""Characters of what they may write at one question."""

_FIELDS: Final = {"words": "comment"}
"""What a field is called, where that is not the question's name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as the page shows it."""

    question: Question
    field: str
    ask: str
    choices: tuple[Choice, ...] = ()
    low: str = ""  # what the ends of a scale mean
    high: str = ""

    @property
    def kind(self) -> str:
        return self.question.kind


def survey_of(request: PageRequest, about: CandidatePageStatus) -> tuple[str, tuple[Question, ...]]:
    """The message that leads to what they are asked about this application, and the playbook's questions; none where
    it is the one that comes with followup.
    """
    app = request.state.application(about.application_id)
    return request.world.about(app).playbook.survey(app.stage) if app is not None else ("", ())


def shown(questions: Sequence[Question], words: Words, company: str) -> tuple[Shown, ...]:
    """The questions in the reader's language, in order."""
    return tuple(_shown(one, words, company) for one in questions)


def _shown(one: Question, words: Words, company: str) -> Shown:
    ours = {"score": "survey.question", "nps": "survey.nps", "words": "survey.comment"}
    ask = one.label(words.lang) or words(ours[one.kind], company=company)
    field = _FIELDS.get(one.key, one.key if one.key in SCALES else f"q-{one.key}")
    match one.kind:
        case "score" if one.ask is None:
            choices = tuple(Choice(str(n), words(f"survey.score_{n}")) for n in (5, 4, 3, 2, 1))
            return Shown(one, field, ask, choices)
        case "score":
            numbers = tuple(Choice(str(n), str(n)) for n in range(1, 6))
            return Shown(one, field, ask, numbers, words("survey.least"), words("survey.most"))
        case "nps":
            numbers = tuple(Choice(str(n), str(n)) for n in range(11))
            return Shown(one, field, ask, numbers, words("survey.unlikely"), words("survey.likely"))
        case "choice":
            return Shown(
                one, field, ask, tuple(Choice(key_of(said), in_language(said, words.lang)) for said in one.options)
            )
    return Shown(one, field, ask)


def mistakes(asked: Sequence[Shown], form: Mapping[str, str], words: Words) -> dict[str, str]:
    """What is wrong with a filled-in form, by field. Nothing has to be answered, but for one of them."""
    errors: dict[str, str] = {}
    for one in asked:
        given = form.get(one.field, "").strip()
        if one.kind == "words":
            if len(given) > LONGEST_COMMENT:
                errors[one.field] = words("survey.wrong_comment", most=LONGEST_COMMENT)
        elif given and given not in [choice.value for choice in one.choices]:
            errors[one.field] = words("survey.wrong_choice")
    if not errors and not any(form.get(one.field, "").strip() for one in asked):
        errors[asked[0].field] = words("survey.nothing")
    return errors


def answers(message: str, asked: Sequence[Shown], form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the fact. What they wrote is one comment: a colleague reads it as one."""
    chosen: list[dict[str, Any]] = []
    written: list[tuple[str, str]] = []
    for one in asked:
        if not (given := form.get(one.field, "").strip()):
            continue
        if one.kind == "words":
            written.append((one.ask, given))
            continue
        value = {"choice": given} if one.kind == "choice" else {"value": int(given)}
        chosen.append({"question": one.question.key, "kind": one.kind, **value})
    several = sum(one.kind == "words" for one in asked) > 1
    comment = "\n\n".join(f"{ask}\n{text}" if several else text for ask, text in written)
    return {"survey": message, "answers": chosen, "comment": comment}

"""Surveys: what candidates are asked on their page once it is over, in the company's own questions (S16, R14).

A survey belongs to the message that leads to it: `surveys: {closed/survey: [{ask: "…", kind: score}]}`. A question is
known by its name, which stands beside each answer, so that its words may be mended without losing what was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.names import digest

SURVEY_LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "nl")
"""Those in which candidates' pages speak; a question may be asked in each."""

MOST_QUESTIONS: Final = 8
MOST_OPTIONS: Final = 8
MOST_WORDS: Final = 4
"""Questions that ask for words: all of them together are one comment."""
_LONGEST: Final = 200

Kind = Literal["score", "nps", "choice", "words"]
SCALES: Final[Mapping[str, tuple[int, int]]] = {"score": (1, 5), "nps": (0, 10)}
"""From where to where a number goes."""


def _by_language(value: Any) -> Any:
    """`"How was it?"` is what everybody is asked; `{en: …, de: …}` what each reads in their language."""
    return {"": value} if isinstance(value, str) else value


Said = Annotated[
    dict[str, Annotated[str, Field(min_length=1, max_length=_LONGEST)]],
    Field(min_length=1),
    BeforeValidator(_by_language),
]
"""Words by language; under no language those for everybody else."""


def in_language(said: Mapping[str, str], lang: str) -> str:
    """The words for a reader of that language: else those for all, else English, else the first."""
    found = (said[tag] for tag in (lang, "", SURVEY_LANGUAGES[0]) if tag in said)
    return next(found, None) or next(iter(said.values()), "")


class Question(BaseModel):
    """One question. Without `ask`, a score, an NPS and words ask in words that come with followup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    ask: Said | None = None
    name: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]*)?$", max_length=40)] = ""
    options: Annotated[tuple[Said, ...], Field(max_length=MOST_OPTIONS)] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Question:
        said = [self.ask] if self.ask is not None else []
        for words in (*said, *self.options):
            if unknown := sorted({*words} - {*SURVEY_LANGUAGES, ""}):
                spoken = ", ".join(SURVEY_LANGUAGES)
                raise ValueError(f"the pages don't speak {unknown[0]!r}; write one of {spoken}, or one text for all")
            if any(not text.strip() for text in words.values()):
                raise ValueError("a text is empty; write it, or leave it out")
        if self.kind == "choice":
            if self.ask is None:
                raise ValueError("a choice needs its question; write `ask:`")
            if len(self.options) < 2:
                raise ValueError("a choice needs two `options:` at least")
            keys = [key_of(option) for option in self.options]
            if len({*keys}) < len(keys):
                raise ValueError("two `options:` are the same; keep one")
        elif self.options:
            raise ValueError(
                f"only a choice has `options:`; make it `kind: choice`, or leave them out of this {self.kind}"
            )
        return self

    @property
    def key(self) -> str:
        """By which its answers are known."""
        return self.name or (key_of(self.ask) if self.ask is not None else self.kind)

    def label(self, lang: str = "en") -> str:
        """What it asks, where it says so itself; empty where it asks in our words."""
        return in_language(self.ask, lang) if self.ask is not None else ""


Surveys = dict[str, Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]]
"""By message."""


def check_names(surveys: Surveys) -> list[str]:
    """What is wrong with the questions of one survey beside each other."""
    found = []
    for message, questions in surveys.items():
        keys = [one.key for one in questions]
        if sum(one.kind == "words" for one in questions) > MOST_WORDS:
            found.append(
                f"surveys.{message}: more than {MOST_WORDS} questions ask for words; keep the ones you'll read"
            )
        found += [
            f"surveys.{message}: two questions are called {key!r}; give one of them another `name:`"
            for key in dict.fromkeys(keys)
            if keys.count(key) > 1
        ]
    return found


def key_of(said: Mapping[str, str]) -> str:
    """What stands for words in answers: the same however they are spaced or written."""
    return digest("survey", re.sub(r"\s+", " ", in_language(said, "en")).strip().casefold(), size=8)


def option(questions: Sequence[Question], question: str, choice: str, lang: str = "en") -> str:
    """What a choice says, as it is asked now; empty where it is asked no more."""
    found = (said for one in questions if one.key == question for said in one.options if key_of(said) == choice)
    return in_language(next(found, {}), lang)


_OURS: Final = {
    "score": "How well did we keep you informed?",
    "nps": "How likely are you to recommend applying here to a friend?",
    "words": "What should we do differently, or keep doing?",
}


def wording(question: Question) -> str:
    """What a question asks, in English where it is there."""
    return question.label() or _OURS[question.kind]


def labels(surveys: Surveys) -> dict[str, str]:
    """What questions and choices say, by what stands for them in answers."""
    found = dict(_OURS)
    for one in (one for questions in surveys.values() for one in questions):
        found |= {one.key: label} if (label := one.label()) else {}
        found |= {key_of(said): in_language(said, "en") for said in one.options}
    return found

"""The same care for what candidates are asked: no jargon, no pressure, nothing that shouts (R12)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from domain.lint.wording import complaints_in
from domain.messages.files import files_of
from domain.messages.template_parsing import whole_source
from domain.playbook.model import Playbook, Rank
from domain.playbook.surveys import Question

ENGLISH: Final = ("", "en")


class SurveyComplaint(NamedTuple):
    """Something that should be mended: where in `playbook.yaml`, by which rule, and what to write instead."""

    place: str
    id: str
    message: str


def survey_complaints(playbook: Playbook) -> Iterator[SurveyComplaint]:
    """What is wrong with the words of the questions, and with the messages that lead to them."""
    steps = [step for rules in playbook.stages.values() for step in rules.steps if step.rank is Rank.SURVEY]
    asked = {name for step in steps for name in step.messages}
    for message, questions in playbook.surveys.items():
        place = f"surveys.{message}"
        for number, question in enumerate(questions, 1):
            for ident, said in _of(question):
                yield SurveyComplaint(place, ident, f"question {number}: {said}")
        if message not in asked:
            near = difflib.get_close_matches(message, sorted(asked), n=1, cutoff=0.6)
            hint = f"; did you mean {near[0]}?" if near else "; name the message that leads to it"
            said = f"no step with `rank: survey` sends the message {message}, so nobody is asked this{hint}"
            yield SurveyComplaint(place, "no-survey-link", said)
        elif not any("links.survey" in whole_source(playbook, path) for path in files_of(playbook, message)):
            said = f"messages/{message} doesn't print links.survey, so nobody finds these questions"
            yield SurveyComplaint(place, "no-survey-link", said)


def _of(question: Question) -> Iterator[tuple[str, str]]:
    texts: list[Mapping[str, str]] = [*([question.ask] if question.ask is not None else []), *question.options]
    for said in texts:
        for lang, text in said.items():
            yield from complaints_in(text, english=lang in ENGLISH)
    for lang, text in (question.ask or {}).items():
        if text.count("?") > 1:
            in_which = "" if lang in ENGLISH else f" (in {lang})"
            yield "several-questions", f'"{text}"{in_which} asks several things; make them questions of their own.'

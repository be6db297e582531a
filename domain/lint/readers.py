"""Who reads a message: candidates, or colleagues of a step with `to:`. Each has names that the other never has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.lint import structure
from domain.lint.page import Complaint, Page, Rule, of_messages
from domain.messages.template_parsing import whole_source

_CODE: Final = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_OF_COLLEAGUES: Final = re.compile(r"\b(?:colleague\.\w+|links\.answer)\b")
_OF_CANDIDATES: Final = re.compile(
    r"\b(?:links\.(?:status|unsubscribe|survey)|(?:offer|promise|rejection)\.\w+|application\.pay_range"
    r"|interview\.(?:location|link|notes|moved|changed|next_date|next_time)"
    r"|hire\.(?!start_date)\w+)\b|(?<![.\w])note\b"
)


def is_to_colleague(page: Page) -> bool:
    """Do colleagues get it?"""
    return any(step.to is not None for _, step in page.uses)


def rules_for(page: Page, rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that are about this reader: a colleague needs no way to stop, and nobody owes them a date."""
    exempt = structure.RULES if is_to_colleague(page) else ()
    return (rule for rule in rules if rule not in exempt)


@of_messages
def wrong_reader(page: Page) -> Iterator[Complaint]:
    """`wrong-reader`: a name that whoever reads it never has."""
    to_colleague = is_to_colleague(page)
    pattern, whose = (_OF_CANDIDATES, "candidates") if to_colleague else (_OF_COLLEAGUES, "colleagues")
    reader = "a colleague" if to_colleague else "candidates"
    code = " ".join(_CODE.findall(f"{page.message.subject}\n{whole_source(page.playbook, page.path)}"))
    for name in dict.fromkeys(found[0] for found in pattern.finditer(code)):
        said = f"{name!r} is for messages to {whose}, and this goes to {reader}; remove it."
        yield Complaint(page.first_line, "wrong-reader", said)
    if to_colleague and any(step.to is None for _, step in page.uses):
        said = "A step sends it to candidates, and another one to colleagues; write a message for each."
        yield Complaint(page.first_line, "wrong-reader", said)


@of_messages
def answer_link(page: Page) -> Iterator[Complaint]:
    """`no-answer-link`: who is asked can answer."""
    if any(step.question is not None for _, step in page.uses) and "links.answer" not in page.message.body:
        said = "It asks a colleague, who can't answer with a click; print {{ links.answer }} where that is there."
        yield Complaint(page.first_line, "no-answer-link", said)


RULES: Final[tuple[Rule, ...]] = (wrong_reader, answer_link)

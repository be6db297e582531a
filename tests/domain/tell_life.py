"""Tells the life of a number, decision by decision, and which laws it breaks.

PYTHONPATH=. .venv/bin/python tests/domain/tell_life.py 52 [51 50 ...]
"""

from __future__ import annotations

import sys

from laws import LAWS
from random_lives import RULES, life_of, lived

from domain import events as e


def tell(number: int) -> int:
    """Print it; how many laws it breaks."""
    life = life_of(number)
    print(f"life_of({number}): {life}\n{len(RULES)} playbooks to choose from\n")
    story = lived(life)
    for m in story.moments:
        local = m.now.astimezone(m.world.tz)
        for fact in (*m.told, *m.events, *m.done):
            print(f"{local:%a %d %b %Y %H:%M} {'<' if fact in m.told else '>'} {_in_words(fact)}")
        ahead = m.decision
        if ahead.at is not None:
            step = ahead.touch.step if ahead.touch else ""
            print(f"{'':21}   {ahead.action} {step} on {ahead.at.astimezone(m.world.tz):%a %d %b at %H:%M}")
    broken = 0
    for law in LAWS:
        try:
            law(story)
        except AssertionError as error:
            broken += 1
            print(f"\nBROKEN {law.__name__}: {error}")
    return broken


def _in_words(fact: e.Event) -> str:
    about = getattr(fact, "step", "") or getattr(fact, "task_id", "") or getattr(fact, "stage", "")
    why = "; ".join(reason.text for reason in getattr(fact, "why", ()))
    return f"{fact.type} {fact.application_id or ''} {about} {why and '– ' + why}"


if __name__ == "__main__":
    sys.exit(sum(tell(int(number)) for number in sys.argv[1:]) > 0)

"""What is persisted keeps its names, types and defaults, or no older release could read it (docs/releases.md)."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from domain.events import EVENT_TYPES
from domain.names import FACT_TYPES
from tests.persisted_shapes import FILE, added, broken, shapes
from tests.tables import each

PINNED = json.loads(FILE.read_text())


def test_nothing_that_is_persisted_lost_its_name_its_type_or_its_default() -> None:
    assert broken(PINNED, shapes()) == []


def test_what_is_new_is_pinned_too() -> None:
    assert added(PINNED, shapes()) == PINNED, "something persisted is new: run `make shapes` and commit the file"


def test_types_of_facts_are_known_without_their_models_too() -> None:
    assert set(FACT_TYPES) == set(EVENT_TYPES)


def _default(now: dict[str, Any]) -> None:
    now["models"]["Sent"]["rank"]["default"] = "nudge"


def _dropped(now: dict[str, Any]) -> None:
    del now["models"]["Application"]["quiet"]


def _renamed(now: dict[str, Any]) -> None:
    now["models"]["Attempt2"] = now["models"].pop("DeliveryAttemptState")


def _narrowed(now: dict[str, Any]) -> None:
    now["models"]["Person"]["name"]["maxLength"] = 30


def _required(now: dict[str, Any]) -> None:
    now["models"]["Rejected"]["panel"] = {"type": "string", "required": True}


def _stage(now: dict[str, Any]) -> None:
    now["values"]["Stage"] = [*now["values"]["Stage"], "trial"]


def _action(now: dict[str, Any]) -> None:
    now["values"]["Decision.action"] = [*now["values"]["Decision.action"], "call"]


def _state_less(now: dict[str, Any]) -> None:
    now["values"]["AttemptState"] = now["values"]["AttemptState"][1:]


def _back(now: dict[str, Any]) -> None:
    now["schema_number"] -= 1


@each(
    ("change", "says"),
    [
        (_default, "Sent.rank has another default"),
        (_dropped, "Application.quiet is gone"),
        (_renamed, "DeliveryAttemptState is gone"),
        (_narrowed, "Person.name has another type or limit"),
        (_required, "Rejected.panel is new and required"),
        (_stage, "Stage has 'trial' more"),
        (_action, "Decision.action has 'call' more"),
        (_state_less, "AttemptState lacks 'reserved'"),
        (_back, "SCHEMA_NUMBER went down"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_release_that_older_ones_could_not_read_is_found(change: Callable[[dict[str, Any]], None], says: str) -> None:
    now = shapes()
    change(now)
    assert any(says in problem for problem in broken(PINNED, now))


def test_a_stage_more_may_come_with_a_schema_number_that_has_risen() -> None:
    now = shapes()
    _stage(now)
    now["schema_number"] += 1
    assert broken(PINNED, now) == []
    assert "trial" in added(PINNED, now)["values"]["Stage"]


def test_a_value_more_in_a_fact_alone_may_come_at_any_time() -> None:
    now = shapes()
    now["values"]["OfferAnswered.answer"] = [*now["values"]["OfferAnswered.answer"], "asks_for_time"]
    assert broken(PINNED, now) == []


def test_a_field_more_with_a_default_may_come_at_any_time() -> None:
    now = shapes()
    now["models"]["Rejected"]["panel"] = {"type": "string", "default": ""}
    assert broken(PINNED, now) == []
    before = copy.deepcopy(PINNED)
    assert added(PINNED, now)["models"]["Rejected"]["panel"] and before == PINNED

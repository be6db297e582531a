"""A command that names somebody by name or address reaches that person's clock, and nobody else's."""

from __future__ import annotations

import json

import pytest

from tests.e2e.test_playbook_edits import type_in
from tests.house import House, until

pytestmark = pytest.mark.machine_time


async def test_r17_what_is_told_by_name_or_address_reaches_that_person_alone(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann", candidate={"first_name": "Ánn", "last_name": "Lee"})
        bob = await house.applies("bob", candidate={"last_name": "Lee"})
        await until(lambda: house.ledger.status(ann) and house.ledger.status(bob), what="their first decisions")
        moved = await type_in(house, "stage", "lee, ann", "screening", "--yes")
        assert moved.returncode == 0, moved.stderr
        assert moved.stderr == f"Ánn Lee ({ann}), applied for Engineer (eng).\n"
        noted = await type_in(house, "note", "bob@example.com", "liked the talk", "--yes")
        assert noted.returncode == 0, noted.stderr
        assert json.loads((await type_in(house, "status", "BOB lee", "--live", "--json")).stdout)["id"] == bob
        await until(lambda: "stage_changed" in house.types(ann), what="the new stage")
        assert "stage_changed" not in house.types(bob)
        assert "noted" in house.types(bob) and "noted" not in house.types(ann)

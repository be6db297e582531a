"""Lever's API when it is away, refuses, or shows what cannot be used: what is asked again, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from gateway.webhooks.sources import webhook_sources
from integrations.arrivals import NotNow, NotUnderstood
from integrations.lever.client import LeverApi
from integrations.lever.events import Lever, door
from settings import BadSetting, Settings
from tests.integrations.ats.ats_desk import Desk, signals
from tests.integrations.ats.lever_server import LeverServer
from tests.integrations.ats.lever_words import (
    ARCHIVED,
    OPP,
    SECRET,
    about,
    lever_desk,
    lever_server,
    opportunity,
)

URL = "https://api.lever.co/v1"


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with lever_server() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, lever: LeverServer) -> Iterator[Desk]:
    with lever_desk(tmp_path, lever) as made:
        yield made


@pytest.mark.parametrize(
    ("fault", "error", "word"),
    [
        ("429", NotNow, "busy"),
        ("500", NotNow, "away"),
        ("503", NotNow, "away"),
        ("hang", NotNow, "could not be asked"),
        ("cut", NotNow, "could not be asked"),
        ("html", NotNow, "FOLLOWUP_LEVER_URL"),
        ("redirect", NotNow, "not followed"),
        ("401", NotNow, "set FOLLOWUP_LEVER_API_KEY"),
        ("403", NotNow, "may not read opportunities in Lever.*allow it.*FOLLOWUP_LEVER_API_KEY"),
        ("400", NotUnderstood, "refuses"),
    ],
)
def test_what_fails_for_now_is_asked_again_and_nothing_is_made_up(
    desk: Desk, lever: LeverServer, fault: str, error: type[Exception], word: str
) -> None:
    lever.script(fault)
    with pytest.raises(error, match=word) as caught:
        desk.read(about("candidateStageChange"))
    assert lever.key not in str(caught.value) and "tam@" not in str(caught.value)
    assert lever.elsewhere == []  # the key went nowhere else
    assert signals(desk.read(about("candidateStageChange"))) == ["application_received", "stage_changed"]


@pytest.mark.parametrize(
    ("fault", "ours", "rest"),
    [
        ("401", True, timedelta(minutes=1)),
        ("403", True, None),  # of this one thing, perhaps: the others go on
        ("redirect", True, None),
        ("429", False, None),
        ("429 after 120", False, timedelta(minutes=2)),
        ("503 after 30", False, timedelta(seconds=30)),
        ("429 after soon", False, None),
    ],
)
def test_lever_s_own_time_to_come_again_is_heeded_and_what_a_person_must_set_is_marked(
    desk: Desk, lever: LeverServer, fault: str, ours: bool, rest: timedelta | None
) -> None:
    lever.script(fault)
    with pytest.raises(NotNow) as caught:
        desk.read(about("candidateStageChange"))
    assert (caught.value.ours, caught.value.rest) == (ours, rest)


def test_an_opportunity_of_a_megabyte_is_read(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer", tags=["a long history"] * 70_000))
    assert signals(desk.read(about("candidateStageChange"))) == ["application_received", "stage_changed"]


def test_an_answer_without_end_is_for_a_person_and_is_not_asked_for_again(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer", tags=["x" * 1024] * 4200))
    with pytest.raises(NotUnderstood, match=r"shows of the opportunities.*longer than 4096 KiB.*yourself\.") as caught:
        desk.read(about("candidateStageChange"))
    assert "tam@" not in str(caught.value)


@pytest.mark.parametrize("status", ["404", "410"])
def test_what_is_gone_is_gone(desk: Desk, lever: LeverServer, status: str) -> None:
    lever.script(status)
    assert desk.read(about("candidateStageChange")).note == "Lever does not have this opportunity any more"


def test_nobody_is_taken_for_gone_because_our_address_of_the_api_is_wrong(tmp_path: Path, lever: LeverServer) -> None:
    """Every id is unknown there, and those who are gone are never written to again."""
    right = Desk(tmp_path, Lever([SECRET], LeverApi(lever.key, lever.url)))
    right.here(right.read(about("applicationCreated")).tells)
    wrong = Desk(tmp_path, Lever([SECRET], LeverApi(lever.key, lever.url.replace("/v1", "/v7"))))
    for event in ("candidateDeleted", "contactUpdated"):
        with pytest.raises(NotNow, match="FOLLOWUP_LEVER_URL") as caught:
            wrong.read(about(event))
        assert caught.value.ours
    right.ledger.close()
    wrong.ledger.close()


def test_a_fault_in_the_middle_tells_nothing_by_halves(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer") | ARCHIVED)
    for asked in (1, 2):
        lever.script(*[""] * asked, "503")
        with pytest.raises(NotNow):
            desk.read(about("candidateArchiveChange"))


def test_a_wrong_key_is_a_matter_of_settings_and_loses_nothing(tmp_path: Path, lever: LeverServer) -> None:
    desk = Desk(tmp_path, Lever([SECRET], LeverApi("wrong", lever.url)))
    with pytest.raises(NotNow, match="FOLLOWUP_LEVER_API_KEY"):
        desk.read(about("candidateStageChange"))
    desk.ledger.close()


def test_lever_away_is_asked_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Lever([SECRET], LeverApi("key", "http://127.0.0.1:9")))
    with pytest.raises(NotNow, match="could not be asked"):
        desk.read(about("candidateStageChange"))
    desk.ledger.close()


@pytest.mark.parametrize("key", ["", " key", "ké", "a\nb"])
def test_a_malformed_key_or_address_is_named(key: str) -> None:
    with pytest.raises(ValueError, match="FOLLOWUP_LEVER_API_KEY"):
        door(SECRET, key, URL)
    with pytest.raises(ValueError, match="FOLLOWUP_LEVER_SECRET"):
        door(" , ", "key", URL)
    with pytest.raises(ValueError, match="FOLLOWUP_LEVER_URL"):
        door(SECRET, "key", "api.lever.co")
    assert door(SECRET, "key", URL).source == "lever"


def test_the_gateway_names_a_malformed_key_before_it_listens() -> None:
    given = {"lever_secret": SecretStr(SECRET), "lever_api_key": SecretStr(" key")}
    with pytest.raises(BadSetting, match="FOLLOWUP_LEVER_API_KEY"):
        webhook_sources(Settings(**given))
    assert [*webhook_sources(Settings(**given | {"lever_api_key": SecretStr("key")}))] == ["/hooks/lever"]

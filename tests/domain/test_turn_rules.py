"""Who goes first where a channel is busy (R4, R19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.delivery.retries import LONGEST_WAIT, slow_time
from domain.delivery.send_queue import is_long, is_urgent, pace_of_places, places_for, rate_words, shares
from domain.playbook.model import Rank
from tests.tables import each


@each(
    ("rank", "promised", "urgent"),
    [
        (Rank.OFFER, False, True),  # they wait for it, and it has an end
        (Rank.INTERVIEW, False, True),  # time and place of something that happens soon
        (Rank.REJECTION, False, True),  # first to last as in R4
        (Rank.UPDATE, True, True),  # a promised date is kept on the day (R2, R19)
        (Rank.UPDATE, False, False),
        (Rank.NUDGE, False, False),
        (Rank.SURVEY, False, False),
        (Rank.NURTURE, False, False),
    ],
)
def test_r4_r19_what_is_urgent_goes_before_what_may_wait(rank: Rank, promised: bool, urgent: bool) -> None:
    assert is_urgent(rank, promised=promised) is urgent


@pytest.mark.parametrize("places", [1, 2, 3, 8, 16, 32, 64])
def test_r19_some_places_are_kept_for_the_urgent_and_some_left_for_the_rest(places: int) -> None:
    assert places_for(places, urgent=True) == places
    assert 1 <= places_for(places, urgent=False) <= places
    assert places == 1 or places_for(places, urgent=False) < places


def test_r19_both_shares_are_the_whole_rate() -> None:
    assert sum(shares(10)) == pytest.approx(10) and min(shares(10)) > 0


def test_r19_a_hold_is_long_sooner_where_it_is_urgent() -> None:
    assert is_long(timedelta(minutes=2), urgent=True) and not is_long(timedelta(minutes=2), urgent=False)
    assert is_long(timedelta(minutes=16), urgent=False)


def test_a_rate_reads_as_people_say_it() -> None:
    assert [rate_words(r) for r in (10, 1, 2.5, 0.25)] == [
        "10 a second",
        "1 a second",
        "2.5 a second",
        "1 in 4 seconds",
    ]


def test_a_channel_rests_as_long_as_its_provider_says_and_never_for_days() -> None:
    assert slow_time(timedelta(seconds=7)) == timedelta(seconds=7)
    assert slow_time(None) == timedelta(seconds=30)
    assert slow_time(timedelta(days=1)) == LONGEST_WAIT


@each(
    ("freed", "seen", "pace"),
    [
        (100, 2, 0.02),
        (100, 60, 0.02),  # one hangs and the others do not
        (10, 0.5, 0.05),  # they have only just begun to leave
        (10, 0.001, 0.02),  # and all at once
        (1, 5, 2),
        (0, 0, 0.02),  # they have only just come
        (0, 2, 0.02),
        (0, 2.001, None),  # nothing moves
    ],
)
def test_who_finds_no_place_comes_back_at_the_pace_at_which_places_come_free(
    freed: int, seen: float, pace: float | None
) -> None:
    found = pace_of_places(freed, timedelta(seconds=seen))
    assert found == (None if pace is None else timedelta(seconds=pace))

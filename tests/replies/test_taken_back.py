"""A withdrawal is certain by two signs: it says so, and what is taken back is the job, or nothing else is named (R8)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies.taken_back import object_of
from domain.replies.wishes import ANOTHER_THING, OF_WHAT, wish_in

WITHDRAW = "i've decided to withdraw"


@pytest.mark.parametrize(
    ("behind", "about"),
    [
        ("", "none"),
        (", sorry", "none"),
        (" at this stage", "none"),
        (" because of the shifts", "none"),
        (" from the process", "job"),
        (" from the weekend supervisor role", "job"),
        (" from the dental plan", "other"),
        (" from the saturday shift", "other"),
        (" from the leeds lot", "unknown"),
    ],
)
def test_r8_what_is_given_up_is_read_from_what_stands_behind(behind: str, about: str) -> None:
    assert object_of(WITHDRAW + behind, (0, len(WITHDRAW))) == about


def test_r8_a_withdrawal_that_does_not_say_of_what_is_put_to_a_person() -> None:
    found = wish_in("I've decided to withdraw from the Leeds lot", Channel.SMS)
    assert (found.kind, found.certain, found.why) == ("withdraw", False, OF_WHAT)


def test_r8_who_gives_up_what_comes_with_a_job_is_still_in() -> None:
    found = wish_in("I've decided to withdraw from the induction course", Channel.SMS)
    assert (found.kind, found.why) == ("answer", ANOTHER_THING)


def test_r8_a_thing_given_up_beside_the_job_hides_no_withdrawal() -> None:
    found = wish_in("I'm going to decline the room. I've accepted another job.", Channel.SMS)
    assert (found.kind, found.certain) == ("withdraw", True)

"""Who acts for whom while a colleague is away (R25): tables, with the reason in each row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.people.team import NO_TEAM, Absence, Member, Team, colleague_mark, key_of, member
from tests.tables import each

NOW = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def away(cover: str, *, since: int = -1, days: int = 9) -> Absence:
    until = NOW + (since + days) * DAY
    return Absence(NOW + since * DAY, until, until.date(), f"{cover}@acme.example" if cover else "")


def person(name: str, absence: Absence | None = None, *, email: str | None = None, role: str = "recruiter") -> Member:
    address = f"{name.split()[0].lower()}@acme.example" if email is None else email
    one = member(name, address, role=role)
    return Member(one.key, one.name, one.email, role, absence=absence)


def team(*members: Member) -> Team:
    return Team(members)


KIM, SAM, LOU, DANA = "Kim Park", "Sam Lee", "Lou Bell", "Dana Reyes"


@each(
    ("members", "acts", "gap", "because"),
    [
        ([person(KIM), person(SAM)], None, "", "nobody is away"),
        ([person(KIM, away("sam")), person(SAM)], SAM, "", "the cover acts"),
        ([person(KIM, away("sam", since=1)), person(SAM)], None, "", "Kim leaves tomorrow"),
        ([person(KIM, away("sam", since=-9, days=9)), person(SAM)], None, "", "Kim is back as of this instant"),
        ([person(KIM, away("sam")), person(SAM, away("lou")), person(LOU)], LOU, "", "the cover is away too"),
        ([person(KIM, away("sam"))], None, "isn't on record", "the cover has been taken out of the file"),
        ([person(KIM, away(""))], None, "isn't on record", "nobody was named"),
        ([person(KIM, away("sam")), person(SAM, away("kim"))], None, "cover for each other", "a circle"),
        (
            [person(KIM, away("sam")), person(SAM, away("lou")), person(LOU, away("sam"))],
            None,
            "cover for each other",
            "a circle that Kim is no part of",
        ),
        (
            [person(KIM, away("sam")), Member("sam@acme.example", SAM, "")],
            None,
            "no email address",
            "no digest would reach the cover",
        ),
    ],
)
def test_r25_who_acts_for_a_recruiter(members: list[Member], acts: str | None, gap: str, because: str) -> None:
    cover = team(*members).cover_for(KIM, "kim@acme.example", NOW)
    assert (cover.who.name if cover and cover.who else None) == acts, because
    assert (gap in cover.gap if gap else not cover.gap) if cover else not gap, because


def test_r25_a_lead_sees_to_what_nobody_covers() -> None:
    everybody = team(
        person(KIM, away("gone")), person(DANA, role="lead"), person(LOU, away("x"), role="lead"), person(SAM)
    )
    cover = everybody.cover_for(KIM, "kim@acme.example", NOW)
    assert cover is not None and cover.who is None and cover.acts == everybody.by_key("dana@acme.example")
    assert cover.words == (
        "Kim Park is away until Thu 10 Dec, and nobody is covering (the person who was supposed to cover isn't on "
        "record), so Dana Reyes takes care of it"
    )
    assert cover.signed == "", "a lead who sees to the tasks doesn't sign what they haven't read"


def test_r25_one_candidate_may_have_a_cover_of_their_own() -> None:
    everybody = team(person(KIM, away("sam")), person(SAM), person(LOU, away("sam")), person(DANA))
    for own, acts in ((DANA, DANA), (LOU, SAM), (KIM, SAM)):  # Lou is away too, and nobody covers for themselves
        found = everybody.cover_for(KIM, "kim@acme.example", NOW, own=person(own))
        assert found is not None and found.who is not None and found.who.name == acts
    stranger = everybody.cover_for(KIM, "", NOW, own=member("New Person", "new@acme.example"))
    assert stranger is not None and stranger.who is not None and stranger.who.email == "new@acme.example"


@pytest.mark.parametrize(
    ("name", "email", "found", "because"),
    [
        (KIM, "KIM@acme.example", True, "the address, in any case of letters"),
        ("", "kim@acme.example", True, "the address alone"),
        ("park, kim", "", True, "the name alone, where one is called so"),
        (KIM, "kim@other.example", False, "somebody else's address is somebody else"),
        ("Kim", "", False, "a first name isn't enough for a signature"),
        ("", "", False, "nobody is named"),
    ],
)
def test_whom_an_application_means(name: str, email: str, found: bool, because: str) -> None:
    everybody = team(person(KIM, away("sam")), person(SAM))
    assert (everybody.cover_for(name, email, NOW) is not None) is found, because


def test_a_name_without_an_address_is_whoever_has_one_and_two_of_a_name_are_nobody() -> None:
    alone, with_address = Member("name:kim park", KIM), person(KIM, away("sam"))
    assert team(alone, with_address, person(SAM)).find(KIM, "") == with_address
    assert team(alone, with_address).people == [with_address], "listed once"
    other = person(KIM, email="kim2@acme.example")
    assert team(with_address, other).find(KIM, "") is None
    assert len(team(alone, with_address, other).people) == 3


@pytest.mark.parametrize(
    ("others", "absence", "names", "because"),
    [
        ([person(SAM)], away("sam"), [], "Sam is here"),
        ([person(SAM, away("kim"))], away("sam"), [SAM], "each for the other"),
        ([person(SAM, away("lou")), person(LOU, away("kim"))], away("sam"), [SAM, LOU], "through a third"),
        ([person(SAM, away("kim", since=20))], away("sam"), [], "Sam leaves after Kim is back"),
        ([person(SAM, away("kim", since=3))], away("sam"), [SAM], "Sam leaves while Kim is away"),
        ([person(SAM, away("lou")), person(LOU, away("sam"))], away("sam"), [], "theirs, and not of Kim's making"),
    ],
)
def test_r25_a_circle_is_found_before_it_begins(
    others: list[Member], absence: Absence, names: list[str], because: str
) -> None:
    found = team(person(KIM), *others).circle("kim@acme.example", absence)
    assert [one.name for one in found] == names, because


def test_what_stands_for_a_colleague_names_nobody() -> None:
    mark = colleague_mark(KIM, "Kim@acme.example ")
    assert mark == colleague_mark("Kim P.", "kim@acme.example") and len(mark) == 8 and "kim" not in mark
    assert colleague_mark(KIM, "") == colleague_mark("park, KIM", "") != mark
    assert colleague_mark("", "") == "" == colleague_mark(" . ", "")
    assert key_of("Kim Park", "") == "name:kim park"


def test_words_say_who_signs_for_whom() -> None:
    cover = team(person(KIM, away("sam")), person(SAM)).cover_for(KIM, "", NOW)
    assert cover is not None and cover.until == date(2026, 12, 10)
    assert cover.signed == "signed by Sam Lee, who covers for Kim Park until Thu 10 Dec"
    assert NO_TEAM.cover_for(KIM, "kim@acme.example", NOW) is None

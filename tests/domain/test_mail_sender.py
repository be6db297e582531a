"""Whom a mail comes from: a name that cannot deceive, and an address that receivers believe (R10)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from domain.delivery.mail_sender import bounces_come_to, display_name, mail_sender, same_domain
from domain.events.envelope import Person
from domain.playbook.model import NewerPlaybook, Playbook, SenderIdentity
from tests.domain.lives import PLAYBOOK as DEFAULT
from tests.tables import each


def rules(company: str = "Acme", **sender: str) -> Playbook:
    kept = DEFAULT.model_dump(mode="json")
    kept["company"]["name"] = company
    kept["sender"] = {"name": "Acme Talent", "email": "talent@acme.example", "from": "recruiter"} | sender
    return Playbook.model_validate(kept)


def kim(name: str = "Kim Park", email: str = "kim@acme.example") -> Person:
    return Person(name=name, email=email)


CASES: dict[str, tuple[Person | None, str, str]] = {
    "on the company's domain: their own address": (kim(), "Kim Park, Acme", "kim@acme.example"),
    "in capitals, as an ATS exports it": (kim(email=" Kim@ACME.example "), "Kim Park, Acme", "kim@acme.example"),
    "on another domain: their name alone": (kim(email="kim@agency.example"), "Kim Park, Acme", "talent@acme.example"),
    "on a sub-domain, which has SPF of its own": (
        kim(email="kim@hr.acme.example"),
        "Kim Park, Acme",
        "talent@acme.example",
    ),
    "a domain that only ends like it": (kim(email="kim@notacme.example"), "Kim Park, Acme", "talent@acme.example"),
    "no address": (kim(email=""), "Kim Park, Acme", "talent@acme.example"),
    "an address that is none": (kim(email="kim at acme.example"), "Kim Park, Acme", "talent@acme.example"),
    "an address with a header in it": (
        kim(email="kim@acme.example\r\nBcc: all@acme.example"),
        "Kim Park, Acme",
        "talent@acme.example",
    ),
    "an address that is not ASCII": (kim(email="kím@acme.example"), "Kim Park, Acme", "talent@acme.example"),
    "no name, so nobody is named": (kim(name=""), "Acme Talent", "talent@acme.example"),
    "an address for a name": (kim(name="kim@acme.example"), "Acme Talent", "talent@acme.example"),
    "nobody at all": (None, "Acme Talent", "talent@acme.example"),
    "the company stands in the name": (kim(name="Kim Park (Acme)"), "Kim Park (Acme)", "kim@acme.example"),
    "the company is a part of a word": (kim(name="Kim Acmeson"), "Kim Acmeson, Acme", "kim@acme.example"),
}


@each("case", CASES)
def test_r10_a_mail_comes_from_the_recruiter_as_far_as_receivers_believe_it(case: str) -> None:
    recruiter, name, email = CASES[case]
    assert mail_sender(rules(), recruiter) == (name, email)


def test_r10_without_the_key_mail_comes_from_the_company() -> None:
    assert mail_sender(DEFAULT, kim()) == (DEFAULT.sender.name, DEFAULT.sender.email)


def test_a_domain_with_umlauts_is_the_same_in_both_spellings() -> None:
    assert mail_sender(rules(email="talent@müller.example"), kim(email="kim@xn--mller-kva.example")).email == (
        "kim@xn--mller-kva.example"
    )
    assert same_domain("a@MÜLLER.example", "b@xn--mller-kva.example")


NAMES = {
    "Kim Park": "Kim Park",
    "  Kim \t Park\n": "Kim Park",
    "Kim\r\nBcc: all@acme.example": "Kim Bcc",
    "Kim Park <boss@bank.example>": "Kim Park",
    "boss@bank.example": "",
    "boss＠bank.example": "",  # noqa: RUF001 - the wide sign is the point
    "Kim ﹫bank": "Kim",
    'Kim "Kimmy" Park': "Kim Kimmy Park",
    "Kim https://bank.example Park": "Kim Park",
    "Kim\u202ekraP": "Kim kraP",
    "Kim\u200bPark": "Kim Park",
    "\x00Kim\x7f": "Kim",
    "Zoë O’Hara-Łukasz": "Zoë O’Hara-Łukasz",
    "朴金": "朴金",
    "علی\u200cرضا": "علی\u200cرضا",  # noqa: RUF001 - a joiner within a Persian name
    "Kim Park (she/her)": "Kim Park (she/her)",
    "J. R. Smith, Jr.": "J. R. Smith, Jr.",
    "noreply＜x＞": "noreply x",  # noqa: RUF001 - wide signs, as below
    "evil。com": "",
    "evil．com Kim": "Kim",  # noqa: RUF001
    "www.evil.com": "",
    "Kim (www.evil.com)": "Kim",
    "Kim Park evil.COM": "Kim Park",
    "Kim Park bank.co.uk": "Kim Park",
    "\u3164": "",
    "\u115f\u1160\u2800": "",
    "Kim\u3164Park": "Kim Park",
    "Kim；Park": "Kim Park",  # noqa: RUF001
    "Dr. Kim, Ph.D.": "Dr. Kim, Ph.D.",
    "J.R.R. St.John": "J.R.R. St.John",
    "- .": "",
    "A" * 100: "A" * 60,
    "Kim " + "van der Berg " * 10: "Kim van der Berg van der Berg van der Berg van der Berg van",
}


@each("said", NAMES)
def test_a_name_before_an_address_is_one_line_and_looks_like_no_address(said: str) -> None:
    assert display_name(said) == NAMES[said]
    assert display_name(display_name(said)) == display_name(said)


@pytest.mark.parametrize(
    ("mailbox", "sender", "may"),
    [
        ("talent@acme.example", "jobs@acme.example", True),
        ("talent@ACME.example", "jobs@acme.example", True),
        ("talent@hr.acme.example", "jobs@acme.example", False),
        ("talent@acme.example", "jobs@hr.acme.example", False),
        ("talent@other.example", "jobs@acme.example", False),
        ("", "jobs@acme.example", False),
        ("talent", "jobs", False),
    ],
)
def test_a_bounce_is_addressed_to_the_mailbox_on_the_very_domain_alone(mailbox: str, sender: str, may: bool) -> None:
    assert bounces_come_to(mailbox, sender) is may


def test_an_unchanged_playbook_keeps_its_version_and_what_is_kept_reads_back() -> None:
    plain = rules(**{"from": "company"})
    kept = plain.model_dump(mode="json")
    older: dict[str, Any] = {**kept, "sender": {k: v for k, v in kept["sender"].items() if k != "from"}}
    assert Playbook.model_validate(older).version == plain.version
    assert Playbook.kept(kept, plain.version) == plain
    named = rules()
    assert named.version != plain.version
    kept = named.model_dump(mode="json")
    assert kept["sender"]["from"] == "recruiter"
    assert Playbook.kept(kept, named.version).sender.from_ == "recruiter"


def test_a_release_that_does_not_know_who_mail_comes_from_decides_nothing() -> None:
    kept = rules().model_dump(mode="json")
    kept["sender"]["from_the_next_release"] = "x"
    with pytest.raises(NewerPlaybook):
        Playbook.kept(kept, "of-the-next-release")


@pytest.mark.parametrize("said", [{"from": "manager"}, {"from_": "recruiter"}, {"from": None}, {"From": "recruiter"}])
def test_what_is_neither_company_nor_recruiter_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SenderIdentity.model_validate({"name": "Acme", "email": "talent@acme.example"} | said)

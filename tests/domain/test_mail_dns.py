"""What DNS says about our mail, and what a person is told to do about it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checks.mail_dns import Answer, Kind, Look, dns_findings, read_dmarc, read_spf
from domain.checks.mail_setup import MailFinding, MailSetup, setup_findings
from tests.tables import each

Zone = dict[tuple[str, Kind], list[str]]

KEY = "v=DKIM1; k=rsa; p=MIGfMA0"
WELL: Zone = {
    ("acme.example", "TXT"): ["google-site-verification=x", "v=spf1 mx ip4:192.0.2.0/24 ~all"],
    ("acme.example", "MX"): ["10 mx1.acme.example.", "20 mx2.acme.example."],
    ("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject; aspf=s; adkim=s"],
    ("k1._domainkey.acme.example", "TXT"): [KEY],
    ("s1._domainkey.acme.example", "TXT"): [KEY],
    ("replies.acme.example", "MX"): ["10 mx.sendgrid.net."],
}


def looking(zone: Zone, *, silent: tuple[str, ...] = ()) -> Look:
    def look(name: str, kind: Kind) -> Answer:
        if name in silent:
            return Answer("unanswered")
        values = zone.get((name, kind), [])
        return Answer("found", tuple(values)) if values else Answer("nothing")

    return look


def setup(**changes: Any) -> MailSetup:
    smtp = {"way": "smtp", "sender": "talent@acme.example", "relay": "mail.acme.example"}
    return MailSetup(**(smtp | {"reply_address": "talent@acme.example"} | changes))


SENDGRID = {"way": "sendgrid", "relay": "", "reply_address": "", "inbound_domain": "replies.acme.example"}


def found(zone: Zone, *, silent: tuple[str, ...] = (), selectors: tuple[str, ...] = (), **changes: Any) -> Any:
    findings = list(dns_findings(setup(**changes), looking(zone, silent=silent), selectors))
    assert [one.check for one in findings[:3]] == ["SPF", "DKIM", "DMARC"]
    for one in findings:
        assert bool(one.do) == (not one.ok)  # what is wrong says what to do, and what is well asks for nothing
        assert not one.says.endswith(".") and "\n" not in one.says
    return {one.check: one for one in findings}


def test_what_is_in_order_is_said_so_by_smtp_and_by_sendgrid() -> None:
    by_relay = found(WELL, selectors=("k1",))
    assert all(one.ok for one in by_relay.values())
    assert by_relay["MX"].says == "mail for acme.example goes to mx1.acme.example"
    assert by_relay["DMARC"].says.endswith("MAIL FROM and From: are both on acme.example, so SPF is aligned")
    by_vendor = found(WELL, **SENDGRID)
    assert all(one.ok for one in by_vendor.values())
    assert by_vendor["DMARC"].says.endswith("SendGrid signs as acme.example, and with aspf=s only DKIM counts")
    assert by_vendor["MX"].says == "mail for replies.acme.example goes to mx.sendgrid.net"


SPF: dict[str, tuple[list[str], bool, str]] = {
    "none": (["v=DKIM1"], False, "acme.example has no SPF record, so receivers can't tell"),
    "another word before it": (["xv=spf1 -all"], False, "has no SPF record"),
    "v=spf10 is no SPF": (["v=spf10 -all"], False, "has no SPF record"),
    "in capitals": (["V=SPF1 MX -ALL"], True, "has an SPF record"),
    "two of them": (["v=spf1 mx ~all", "v=spf1 a ~all"], False, "appears 2 times"),
    "everybody may": (["v=spf1 +all"], False, "lets anyone send in its name (+all)"),
    "everybody may, in short": (["v=spf1 all"], False, "lets anyone send in its name (+all)"),
    "nobody may": (["v=spf1 -all"], True, "has an SPF record"),
    "a word that is none": (["v=spf1 ipv4:192.0.2.1 -all"], False, "contains 'ipv4:192.0.2.1', which means nothing"),
    "an address that is none": (["v=spf1 ip4:192.0.2.500 -all"], False, "contains 'ip4:192.0.2.500', which isn't"),
    "an unknown modifier is passed over": (["v=spf1 mx x-why=because -all"], True, "has an SPF record"),
    "after all nothing counts": (["v=spf1 mx -all include:nowhere.example"], True, "has an SPF record"),
    "what is included is not there": (["v=spf1 include:nowhere.example -all"], False, "which has no SPF record"),
    "it includes itself": (["v=spf1 include:acme.example -all"], False, "in a loop"),
    "two of what is included": (
        ["v=spf1 include:two.example -all"],
        False,
        "of two.example, which it includes,",
    ),
    "a macro": (["v=spf1 exists:%{i}._spf.acme.example -all"], True, "has an SPF record"),
    "another's record": (["v=spf1 redirect=other.example"], True, "has an SPF record"),
    "another's record that everybody may use": (["v=spf1 redirect=open.example"], False, "lets anyone"),
    "eleven look-ups": (["v=spf1 " + "a:x.example " * 11 + "-all"], False, "needs 11 lookups"),
    "ten look-ups": (["v=spf1 " + "a:x.example " * 10 + "-all"], True, "has an SPF record"),
    "eleven, most of them in what is included": (["v=spf1 mx include:nine.example -all"], False, "needs 11 lookups"),
}
OTHERS: Zone = {
    ("two.example", "TXT"): ["v=spf1 a -all", "v=spf1 mx -all"],
    ("other.example", "TXT"): ["v=spf1 mx -all"],
    ("open.example", "TXT"): ["v=spf1 +all"],
    ("nine.example", "TXT"): ["v=spf1 " + "mx:x.example " * 9 + "-all"],
}


@each("case", SPF)
def test_an_spf_record_is_read_as_receivers_read_it(case: str) -> None:
    records, ok, says = SPF[case]
    finding = found(OTHERS | {("acme.example", "TXT"): records})["SPF"]
    assert (finding.ok, says in finding.says) == (ok, True), finding


RELAYS: dict[str, tuple[str, str, bool, str]] = {
    "named": ("smtp.gmail.com", "v=spf1 include:_spf.google.com ~all", True, "names smtp.gmail.com"),
    "named, further down": ("smtp.gmail.com", "v=spf1 include:mid.example ~all", True, "names smtp.gmail.com"),
    "missing": ("smtp.office365.com", "v=spf1 include:_spf.google.com ~all", False, "does not name smtp.office365.com"),
    "perhaps by its addresses": (
        "smtp.gmail.com",
        "v=spf1 ip4:192.0.2.0/24 ~all",
        True,
        "can't tell from here whether it names your relay",
    ),
    "a relay of one's own": (
        "mail.acme.example",
        "v=spf1 mx ~all",
        True,
        "can't tell from here whether it names your relay",
    ),
    "ends like Google": (
        "smtp.notgmail.com",
        "v=spf1 a ~all",
        True,
        "can't tell from here whether it names your relay",
    ),
}


@each(
    ("check", "zone", "more", "warns"),
    [
        ("DMARC", {}, {}, True),
        ("DMARC", {("_dmarc.acme.example", "TXT"): ["v=DMARC1;p=none"]}, {}, False),
        ("DKIM", {}, {}, True),
        ("DKIM", {("k1._domainkey.acme.example", "TXT"): [KEY]}, {"selectors": ("k1",)}, False),
        ("SPF", {}, SENDGRID, True),
        ("SPF", {("acme.example", "TXT"): ["v=spf1 mx ~all"]}, {"relay": "mail.acme.example"}, True),
        (
            "SPF",
            {("acme.example", "TXT"): ["v=spf1 include:_spf.google.com ~all"]},
            {"relay": "smtp.gmail.com"},
            False,
        ),
        ("MX", {("acme.example", "A"): ["192.0.2.1"]}, {}, True),
        ("MX", {("acme.example", "MX"): ["10 mx.acme.example"]}, {}, False),
    ],
)
def test_what_is_missing_or_unknown_is_a_warning_and_no_fault(
    check: str, zone: Zone, more: dict[str, Any], *, warns: bool
) -> None:
    finding = found(OTHERS | {("_spf.google.com", "TXT"): ["v=spf1 ip4:192.0.2.9 -all"]} | zone, **more)[check]
    assert (finding.ok, finding.warns) == (True, warns), finding


@pytest.mark.parametrize("case", RELAYS)
def test_a_relay_of_which_it_is_known_is_looked_for_in_the_spf_record(case: str) -> None:
    relay, record, ok, says = RELAYS[case]
    zone = {
        ("acme.example", "TXT"): [record],
        ("_spf.google.com", "TXT"): ["v=spf1 ip4:192.0.2.9 -all"],
        ("mid.example", "TXT"): ["v=spf1 include:_spf.google.com -all"],
    }
    if case == "missing":
        zone["_spf.google.com", "TXT"] = ["v=spf1 -all"]
    finding = found(zone, relay=relay)["SPF"]
    assert (finding.ok, says in finding.says) == (ok, True), finding


DMARC: dict[str, tuple[Zone, dict[str, Any], bool, str]] = {
    "none": ({}, {}, True, "has no DMARC record"),
    "p=none asks for nothing": ({("_dmarc.acme.example", "TXT"): ["v=DMARC1;p=none"]}, {}, True, "p=none"),
    "two": ({("_dmarc.acme.example", "TXT"): ["v=DMARC1;p=none", "v=DMARC1;p=reject"]}, {}, False, "2 times"),
    "no policy": ({("_dmarc.acme.example", "TXT"): ["v=DMARC1; rua=mailto:x@y.example"]}, {}, False, "no policy (p=)"),
    "a policy that is none": ({("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=deny"]}, {}, False, "is 'deny'"),
    "another's text there": ({("_dmarc.acme.example", "TXT"): ["v=spf1 -all"]}, {}, True, "has no DMARC record"),
    "blanks and capitals": ({("_dmarc.acme.example", "TXT"): ["v = DMARC1 ; P = Reject"]}, {}, False, "p=reject"),
    "reject, and nothing aligned": ({("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"]}, {}, False, "neither"),
    "quarantine, and SPF": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=quarantine"], ("acme.example", "TXT"): ["v=spf1 mx ~all"]},
        {},
        True,
        "SPF is aligned",
    ),
    "strict SPF holds, since MAIL FROM is on the very domain": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject; aspf=s"], ("acme.example", "TXT"): ["v=spf1 mx ~all"]},
        {},
        True,
        "SPF is aligned",
    ),
    "SPF twice, and DKIM": (
        {
            ("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"],
            ("acme.example", "TXT"): ["v=spf1 mx ~all", "v=spf1 a ~all"],
            ("k1._domainkey.acme.example", "TXT"): [KEY],
        },
        {"selectors": ("k1",)},
        True,
        "DKIM is aligned if your relay signs with that key; SPF isn't",
    ),
    "the domain above has a policy for those below": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject; sp=none"]},
        {"sender": "talent@jobs.acme.example"},
        True,
        "acme.example doesn't ask receivers to refuse anything (p=none)",
    ),
    "the domain above has one policy for all": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"]},
        {"sender": "talent@jobs.acme.example"},
        False,
        "neither SPF nor DKIM",
    ),
    "SendGrid without a key": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"], ("acme.example", "TXT"): ["v=spf1 mx ~all"]},
        SENDGRID,
        False,
        "SendGrid isn't known to sign as acme.example",
    ),
    "SendGrid signs as the domain above, which is aligned": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"], ("s2._domainkey.acme.example", "TXT"): [KEY]},
        SENDGRID | {"sender": "talent@jobs.acme.example"},
        True,
        "SendGrid signs as acme.example",
    ),
    "SendGrid signs as the domain above, and adkim=s": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject; adkim=s"], ("s1._domainkey.acme.example", "TXT"): [KEY]},
        SENDGRID | {"sender": "talent@jobs.acme.example"},
        False,
        "DKIM of exactly that domain (adkim=s)",
    ),
    "SendGrid by its relay": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"], ("acme.example", "TXT"): ["v=spf1 mx ~all"]},
        {"relay": "smtp.sendgrid.net"},
        False,
        "SendGrid isn't known to sign",
    ),
    "another relay with a MAIL FROM of its own": (
        {("_dmarc.acme.example", "TXT"): ["v=DMARC1; p=reject"], ("acme.example", "TXT"): ["v=spf1 mx ~all"]},
        {"relay": "email-smtp.eu-west-1.amazonaws.com"},
        False,
        "email-smtp.eu-west-1.amazonaws.com isn't known to sign",
    ),
}


@each("case", DMARC)
def test_a_policy_that_our_mail_would_fail_is_found(case: str) -> None:
    zone, changes, ok, says = DMARC[case]
    finding = found(zone, **changes)["DMARC"]
    assert (finding.ok, says in finding.says) == (ok, True), finding


DKIM: dict[str, tuple[Zone, dict[str, Any], bool, str]] = {
    "nobody said which": ({}, {}, True, "can't tell which key your relay signs with"),
    "not there": ({}, {"selectors": ("k1",)}, False, "there is no key at k1._domainkey.acme.example"),
    "revoked": (
        {("k1._domainkey.acme.example", "TXT"): ["v=DKIM1; p="]},
        {"selectors": ("k1",)},
        False,
        "which revokes it",
    ),
    "without its version": ({("k1._domainkey.acme.example", "TXT"): ["p=MIG"]}, {"selectors": ("k1",)}, True, "a key"),
    "some other text": (
        {("k1._domainkey.acme.example", "TXT"): ["v=spf1 -all"]},
        {"selectors": ("k1",)},
        False,
        "no key at",
    ),
    "SendGrid's first": ({("s1._domainkey.acme.example", "TXT"): [KEY]}, SENDGRID, True, "s1._domainkey.acme.example"),
    "SendGrid's second": ({("s2._domainkey.acme.example", "TXT"): [KEY]}, SENDGRID, True, "s2._domainkey.acme.example"),
    "SendGrid's with a name of one's own": (
        {("acme._domainkey.acme.example", "TXT"): [KEY]},
        SENDGRID | {"selectors": ("acme",)},
        True,
        "acme._domainkey.acme.example",
    ),
    "SendGrid's are missing": ({}, SENDGRID, False, "SendGrid doesn't sign as acme.example"),
}


@each("case", DKIM)
def test_the_key_that_mail_is_signed_with_is_looked_for(case: str) -> None:
    zone, changes, ok, says = DKIM[case]
    finding = found(zone, **changes)["DKIM"]
    assert (finding.ok, says in finding.says) == (ok, True), finding


MX: dict[str, tuple[Zone, dict[str, Any], bool, str]] = {
    "the gateway's domain, elsewhere": (
        {("replies.acme.example", "MX"): ["10 mx1.acme.example."]},
        SENDGRID,
        False,
        "goes to mx1.acme.example, where the gateway can't read it",
    ),
    "the gateway's domain, to two": (
        {("replies.acme.example", "MX"): ["10 MX.SendGrid.net.", "20 old.example."]},
        SENDGRID,
        False,
        "goes to old.example",
    ),
    "the gateway's domain, to nobody": ({}, SENDGRID, False, "has no MX record, so no replies arrive"),
    "the mailbox's domain takes none": (
        {("acme.example", "MX"): ["0 ."]},
        {},
        False,
        "doesn't accept email (a null MX)",
    ),
    "the mailbox's domain has an address": ({("acme.example", "A"): ["192.0.2.1"]}, {}, True, "to the address of"),
    "the mailbox's domain has nothing": ({}, {}, False, "replies and bounces are lost"),
    "the first of several": (
        {("acme.example", "MX"): ["20 b.example.", "5 a.example.", "10 c.example."]},
        {},
        True,
        "goes to a.example",
    ),
    "without either, where the sender is": (WELL, {"reply_address": ""}, True, "mail for acme.example"),
}


@each("case", MX)
def test_where_answers_go_somebody_must_take_mail(case: str) -> None:
    zone, changes, ok, says = MX[case]
    finding = found(zone, **changes)["MX"]
    assert (finding.ok, says in finding.says) == (ok, True), finding


SILENT = {
    "SPF": ("acme.example", {}),
    "DMARC": ("_dmarc.acme.example", {}),
    "DKIM": ("k1._domainkey.acme.example", {"selectors": ("k1",)}),
    "MX": ("acme.example", {}),
}


@pytest.mark.parametrize("check", SILENT)
def test_no_answer_is_never_taken_for_no_record(check: str) -> None:
    name, changes = SILENT[check]
    finding = found({k: v for k, v in WELL.items() if k[0] != name}, silent=(name,), **changes)[check]
    assert not finding.ok and finding.says.startswith("DNS gave no answer in time about")


def test_an_include_that_nobody_answers_for_is_said_and_no_error_of_the_record() -> None:
    zone = {("acme.example", "TXT"): ["v=spf1 include:slow.example ~all"]}
    finding = found(zone, silent=("slow.example",))["SPF"]
    assert not finding.ok and "slow.example, which the SPF record of acme.example includes" in finding.says


def test_a_domain_with_umlauts_is_asked_for_as_dns_knows_it() -> None:
    asked = []

    def look(name: str, kind: Kind) -> Answer:
        asked.append(name)
        return Answer("nothing")

    list(dns_findings(setup(sender="talent@müller.example", reply_address=""), look))
    assert "xn--mller-kva.example" in asked and all(name.isascii() for name in asked)


@given(st.text(max_size=120), st.text(max_size=120))
def test_whatever_stands_in_dns_is_read_without_an_error(one: str, other: str) -> None:
    zone: Zone = {
        ("a.example", "TXT"): [one, f"v=spf1 {one}", f"v=spf1 {other}"][: 1 + len(other) % 3],
        ("_dmarc.a.example", "TXT"): [other, f"v=DMARC1; {one}"],
        ("a.example", "MX"): [one, other],
        ("s1._domainkey.a.example", "TXT"): [f"p={one}"],
    }
    list(dns_findings(setup(sender="x@a.example", reply_address="x@a.example"), looking(zone), ("s1",)))


def test_records_that_lead_on_for_ever_end() -> None:
    endless = read_spf(
        "0.example", lambda name, kind: Answer("found", (f"v=spf1 include:{int(name.split('.')[0]) + 1}.example",))
    )
    assert "needs" in endless.problem
    assert read_dmarc("a.b.c.example", lambda name, kind: Answer("nothing")).state == "nothing"


# ------------------------------------------------------------------------------------------------ without DNS


OFFLINE: dict[str, tuple[dict[str, Any], list[tuple[bool, str]]]] = {
    "all on one domain": ({}, []),
    "the outbox": ({"way": "outbox", "sender": "acme@gmail.com"}, []),
    "Gmail by SendGrid": (
        SENDGRID | {"sender": "acme@gmail.com"},
        [(False, "is at gmail.com, which SendGrid isn't allowed to send for")],
    ),
    "Gmail by another relay": (
        {"sender": "acme@gmail.com", "relay": "smtp.acme.example", "reply_address": "acme@gmail.com"},
        [(False, "which smtp.acme.example isn't allowed to send for")],
    ),
    "Gmail by Gmail": ({"sender": "a@gmail.com", "relay": "smtp.gmail.com", "reply_address": "a@gmail.com"}, []),
    "Proton by its bridge": ({"sender": "a@proton.me", "relay": "127.0.0.1", "reply_address": "a@proton.me"}, []),
    "a mailbox on another domain": (
        {"reply_address": "talent@acme-mail.example"},
        [(True, "bounces go to talent@acme.example and not to FOLLOWUP_REPLY_ADDRESS")],
    ),
    "a mailbox on a sub-domain": (
        {"reply_address": "talent@hr.acme.example"},
        [(True, "hr.acme.example is not the sender's")],
    ),
    "a relay with a MAIL FROM of its own": (
        {"relay": "smtp.postmarkapp.com"},
        [(True, "smtp.postmarkapp.com puts its own MAIL FROM on every email")],
    ),
    "both ways home": (
        {"inbound_domain": "replies.acme.example"},
        [(True, "answers go to replies.acme.example and not to talent@acme.example, and bounces to the mailbox")],
    ),
    "recruiters elsewhere": (
        {"from_recruiter": True, "recruiters": ("kim@acme.example", "lee@agency.example", "jo@agency.example", "")},
        [(True, "email from recruiters at agency.example goes out in their name from talent@acme.example")],
    ),
    "recruiters elsewhere, and the company's name on mail": ({"recruiters": ("lee@agency.example",)}, []),
}


@each("case", OFFLINE)
def test_what_does_not_go_together_is_said_without_asking_dns(case: str) -> None:
    changes, expected = OFFLINE[case]
    findings = list(setup_findings(setup(**changes)))
    assert [one.ok for one in findings] == [ok for ok, _ in expected]
    for one, (_, says) in zip(findings, expected, strict=True):
        assert says in one.says
        assert str(one).endswith(".") and str(one)[0].isupper() and isinstance(one, MailFinding)

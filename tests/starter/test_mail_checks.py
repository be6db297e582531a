"""`doctor`, `lint` and `playbook check` on whether mail is believed and comes home; DNS by a real server."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from domain.checks.mail_dns import Answer
from domain.decisions.context import DecisionContext
from domain.reducers.evolve import begin
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from starter.checks.dns_lookup import BadNameserver, DnsLookup
from tests.clocks import WEDNESDAY
from tests.histories.record import DEFAULT
from tests.starter.conftest import Cli, Said, applied, settle
from tests.starter.dns_server import DnsServer
from worker import links_of

LONG_KEY = "v=DKIM1; k=rsa; p=" + "A" * 360
ZONE = {
    ("acme.example", "TXT"): ['"v=spf1 include:_spf.google.com " "~all"', '"hello"'],
    ("_spf.google.com", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"'],
    ("acme.example", "MX"): ["10 aspmx.l.google.com."],
    ("_dmarc.acme.example", "TXT"): ['"v=DMARC1; p=reject; aspf=s"'],
    ("s1._domainkey.acme.example", "CNAME"): ["s1.domainkey.u1.wl.sendgrid.net."],
    # Longer than one string of TXT, and than UDP without an extension: it is asked for again over TCP.
    ("s1.domainkey.u1.wl.sendgrid.net", "TXT"): [f'"{LONG_KEY[:250]}" "{LONG_KEY[250:]}"', f'"{"x" * 250}"'],
    ("replies.acme.example", "MX"): ["10 mx.sendgrid.net."],
}


SILENT = [f"{number}.acme.example" for number in range(20)]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FOLLOWUP_SMTP_URL", "FOLLOWUP_REPLY_ADDRESS", "FOLLOWUP_INBOUND_DOMAIN"):
        monkeypatch.delenv(name, raising=False)


def checks(said: Said) -> dict[str, Any]:
    return {check["check"]: check for check in said.json["checks"]}


def by_google(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    given = {"EMAIL": "smtp", "SMTP_URL": "smtp://u:hunter2@smtp.gmail.com", "REPLY_ADDRESS": "talent@acme.example"}
    for name, value in (given | more).items():
        monkeypatch.setenv(f"FOLLOWUP_{name}", value)


def test_doctor_asks_dns_on_request_alone(cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    by_google(monkeypatch)
    with DnsServer(ZONE) as dns:
        plain = checks(cli("doctor", "--json"))
        assert dns.asked == [] and not {"SPF", "DKIM", "DMARC", "MX"} & plain.keys()
        found = checks(cli("doctor", "--dns", "--dns-server", dns.address, "--json"))
    assert plain["Mail"] == found["Mail"]
    assert plain["Mail"]["says"] == (
        "sent from Acme Talent <talent@acme.example>; replies go to talent+…@acme.example, bounces to "
        "talent+…@acme.example"
    )
    assert found["SPF"]["says"] == ("the SPF record of acme.example names smtp.gmail.com (include:_spf.google.com)")
    assert found["DMARC"]["ok"] and "SPF is aligned" in found["DMARC"]["says"]
    assert found["MX"]["says"] == "mail for acme.example goes to aspmx.l.google.com"
    assert found["DKIM"]["ok"] and ("s1._domainkey.acme.example", "TXT") not in dns.asked


def test_doctor_marks_what_is_missing_or_unknown_and_stays_healthy(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_google(monkeypatch)
    without = {key: rows for key, rows in ZONE.items() if not key[0].startswith("_dmarc")}
    with DnsServer(without) as dns:
        said = cli("doctor", "--dns", "--dns-server", dns.address).out
    assert "\n! DMARC: acme.example has no DMARC record" in said and "\n! DKIM: followup can't tell which key" in said
    assert "\n✓ SPF: " in said and "\n✓ MX: " in said and "✗ D" not in said


def test_doctor_follows_sendgrid_s_keys_over_tcp_and_judges_dmarc_by_them(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "sendgrid")
    monkeypatch.setenv("SENDGRID_API_KEY", "SG.x")
    monkeypatch.setenv("FOLLOWUP_INBOUND_DOMAIN", "replies.acme.example")
    with DnsServer(ZONE) as dns:
        found = checks(cli("doctor", "--dns", "--dns-server", dns.address, "--json"))
        assert found["DKIM"]["says"] == "there is a key at s1._domainkey.acme.example"
        assert found["DMARC"]["ok"] and "SendGrid signs as acme.example" in found["DMARC"]["says"]
        assert found["MX"]["says"] == "mail for replies.acme.example goes to mx.sendgrid.net"
    without = {key: rows for key, rows in ZONE.items() if "domainkey" not in key[0]}
    with DnsServer(without) as dns:
        said = cli("doctor", "--dns", "--dns-server", dns.address, "--dkim-selector", "acme", "--json")
        assert ("acme._domainkey.acme.example", "TXT") in dns.asked
    assert said.code == 1
    assert not checks(said)["DKIM"]["ok"] and "authenticate acme.example in SendGrid" in checks(said)["DKIM"]["do"]
    assert not checks(said)["DMARC"]["ok"]


def test_a_server_that_fails_or_is_silent_is_said_and_waited_for_within_bounds(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_google(monkeypatch)
    with DnsServer(ZONE, broken=("acme.example",)) as dns:
        found = checks(cli("doctor", "--dns", "--dns-server", dns.address, "--json"))
    assert found["SPF"]["says"] == "DNS gave no answer in time about the SPF record of acme.example"
    assert found["SPF"]["do"] == "try again, or ask another server with --dns-server"
    with DnsServer(ZONE, silent=SILENT) as dns:
        look = DnsLookup(dns.address, each=0.2, together=0.5)
        began = time.monotonic()
        assert {look(name, "TXT") for name in SILENT} == {Answer("unanswered")}
        took = time.monotonic() - began
        assert took < 3, took
        asked = len(dns.asked)
        assert look("s9._domainkey.acme.example", "TXT") == Answer("unanswered")  # the time is over
        assert len(dns.asked) == asked


def test_a_dead_server_is_no_record(cli: Cli) -> None:
    with DnsServer({}) as gone:
        address = gone.address
    assert DnsLookup(address, each=0.3, together=0.5)("acme.example", "TXT") == Answer("unanswered")


def test_a_question_that_is_lost_on_the_way_is_asked_again() -> None:
    with DnsServer(ZONE, lost=["acme.example"]) as dns:
        assert DnsLookup(dns.address, each=1)("acme.example", "MX").state == "found"
        assert dns.asked == [("acme.example", "MX")] * 2


def test_what_dns_says_is_read_whole_and_asked_once() -> None:
    with DnsServer(ZONE) as dns:
        look = DnsLookup(dns.address)
        assert "v=spf1 include:_spf.google.com ~all" in look("acme.example", "TXT").values
        assert look("acme.example", "MX") == Answer("found", ("10 aspmx.l.google.com.",))
        assert look("acme.example", "A") == look("nobody.example", "TXT") == Answer("nothing")
        assert LONG_KEY in look("s1._domainkey.acme.example", "TXT").values
        before = len(dns.asked)
        look("acme.example", "TXT")
        assert len(dns.asked) == before
        for odd in ("", ".", "a..b", "x" * 70 + ".example", "a b.example", "\udcff.example"):
            assert look(odd, "TXT").state in ("nothing", "found")


@pytest.mark.parametrize("server", ["dns.example", "127.0.0.1:x", "127.0.0.1:99999", "", "::1:53:53x"])
def test_a_server_is_named_by_its_address(server: str, cli: Cli, ledger: Ledger) -> None:
    if server:
        with pytest.raises(BadNameserver, match="isn't a DNS server's address; write one"):
            DnsLookup(server)
        said = cli("doctor", "--dns", "--dns-server", server)
        assert said.code == 2 and "isn't a DNS server" in said.err
    assert DnsLookup("[::1]:53") and DnsLookup("::1") and DnsLookup("9.9.9.9")


def test_its_options_without_dns_are_refused(cli: Cli, ledger: Ledger) -> None:
    assert cli("doctor", "--dkim-selector", "k1").code == 2
    said = cli("doctor", "--dns-server", "9.9.9.9")
    assert said.code == 2 and "--dns-server only works with --dns" in said.err
    assert cli("doctor", "--dns", "--promise").code == 2


# ------------------------------------------------------------------------------------------- without asking DNS


def folder(tmp_path: Path, sender: str) -> Path:
    """The default playbook with another sender."""
    made = tmp_path / "playbook"
    shutil.copytree(DEFAULT, made)
    rules = made / "playbook.yaml"
    old = "sender: {name: Acme Talent, email: talent@acme.example}"
    text = rules.read_text()
    assert old in text
    rules.write_text(text.replace(old, f"sender: {sender}"))
    return made


def put_in_force(ledger: Ledger) -> None:
    """The folder that FOLLOWUP_PLAYBOOK names."""
    made = read_playbook(Settings().playbook)
    ledger.playbooks.apply(made.model_dump(mode="json"), made.version, "test", WEDNESDAY)


def test_lint_and_check_say_that_nobody_may_send_for_gmail(
    cli: Cli, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(folder(tmp_path, "{name: Acme, email: acme@gmail.com}")))
    monkeypatch.setenv("FOLLOWUP_EMAIL", "sendgrid")
    says = "sender.email is at gmail.com, which SendGrid isn't allowed to send for"
    linted = cli("lint")
    assert linted.code == 0 and f"note: S{says[1:]}" in linted.out
    as_json = cli("lint", "--json")
    assert as_json.json == [] and says[1:] in as_json.err
    assert f"hint: S{says[1:]}" in cli("playbook", "check").out


def test_a_mailbox_on_another_domain_is_said_with_what_to_do(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_google(monkeypatch, REPLY_ADDRESS="talent@acme-mail.example")
    for said in (cli("lint").out, checks(cli("doctor", "--json"))["Bounces"]["says"]):
        assert "ounces go to talent@acme.example and not to FOLLOWUP_REPLY_ADDRESS" in said
        assert "use a mailbox at acme.example" in said


def test_doctor_names_the_domains_of_recruiters_whose_own_address_is_not_used(
    cli: Cli, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(ledger, "manual:ann", applied())
    monkeypatch.setenv(
        "FOLLOWUP_PLAYBOOK", str(folder(tmp_path, "{name: Acme Talent, email: talent@else.example, from: recruiter}"))
    )
    assert "Mail sender" not in checks(cli("doctor", "--json"))
    assert "sender: from is recruiter, was company" in cli("playbook", "diff").out
    put_in_force(ledger)
    found = checks(cli("doctor", "--json"))
    assert found["Mail"]["says"].startswith("sent from each recruiter in their name, else Acme Talent <talent@else")
    assert (
        "goes out in their name from talent@else.example, because only else.example vouches"
        in (found["Mail sender"]["says"])
    )
    shown = cli("playbook", "show").out
    assert 'Email comes from the recruiter (as "Kim Park, Acme", from their own address at else.example' in shown


@pytest.mark.parametrize(
    ("sender", "says"),
    [
        ("{name: A, email: a@acme.example, from: manager}", "sender.from: 'manager' isn't allowed here"),
        ("{name: A, email: a@acme.example, form: recruiter}", "sender.form: unknown key; did you mean 'from'?"),
        ("{name: A, email: a@acme.example, from_: recruiter}", "sender.from_: unknown key; did you mean 'from'?"),
    ],
)
def test_another_word_than_company_or_recruiter_is_refused(
    cli: Cli, home: Path, tmp_path: Path, sender: str, says: str
) -> None:
    said = cli("playbook", "check", str(folder(tmp_path, sender)))
    assert said.code == 1 and says in said.out


def test_the_words_ahead_say_whom_they_come_from(cli: Cli, ledger: Ledger, tmp_path: Path, monkeypatch: Any) -> None:
    settle(ledger, "manual:ann", applied())
    made = folder(tmp_path, "{name: Acme Talent, email: talent@example.com, from: recruiter}")
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(made))
    assert "  From     Acme Talent <talent@example.com>" in cli("preview", "--stage", "applied", "--words").out
    put_in_force(ledger)
    row = cli("next", "ann", "--count", "1", "--words", "--json").json[0]
    assert row["from"] == "Kim Park, Acme <kim@example.com>"


def test_doctor_says_that_it_cannot_ask_dns_about_a_sender_that_is_not_known(
    cli: Cli, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(tmp_path / "nowhere"))
    found = checks(cli("doctor", "--dns", "--dns-server", "127.0.0.1:9", "--json"))
    assert found["Mail"]["says"] == "no playbook can be read, so there's no telling who email comes from"


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "talent@acme.example"),
        ({"REPLY_ADDRESS": "jobs@acme.example"}, "jobs@acme.example"),
        ({"REPLY_ADDRESS": "jobs@acme.example", "INBOUND_DOMAIN": "in.acme.example"}, "reply@in.acme.example"),
    ],
)
def test_r7_a_stop_from_a_footer_without_a_link_goes_where_it_is_heard(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], address: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"FOLLOWUP_{name}", value)
    context = DecisionContext(
        playbook=ledger.playbooks.rules().playbook, candidate=begin("manual:ann").candidate, now=WEDNESDAY
    )
    assert links_of(ledger, Settings())("manual:ann", context).unsubscribe == f"mailto:{address}?subject=stop"
    assert f"{address} (subject: stop)" in cli("preview", "--stage", "applied", "--words").out


def test_a_reply_address_that_cannot_be_used_is_one_sentence_at_the_start(cli: Cli, monkeypatch: Any) -> None:
    monkeypatch.setenv("FOLLOWUP_REPLY_ADDRESS", "a" * 40 + "@acme.example")
    said = cli("list")
    assert said.code == 2
    assert "The setting FOLLOWUP_REPLY_ADDRESS is wrong: the name before the @ has 40 characters" in said.err

"""`followup init` makes an installation ready, overwrites nothing, and lets nothing out for real by the sample's
playbook.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from channels.outbox import list_outbox
from domain.playbook.model import Playbook
from ledger.playbooks.folder import BadPlaybook, read_playbook
from ledger.store import Ledger
from settings import DEFAULT_PLAYBOOK, Settings, read_settings
from starter.own_playbook import sample_version
from tests.channels.mail_server import Inbox, running
from tests.clocks import wednesday
from tests.ledgers import ledger_of
from tests.starter.conftest import Cli, Said
from worker import apply_first_playbook

HARBOR = {
    "--company": "Harbor Light",
    "--sender": "talent@harborlight.com",
    "--timezone": "Europe/Berlin",
    "--postal-address": "Kai 1, 20095 Hamburg, Germany",
}
ACME = {  # the sample's very own
    "--company": "Acme",
    "--sender": "talent@acme.example",
    "--timezone": "America/New_York",
    "--postal-address": "123 Main Street, New York, NY 10001, USA",
}
WORD = "hunter2"


@pytest.fixture
def place(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to begin in, in which there is nothing yet."""
    for name in [name for name in os.environ if name.startswith("FOLLOWUP_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def begin(place: Path, cli: Cli) -> Callable[..., Said]:
    """`init` with the options of Harbor Light, except as said; None leaves one out."""

    def typed(*more: str, **other: str | None) -> Said:
        options = HARBOR | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
        return cli("init", *more, *(word for pair in options.items() if pair[1] is not None for word in pair if word))

    return typed


def nothing_is_there(place: Path) -> bool:
    return not list(place.iterdir())


# ------------------------------------------------------------ what it makes


def test_init_writes_settings_and_a_playbook_of_your_own_and_sends_a_test_message_to_you(
    place: Path, begin: Callable[..., Said], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # where no shell finds `followup`
    monkeypatch.setattr(sys, "argv", [str(Path(sys.executable).with_name("followup"))])
    said = begin()
    assert (said.code, said.err) == (0, "")
    file = place / ".followup/followup.env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    settings = read_settings()
    assert (settings.playbook, settings.email, settings.sms) == (place / "playbook", "outbox", "outbox")
    playbook = read_playbook(settings.playbook)
    assert playbook.company.model_dump(exclude_defaults=True) == {
        "name": "Harbor Light",
        "timezone": "Europe/Berlin",
        "country": "DE",  # the zone's
        "postal_address": HARBOR["--postal-address"],
    }
    assert (playbook.sender.name, playbook.sender.email) == ("Harbor Light Talent", HARBOR["--sender"])
    (mail,) = list_outbox(settings.home)
    assert mail.to == HARBOR["--sender"] and "Harbor Light" in mail.text
    for next_ in ("alias followup=", "followup outbox", "followup playbook check", "followup up"):
        assert next_ in said.out
    assert cli("playbook", "check").code == 0


def test_the_playbook_is_the_sample_s_but_for_company_and_sender(place: Path, begin: Callable[..., Said]) -> None:
    begin(sender_name="Talent Team", country="at")
    ours, sample = read_playbook(place / "playbook"), read_playbook(DEFAULT_PLAYBOOK)
    assert ours.company.country == "AT"
    assert ours.model_copy(update={"company": sample.company, "sender": sample.sender}) == sample
    comments = [line for line in (DEFAULT_PLAYBOOK / "playbook.yaml").read_text("utf-8").splitlines() if "#" in line]
    written = (place / "playbook/playbook.yaml").read_text("utf-8")
    assert comments and all(line in written for line in comments)


@pytest.mark.parametrize(
    "name",
    ['Müller & "Söhne": AG', "{{ 7 }} #1 \\ 'Co'", "null", "- 李小龍: \\1 \\g<0>", "*x &y !z"],
)
def test_a_company_may_be_called_anything(place: Path, begin: Callable[..., Said], name: str) -> None:
    said = begin(company=name, sender_name=name)
    assert said.code == 0, said.err
    playbook = read_playbook(place / "playbook")
    assert (playbook.company.name, playbook.sender.name) == (name, name)


def test_init_asks_for_what_is_not_given_and_asks_again_for_what_cannot_be(
    place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [
        "Harbor Light",
        "talent@",
        "talent@harborlight.com",
        "",
        "Nowhere/Land",
        "Europe/Berlin",
        "",
        "Kai 1",
        "",
        "",
    ]
    stdin = io.StringIO("".join(f"{line}\n" for line in typed))
    monkeypatch.setattr(stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", stdin)
    said = cli("init")
    assert said.code == 0, said.err
    assert "'Nowhere/Land' is not a time zone" in said.err
    company, sender = (lambda read: (read.company, read.sender))(read_playbook(place / "playbook"))
    assert (company.name, company.timezone, company.country) == ("Harbor Light", "Europe/Berlin", "DE")
    assert (company.postal_address, sender.name, sender.email) == ("Kai 1", "Harbor Light Talent", typed[2])


def test_init_that_is_left_at_a_question_has_done_nothing(
    place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.StringIO("Harbor Light\n")
    monkeypatch.setattr(stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", stdin)
    said = cli("init")
    assert said.code == 1 and said.err.strip().endswith("Stopped at a question; nothing was done.")
    assert nothing_is_there(place)


@pytest.mark.parametrize("missing", ["company", "sender", "timezone"])
def test_without_a_terminal_what_is_missing_is_named_and_nothing_is_written(
    place: Path, begin: Callable[..., Said], missing: str
) -> None:
    said = begin(**{missing: None})
    assert said.code == 2 and f"--{missing} is missing" in said.err
    assert nothing_is_there(place)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("sender", "talent at harborlight"),
        ("timezone", "Middle/Earth"),
        ("country", "Elbonia"),
        ("company", "   "),
        ("email", "pigeon"),
        ("email", "smtp"),  # without a relay
        ("sms", "twilio"),  # without an account
        ("to", "me"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(
    place: Path, begin: Callable[..., Said], option: str, value: str
) -> None:
    said = begin(**{option: value})
    assert said.code == 2 and said.out == "" and len(said.err.strip().splitlines()) == 1
    assert nothing_is_there(place)


def test_init_tells_programs_what_it_did(place: Path, begin: Callable[..., Said]) -> None:
    told = begin("--json", to="kim@harborlight.com").json
    assert told["settings"] == str(place / ".followup/followup.env") and told["playbook"] == str(place / "playbook")
    assert told["test"] == {"to": "kim@harborlight.com", "way": "outbox", "accepted": True, "says": ""}


def test_where_a_playbook_is_in_force_init_says_how_yours_comes_to_be(place: Path, begin: Callable[..., Said]) -> None:
    ledger_of(Settings(home=place / ".followup")).close()
    said = begin()
    assert said.code == 0
    assert "followup playbook diff" in said.out and "followup playbook apply" in said.out


# ------------------------------------------------------------ what it leaves alone


def test_init_overwrites_nothing(place: Path, begin: Callable[..., Said]) -> None:
    begin()
    file = place / ".followup/followup.env"
    before = file.read_bytes(), (place / "playbook/playbook.yaml").read_bytes()
    again = begin(company="Other", playbook="other")
    assert again.code == 2 and str(file) in again.err
    file.rename(place / "kept.env")
    again = begin(company="Other")
    assert again.code == 2 and f"{place}/playbook already exists" in again.err
    assert not file.exists()
    assert ((place / "kept.env").read_bytes(), (place / "playbook/playbook.yaml").read_bytes()) == before
    assert len(list_outbox(place / ".followup")) == 1


def test_init_says_what_would_count_before_its_file(
    place: Path, begin: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(DEFAULT_PLAYBOOK))
    said = begin()
    assert said.code == 2 and said.err.startswith("FOLLOWUP_PLAYBOOK is set in the environment")
    assert nothing_is_there(place)


# ------------------------------------------------------------ real ways out


def test_the_test_message_goes_the_chosen_way_and_secrets_are_written_and_not_shown(
    place: Path, begin: Callable[..., Said]
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        said = begin(
            email="smtp",
            smtp_url=f"smtp://127.0.0.1:{relay.port}",
            sms="twilio",
            twilio_account_sid="AC1",
            twilio_auth_token=f"{WORD} '\\#",
            sms_from="+12125550123",
            to="kim@harborlight.com",
        )
    assert said.code == 0, said.err
    assert [one.rcpt_tos for one in inbox.taken] == [["kim@harborlight.com"]]
    settings = read_settings()
    assert (settings.email, settings.sms, settings.sms_from) == ("smtp", "twilio", "+12125550123")
    token = settings.twilio_auth_token
    assert token is not None and token.get_secret_value() == f"{WORD} '\\#"
    assert WORD not in said.out + said.err


def test_a_test_message_that_does_not_go_is_said_and_can_be_sent_again(
    place: Path, begin: Callable[..., Said], cli: Cli
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        gone = relay.port
    said = begin(email="smtp", smtp_url=f"smtp://127.0.0.1:{gone}")
    file = place / ".followup/followup.env"
    assert said.code == 1 and f"correct {file}, then run `followup init --test`" in said.err
    with running(inbox) as relay:
        file.write_text(file.read_text().replace(f":{gone}", f":{relay.port}"))
        again = cli("init", "--test")
    assert again.code == 0, again.err
    assert [one.rcpt_tos for one in inbox.taken] == [[HARBOR["--sender"]]]


# ------------------------------------------------------------ the sample's playbook, unchanged


def acme(begin: Callable[..., Said], **more: str) -> Said:
    options = {name.removeprefix("--").replace("-", "_"): value for name, value in ACME.items()}
    return begin(**(options | more))


def test_init_refuses_real_mail_with_the_sample_s_playbook_and_nothing_else_for_its_name(
    place: Path, begin: Callable[..., Said]
) -> None:
    for real in ({"email": "smtp", "smtp_url": "smtp://127.0.0.1:9"}, {"sms": "twilio", "twilio_account_sid": "AC1",
                 "twilio_auth_token": "x", "sms_from": "+12125550123"}):  # fmt: skip
        said = acme(begin, **real)
        assert said.code == 2 and "is the sample company's, unchanged" in said.err
        assert nothing_is_there(place)
    inbox = Inbox()
    with running(inbox) as relay:  # another company of that name
        url = f"smtp://127.0.0.1:{relay.port}"
        said = acme(begin, sender="talent@acme.com", email="smtp", smtp_url=url)
    assert said.code == 0 and len(inbox.taken) == 1, said.err


def test_the_sample_s_playbook_is_fine_as_long_as_nothing_leaves(place: Path, begin: Callable[..., Said]) -> None:
    assert acme(begin).code == 0
    assert read_playbook(place / "playbook").version == sample_version()


@pytest.mark.parametrize("real", [{"email": "smtp"}, {"email": "sendgrid"}, {"sms": "twilio"}])
def test_the_first_start_refuses_real_messages_with_the_sample_s_playbook(
    home: Path, tmp_path: Path, real: dict[str, str]
) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(DEFAULT_PLAYBOOK, copied)
    ledger = ledger_of(Settings(home=home), with_playbook=False)
    try:
        for folder in (DEFAULT_PLAYBOOK, copied):
            with pytest.raises(BadPlaybook, match=r"sample company's, unchanged.*run `followup init`"):
                apply_first_playbook(ledger, Settings(home=home, playbook=folder, **real), wednesday)  # type: ignore[arg-type]
        assert ledger.playbooks.in_force() is None
        file = copied / "playbook.yaml"
        file.write_text(file.read_text("utf-8").replace("talent@acme.example", "talent@acme.com"), "utf-8")
        apply_first_playbook(ledger, Settings(home=home, playbook=copied, **real), wednesday)  # type: ignore[arg-type]
        assert ledger.playbooks.in_force() is not None
    finally:
        ledger.close()


def test_up_says_so_before_anything_starts(place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", "smtp://127.0.0.1:9")
    said = cli("up")
    assert said.code == 1 and "is the sample company's, unchanged" in said.err and "`followup init`" in said.err
    assert nothing_is_there(place)


def test_a_later_start_with_the_sample_s_playbook_in_force_silences_nobody(ledger: Ledger, home: Path) -> None:
    assert apply_first_playbook(ledger, Settings(home=home, email="smtp"), wednesday) is None


@pytest.mark.parametrize(("name", "value"), [("FOLLOWUP_EMAIL", "smtp"), ("FOLLOWUP_SMS", "twilio")])
def test_doctor_does_not_tick_the_sample_s_playbook_while_messages_are_real(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert "sample company's" not in cli("doctor").out
    monkeypatch.setenv(name, value)
    (line,) = [line for line in cli("doctor").out.splitlines() if "sample company's" in line]
    assert line.startswith("✗ Sender:") and "followup init" in line
    content = read_playbook(DEFAULT_PLAYBOOK).model_dump(mode="json")
    content["company"]["name"] = "Acme Incorporated"
    content["sender"]["email"] = "talent@acme.com"
    ledger.playbooks.apply(content, Playbook.model_validate(content).version, "kim", wednesday())
    assert "sample company's" not in cli("doctor").out

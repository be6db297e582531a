"""Settings come from the environment, else from `.env` in the working directory, else from `followup.env` in the home;
the home is `.followup` here or in a folder above.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from connection import connect_options
from settings import DEFAULT_PLAYBOOK, BadSetting, Settings, read_settings, variable
from starter.home import tighten
from tests.starter.conftest import Cli

WORD = "hunter2"


@pytest.fixture
def place(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a home in it, and no setting in the environment."""
    for name in [name for name in os.environ if name.startswith(("FOLLOWUP_", "TEMPORAL_"))]:
        monkeypatch.delenv(name)
    for name in map(variable, Settings.model_fields):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "work"
    (folder / ".followup").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def write(file: Path, *lines: str) -> str:
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return str(file)


def refused() -> str:
    with pytest.raises(BadSetting) as caught:
        read_settings()
    return str(caught.value)


# ------------------------------------------------------------ which one counts


def test_the_environment_counts_before_the_folder_s_file_and_that_before_the_home_s(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home = write(
        place / ".followup/followup.env", "FOLLOWUP_SMTP_TIMEOUT=30", "FOLLOWUP_SMS_FROM=+1", "TWILIO_ACCOUNT_SID=AC1"
    )
    here = write(place / ".env", "", "# ours", "export FOLLOWUP_SMTP_TIMEOUT='40'  # seconds", 'FOLLOWUP_SMS_FROM="+2"')
    monkeypatch.setenv("FOLLOWUP_SMTP_TIMEOUT", "50")
    settings = read_settings()
    assert (settings.smtp_timeout, settings.sms_from, settings.twilio_account_sid) == (50, "+2", "AC1")
    assert settings.sources == {
        "FOLLOWUP_SMTP_TIMEOUT": "the environment",
        "FOLLOWUP_SMS_FROM": f"{here}, line 4",
        "TWILIO_ACCOUNT_SID": f"{at_home}, line 3",
    }
    monkeypatch.setenv("FOLLOWUP_SMTP_TIMEOUT", "")  # as good as not set
    assert read_settings().smtp_timeout == 40


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_can_stand_in_a_file(place: Path, name: str) -> None:
    special = {
        "home": "elsewhere", "ledger_url": "sqlite:////x/ledger.db", "playbook": "mine", "email": "smtp",
        "sms": "twilio", "email_per_second": "2", "sms_per_second": "2", "smtp_timeout": "30", "keep_bodies": "P2D",
        "keep_arrivals": "P40D", "keep_copies": "P40D",
        "codec_port": "9", "codec_origins": "http://a.example", "metrics_port": "9", "gateway_metrics_port": "9",
        "desk_port": "9", "desk_url": "https://a.example",
        "oidc_issuer": "https://a.example", "trusted_proxies": "10.0.0.5,10.1.0.0/16",
        "secret_key": "new,old", "imap_url": "imaps://kim@mail.example/INBOX", "inbound_domain": "replies.acme.com",
        "reply_address": "talent@acme.com", "greenhouse_notes": "reply,task",
        "greenhouse_notes_visibility": "private", "sync_at": "03:30", "lever_notes": "all",
        "lever_notes_visibility": "secret",
        "ashby_notes": "reply,task", "ashby_notes_visibility": "private",
    }  # fmt: skip
    value = special.get(name, "https://vendor.example/x" if name.endswith("_url") else "something")
    write(place / ".env", f"{variable(name)}={value}")
    settings = read_settings()
    assert name in settings.model_fields_set
    assert getattr(settings, name) != Settings.model_fields[name].default
    assert settings.sources[variable(name)].endswith(".env, line 1")


def test_a_dollar_sign_in_a_password_is_a_dollar_sign(place: Path) -> None:
    write(place / ".env", "FOLLOWUP_IMAP_PASSWORD=a${HOME}#b$c")
    word = read_settings().imap_password
    assert word is not None and word.get_secret_value() == "a${HOME}#b$c"


def test_paths_in_a_file_count_from_its_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place / ".followup/followup.env", "FOLLOWUP_PLAYBOOK=../rules", "FOLLOWUP_LEDGER_URL=sqlite:///mine.db")
    (place / "deep/down").mkdir(parents=True)
    monkeypatch.chdir(place / "deep/down")
    settings = read_settings()
    assert settings.playbook.resolve() == place / "rules"
    assert settings.ledger_address == f"sqlite:///{place}/.followup/mine.db"


def test_what_temporal_is_told_in_a_file_counts_as_a_whole_or_not_at_all(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place / ".followup/followup.env", "TEMPORAL_ADDRESS=cloud.example:7233", f"TEMPORAL_API_KEY={WORD}")
    options = connect_options(read_settings())
    assert (options["target_host"], options["api_key"]) == ("cloud.example:7233", WORD)
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:9")  # as `followup up` sets it for its children
    options = connect_options(read_settings())
    assert options["target_host"] == "127.0.0.1:9" and "api_key" not in options


def test_files_of_others_are_left_alone(place: Path) -> None:
    write(place / ".env", "DATABASE_URL=postgres://x", "this is a line of some other program", "FOLLOWUP_SMS_FROM=+2")
    assert read_settings().sms_from == "+2"
    (place / ".env").unlink()
    (place / ".env").mkdir()  # a Python environment of that name
    assert read_settings().sms_from is None


# ------------------------------------------------------------ what is wrong is said, with file, line and setting


@pytest.mark.parametrize("file", [".env", ".followup/followup.env"])
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("FOLLOWUP_EMAIL=pigeon", "FOLLOWUP_EMAIL"),
        ("FOLLOWUP_SMTP_TIMEOUT=soon", "FOLLOWUP_SMTP_TIMEOUT"),
        ("FOLLOWUP_LEDGER_URL=mysql://kim:hunter2@x/y", "FOLLOWUP_LEDGER_URL"),
        ("FOLLOWUP_EMAIL smtp", "FOLLOWUP_EMAIL"),
        ("FOLLOWUP_IMAP_PASSWORD='hunter2", "FOLLOWUP_IMAP_PASSWORD"),
        ("export FOLLOWUP_IMAP_PASSWORD='hunter2' 'and more'", "FOLLOWUP_IMAP_PASSWORD"),
        ("FOLLOWUP_IMAP_PASSWORD='hunter2\nFOLLOWUP_EMAIL='smtp'", "FOLLOWUP_IMAP_PASSWORD"),
        ("FOLLOWUP_IMAP_PASSWORD='hunter2\nFOLLOWUP_EMAIL=smtp'", "FOLLOWUP_IMAP_PASSWORD"),
        ("SENDGRID_API_KEY", "SENDGRID_API_KEY"),
    ],
)
def test_what_is_malformed_is_said_in_one_sentence_with_file_line_and_setting(
    place: Path, cli: Cli, file: str, line: str, named: str
) -> None:
    path = write(place / file, "# settings", "", line, "FOLLOWUP_SMS_FROM=+2")
    for command in ("list", "doctor", "setup"):
        said = cli(command)
        told = said.out + said.err
        assert said.code in (1, 2)
        assert f"{path}, line 3" in told and named in told
        assert len(told.strip().splitlines()) == 1 and WORD not in told


def test_what_other_rooms_find_wrong_names_file_and_line_too(place: Path, cli: Cli) -> None:
    path = write(place / ".env", "FOLLOWUP_EMAIL=smtp", f"FOLLOWUP_SMTP_URL=ftp://kim:{WORD}@relay")
    said = cli("doctor")
    (line,) = [line for line in said.out.splitlines() if "Channels:" in line]
    assert f"FOLLOWUP_SMTP_URL is set in {path}, line 2" in line and WORD not in said.out


@pytest.mark.parametrize("content", [b"FOLLOWUP_EMAIL=\xff\xfe", "FOLLOWUP_EMAIL=smtp".encode("utf-16")])
def test_a_file_that_is_no_text_is_named(place: Path, content: bytes) -> None:
    (place / ".followup/followup.env").write_bytes(content)
    assert f"{place}/.followup/followup.env" in refused()


def test_the_home_cannot_be_named_by_a_file_within_it(place: Path) -> None:
    path = write(place / ".followup/followup.env", "FOLLOWUP_HOME=/elsewhere")
    assert refused().startswith(f"{path}, line 1 sets FOLLOWUP_HOME")


# ------------------------------------------------------------ doctor


def test_doctor_says_from_where_each_setting_comes_and_shows_no_secret(
    place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(
        place / ".followup/followup.env",
        "FOLLOWUP_SMS_FROM=+15550100",
        f"FOLLOWUP_IMAP_PASSWORD={WORD}",
        f"FOLLOWUP_LEDGER_URL=postgresql+psycopg://kim:{WORD}@127.0.0.1:9/x",
        f"TEMPORAL_API_KEY={WORD}",
        "TEMPORAL_ADDRESS=127.0.0.1:9",
    )
    monkeypatch.setenv("FOLLOWUP_KEEP_BODIES", "P2D")
    said, machine = cli("doctor"), cli("doctor", "--json")
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in said.out.splitlines() if line.startswith("  ")}
    assert lines["FOLLOWUP_SMS_FROM"] == f"+15550100   (from {path}, line 1)"
    assert lines["FOLLOWUP_IMAP_PASSWORD"] == f"********   (from {path}, line 2)"
    assert lines["FOLLOWUP_KEEP_BODIES"] == "P2D   (from the environment)"
    assert lines["FOLLOWUP_EMAIL"] == "outbox"
    assert lines["TEMPORAL_API_KEY"] == f"is set   (from {path}, line 4)"
    assert machine.json["sources"]["FOLLOWUP_LEDGER_URL"] == f"{path}, line 3"
    assert WORD not in said.out + said.err + machine.out + machine.err


def test_doctor_names_a_line_that_does_nothing(place: Path, cli: Cli) -> None:
    path = write(place / ".env", "FOLLOWUP_EMIAL=smtp", "FOLLOWUP_DB_PASSWORD=x", "OTHERS=1")
    (line,) = [line for line in cli("doctor").out.splitlines() if "Settings:" in line]
    assert line.startswith(
        f"! Settings: FOLLOWUP_EMIAL in {path}, line 1 is not a setting; do you mean FOLLOWUP_EMAIL?"
    )


# ------------------------------------------------------------ the home


def test_the_home_is_found_in_a_folder_above_as_git_finds_its_own(
    place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = place / "reports/2026"
    deep.mkdir(parents=True)
    assert read_settings().home == Path(".followup")
    monkeypatch.chdir(deep)
    assert read_settings().home == place / ".followup"
    assert f"FOLLOWUP_HOME                  {place}/.followup   (from a folder above {deep})" in cli("doctor").out
    (deep / ".followup").mkdir()  # the nearest one counts
    assert read_settings().home.resolve() == deep / ".followup"
    monkeypatch.setenv("FOLLOWUP_HOME", str(place / "other"))
    assert read_settings().home == place / "other"


def test_a_file_of_that_name_is_no_home(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "sub").mkdir()
    (place / "sub/.followup").write_text("")
    monkeypatch.chdir(place / "sub")
    assert read_settings().home == place / ".followup"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_another_user_s_home_is_used_only_where_it_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(place / ".followup", 12345, -1)
    write(place / ".followup/followup.env", "FOLLOWUP_SMS_FROM=+666")
    assert refused().startswith(f"The home {place}/.followup belongs to another user")
    monkeypatch.setenv("FOLLOWUP_HOME", str(place / ".followup"))
    assert read_settings().sms_from == "+666"


def test_a_working_directory_that_is_gone_is_no_trouble(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = place / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert read_settings().playbook == DEFAULT_PLAYBOOK


def test_the_settings_in_the_home_are_its_owner_s_alone(place: Path) -> None:
    file = place / ".followup/followup.env"
    write(file, "FOLLOWUP_SMS_FROM=+2")
    file.chmod(0o644)
    tighten(read_settings())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

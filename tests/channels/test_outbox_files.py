"""The outbox: real files, each message once, and a look into it is exact."""

from __future__ import annotations

import json
import mailbox
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from channels import outbox
from channels.outbox import OutboxEmail, OutboxSms, list_outbox, read_outbox
from channels.sender import Accepted, Found, NotAccepted, Refused, Unknown
from domain.names import Channel

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def test_a_mail_is_in_a_maildir_that_a_mail_program_opens(tmp_path: Path, mail: Any) -> None:
    message = mail()
    assert OutboxEmail(tmp_path).send(message) == Accepted(message.message_id)
    box = mailbox.Maildir(tmp_path / "outbox" / "mail", create=False)
    assert [m["Message-ID"] for m in box] == [message.message_id]
    assert list((tmp_path / "outbox" / "mail" / "tmp").iterdir()) == []


def test_the_same_attempt_is_there_only_once_and_another_attempt_beside_it(tmp_path: Path, mail: Any, sms: Any) -> None:
    for sender, make in ((OutboxEmail(tmp_path), mail), (OutboxSms(tmp_path), sms)):
        assert sender.send(make()) == sender.send(make())
        assert isinstance(sender.send(make(attempt=2)), Accepted)
    assert sorted((e.channel, e.attempt) for e in list_outbox(tmp_path)) == [
        (Channel.EMAIL, 1), (Channel.EMAIL, 2), (Channel.SMS, 1), (Channel.SMS, 2)
    ]  # fmt: skip


def test_many_at_once_write_the_same_attempt_once(tmp_path: Path, mail: Any, sms: Any) -> None:
    for sender, make in ((OutboxEmail(tmp_path), mail), (OutboxSms(tmp_path), sms)):
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(lambda _, s=sender, m=make: s.send(m()), range(32)))
        assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len(list_outbox(tmp_path)) == 2


def test_a_look_is_exact_also_for_what_a_mail_program_has_read(tmp_path: Path, mail: Any, sms: Any) -> None:
    email, texts = OutboxEmail(tmp_path), OutboxSms(tmp_path)
    for sender in (email, texts):
        assert sender.find(mail().touch_key, to="x", since=SINCE) == Found(False, exact=True)
    email.send(mail())
    texts.send(sms())
    assert email.find(mail().touch_key, to="x", since=SINCE) == Found(True, True, mail().message_id)
    assert texts.find(sms().touch_key, to="x", since=SINCE).accepted
    for sender in (email, texts):
        assert sender.find(mail().touch_key + "0", to="x", since=SINCE) == Found(False, exact=True)
    box = mailbox.Maildir(tmp_path / "outbox" / "mail", create=False, factory=None)
    _, message = box.popitem()
    message.set_subdir("cur")
    message.set_flags("S")
    (file,) = [(tmp_path / "outbox/mail/cur" / f"{outbox._stem(mail().touch_key, 1)}:2,S")]
    file.write_bytes(message.as_bytes())
    assert email.find(mail().touch_key, to="x", since=SINCE).accepted
    email.send(mail())
    assert len([e for e in list_outbox(tmp_path) if e.channel is Channel.EMAIL]) == 1


def test_the_list_shows_what_was_sent_in_order_of_time(tmp_path: Path, mail: Any, sms: Any) -> None:
    text = "Hällo\n\nsee page: https://acme.example/c?a=1"
    later = mail(subject="Größe – later", text=text, sent_at=mail().sent_at + timedelta(hours=2))
    OutboxEmail(tmp_path).send(later)
    OutboxSms(tmp_path).send(sms(text="Grüße"))
    texted, mailed = list_outbox(tmp_path)
    assert (texted.at, texted.channel, texted.to, texted.subject, texted.text, texted.touch_key) == (
        sms().sent_at, Channel.SMS, "+14155550123", "", "Grüße", sms().touch_key
    )  # fmt: skip
    assert (mailed.at, mailed.channel, mailed.to) == (later.sent_at, Channel.EMAIL, "ann.lee@mail.example")
    assert (mailed.subject, mailed.text, mailed.touch_key) == (later.subject, later.text, later.touch_key)
    assert read_outbox(tmp_path, 2) == mailed


def test_a_number_that_is_not_there_is_one_sentence(tmp_path: Path, sms: Any) -> None:
    with pytest.raises(LookupError, match=r"There is no message 1 in the outbox: it is empty\."):
        read_outbox(tmp_path, 1)
    OutboxSms(tmp_path).send(sms())
    for n in (0, -1, 2):
        with pytest.raises(LookupError, match="it holds 1, numbered from 1"):
            read_outbox(tmp_path, n)


def test_foreign_and_broken_files_are_passed_over(tmp_path: Path, mail: Any, sms: Any) -> None:
    OutboxEmail(tmp_path).send(mail())
    OutboxSms(tmp_path).send(sms())
    (tmp_path / "outbox/mail/new/stray").write_bytes(b"\xff\xfe no email")
    (tmp_path / "outbox/texts/stray.json").write_text("[]")
    (tmp_path / "outbox/texts/half.json").write_text('{"at": "2026-')
    assert len(list_outbox(tmp_path)) == 2


def test_an_outbox_that_cannot_be_written_is_not_accepted(tmp_path: Path, mail: Any, sms: Any) -> None:
    (tmp_path / "outbox").write_text("a file where a folder should be")
    for sender, make in ((OutboxEmail(tmp_path), mail), (OutboxSms(tmp_path), sms)):
        outcome = sender.send(make())
        assert isinstance(outcome, NotAccepted)
        assert "FOLLOWUP_HOME" in outcome.reason


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, mail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert isinstance(OutboxEmail(tmp_path).send(mail()), NotAccepted)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_could_not_be_synced_is_unknown(
    tmp_path: Path, sms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(outbox, "_sync_folder", broken)
    assert isinstance(OutboxSms(tmp_path).send(sms()), Unknown)


def test_an_address_that_is_none_is_refused(tmp_path: Path, mail: Any) -> None:
    assert isinstance(OutboxEmail(tmp_path).send(mail(to="nobody")), Refused)
    assert list_outbox(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_the_outbox(tmp_path: Path, mail: Any, sms: Any) -> None:
    OutboxEmail(tmp_path).send(mail())
    OutboxSms(tmp_path).send(sms())
    assert all(entry.path.stat().st_mode & 0o077 == 0 for entry in list_outbox(tmp_path))


def test_a_text_file_can_be_read_by_people_and_programs(tmp_path: Path, sms: Any) -> None:
    OutboxSms(tmp_path).send(sms(text="Grüße"))
    content = read_outbox(tmp_path, 1).path.read_text(encoding="utf-8")
    assert '"Grüße"' in content
    assert json.loads(content)["at"] == "2026-03-04T15:30:00+00:00"


def test_the_outbox_loads_no_vendors_package() -> None:
    script = (
        "import sys; from pathlib import Path; from types import SimpleNamespace;"
        "from channels.building import build_senders;"
        "build_senders(SimpleNamespace(email='outbox', sms='outbox', home=Path('x')));"
        "heavy = {'sendgrid', 'twilio', 'requests', 'smtplib', 'nh3', 'markdown_it', 'pydantic'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_a_subject_and_an_address_in_any_script_are_listed_as_they_were_sent(tmp_path: Path, mail: Any) -> None:
    name, subject = (
        "Reza \u0639\u0644\u06cc\u200c\u0631\u0636\u0627, Jr.",
        "Koordinator für Übergabeprotokolle: " + "sehr " * 20 + "lang",
    )
    message = mail(to="jürgen@müller.example", to_name=name, subject=subject, sender_name=name, reply_to="a@b.example")
    assert OutboxEmail(tmp_path).send(message) == Accepted(message.message_id)
    (listed,) = list_outbox(tmp_path)
    assert (listed.to, listed.subject) == ("jürgen@xn--mller-kva.example", subject)
    assert (listed.sender, listed.reply_to) == (f"{name} <talent@acme.example>", "<a@b.example>")

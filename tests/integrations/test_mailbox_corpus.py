"""Mails, bounces and absences among them: from the mailbox they are read as from SendGrid's hook. Thirty by day, ninety
by night; each is read from the hook by day (tests/gateway/test_mail_corpus.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gateway.providers.sendgrid_inbound import door
from integrations.arrivals import Reading
from tests.dovecot import Dovecot
from tests.gateway.mail_corpus import EXPECTED, FOLDER
from tests.gateway.provider_desk import MAIL, NOW, desk_in, posted_mail
from tests.integrations.mailbox_desk import read, reads, rows, until

VOUCHED = f"Authentication-Results: 127.0.0.1; spf=pass smtp.mailfrom={MAIL}; dkim=pass header.d=example.com\r\n"
"""What our own server found out, as SendGrid says it in fields of its own."""


def told(reading: Reading) -> list[tuple[str, str, dict[str, Any]]]:
    """All but what hangs on when and under which key it came."""
    return [
        (tell.candidate_id, tell.signal, {k: v for k, v in tell.fact.items() if k not in ("event_id", "occurred_at")})
        for tell in reading.tells
    ]


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.nightly)], ids=["every third", "all"])
def test_r8_every_mail_comes_to_the_same_from_the_mailbox_as_from_the_hook(
    dovecot: Dovecot, tmp_path: Path, step: int
) -> None:
    desk, box = desk_in(tmp_path), dovecot.new_box()
    desk.reserve()
    hook = door(desk.settings)
    mails = {name: (FOLDER / f"{name}.eml").read_bytes() for name in sorted(EXPECTED)[::step]}
    assert len(mails) >= 90 // step
    box.deliver(*(VOUCHED.encode() + raw for raw in mails.values()), at=NOW)
    with reads(desk, box.address, clock=lambda: NOW):
        until(lambda: len(rows(desk.ledger)) == len(mails))
    for (name, raw), row in zip(mails.items(), rows(desk.ledger), strict=True):
        outside = {"envelope": "{}"} if b"Return-Path: <>" in raw else {}
        entry = desk.entry(hook, posted_mail(raw, **outside))
        assert (row["kind"], row["about"]) == (entry.kind, entry.about), name
        assert told(read(desk, row)) == told(hook.read(entry, desk.known())), name

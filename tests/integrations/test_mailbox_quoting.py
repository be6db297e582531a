"""Answers as people's mail programs quote us, in English and other languages, through a real mailbox: each lands on the
right candidate, with their own words and without our footer's "stop these messages" (R7, R8, R17).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from domain.events import ReplyReceived
from domain.replies.recorded_reply import read as reading_of
from domain.replies.reply_address import reply_address
from domain.state.model import Candidate
from tests.dovecot import Dovecot
from tests.gateway.mail_corpus import KEY
from tests.gateway.provider_desk import NOW, Desk, desk_in
from tests.integrations.mailbox_desk import mail, read, reads, rows, until

OURS = """\
Hi,

Thank you for coming in last week. You'll hear from us by Friday.

Kind regards,
Kim Park
Acme Talent

--------------------

Acme, 1 Sample Road, Sampletown

See where you stand: https://acme.example/c/abc or stop these messages: https://acme.example/c/abc/stop.
"""


@dataclass(frozen=True)
class Style:
    """What somebody wrote, and what their mail program put around it; `{ours}` stands for our mail, `{>}` for it with
    a mark before each line.
    """

    words: str
    written: str
    html: bool = False
    cut: bool = True  # is it known where our mail begins? Else people are shown all of it, and it is read without ours


OUTLOOK = """\
From: Acme Talent <talent@acme.example>
Sent: Wednesday, July 15, 2026 9:00 AM
To: Ann
Subject: Your application"""

STYLES = {
    "gmail": Style(
        "Friday is fine, thanks!",
        "{words}\n\nOn Wed, Jul 15, 2026 at 9:00 AM Acme Talent <talent@acme.example> wrote:\n\n{>}",
    ),
    "outlook": Style("Friday works.", "{words}\n\n________________________________\n" + OUTLOOK + "\n\n{ours}"),
    "iphone, German": Style(
        "Freitag passt mir gut.",
        "{words}\n\nVon meinem iPhone gesendet\n\n> Am 15.07.2026 um 09:00 schrieb Acme Talent "
        "<talent@acme.example>:\n> \n{>}",
    ),
    "outlook, French": Style(
        "Merci, vendredi me convient.",
        "{words}\n\nDe : Acme Talent <talent@acme.example>\nEnvoyé : mercredi 15 juillet 2026 09:00\nÀ : Ann\n"
        "Objet : Votre candidature\n\n{ours}",
    ),
    "thunderbird, below": Style(
        "Wann höre ich von Ihnen?", "Am 15.07.26 um 09:00 schrieb Acme Talent:\n{>}\n\n{words}\n"
    ),
    "apple mail, Italian": Style(
        "Va bene venerdì.",
        "{words}\n\n> Il giorno 15 lug 2026, alle ore 09:00, Acme Talent <talent@acme.example> ha scritto:\n> \n{>}",
    ),
    "samsung, Spanish": Style(
        "El viernes me va bien.",
        "{words}\n\nEnviado desde mi Samsung Galaxy\n\n-------- Mensaje original --------\nDe: Acme Talent "
        "<talent@acme.example>\nFecha: 15/7/26 9:00 (GMT+01:00)\nA: Ann\nAsunto: Su candidatura\n\n{ours}",
    ),
    "zoho": Style(
        "Friday suits me well.",
        "{words}\n\n---- On Wed, 15 Jul 2026 09:00:00 +0200 Acme Talent <talent@acme.example> wrote ----\n\n{ours}",
        cut=False,
    ),
    "t-online": Style(
        "Gern am Freitag.",
        "{words}\n\n-----Original-Nachricht-----\nBetreff: Ihre Bewerbung\nDatum: 2026-07-15T09:00:00+0200\n"
        'Von: "Acme Talent" <talent@acme.example>\nAn: "Ann"\n\n{ours}',
        cut=False,
    ),
    "danish": Style(
        "Tak, fredag er fint.",
        "{words}\n\nDen ons. 15. jul. 2026 kl. 09.00 skrev Acme Talent <talent@acme.example>:\n\n{>}",
    ),
    "polish, unmarked": Style(
        "Piątek mi odpowiada.", "{words}\n\nW dniu 15.07.2026 o 09:00, Acme Talent pisze:\n\n{ours}", cut=False
    ),
    "russian, unmarked": Style(
        "Пятница подходит.", "{words}\n\n15.07.2026, 09:00, Acme Talent <talent@acme.example>:\n\n{ours}"
    ),
    "japanese, unmarked": Style(
        "金曜日で大丈夫です。", "{words}\n\n2026年7月15日(水) 9:00 Acme Talent <talent@acme.example>:\n\n{ours}"
    ),
    "chinese outlook": Style(
        "星期五可以。",
        "{words}\n\n发件人: Acme Talent <talent@acme.example>\n发送时间: 2026年7月15日 9:00\n收件人: Ann\n"
        "主题: 您的申请\n\n{ours}",
        cut=False,
    ),
    "From and Sent alone": Style(
        "Yes, Friday.", "{words}\n\nFrom: Acme Talent\nSent: Wednesday, July 15, 2026 9:00 AM\n\n{ours}", cut=False
    ),
    "marked with bars": Style("Friday it is.", "{words}\n\nAcme Talent wrote on 15 July:\n{|}", cut=False),
    "no heading at all": Style("See you on Friday.", "{words}\n\n{ours}", cut=False),
    "gmail, html alone": Style(
        "Friday is fine with me.",
        '<div dir="ltr">{words}</div><br><div class="gmail_quote"><div class="gmail_attr">On Wed, Jul 15 Acme Talent '
        "wrote:<br></div><blockquote>{html}</blockquote></div>",
        html=True,
    ),
    "proton, html alone": Style(
        "I can do Friday.",
        '<div style="font-family: Arial">{words}</div><div class="protonmail_quote">On Wednesday, July 15th, Acme '
        'Talent wrote:<br><blockquote type="cite">{html}</blockquote></div>',
        html=True,
    ),
}

PEOPLE = {name: f"manual:p{number}" for number, name in enumerate(STYLES)}


@pytest.fixture(scope="module")
def answers(
    dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Desk, dict[str, Any]]]]:
    """All of them, delivered at once and read; each row by its style."""
    desk = desk_in(tmp_path_factory.mktemp("home"))
    box = dovecot.new_box()
    for person in PEOPLE.values():
        desk.ledger.claim(person, at=NOW, email=_candidate(person).email)
        desk.reserve(_touch(person), body=OURS, address=_candidate(person).email)
    box.deliver(*(_mail(name, style) for name, style in STYLES.items()))
    with reads(desk, box.address):
        until(lambda: len(rows(desk.ledger)) == len(STYLES))
    yield {name: (desk, row) for name, row in zip(STYLES, rows(desk.ledger), strict=True)}
    desk.ledger.close()


@pytest.mark.parametrize("name", STYLES)
def test_r8_an_answer_in_any_style_of_quoting_comes_home_with_its_own_words(
    answers: dict[str, tuple[Desk, dict[str, Any]]], name: str
) -> None:
    desk, row = answers[name]
    assert row["about"] == PEOPLE[name]
    (tell,) = read(desk, row).tells
    assert (tell.candidate_id, tell.signal) == (PEOPLE[name], "reply_received")
    assert reading_of(ReplyReceived.model_validate(tell.fact)).kind == "answer"
    shown, style = tell.fact["text"], STYLES[name]
    assert shown == style.words if style.cut else shown.startswith(style.words)
    with desk.ledger.book(PEOPLE[name]) as book:
        assert not book.suppressed(_candidate(PEOPLE[name]))


def _touch(person: str) -> str:
    return f"{person}/eng/applied.1/hello/1"


def _mail(name: str, style: Style) -> bytes:
    marked = {mark: textwrap.indent(OURS, f"{mark} ", lambda _: True) for mark in (">", "|")}
    written = style.written.replace("{words}", style.words).replace("{ours}", OURS)
    for mark, quoted in marked.items():
        written = written.replace(f"{{{mark}}}", quoted)
    written = written.replace("{html}", OURS.replace("\n", "<br>"))
    return mail(
        written,
        to=reply_address(_touch(PEOPLE[name]), "acme.example", [KEY]),
        sender="Somebody <another.address@elsewhere.example>",
        Content_Type=f"text/{'html' if style.html else 'plain'}; charset=utf-8",
    )


def _candidate(person: str) -> Candidate:
    return Candidate(candidate_id=person, email=f"{person.removeprefix('manual:')}@example.com")

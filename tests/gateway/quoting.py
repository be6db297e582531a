"""How mail programs quote what they answer: the words of a reply, and below (or above) them what we wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

WORDS: Final = {
    "zoho": "Friday is fine, thanks!",
    "t-online": "Freitag passt mir gut.",
    "outlook sv": "Fredag passar bra.",
    "samsung da": "Ja tak, fredag er fint.",
    "outlook pl": "Piątek mi pasuje.",
    "outlook ru": "Пятница подходит.",
    "outlook ja": "金曜日で大丈夫です。",
    "outlook zh": "星期五可以。",
    "qq": "好的，谢谢。",
    "from and sent alone": "Sounds good.",
    "x wrote on": "I'd like Thursday better.",
    "bars": "Yes, gladly.",
    "gmail": "See you on Friday.",
    "apple fr": "Vendredi me convient.",
    "no heading": "Works for me.",
}
"""What was written in each."""


def _head(*names: str) -> Callable[[str, str], str]:
    sender, sent, to, subject = names

    def quoted(words: str, ours: str) -> str:
        return (
            f"{words}\n\n{sender}: Acme Talent <talent@acme.example>\n{sent}: 2026-11-23 08:00\n{to}: Ann\n"
            f"{subject}: Your application\n\n{ours}"
        )

    return quoted


STYLES: Final[dict[str, Callable[[str, str], str]]] = {
    "zoho": lambda words, ours: (
        f"{words}\n\n---- On Mon, 23 Nov 2026 08:00:00 +0100 Acme Talent <talent@acme.example> wrote ----\n\n{ours}"
    ),
    "t-online": lambda words, ours: (
        f"{words}\n\n-----Original-Nachricht-----\nBetreff: Your application\nDatum: 2026-11-23T08:00:00+0100\n"
        f'Von: "Acme Talent" <talent@acme.example>\nAn: "Ann" <ann@example.com>\n\n{ours}'
    ),
    "outlook sv": _head("Från", "Skickat", "Till", "Ämne"),
    "samsung da": lambda words, ours: (
        f"{words}\n\n-------- Oprindelig besked --------\nFra: Acme Talent <talent@acme.example>\n"
        f"Dato: 23.11.2026 08.00 (GMT+01:00)\nTil: ann@example.com\nEmne: Your application\n\n{ours}"
    ),
    "outlook pl": _head("Od", "Wysłano", "Do", "Temat"),
    "outlook ru": _head("От", "Отправлено", "Кому", "Тема"),
    "outlook ja": _head("差出人", "送信日時", "宛先", "件名"),
    "outlook zh": _head("发件人", "发送时间", "收件人", "主题"),
    "qq": lambda words, ours: (
        f'{words}\n\n------------------ 原始邮件 ------------------\n发件人: "Acme Talent" <talent@acme.example>;\n'
        f'发送时间: 2026年11月23日(星期一) 上午8:00\n收件人: "Ann"<ann@example.com>;\n主题: Your application\n\n{ours}'
    ),
    "from and sent alone": lambda words, ours: (
        f"{words}\n\nFrom: Acme Talent\nSent: Monday, 23 November 2026 08:00\n\n{ours}"
    ),
    "x wrote on": lambda words, ours: f"{words}\n\nAcme Talent wrote on 23/11/2026 08:00:\n\n{ours}",
    "bars": lambda words, ours: (
        f"{words}\n\nAcme Talent wrote:\n\n" + "\n".join(f"| {line}".rstrip() for line in ours.splitlines())
    ),
    "gmail": lambda words, ours: (
        f"{words}\n\nOn Mon, Nov 23, 2026 at 9:00 AM Acme Talent <talent@acme.example> wrote:\n\n"
        + "\n".join(f"> {line}".rstrip() for line in ours.splitlines())
    ),
    "apple fr": lambda words, ours: (
        f"{words}\n\nEnvoyé de mon iPhone\n\n"
        f"> Le 23 nov. 2026 à 08:00, Acme Talent <talent@acme.example> a écrit :\n>\n"
        + "\n".join(f"> {line}".rstrip() for line in ours.splitlines())
    ),
    "no heading": lambda words, ours: f"{words}\n\n{ours}",
}
"""Each style: their words and ours, to the text of a mail."""

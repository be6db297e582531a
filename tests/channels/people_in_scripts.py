"""Names and job titles in twenty scripts, and such as somebody types who means harm; the same for the same seed.

Run by itself, under any Python, it prints the headers of mails to such people: `python people_in_scripts.py COUNT`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from channels.sender import OutgoingMessage

WORDS: Final = {
    "ascii": "Ann Lee Jean-Luc O'Brien Maximiliane Featherstonehaugh Smith, Jr. (Bob) von-der-Leyen Engineer R&D",
    "latin": "Zoë Müller Łukasz Göteborg Übergabeprotokolle für Qualitätsprüfung Ingénieur·e Noël Søren d’Été naïve",
    "vietnamese": "Nguyễn Thị Ngọc Ánh Trần Đức Hậu Kỹ sư phần mềm",
    "turkish": "İbrahim Işık Çağlar Gökçe Şahin Yılmaz Mühendis",
    "greek": "Ελένη Παπαδοπούλου Γεώργιος Ανώνυμη Εταιρεία Μηχανικός",
    "cyrillic": "Екатерина Достоевская Щербаков Старший инженер по обработке данных",
    "armenian": "Արամ Խաչատրյան Գևորգյան ինժեներ",
    "georgian": "ნინო ჭავჭავაძე გიორგი ინჟინერი",
    "hebrew": "דוד בן־גוריון שרה מהנדסת נתונים",
    "arabic": "محمد عبد الرحمن فاطمة الزهراء مهندس بيانات",
    "persian": "علی‌رضا می‌خواهم مهندس داده‌ها نرگس",
    "devanagari": "अनन्या श्रीनिवासन क्‍षितिज अभियंता",
    "bengali": "অনিন্দ্য চট্টোপাধ্যায় প্রকৌশলী",
    "tamil": "கார்த்திக் சுப்பிரமணியன் பொறியாளர்",
    "sinhala": "ශ්‍රී ලංකා ජයවර්ධන ඉංජිනේරු",
    "thai": "สมชาย ศรีสุวรรณ วิศวกรข้อมูล",
    "khmer": "សុខ ស្រីមុំ វិស្វករទិន្នន័យ",
    "chinese": "张伟 欧阳娜娜 高级数据工程师 北京",
    "japanese": "渡邉さくら ジョン・スミス データエンジニア 髙橋",
    "korean": "김철수 남궁민수 데이터 엔지니어",
    "ethiopic": "አበበ በቂላ መሐንዲስ ተስፋዬ",
    "emoji": "👩‍👩‍👧 🇩🇪 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ann",
}
"""Twenty scripts and more."""

TYPED: Final = (
    'Ann "The Boss" Lee',
    "Lee, Ann",
    "Lee, Ann <boss@evil.example>",
    "a@evil.example, b@evil.example",
    "Ann\r\nBcc: all@evil.example",
    "=?utf-8?q?a=0D=0ABcc:_all=40evil.example?= Lee",
    "=?utf-8?b?w7w=?=",
    "back\\slash Lee",
    "group: a@evil.example;",
    "(comment) Ann",
    "Ann (not closed",
    '"not closed',
    "<boss@evil.example>",
    "x" * 300,
    ", ".join(["Featherstonehaugh"] * 12),
    "Ann\u2028Lee\u0000",
    "ü" * 200,
    "=?",
    "Ann ?= Lee",
)


def people(count: int, seed: str = "names") -> Iterator[tuple[str, str]]:
    """A name and a subject with a job's title, `count` times; what is typed with harm in mind comes first."""
    chance = random.Random(seed)
    for number in range(count):
        if number < len(TYPED):
            yield TYPED[number], TYPED[-number - 1]
            continue
        words = WORDS[list(WORDS)[number % len(WORDS)]].split()
        others = WORDS[chance.choice(list(WORDS))].split()
        name = " ".join(chance.choices(words, k=chance.choice((1, 2, 2, 3, 8))))
        title = " ".join(chance.choices([*words, *others[: chance.randint(0, 3)]], k=chance.randint(1, 12)))
        if chance.random() < 0.1:
            name += chance.choice((",", " & Co.", '"', "\\", " <x@evil.example>", "\u200b"))
        said = chance.choice(("Your interview for the {} role on Friday, December 4", "{}: thank you", "Danke für {}"))
        yield name, said.format(title)


def message_to(name: str, subject: str, number: int = 0) -> OutgoingMessage:
    """A mail to that person; its sender's name is the person's, written backwards."""
    from channels.sender import OutgoingMessage

    return OutgoingMessage(
        touch_key="manual:a/b/applied.1/ack/1",
        attempt=1,
        to=f"person-{number}@mail.example",
        to_name=name,
        subject=subject,
        text="Hello",
        sender_name=name[::-1],
        sender_address="talent@acme.example",
        reply_to="answers@acme.example",
        reply_to_name=name,
        message_id="<a@acme.example>",
        sent_at=datetime(2026, 3, 4, 15, 30, tzinfo=UTC),
    )


def headers_of(name: str, subject: str, number: int = 0) -> bytes:
    """The headers of that mail as they go over the wire."""
    from channels import mime

    mail = mime.build(message_to(name, subject, number))
    return mail.as_bytes(policy=mime.WIRE).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


if __name__ == "__main__":
    for number, (name, subject) in enumerate(people(int(sys.argv[1]))):
        sys.stdout.buffer.write(headers_of(name, subject, number))

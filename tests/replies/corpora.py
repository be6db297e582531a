"""How well mail is read, on public collections of it: `python -m tests.replies.corpora FOLDER`.

The folder holds clones of sisimai/set-of-emails, sisimai/p5-sisimai (whose tests say what each bounce is),
cfortune/PHP-Bounce-Handler, discourse/email_reply_trimmer, crisp-oss/email-reply-parser (as `crisp`),
zapier/email-reply-parser (as `zapier`) and mailgun/talon. Of none a word stands in this repository: figures alone are
printed, and with `--show` the names of the files that were read otherwise than expected.

Half of the judged bounces (those with an even number) were not looked at while the patterns were written.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from domain.replies.mail.forms import Field
from domain.replies.mail.kinds import kind_of
from domain.replies.mail.parse import Mail, mail_of
from domain.replies.mail.quoted_text import own_words

_ROW: Final = re.compile(r"\[\s*'([^']*)',\s*'([^']*)',\s*'([^']*)',\s*(\d)")
_EXPECTED: Final = re.compile(
    r"^\s*'(\d+)'\s*=>\s*\[(\s*\[.*?\](?:\s*,\s*\[.*?\])*)\s*,?\s*\]", re.MULTILINE | re.DOTALL
)
_ENGINE: Final = re.compile(r"enginename\s*=\s*'(\w+)'")

_NO_BOUNCE: Final = {"feedback", "vacation", "delivered"}
_UNJUDGED: Final = {"undefined", "onhold", "suspend", "filtered"}
"""Sisimai itself does not know, or the word covers both: a disabled mailbox, and somebody's filter."""

_RIGHT: Final = {
    "dead": ("bounce", "undecided"),
    "good": ("blocked", "undecided"),
    "either": ("bounce", "blocked", "undecided"),
    "complaint": ("complaint",),
    "other": ("noise", "automatic"),
}

_ODD: Final = ("vanished", "taken for a person's mail, and kept", "warnings of a delay")

_RENAMED: Final = {"mailmarshalsmtp": "mailmarshal"}


class Expected(NamedTuple):
    """What a collection says of one of its bounces."""

    verdict: str  # dead, good, either, complaint, other
    reasons: str


@dataclass(slots=True)
class Figures:
    """What was counted, and what was read otherwise than expected."""

    counts: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_file: str = ""


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="name the files that were read otherwise")
    parser.add_argument("--half", choices=["odd", "even"], help="only the bounces with such a number")
    arguments = parser.parse_args()
    figures = bounces(arguments.folder, arguments.half)
    print(bounce_table(figures))
    print(other_table(others(arguments.folder)))
    words = replies(arguments.folder)
    print(reply_table(words))
    if arguments.show:
        print("\n".join([*figures.odd, *words.odd]))


def expected_of(folder: Path) -> dict[str, Expected]:
    """What Sisimai's own tests expect of each file of its collection."""
    found: dict[str, Expected] = {}
    for test in sorted((folder / "p5-sisimai" / "t").glob("*.t")):
        words = test.read_text(errors="replace")
        engine = _ENGINE.search(words)
        if not engine:
            continue
        name = _RENAMED.get(engine[1].lower(), engine[1].lower())
        prefixes = [""] if name in ("arf", "rfc3464", "rfc3834") else ["rhost-" if "-rhost-" in test.name else "lhost-"]
        prefixes += ["rhost-"] if prefixes == ["lhost-"] else []  # some were moved there since
        for number, body in _EXPECTED.findall(words):
            rows = _ROW.findall(body)
            for prefix in reversed(prefixes):
                found[f"{prefix}{name}-{int(number):02d}.eml"] = _verdict(rows)
    return found


def _verdict(rows: list[tuple[str, str, str, str]]) -> Expected:
    reasons = [reason for _, _, reason, _ in rows]
    hard = {bool(int(hard)) for *_, hard in rows}
    said = " ".join(dict.fromkeys(reasons))
    if set(reasons) == {"feedback"}:
        return Expected("complaint", said)
    if set(reasons) & _NO_BOUNCE:
        return Expected("other", said)
    if hard == {True}:
        return Expected("dead", said)
    if hard == {False} and not set(reasons) & _UNJUDGED:
        return Expected("good", said)
    return Expected("either", said)


def read(raw: bytes) -> Mail | None:
    """A raw mail, as a door reads it."""
    return mail_of([Field("email", raw)])


def _mails(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "set-of-emails" / "maildir" / "bsd").glob("*.eml")):
        yield path.name, path.read_bytes()


def _measured(raw: bytes, name: str, figures: Figures) -> tuple[Mail | None, str, str]:
    begun = time.perf_counter()
    mail = read(raw)
    kind = kind_of(mail) if mail else None
    took = time.perf_counter() - begun
    if took > figures.slowest:
        figures.slowest, figures.slowest_file = took, name
    what = "undecided" if kind and kind.undecided else kind.what if kind else "none"
    return mail, what, kind.why if kind else ""


def bounces(folder: Path, half: str | None = None) -> Figures:
    """Read every judged bounce, and count."""
    figures = Figures()
    counts = figures.counts
    expected = expected_of(folder)
    for name, raw in _mails(folder):
        number = int(re.findall(r"\d+", name)[-1])
        if half and (number % 2 == 1) != (half == "odd"):
            continue
        mail, what, why = _measured(raw, name, figures)
        right = expected.get(name)
        if right is None or mail is None:
            counts["no verdict"] += 1
            continue
        counts[f"{right.verdict}: {what}"] += 1
        counts[right.verdict] += 1
        bounce = right.verdict in ("dead", "good", "either")
        if bounce and what in ("noise", "automatic", "reply"):
            delayed = bool(re.search(rb"(?im)^action:\s*delayed|transient|delay|warning", raw))
            kept = "taken for a person's mail, and kept" if what == "reply" else "vanished"
            counts["warnings of a delay" if delayed else kept] += 1
        if what not in _RIGHT[right.verdict]:
            figures.odd.append(f"{name}: {right.verdict} ({right.reasons}), read as {what}: {why}")
        if bounce:
            counts["bounces"] += 1
            named = bool(mail.returned.recipient or mail.headers.get("x-failed-recipients"))
            counts["recipient"] += named
            counts["message id"] += bool(mail.returned.message_ids)
            if not named and not mail.returned.message_ids:
                counts["neither"] += 1
                figures.odd.append(f"{name}: neither recipient nor Message-ID")
    return figures


def bounce_table(figures: Figures) -> str:
    """The figures, as the page about reading has them."""
    counts = figures.counts
    lines = []
    for verdict in ("dead", "good", "either", "complaint", "other"):
        shares = ", ".join(
            f"{name.partition(': ')[2]} {number}"
            for name, number in sorted(counts.items())
            if name.startswith(f"{verdict}: ")
        )
        lines.append(f"{verdict:10} {counts[verdict]:4}   {shares}")
    lines += [f"{name}: {counts[name]}" for name in (*_ODD, "no verdict")]
    lines.append(
        f"of {counts['bounces']} bounces: recipient {counts['recipient']}, Message-ID {counts['message id']}, "
        f"neither {counts['neither']}"
    )
    lines.append(f"slowest: {figures.slowest:.2f} s ({figures.slowest_file})")
    return "\n".join(lines)


def others(folder: Path) -> Figures:
    """Read the other collection, which says of its mails only that they are bounces and complaints."""
    figures = Figures()
    for path in sorted((folder / "PHP-Bounce-Handler" / "eml").iterdir()):
        mail, what, _ = _measured(path.read_bytes(), path.name, figures)
        figures.counts["mails"] += 1
        figures.counts[what] += 1
        figures.counts["named"] += bool(mail and (mail.returned.recipient or mail.returned.message_ids))
    return figures


def other_table(figures: Figures) -> str:
    """The figures of the other collection."""
    counts = figures.counts
    shares = ", ".join(f"{name} {counts[name]}" for name in sorted(counts.keys() - {"mails", "named"}))
    return f"PHP-Bounce-Handler {counts['mails']}: {shares}; recipient or Message-ID of {counts['named']}"


# ---------------------------------------------------------------- what people wrote themselves


class Reply(NamedTuple):
    """A mail with what its collection says that is the writer's own: all of it, or some phrases of it."""

    name: str
    text: str
    own: tuple[str, ...]
    whole: bool  # nothing but `own` is theirs


def replies(folder: Path) -> Figures:
    """How much of people's own words is lost, and how much of what they quote is kept."""
    figures = Figures()
    for collection, found in (
        ("email_reply_trimmer", _trimmed(folder / "email_reply_trimmer" / "test")),
        ("crisp", _crisp(folder / "crisp" / "test")),
        ("zapier", _zapier(folder / "zapier" / "test")),
        ("talon", _talon(folder / "talon" / "tests" / "fixtures")),
    ):
        for one in found:
            begun = time.perf_counter()
            said = own_words(one.text)
            took = time.perf_counter() - begun
            if took > figures.slowest:
                figures.slowest, figures.slowest_file = took, f"{collection}/{one.name}"
            figures.counts[collection] += 1
            flat = _flat(said)
            lost = [phrase for phrase in one.own if _flat(phrase) not in flat]
            if lost:
                figures.counts[f"{collection}: lost"] += 1
                figures.odd.append(f"{collection}/{one.name}: own words lost: {lost[0][:80]!r}")
            wanted = _flat("\n".join(one.own))
            kept = [line for line in said.splitlines() if line.strip() and _flat(line) not in wanted]
            if one.whole and kept:
                figures.counts[f"{collection}: kept"] += 1
                figures.odd.append(f"{collection}/{one.name}: kept what is not theirs: {kept[0][:80]!r}")
    return figures


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


def _own_lines(text: str) -> tuple[str, ...]:
    """The lines that are theirs: a signature, that these collections keep, and a quoted line are not."""
    body = re.split(r"(?m)^(?:-- ?|—|Sent from my \w+)$", text)[0]
    return tuple(line for line in body.splitlines() if line.strip() and not line.lstrip().startswith(">"))


def _trimmed(folder: Path) -> Iterator[Reply]:
    for path in sorted((folder / "emails").glob("*.txt")):
        expected = (folder / "trimmed" / path.name).read_text()
        yield Reply(path.stem, path.read_text(), _own_lines(expected), whole=True)


def _string(literal: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), literal)


def _crisp(folder: Path) -> Iterator[Reply]:
    words = (folder / "test.js").read_text()
    common = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", words, re.DOTALL)
    first = common[1].replace("\\n\\\n", "\n") if common else ""
    for block in words.split("export function ")[1:]:
        name = re.search(r'get_email\("(\w+)"\)', block)
        path = folder / "fixtures" / f"{name[1] if name else ''}.txt"
        if not name or not path.exists():
            continue
        whole = "COMMON_FIRST_FRAGMENT, fragments[0]" in block or "getVisibleText" in block
        own = [*_own_lines(first)] if "COMMON_FIRST_FRAGMENT" in block else []
        for literal in re.findall(r'test\.equal\("((?:[^"\\]|\\.)*)",\s*(?:fragments\[0\]|\w+\.getVisible)', block):
            own += _own_lines(_string(literal))
        for pattern in re.findall(r"true,\s*/\^?([^/\\\[(]{4,})/m?\.test\(fragments\[0\]", block):
            own.append(pattern)
        if own:
            yield Reply(f"{name[1]}", path.read_text(), tuple(own), whole)


def _zapier(folder: Path) -> Iterator[Reply]:
    words = (folder / "test_email_reply_parser.py").read_text()
    for block in words.split("    def test_")[1:]:
        name = re.search(r"(?:get_email\(['\"]|test/emails/)(\w+)", block)
        path = folder / "emails" / f"{name[1] if name else ''}.txt"
        if not name or not path.exists():
            continue
        whole = re.findall(r"assertEqual\(\s*(?:message\.reply\.strip\(\),\s*)?['\"]([^'\"]{4,})['\"]", block)
        some = re.findall(r"assertTrue\(['\"]([^'\"]{3,})['\"] in message\.(?:reply|fragments\[0\])", block)
        if whole or some:
            yield Reply(name[1], path.read_text(), (*whole, *some), bool(whole))


def _talon(folder: Path) -> Iterator[Reply]:
    for path in sorted((folder / "standard_replies").glob("*.eml")):
        beside = path.with_name(f"{path.stem}_reply_text")
        mail = read(path.read_bytes())
        own = _own_lines(beside.read_text()) if beside.exists() else ("Hello",)
        yield Reply(path.stem, mail.text if mail else "", own, whole=True)
    for path in sorted((folder / "html_replies").glob("*.html")):
        mail = read(b"Content-Type: text/html; charset=utf-8\n\n" + path.read_bytes())
        yield Reply(path.stem, mail.text if mail else "", ("Hi. I am fine.", "Thanks,", "Alex"), whole=True)


def reply_table(figures: Figures) -> str:
    """The figures, as the page about reading has them."""
    counts, lines = figures.counts, []
    for collection in ("email_reply_trimmer", "crisp", "zapier", "talon"):
        lost, kept = counts[f"{collection}: lost"], counts[f"{collection}: kept"]
        lines.append(f"{collection:20} {counts[collection]:3} mails: own words lost in {lost}, others' kept in {kept}")
    lines.append(f"slowest: {figures.slowest:.2f} s ({figures.slowest_file})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

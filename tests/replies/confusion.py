"""How a table of messages is read: `python -m tests.replies.confusion [TABLE] [--ids]` prints what came out.

A row is held where it was read as a stop or a withdrawal that is not certain. With `--ids` the ids of rows that were
read otherwise than the table says stand below, and nothing of their words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from domain.names import Channel
from domain.replies.classify import MessageReading, read_mail, read_text
from domain.replies.mail.parse import Mail
from domain.replies.ours import Ours, ours_in
from ledger.playbooks.folder import read_playbook

TABLE: Final = Path(__file__).with_name("held_out.jsonl")
TAKEN: Final = ("answer", "stop", "stop?", "withdraw", "withdraw?", "automatic", "reaction", "noise")
WEDNESDAY: Final = date(2026, 11, 25)


@dataclass(frozen=True)
class Row:
    """One message, as the table has it and as it was read."""

    given: dict[str, Any]
    read: MessageReading

    @property
    def expected(self) -> str:
        return self.given["kind"] + ("?" if self.given.get("certain") is False else "")

    @property
    def taken(self) -> str:
        return self.read.kind + ("" if self.read.certain else "?")

    @property
    def held(self) -> bool:
        return not self.read.certain

    @property
    def scope_is_right(self) -> bool:
        """Does a stop close what was meant? Loose rows name one way and do not say that the other is welcome."""
        wanted = self.given.get("closes", "")
        closes = "all" if not self.read.closes else str(self.read.closes[0])
        return closes == wanted or (bool(self.given.get("closes_loose")) and closes in ("all", wanted))


@cache
def _ours() -> Ours:
    return ours_in(read_playbook(Path("playbooks/default")))


def rows(table: Path = TABLE) -> list[Row]:
    """The table, read."""
    ours = _ours()

    def read(given: dict[str, Any]) -> MessageReading:
        if given["channel"] == "sms":
            return read_text(given["text"], WEDNESDAY, Channel.SMS, ours=ours)
        subject = given["subject"] or "Re: Your application"
        mail = Mail(sender="ana@example.org", subject=subject, text=given["text"], answers=("<ours@acme.example>",))
        return read_mail(mail, WEDNESDAY, ours=ours, answers_ours=True)

    lines = table.read_text("utf-8").splitlines()
    return [Row(given, read(given)) for given in map(json.loads, filter(None, lines))]


@dataclass(frozen=True)
class Rates:
    """What must hold of a table."""

    false_stops: list[str]
    """Read as a certain stop, and none."""
    unheard: list[str]
    """A stop, and neither certain nor held."""
    ordinary_held: float
    dangerous_held: float


def rates(found: Iterable[Row]) -> Rates:
    """The figures that a reader is judged by."""
    found = list(found)

    def held(group: str) -> float:
        of = [row for row in found if row.given["group"] == group]
        return sum(row.held for row in of) / len(of) if of else 0.0

    return Rates(
        [row.given["id"] for row in found if row.taken == "stop" and row.expected != "stop"],
        [row.given["id"] for row in found if row.given["kind"] == "stop" and row.taken != "stop" and not row.held],
        held("answer"),
        held("dangerous"),
    )


def _table(title: str, found: list[Row], key: str) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        counts[row.expected if key == "kind" else row.given[key]][row.taken] += 1
    print(f"\n{title:14}" + "".join(f"{taken:>11}" for taken in TAKEN))
    for name in sorted(counts):
        print(f"{name:14}" + "".join(f"{counts[name][taken] or '.':>11}" for taken in TAKEN))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--ids", action="store_true", help="the ids of rows that were read otherwise")
    asked = parser.parse_args()
    found = rows(asked.table)
    _table("is, read as", found, "kind")
    _table("group", found, "group")
    _table("language", [row for row in found if row.taken != row.expected], "language")
    print("(by language: wrong rows alone)")
    result = rates(found)
    stops = [row for row in found if row.expected == row.taken == "stop"]
    print(f"\n{len(found)} messages, {sum(row.taken == row.expected for row in found)} as the table says")
    print(f"certain stops that were none: {len(result.false_stops)}")
    print(f"stops neither certain nor held: {len(result.unheard)}")
    print(f"ordinary answers held: {result.ordinary_held:.1%}; dangerous answers held: {result.dangerous_held:.1%}")
    print(f"certain stops that close what was meant: {sum(row.scope_is_right for row in stops)} of {len(stops)}")
    if asked.ids:
        print("\ncertain stops that were none:", *result.false_stops)
        print("stops neither certain nor held:", *result.unheard)
        print("wrong scope:", *(row.given["id"] for row in stops if not row.scope_is_right))
        print("otherwise:", *(f"{row.given['id']}:{row.taken}" for row in found if row.taken != row.expected))


if __name__ == "__main__":
    main()

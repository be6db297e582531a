"""Learns `domain/replies/resemblance.bin` from the tables: `python -m tests.replies.train [--without N] [--to FILE]`.

A linear support vector machine with squared hinge loss, fitted by dual coordinate descent. It needs nothing but adding,
multiplying and dividing, in a fixed order, so it comes out alike on every machine, and needs no library. Takes half a
minute. With `--without 8` the eighth table is left out, so that it can be measured: what is learned from all the others
is written to FILE.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import zlib
from array import array
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from domain.replies.mail.quoted_text import own_words
from domain.replies.resemblance import FILE, HEAD, SIZE, pieces_of
from tests.replies.said import SAID

HERE: Final = Path(__file__).parent
TO: Final = HERE.parents[1] / "domain" / "replies" / FILE
KINDS: Final = {"stop": "stop", "stop sms": "stop", "stop email": "stop", "held": "stop", "withdraw": "withdraw"}
_COST: Final = 0.7
_SAID_COUNTS: Final = 2.0
"""An answer, or a certain stop, of `said.py` and its like counts twice: each line of these is promised."""
_EVERY_DAY_COUNTS: Final = 3.0
"""So often comes what people write every day."""
_ROUNDS: Final = 20
_TELLING: Final = 16
_CLIPPED: Final = 0.998


class Example(NamedTuple):
    """A message, what it is (stop, withdraw or else), and how much it counts."""

    text: str
    kind: str
    counts: float


def examples(without: int = 0) -> list[Example]:
    """All that is learned from, but for a table that is left out."""
    found: list[Example] = []
    for table in [*sorted(HERE.glob("held_out*.jsonl")), *sorted(HERE.glob("learned_*.jsonl"))]:
        if table.stem == (f"held_out_{without}" if without > 1 else "held_out" if without else ""):
            continue
        rows = [json.loads(line) for line in table.read_text("utf-8").splitlines()]
        found += [Example(_own(row["text"], row["channel"]), KINDS.get(row["kind"], "else"), 1.0) for row in rows]
    cases = map(json.loads, (HERE / "cases.jsonl").read_text("utf-8").splitlines())
    found += [
        Example(one["own_words_expected"], KINDS.get(one["kind_expected"], "else"), 1.0)
        for one in cases
        if one.get("own_words_expected")
    ]
    for one in SAID:
        kind = KINDS.get(one.kind, "else")
        found.append(Example(one.text, kind, _SAID_COUNTS if one.kind in ("answer", "stop") else 1.0))
    found += said_by_many()
    lines = (HERE / "said_plainly.txt").read_text("utf-8").splitlines()
    found += [Example(line.partition(": ")[2], "else", 1.0) for line in lines if not line.startswith("=")]
    return found + [Example(one, "else", _EVERY_DAY_COUNTS) for one in said_every_day()[0]]


def said_by_many() -> list[Example]:
    """What invented people of all sorts write, written to be learned from; no line of it is measured by itself."""
    kind, found = "", []
    for line in filter(None, (HERE / "said_by_many.txt").read_text("utf-8").splitlines()):
        if line.startswith("= "):
            kind = KINDS.get(line[2:], "else")
        else:
            found.append(Example(line.partition(": ")[2].replace(" // ", "\n").replace("// ", "\n"), kind, 1.0))
    return found


def said_every_day() -> tuple[list[str], list[str]]:
    """What people write every day: two thirds that are learned from, and a third that is only measured."""
    learned, kept_out = [], []
    for line in (HERE / "said_every_day.txt").read_text("utf-8").splitlines():
        (learned if zlib.crc32(line.encode()) % 3 else kept_out).append(line.partition(": ")[2])
    return learned, kept_out


def _own(text: str, channel: str) -> str:
    """As it is read: without the line of a mail program, which says nothing."""
    return own_words(text) if channel == "email" else text


def named(given: list[Example]) -> bytes:
    """What it was learned from, in 32 bytes."""
    return hashlib.sha256(json.dumps(given, ensure_ascii=True).encode()).digest()


def learned(given: list[Example]) -> bytes:
    """The file."""
    pieces = [sorted(pieces_of(one.text)) for one in given]
    often = Counter(at for of in pieces for at in of)
    telling = [min(255, round(_TELLING * (math.log((len(given) + 1) / (often[at] + 1)) + 1))) for at in range(SIZE)]
    rows = [_of_length_one(of, telling, often) for of in pieces]
    scales: list[int] = []
    body = bytes(telling)
    for kind in ("stop", "withdraw"):
        weights, offset = _fitted(rows, [(1.0 if one.kind == kind else -1.0, one.counts) for one in given])
        sizes = sorted(abs(one) for one in weights if one)
        unit = sizes[int(_CLIPPED * len(sizes))] / 127
        body += array("b", (max(-127, min(127, round(one / unit))) for one in weights)).tobytes()
        scales += [round(unit * 1000 * 256), round(offset * 1000)]
    return HEAD.pack(named(given), *scales) + body


def _of_length_one(pieces: list[int], telling: list[int], often: Counter[int]) -> list[tuple[int, float]]:
    """What is met but once counts for the length, and teaches nothing."""
    length = math.sqrt(sum(telling[at] * telling[at] for at in pieces)) or 1.0
    return [(at, telling[at] / length) for at in pieces if often[at] > 1]


def _fitted(rows: list[list[tuple[int, float]]], wanted: list[tuple[float, float]]) -> tuple[list[float], float]:
    """Weights and an offset: dual coordinate descent (Hsieh et al. 2008), the offset as one more piece."""
    weights, offset = [0.0] * SIZE, 0.0
    alphas = [0.0] * len(rows)
    order = list(range(len(rows)))
    chance = random.Random(1)
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for one in order:
            sign, counts = wanted[one]
            loose = 0.5 / (_COST * counts)
            margin = offset
            for at, value in rows[one]:
                margin += weights[at] * value
            slope = sign * margin - 1.0 + loose * alphas[one]
            new = alphas[one] - slope / ((2.0 if rows[one] else 1.0) + loose)
            new = max(new, 0.0)
            if new == alphas[one]:
                continue
            step = (new - alphas[one]) * sign
            alphas[one] = new
            offset += step
            for at, value in rows[one]:
                weights[at] += step * value
    return weights, offset


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", type=int, default=0, metavar="N", help="leave this table out")
    parser.add_argument("--to", type=Path, default=TO)
    asked = parser.parse_args()
    given = examples(asked.without)
    asked.to.write_bytes(learned(given))
    print(f"{len(given)} messages, {asked.to.stat().st_size:,} bytes: {asked.to}")


if __name__ == "__main__":
    main()

"""A worker compiles what it reads replies by before it takes up any clock."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).with_name("cases.jsonl")
LOOK = """
import json, sys
from domain.events import ReplyReceived
from domain.replies.patterns import language
from domain.replies.ready import make_ready
from domain.state.consent import change_of
from tests.clocks import WEDNESDAY
make_ready()
late = []
whole = language._uncollected
def counted():
    late.append(1)
    return whole()
language._uncollected = counted
for text in json.load(sys.stdin):
    change_of(ReplyReceived(event_id="x", occurred_at=WEDNESDAY, text=text))
print(len(late))
"""


def test_r26_no_reply_is_the_first_to_compile_what_it_is_read_by() -> None:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    texts = json.dumps([row["text"] for row in rows if row.get("text")] + ["Liked “hello”", "👍 to “hello”"])
    done = subprocess.run([sys.executable, "-c", LOOK], input=texts, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"

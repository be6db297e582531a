"""Where access tokens are handed out, as Google and Microsoft do: real HTTP on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.integrations.local_server import Answer, Asked, local_server


@dataclass
class TokenDesk:
    """What it answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    answer: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def token_desk(**answer: Any) -> Iterator[TokenDesk]:
    """For as long as the block runs."""
    desk = TokenDesk(answer=answer)

    def answers(asked: Asked) -> Answer:
        desk.asked.append({name: values[0] for name, values in parse_qs(asked.body.decode()).items()})
        return Answer(desk.status, desk.answer, desk.headers)

    with local_server(answers) as url:
        desk.url = f"{url}/token"
        yield desk

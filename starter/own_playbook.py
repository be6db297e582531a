"""A playbook of one's own: the sample company's, with one's own company and sender in it; and whether one is still the
sample's, unchanged, with which nothing may go out for real.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.playbook.model import Company, Playbook, SenderIdentity
from ledger.playbooks.folder import FILE, read_playbook
from settings import DEFAULT_PLAYBOOK, Settings

PLACES: Mapping[str, str] = {"email": "FOLLOWUP_EMAIL", "sms": "FOLLOWUP_SMS"}


@dataclass(frozen=True)
class Identity:
    """Whose playbook it is to be."""

    company: Company
    sender: SenderIdentity


def sample_version() -> str:
    """The version of the playbook that comes along, as it is. Raises BadPlaybook."""
    return read_playbook(DEFAULT_PLAYBOOK).version


def refusal(settings: Settings, version: str) -> str:
    """Why this playbook may not be put in force under these settings, in a sentence; empty where it may.

    Only the sample's content counts, never a name: a company may be called Acme.
    """
    real = [
        f"{named}={getattr(settings, name)}" for name, named in PLACES.items() if getattr(settings, name) != "outbox"
    ]
    if not real or version != sample_version():
        return ""
    return (
        f"The playbook in {settings.playbook} is the sample company's, unchanged, so nothing can really be sent "
        f"({' and '.join(real)}): run `followup init`, or put your company and sender into a copy and set "
        "FOLLOWUP_PLAYBOOK to it."
    )


@contextmanager
def drafted(target: Path, identity: Identity) -> Iterator[tuple[Path, Playbook]]:
    """A copy of the sample's playbook beside `target`, with the identity filled in, and as it reads; what is not moved
    to `target` within the block is removed. Raises OSError and BadPlaybook.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copytree(DEFAULT_PLAYBOOK, draft, copy_function=shutil.copyfile)  # ours may be read-only
        file = draft / FILE
        file.write_text(_filled(file.read_text("utf-8"), identity), "utf-8")
        playbook = read_playbook(draft)
        if (playbook.company, playbook.sender) != (identity.company, identity.sender):
            raise AssertionError("the sample's playbook.yaml has another form than `init` knows")
        yield draft, playbook
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _filled(text: str, identity: Identity) -> str:
    """The sample's `playbook.yaml` with the blocks of company and sender replaced, and its comments kept."""
    company, sender = identity.company, identity.sender
    given = {"name": company.name, "timezone": company.timezone, "country": company.country}
    if company.subdivision:
        given["subdivision"] = company.subdivision
    if company.postal_address:
        given["postal_address"] = company.postal_address
    lines = "".join(f"  {key}: {_quoted(value)}\n" for key, value in given.items())
    who = f"sender: {{name: {_quoted(sender.name)}, email: {_quoted(sender.email)}}}"
    text = re.sub(r"(?m)^company:\n(?:  .*\n)+", lambda _: f"company:\n{lines}", text, count=1)
    return re.sub(r"(?m)^sender: .*$", lambda _: who, text, count=1)


def _quoted(text: str) -> str:
    """As YAML reads it, whatever it holds: what JSON writes is YAML too."""
    return json.dumps(text, ensure_ascii=False)

"""Does the playbook say who writes, and from where (for `playbook check`)? Mails and holidays hang on it (R5, R11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from domain.addresses import BadAddress, normal_email
from domain.playbook.model import Playbook

Said = tuple[str, str, bool]
"""Where, what is wrong and what to do; True for a hint."""

_UNFINISHED: Final = re.compile(
    r"(?:to ?do|tbd|tba|tbc|fix ?me|x{2,}|n/?a|none|null|unknown|\?+|\.+|…|-+|(?:your |street )?address)[\s.!:]*",
    re.IGNORECASE,
)
_SAMPLE_NAME: Final = re.compile(r"\bacme\b", re.IGNORECASE)
_SAMPLE_ADDRESS: Final = re.compile(
    r"[@.](?:example|test|invalid|localhost)$|@example\.(?:com|net|org)$", re.IGNORECASE
)
_SAMPLE_STREET: Final = "123 Main Street"


def of_identity(playbook: Playbook) -> Iterator[Said]:
    """Everything about the company and the sender that is wrong, unfinished, or still the sample's."""
    company, sender = playbook.company, playbook.sender
    yield from _country(playbook)
    samples: list[str] = []
    for place, name, what in (
        ("company.name", company.name, "the company's name"),
        ("sender.name", sender.name, "the name that email comes from"),
    ):
        if not name.strip() or _UNFINISHED.fullmatch(name.strip()):
            yield place, f"{_said(name)}, and messages say {what}; write it, such as Harbor Light", False
        elif _SAMPLE_NAME.search(name):
            samples.append(f"{place} is {name!r}")
    try:
        normal_email(sender.email)
    except BadAddress as error:
        said = str(error) if sender.email.strip() else "it is empty; write the address that email comes from"
        yield "sender.email", said, False
    else:
        if _SAMPLE_ADDRESS.search(sender.email.strip()):
            samples.append(f"sender.email is {sender.email!r}")
    postal = company.postal_address.strip()
    if not postal or _UNFINISHED.fullmatch(postal):
        said = f"{_said(postal)}, and every email must say where its sender is; write street, place and country"
        yield "company.postal_address", said, False
    elif postal.startswith(_SAMPLE_STREET):
        samples.append("company.postal_address is in 123 Main Street")
    if samples:
        yield "company and sender", f"these are still the sample's, so write yours: {', '.join(samples)}", True


def _country(playbook: Playbook) -> Iterator[Said]:
    from holidays.utils import list_supported_countries

    country, part = playbook.company.country, playbook.company.subdivision
    regions = list_supported_countries(include_aliases=False)
    if country in regions:
        known = regions[country]
        if part is not None and part not in known:
            instead = f"write one such as {known[0]}, or remove the line" if known else "remove the line"
            said = f"{part!r} isn't a region of {country} with known holidays; {instead}"
            yield "company.subdivision", said, False
        return
    meant = _code_of(country)
    hint = f"did you mean {meant}?" if meant else "write two letters, such as US or DE"
    if country in list_supported_countries(include_aliases=True):
        said = f"a candidate's country has two letters, and {country!r} isn't one we know; {hint}"
        yield "company.country", said, True
    else:
        said = f"{_said(country)}, and no country's code, so no holiday would be kept; {hint}"
        yield "company.country", said, False


_OTHERWISE: Final = {"usa": "US", "america": "US", "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB"}


def _code_of(text: str) -> str:
    """The code that is meant by `us`, `USA` or `Germany`; empty where none is."""
    from babel import Locale

    wanted = text.strip().casefold()
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and wanted in (code.casefold(), name.casefold()):
            return _OTHERWISE.get(wanted, str(code))
    return _OTHERWISE.get(wanted, "")


def _said(text: str) -> str:
    return f"it is {text!r}" if text.strip() else "it is empty"

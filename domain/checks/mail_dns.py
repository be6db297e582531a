"""What DNS says about mail from a domain: SPF, DKIM, DMARC and MX, read by the rules of RFC 7208, 6376, 7489 and 7505.

Pure: `look` asks. It is told of receivers' rules only what bears on us; nothing here judges a mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from ipaddress import IPv4Network, IPv6Network
from typing import Final, Literal, NamedTuple

from domain.checks.mail_setup import SENDGRID_RELAY, MailFinding, MailSetup, within
from domain.delivery.mail_sender import domain_of

Kind = Literal["TXT", "MX", "A", "AAAA"]
State = Literal["found", "nothing", "unanswered"]

SENDGRID_MX: Final = "mx.sendgrid.net"
SENDGRID_SELECTORS: Final = ("s1", "s2")
MOST_LOOKUPS: Final = 10
"""After so many look-ups a receiver takes an SPF record for an error (RFC 7208, 4.6.4)."""

_INCLUDES: Final[dict[str, str]] = {
    "gmail.com": "_spf.google.com",
    "google.com": "_spf.google.com",
    "office365.com": "spf.protection.outlook.com",
    "outlook.com": "spf.protection.outlook.com",
    "zoho.com": "zoho.com",
    "zoho.eu": "zoho.eu",
    "fastmail.com": "spf.messagingengine.com",
    "ovh.net": "mx.ovh.com",
}
"""What the SPF record of whoever sends through these relays includes, as their vendors ask for."""


class Answer(NamedTuple):
    """What DNS said. `unanswered`: nobody did in time, or the server failed; that is not the same as nothing."""

    state: State
    values: tuple[str, ...] = ()


Look = Callable[[str, Kind], Answer]


def dns_findings(setup: MailSetup, look: Look, selectors: Sequence[str] = ()) -> Iterator[MailFinding]:
    """Would receivers believe our mail, and does mail that answers it arrive? `selectors` are DKIM's, as given."""
    domain = domain_of(setup.sender)
    spf, dkim, dmarc = read_spf(domain, look), _read_dkim(setup, domain, look, selectors), read_dmarc(domain, look)
    yield _of_spf(setup, domain, spf)
    yield _of_dkim(setup, domain, dkim)
    yield _of_dmarc(setup, domain, dmarc, spf, dkim)
    yield from _of_mx(setup, domain, look)


# ------------------------------------------------------------------------------------------------------------ SPF


@dataclass
class Spf:
    """An SPF record with all that it includes."""

    state: State = "nothing"
    problem: str = ""  # why receivers take it for an error
    all: str = ""  # what becomes of everybody else: + - ~ ?
    includes: set[str] = field(default_factory=set)
    by_address: bool = False  # it names addresses, of which nobody can tell whose they are
    lookups: int = 0
    unanswered: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """May a receiver use it?"""
        return self.state == "found" and not self.problem


_MECHANISMS: Final = frozenset({"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"})
_MODIFIER: Final = re.compile(r"[a-z][a-z0-9._-]*")
_LOOKED_UP: Final = frozenset({"include", "a", "mx", "ptr", "exists"})


def read_spf(domain: str, look: Look) -> Spf:
    """The record of a domain, with what it includes followed as far as receivers follow it."""
    found = Spf()
    found.state = _follow_spf(domain, look, found, top=True, seen=frozenset())
    if not found.problem and found.lookups > MOST_LOOKUPS:
        found.problem = f"needs {found.lookups} lookups; receivers stop at {MOST_LOOKUPS} and treat that as an error"
    return found


def _follow_spf(domain: str, look: Look, found: Spf, *, top: bool, seen: frozenset[str]) -> State:
    said = look(domain, "TXT")
    if said.state == "unanswered":
        found.unanswered.append(domain)
        return "unanswered"
    records = [text for text in said.values if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]
    if not records:
        return "nothing"
    if len(records) > 1:
        of = "" if top else f" of {domain}, which it includes,"
        found.problem = found.problem or f"{of} appears {len(records)} times, and receivers treat that as an error"
        return "found"
    redirect = ""
    for term in records[0].split()[1:]:
        name, _, value = term.lower().partition("=")
        if value and _MODIFIER.fullmatch(name):  # a modifier; unknown ones are passed over
            redirect = value if name == "redirect" else redirect
            continue
        _of_term(term.lower(), look, found, top=top, seen=seen | {domain})
        if term.lower().lstrip("+-~?") == "all":  # whatever comes after it is never looked at
            redirect = ""
            break
    if redirect:
        found.lookups += 1
        _into(redirect, look, found, top=top, seen=seen | {domain})
    return "found"


def _of_term(term: str, look: Look, found: Spf, *, top: bool, seen: frozenset[str]) -> None:
    qualifier, bare = (term[0], term[1:]) if term[0] in "+-~?" else ("+", term)
    name, _, value = bare.partition(":")
    name = name.partition("/")[0]
    if name not in _MECHANISMS:
        found.problem = found.problem or f"contains {term!r}, which means nothing in SPF"
        return
    found.lookups += name in _LOOKED_UP
    match name:
        case "all" if top:
            found.all = qualifier
        case "include":
            found.includes.add(value.rstrip("."))
            _into(value, look, found, top=False, seen=seen)
        case "ip4" | "ip6":
            found.by_address = True
            if not _is_network(name, value):
                found.problem = found.problem or f"contains {term!r}, which isn't an address"
        case "a" | "mx" | "exists" | "ptr":
            found.by_address = True


def _into(domain: str, look: Look, found: Spf, *, top: bool, seen: frozenset[str]) -> None:
    domain = domain.rstrip(".")
    if "%" in domain:  # a macro: other for each mail
        found.by_address = True
        return
    if domain in seen or not domain:
        found.problem = found.problem or f"includes {domain or 'nothing'} in a loop"
        return
    if found.lookups > 3 * MOST_LOOKUPS:  # far enough to say that it is too much
        return
    if _follow_spf(domain, look, found, top=top, seen=seen) == "nothing":
        found.problem = found.problem or f"includes {domain}, which has no SPF record"


def _is_network(name: str, value: str) -> bool:
    try:
        (IPv4Network if name == "ip4" else IPv6Network)(value, strict=False)
    except ValueError:
        return False
    return True


def _of_spf(setup: MailSetup, domain: str, spf: Spf) -> MailFinding:
    says = partial(MailFinding, "SPF")
    if spf.state == "unanswered":
        return says(False, *_unanswered(f"the SPF record of {domain}"))
    if spf.problem:
        do = "keep one TXT record that begins with v=spf1, and keep it within ten lookups"
        return says(False, f"the SPF record of {domain} {spf.problem.strip()}", do)
    if spf.all == "+":
        return says(False, f"the SPF record of {domain} lets anyone send in its name (+all)", "end it with ~all")
    if through := setup.rewritten_by:
        counts = f"{through} puts its own MAIL FROM on every email, so DKIM counts"
        if spf.state == "nothing":
            return says(True, f"{domain} has no SPF record; {counts}", warns=True)
        named = setup.by_sendgrid and any(within(one, SENDGRID_RELAY) for one in spf.includes)
        return says(True, f"the SPF record of {domain} can be used{' and names SendGrid' if named else ''}; {counts}")
    if spf.state == "nothing":
        do = f'publish a TXT record at {domain} such as "v=spf1 include:YOUR-RELAY\'S ~all"'
        return says(False, f"{domain} has no SPF record, so receivers can't tell your relay from an impostor", do)
    wanted = next((include for host, include in _INCLUDES.items() if within(setup.relay, host)), "")
    if spf.unanswered:
        return says(False, *_unanswered(f"{spf.unanswered[0]}, which the SPF record of {domain} includes"))
    if wanted and any(within(one, wanted) for one in spf.includes):
        return says(True, f"the SPF record of {domain} names {setup.relay} (include:{wanted})")
    if wanted and not spf.by_address:
        return says(
            False,
            f"the SPF record of {domain} does not name {setup.relay}, through which mail goes",
            f"add include:{wanted} to it",
        )
    cannot = "followup can't tell from here whether it names your relay"
    look = "look for spf=pass in an email you send to yourself"
    return says(True, f"{domain} has an SPF record; {cannot}, so {look}", warns=True)


# ----------------------------------------------------------------------------------------------------------- DKIM


class Dkim(NamedTuple):
    """The keys that were looked for. `at`: the domain that has one; a parent's is aligned where that is allowed."""

    state: Literal["found", "nothing", "revoked", "unanswered", "unknown"]
    selector: str = ""
    at: str = ""
    tried: tuple[str, ...] = ()


def _read_dkim(setup: MailSetup, domain: str, look: Look, selectors: Sequence[str]) -> Dkim:
    """`unknown` where nobody said which selectors there are: DNS does not list them."""
    tried = tuple(dict.fromkeys((*selectors, *(SENDGRID_SELECTORS if setup.by_sendgrid else ()))))
    found = Dkim("nothing" if tried else "unknown", tried=tried)
    for at in _upwards(domain):
        for selector in tried:
            state = _key_at(f"{selector}._domainkey.{at}", look)
            if state == "found":
                return Dkim("found", selector, at, tried)
            if state != "nothing" and found.state in ("nothing", "unknown"):
                found = Dkim(state, selector, at, tried)
    return found


def _key_at(name: str, look: Look) -> Literal["found", "nothing", "revoked", "unanswered"]:
    said = look(name, "TXT")
    if said.state == "unanswered":
        return "unanswered"
    keys = [tags["p"] for text in said.values if "p" in (tags := _tags(text)) and tags.get("v", "DKIM1") == "DKIM1"]
    if not keys:
        return "nothing"
    return "found" if any(keys) else "revoked"


def _of_dkim(setup: MailSetup, domain: str, dkim: Dkim) -> MailFinding:
    tried = " and ".join(f"{one}._domainkey.{domain}" for one in dkim.tried)
    match dkim.state:
        case "found":
            return MailFinding("DKIM", True, f"there is a key at {dkim.selector}._domainkey.{dkim.at}")
        case "unanswered":
            return MailFinding("DKIM", False, *_unanswered(f"the key at {dkim.selector}._domainkey.{dkim.at}"))
        case "revoked":
            says = f"the key at {dkim.selector}._domainkey.{dkim.at} is empty, which revokes it"
            return MailFinding("DKIM", False, says, "publish the key your email is signed with")
        case "nothing" if setup.by_sendgrid:
            return MailFinding(
                "DKIM",
                False,
                f"there is no key at {tried}, so SendGrid doesn't sign as {domain}",
                f"authenticate {domain} in SendGrid (Settings > Sender Authentication), or name your selector with "
                "--dkim-selector",
            )
        case "nothing":
            do = "publish it, or name the selector that your relay signs with"
            return MailFinding("DKIM", False, f"there is no key at {tried}", do)
        case "unknown":
            says = "followup can't tell which key your relay signs with; name it with --dkim-selector"
            return MailFinding("DKIM", True, says, warns=True)


# ---------------------------------------------------------------------------------------------------------- DMARC


class Dmarc(NamedTuple):
    """The policy that holds for a domain: its own, or that of the domain above it."""

    state: State
    at: str = ""  # the domain whose record it is
    problem: str = ""
    policy: str = ""
    strict_spf: bool = False
    strict_dkim: bool = False


_POLICIES: Final = ("none", "quarantine", "reject")


def read_dmarc(domain: str, look: Look) -> Dmarc:
    """The policy of the domain, else of the nearest domain above it that has one."""
    for at in _upwards(domain):
        said = look(f"_dmarc.{at}", "TXT")
        if said.state == "unanswered":
            return Dmarc("unanswered", at)
        records = [text for text in said.values if text.partition(";")[0].replace(" ", "").lower() == "v=dmarc1"]
        if not records:
            continue
        if len(records) > 1:
            return Dmarc("found", at, f"appears {len(records)} times, so receivers ignore all of them")
        tags = _tags(records[0])
        policy = tags.get("p", "").lower()
        if policy not in _POLICIES:
            said_policy = f"its policy is {policy!r}" if policy else "it has no policy (p=)"
            return Dmarc("found", at, f"can't be used: {said_policy}")
        if at != domain and tags.get("sp", "").lower() in _POLICIES:
            policy = tags["sp"].lower()
        strict_spf, strict_dkim = (tags.get(name, "r").lower() == "s" for name in ("aspf", "adkim"))
        return Dmarc("found", at, "", policy, strict_spf, strict_dkim)
    return Dmarc("nothing")


def _of_dmarc(setup: MailSetup, domain: str, dmarc: Dmarc, spf: Spf, dkim: Dkim) -> MailFinding:
    says = partial(MailFinding, "DMARC")
    if dmarc.state == "unanswered":
        return says(False, *_unanswered(f"the DMARC record of {dmarc.at}"))
    if dmarc.state == "nothing":
        ask = f'publish a TXT record at _dmarc.{domain} that says "v=DMARC1; p=none"'
        says_none = f"{domain} has no DMARC record, and Gmail and Yahoo require one of large senders; {ask}"
        return says(True, says_none, warns=True)
    if dmarc.problem:
        do = f'keep one TXT record at _dmarc.{dmarc.at} such as "v=DMARC1; p=none"'
        return says(False, f"the DMARC record of {dmarc.at} {dmarc.problem}", do)
    if dmarc.policy == "none":
        return says(True, f"the DMARC record of {dmarc.at} doesn't ask receivers to refuse anything (p=none)")
    asks = f"the DMARC record of {dmarc.at} asks for unaligned email to be {_REFUSED[dmarc.policy]} (p={dmarc.policy})"
    signed = dkim.state == "found" and (dkim.at == domain or not dmarc.strict_dkim)
    if through := setup.rewritten_by:
        alone = ", and with aspf=s only DKIM counts" if dmarc.strict_spf else ""
        if signed:
            return says(True, f"{asks}, and {through} signs as {dkim.at}{alone}")
        if dkim.state == "found":
            text = f"{asks} and requires DKIM of exactly that domain (adkim=s), but {through} signs as {dkim.at}"
            return says(False, text, f"authenticate {domain} at {through}, or take adkim=s out of the record")
        return says(False, f"{asks}, and {through} isn't known to sign as {domain}{alone}", "fix DKIM first")
    if spf.holds and spf.all != "+":
        return says(True, f"{asks}, and MAIL FROM and From: are both on {domain}, so SPF is aligned")
    if signed:
        return says(True, f"{asks}, and DKIM is aligned if your relay signs with that key; SPF isn't")
    return says(False, f"{asks}, and neither SPF nor DKIM of your email is known to be aligned", "fix SPF first")


_REFUSED: Final = {"quarantine": "sent to spam", "reject": "refused"}


# ------------------------------------------------------------------------------------------------------------- MX


def _of_mx(setup: MailSetup, domain: str, look: Look) -> Iterator[MailFinding]:
    if setup.inbound_domain:
        yield _of_inbound(setup.inbound_domain, look)
    others = [domain_of(setup.reply_address)] if setup.reply_address else [] if setup.inbound_domain else [domain]
    for one in others:
        yield _of_mailbox(one, look)


_mx = partial(MailFinding, "MX")


def _of_inbound(domain: str, look: Look) -> MailFinding:
    said = look(domain, "MX")
    do = f"point the MX record of {domain} at {SENDGRID_MX} and at nothing else"
    hosts = _hosts(said)
    if said.state == "unanswered":
        return _mx(False, *_unanswered(f"the MX record of {domain}"))
    if not hosts:
        return _mx(False, f"{domain} has no MX record, so no replies arrive", do)
    if others := [host or "nowhere" for host in hosts if host != SENDGRID_MX]:
        return _mx(False, f"mail for {domain} goes to {others[0]}, where the gateway can't read it", do)
    return _mx(True, f"mail for {domain} goes to {SENDGRID_MX}")


def _of_mailbox(domain: str, look: Look) -> MailFinding:
    said = look(domain, "MX")
    hosts = _hosts(said)
    if said.state == "unanswered":
        return _mx(False, *_unanswered(f"the MX record of {domain}"))
    if hosts == ("",):
        return _mx(False, f"{domain} doesn't accept email (a null MX)", "use another mailbox")
    if hosts:
        return _mx(True, f"mail for {domain} goes to {hosts[0]}")
    addresses = [look(domain, kind) for kind in ("A", "AAAA")]
    if any(one.state == "found" for one in addresses):
        says = f"{domain} has no MX record, so mail goes to the address of {domain} itself"
        return _mx(True, says, warns=True)
    if any(one.state == "unanswered" for one in addresses):
        return _mx(False, *_unanswered(f"the address of {domain}"))
    do = "publish an MX record for it, or use a mailbox on another domain"
    return _mx(False, f"no server accepts email for {domain}, so replies and bounces are lost", do)


def _hosts(said: Answer) -> tuple[str, ...]:
    """In the order in which they are tried. A null MX is an empty name."""
    parted = sorted((int(first) if first.isdecimal() else 0, host) for first, _, host in
                    (value.partition(" ") for value in said.values))  # fmt: skip
    return tuple(host.strip().rstrip(".").lower() for _, host in parted)


# ------------------------------------------------------------------------------------------------------- in common


def _unanswered(what: str) -> tuple[str, str]:
    return f"DNS gave no answer in time about {what}", "try again, or ask another server with --dns-server"


def _upwards(domain: str) -> Iterator[str]:
    """The domain and those above it that may have a record for it, never a top-level domain."""
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        yield ".".join(labels[start:])


def _tags(text: str) -> dict[str, str]:
    """`v=DMARC1; p=none` as names and values; blanks within a value are folding."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            found.setdefault(name.strip().lower(), "".join(value.split()))
    return found

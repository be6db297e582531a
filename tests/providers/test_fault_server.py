"""The fault server seen from the client's side: urllib and a bare socket, no sender of ours."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.clocks import wednesday
from tests.providers import faults
from tests.providers.faults import KINDS, Fault, Faults, of_kind
from tests.providers.server import ProviderServer

TOUCH = "manual:ann/eng/applied.1/acknowledge/1"
LOGIN = "Basic " + base64.b64encode(b"ACtest:test-token").decode()


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer(clock=wednesday) as server:
        yield server


def mail(to: str = "ann@example.com", touch: str = TOUCH) -> bytes:
    body = {
        "personalizations": [{"to": [{"email": to}]}],
        "from": {"email": "talent@acme.example"},
        "subject": "Hello",
        "content": [{"type": "text/plain", "value": "Hi Ann"}],
        "custom_args": {"touch_key": touch, "attempt": "1"},
    }
    return json.dumps(body).encode()


def text(to: str = "+12125550123", body: str = "Hi Ann") -> bytes:
    callback = "https://follow.acme.example/hooks/twilio/status?ref=abc"
    return urlencode({"To": to, "From": "+12125550100", "Body": body, "StatusCallback": callback}).encode()


def ask(url: str, body: bytes | None = None, login: str = "", wait: float = 2) -> tuple[int, dict[str, str], bytes]:
    """One request on a bare socket; the status 0 where no whole answer came in that many seconds."""
    at, got = urlsplit(url), b""
    verb = "GET" if body is None else "POST"
    head = f"{verb} {at.path}?{at.query} HTTP/1.1\r\nHost: {at.netloc}\r\nAuthorization: {login}\r\n"
    end = time.monotonic() + wait
    try:
        with socket.create_connection((at.hostname or "", at.port or 0), wait) as connection:
            connection.sendall(f"{head}Content-Length: {len(body or b'')}\r\n\r\n".encode() + (body or b""))
            while (answer := whole(got)) is None and (left := end - time.monotonic()) > 0:
                connection.settimeout(left)
                if not (more := connection.recv(65536)):
                    break
                got += more
    except OSError:
        answer = None
    return answer or (0, {}, b"")


def whole(got: bytes) -> tuple[int, dict[str, str], bytes] | None:
    """The answer, once all of it is there."""
    head, blank, body = got.partition(b"\r\n\r\n")
    if not blank:
        return None
    first, *rest = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in rest)
    return (int(first.split()[1]), headers, body) if len(body) >= int(headers["Content-Length"]) else None


def by_urllib(provider: ProviderServer) -> int:
    """What Python's own client makes of it; 0 where it raises."""
    request = urllib.request.Request(
        f"{provider.url}/v3/mail/send", mail(), {"Authorization": f"Bearer {provider.api_key}"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=0.4) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except (OSError, http.client.HTTPException):
        return 0


def post_mail(
    provider: ProviderServer, body: bytes | None = None, wait: float = 2
) -> tuple[int, dict[str, str], bytes]:
    return ask(f"{provider.url}/v3/mail/send", mail() if body is None else body, f"Bearer {provider.api_key}", wait)


def post_text(
    provider: ProviderServer, body: bytes | None = None, wait: float = 2
) -> tuple[int, dict[str, str], bytes]:
    return ask(
        f"{provider.url}/2010-04-01/Accounts/ACtest/Messages.json", text() if body is None else body, LOGIN, wait
    )


# kind: (accepted, status that a mail's sender sees, status that a text's sender sees; 0 for no whole answer)
SEEN: dict[str, tuple[bool, int, int]] = {
    "accept-then-hang": (True, 0, 0),
    "hang": (False, 0, 0),
    "accept-then-reset": (True, 0, 0),
    "reset": (False, 0, 0),
    "accept-then-close": (True, 0, 0),
    "close": (False, 0, 0),
    "accept-then-cut": (True, 0, 0),
    "accept-then-drip": (True, 0, 0),
    "slow": (True, 202, 201),
    "refuse": (False, 400, 400),
    "unauthorized": (False, 401, 401),
    "too-many": (False, 429, 429),
    "500": (False, 500, 500),
    "accept-then-500": (True, 500, 500),
    "502": (False, 502, 502),
    "503": (False, 503, 503),
    "accept-then-503": (True, 503, 503),
    "redirect": (False, 302, 302),
    "wrong-json": (True, 202, 201),
}


def fault(kind: str) -> Fault:
    return faults.slow(0.05) if kind == "slow" else of_kind(kind)


def test_every_kind_is_tried() -> None:
    assert tuple(SEEN) == KINDS


def test_every_kind_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_what_it_says_and_the_journal_tells_the_truth(kind: str, provider: ProviderServer) -> None:
    accepted, by_mail, by_text = SEEN[kind]
    provider.script(fault(kind), fault(kind))
    assert post_mail(provider, wait=0.4)[0] == by_mail
    assert post_text(provider, wait=0.4)[0] == by_text
    assert (len(provider.mails), len(provider.texts)) == ((1, 1) if accepted else (0, 0))
    first, second = provider.journal
    assert {one.fault for one in provider.journal} == {kind}
    assert (first.vendor, first.touch, first.accepted, first.told) == ("sendgrid", TOUCH, accepted, by_mail)
    assert (second.vendor, second.touch, second.accepted, second.told) == ("twilio", "abc", accepted, by_text)
    assert [one.ident for one in provider.journal] == (
        [provider.mails[0].message_id, provider.texts[0].sid] if accepted else ["", ""]
    )
    assert post_mail(provider)[0] == 202  # and the next goes well


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("accept-then-drip", "redirect")])
def test_pythons_own_client_sees_the_same(kind: str, provider: ProviderServer) -> None:
    provider.script(fault(kind))
    assert by_urllib(provider) == SEEN[kind][1]


def test_a_hang_says_nothing_a_reset_breaks_and_a_close_ends(provider: ProviderServer) -> None:
    """By a bare socket: three ways of not answering that differ for whoever waits."""
    ends = {}
    for kind in ("accept-then-hang", "accept-then-reset", "accept-then-close"):
        provider.script(of_kind(kind))
        at = urlsplit(provider.url)
        body = mail()
        head = f"POST /v3/mail/send HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {provider.api_key}\r\n"
        with socket.create_connection((at.hostname or "", at.port or 0), 2) as connection:
            connection.settimeout(0.4)
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            try:
                ends[kind] = "closed" if connection.recv(1000) == b"" else "answered"
            except OSError as error:
                ends[kind] = type(error).__name__
    assert ends == {
        "accept-then-hang": "TimeoutError",
        "accept-then-reset": "ConnectionResetError",
        "accept-then-close": "closed",
    }
    assert len(provider.mails) == 3


def test_a_cut_answer_has_the_success_and_not_all_of_its_body(provider: ProviderServer) -> None:
    provider.script(faults.accept_then_cut())
    at = urlsplit(provider.url)
    body = text()
    head = f"POST /2010-04-01/Accounts/ACtest/Messages.json HTTP/1.1\r\nHost: x\r\nAuthorization: {LOGIN}\r\n"
    with socket.create_connection((at.hostname or "", at.port or 0), 2) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        got = b"".join(iter(lambda: connection.recv(1000), b""))
    assert got.startswith(b"HTTP/1.1 201")
    assert b"Content-Length: 1000" in got
    assert len(got.partition(b"\r\n\r\n")[2]) < 1000


def test_refusals_come_in_the_vendors_own_words(provider: ProviderServer) -> None:
    for kind in ("refuse", "too-many", "503"):
        provider.script(of_kind(kind), of_kind(kind))
        _, mail_headers, by_mail = post_mail(provider)
        _, text_headers, by_text = post_text(provider)
        if kind == "503":
            assert by_mail.startswith(b"<html>")
            continue
        assert "message" in json.loads(by_mail)["errors"][0]
        said = json.loads(by_text)
        assert said["more_info"].endswith(str(said["code"]))
        if kind == "too-many":
            assert mail_headers["Retry-After"] == text_headers["Retry-After"] == "1"
            assert said["code"] == 20429


def test_a_seed_deals_the_same_faults_in_every_run_in_about_their_shares() -> None:
    share = {"accept-then-hang": 0.1, "too_many": 0.2, "slow": 0.05}
    first, again, other = (
        [(fault.name, fault.seconds) if fault else None for fault in (dealt.draw() for _ in range(2000))]
        for dealt in (Faults(7, share), Faults(7, share), Faults(8, share))
    )
    assert first == again
    assert first != other
    named = [one[0] for one in first if one]
    assert abs(named.count("accept-then-hang") / 2000 - 0.1) < 0.03
    assert abs(named.count("too-many") / 2000 - 0.2) < 0.03
    assert {one[1] for one in first if one and one[0] == "slow"} > {0.0} or named.count("slow") > 50


def test_a_seeded_server_counts_what_it_did_and_a_script_goes_first() -> None:
    with ProviderServer(clock=wednesday, faults=Faults(3, {"500": 0.5, "accept-then-500": 0.5})) as provider:
        provider.script(None, faults.refuse(400, message="no"))
        answers = [post_mail(provider)[0] for _ in range(20)]
        assert answers == [202, 400] + [500] * 18
        counts = provider.fault_counts()
        assert counts["500"] + counts["accept-then-500"] == 18
        assert len(provider.mails) == 1 + counts["accept-then-500"]
        assert [one.ident for one in provider.journal if one.accepted] == [one.message_id for one in provider.mails]


def test_questions_meet_faults_of_their_own(provider: ProviderServer) -> None:
    provider.script_reads(of_kind("503"))
    listing = f"{provider.url}/2010-04-01/Accounts/ACtest/Messages.json?To=%2B12125550123"
    assert ask(listing, login=LOGIN)[0] == 503
    assert ask(listing, login=LOGIN)[0] == 200
    assert provider.journal == []


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ({"explode": 0.1}, "There is no fault 'explode'"),
        ({"hang": 1.5}, "from 0 to 1"),
        ({"hang": 0.6, "500": 0.6}, "at most 1"),
    ],
)
def test_shares_that_are_none_are_refused_with_a_sentence(share: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Faults(1, share)


def test_texts_are_listed_newest_first_in_pages_and_one_by_one(provider: ProviderServer) -> None:
    for number in range(5):
        assert post_text(provider, text(body=f"text {number}"))[0] == 201
    base = f"{provider.url}/2010-04-01/Accounts/ACtest/Messages"
    path, bodies = f"{base}.json?To=%2B12125550123&PageSize=2", []
    while path:
        page = json.loads(ask(path, login=LOGIN)[2])
        bodies += [one["body"] for one in page["messages"]]
        path = f"{provider.url}{page['next_page_uri']}" if page["next_page_uri"] else ""
    assert bodies == [f"text {number}" for number in (4, 3, 2, 1, 0)]
    sid = provider.texts[0].sid
    provider.statuses[sid] = "undelivered"
    assert json.loads(ask(f"{base}/{sid}.json", login=LOGIN)[2])["status"] == "undelivered"
    assert ask(f"{base}/SMnone.json", login=LOGIN)[0] == 404
    assert ask(f"{base}/{sid}.json")[0] == 401


def test_the_vendors_rules_hold_without_any_fault(provider: ProviderServer) -> None:
    assert post_mail(provider, mail(to="nowhere"))[0] == 400
    assert post_mail(provider, b"{}")[0] == 400
    assert post_mail(provider, b'{"personalizations": 7')[0] == 400
    assert ask(f"{provider.url}/v3/mail/send", mail(), "Bearer wrong")[0] == 401
    provider.opted_out.add("+12125550123")
    assert json.loads(post_text(provider)[2])["code"] == 21610
    assert json.loads(post_text(provider, text(to="12"))[2])["code"] == 21211
    assert json.loads(post_text(provider, text("+12125550124", "x" * 1601))[2])["code"] == 21617
    assert ask(f"{provider.url}/elsewhere", b"{}")[0] == 404
    assert (provider.mails, provider.texts) == ([], [])
    assert not any(one.accepted for one in provider.journal)


def test_many_at_once_are_each_entered_once(provider: ProviderServer) -> None:
    def send(number: int) -> None:
        assert post_mail(provider, mail(touch=f"touch-{number}"), wait=20)[0] == 202

    threads = [threading.Thread(target=send, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.touch for one in provider.journal) == sorted(f"touch-{number}" for number in range(40))
    assert len({one.message_id for one in provider.mails}) == 40
    assert [one.number for one in provider.journal] == list(range(1, 41))

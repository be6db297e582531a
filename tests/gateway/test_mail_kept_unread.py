"""A mail that cannot be read is kept so that it can be read after a fix: without what is attached, and bounded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.replies.mail import forms
from gateway.providers import sendgrid_inbound
from gateway.providers.sendgrid_inbound import Inbound, door
from gateway.webhooks.unparsed import MOST, UnparsedBody, spared
from integrations.arrivals import UNREADABLE, NotUnderstood, Request
from tests.gateway.provider_desk import ANN, Desk, by_sendgrid, desk_in, form_post, posted_mail
from tests.gateway.test_mail_inbound import TOKEN, mail
from tests.pace import pace


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    return made


@pytest.fixture
def hook(desk: Desk) -> Inbound:
    return door(desk.settings)


def with_attachment(size: int) -> bytes:
    """A raw mail with a CV of so many bytes."""
    head = mail("", to=TOKEN).partition(b"Content-Type")[0]
    cv = b"JVBERi0x" * (size // 8)
    return (
        head + b"Content-Type: multipart/mixed; boundary=in\r\n\r\n"
        b"--in\r\nContent-Type: text/plain\r\n\r\nTuesday suits me.\r\n"
        b'--in\r\nContent-Type: application/pdf; name="CV.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + b"\r\n".join(cv[at : at + 76] for at in range(0, len(cv), 76))
        + b"\r\n--in--\r\n"
    )


def unread(request: Request, monkeypatch: pytest.MonkeyPatch, hook: Inbound) -> str:
    """What is kept of a request by a version whose reading of forms has a fault."""
    with monkeypatch.context() as broken:
        broken.setattr(sendgrid_inbound, "fields_of", lambda *_: [forms.Field("email", None)])  # type: ignore[arg-type]
        (entry,) = hook.entries(request)
    assert entry.kind == UNREADABLE
    return entry.body


@pytest.mark.parametrize("size", [800, 4_000_000])
def test_what_could_not_be_read_is_read_after_a_fix_by_a_retry(
    desk: Desk, hook: Inbound, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    request = posted_mail(with_attachment(size))
    body = unread(request, monkeypatch, hook)
    assert len(body) <= MOST + 2000 and "JVBERi0x" not in body
    (entry,) = hook.entries(by_sendgrid(b""))
    (tell,) = hook.read(type(entry)(entry.key, UNREADABLE, "", body), desk.known()).tells
    assert (tell.candidate_id, tell.fact["text"]) == (ANN, "Tuesday suits me.\n\n(Attached: CV.pdf)")


def test_files_of_a_form_are_left_out_and_the_row_says_so(
    desk: Desk, hook: Inbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = form_post({"from": b"a@b.example", "to": TOKEN.encode(), "text": b"Hi"}, {"CV.pdf": os.urandom(900_000)})
    body = unread(request, monkeypatch, hook)
    assert len(body) < 2000 and json.loads(body)["unread"]["left_out"] == "Of it an attachment (879 KiB) is not kept."
    (entry,) = hook.entries(by_sendgrid(b""))
    kept = type(entry)(entry.key, UNREADABLE, "", body)
    assert hook.read(kept, desk.known()).tells[0].fact["text"] == "Hi\n\n(Attached: CV.pdf)"
    monkeypatch.setattr(sendgrid_inbound, "fields_of", lambda *_: [])
    with pytest.raises(NotUnderstood, match=r"an attachment \(879 KiB\) is not kept.*retry") as found:
        hook.read(kept, desk.known())
    assert "CV" not in str(found.value), "a name is personal, and the sentence outlives the body"


def test_what_is_no_mail_at_all_is_bounded(desk: Desk, hook: Inbound) -> None:
    for body in (b"\0" * 3_000_000, os.urandom(3_000_000), b"word " * 600_000, b'"' * 3_000_000):
        (entry,) = hook.entries(by_sendgrid(body))
        assert len(entry.body) <= MOST + 2000
        with pytest.raises(NotUnderstood, match=r"the last .* is not kept"):
            hook.read(entry, desk.known())


@pace(100)
@given(
    parts=st.lists(
        st.sampled_from(
            [
                b"--b\r\n",
                b"--b--\r\n",
                b"--in\n",
                b"Content-Type: multipart/mixed; boundary=in\r\n",
                b"\r\n",
                b"x\r\n",
                b"Content-Type: image/png\r\n",
                b'Content-Disposition: form-data; name="x"; filename="y"\r\n',
                b"--\xff",
            ]
        )
    ),
    kind=st.sampled_from(["multipart/form-data; boundary=b", "", 'x; boundary="'])
    | st.text(st.characters(codec="utf-8"), max_size=20),
)
def test_anything_is_spared_and_comes_back_as_it_was_kept(parts: list[bytes], kind: str) -> None:
    body = b"".join(parts)
    found = spared(body, kind)
    assert UnparsedBody.load(json.loads(json.dumps(found.dump()))) == found
    assert len(found.body) + found.bytes_of_them + found.cut >= len(body) or found.body
    assert found.attached or found.body == body

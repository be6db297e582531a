"""However a mail program quotes us, the reply lands on its candidate, with their words and as what they are (R8).

By day each style is read from the mailbox (tests/integrations/test_mailbox_quoting.py) and by itself (tests/replies).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from domain.replies.reply_address import reply_address
from starter.embedded import LocalServer
from tests.gateway.gate import gateway
from tests.gateway.mail_corpus import KEY
from tests.gateway.provider_desk import INBOUND, NUMBER, PUBLIC, PUBLIC_KEY, TOKEN, by_twilio
from tests.gateway.quoting import STYLES, WORDS
from tests.gateway.test_providers_to_clock import post, written
from tests.house import QUICK, House, build, connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


FOOTER = (
    "\n\nSee where you stand: https://acme.example/c/abc or stop these messages: https://acme.example/c/abc/stop.\n"
)


WISHES = {
    "cleo": ("Please stop writing to me.", ("stop", True)),
    "dan": ("Could you maybe take me off this list for now?", ("stop", False)),
    "eve": ("I would like to withdraw my application.", ("withdraw", True)),
}
"""Who writes the same in every style, and as what each is to be read."""


def read_as(reply: dict[str, Any]) -> tuple[str, bool]:
    return reply["read_as"]["kind"], reply["read_as"].get("certain", True)


@pytest.mark.nightly
@pytest.mark.long
async def test_r8_each_style_of_quoting_lands_on_its_candidate_with_their_words(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All through the real hook: an answer in each style, a stop, a doubt and a withdrawal. At the end a liked text, a
    doubt, and a stop by text: each is on record as such.
    """
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    playbook = tmp_path / "playbook"
    shutil.copytree(QUICK, playbook)
    for message in playbook.rglob("*.md"):
        message.write_text(message.read_text("utf-8") + FOOTER, "utf-8")
    house: House = build(
        await connected(server.address),
        tmp_path / "home",
        playbook=playbook,
        secret_key=(SecretStr(KEY),),
        public_url=PUBLIC,
        inbound_domain=INBOUND,
        sendgrid_inbound_key=SecretStr(PUBLIC_KEY),
    )
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann = await house.applies("ann", candidate={"phone": NUMBER})
        bob = await house.applies("bob", candidate={"first_name": "Bob", "email": "bob@example.com"})
        ours, to = {}, {}
        wishers = {
            await house.applies(name, candidate={"first_name": name.title(), "email": f"{name}@example.com"}): wish
            for name, wish in WISHES.items()
        }
        for one in (ann, bob, *wishers):
            await until(lambda one=one: house.rows(one, "sent"), what="the first email")
            (sent,) = house.ledger.deliveries(candidate_id=one)
            ours[one], to[one] = sent["body"], reply_address(sent["touch_key"], INBOUND, [KEY])
            assert "stop these messages" in ours[one]

        async def hears(one: str, number: int) -> list[dict[str, Any]]:
            return await until(
                lambda: found if len(found := house.rows(one, "reply_received")) >= number else None, what="the reply"
            )

        expected: dict[str, list[str]] = {ann: [], bob: []}
        for number, (name, quote) in enumerate(STYLES.items()):
            one = (ann, bob)[number % 2]
            mail = written(
                "somebody@elsewhere.example",
                to[one],
                quote(WORDS[name], ours[one]).replace("\n", "\r\n"),
                Message_ID=f"<{number}@x>",
                Content_Type="text/plain; charset=utf-8",
            )
            assert (await post(sender.url, mail)).status_code == 200
            expected[one].append(name)
            reply = (await hears(one, len(expected[one])))[-1]
            assert read_as(reply) == ("answer", True), name
            # Without any heading nothing tells ours from theirs for the eye: it is read without, and shown whole.
            shown = reply["text"].startswith(WORDS[name]) if name == "no heading" else reply["text"] == WORDS[name]
            assert shown, (name, reply["text"])
        assert len(STYLES) >= 10

        for one, (words, _kind) in wishers.items():
            for name, quote in STYLES.items():
                mail = written(
                    "somebody@elsewhere.example",
                    to[one],
                    quote(words, ours[one]).replace("\n", "\r\n"),
                    Message_ID=f"<{name.replace(' ', '-')}@x>",
                    Content_Type="text/plain; charset=utf-8",
                )
                assert (await post(sender.url, mail)).status_code == 200
        for one, (words, kind) in wishers.items():
            heard = await hears(one, len(STYLES))
            assert {reply["message_id"]: read_as(reply) for reply in heard} == {
                f"<{name.replace(' ', '-')}@x>": kind for name in STYLES
            }, words
            assert all(reply["text"].startswith(words) for reply in heard)

        for sid, body, kind in (
            ("SM0", "Liked “We have your application for the Pipe Fitter role”", "reaction"),
            ("SM1", "Liked “We have your application for the Pipe Fitter role. Reply STOP to opt out.”", "reaction"),
            ("SM2", "Is there any way to stop these?", "stop"),
            ("SM3", "Please stop texting me", "stop"),
        ):
            fields = {"MessageSid": sid, "From": NUMBER, "Body": body, "NumMedia": "0"}
            assert (await post(sender.url, by_twilio(fields))).status_code == 200
            expected[ann].append(sid)
            reply = (await hears(ann, len(expected[ann])))[-1]
            assert (reply["text"], read_as(reply)) == (body, (kind, sid != "SM2"))
        assert await until(lambda: (house.ledger.snapshot(ann) or {}).get("stopped"), what="the end of it")
    await house.leave()

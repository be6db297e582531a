"""The page of `followup sandbox`: what it shows, what it lets a person do, and whom it does not let in."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from domain.replies.mail.forms import fields_of
from sandbox.accounts import Accounts, accounts_in, folder_in, settings_for, write_settings
from sandbox.faults import KINDS, read_faults
from sandbox.running import in_words, running
from sandbox.server import ProviderServer
from tests.clocks import wednesday
from tests.providers.hook_desk import TOUCH, HookDesk, get, hook_desk, press, token_of

ATTACK = '<script>document.title="owned"</script><img src="http://192.0.2.1/x.png">'


class Desk(NamedTuple):
    provider: ProviderServer
    hooks: HookDesk
    url: str

    def page(self) -> str:
        return get(f"{self.url}/")[2]

    def token(self) -> str:
        return token_of(self.page())

    def does(self, deed: str, ident: str, **more: str) -> int:
        return press(self.url, "/deed", self.token(), deed=deed, ident=ident, **more)[0]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with hook_desk() as hooks, running(Accounts.made(), port=0, gateway=hooks.url, clock=wednesday) as provider:
        yield Desk(provider, hooks, provider.url)


def mail_body(**more: Any) -> dict[str, Any]:
    return {
        "personalizations": [{"to": [{"email": "ann@example.com", "name": "Ann Lee"}]}],
        "from": {"email": "talent@acme.example", "name": "Acme Talent"},
        "reply_to": {"email": "reply+abc@replies.sandbox.example"},
        "subject": "Your application",
        "content": [
            {"type": "text/plain", "value": "Hi Ann,\n\nthank you."},
            {"type": "text/html", "value": f"<p>Hi Ann, thank you.</p>{ATTACK}"},
        ],
        "custom_args": {"touch_key": TOUCH, "attempt": "1"},
        "headers": {"Message-ID": "<ours@acme.example>"},
    } | more


def kept_mail(desk: Desk, **more: Any) -> str:
    mail = desk.provider.keep_mail(mail_body(**more), {})
    desk.provider.note("sendgrid", mail.touch_key, "", 202, mail.message_id)
    return mail.message_id


def kept_text(desk: Desk) -> str:
    callback = f"{desk.hooks.url}/hooks/twilio/status?ref=abc"
    form = {"To": "+12125550123", "From": "+15005550006", "Body": "Hi Ann <b>", "StatusCallback": callback}
    text = desk.provider.keep_text(form, {})
    desk.provider.note("twilio", text.reference, "", 201, text.sid)
    return text.sid


def test_what_was_sent_is_shown_newest_first_with_the_fault_that_it_met(desk: Desk) -> None:
    first, second = kept_mail(desk), kept_text(desk)
    desk.provider.note("sendgrid", "a/b/c", "too-many", 429, "")
    desk.provider.note("sendgrid", TOUCH, "accept-then-hang", 0, first)
    page = desk.page()
    assert page.index("accept-then-hang: accepted, the sender got no answer") < page.index("too-many: not accepted")
    assert page.index("too-many: not accepted") < page.index(f'id="{second}"') < page.rindex(f'id="{first}"')
    assert "Hi Ann &lt;b&gt;" in page


def test_a_mail_is_shown_as_its_reader_sees_it_and_nothing_in_it_runs(desk: Desk) -> None:
    status, headers, body = get(f"{desk.url}/mail/{kept_mail(desk)}")
    policy = headers["Content-Security-Policy"]
    assert status == 200
    assert "<p>Hi Ann, thank you.</p>" in body
    assert policy.startswith("sandbox allow-popups")
    assert "default-src 'none'" in policy
    assert not {"allow-scripts", "allow-same-origin", "script-src"} & set(policy.replace(";", " ").split())
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in desk.page()
    plain = kept_mail(desk, content=[{"type": "text/plain", "value": ATTACK}])
    assert "<script>" not in get(f"{desk.url}/mail/{plain}")[2]
    assert get(f"{desk.url}/mail/none")[0] == 404


def test_an_answer_goes_to_the_gateway_as_inbound_parse_posts_it(desk: Desk) -> None:
    assert desk.does("reply", kept_mail(desk), words="Tuesday wörks.") == 200
    (request,) = desk.hooks.at("/hooks/sendgrid/inbound")
    fields = {one.name: one.value for one in fields_of(request.body, request.headers["content-type"])}
    raw = message_from_bytes(fields["email"], policy=default)
    assert isinstance(raw, EmailMessage)
    assert raw.get_content().startswith("Tuesday wörks.\n\nOn ")
    assert "> Hi Ann," in raw.get_content()
    assert (raw["To"], raw["In-Reply-To"]) == ("reply+abc@replies.sandbox.example", "<ours@acme.example>")
    assert json.loads(fields["envelope"]) == {
        "to": ["reply+abc@replies.sandbox.example"],
        "from": "ann@example.com",
    }
    assert "they answer" in desk.page()


def test_bounce_and_spam_report_are_events_about_the_touch(desk: Desk) -> None:
    ident = kept_mail(desk)
    assert desk.provider.webhooks
    assert desk.provider.webhooks.settled()
    desk.hooks.requests.clear()
    assert [desk.does("bounce", ident), desk.does("spam", ident)] == [200, 200]
    said = [event for one in desk.hooks.at("/hooks/sendgrid/events") for event in json.loads(one.body)]
    assert [(one["event"], one["touch_key"]) for one in said] == [("bounce", TOUCH), ("spamreport", TOUCH)]


def test_unsubscribing_goes_the_way_that_the_mail_asks_for(desk: Desk) -> None:
    public = "https://follow.acme.example/c/token/stop"
    ways = f"<{public}>, <mailto:reply+x@replies.sandbox.example?subject=stop>"
    by_click = kept_mail(
        desk, headers={"List-Unsubscribe": ways, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    )
    by_mail, neither = kept_mail(desk, headers={"List-Unsubscribe": ways}), kept_mail(desk)
    assert [desk.does("unsubscribe", one) for one in (by_click, by_mail, neither)] == [200, 200, 200]
    (click,) = desk.hooks.at("/c/token/stop")
    assert click.body == b"List-Unsubscribe=One-Click"
    (posted,) = desk.hooks.at("/hooks/sendgrid/inbound")
    assert b"Subject: stop" in posted.body
    assert b"reply+x@replies.sandbox.example" in posted.body
    assert any(b'"unsubscribe"' in one.body for one in desk.hooks.at("/hooks/sendgrid/events"))


def test_stop_by_text_closes_the_number_at_the_provider_too_and_start_opens_it(desk: Desk) -> None:
    ident = kept_text(desk)
    assert desk.does("stop", ident) == 200
    assert desk.provider.opted_out == {"+12125550123"}
    assert "Text START" in desk.page()
    assert desk.does("start", ident) == 200
    assert desk.provider.opted_out == set()
    assert desk.does("reply", ident, words="Yes please, but do not STOP") == 200
    said = [{k: v[0] for k, v in parse_qs(one.body.decode()).items()} for one in desk.hooks.at("/hooks/twilio/inbound")]
    assert [(one["Body"], one.get("OptOutType")) for one in said] == [
        ("STOP", "STOP"),
        ("START", "START"),
        ("Yes please, but do not STOP", None),
    ]
    assert len({one["MessageSid"] for one in said}) == 3
    assert desk.does("bounce", ident) == 200
    assert b"MessageStatus=undelivered" in desk.hooks.at("/hooks/twilio/status")[-1].body


def test_the_next_messages_fault_can_be_set_by_hand(desk: Desk) -> None:
    assert press(desk.url, "/next", desk.token(), kind="too-many")[0] == 200
    assert press(desk.url, "/next", desk.token(), kind="")[0] == 200
    assert "Set for the next: too-many, goes well" in desk.page()
    assert press(desk.url, "/next", desk.token(), kind="explode")[0] == 400
    assert all(f'value="{kind}"' in desk.page() for kind in KINDS)


def test_a_deed_that_cannot_be_meant_is_refused(desk: Desk) -> None:
    mail, text = kept_mail(desk), kept_text(desk)
    for deed, ident in (("reply", mail), ("stop", mail), ("spam", text), ("bounce", "none"), ("", mail)):
        assert desk.does(deed, ident) == 400, deed
    assert desk.hooks.at("/hooks/sendgrid/inbound") == []


def test_a_gateway_that_is_not_there_is_said_so() -> None:
    with running(Accounts.made(), port=0, gateway="http://127.0.0.1:9", clock=wednesday) as provider:
        away = Desk(provider, HookDesk(), provider.url)
        away.hooks.http.server_close()
        assert away.does("spam", kept_mail(away)) == 200
        assert "the gateway does not answer: is `followup up` running" in away.page()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example"])
def test_nobody_calls_it_by_another_name(host: str, desk: Desk) -> None:
    assert get(f"{desk.url}/", Host=host)[0] == 421
    assert get(f"{desk.url}/2010-04-01/Accounts/ACtest/Messages.json", Host=host)[0] == 421
    assert get(f"http://localhost:{desk.provider.port}/")[0] == 200


def test_forms_of_other_sites_do_nothing(desk: Desk) -> None:
    ident, token = kept_mail(desk), desk.token()
    fields = {"deed": "spam", "ident": ident}
    assert press(desk.url, "/deed", "", **fields)[0] == 403
    assert press(desk.url, "/deed", "guessed", **fields)[0] == 403
    assert press(desk.url, "/deed", token, origin="https://evil.example", **fields)[0] == 403
    assert press(desk.url, "/deed", token, origin="null", **fields)[0] == 403
    assert get(f"{desk.url}/deed")[0] == 404
    assert not any(b"spamreport" in one.body for one in desk.hooks.requests)


def test_many_messages_are_shown_in_pages(desk: Desk) -> None:
    for number in range(45):
        desk.provider.note("sendgrid", f"touch-{number}", "500", 500, "")
    assert "touch-44" in desk.page()
    assert "touch-24" not in desk.page()
    assert "touch-0<" in get(f"{desk.url}/?page=3")[2]
    assert "touch-0<" in get(f"{desk.url}/?page=99")[2]
    assert get(f"{desk.url}/?page=x")[0] == 200
    assert "2 new" in get(f"{desk.url}/fresh?after=43")[2]


async def test_it_can_be_used_on_a_phone_and_loads_nothing_from_outside(desk: Desk) -> None:
    ident = kept_mail(desk, subject="A subject with averyveryverylongwordwithoutanyplacetobreakit at its end")
    kept_text(desk)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        asked: list[str] = []
        refused: dict[str, str | None] = {}
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
        await page.goto(f"{desk.url}/?open={ident}")
        frame = page.frame_locator("iframe.mail")
        assert await frame.locator("p").first.inner_text() == "Hi Ann, thank you."
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
        assert "owned" not in [await one.title() for one in page.frames]
        await page.fill("details[open] textarea", "Tuesday works.")
        await page.get_by_role("button", name="Send their answer").click()
        await page.get_by_text("they answer").wait_for()
        found = await Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})
        assert found.violations_count == 0, found.generate_report()
        await browser.close()
    outside = {url for url in asked if not url.startswith((desk.url, "data:"))}
    assert {refused.get(url) for url in outside} == {"csp"}, outside  # the mail's picture: never asked for
    assert len(desk.hooks.at("/hooks/sendgrid/inbound")) == 1


def test_accounts_stay_the_same_and_are_nobody_elses(tmp_path: Path) -> None:
    folder = folder_in(tmp_path / ".followup")
    assert folder_in(folder) == folder  # started in a shell that has sourced the settings
    made = accounts_in(folder)
    assert accounts_in(folder) == made
    settings = settings_for(made, "http://127.0.0.1:8090", "http://127.0.0.1:8080", folder)
    file = write_settings(settings, folder)
    assert settings["FOLLOWUP_HOME"] == str(folder)
    assert file.read_text().splitlines()[1].startswith("unset FOLLOWUP_LEDGER_URL")
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
    (folder / "accounts.json").write_text("{")
    assert accounts_in(folder) != made


def test_faults_are_read_as_they_are_typed() -> None:
    assert read_faults("none") is None
    some = read_faults("7:too-many,accept_then_hang=0.2")
    assert some
    assert (some.seed, some.share) == (7, {"too-many": 0.1, "accept-then-hang": 0.2})
    assert in_words(some) == "too-many 10%, accept-then-hang 20% (seed 7)"
    assert in_words(read_faults("3:all")) == "every kind, 2% each (seed 3)"
    for wrong in ("7", "x:hang", "7:", "7:explode", "7:hang=much", "7:hang=2"):
        with pytest.raises(ValueError, match=r"such as|There is no fault|at most 1"):
            read_faults(wrong)

"""Preferences: only what the candidate changed is a wish; what was shown to them and left alone is none."""

from __future__ import annotations

import re
from typing import Any

import pytest

from domain.names import Channel
from tests.gateway.applicants import applied, days, heard, record, wishes
from tests.gateway.page_house import PageHouse


def somebody(pages: PageHouse, **more: Any) -> str:
    """The path of her preferences; she can be reached both ways unless `more` says otherwise."""
    record(pages.ledger, applied(**{"phone": "+12125550123", "sms_consent_at": days(-20)} | more), heard(days(-2)))
    return f"{pages.path()}/preferences"


def filled(html: str) -> dict[str, str]:
    """The form as a browser would send it untouched."""
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    form |= dict(re.findall(r'<input type="radio" name="(\w+)" value="([^"]*)"[^>]* checked', html))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)".*?>(.*?)</select>', html, re.DOTALL):
        form[name] = re.findall(r'<option value="([^"]*)"[^>]* selected', options)[0]
    return form


async def save(pages: PageHouse, path: str, **changed: str) -> str:
    """Open the form, change some of it, and send it."""
    answer = await pages.post(path, **filled((await pages.get(path)).text) | changed)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("locale", ["", "en", "pt", "pt-BR", "nl", "de_AT", "pl", "zh-Hant", "no such"])
@pytest.mark.parametrize("channel", [None, Channel.SMS, Channel.PHONE])
async def test_saving_without_a_change_says_nothing_to_the_clock(
    pages: PageHouse, locale: str, channel: Channel | None
) -> None:
    path = somebody(pages, locale=locale, channel=channel)
    said = await save(pages, path)
    assert not wishes(pages.ledger)
    assert 'role="status"' in said


@pytest.mark.parametrize("locale", ["", "pt", "pt-BR", "nl", "pl"])
async def test_a_new_time_zone_changes_neither_language_nor_channel(pages: PageHouse, locale: str) -> None:
    await save(pages, somebody(pages, locale=locale), zone="Europe/Lisbon")
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"timezone": "Europe/Lisbon"}]


async def test_another_language_is_a_wish_and_their_own_region_is_kept(pages: PageHouse) -> None:
    path = somebody(pages, locale="pt-BR")
    assert '<html lang="de">' in await save(pages, path, language="de")
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"locale": "de"}]
    assert "Português" in (await pages.get(path)).text


async def test_a_language_that_the_page_does_not_speak_can_be_kept_or_left_for_english(pages: PageHouse) -> None:
    path = somebody(pages, locale="pl")
    assert "polski" in (await pages.get(path)).text
    await save(pages, path, language="en")
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"locale": "en"}]


async def test_a_language_that_only_the_browser_asked_for_is_no_wish_until_it_is_chosen(pages: PageHouse) -> None:
    path = somebody(pages)
    shown = await pages.get(path, accept_language="nl")
    assert '<html lang="nl">' in shown.text
    await pages.post(path, **filled(shown.text))
    assert not wishes(pages.ledger)
    await pages.post(path, **filled(shown.text) | {"language": "nl"})
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"locale": "nl"}]


async def test_who_has_no_wish_for_a_channel_can_say_one_and_need_not(pages: PageHouse) -> None:
    path = somebody(pages)
    await save(pages, path, channel="email")
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"channel": "email"}]


async def test_the_only_way_is_said_and_not_asked(pages: PageHouse) -> None:
    path = somebody(pages, phone="", sms_consent_at=None)
    html = (await pages.get(path)).text
    assert "Email" in html and 'name="channel"' not in html
    await save(pages, path, zone="Europe/Vienna")
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"timezone": "Europe/Vienna"}]


async def test_a_form_that_was_open_in_another_tab_takes_nothing_back(pages: PageHouse) -> None:
    path = somebody(pages, channel=Channel.EMAIL, locale="en")
    old = filled((await pages.get(path)).text)
    record(pages.ledger, applied(phone="+12125550123", channel=Channel.SMS, locale="fr"))
    await pages.post(path, **old | {"zone": "Europe/Vienna"})
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"timezone": "Europe/Vienna"}]


async def test_what_was_chosen_is_kept_where_another_field_is_wrong(pages: PageHouse) -> None:
    path = somebody(pages)
    form = filled((await pages.get(path)).text)
    answer = await pages.post(path, **form | {"channel": "sms", "zone": "Mars/Olympus"})
    assert answer.status_code == 422
    again = filled(answer.text.replace("<option selected>Mars/Olympus", '<option value="Mars/Olympus" selected>'))
    assert (again["channel"], again["was_channel"], again["zone"]) == ("sms", "", "Mars/Olympus")
    await pages.post(path, **again | {"zone": "Europe/Vienna"})
    assert [wish["candidate"] for wish in wishes(pages.ledger)] == [{"channel": "sms", "timezone": "Europe/Vienna"}]

"""Links to candidates' pages: sealed, expiring, revocable, and the fresh ones used once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.people.page_links import FRESH_A_DAY, FRESH_GAP, FRESH_LIFE, PLAIN_LIFE, Purpose
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW
from tests.ledgers import forget

SECOND = timedelta(seconds=1)


def test_a_link_opens_as_whom_it_was_made_for(ledger: Ledger) -> None:
    opened = ledger.links.live(ledger.links.plain(ANN, NOW), NOW)
    assert opened is not None and (opened.candidate_id, opened.made_at, opened.purpose) == (ANN, NOW, None)


def test_nothing_of_a_person_can_be_read_in_their_link(ledger: Ledger) -> None:
    token = ledger.links.plain("greenhouse:anna-schmidt", NOW)
    assert len(token) < 80 and token.replace("-", "").replace("_", "").isalnum()
    others = [ledger.links.plain(f"greenhouse:anna-schmidt{n}", NOW) for n in range(5)]
    assert all(sum(a == b for a, b in zip(token, other, strict=False)) < len(token) / 3 for other in others)


def test_the_same_message_written_again_has_the_same_link(ledger: Ledger) -> None:
    assert ledger.links.plain(ANN, NOW) == ledger.links.plain(ANN, NOW)
    assert ledger.links.plain(ANN, NOW) != ledger.links.plain(ANN, NOW + SECOND)


def test_a_link_with_one_character_changed_opens_nothing(ledger: Ledger) -> None:
    token = ledger.links.plain(ANN, NOW)
    for place in range(len(token)):
        for other in "A_-9":
            changed = token[:place] + other + token[place + 1 :]
            assert changed == token or ledger.links.open(changed) is None
    assert ledger.links.open(token + "=") is None
    assert ledger.links.open(token[:-1]) is None


def test_a_link_expires(ledger: Ledger) -> None:
    token = ledger.links.plain(ANN, NOW)
    assert ledger.links.live(token, NOW + PLAIN_LIFE)
    assert ledger.links.live(token, NOW + PLAIN_LIFE + SECOND) is None


def test_links_made_before_a_revocation_are_dead_and_later_ones_are_not(ledger: Ledger) -> None:
    old, others = ledger.links.plain(ANN, NOW), ledger.links.plain("manual:bob", NOW)
    fresh = ledger.links.fresh(ANN, Purpose.DATA, NOW)
    ledger.links.revoke(ANN, NOW + SECOND)
    later = NOW + 2 * SECOND
    assert fresh and ledger.links.live(old, later) is None and ledger.links.live(fresh, later) is None
    assert ledger.links.live(ledger.links.plain(ANN, later), later)
    assert ledger.links.live(others, later)


def test_a_link_outlives_the_change_of_keys_as_long_as_its_key_is_listed(ledger: Ledger, ledger_url: str) -> None:
    token = ledger.links.plain(ANN, NOW)
    rotated, without = Ledger(ledger_url, ["a new key", *KEYS]), Ledger(ledger_url, ["a new key"])
    assert rotated.links.live(token, NOW)
    assert without.links.live(token, NOW) is None
    assert without.links.live(rotated.links.plain(ANN, NOW), NOW)
    rotated.close()
    without.close()


def test_a_fresh_link_serves_once_for_half_an_hour(ledger: Ledger) -> None:
    token = ledger.links.fresh(ANN, Purpose.ERASURE, NOW)
    assert token is not None
    opened = ledger.links.live(token, NOW + FRESH_LIFE)
    assert opened is not None and opened.purpose is Purpose.ERASURE
    assert ledger.links.live(token, NOW + FRESH_LIFE + SECOND) is None
    assert ledger.links.use(opened, NOW)
    assert not ledger.links.use(opened, NOW)
    assert ledger.links.live(token, NOW) is None


def test_of_many_who_use_a_fresh_link_at_once_one_does(ledger: Ledger) -> None:
    token = ledger.links.fresh(ANN, Purpose.DATA, NOW)
    assert token is not None
    opened = ledger.links.live(token, NOW)
    assert opened is not None
    with ThreadPoolExecutor(4) as threads:
        used = list(threads.map(lambda _: ledger.links.use(opened, NOW), range(4)))
    assert sorted(used) == [False, False, False, True]


def test_fresh_links_are_few(ledger: Ledger) -> None:
    made = [ledger.links.fresh(ANN, Purpose.DATA, NOW + n * FRESH_GAP / 2) for n in range(3)]
    assert [bool(one) for one in made] == [True, False, True]
    made = [ledger.links.fresh(ANN, Purpose.DATA, NOW + n * FRESH_GAP) for n in range(2, 12)]
    assert sum(map(bool, made)) == FRESH_A_DAY - 2
    assert ledger.links.fresh("manual:bob", Purpose.DATA, NOW + 12 * FRESH_GAP)
    assert ledger.links.fresh(ANN, Purpose.DATA, NOW + timedelta(days=1, hours=1))


def test_what_the_ledger_keeps_of_a_fresh_link_does_not_open_it(ledger: Ledger) -> None:
    token = ledger.links.fresh(ANN, Purpose.DATA, NOW)
    opened = ledger.links.open(token or "")
    assert opened is not None and opened.mark and ledger.links.open(opened.mark) is None


LINKS = Ledger("sqlite:////nowhere/ledger.db", KEYS).links  # opening a token asks no ledger


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{1,120}", fullmatch=True))
def test_anything_else_opens_nothing_and_breaks_nothing(token: str) -> None:
    assert LINKS.open(token) is None


def test_after_an_erasure_no_link_opens_the_page(ledger: Ledger) -> None:
    ledger.claim(ANN, at=NOW, email="ann@example.com")
    token = ledger.links.plain(ANN, NOW)
    forget(ledger, ANN, NOW)
    assert ledger.links.live(token, NOW) is None

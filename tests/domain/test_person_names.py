"""How people are addressed: by a first name that is certain, else by the whole name, else by none (R10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.messages.greeting import NO_NAME, read_badly, without_name
from domain.messages.render import fill
from domain.messages.values import SAMPLE_FULL
from domain.people.person_names import agree, family_name, full_name, greeting_name, halves_of
from ledger.playbooks.folder import read_playbook
from tests.tables import each

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"


@each(
    ("first", "last", "greeted"),
    [
        # a field of its own
        ("Maria", "García", "Maria"),
        ("Maria", "", "Maria"),
        ("JOHN", "SMITH", "John"),
        ("anna", "lang", "Anna"),
        ("MARY-JANE", "O'NEIL", "Mary-Jane"),
        ("D'ANGELO", "RUSSO", "D'Angelo"),
        ("John Q.", "Smith", "John"),
        ("Dr. Eva", "Lang", "Eva"),
        ("Dr.Maria", "Lang", "Maria"),
        ("Prof. Dr. Hans", "Lang", "Hans"),
        ("Dott.ssa Anna", "Rossi", "Anna"),
        ("Eva (she/her)", "Lang", "Eva"),
        ("Maria 🌸", "Lang", "Maria"),
        ("Eva Lang", "Lang", "Eva"),
        ("Don", "Draper", "Don"),
        ("太郎", "田中", "太郎"),
        ("İBRAHİM", "YILDIZ", "İbrahim"),
        ("მარიამ", "ბერიძე", "მარიამ"),
        ("فاطمه\u200cسادات", "حسینی", "فاطمه\u200cسادات"),
        ("John", "Smith, Jr.", "John"),
        ("'Eva'", "Lang", "Eva"),
        # "Last, First" in one piece
        ("", "García, Maria", "Maria"),
        ("García, Maria", "", "Maria"),
        ("", "O'BRIEN, SIOBHÁN", "Siobhán"),
        ("", "van der Berg, Jan", "Jan"),
        ("", "Lang, Dr. Eva", "Eva"),
        ("", "Prof. Dr. Lang, Eva", "Eva"),
        ("", "Smith, John Q.", "John"),
        ("", "Smith, John, Jr.", "John"),
        ("", "van, Wei", "Wei"),
        # in one piece: the whole
        ("", "Eva Lang", "Eva Lang"),
        ("", "EVA LANG", "Eva Lang"),
        ("", "JAN VAN DER BERG", "Jan van der Berg"),
        ("", "RONALD McDONALD", "Ronald McDonald"),
        ("", "Dr. Eva Lang, PhD", "Eva Lang"),
        ("", "Herr Dipl.-Ing. Hans Lang", "Hans Lang"),
        ("", "Eva Lang (she/her)", "Eva Lang"),
        ("", 'Robert "Bob" Smith', "Robert Smith"),
        ("", "John Smith III", "John Smith"),
        ("", "Yo-Yo Ma", "Yo-Yo Ma"),
        ("Dr.", "Eva Lang", "Eva Lang"),
        ("", "Frau Prof.in Dr.in Eva Lang", "Eva Lang"),
        ("", "Dr. phil. Dipl.-Kfm. Eva Lang, CSc.", "Eva Lang"),
        # in doubt: nobody is named
        ("García,", "Maria", ""),
        ("Tom,", "Lang", ""),
        ("Familie", "Lang", ""),
        ("Prof.", "Lang", ""),
        ("Mr", "Smith", ""),
        ("", "Frau Lang", ""),
        ("", "García", ""),
        ("", "Maria", ""),
        ("J.", "Smith", ""),
        ("AJ", "Lee", ""),
        ("", "García Márquez, Gabriel", ""),
        ("", "Eva Lang, Recruiter", ""),
        ("", "Smith & Co", ""),
        ("", "ann@example.com", ""),
        ("Ann2", "Lee", ""),
        ("Test", "Test", ""),
        ("N/A", "", ""),
        ("https://evil.example", "Lee", ""),
        ("**Ann**", "Lee", ""),
        ("", "", ""),
    ],
)
def test_r10_the_name_after_hi(first: str, last: str, greeted: str) -> None:
    assert greeting_name(first, last) == greeted


@each(
    "text",
    [
        "Smith, Engineer",
        "Smith, Senior Manager",
        "SMITH, NURSE",
        "Acme, Inc",
        "Acme, GmbH",
        "Berlin, Germany",
        "Lang, Berlin",
        "Lang, New York",
        "Lang, San Diego",
        "Atlanta, Georgia",
        "Müller, Ingenieur",
    ],
)
def test_r10_what_stands_behind_a_comma_and_is_no_name_greets_nobody(text: str) -> None:
    assert greeting_name("", text) == "" and full_name("", text) == text
    last, _, first = text.partition(", ")
    assert greeting_name(f"{last},", first) == ""


def test_r10_work_in_the_field_of_the_first_name_is_no_name_and_a_place_may_be_one() -> None:
    assert greeting_name("Engineer", "Smith") == greeting_name("", "Smith Consulting") == ""
    assert [greeting_name(first, "Lee") for first in ("Jordan", "Mason", "Sydney")] == ["Jordan", "Mason", "Sydney"]
    assert [greeting_name("", f"Lee, {first}") for first in ("Mason", "Sofia", "Jose")] == ["Mason", "Sofia", "Jose"]


@pytest.mark.parametrize(("first", "last"), [("P.J.", "Lee"), ("P.j.", "Lee"), ("p.j.", "lee"), ("", "P.J. LEE")])
def test_r10_initials_keep_their_capitals(first: str, last: str) -> None:
    assert full_name(first, last) == "P.J. Lee"


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("García, Maria", ("Maria", "García")),
        ("Ann van Dam", ("", "Ann van Dam")),
        ("Eva Lang, Recruiter", ("", "Eva Lang, Recruiter")),
        ("Smith, Engineer", ("", "Smith, Engineer")),
        ("  Ann\tLee ", ("", "Ann Lee")),
    ],
)
def test_r10_a_name_in_one_piece_is_taken_apart_at_a_clean_comma_alone(text: str, halves: tuple[str, str]) -> None:
    assert halves_of(text) == halves


def test_r10_the_whole_name_is_written_as_a_person_would() -> None:
    assert full_name("JOHN", "MCDONALD") == "John McDonald"
    assert full_name("", "Dr. Eva Lang, PhD") == "Eva Lang"
    assert full_name("Eva", "Smith & Co") == "Eva Smith & Co"
    assert full_name("Tom,", "Lang") == "Tom Lang"
    assert full_name("", "SMITH, JOHN A.") == "John A. Smith"


@pytest.mark.parametrize(
    ("first", "last", "family"),
    [
        ("Maria", "García", "García"),
        ("JAN", "VAN DER BERG", "Van der Berg"),  # as it is written where no first name stands before it
        ("", "García, Maria", "García"),
        ("García,", "Maria", ""),
        ("", "García", "García"),
        ("", "Eva Lang", ""),
        ("", "Eva Lang, Recruiter", ""),
    ],
)
def test_r10_the_last_name_is_said_where_it_is_certain(first: str, last: str, family: str) -> None:
    assert family_name(first, last) == family


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Maria García", "GARCIA, Maria", True),
        ("Dr. Eva Lang", "Eva Lang", True),
        ("Eva Lang", "Tom Lang", False),
        ("", "", False),
    ],
)
def test_r17_names_agree_in_whatever_order_and_spelling(one: str, other: str, *, same: bool) -> None:
    assert agree(one, other) is same


@each(
    ("words", "without"),
    [
        (f"Hi {NO_NAME},", "Hello,"),
        (f"Acme: Hi {NO_NAME}, thank you", "Acme: Hello, thank you"),
        (f"Welcome to Acme, {NO_NAME}", "Welcome to Acme"),
        (f"Dear {NO_NAME}:", "Hello:"),
        (f"Liebe/r {NO_NAME},", "Hallo,"),
        (f"Guten Tag {NO_NAME},", "Guten Tag,"),
        (f"Bonjour {NO_NAME},", "Bonjour,"),
        (f"Hola, {NO_NAME}:", "Hola:"),
        (f"{NO_NAME}, welcome", "Welcome"),
        (f"Hi **{NO_NAME}**,", "Hello,"),
        ("Hi Ann,", "Hi Ann,"),
    ],
)
def test_r10_where_every_name_is_in_doubt_nobody_is_named_in_any_language(words: str, without: str) -> None:
    assert without_name(words) == without


def test_r10_every_message_of_the_default_playbook_greets_without_a_name_too() -> None:
    playbook = read_playbook(DEFAULT)
    nameless = {**SAMPLE_FULL, "candidate": {"first_name": "", "last_name": "García", "full_name": "García"}}
    said = 0
    for path in sorted(playbook.messages):
        if path.rpartition("/")[2].startswith("_") or path.startswith("colleagues/"):
            continue  # colleagues read of somebody by their whole name
        rendered = fill(playbook, path, nameless)
        text = f"{rendered.subject}\n{rendered.body}"
        assert NO_NAME not in text and "García" not in text, path
        assert not any(bad in text for bad in ("Hi,", "Hi ,", " ,", ",,", "Dear,", " !")), path
        said += "Hello," in text
    assert said > 30


def test_r10_a_template_may_ask_whether_there_is_a_name() -> None:
    playbook = read_playbook(DEFAULT)
    own = {"x/hello.md": playbook.messages["any/receipt.md"].model_copy(update={"body": _ASKS})}
    playbook = playbook.model_copy(update={"messages": {**playbook.messages, **own}, "version": "asks"})
    for name, body in (("", "Good day, friend."), ("Ann", "Good day, Ann.")):
        context = {**SAMPLE_FULL, "candidate": {"first_name": name}}
        assert fill(playbook, "x/hello.md", context).body == body


_ASKS = "Good day, {% if candidate.first_name %}{{ candidate.first_name }}{% else %}friend{% endif %}."


@each(
    ("words", "says"),
    [
        ("Hi {} and team,", "Hello team,"),
        ("Dear team and {},", "Dear team,"),
        ("Hallo {} und Team,", "Hallo Team,"),
        ("We have read {}'s letter.", "We have read your letter."),
        ("{}'s interview is set.", "Your interview is set."),
        ("This is for {}.", "This is for you."),
        ("Thank you for your time, {}.", "Thank you for your time."),
        ("Your interview - {}", "Your interview"),
        ("{}, your interview is set", "Your interview is set"),
        ("Hi {},", "Hello,"),
    ],
)
def test_r10_words_around_a_name_in_doubt_still_read_as_a_sentence(words: str, says: str) -> None:
    assert without_name(words.format(NO_NAME)) == says


@pytest.mark.parametrize(
    "words", ["Hi {},", "Szia {}!", "{}, thank you", "Thank you, {}.", "Hi {}, good news", "no name"]
)
def test_r10_a_name_that_is_only_said_may_be_left_out(words: str) -> None:
    assert read_badly(words.format(NO_NAME)) == []


@pytest.mark.parametrize("words", ["Hi {} and team,", "We met {} today.", "{}'s letter", "{} is welcome here."])
def test_r10_a_sentence_that_leans_on_the_name_is_found(words: str) -> None:
    assert len(read_badly(words.format(NO_NAME))) == 1

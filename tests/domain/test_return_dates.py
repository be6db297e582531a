"""The day on which somebody who is away is back, in the languages that candidates write (R8)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.replies.return_dates import return_date
from tests.tables import each

FRIDAY = date(2026, 11, 20)

SAID = [
    ("I am out of the office until 2026-12-01.", date(2026, 12, 1)),
    ("away from 20 November to 1 December, back on 2 December", date(2026, 12, 2)),
    ("I will be out of office starting Monday 23 November, returning on Thursday 26 November.", date(2026, 11, 26)),
    ("I'll be back Monday", date(2026, 11, 23)),
    ("I return on January 5th.", date(2027, 1, 5)),
    ("back on Dec 1st, 2026 at 9:00", date(2026, 12, 1)),
    ("returning 12/01/2026", date(2026, 12, 1)),
    ("out 11/23 - 11/27", date(2026, 11, 27)),
    ("Ich bin vom 20.11. bis 04.12.2026 nicht im Büro. Ab dem 7.12. bin ich wieder erreichbar.", date(2026, 12, 7)),
    ("Ich bin bis einschließlich 4. Dezember im Urlaub.", date(2026, 12, 4)),
    ("Ich bin ab Montag wieder da", date(2026, 11, 23)),
    ("Je suis absente jusqu’au 4 décembre inclus", date(2026, 12, 4)),
    ("de retour le lundi 30 novembre", date(2026, 11, 30)),
    ("Absent jusqu'au 1er décembre", date(2026, 12, 1)),
    ("Estaré fuera hasta el 3 de diciembre de 2026", date(2026, 12, 3)),
    ("Vuelvo el lunes 30 de noviembre.", date(2026, 11, 30)),
    ("Estou de férias e volto no dia 7 de dezembro.", date(2026, 12, 7)),
    ("Ausente até 15 de janeiro de 2027", date(2027, 1, 15)),
    ("Ik ben afwezig tot en met 4 december. Vanaf maandag ben ik weer aanwezig.", date(2026, 12, 7)),
    ("Ik ben er weer op 30 november.", date(2026, 11, 30)),
    ("Sono fuori ufficio fino al 5 gennaio", date(2027, 1, 5)),
]
SAYS_NOTHING = [
    "I am out of the office.", "until 2026-99-01", "Call me at 10.30 or 030 1234", "v. 1.2.3", "see you at 9.12",
    "I was there until 1 March 2020.", "until 1 January 2090", "I joined on Monday", "+49 30 12.12.12", "",
]  # fmt: skip


@each(("text", "day"), SAID)
def test_r8_the_stated_day_of_return(text: str, day: date) -> None:
    assert return_date(text, FRIDAY) == day


@each("text", SAYS_NOTHING)
def test_r8_what_names_no_day_ahead_says_nothing(text: str) -> None:
    assert return_date(text, FRIDAY) is None


@given(text=st.text(alphabet="0123456789./- backuntiljdecmonday:,\n", max_size=120))
def test_r8_a_day_of_return_lies_ahead_and_within_reach(text: str) -> None:
    day = return_date(text, FRIDAY)
    assert day is None or FRIDAY <= day <= FRIDAY + timedelta(days=400)

"""Made-up people whose first names are known, in the forms in which ten exports write names."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass

_FIRST = [
    "Maria",
    "Jürgen",
    "Léa",
    "Óscar",
    "Siobhán",
    "Wei",
    "Priya",
    "Tomáš",
    "Zoë",
    "Ali",
    "Anna-Lena",
    "Jean-Luc",
    "Kwame",
    "Yuki",
    "Olu",
    "Nguyệt",
    "Bartłomiej",
    "Şule",
    "Ásta",
    "Ludovica",
    "Mehmet",
    "Ewa",
    "Ingrid",
    "Chidi",
    "Fatima",
    "Hans",
    "Eve",
    "Jo",
    "Ng",
    "Søren",
    "D'Angelo",
    "Nikolaos",
]
_OTHER = ["María José", "Anna Maria", "太郎", "Мария", "فاطمه\u200cسادات", "דוד", "მარიამ", "Ελένη"]
_LAST = [
    "García",
    "Smith",
    "Kowalski",
    "Haddad",
    "Müller",
    "Patel",
    "Mensah",
    "Nguyen",
    "Berg",
    "Li",
    "O'Brien",
    "Åström",
    "Dubois",
    "McDonald",
    "Yıldız",
    "Lång",
    "Meyer-Lang",
]
_PARTICLES = ["van der Berg", "de la Cruz", "von Hagen", "di Marco", "van", "der", "al Masri"]
_OTHER_LAST = ["田中", "Иванова", "حسینی", "כהן", "Παπαδοπούλου"]
_TITLES = ["Dr.", "Prof.", "Prof. Dr.", "Mr", "Mrs.", "Ms.", "Herr", "Frau", "Dipl.-Ing.", "Ing.", "Sra.", "Mme", "Sir"]
_SUFFIXES = ["PhD", "MBA", "Jr.", "M.Sc.", "III", "CPA"]
_BRACKETS = ["(she/her)", "(he/him)", "[external]", '"Bob"', "(geb. Meier)"]

HEADINGS = {
    "greenhouse": ("Candidate Name", "Email Address", "Job Name"),
    "lever": ("Full-Name", "Email", "Posting Title"),
    "ashby": ("Candidate Name", "Primary Email Address", "Job"),
    "workable": ("Name", "Email", "Job"),
    "bamboohr": ("First Name", "Last Name", "Email", "Job Opening"),
    "bullhorn": ("firstName", "lastName", "email", "jobOrder title"),
    "smartrecruiters": ("candidateFirstName", "candidateLastName", "candidateEmail", "jobTitle"),
    "teamtailor": ("First name", "Last name", "Email", "Job"),
    "linkedin": ("First Name", "Last Name", "Email Address", "Active Project"),
    "excel": ("Name", "E-Mail", "Stelle"),
}


@dataclass(frozen=True)
class Person:
    """A made-up person; what the export says of the name, and what it really is."""

    first: str
    last: str
    cells: tuple[str, ...]
    certain: bool  # does the export tell which is the first name?


def people(export: str, number: int, seed: int) -> list[Person]:
    """The same ones for the same seed."""
    chance = random.Random(f"{export} {seed}")
    parted = len(HEADINGS[export]) == 4
    return [_person(chance, parted=parted) for _ in range(number)]


def _person(chance: random.Random, *, parted: bool) -> Person:
    first = chance.choice(_FIRST if chance.random() < 0.8 else _OTHER)
    kind = chance.random()
    last = chance.choice(_LAST if kind < 0.7 else _PARTICLES if kind < 0.9 else _OTHER_LAST)
    shown_first, shown_last = first, last
    if chance.random() < 0.2:
        shown_first, shown_last = shown_first.upper(), shown_last.upper()
    elif chance.random() < 0.1:
        shown_last = shown_last.upper()
    title = f"{chance.choice(_TITLES)} " if chance.random() < 0.25 else ""
    if parted:
        middle = f" {chance.choice('JQM')}." if chance.random() < 0.15 else ""
        bracket = f" {chance.choice(_BRACKETS)}" if chance.random() < 0.1 else ""
        return Person(first, last, (f"{title}{shown_first}{middle}{bracket}", shown_last), certain=True)
    form = chance.random()
    suffix = f", {chance.choice(_SUFFIXES)}" if chance.random() < 0.15 else ""
    if form < 0.4:
        return Person(first, last, (f"{shown_last}, {title}{shown_first}{suffix}",), certain=True)
    bracket = f" {chance.choice(_BRACKETS)}" if chance.random() < 0.15 else ""
    if form < 0.85:
        return Person(first, last, (f"{title}{shown_first}{bracket} {shown_last}{suffix}",), certain=False)
    doubtful = chance.choice(
        (shown_first, shown_last, f"{title}{shown_last}", f"{shown_first[0]}. {shown_last}", f"{shown_first} & Co",
         f"{shown_first} {shown_last}, Berlin", f"{shown_first} {shown_last} 2", "n/a", "Test")
    )  # fmt: skip
    return Person(first, last, (doubtful,), certain=False)


def export_file(export: str, made: list[Person]) -> bytes:
    """The file as the export writes it."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS[export])
    for number, person in enumerate(made):
        rows.writerow([*person.cells, f"p{number}@example.com", "Engineer"])
    return text.getvalue().encode()

"""How a person is addressed: by a first name that is certain, else by the whole name, else by none (R10).

A first name is certain where it came in a field of its own, or in a clean "Last, First". No rule over the name alone
tells "Doe Jane" from "Jane Doe". What stands on record is what came in; this is asked when a message is written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from domain.people.no_names import BEGIN_PLACES, NAMES_TOO, NEVER_FIRST, NOT_BEHIND_A_COMMA, PLACES


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES: Final = _listed(
    """mr mrs ms miss mx mister dr dres drs dra dott dottssa dottore prof profdr profa professor professora prof-dr
    rev reverend revd hon sir madam capt cpt sgt lt ltcol maj gen col cmdr cdr
    maga profin drin ddr ddrin med phil jur rer nat oec pol vet em mult habil fam familie firma company herrn
    herr hr frau fr fräulein dipl dipling dipl-ing diplom ing mag priv-doz pd univ-prof hc habil dr-ing drmed drhc
    mme mlle m monsieur madame mademoiselle me maître sr sra srta señor señora señorita don doña phd sig sigra signor
    signora signorina ir drir dhr mevr mw heer mevrouw hr fru fröken pan pani mgr mgra mudr judr rndr phdr paeddr
    inż inz bc doc hab eng engr arch adv avv atty av bay bayan sayın sn shri smt kum md nurse sister brother
    д-р проф г-н г-жа κ κος κα δρ καθ"""
)
"""Titles and forms of address, without dots. Those that are names too count with a dot only (`_ALSO_NAMES`)."""

_ALSO_NAMES: Final = _listed(
    """med phil jur rer nat oec pol vet em mult fam company don hon pan bay mag gen ing me eng arch adv kum doc pd lt
    col mw bc m fr hr av sn maj md ir κα"""
)
_SUFFIXES: Final = _listed(
    """jr sr jnr snr junior senior ii iii iv phd ph-d dphil edd psyd md dds dmd dvm jd llm llb esq esquire mba emba msc
    bsc csc ma ba meng beng mphil mres mpa mph rn np pe cpa cfa cma cissp pmp psm csm phr sphr shrm-cp shrm-scp acca
    fca aca cipd msw lcsw pharmd do cfp cams itil scrum ret fh dipl-ing mag ing"""
)
"""What follows a name without being one, without dots."""

_WEAK_SUFFIXES: Final = frozenset({"ma", "ba", "do", "md", "np", "pe", "fh", "mag", "ing", "ret", "jd", "rn", "scrum"})
"""Of those, what may be a name, too: suffixes behind a comma only, or in capitals behind a name that is not."""

_PARTICLES: Final = _listed(
    """van von der den de del della di da do dos das du la le los las el al bin ibn ter ten zu zum zur af av y e
    vom vander st san ben"""
)
"""Small words of last names, which are written small where the whole name was shouted."""

_NOBODY: Final = _listed(
    """anon anonym anonymous anonymised anonymized applicant bewerber bewerberin candidate candidat candidato deleted
    kandidat kandidatin nobody noname redacted removed test tester tbd tba unbekannt unknown user null none nil na n-a
    inconnu desconocido sconosciuto onbekend private confidential guest"""
)
"""Words that stand in a name's place and are none."""

_APOSTROPHES: Final = "'\u2019\u02bc\u02bb\u2018`\u00b4"
_HYPHENS: Final = "-\u2010\u2011"
_JOINERS: Final = "\u200c\u200d"
_WITHIN: Final = frozenset(_APOSTROPHES + _HYPHENS + _JOINERS + "\u00b7\u30fb\u05f3\u05be\u02b9")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|（[^（）]*）")
_NICKNAMES: Final = re.compile(r"(?<!\w)([\"“„«”])[^\"“”„«»]*[\"”“»](?!\w)|(?<=\s)['‘][^'‘’]+['’](?=\s|$)")
_QUOTED: Final = re.compile(r"^['‘’`]([^'‘’`]+)['’`]$")
_GLUED_TITLE: Final = re.compile(r"^((?:[^\W\d_]{2,6}\.)+)(?=[^\W\d_]{2})")
_NEVER: Final = re.compile(r"[@&\d\\{}$%^*=+|~#_!?;]|://|www\.")
"""What stands in no name, also not in brackets: what holds it is greeted by none."""
_LONGEST: Final = 60
_MOST_WORDS: Final = 6
_LONG_FIRST: Final = 4
_SHORT_CAPITALS: Final = 2


@lru_cache(maxsize=4096)
def greeting_name(first: str, last: str) -> str:
    """The name that stands after "Hi"; empty where every name is in doubt.

    `first` and `last` as they are on record: a name that came in one piece stands in `last` alone.
    """
    first, last = _tidy(first), _tidy(last)
    if _NEVER.search(f"{first} {last}"):
        return ""
    parts = _comma_parts(f"{first} {last}".strip())
    if len(parts) > 1:
        # With two fields a comma may have been typed ("Tom," "Lang") or left by who parted them ("García," "Maria").
        clean = _clean_halves(parts) if not (first and last) else None
        return _own_first(clean[1], clean[0]) if clean is not None else ""
    if first and (name := _own_first(first, last)):
        return name
    return _whole(parts[0])


def is_doubtful(first: str, last: str) -> bool:
    """Is this person greeted without a name?"""
    return not greeting_name(first, last)


@lru_cache(maxsize=4096)
def full_name(first: str, last: str) -> str:
    """The whole name as a person would write it, without titles and shouting; as it came in where that is in doubt."""
    given, family = _tidy(first), _tidy(last)
    parts = _comma_parts(f"{given} {family}".strip())
    clean = None if given and family else _clean_halves(parts)
    if clean is not None:
        family, given = clean
    elif given and family and len(parts) > 1:
        given = given.rstrip(" ,")
    elif given.casefold().endswith(f" {family.casefold()}"):
        family = ""  # the first field holds the whole name
    whole = f"{given} {family}".strip()
    words = _name_words(whole if clean else parts[0] if len(parts) == 1 and family else whole)
    is_name = bool(words) and all(_is_word(word) or _is_initial(word) for word in words)
    return " ".join(_unshouted(words)) if is_name else whole


@lru_cache(maxsize=4096)
def family_name(first: str, last: str) -> str:
    """The last name as a person would write it; empty where a name in one piece does not say which it is."""
    given, family = _tidy(first), _tidy(last)
    parts = _comma_parts(f"{given} {family}".strip())
    clean = None if given and family else _clean_halves(parts)
    if clean is not None:
        family = clean[0]
    elif len(parts) > 1 or (not given and len(_name_words(family)) > 1):
        return ""
    words = _name_words(family)
    return " ".join(_unshouted(words)) if words and all(map(_is_word, words)) else family


def halves_of(text: str) -> tuple[str, str]:
    """First and last name of one that came in one piece: `("Maria", "García")` of a clean "García, Maria", else
    nothing certain and the whole: `("", "Ann van Dam")`.
    """
    text = _tidy(text)
    clean = _clean_halves(_comma_parts(text))
    return (clean[1], clean[0]) if clean is not None and _own_first(clean[1], clean[0]) else ("", text)


def agree(one: str, other: str) -> bool:
    """Are these one name, in whatever order and spelling it was typed? Nothing agrees with nothing."""
    mine = comparable(one)
    return bool(mine) and mine == comparable(other)


@lru_cache(maxsize=4096)
def comparable(name: str) -> str:
    """The same for names that agree; empty for what is none."""
    words = _name_words(_tidy(name).replace(",", " "))
    plain = (unicodedata.normalize("NFKD", word).casefold() for word in words)
    kept = ("".join(c for c in word if c.isalnum()) for word in plain)
    return " ".join(sorted(word for word in kept if word))


# ---------------------------------------------------------------- one field


def _own_first(first: str, last: str) -> str:
    """The first name out of a field of its own; empty where something else stands there."""
    words = _name_words(first)
    family = _name_words(last)
    if len(words) > len(family) > 0 and [w.casefold() for w in words[-len(family) :]] == [w.casefold() for w in family]:
        words = words[: -len(family)]  # the field holds the whole name
    while len(words) > 1 and _is_initial(words[-1]):
        words = words[:-1]  # "John Q."
    if not words or len(words) > _LONG_FIRST or not all(map(_is_word, words)):
        return ""
    if any(map(_is_initial, words)) or _is_nobody(words) or words[0] in _PARTICLES:
        return ""
    if any(_are_initials(word) or _key(word) in NEVER_FIRST for word in words):
        return ""
    return _fits(_unshouted(words))


def _whole(text: str) -> str:
    """The whole name without titles, brackets, suffixes and shouting; empty where it is in doubt."""
    words = _name_words(text)
    if not 1 < len(words) <= _MOST_WORDS or not all(map(_is_word, words)) or _is_nobody(words):
        return ""
    if any(map(_is_initial, words)) or any(_are_initials(word) or _key(word) in NEVER_FIRST for word in words):
        return ""
    if (words[0].casefold() if words[0].isupper() else words[0]) in _PARTICLES:
        return ""  # "van der Berg" is a last name alone
    return _fits(_unshouted(words))


def _comma_parts(text: str) -> list[str]:
    """What commas part, without suffixes behind the last one ("Lang, Eva, PhD")."""
    parts = [part.strip() for part in text.split(",")]
    while len(parts) > 1 and parts[-1] and all(map(_is_suffix, parts[-1].split())):
        parts = parts[:-1]
    return parts


def _clean_halves(parts: list[str]) -> tuple[str, str] | None:
    """Last and first name of a clean "Last, First"; None where the comma is not certain to part them."""
    if len(parts) != 2:
        return None
    last, first = _name_words(parts[0]), _name_words(parts[1])
    # "García Márquez, Gabriel" looks like "Eva Lang, Berlin": only one word may stand before the comma, and "van der".
    if not last or not all(map(_is_word, last)) or any(word.casefold() not in _PARTICLES for word in last[:-1]):
        return None
    if not first or len(first) > _LONG_FIRST or not all(_is_word(word) or _is_initial(word) for word in first):
        return None
    if _is_no_first_name([_key(word) for word in first], [_key(word) for word in last]):
        return None
    return " ".join(last), " ".join(first)


def _is_no_first_name(words: list[str], before: list[str]) -> bool:
    """Is what stands behind the comma their work, the kind of a company, or a place ("Berlin, Germany")?"""
    from_a_place = any(word in PLACES or word in NAMES_TOO for word in before)
    if len(words) > 1 and words[0] in BEGIN_PLACES:
        return True
    return any(word in NOT_BEHIND_A_COMMA or word in PLACES or (from_a_place and word in NAMES_TOO) for word in words)


# ---------------------------------------------------------------- words


def _tidy(text: str) -> str:
    """One line of what is seen; joiners within a name stay."""
    kept = []
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if kind in ("Cc", "Zs", "Zl", "Zp"):
            kept.append(" ")
        elif kind in ("Cf", "So", "Sk", "Cs", "Co", "Cn") and char not in _JOINERS and char not in _WITHIN:
            continue  # direction marks, emoji and what belongs to them
        elif not "\ufe00" <= char <= "\ufe0f":
            kept.append(char)
    return " ".join("".join(kept).replace("\uff0c", ",").replace("\u060c", ",").replace("\u3001", ",").split())


def _name_words(text: str) -> list[str]:
    """The words of a name, without brackets, nicknames in quotes, titles before it and suffixes behind it."""
    text = _NICKNAMES.sub(" ", _BRACKETS.sub(" ", text))
    words: list[str] = []
    for word in text.split():
        word = _QUOTED.sub(r"\1", word)
        while (
            (glued := _GLUED_TITLE.match(word))
            and _is_title(glued[1].split(".")[0] + ".")
            and not word[glued.end()].islower()  # "Dr.Maria", but "Dott.ssa"
        ):
            words.append(word[: glued.end()])
            word = word[glued.end() :]
        words.append(word)
    start, end = 0, len(words)
    while start < end and _is_title(words[start]):
        start += 1
    quiet = any(not word.isupper() for word in words[start:end])
    while end > start and _is_suffix(words[end - 1].strip(",")) and _is_no_name(words[end - 1], quiet=quiet):
        end -= 1
    found = words[start:end]
    if found:
        found[-1] = found[-1].rstrip(",")
    return [word for word in found if word]


def _key(word: str) -> str:
    return word.casefold().replace(".", "").strip(",")


def _is_title(word: str) -> bool:
    """A title? One that is a name, too, only with a dot."""
    key = _key(word)
    if key.startswith("dipl") or ("." in word and all(p in _TITLES for p in word.casefold().split(".") if p)):
        return True
    if key not in _TITLES:
        return False
    return "." in word or key not in _ALSO_NAMES


def _is_suffix(word: str) -> bool:
    return _key(word) in _SUFFIXES or bool(re.fullmatch(r"[IVX]{2,4}\.?", word))


def _is_no_name(word: str, *, quiet: bool) -> bool:
    """Is what may be a suffix none of the name's words?"""
    return _key(word) not in _WEAK_SUFFIXES or "." in word or (quiet and word.isupper())


def _is_word(word: str) -> bool:
    """Letters, with marks, apostrophes and hyphens within; `St.` of a last name."""
    body = word[:-1] if word.casefold() == "st." else word
    if not any(c.isalpha() for c in body) or body[0] in _HYPHENS or body[-1] in _HYPHENS:
        return False
    return all(c.isalpha() or unicodedata.category(c)[0] == "M" or c in _WITHIN for c in body)


def _is_initial(word: str) -> bool:
    """`J`, `J.`, `J.R.`, `J-P.`: letters of a script that has capitals."""
    letters = [part for part in re.split(r"[.\-]", word) if part]
    return bool(letters) and all(len(part) == 1 and part.upper() != part.lower() for part in letters)


def _are_initials(word: str) -> bool:
    """`JP`, `PJT`: too short or too hard to say to be a shouted name."""
    if not (word.isupper() and word.isalpha()):
        return False
    if not word.isascii():
        return len(word) == 1
    return len(word) <= _SHORT_CAPITALS or not set(word) & set("AEIOUY")


def _is_nobody(words: list[str]) -> bool:
    return all(_key(word) in _NOBODY for word in words)


def _unshouted(words: list[str]) -> list[str]:
    """As a person would write it: words in capitals, and names without any, get one capital each."""
    cased = [word for word in words if word.upper() != word.lower()]
    whispered = bool(cased) and all(word.islower() for word in cased)
    turkish = any(set(word) & set("İĞ") for word in words)  # where a small I has no dot
    made = []
    for number, word in enumerate(words):
        if "." in word and _is_initial(word):
            made.append(word.upper())  # "P.J.", also where it was typed as "P.j."
        elif number and number + 1 < len(words) and word.casefold() in _PARTICLES and (whispered or word.isupper()):
            made.append(word.lower())  # "van der Berg"; at the end it is the name itself
        elif whispered or _is_shouted(word):
            made.append(_capitalised(word, turkish=turkish))
        else:
            made.append(word)
    return made


_PARTS: Final = re.compile(rf"([{re.escape(_HYPHENS)}]|(?<=\b[ODLodl])[{re.escape(_APOSTROPHES)}])")


def _is_shouted(word: str) -> bool:
    """`JOHN`, and `McDONALD`."""
    capitals, small = sum(map(str.isupper, word)), sum(map(str.islower, word))
    return capitals > 1 and (not small or (capitals > 2 and small < 3))


def _capitalised(word: str, *, turkish: bool) -> str:
    if turkish:
        word = word.replace("İ", "i").replace("I", "ı")
    parts = _PARTS.split(word.lower())
    made = "".join(("İ" if turkish and part[:1] == "i" else part[:1].title()) + part[1:] for part in parts)
    return made[:2] + made[2:3].upper() + made[3:] if made.startswith("Mc") and len(made) > 3 else made


def _fits(words: list[str]) -> str:
    name = " ".join(words)
    return name if len(name) <= _LONGEST else ""

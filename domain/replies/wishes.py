"""What somebody wishes, by their words alone: to hear no more, to take back their application, or neither (R3, R7, R8).

Nothing but a stop is certain: greeting, thanks, names, politeness and reasons may stand beside it. A word of a stop
among others is a doubt, unless it stands in a phrase that is known to be about something else. In that order: what is
harmless is blanked out, stops and their company are marked, and what is left unmarked decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final, Literal

from domain.names import Channel
from domain.replies.orders import CALLS, is_of_candidates, is_order, is_unclear, is_without_object
from domain.replies.patterns import LANGUAGES
from domain.replies.patterns.bare_refusals import BESIDE_A_REFUSAL
from domain.replies.patterns.language import compiled
from domain.replies.patterns.other_hands import PLAINLY_ANSWERS
from domain.replies.patterns.peace import ASKS_FOR_PEACE
from domain.replies.patterns.short_forms import SHORT_FORMS
from domain.replies.patterns.unwelcome import ABOUT_MESSAGES, AND_NO_CONTACT, LOST
from domain.replies.resemblance import resemblance
from domain.replies.taken_back import object_of, things_given_up
from domain.replies.text_folding import folded
from domain.replies.unplaced import AGAINST_OURS, UNPLACED, is_against_ours, is_unplaced

Span = tuple[int, int]

LONGEST: Final = 10_000
"""Characters that are read; a reply on record holds no more."""

_BLANK: Final = "\u25a1"
"""Stands for what was harmless: a letter of no word."""

_LINK: Final = re.compile(r"<?(?:https?://|www\.)[^\s<>]{1,500}>?|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?|" + _BLANK)
_ASKS: Final = re.compile(r"[?\uff1f\u061f]\W*$")
WEARY_EMOJI: Final = frozenset("🙄😒😑😤😠😡🥱")
"""Says nothing beside a text of ours that is quoted; by itself it is a sigh."""
_HARD_EMOJI: Final = frozenset("🛑🚫⛔✋🖕❌🤬👎📵🔕") | WEARY_EMOJI
_POLITE: Final = re.compile(
    r"\b(?:could|can|would|will|konnen|konnten|pouvez|pourriez|pueden|puede|podrian|pode|podem|kunt|kunnen|puo"
    r"|potete|potreste)\b"
)
_LAUGHS: Final = re.compile(
    r"[\U0001f602\U0001f923\U0001f605\U0001f606\U0001f60d]|\b(?:lol|lmao|haha\w*|hehe\w*|jaja\w*)\b"
)
_BESIDE_A_WAY: Final = frozenset(
    """
    and und et y e ed en och og i or oder ou o of by via per par por pelo over con met mit the a an die der
    das le la les l un une una uno el los las os as um uma de het een il lo gli mi me my us to in on with use
    no nao non geen keine
    """.split()  # noqa: SIM905 - as above
)
"""Says nothing of a way that it stands beside."""
_FEW: Final = 160
"""Letters of a message that is about nothing but the way."""
_SENT: Final = frozenset((str(Channel.EMAIL), str(Channel.SMS)))
_LASTING: Final = re.compile(
    r"\b(?:stop\w*|quit|cease|no more|any ?more|again|ever|never|mehr|nie\w*|auf|plus|jamais|arret\w*|mas|nunca"
    r"|dejen|deje|paren|mais|parem|pare"
    r"|deixem|meer|nooit|hou|piu|mai|smett\w*|basta|nada|sem|sin|niente)\b"
)
"""For good; a mere "don't text me, call me" asks for a call."""
_AGREES: Final = re.compile(
    r"\b(?:yes|yeah|yep|ok|okay|sure|ja|jo|oui|d'accord|si|vale|sim|bom|bueno|gut|goed|bene|va bene|tak|da)\b"
)
_REFUSES: Final = re.compile(
    r"\b(?:no|not|never|lost|nicht|kein\w*|ne|n|plus|pas|nao|non|niet|geen|ya|ja|perso|perdido|perdu)\b|n't"
)
_WISHES: Final = re.compile(r"inter[ei]s|interet|wish|want|wunsch|souhait|desir|dese|quier|quer|wens|wil|vogli|vorrei")
"""What the end of an interest, or of a wish, is told by; beside "accepted another job" a mail is but a mail."""
AMONG_OTHERS: Final = "words of a stop among others"
LONE_WORD: Final = "a lone word that may be about an appointment"
OF_NOTHING: Final = "a stop that doesn't say of what"
NOTHING_ASKED: Final = "nothing in it asks to hear no more"
ANOTHER_THING: Final = "what they give up comes with a job, and is none"
OF_WHAT: Final = "they take back something, and it doesn't say what"
MAY_WITHDRAW: Final = "they may be taking back their application"
_RATHER_CALLED: Final = "they would rather be called than written to"
_WIDE: Final = 400
"""Letters of the longest phrase that is looked at as one."""
_BELOW: Final = 4
"""Lines of a name, a title, a number that may stand below."""
_CONTRAST: Final = re.compile(
    r"\b(?:but|however|though|although|whereas|aber|jedoch|dagegen|mais|par contre|en revanche|pero|sino|en cambio|mas"
    r"|porem|ja|maar|wel|ma|pero'|invece)\b[^.!?\n]{0,100}\b(?:yes|yeah|very much|still|keen|interested|definitely"
    r"|gladly|all for|please|rather|would love|love|happy|ja|schon|sehr wohl|sofort|gern\w*|sehr|weiterhin|lieber"
    r"|interessier\w*|oui|si|volontiers|toujours|interesse\w*|bien|sim|quero|gostaria|quiero|me interesa|graag|wel"
    r"|nog steeds|volentieri|eccome|mi interessa)\b"
    r"|\b(?:other|another|different|andere[nrsm]?|autre|otr[oa]|outr[oa]|altr[oa]) (?:role|job|position|post|one"
    r"|stelle|poste|puesto|vaga|functie|baan|posto|posizione)\b[^.!?\n]{0,40}\b(?:yes|please|interested|ja|gern|oui"
    r"|si|sim|graag)\b"
)
"""Behind an interest that is lost: there is another one that isn't."""
_RATHER: Final = re.compile(r"plus interesse\w* (?:par|a|au|aux) [^.!?\n]{1,60} qu(?:e\b|')")
"""More interested in one thing than in another."""
_NO_CAUSE: Final = r"because|since|as|weil|da|car|parce|porque|pues|want|omdat|perche|to|um|pour|para|per|om"
_ELSEWHERE: Final = re.compile(
    r"(?:withdr|remov|pull|cancel|drop|zuruckg|zieh|retir|annul|ritir|ingetrok|teruggetrok|desist|renunci)\w*"
    rf"(?:(?!\b(?:{_NO_CAUSE})\b)[^.,;!?\n]){{0,60}}"
    r"\b(?:at|with|from|bei|chez|en|na|no|com|bij|presso|da|dalla|dall|alla|all) ?'?(?:(?:the|an|my|your|all|der|den"
    r"|dem|einer|einem|ihrer|ihrem|votre|vos|un|une|l|les|des|mes|la|el|las|los|uma|um|a|o|su|vuestra|uw|jullie|de"
    r"|het|una|uno|il|vostr[oa]|sua) )*'?"
    r"(?:other|others|another|competit\w+|rival\w*|ander\w*|konkurr\w+|wettbewerb\w*|autres?|concurr\w+|otr[oa]s?"
    r"|competencia|outr[oa]s?|noutr[oa]s?|concorr\w+|altr[aeio]\w*)\b"
)
"""What was taken back was so somewhere else."""
_LOST_INTEREST: Final = re.compile(r"inter[ei]s|interet|inter[ea]s|belangstelling")
_CONDITION: Final = re.compile(
    r"(?:^|[.!?\n,;] ?|\b(?:but|and|aber|und|mais|et|pero|y|mas|e|maar|en|ma) )"
    r"(?:if|unless|until|in case|should|wenn|falls|sofern|si|sauf si|a menos|se|caso|a meno|als|indien|tenzij|mocht)\b"
)
_PERHAPS: Final = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|prob|might|vielleicht|eventuell|evtl|womoglich|moglicherweise|wahrscheinlich"
    r"|peut-etre|probablement|il se peut|quizas?|tal vez|a lo mejor|probablemente|puede que|talvez|se calhar"
    r"|provavelmente|misschien|wellicht|waarschijnlijk|mogelijk|forse|magari|probabilmente|kanske|kanskje|maske"
    r"|byc moze|chyba|mozna|belki|возможно|наверное|может быть|можливо)\b"
)
_UNDECIDED: Final = re.compile(
    r"\b(?:(?:not|n't|haven't|havent|yet to|still) (?:(?:fully|quite|yet|really) )?(?:decid\w*|made up my mind|torn"
    r"|unsure)"
    r"|(?:still |let me |need to |want to )(?:think|sleep|mull)(?:ing)? (?:it over|about it|on it)|in two minds"
    r"|(?:noch|etwas|daruber) (?:\w+ )?(?:uberlegen|nachdenken|unentschlossen|unsicher)|noch nicht (?:ganz"
    r" )?entschieden"
    r"|(?:pas|rien) (?:encore )?decide|encore (?:y )?reflechir|j'hesite encore|(?:aun|todavia) (?:no (?:lo )?(?:se"
    r"|decid\w+)"
    r"|(?:lo )?dudo)|no (?:me )?(?:lo )?he decidido|(?:ainda )?nao (?:me )?decidi|ainda (?:estou a|vou|to) pens\w+"
    r"|nog (?:niet (?:beslist|uit|besloten)|over (?:denken|nadenken)|nadenken|twijfel\w*)|(?:non ho|non abbiamo)"
    r" (?:ancora )?deciso|(?:ci devo|devo) (?:ancora )?pensar(?:ci|e)|(?:sono )?ancora indecis[oa])\b"
)
"""Thinks aloud: nobody has taken back anything yet."""
_COMMON: Final = frozenset(
    """
    a an and are as at be but by can do for from get go has have he her his i if in is it its me my no not of
    off on or our out so that the their them then there they this to up us was we what when where which who why
    will with you your yes works work fine good great better tomorrow today monday tuesday wednesday thursday
    friday saturday sunday week only instead until before after except about still interested interview call job
    role email mail text texts stop please here just all any some new old first last time date der die das den
    dem des ein eine einen und oder aber nicht kein keine ist sind war bin ich du er sie es wir ihr mich mir auf
    aus bei bis durch fur gegen im in ins mit nach ohne um von vom vor zu zum zur wann wo was wer wie warum ja
    nein gut passt geht morgen heute montag dienstag mittwoch donnerstag freitag le la les un une des du de et
    ou mais pas ne je tu il elle nous vous ils elles moi mon ma mes votre vos sur sous dans pour par avec sans
    chez quand qui que quoi comment oui non bien demain lundi mardi mercredi jeudi vendredi el los las uno unos
    y o pero no yo tu ella nosotros mi mis su sus en con sin por para hasta desde cuando donde que quien como si
    bien manana lunes martes miercoles jueves viernes o os as um uma e mas nao eu ele ela nos meu minha seu sua
    em com sem por para ate quando onde quem como sim bom amanha segunda terca quarta quinta sexta het een en
    maar niet ik jij hij zij wij mijn jouw op uit bij tot door voor tegen met na zonder om van wanneer waar wie
    wat hoe ja nee goed morgen maandag dinsdag woensdag donderdag vrijdag il lo gli uno una ma non io lui lei
    noi mio mia tuo suo di da con su per tra fra quando dove chi che come si bene domani lunedi martedi
    mercoledi giovedi venerdi
    """.split()  # noqa: SIM905 - a list of them would be a page long
)
"""Words of sentences: a line that holds one is no name below a mail."""


@dataclass(frozen=True, slots=True)
class WordsWish:
    """What their words come to, and why that is thought."""

    kind: Literal["answer", "stop", "withdraw"]
    why: str
    certain: bool = True
    closes: tuple[Channel, ...] = ()
    withdraws: bool = False


def wish_in(text: str, channel: Channel) -> WordsWish:
    """What a text, without quotes and without our own words, says about hearing more. Never raises."""
    plain = _plain(text)
    if not plain:
        if any(c in _HARD_EMOJI for c in text[:200]):
            return WordsWish("stop", "a sign that says stop, and no words", certain=False)
        return WordsWish("answer", "no words")
    seen = _blanked(plain)
    found = _Found(
        seen,
        channel,
        stops=_covers(_ALL["stop"], seen),
        lone=_covers(_ALL["alone"], seen) + (_covers(_ALL["alone_in_texts"], seen) if channel is Channel.SMS else []),
        withdraws=_covers(_ALL["withdraw"], seen),
        ways=_other_ways(seen),
        only=_only_by(seen),
    )
    found = _about_messages(found)
    found = _less_of_list(found)
    found = _less_of_things(found)
    taken_back = _mark(found.withdraws, len(seen))
    found = replace(found, lone=[span for span in found.lone if not any(taken_back[span[0] : span[1]])])
    refused = _covers(_ALL["refusal"], seen)
    refuses = bool(refused) and not found.withdraws and _is_bare_refusal(found, refused)
    if (stop := _stop(found)) and not (refuses and stop.why == AMONG_OTHERS):
        return stop
    if refuses:
        closes = stop.closes if stop else ()
        return WordsWish("stop", "a refusal, and it does not say of what", certain=False, closes=closes)
    if withdrawal := _withdrawal(found):
        return withdrawal
    if channel is Channel.EMAIL and _is_lone_word(found):
        return WordsWish("stop", LONE_WORD, certain=False)
    left = _without(seen, list(found.things))
    if is_unplaced(left):
        return WordsWish("stop", UNPLACED, certain=False)
    if is_against_ours(left):
        return WordsWish("stop", AGAINST_OURS, certain=False)
    return WordsWish("answer", ANOTHER_THING if found.things else NOTHING_ASKED)


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands where in a text."""

    seen: str
    channel: Channel
    stops: list[Span]
    lone: list[Span]
    withdraws: list[Span]
    ways: list[tuple[Span, str]]
    only: list[tuple[Span, Channel]]
    things: tuple[Span, ...] = ()  # what would take back an application, if it weren't about something else
    unwelcome: tuple[Span, ...] = ()  # where messages are what interests them no more; among the stops, too


def make_ready() -> None:
    """Compile what wishes are read by: see `domain.replies.ready`."""
    wish_in("stop", Channel.SMS)
    _weighs_ways("no texts, email please")
    for part in ("refusal", "maybe_withdraw", "courtesy", "reasons", "doubt", "closings", "greetings"):
        _patterns(part)
    for patterns in (_beside_a_refusal, _answers, _peace):
        patterns()
    resemblance("any three words")


def is_bare_stop(text: str, channel: Channel) -> bool:
    """Is it nothing but a stop, as the subject of a button's mail is?"""
    found = wish_in(text, channel)
    return found.kind == "stop" and found.certain


def is_stop_by_itself(text: str, channel: Channel) -> bool:
    """Is it nothing but a stop, of whatever it may be?"""
    found = wish_in(text, channel)
    return found.kind == "stop" and (found.certain or found.why == OF_NOTHING)


def asks_for_peace(text: str) -> bool:
    """Does a sentence of it, whatever else it says, ask to be left in peace from now on?"""
    return _peace().search(_blanked(_plain(text))) is not None


def weighs_ways(text: str) -> bool:
    """Do a few words set texts against mails, as in "no texts please, by mail is fine"?"""
    return _weighs_ways(_blanked(_plain(text)))


def plainly_answers(text: str) -> bool:
    """Is it short, and looks for our door, or names the pay for which they would move?"""
    return len(text) <= _FEW and _answers().search(_plain(text)) is not None


def is_mere_courtesy(text: str) -> bool:
    """Is each word of it politeness, a name, how to reach them, or in a phrase that is known to be harmless?"""
    plain = _plain(text)
    polite = ("harmless", "still_in", "courtesy", "closings", "greetings")
    spans = [span for part in polite for span in _covers(_ALL[part], plain)]
    covered = _mark([*spans, *_names(plain), *(span for span, _ in _other_ways(plain))], len(plain))
    return all(covered[word.start()] for word in _WORD.finditer(plain))


def gives_a_reason(text: str) -> bool:
    """Does it say why, as in "wrong number, stop"? What is a stop by itself is none."""
    seen = _blanked(_plain(text))
    stops = _mark(_covers(_ALL["stop"], seen), len(seen))
    return any(not any(stops[start:end]) for start, end in _covers(_ALL["reasons"], seen))


# ---------------------------------------------------------------- the steps


def _about_messages(found: _Found) -> _Found:
    """What takes back an interest in our messages is a stop, and no withdrawal."""
    seen = found.seen
    behind, beside = _unwelcome()
    spans = _covers(_lost(), seen)
    for start, end in found.withdraws[:50]:
        if not _REFUSES.search(seen[start:end]):
            continue
        if match := _WISHES.search(seen[start:end]) and behind.match(seen, end):
            spans.append((start, match.end()))
        elif match := beside.match(seen, end):
            spans.append(match.span())
    if not spans:
        return found
    marked = _mark(spans, len(seen))
    withdraws = [(start, end) for start, end in found.withdraws if not any(marked[start:end])]
    return replace(found, stops=[*found.stops, *spans], withdraws=withdraws, unwelcome=tuple(spans))


def _less_of_list(found: _Found) -> _Found:
    """What says "leave me out" is no withdrawal where it goes on "of your mailings"."""
    about = [(start, end) for start, end in found.stops[:50] if _named(found.seen[start:end])]
    widest = _reach(about, len(found.seen)) if about and found.withdraws else []
    if not widest:
        return found
    kept = [one for one in found.withdraws if one in about or not _within(one, widest)]
    return replace(found, withdraws=kept)


def _less_of_things(found: _Found) -> _Found:
    """Who gives up the dental plan, or the Saturday shift, takes back no application."""
    things = [one for one in found.withdraws[:50] if object_of(found.seen, one) == "other"]
    kept = [one for one in found.withdraws if one not in things]
    return replace(found, withdraws=kept, things=(*things, *things_given_up(found.seen)))


def _stop(found: _Found) -> WordsWish | None:
    seen, only = found.seen, [] if found.stops else found.only
    stops = [*found.stops, *(span for span, _ in only)]
    asked = _mark([*stops, *found.lone], len(seen))
    said = [set(_named(seen[start:end])) for start, end in [*stops, *found.lone]]
    named = {way for _, way in only} or set().union(*said)
    welcome = {way for (start, end), way in found.ways if not any(asked[start:end])}
    welcome -= {"calls"} if "ring" in welcome else set()
    lasting = any(_LASTING.search(seen[start:end]) for start, end in [*stops, *found.lone])
    if stops and not named and welcome & _SENT and all(CALLS.search(seen[start:end]) for start, end in stops):
        return WordsWish("answer", "they would rather be written to than called")
    closes, clear = (tuple(named), True) if only and len(named) == 1 else _scope(found.channel, named, welcome)
    withdraws = bool(found.withdraws)
    if (stops or found.lone) and not _rest(found, [*stops, *found.lone, *(span for span, _ in found.ways)]):
        if welcome == {"ring"} and named and not lasting:
            return WordsWish("answer", _RATHER_CALLED)
        asks = not stops and (bool(_ASKS.search(seen)) or _yes_to(found))
        jokes = not stops and bool(_LAUGHS.search(seen))
        unclear = is_unclear(seen) or all(is_unclear(seen[start:end]) for start, end in [*stops, *found.lone])
        taken_back = _mark(found.withdraws, len(seen))
        unclear = unclear or any(any(taken_back[s:e]) or is_of_candidates(seen[s:e]) for s, e in stops)
        if clear and not (asks or jokes or unclear) and _ordered(seen, stops, found.lone):
            if _of_nothing(found, stops):
                return WordsWish("stop", OF_NOTHING, False, _doubted(named, welcome), withdraws)
            return WordsWish("stop", "nothing but a stop", closes=closes, withdraws=withdraws)
        return WordsWish("stop", "a stop that may be meant otherwise", False, _doubted(named, welcome), withdraws)
    left = _without(seen, [*found.withdraws, *found.things, *_covers(_ALL["maybe_withdraw"], seen)])
    doubts = [span for part in ("doubt", "stop") for span in _covers(_ALL[part], left)]
    doubts = doubts or [span for span, _ in only] or list(found.unwelcome)
    if not doubts and not _weighs_ways(seen):
        return None
    if welcome == {"ring"} and stops and all(said[: len(stops)]) and not lasting:
        return WordsWish("answer", _RATHER_CALLED)
    own = named or set().union(*(set(_named(seen[at[0] : at[1]])) for at in doubts))
    return WordsWish("stop", AMONG_OTHERS, False, _doubted(own, welcome), withdraws)


def _is_bare_refusal(found: _Found, refused: list[Span]) -> bool:
    """Is there a refusal, and nothing besides but politeness? A question is none: "nothing needed?"."""
    if len(found.seen) > _FEW:
        return not _rest(found, refused)
    return not _rest(found, [*refused, *_covers((_beside_a_refusal(),), found.seen)])


def _is_lone_word(found: _Found) -> bool:
    """Is it a word that ends texts, and nothing besides but politeness, in a mail?"""
    if len(found.seen) > _FEW:
        return False
    lone = _covers(_ALL["alone_in_texts"], found.seen)
    return bool(lone) and not _rest(found, lone)


def _of_nothing(found: _Found, stops: list[Span]) -> bool:
    """Does nothing in it say what is to end, and nothing why? "Remove me", in answer to an invitation, may be meant of
    that, and nobody is closed for good on one sign alone.
    """
    seen = found.seen
    longer = _mark(stops, len(seen))
    asked = [*stops, *(one for one in found.lone if not any(longer[one[0] : one[1]]))]
    if not (is_without_object(seen) or all(is_without_object(seen[start:end]) for start, end in asked)):
        return False
    marked = _mark(asked, len(seen))
    return not any(not any(marked[start:end]) for start, end in _covers(_ALL["reasons"], seen))


def _doubted(named: set[Channel], welcome: set[str]) -> tuple[Channel, ...]:
    """What a doubt would close: the one way that its own words name, else all."""
    return tuple(named) if len(named) == 1 and not named & welcome else ()


def _yes_to(found: _Found) -> bool:
    """Is a word that carriers know, such as "cancel", the answer to a question of ours: "yes, cancel"?"""
    strict = _covers(_ALL["alone"], found.seen)
    return not strict and _AGREES.search(found.seen) is not None


def _ordered(seen: str, stops: list[Span], lone: list[Span]) -> bool:
    """Is one of the stops an order? A lone word inside of a longer stop is no stop of its own."""
    longer = _mark(stops, len(seen))
    return any(is_order(seen, one) for one in [*stops, *(one for one in lone if not any(longer[one[0] : one[1]]))])


def _weighs_ways(seen: str) -> bool:
    """Do a few words set texts against mails? Which of them is to end is for a person to see."""
    if len(seen) > _FEW or len(set(_named(seen))) < 2:
        return False
    ways = "|".join(one for language in LANGUAGES for one in (*language.texts, *language.mails))
    return bool(_weighing(ways).search(seen))


@cache
def _weighing(ways: str) -> re.Pattern[str]:
    no = r"no|not|kein\w*|nicht|pas|plus|sans|sin|nada|nao|sem|niet|geen|non|niente|basta|zero|never|nunca|mai|nie"
    return compiled(
        (
            rf"(?:{no})(?: (?:more|mehr|by|per|via|par|por|de|d'|i|gli|the|your|any))* (?:{ways})|(?:{ways})(?:"
            rf" (?:bitte|please|svp|por favor|aub|is|are))*,? (?:no|nicht|nao|niet|non|pas)"
            r"|instead|rather|statt|anstatt|lieber|plutot|prefer\w*|en (?:vez|lugar)|em vez|inves|liever|in plaats"
            r"|invece|piuttosto|anziche|al posto|switch to|stattdessen|umsteigen",
        )
    )


def _scope(channel: Channel, named: set[Channel], welcome: set[str]) -> tuple[tuple[Channel, ...], bool]:
    """Which channels the stop is about, and whether that is clear: another way that is welcome limits it."""
    ways = {Channel(one) for one in welcome if one not in ("calls", "ring")}
    if not welcome or (not ways and not named):
        return (), True
    if len(named) == 1 and not named & ways:
        return tuple(named), True
    if not named and ways and channel not in ways:
        return (channel,), True
    return (), False


def _withdrawal(found: _Found) -> WordsWish | None:
    seen = found.seen
    maybe = [one for one in _covers(_ALL["maybe_withdraw"], seen)[:50] if object_of(seen, one) != "other"]
    if not found.withdraws and not maybe:
        return None
    doubted = _mark(maybe, len(seen))
    sure = [one for one in found.withdraws[:50] if not any(doubted[one[0] : one[1]]) and _said(seen, one)]
    if any(object_of(seen, one) in ("job", "none") for one in sure):
        return WordsWish("withdraw", "they take back their application", withdraws=True)
    if sure:
        return WordsWish("withdraw", OF_WHAT, certain=False, withdraws=True)
    return WordsWish("withdraw", MAY_WITHDRAW, certain=False, withdraws=True)


def _said(seen: str, span: Span) -> bool:
    """Stated, and neither asked nor under a condition."""
    before = seen[max(0, span[0] - 120) : span[0]]
    start = max(before.rfind(mark) for mark in ".!?\n") + 1
    after = re.split(r"(?<=[.!?\n])", seen[span[1] : span[1] + 200], maxsplit=1)[0]
    if _RATHER.search(seen, span[0], span[1] + 80) or _ELSEWHERE.search(seen, span[0], span[1] + 60):
        return False
    if _LOST_INTEREST.search(seen[span[0] : span[1]]) and _CONTRAST.search(seen[span[0] : span[1] + 200]):
        return False
    asks = after.rstrip().endswith("?") and not _POLITE.search(before[start:])
    if _PERHAPS.search(before[start:]) or _UNDECIDED.search(seen):
        return False
    return not asks and not _CONDITION.search(before[start:] + " ")


def _rest(found: _Found, spans: list[Span]) -> list[str]:
    """The words that are neither a stop nor beside one as a matter of course.

    A sentence in which they take back their application stands beside a stop, whatever else it says.
    """
    seen = found.seen
    stops = _mark(spans, len(seen))
    told = [one for one in _sentences(seen, found.withdraws) if not any(stops[one[0] : one[1]])]
    filler = _covers(_ALL["courtesy"], seen) + _covers(_ALL["reasons"], seen) + _names(seen)
    covered = _mark([*spans, *filler, *found.withdraws, *told], len(seen))
    first = min((end for _, end in spans), default=len(seen))
    left: list[str] = []
    below = 0
    for line_start, line in _lines(seen):
        free = [
            word[0] for word in _WORD.finditer(line) if not covered[line_start + word.start()] and not word[0].isdigit()
        ]
        if free and line_start >= first and below < _BELOW and _is_name(line):
            below += 1
        else:
            left += free
    return left


def _sentences(seen: str, spans: list[Span]) -> list[Span]:
    """The sentences in which the spans stand."""
    around = []
    for start, end in spans[:20]:
        began = max(seen.rfind(mark, max(0, start - 300), start) for mark in ".!?\n") + 1
        ends = [at for mark in ".!?\n" if (at := seen.find(mark, end, end + 300)) >= 0]
        around.append((began, min(ends, default=len(seen))))
    return around


def _is_name(line: str) -> bool:
    """A line below their words that may be a name, a job title, a number."""
    words = re.findall(r"[^\W\d_]+", line)
    return len(words) <= 4 and not _COMMON.intersection(words) and _BLANK not in line and not _ASKS.search(line)


def _names(seen: str) -> list[Span]:
    return [match.span() for match in _GREETED().finditer(seen)] + [match.span() for match in _SIGNED().finditer(seen)]


# ---------------------------------------------------------------- the patterns, compiled when first used


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(given, bounded=one.words_have_ends) for one in LANGUAGES if (given := getattr(one, part)))


class _Parts:
    def __getitem__(self, part: str) -> tuple[re.Pattern[str], ...]:
        return _patterns(part)


_ALL: Final = _Parts()


@cache
def _singly(part: str) -> tuple[re.Pattern[str], ...]:
    """Each pattern by itself: they have groups of the same names."""
    return tuple(compiled((given,), bounded=one.words_have_ends) for one in LANGUAGES for given in getattr(one, part))


@cache
def _beside_a_refusal() -> re.Pattern[str]:
    return compiled(BESIDE_A_REFUSAL)


@cache
def _answers() -> re.Pattern[str]:
    return compiled(PLAINLY_ANSWERS)


@cache
def _peace() -> re.Pattern[str]:
    return compiled(ASKS_FOR_PEACE)


@cache
def _lost() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled((one,)) for one in LOST)


@cache
def _unwelcome() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return compiled((ABOUT_MESSAGES,), bounded=False), compiled((AND_NO_CONTACT,), bounded=False)


@cache
def _GREETED() -> re.Pattern[str]:
    every = "|".join(one for language in LANGUAGES for one in language.greetings)
    return compiled(
        (
            rf"(?:(?<=^)|(?<=\n)|(?<=[.,!]) ?)(?:{every})(?:[ ,]{{1,2}}(?:mr|mrs|ms|dr"
            rf"|[^\W\d_]+)\.?){{0,4}}(?=[,!.:;\n-]| -|$)",
        )
    )


@cache
def _SIGNED() -> re.Pattern[str]:
    every = "|".join(one for language in LANGUAGES for one in language.closings)
    return compiled((rf"(?:{every})[,.!]?[ \n]{{1,3}}[^\W\d_]+\.?(?: [^\W\d_]+\.?){{0,3}}\W*(?=$|\n)",))


def _covers(patterns: tuple[re.Pattern[str], ...], text: str) -> list[Span]:
    return [match.span() for one in patterns for match in one.finditer(text) if match.end() > match.start()]


def _blanked(plain: str) -> str:
    """What is harmless blanked out, but where it is only part of a phrase that says stop."""
    stops = _reach(_covers(_ALL["stop"], plain) + _covers(_lost(), plain), len(plain))
    for part in ("harmless", "still_in"):
        for one in _ALL[part]:
            plain = _without(plain, [span for span in _covers((one,), plain) if not _within(span, stops)])
    return plain


def _reach(spans: list[Span], size: int) -> list[Span]:
    """For each place where a span begins that covers it, the widest one's start and end."""
    widest = [(-1, -1)] * (size + 1)
    for start, end in sorted(spans):
        for at in range(start, min(end, start + _WIDE)):
            if end - start > widest[at][1] - widest[at][0]:
                widest[at] = (start, end)
    return widest


def _within(span: Span, widest: list[Span]) -> bool:
    """Does a span that is as wide hold all of it?"""
    start, end = widest[span[0]]
    return start <= span[0] and span[1] <= end and end - start >= span[1] - span[0]


def _without(text: str, spans: list[Span]) -> str:
    kept, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        kept += [text[at:start], _BLANK * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def _mark(spans: list[Span], size: int) -> bytearray:
    """Which letters are in one of them."""
    marked = bytearray(size + 1)
    for start, end in spans:
        marked[start:end] = b"\1" * (end - start)
    return marked


def _touching(spans: list[Span], marked: bytearray) -> list[Span]:
    return [(start, end) for start, end in spans if any(marked[start:end])]


@lru_cache(256)  # a stop is asked after several times, and in hostile text the same one stands thousands of times
def _named(said: str) -> tuple[Channel, ...]:
    named = ((Channel.SMS, "texts"), (Channel.EMAIL, "mails"))
    return tuple(channel for channel, part in named if any(one.search(said) for one in _ALL[part]))


def _other_ways(seen: str) -> list[tuple[Span, str]]:
    meant = {"texts": str(Channel.SMS), "mails": str(Channel.EMAIL), "calls": "calls", "ring": "ring"}
    return [
        (match.span(), meant[name])
        for one in _singly("another_way")
        for match in one.finditer(seen)
        if (name := match.lastgroup) in meant and (name == "ring" or _welcomes(match[0], match[name]))
    ]


def _welcomes(said: str, way: str) -> bool:
    """Is more said than the way's name? "And mails" alone welcomes nothing."""
    return bool(set(re.findall(r"[^\W\d_]+", said)) - set(re.findall(r"[^\W\d_]+", way)) - _BESIDE_A_WAY)


def _only_by(seen: str) -> list[tuple[Span, Channel]]:
    """What closes one way by naming the other; where a stop is said as well, that tells."""
    meant = {"texts": Channel.SMS, "mails": Channel.EMAIL}
    return [(match.span(), meant[match.lastgroup or ""]) for one in _singly("only_by") for match in one.finditer(seen)]


def _plain(text: str) -> str:
    """Folded and in full, links and addresses left out, blanks and empty lines made one."""
    text = _LINK.sub(" ", folded(text[:LONGEST])).replace("_", " ").replace("*", " ")
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = "\n".join(line for line in lines if re.search(r"\w", line))
    for short, full in SHORT_FORMS:
        text = short.sub(full, text)
    return text


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1

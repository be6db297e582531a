"""What somebody wrote themselves: without the mail that they answer, their phone's signature, and disclaimers.

Line by line, in time that grows with the length alone. The library for this was looked at and left: it knows fewer
languages, and takes a list for a signature and cuts it with all that follows (docs/decisions).
Too much kept is a recruiter's smile; too much cut is a stop that nobody hears: what is doubtful is kept.
"""

from __future__ import annotations

import re
from typing import Final

from domain.replies.ours import Ours, beside_ours
from domain.replies.text_folding import folded

LONGEST: Final = 8_000
"""Characters; a reply on record holds 10,000."""

_VERB: Final = (
    r"(?:wrote|writes|schrieb(?:en)?|geschrieben|a ecrit|escribio|escribiste|escreveu|schreef|ha scritto|scrisse|skrev"
    r"|napisal\(?a?\)?|pisze|napsal\(?a?\)?|kirjoitti|yazdi|sunlari yazdi|написал\(?а?\)?|пишет|писал\(?а?\)?|a"
    r" scris|irta"
    r"|εγραψε|写道|寫道|wrote to you|のメール|かきました|書きました|さんは書きました|كتب)"
)
_WROTE: Final = re.compile(
    r"^(?:-{2,}\s?)?(?:(?:on|am|le|el|em|op|il|den|dnia|a|at|no|na|w dniu|dne|pa|в|вт|ср|чт|пт|сб|вс|пн|mon|tue|wed"
    r"|thu|fri|sat"
    r"|sun|\d{1,4})\b.{4,300}|.{0,200}[<\[(][^\s@]{1,100}@[^\s@]{1,100}[>\])].{0,120}|[^,;!?]{1,60}\s?)"
    rf"\b{_VERB}(?:(?: am| on| le| el| op)? [^,;!?]{{0,100}}[<\[(]\S+@\S+[>\])]|(?: \w+){{0,4}}"
    rf"|,? (?:on|am|le|el|op|em|il|den|dnia) [\w/.:, -]{{4,50}})?\s?(?:-{{2,}}"
    rf"|[:：])(?:\s?-{{2,}})?$"
)
_YOU_WROTE: Final = re.compile(
    r"^(?:at|on|am|le|el|op) [\d/.:, ]{6,40}(?:am|pm)?[\d/.:, ]{0,20},? (?:you|he|she) wrote:$|^(?:am|um) .{6,60}"
    r" schrieben sie:$"
)
_ADDRESS_AND_DATE: Final = re.compile(
    r"^.{0,200}\d.{0,200}[<\[(][^\s<>]+@[^\s<>]+[>\])].{0,80}[:：]$"
    r"|^.{0,100}[<\[(][^\s<>]+@[^\s<>]+[>\])].{0,100}\d.{0,80}[:：]$"
)
_WROTE_AND_ON: Final = re.compile(
    r"^.{0,200}[<\[(][^\s@]{1,100}@[^\s@]{1,100}[>\])].{0,60}"
    r"\b(?:wrote|schrieb|a ecrit|escribio|escreveu|schreef|geschreven|ha scritto|skrev)\b.{0,60}:\s+\S"
)
"""Some clients let what they quote follow on the same line."""
_STARTS: Final = re.compile(
    r"^(?:-{2,}|on|am|at|le|el|em|op|il|den|dnia|w dniu|a|no|na|pa|dne|в|вт|ср|чт|пт|сб|вс|пн|20\d\d|\d{1,2}[./ -]"
    r"|mon|tue"
    r"|wed|thu|fri|sat|sun|.{0,80}<\S+@|.{1,60}\b" + _VERB + r"\b)",
    re.IGNORECASE,
)
_MARK_OF_LABEL: Final = r"[*_\s]*[:：]"
_FROM: Final = re.compile(
    r"^[*_\s]*(?:from|von|de|van|da|fra|fran|od|expediteur|remitente|absender|afzender|mittente|remetente|lahettaja"
    r"|kimden"
    r"|gonderen|от|від|от кого|发件人|發件人"
    r"|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|feladó|felado|de la|apo|απο|nadawca)" + _MARK_OF_LABEL
)
_SENT: Final = re.compile(
    r"^[*_\s]*(?:sent|gesendet|envoye(?: le)?|enviad[oa](?: el| em)?|verzonden|inviato|sendt|skickat|skickades"
    r"|wyslano|wyslane|odeslano"
    r"|lahetetty|gonderildi|gonderilme tarihi|gonderme tarihi|отправлено|надіслано"
    r"|发送时间|發送時間|傳送時間|寄件日期|发送日期"
    r"|送信日時|送信日|보낸 날짜|elkuldve|trimis)" + _MARK_OF_LABEL
)
_SUBJECT: Final = re.compile(
    r"^[*_\s]*(?:subject|betreff|objet|asunto|assunto|onderwerp|oggetto|amne|emne|temat|predmet|aihe|konu|тема|主题"
    r"|主題|主旨|件名"
    r"|제목|targy|subiect|θεμα|re)" + _MARK_OF_LABEL
)
_OF_HEAD: Final = re.compile(
    r"^[*_\s]*(?:date|datum|fecha|data|dato|дата|日期|日付|tarih|paivays|to|an|a|para|aan|till|til|do|komu|kime|kenelle"
    r"|alici|vastaanottaja|кому"
    r"|копия|收件人|收件者|宛先|받는 사람|cc|kopie|kopia|抄送|副本|destinataire|importance|reply-to|antwort an)"
    + _MARK_OF_LABEL
)
_LINK: Final = re.compile(r"https?://\S{1,2000}")
_RULE: Final = re.compile(r"^\s*(?:-{2,}\s?[^\n]{3,60}?\s?-{2,}|_{10,}|-{20,}|={10,})\s*$")
_ORIGINAL: Final = re.compile(
    r"original|ursprungliche|urspr\.|d'origine|mensaje|mensagem|oorspronkelijk|forwarded|weitergeleitet|transfere"
    r"|reenviado|encaminhad|doorgestuurd|messaggio|oprindelig|opprinnelig|ursprungligt|alkuperainen|oryginalna"
    r"|wiadomosc"
    r"|puvodni|исходное|пересылаемое|початкове|原始邮件|原始郵件|元のメッセーシ|転送|orijinal|ozgun|wrote"
)
_FORWARD: Final = re.compile(
    r"^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|debut du message (?:reexpedie"
    r"|transfere)|inicio del mensaje reenviado"
    r"|inicio da mensagem (?:reencaminhada|encaminhada)|begin doorgestuurd bericht)\s?:"
)
_DEVICE: Final = (
    r"(?:iphone|ipad|ipod|android\w*|samsung|galaxy|huawei|xiaomi|redmi|oneplus|pixel|nokia|motorola|sony|lg|htc"
    r"|phone|mobile|mobil\w*|tablet"
    r"|blackberry|windows|outlook|gmail|yahoo|aol|proton\w*|gmx|web\.de|mail|e-?mail|t-mobile|verizon|at&t|handy"
    r"|smartphone|movil|telefono"
    r"|telemovel|celular|cellulare|telefoon|telefon\w*|portable|telephone|app|thunderbird|spark|hey|fastmail"
    r"|tuta\w*|icloud|cell|device|ios|mac\w*"
    r"|apple|zoho|freenet|tiscali|libero|orange|sfr|boxer|nine|mi phone|iphonea|iphona)"
)
_PHONE: Final = re.compile(
    rf"^(?:(?:sent|send) (?:from|via|with|using|by) (?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}|get outlook for"
    rf" \w+.*|sent from outlook.*"
    rf"|(?:von|vom) (?:mein\w* )?(?:[^.!?,]{{0,30}}\b)?{_DEVICE}\b[^.!?,]{{0,30}} gesendet"
    rf"|gesendet (?:von|mit|aus|uber|vom) (?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}|diese nachricht wurde von"
    rf" .{{2,60}} gesendet"
    r"|outlook fur \w+ (?:beziehen|herunterladen).*|holen sie sich outlook.*"
    rf"|envoye (?:de(?:puis)?|a partir de|avec|d') ?(?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}|telecharge[rz]?"
    rf" outlook.*|obtenir outlook.*"
    rf"|enviado (?:desde|do|de|a partir do|pelo|con|da) (?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}|obtener"
    rf" outlook.*|obter o outlook.*"
    rf"|(?:verstuurd|verzonden) (?:vanaf|van|met|via|vanuit) (?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}"
    rf"|outlook voor \w+ downloaden.*"
    rf"|inviato (?:da|dal|con) ?(?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}|ottieni outlook.*"
    rf"|(?:skickat fran|sendt fra|skickades fran|lahetetty|wyslano z|wyslane z|odeslano z|отправлено с|надіслано"
    rf" з)\b(?:[^.!?,]{{0,40}}\b)?{_DEVICE}\b[^.!?,]{{0,40}}"
    rf"|[^.!?,]{{0,20}}{_DEVICE}\S{{0,8}} gonderildi|(?:发自我的|從我的)\s?\S{{2,20}}(?:傳送)?"
    rf"|\S{{2,20}}から送信)[.!]?(?:\s*<?https?://\S+>?)?$"
)
"""What a phone or a program writes below: named as such, and never a sentence of theirs that begins alike."""
_DISCLAIMER: Final = re.compile(
    r"^\W*(?:confidential(?:ity)?(?: notice| statement)?\b|disclaimer\b|haftungsausschluss|vertraulich\w*|avis de"
    r" confidentialite|aviso legal|aviso de confidencial\w*"
    r"|th(?:is|e (?:information|content|contents) (?:in|of|contained in) this) (?:e-?mail|message|communication"
    r"|transmission)|(?:the )?information (?:contained )?in this (?:e-?mail|message)|if you (?:are not|have"
    r" received this|received this)"
    r"|diese (?:e-?mail|nachricht)|dieses e-?mail|ce (?:message|courriel|mail)|cet e-?mail"
    r"|este (?:correo|mensaje|e-?mail)|esta (?:mensagem|comunicacion)|dit (?:bericht|e-?mail\w*)|de informatie in d"
    r"|questa (?:e-?mail|comunicazione)|il presente messaggio|please consider the environment|think before you"
    r" print)\b"
)
_OF_DISCLAIMER: Final = re.compile(
    r"confidential|privileged|intended|unauthori[sz]ed|recipient|legally|virus|disclos|environment|before (?:you"
    r" )?print|vertraulich|bestimmt|empfanger|rechtlich|confidentiel|destinataire|confidencial"
    r"|destinatari|privilegiad|vertrouwelijk|geadresseerde|riservat|destinatario|in error"
)
_TALKS: Final = re.compile(r"[.!?。？！]\s*$|\?")
_READ: Final = 100_000
_MARK: Final = 500
"""Characters of a mail, and of a line, that are looked at: a stranger's mail must not keep everybody waiting."""
_LINES: Final = 5_000
_SIGNATURE: Final = 40  # lines that are looked at to tell one
_WRAPPED: Final = 3  # lines over which "On … wrote:" may be broken


def own_words(text: str) -> str:
    """Their own words. Where cutting would leave nothing, what was cut is kept, but for marks of quoting (R8)."""
    lines = _lines(text)
    plain = [folded(line[:_MARK]).strip() for line in lines]
    said = _joined(_kept(lines, plain)[0])
    return said or _joined(_nothing_cut(lines, plain))


def words_below(text: str, ours: Ours, *, within: bool = False) -> str:
    """What they wrote below a mail of ours that is quoted without marks (or `within` it, where what was filled in for
    them may stand, too), if they wrote above it as well.

    All from its head on is cut by `own_words`. Of each mail quoted there that holds words of ours, what is not ours is
    theirs; of a mail without any, nothing is known.
    """
    lines = _lines(text) if ours else []
    plain = [folded(line[:_MARK]).strip() for line in lines]
    above, at = _kept(lines, plain)
    if at >= len(lines) or not _joined(above):
        return ""
    quoted: list[list[str]] = [[]]
    while at < len(lines):
        head = _attribution(plain, at) or _head_lines(plain, at) or int(_quoted_from(plain, at))
        if head:
            quoted.append([])
        elif not plain[at].startswith(">"):
            quoted[-1].append(lines[at])
        at += head or 1
    left = [line for one in quoted for line in beside_ours("\n".join(one), ours, below=not within).split("\n")]
    theirs = [line for line in left if not line.strip() or re.search(r"[^\W_]", _LINK.sub("", line))]
    return _joined(_kept(theirs, [folded(line[:_MARK]).strip() for line in theirs])[0])


def _kept(lines: list[str], plain: list[str]) -> tuple[list[str], int]:
    """The lines that are theirs, and where all that follows is cut; that is behind the last one where nothing is."""
    kept: list[str] = []
    at = 0
    barred = _barred(plain)
    while at < len(lines):
        line = plain[at]
        if line.startswith(">") or (barred and line.startswith("|")):
            at += 1
            continue
        if long := _attribution(plain, at):
            after = at + long
            while after < len(lines) and not plain[after]:
                after += 1
            if after < len(lines) and plain[after].startswith((">", "|")):
                at = after  # quoted line by line: what stands below or between is theirs
                continue
            break
        if _quoted_from(plain, at) or _WROTE_AND_ON.match(line):
            break
        if long := _disclaimer(plain, at):
            at += long
            continue
        if (lines[at].rstrip() in ("--", "—") or (line == "__" and kept)) and _is_signature(lines, plain, at):
            at = _after_signature(plain, at)
            continue
        if not _PHONE.match(line):
            kept.append(lines[at].rstrip())
        at += 1
    return kept, at


def _joined(kept: list[str]) -> str:
    said = "\n".join(kept).strip()
    while "\n\n\n" in said:
        said = said.replace("\n\n\n", "\n\n")
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _nothing_cut(lines: list[str], plain: list[str]) -> list[str]:
    """All but quoted lines, headings and what a phone writes; where that is all there is, nothing."""
    kept = []
    at = 0
    while at < len(lines):
        if long := _attribution(plain, at):
            at += long
            continue
        head = _head_lines(plain, at)
        if head or plain[at].startswith(">") or _PHONE.match(plain[at]) or _RULE.match(plain[at]):
            at += head or 1
            continue
        kept.append(lines[at].rstrip())
        at += 1
    return kept


def _barred(plain: list[str]) -> bool:
    """Are lines quoted with a bar, as some programs do?"""
    return sum(line.startswith("|") for line in plain[:400]) >= 2


def _lines(text: str) -> list[str]:
    sound = text[:_READ].replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(c for c in sound if c in "\n\t" or c.isprintable() or c == "\u00a0")
    # Byte order marks and characters of no width stand in front of many a phone's text.
    return [line.strip("\ufeff\u200b\u200c\u200d\u2060").replace("\u00a0", " ") for line in clean.split("\n")[:_LINES]]


def _attribution(plain: list[str], at: int) -> int:
    """How many lines from here on say that somebody wrote what follows; 0 where none do."""
    if not plain[at] or not _STARTS.match(plain[at]):
        return 0
    joined = ""
    for long, line in enumerate(plain[at : at + _WRAPPED], start=1):
        if not line or line.startswith((">", "|")):
            return 0
        joined = f"{joined} {line}".strip()
        if len(joined) > 500:
            return 0
        ends = line.endswith((":", "：", "--"))
        if ends and (_WROTE.match(joined) or _YOU_WROTE.match(joined) or _ADDRESS_AND_DATE.match(joined)):
            return long
    return 0


def _quoted_from(plain: list[str], at: int) -> bool:
    """Does all that follows belong to the mail that is answered or passed on?"""
    line = plain[at]
    if _FORWARD.match(line):
        return True
    if _RULE.match(line):
        if line.strip("-_= ") and (_ORIGINAL.search(line) or _WROTE.match(line)):
            return True
        after = at + 1
        while after < len(plain) and after < at + 4 and not plain[after]:
            after += 1
        return bool(_head_lines(plain, after))
    return bool(_head_lines(plain, at))


def _head_lines(plain: list[str], at: int) -> int:
    """How many lines from here on are the head of a mail, as programs set it above what they quote; 0 where none are.

    From: and Sent: are enough; else a subject or an address has to be among them: an itinerary has From: and To:, too.
    """
    froms = sents = subjects = addresses = others = 0
    long = 0
    for line in plain[at : at + 12]:
        if not line and long:
            # Some programs leave every other line empty.
            long += 1
            continue
        if _FROM.match(line):
            froms += 1
        elif _SENT.match(line):
            sents += 1
        elif _SUBJECT.match(line):
            subjects += 1
        elif _OF_HEAD.match(line):
            others += 1
        else:
            break
        addresses += "@" in line
        long += 1
    known = froms and (sents or subjects or addresses) and froms + sents + subjects + others >= 2
    return long if known else 0


def _disclaimer(plain: list[str], at: int) -> int:
    """How many lines a disclaimer has that begins here: its paragraph, and nothing after it; 0 where none does."""
    if not _DISCLAIMER.match(plain[at]):
        return 0
    long = 0
    while at + long < len(plain) and plain[at + long] and long < 40:
        long += 1
    paragraph = " ".join(plain[at : at + long])
    return long if _OF_DISCLAIMER.search(paragraph) else 0


def _is_signature(lines: list[str], plain: list[str], at: int) -> bool:
    """Is what stands below two dashes a signature? Where the blank behind them is gone, it must not talk."""
    if lines[at].startswith("-- "):
        return True
    below = []
    for number in range(at + 1, min(len(plain), at + _SIGNATURE)):
        if plain[number].startswith(">") or _attribution(plain, number):
            break
        if plain[number]:
            below.append(plain[number])
    talks = any(
        _TALKS.search(line) and len(line.split()) > 2 and "www." not in line and "@" not in line for line in below[:12]
    )
    return not talks


def _after_signature(plain: list[str], at: int) -> int:
    """A signature ends where something quoted begins, or at the end."""
    at += 1
    while at < len(plain) and not plain[at].startswith(">") and not _attribution(plain, at):
        at += 1
    return at

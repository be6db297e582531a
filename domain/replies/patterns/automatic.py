"""The words of automatic mail, and the two words that carriers know beside STOP (R7, R8).

Written for text as `text_folding.folded` gives it: lower case, no accents. Each language is a line or a few.
"""

from __future__ import annotations

import re
from typing import Final

START_WORDS: Final = frozenset(("start", "unstop", "subscribe", "optin"))
"""By which somebody wants texts again. A mere yes is an answer to something else."""

HELP_WORDS: Final = frozenset(("help", "info", "hilfe", "aide", "ayuda", "ajuda", "aiuto"))

AUTOMATIC: Final = re.compile(
    r"\b(?:(?<!was )(?<!been )(?<!be )out\s+of\s+(?:the\s+)?office|(?:i'm|i\s+am)\s+driving|sent\s+automatically"
    r"|automatisch\s+(?:gesendet|verschickt)|ich\s+fahre\s+gerade|je\s+conduis|estoy\s+conduciendo"
    r"|estou\s+a\s+conduzir|estou\s+dirigindo|sto\s+guidando|ik\s+rijd|this\s+is\s+an\s+auto\w*|automatic\s+reply"
    r"|auto-?reply|autoreply"
    r"|(?:i\s+am|i'm)\s+(?:currently\s+)?(?:away|on\s+(?:vacation|annual\s+leave|holidays?|parental\s+leave"
    r"|maternity\s+leave"
    r"|paternity\s+leave|sick\s+leave|leave))"
    r"|abwesenheit|(?:bin|befinde\s+mich)\s+(?:derzeit|zurzeit|zur\s+zeit|momentan|aktuell|im\s+moment|bis|vom"
    r"|ab)?(?:[^.!?\n]|\d\.){0,60}"
    r"(?:nicht\s+im\s+(?:buro|haus)|abwesend|ausser\s+haus|im\s+urlaub|nicht\s+erreichbar|in\s+elternzeit)"
    r"|absence\s+du\s+bureau|(?:je\s+suis|serai)\s+(?:actuellement\s+)?(?:absente?|en\s+conges?|en\s+vacances)"
    r"|fuera\s+de\s+la\s+oficina|(?:estoy|estare|me\s+encuentro)\s+(?:actualmente\s+)?(?:fuera|de\s+vacaciones"
    r"|ausente|de\s+baja)"
    r"|fora\s+do\s+escritorio|ausente\s+do\s+escritorio|(?:estou|estarei|encontro-me)\s+(?:atualmente\s+)?(?:fora"
    r"|de\s+ferias|ausente|de\s+licenca)"
    r"|afwezig|(?:ben\s+ik|ik\s+ben)\s+(?:momenteel\s+)?(?:niet\s+(?:aanwezig|op\s+kantoor)|met\s+(?:vakantie"
    r"|verlof)|op\s+vakantie)"
    r"|fuori\s+(?:ufficio|sede)|sono\s+(?:attualmente\s+)?(?:assente|in\s+ferie)"
    r"|przebywam\s+(?:obecnie\s+)?na\s+(?:urlopie|zwolnieniu)|jestem\s+(?:obecnie\s+)?(?:na\s+urlopie|nieobecn[ya])"
    r"|(?:ar|er)\s+(?:just\s+nu\s+|for\s+tiden\s+)?(?:pa\s+semester|pa\s+ferie)"
    r"|message\s+blocking\s+is\s+active)\b",
)
"""Words of automatic mail, where nothing but the words is known."""

AUTOMATIC_SUBJECT: Final = re.compile(
    r"^\W*(?:(?:re|aw|sv|antw|fwd?)\s*:\s*)?\[?\(?(?:automatic\s+reply|auto(?:matic)?[\s-]?(?:reply|response"
    r"|respuesta|antwort|respons|generated)|autoreply|autoresponder|auto:|auto-svar"
    r"|out\s+of\s+(?:the\s+)?office(?=\W*$|\s*[:\u2013-]|\s+(?:reply|re\b|auto|until|notice|message|response))"
    r"|ooo\b(?=\W*$|\s*[:-])|away\s+from\s+(?:the\s+)?office"
    r"|automatische\s+(?:antwort|beantwortung|reactie)|abwesenheits\w+|abwesenheit\s*:|nicht\s+im\s+(?:buro|haus)\s*:"
    r"|reponse\s+automatique|(?:message|sms|texto)\s+automatique|automatische\s+(?:nachricht|sms|mitteilung)"
    r"|automat(?:ed|ic)\s+(?:message|text)|sms\s+automatic[oa]|message\s+d'absence|notification\s+d'absence|avis\s+d'absence|absence\s+du\s+bureau"
    r"|respuesta\s+automatica|fuera\s+de\s+(?:la\s+)?oficina|mensaje\s+automatico|contestacion\s+automatica"
    r"|resposta\s+automatica|fora\s+do\s+escritorio|ausencia\s+temporaria|mensagem\s+automatica"
    r"|automatisch\s+(?:antwoord|bericht)|afwezigheids\w+|niet\s+aanwezig\s*:|risposta\s+automatica"
    r"|fuori\s+(?:ufficio|sede)|messaggio\s+automatico"
    r"|automatiskt?\s+svar|automaattinen\s+vastaus|autosvar|franvaro\s*:|automatyczna\s+odpowiedz"
    r"|odpowiedz\s+automatyczna"
    r"|automaticka\s+odpoved|otomatik\s+(?:yanit|cevap)|автоответ|автоматическии\s+ответ|自动回复|自動回覆|自動応答|自動返信|不在)",
)
"""How the subject of automatic mail begins, and no person's. A reply about the matter keeps our subject."""

PERHAPS_SUBJECT: Final = re.compile(
    r"^\W*(?:(?:re|aw|sv|antw|fwd?)\s*:\s*)?\[?\(?(?:out\s+of\s+(?:the\s+)?office|ooo\b|on\s+(?:vacation|leave"
    r"|annual\s+leave|holiday)\b|away\b|absence\b|absent\b"
    r"|abwesend|abwesenheit|nicht\s+im\s+(?:buro|haus)|urlaub|en\s+(?:conges?|vacances)|ausencia|ausente"
    r"|de\s+vacaciones|vacaciones|de\s+ferias|ferias|afwezig|niet\s+aanwezig|vakantie|assenza|assente|in\s+ferie"
    r"|franvaro)",
)
"""A subject that a machine has, and also somebody who cannot come: their words tell."""

LEFT: Final = re.compile(
    r"\b(?:(?:i|he|she|they|[a-z]+(?: [a-z]+)?) (?:am |is |are |have |has |do |does )?(?:no longer|not any ?more)"
    r" (?:work(?:s|ing)? (?:here|at|for|with)|employed|with (?:the company|us)|at this (?:address|company))"
    r"|(?:i|he|she|[a-z]+ [a-z]+) (?:have |has )?left (?:the company|the organi[sz]ation|acme corp|this"
    r" company)(?=[^\n]{0,200}(?:please|contact|write|reach|e-?mail|urgent|address))|this (?:mailbox|e-?mail"
    r" address|address|account|inbox) is (?:no longer|not) (?:monitored|in use|active|valid|used|read|attended)"
    r"|(?:mailbox|postfach|e-?mail-?adresse)(?: \w+){0,3} (?:is unattended|nicht mehr (?:gelesen|betreut|aktiv"
    r"|verwendet|genutzt))|(?:ich )?(?:arbeite|bin)(?: \w+){0,3} nicht mehr (?:bei|fur|hier|im unternehmen|in der"
    r" firma|tatig|beschaftigt)"
    r"|(?:je ne travaille|ne travaille|je ne fais) plus (?:ici|chez|partie|pour|dans)|(?:ya )?no trabajo (?:mas"
    r" )?(?:aqui|en (?:esta|la) empresa)|ya no trabaj[oa] (?:aqui|en|para|con)|(?:ja )?nao trabalho (?:mais"
    r" )?(?:aqui|na|nesta|para)|(?:werk|ben) (?:hier|hier al|ik)? ?niet (?:meer|langer) (?:werkzaam|bij|hier|voor"
    r"|in dienst)|ik werk (?:hier )?niet meer|niet meer werkzaam"
    r"|non lavoro piu (?:qui|per|in|presso)|questa casella non e piu|esta cuenta ya no|cette (?:adresse|boite)"
    r" n'est plus|este (?:e-?mail|endereco) ja nao|dit (?:e-?mailadres|adres|postvak) is niet (?:meer|langer))\b"
)
"""Says that the owner of a mailbox is not there any more."""

AUTOMATIC_SIGNS: Final = re.compile(
    r"(?:this\s+is\s+an\s+auto(?:mated|matic)|automat(?:ed|ically\s+generated)\s+(?:message|response|reply|e-?mail)"
    r"|(?:limited|no|without|intermittent)\s+access\s+to\s+(?:my\s+)?(?:e-?mail|inbox)|for\s+urgent\s+(?:matters"
    r"|issues|requests|enquiries|inquiries)"
    r"|if\s+(?:it\s+is|it's|this\s+is|your\s+(?:request|message|matter)\s+is)\s+urgent"
    r"|in\s+(?:case\s+of\s+)?urgent|in\s+my\s+absence|during\s+my\s+absence"
    r"|will\s+(?:respond|reply|get\s+back)\s+(?:to\s+(?:you|your\s+(?:e-?mail|message))\s+)?(?:as\s+soon\s+as"
    r"|when\s+i|upon\s+my|after\s+my|on\s+my)"
    r"|your\s+(?:e-?mail|message)\s+(?:will\s+not\s+be|has\s+been\s+received|is\s+not\s+being)"
    r"|do\s+not\s+reply\s+to\s+this"
    r"|(?:ihre|deine)\s+(?:e-?mail|nachricht)\s+wird\s+(?:nicht|automatisch)|in\s+dringenden\s+(?:fallen"
    r"|angelegenheiten)|wahrend\s+meiner\s+abwesenheit"
    r"|meine\s+vertretung|wenden\s+sie\s+sich\s+(?:bitte\s+)?an|automatisch\s+(?:erstellt|generiert)"
    r"|en\s+cas\s+d'urgence|pour\s+toute\s+urgence|en\s+mon\s+absence|pendant\s+mon\s+absence|ceci\s+est\s+(?:un"
    r"|une)\s+(?:message|reponse)\s+automatique"
    r"|en\s+caso\s+de\s+urgencia|para\s+(?:asuntos|temas|cualquier\s+asunto)\s+urgentes?|durante\s+mi\s+ausencia"
    r"|mensaje\s+automatico"
    r"|em\s+caso\s+de\s+urgencia|para\s+assuntos\s+urgentes|durante\s+(?:a\s+)?minha\s+ausencia|mensagem\s+automatica"
    r"|voor\s+dringende\s+(?:zaken|vragen)|bij\s+dringende|tijdens\s+mijn\s+afwezigheid"
    r"|automatisch\s+(?:gegenereerd|antwoord|bericht)"
    r"|in\s+caso\s+di\s+urgenza|per\s+urgenze|durante\s+la\s+mia\s+assenza|messaggio\s+automatico)",
)
"""What only a machine that answers for somebody says, or somebody who wrote for it."""

NOT_DELIVERED_SUBJECT: Final = re.compile(
    r"^\W*(?:undeliver(?:able|ed)\b|unzustellbar\b|(?:mail\s+)?delivery\s+(?:status\s+notification|failed|failure"
    r"|delayed"
    r"|has\s+failed|incomplete)|mail\s+delivery\s+(?:failed|system|failure)|returned\s+mail\b|failure\s+notice"
    r"|non\s+remis\b"
    r"|(?:echec|retard)\s+de\s+(?:la\s+)?(?:remise|distribution)|no\s+se\s+puede\s+entregar|no\s+entregado"
    r"|mensagem\s+nao\s+entregue|niet\s+(?:bezorgd|bestelbaar)|onbestelbaar\b|mancato\s+recapito"
    r"|messaggio\s+non\s+recapitat\w+|zustellung\s+fehlgeschlagen|kan\s+inte\s+levereras|olevererbart"
    r"|kunne\s+ikke\s+leveres)",
)
NOT_DELIVERED: Final = re.compile(
    r"\b(?:deliver(?:ed|y)|zugestellt|zustell\w+|remis|distribu\w+|entreg\w+|bezorg\w+|recapitat\w+|levere\w+"
    r"|recipients?'?s?|empfanger\w*|destinatari\w+|destinataires?|ontvanger\w*|mottagare\w*|modtager\w*)\b"
)
"""A mail program's report that a mail did not arrive, by subject and words, where it comes as somebody's answer."""

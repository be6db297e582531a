"""The words by which a reply is told from automatic mail, a stop from an answer: one place for them (R7, R8).

Written for text as `plain_words.folded` gives it: lower case, no accents. Each language is a line or a few. A pattern
stands here when no candidate would write it in an answer that goes on; what is doubtful is left to a person.
"""

from __future__ import annotations

import re
from typing import Final

STOP_WORDS: Final = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "remove",
        "stopp",
        "abmelden",
        "abbestellen",
        "austragen",
        "arret",
        "arreter",
        "desabonner",
        "desinscrire",
        "desabonnement",
        "baja",
        "parar",
        "pare",
        "alto",
        "cancelar",
        "descadastrar",
        "sair",
        "uitschrijven",
        "afmelden",
        "cancella",
        "disiscrivimi",
    ]
)
"""One word alone, as carriers know it and as people say it, in any case and with any punctuation."""

DOUBTFUL_IN_MAIL: Final = frozenset(("end", "cancel", "remove", "cancelar", "abmelden", "afmelden", "alto", "sair"))
"""Words that alone stop a text, and in a mail may as well be about an interview."""

START_WORDS: Final = frozenset(("start", "unstop", "subscribe", "optin"))
"""By which somebody wants texts again. A mere yes is an answer to something else."""

HELP_WORDS: Final = frozenset(("help", "info", "hilfe", "aide", "ayuda", "ajuda", "aiuto"))

STOP: Final = re.compile(
    r"\b(?:"
    # English
    r"(?:please\s+|pls\s+)?(?:stop\s+(?:all\s+)?(?:e-?mail|text|messag|contact|writ|send|call|reach|these|this"
    r"|it\b|bother|spam)"
    r"|unsubscribe\b|opt(?:\s|-)?(?:me\s+)?out\b"
    r"|(?:take|remove)\s+me\s+(?:off|from)\b"
    r"|(?:remove|delete)\s+my\s+(?:e-?mail|address|number|phone|contact)\b"
    r"|(?:do\s+not|don'?t|never|no\s+longer)\s+(?:(?:e-?mail|text|message|contact|write(?:\s+to)?)\s+me\b"
    # "Don't call me, write" is a wish for another way.
    r"|call\s+me\b(?!\s*[,;.]?\s*(?:but\s+)?(?:e-?mail|mail|text|write|message|rather)\b))"
    # "Not before five" and "not on Monday" are about when; "not at this number" is not.
    r"(?!\s+(?:before|until|till|after|during|between|next|today|tomorrow|in\s+the\s+(?:morning|afternoon|evening)"
    r"|(?:on|at)\s+(?!this|my|that|the\s+(?:phone|number|address)))\b)"
    r"|leave\s+me\s+alone|no\s+more\s+(?:e-?mails|texts|messages)|lose\s+my\s+number"
    r"|please\s+stop\b)"
    r"|(?:do\s+not|don'?t)\s+(?:want|wish|like)\s+(?:to\s+(?:receive|get|have)\s+)?(?:any\s*more|any\s+further"
    r"|more|further)"
    r"\s+(?:e-?mails?|texts?|messages?|contact)"
    r"|(?:do\s+not|don'?t|never)\s+(?:contact|e-?mail|text|message)\s+again|(?:quit|cease)\s+(?:messag|text"
    r"|e-?mail|writ|contact|call)"
    # German
    r"|(?:keine|nicht\s+mehr)\s+(?:(?:weiteren?|solchen?)\s+)?(?:e-?mails?|mails?|nachrichten|sms)\s+(?:mehr"
    r"|erhalten|bekommen|zusenden|schicken|senden)"
    r"|(?:bitte|schicken\s+sie\s+mir|senden\s+sie\s+mir|ich\s+(?:mochte|will"
    r"|wunsche))\s+keine\s+(?:weiteren\s+)?(?:e-?mails?|mails?|nachrichten|sms|kontakt\w*)\b"
    r"|(?:schreiben|kontaktieren|rufen)\s+sie\s+(?:mich|mir)\s+(?:bitte\s+)?nicht\s+mehr"
    r"|(?:horen|hort)\s+sie\s+(?:bitte\s+)?auf|lassen\s+sie\s+mich\s+(?:bitte\s+)?in\s+ruhe"
    r"|(?:aus|von)\s+(?:ihrem|dem|diesem|eurem|der|ihrer)\s+(?:e-?mail-?)?(?:verteiler|liste|mailingliste|newsletter)"
    r"|(?:newsletter|mails?|nachrichten)\s+(?:abbestellen|abmelden)"
    r"|loschen\s+sie\s+(?:mich|meine\s+(?:daten|adresse|e-?mail\S*))\b"
    # French
    r"|me\s+(?:retirer|supprimer|enlever)\s+de\s+(?:votre|vos|la|cette|la)\s+listes?|m'enlever\s+de"
    r"|ne\s+(?:m'|me\s+)(?:envoyez|ecrivez|contactez|ecrire|contacter|envoyer|relancez|appelez)\s+plus"
    r"|(?:arretez|cessez|merci\s+d'arreter|merci\s+de\s+cesser)\s+(?:de\s+m|s'il|ces|les|d'envoyer|vos)"
    r"|me\s+(?:desabonner|desinscrire)|desabonnez[\s-]moi|desinscrivez[\s-]moi|plus\s+(?:recevoir"
    r"|aucun)\s+(?:de\s+|d'|vos\s+)?(?:e?-?mails?|messages?|courriels?)"
    r"|(?:retirez|enlevez|supprimez)[\s-](?:moi|mon\s+adresse)"
    # Spanish
    r"|no\s+me\s+(?:escrib\w+|contact\w+|envi\w+|mand\w+|llam\w+)\s+mas"
    r"|(?:dejen|deje|dejad|deja|paren)\s+de\s+(?:escrib|contact|envi|mand|llam|molest)\w*"
    r"|dar(?:me)?\s+de\s+baja|denme\s+de\s+baja|no\s+(?:quiero|deseo)\s+(?:recibir\s+)?mas\s+(?:correos|mensajes"
    r"|e?-?mails)"
    r"|(?:elimin|borr|quit|saqu)\w*me\s+de\s+(?:su|sus|la|esta|vuestra)\s+listas?"
    # Portuguese
    r"|(?:remov|retir|tir)\w*-me\s+d\w+"
    r"|nao\s+me\s+(?:escrev\w+|contact\w+|contat\w+|envi\w+|mand\w+|lig\w+)\s+mais"
    r"|(?:parem|pare|parar)\s+de\s+(?:me\s+)?(?:escrev|contact|contat|envi|mand|lig|incomod)\w*"
    r"|nao\s+(?:quero|desejo)\s+(?:receber\s+)?mais\s+(?:e-?mails|mensagens|contatos|contactos)"
    r"|(?:remov\w+|retir\w+|tir\w+)\s+(?:me\s+|o\s+meu\s+(?:e-?mail|contacto|nome)\s+)?d(?:a|essa"
    r"|esta)\s+(?:sua\s+|vossa\s+)?lista"
    # Dutch
    r"|(?:stuur|stuurt|mail|bel)\s+(?:mij|me)\s+(?:alstublieft\s+|aub\s+|a\.u\.b\.\s+)?(?:geen"
    r"|niet)\s*(?:e?-?mails?|berichten|meer)\b"
    r"|(?:neem|neemt)\s+geen\s+contact\s+meer|geen\s+(?:e-?)?(?:mails?|berichten)\s+meer|stop\s+met\s+(?:mailen"
    r"|sturen|berichten|het)"
    r"|(?:uitschrijven|afmelden)\s+(?:voor|van)\s+(?:deze|jullie|uw|de)\s+(?:mails?|e-?mails?|nieuwsbrief"
    r"|berichten|lijst)"
    r"|(?:verwijder|haal)\s+(?:mij|me)\s+(?:van|uit)\b"
    # Italian
    r"|(?:toglie|cancella|rimuove)temi\s+dall"
    r"|non\s+(?:scrivetemi|contattatemi|inviatemi|mandatemi)\s+piu|smettete\s+di\s+(?:scriv|contatt|invi|mand)\w*"
    r")",
)

AUTOMATIC: Final = re.compile(
    r"\b(?:out\s+of\s+(?:the\s+)?office|automatic\s+reply|auto-?reply|autoreply"
    r"|(?:i\s+am|i'm)\s+(?:currently\s+)?(?:away|on\s+(?:vacation|annual\s+leave|holidays?|parental\s+leave"
    r"|maternity\s+leave"
    r"|paternity\s+leave|sick\s+leave|leave))"
    r"|abwesenheit|(?:bin|befinde\s+mich)\s+(?:derzeit|zurzeit|zur\s+zeit|momentan|aktuell|im\s+moment|bis|vom"
    r"|ab)?[^.!?\n]{0,60}"
    r"(?:nicht\s+im\s+(?:buro|haus)|abwesend|ausser\s+haus|im\s+urlaub|nicht\s+erreichbar|in\s+elternzeit)"
    r"|absence\s+du\s+bureau|(?:je\s+suis|serai)\s+(?:actuellement\s+)?(?:absente?|en\s+conges?|en\s+vacances)"
    r"|fuera\s+de\s+la\s+oficina|(?:estoy|estare|me\s+encuentro)\s+(?:actualmente\s+)?(?:fuera|de\s+vacaciones"
    r"|ausente|de\s+baja)"
    r"|fora\s+do\s+escritorio|ausente\s+do\s+escritorio|(?:estou|estarei|encontro-me)\s+(?:atualmente\s+)?(?:fora"
    r"|de\s+ferias|ausente|de\s+licenca)"
    r"|afwezig|(?:ben\s+ik|ik\s+ben)\s+(?:momenteel\s+)?(?:niet\s+(?:aanwezig|op\s+kantoor)|met\s+(?:vakantie"
    r"|verlof)|op\s+vakantie)"
    r"|fuori\s+(?:ufficio|sede)|sono\s+(?:attualmente\s+)?(?:assente|in\s+ferie))\b",
)
"""Words of automatic mail, where nothing but the words is known."""

AUTOMATIC_SUBJECT: Final = re.compile(
    r"^\W*(?:(?:re|aw|sv|antw|fwd?)\s*:\s*)?\[?\(?(?:automatic\s+reply|auto(?:matic)?[\s-]?(?:reply|response"
    r"|respuesta|antwort)|autoreply|autoresponder"
    r"|out\s+of\s+(?:the\s+)?office|ooo\b|away\s+from\s+(?:the\s+)?office|on\s+(?:vacation|leave|annual\s+leave"
    r"|holiday)\b"
    r"|automatische\s+(?:antwort|beantwortung|reactie)|abwesenheit|abwesend|nicht\s+im\s+(?:buro|haus)"
    r"|reponse\s+automatique|absence\b|absent|message\s+d'absence|notification\s+d'absence"
    r"|respuesta\s+automatica|fuera\s+de\s+(?:la\s+)?oficina|ausencia|ausente"
    r"|resposta\s+automatica|fora\s+do\s+escritorio|ausencia\s+temporaria"
    r"|automatisch\s+(?:antwoord|bericht)|afwezig|niet\s+aanwezig|risposta\s+automatica|fuori\s+(?:ufficio|sede)"
    r"|automatiskt?\s+svar|autosvar|franvaro|automatyczna\s+odpowiedz)",
)
"""How the subject of automatic mail begins. A reply that goes on about the matter keeps our subject."""

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

WITHDRAW: Final = re.compile(
    r"\b(?:withdraw(?:ing|n)?\s+(?:my|from)|no\s+longer\s+interested|not\s+interested\s+any\s*more"
    r"|(?:accepted|taken|signed)\s+(?:another|a\s+different)\s+(?:offer|job|position|role)"
    r"|remove\s+my\s+application|cancel\s+my\s+application"
    r"|(?:ziehe|mochte)\s+(?:ich\s+)?(?:hiermit\s+)?meine\s+bewerbung\s+(?:hiermit\s+)?zuruck(?:ziehen)?"
    r"|bewerbung\s+zuruckziehen|kein\s+interesse\s+mehr"
    r"|(?:retire|retirer)\s+ma\s+candidature|(?:je\s+)?ne\s+suis\s+plus\s+interessee?"
    r"|accepte\s+une\s+autre\s+(?:offre|poste)"
    r"|(?:retiro|retirar)\s+mi\s+candidatura|ya\s+no\s+(?:estoy|me)\s+(?:interesad[oa]|interesa)"
    r"|he\s+aceptado\s+otra\s+oferta"
    r"|(?:retiro|retirar)\s+a?\s*minha\s+candidatura|ja\s+nao\s+(?:estou|tenho)\s+interess\w+"
    r"|aceitei\s+outra\s+(?:oferta|proposta)"
    r"|(?:trek|terugtrekken)[^.!?\n]{0,20}sollicitatie|sollicitatie[^.!?\n]{0,25}(?:in|terug)trek\w*"
    r"|geen\s+interesse\s+meer"
    r"|(?:ritiro|ritirare)\s+la\s+(?:mia\s+)?candidatura)\b",
)

"""The words of receipts: a request was registered, a message was read, this is an automatic message (R8).

Each sign is what people write as well, so a receipt takes two, and nothing that only a person says.
"""

from __future__ import annotations

import re
from typing import Final

_BEGINS: Final = r"(?:^|(?<=[.!:\n]) ?|(?<=[.!:\n]\n))"
_SENT: Final = (
    r"(?:message|e-?mail|mail|request|enquiry|inquiry|query|ticket|case|submission|nachricht|anfrage|anliegen"
    r"|mitteilung"
    r"|zuschrift|demande|courriel|courrier|requete|mensaje|correo|consulta|solicitud|peticion|mensagem|pedido"
    r"|solicitacao|bericht|e-?mailbericht|verzoek|aanvraag|vraag|melding|messaggio|richiesta|segnalazione|domanda)"
)
_YOUR: Final = (
    r"(?:your|the|ihre?n?|deine?n?|votre|su|vuestr[oa]|tu|(?:a |o )?(?:sua|seu|tua|teu)|uw|je|jouw|(?:la "
    r"|il )?su[oa]|(?:la |il )?vostr[oa])"
)

RECEIVED: Final = re.compile(
    rf"{_BEGINS}(?:"
    rf"(?:thank you[^.!?\n]{{0,60}}[,.;!-] ?)?(?:we have|we've|we) (?:safely |successfully )?received {_YOUR} {_SENT}"
    rf"|{_YOUR} {_SENT}(?: [#(\w][\w#()-]*){{0,2}} (?:has been|was) (?:successfully )?(?:received|logged|registered"
    r"|recorded|submitted|created|opened)"
    r"|(?:a |your )?(?:new )?(?:support )?(?:ticket|case)(?: \S+)? (?:has been |was )?(?:created|opened|logged)"
    rf"|(?:{_YOUR} )?(?:ticket|vorgang|fall|chamado|incidencia|caso|dossier|{_SENT})(?:,? (?:n[°ro.]{{1,3}}|nr\.?"
    rf"|numero"
    r"|nummer))?,? [#(]?[a-z-]{0,6}\d{2,}\)?(?: (?:has been|was|is|wurde|ist|a ete|est|ha sido|fue|foi|e stat[oa]"
    r"|werd))?"
    r" (?:created|opened|logged|registered|closed|eroffnet|angelegt|registriert|geschlossen|ouverte?|creee?"
    r"|enregistree?"
    r"|close|cloture|abiert[oa]|cread[oa]|registrad[oa]|cerrad[oa]|abert[oa]|criad[oa]|registad[oa]|fechad[oa]|geopend"
    r"|aangemaakt|geregistreerd|gesloten|apert[oa]|registrat[oa]|chius[oa])"
    rf"|(?:wir haben|haben wir) {_YOUR} {_SENT} (?:dankend )?erhalten"
    rf"|{_YOUR} {_SENT} (?:ist bei uns eingegangen|wurde[^.!?\n]{{0,60}}(?:registriert|erfasst|entgegengenommen"
    r"|angelegt|gespeichert))"
    rf"|nous avons bien (?:recu|pris en compte|enregistre) {_YOUR} {_SENT}|{_YOUR} {_SENT} a (?:bien )?ete (?:bien )?"
    r"(?:enregistree?|recue?|prise? en compte|transmise?)"
    rf"|hemos recibido {_YOUR} {_SENT}|{_YOUR} {_SENT} (?:ha sido|fue|se ha) (?:recibid|registrad|cread)[oa]"
    rf"|recebemos {_YOUR} {_SENT}|{_YOUR} {_SENT} foi (?:recebid|registad|registrad|criad)[oa]"
    rf"|(?:wij|we) hebben {_YOUR} {_SENT}[^.!?\n]{{0,30}} ontvangen|{_YOUR} {_SENT} (?:is"
    rf"|werd)[^.!?\n]{{0,20}} (?:ontvangen"
    r"|geregistreerd|aangemaakt)"
    rf"|abbiamo ricevuto {_YOUR} {_SENT}|{_YOUR} {_SENT} (?:e stat[oa]|risulta) (?:ricevut|registrat|pres|apert)[oa]"
    r")"
)
"""A request was received, by a house and no single person."""

HANDLED: Final = re.compile(
    r"(?:#|\bn[°or]\.? ?|\b(?:number|nummer|numero|reference|referenz|aktenzeichen|referencia|kenmerk|ticket|case) )"
    r"[:#\[]?[a-z-]{0,8}\d{2,}"
    r"|\b(?:we|(?:a|an|one)(?: \w+){0,4} (?:member|agent|advis[eo]r|colleague|representative|team)(?: of \w+ \w+)?|our"
    r" (?:\w+ )?(?:team|staff|colleagues))(?: \w+)? (?:will|aim to|shall|try to|endeavou?r to) (?:\w+ ){0,2}(?:respond"
    r"|reply|answer|get back|contact you|be in touch)|(?:received|recorded|logged) and will (?:respond|reply|answer|get"
    r" back)|being (?:reviewed|processed|handled)"
    r"|\bwir (?:melden uns|werden (?:uns|sie|ihre?n?)|antworten|bearbeiten)|werden (?:sie"
    r"|wir)[^.!?\n]{0,60}(?:bearbeiten"
    r"|beantworten|melden)|schnellstmoglich"
    r"|\bnous (?:reviendrons|vous repondrons|traiterons|mettons tout)|(?:conseillers?|equipe|service)[^.!?\n]{0,30}"
    r"(?:repondra|traitera|reviendra|contactera)|meilleurs delais"
    r"|\ble (?:responderemos|contestaremos|atenderemos)|agente[^.!?\n]{0,20}(?:pondra|contactara)|mayor brevedad"
    r"|\b(?:responderemos|iremos responder|entraremos em contacto?)|equipa?e?[^.!?\n]{0,20}(?:respondera|entrara)"
    r"|mais breve(?:mente)? possivel"
    r"|\b(?:wij|we) (?:nemen|reageren|streven|komen|beantwoorden|antwoorden)|u ontvangt[^.!?\n]{0,40}(?:reactie"
    r"|antwoord)"
    r"|\ble risponderemo|ti risponderemo|(?:operatore|team|ufficio)[^.!?\n]{0,20}(?:contattera|rispondera|ricontattera)"
    r"|piu presto possibile|al piu presto"
)
"""What then becomes of it: a number, and somebody of the house who will answer."""

NO_REPLY: Final = re.compile(
    r"\b(?:do not|don't) (?:reply to this (?:e-?mail|message|mail)|reply (?:above|below))|reply above this line"
    r"|nicht auf diese (?:e-?mail|nachricht|mail)(?: zu)? (?:antworten)?|antworten sie (?:bitte )?nicht auf diese"
    r"|ne pas (?:y )?repondre|no (?:responda|conteste|respondas) a este|nao respond[ae] a est[ea]|niet (?:op )?(?:dit"
    r" bericht|deze (?:e-?)?mail)(?: te)? (?:antwoorden|beantwoorden)|beantwoord dit bericht niet|non rispond(?:ere"
    r"|a|ete|i) a"
    r" quest[oa]|no responder a este|nao respond(?:er|a|am)(?: a)? (?:est|ess)[ea]|(?:ne|de) (?:pas|ne pas) repondre"
    r" a c"
    r"|niet op deze (?:e-?)?mail te (?:antwoorden|reageren)"
)

SELF: Final = re.compile(
    rf"{_BEGINS}\W{{0,9}}(?:this is an auto(?:mated|matic)(?:ally generated)? (?:message|reply|response|e-?mail"
    r"|acknowledgement)|this (?:message|e-?mail) (?:was|is|has been) (?:sent |generated |created )*automatically"
    r"|(?:dies|das) ist eine auto\w+ (?:nachricht|antwort|e-?mail|mitteilung|eingangsbestatigung)|diese (?:e-?mail"
    r"|nachricht) (?:wurde|ist) (?:automatisch|maschinell)|ceci est (?:un message|une reponse|un accuse de reception|un"
    r" e-?mail) (?:automatique|genere)|(?:ce|cet) (?:message|e-?mail|courriel) (?:est|a ete) (?:envoye |genere )?"
    r"automatique(?:ment)?|est[eo] es (?:un mensaje|una respuesta|un correo) automatic[oa]"
    r"|est[ae] e (?:uma? )?(?:mensagem"
    r"|resposta|e-?mail) automatic[ao]|isto e uma (?:mensagem|resposta) automatica|dit is een (?:automatisch"
    r"|geautomatiseerd) (?:bericht|antwoord|gegenereerd)|deze (?:e-?)?mail is automatisch|dit bericht is automatisch"
    r"|quest[oa] e una? (?:messaggio|risposta|e-?mail) automatic[oa]"
    r"|est[ea] (?:aviso|mensaje|correo) (?:se ha|ha sido|fue|es)(?: (?:generado|enviado))?(?: de forma)? automatic\w+"
    r"|est[ea] (?:aviso|mensagem|e-?mail) (?:foi|e)(?: (?:gerad|enviad)[oa])?(?: de forma)? automatic\w+"
    r"|quest[oa] (?:avviso|messaggio|e-?mail) e(?: stat[oa])?(?: (?:generat|inviat)[oa])?(?: in)? automatic\w+"
    r"|det(?:ta|te) (?:ar|er) (?:ett|et|en) auto\w+ (?:svar|meddelande|melding|besked)|to jest (?:wiadomosc|odpowiedz)"
    r" automatyczna)\b"
)
"""A machine says that it is one, at the beginning of a sentence."""

READ: Final = re.compile(
    r"^\W*(?:your message|ihre nachricht|votre message|(?:su|tu) mensaje|(?:a )?(?:sua|tua) mensagem|(?:uw|je) bericht"
    r"|il (?:suo |tuo )?messaggio|ditt (?:meddelande|melding))\b.{0,400}?\b(?:was (?:read|displayed|opened) on"
    r"|wurde am|a ete (?:lu|ouvert)e? le|(?:ha sido|fue) leido el|foi lida? (?:em|a)|is (?:gelezen|geopend) op|e stato"
    r" (?:letto|aperto) (?:il|in data)|se leyo el|lastes)\b[^\n]{0,30}\d[^\n]{0,40}$"
    r"|^\W*(?:this is a (?:return|read) receipt for|dies ist eine (?:lese|empfangs)bestatigung fur (?:ihre|die|eine)"
    r"|ceci est un accuse de (?:reception|lecture) pour|est[ea] es un (?:acuse|recibo) de (?:recibo"
    r"|lectura) (?:de|del|para)"
    r"|est[ea] e um (?:recibo|aviso) de leitura|dit is een (?:lees|ontvangst)bevestiging (?:voor|van)|questa e una"
    r" ricevuta di (?:lettura|ritorno))\b",
    re.DOTALL,
)
"""A mail program says that a message was shown; all of it, and with a date."""

LABEL: Final = re.compile(
    r"[(\[](?:auto(?:mated|matic)?[ -]?(?:reply|response|message)|automatische (?:antwort|nachricht)"
    r"|reponse automatique"
    r"|message automatique|respuesta automatica|mensaje automatico|(?:resposta|mensagem) automatica|automatisch"
    r" (?:antwoord|bericht)|risposta automatica|messaggio automatico|autosvar)[)\]]\W{0,9}$"
)
"""What a phone puts behind the answer that it gives for somebody."""

READ_SUBJECT: Final = re.compile(
    r"^\W*(?:read|not read|gelesen|ungelesen|lu|non lu|leido|no leido|lida|lido|nao lida|gelezen|niet gelezen|letto"
    r"|non letto|last|lest|laest|return receipt(?: \(displayed\))?|lesebestatigung"
    r"|empfangsbestatigung(?: \(angezeigt\))?"
    r"|accuse de lecture|confirmacion de lectura|recibo de leitura|leesbevestiging|conferma di lettura)\s*[:-]"
)

ONE_PERSON: Final = re.compile(
    r"[?]|\b(?:i|i'm|i'll|i've|i'd|my|ich|mich|mein\w*|mir|je|j'\w+|mon|mes|moi|yo|mi|mis|eu|meu|minha|ik|mijn"
    r"|mij|io|mio"
    r"|mia|miei|both|beide|tous les deux)\b"
)
"""Somebody speaks for themselves, or asks."""

"""The words of notices that no person writes: not delivered, an address out of use, a number without texts, a
challenge of a spam filter (R8).

For mail that comes without a header that says so, and for texts. Folded text, all languages at once.
"""

from __future__ import annotations

import re
from typing import Final

_MAIL: Final = (
    r"(?:e-?mail|message|mail|nachricht|courriel|courrier|correo(?: electronico)?|mensaje|mensagem|(?:e-?mail)?bericht"
    r"|messaggio|posta|meddelande|besked|melding)"
)
_YOUR: Final = r"(?:your|the following|this|ihre|deine|votre|le|su|tu|el|(?:a )?sua|a|uw|je|het|il (?:suo|tuo)|il|ditt)"
_ADDRESS: Final = (
    r"(?:e-?mail(?:[ -]?ad+ress(?:e)?|adres)?|(?:mail|e-mail-)?ad+ress(?:e)?|adres(?:se)?|mailbox|inbox|postfach"
    r"|account|boite(?: mail| aux lettres)?|adresse (?:mail|e-?mail|electronique)|direccion(?: de correo"
    r"(?: electronico)?)?|cuenta|buzon|endereco(?: de e-?mail)?|caixa de (?:correio|entrada)|conta|postvak"
    r"|indirizzo(?: e-?mail| di posta elettronica)?|casella(?: di posta)?)"
)

NOT_DELIVERED: Final = re.compile(
    r"^\W*(?:message non (?:remis|distribue)|(?:echec|retard) de (?:la )?(?:remise|distribution)"
    r"|notifica(?: di| sullo| dello)? stato(?: della| di)?(?: consegna| recapito)?\b|impossibile (?:recapitare"
    r"|consegnare)|manca(?:to|ta) (?:recapito|consegna)|messaggio non (?:recapitato|consegnato)"
    r"|delivery (?:status notification|(?:has )?failed|failure|to the following)|undeliver(?:able|ed) (?:mail|message)"
    r"|mail delivery (?:failed|failure|subsystem|system)|returned mail|failure notice|message not delivered"
    r"|zustellung fehlgeschlagen|nicht zustellbar|unzustellbar"
    rf"|(?:ihre|deine) {_MAIL}(?: an [^\n]{{1,60}})? (?:konnte|wurde|ist) (?:nicht (?:zugestellt|ubermittelt)"
    r"|unzustellbar)"
    r"|(?:no (?:se )?(?:pudo|ha podido|se puede|se ha podido)(?: ser)?|no fue posible|imposible) entregar"
    r"|mensaje no entregado|nao foi possivel (?:entregar|enviar)|mensagem nao entregue|onbestelbaar|niet bezorgd"
    rf"|{_YOUR} {_MAIL}(?: (?:sent|inviat[oa]|enviad[oa]|envoyee?|verzonden|verstuurd|gesendet))?"
    rf"(?: (?:to|a|para|aan|an|zu)(?: \S{{1,60}}))? (?:(?:was|were|is|has|could)(?: ?n[o']t| not|n't)"
    r"(?: been| be)? (?:delivered|sent)|(?:n'a |n')(?:pas )?(?:pu |a pas pu )?(?:etre )?(?:pas )?(?:remis|distribue)"
    r"|no se (?:ha podido|pudo|puede|pudo|ha) entrega[rd]o?|(?:no )(?:pudo|ha podido|ha sido|fue)(?: ser)?"
    r" (?:entregad|enviad)[oa]|nao (?:pode|foi|pode ser|foi possivel)"
    r"(?: ser)? entregue|(?:kon|kan|is|werd) niet (?:worden )?(?:bezorgd|afgeleverd)|non (?:e stato|e stata"
    r"|puo essere|ha potuto essere) (?:consegnat|recapitat)[oa])\b)"
)
"""How a report begins that something did not arrive. One that speaks of "my phone", or asks, is a person's."""

GONE: Final = re.compile(
    rf"\b(?:this|the|diese[sr]?|dieses|das|cette|esta|este|dit|deze|quest[oa]|denna|denne)"
    rf" {_ADDRESS}(?: you(?: are| have|'re|'ve)? (?:writing to|written to|trying to reach|contacted|reached)"
    r"| [\w.+-]{1,64}@\S{1,60})? (?:"
    r"(?:is|has been) (?:no longer|not|permanently) (?:in use|used|active|monitored|valid|available|in service|read"
    r"|closed|disabled)|(?:has been|was|is) (?:closed|disabled|deactivated|retired|discontinued)|no longer exists"
    r"|(?:wird|ist|existiert)(?: \w+)? nicht (?:mehr|langer)(?: (?:verwendet|genutzt|benutzt|gelesen|aktiv|gultig"
    r"|in gebrauch|abgerufen))?|n'(?:est|existe) plus(?: (?:utilisee?|active?|valide|consultee?|en service|relevee?))?"
    r"|ya no (?:esta|se|existe)(?: (?:en uso|activ[oa]|usa|utiliza|lee))?|(?:ja )?nao (?:esta|e|existe)(?: mais)?"
    r"(?: (?:em uso|ativ[oa]|usad[oa]|utilizad[oa]|monitorad[oa]|lid[oa]))?"
    r"|(?:is|wordt|bestaat)(?: \w+)? niet (?:meer|langer)(?: (?:in gebruik|gebruikt|actief|gelezen))?"
    r"|non (?:e|esiste|viene) piu(?: (?:in uso|attiv[oa]|utilizzat[oa]|usat[oa]|valid[oa]|lett[oa]|presidiat[oa]))?)\b"
)
"""An address that nobody uses. Who says it of an own address says which to take, and speaks for themselves."""

NO_TEXTS: Final = re.compile(
    r"\b(?:this (?:number|phone|line|service)|diese (?:nummer|rufnummer)|ce numero|este numero|dit nummer"
    r"|questo numero) (?:(?:does not|doesn't|cannot|can't|can not|is (?:not able|unable) to|is not set up to)"
    r" (?:receive|accept|handle|support) (?:any |incoming )?(?:texts?|sms|text messages|messages|mms|replies)"
    r"|kann keine (?:sms|nachrichten|textnachrichten)(?: \w+)?|(?:ne recoit pas|ne peut pas recevoir|n'accepte pas)"
    r" (?:de |les |des )?(?:sms|textos|messages)|(?:no recibe|no puede recibir|no acepta|nao recebe|nao aceita"
    r"|nao pode receber) (?:sms|mensajes|mensagens)|(?:ontvangt geen|kan geen) (?:sms\S*|berichten)(?: ontvangen)?"
    r"|non (?:riceve|accetta|puo ricevere) (?:sms|messaggi))"
)
"""What a carrier or a switchboard answers to a text."""

CHALLENGE: Final = re.compile(
    r"\b(?:grey-?listed|gray-?listed|anti-?spam (?:challenge|check|verification)|spam challenge|challenge-response"
    r"|sender verification|confirm (?:that )?you(?:'re| are) (?:a |not a )?(?:human|person|robot|real)"
    r"|(?:protect\w*|keep\w*)(?: \w+){1,4} (?:from|free of) (?:junk|spam)[^?\n]{0,80}\b(?:click|confirm|verify)"
    r"|(?:click|confirm|verify|klick\w*|clique\w*|haga clic|clicca)[^.!?\n]{0,60}\b(?:to have (?:your|this)"
    r" (?:message|e-?mail) delivered|(?:deliver|release) (?:your|this) (?:message|e-?mail)"
    r"|damit (?:ihre|deine) (?:nachricht|e-?mail|mail) zugestellt|pour que votre (?:message|mail) soit"
    r"|para (?:entregar|que) su (?:mensaje|correo)|per far (?:recapitare|consegnare))"
    r"|(?:your|this) (?:message|e-?mail) (?:is|has been|was) (?:being )?(?:held|quarantined|parked)"
    r"(?: \w+){0,4}(?: (?:until|pending|confirm|verif)|[^?]{0,120}\b(?:confirm|verify|click)))"
)
"""What a spam filter asks of whoever writes for the first time."""

CLOSED: Final = re.compile(
    r"\b(?:we (?:can'?t|cannot|can not|are (?:currently )?unable to|aren'?t able to) (?:take|answer|respond to|reply"
    r" to)"
    r" your (?:call|message|text|enquiry)|our (?:office|offices|lines|shop|team|reception) (?:is|are) (?:currently "
    r"|now )?"
    r"(?:closed|unavailable)|konnen wir ihre (?:nachricht|anfrage|anruf)(?: \w+){0,2} nicht (?:entgegennehmen"
    r"|beantworten"
    r"|annehmen)|(?:derzeit|momentan|zurzeit|aktuell) (?:sind wir|ist unser \w+) nicht (?:erreichbar|besetzt)|nous ne"
    r" (?:sommes pas (?:joignables?|disponibles?|en mesure de)|pouvons (?:pas )?(?:vous )?repondre)|(?:no podemos"
    r" (?:atender|contestar|responder)|nao (?:podemos|conseguimos|estamos disponiveis para)(?: \w+)? ?(?:atender"
    r"|responder))\w*|(?:zijn wij|wij zijn|we zijn|zijn we) (?:momenteel )?(?:niet bereikbaar|gesloten)|non (?:possiamo"
    r" (?:rispondere|prendere)|siamo (?:raggiungibili|disponibili)))"
)
"""A house, and no single person, is closed or away."""

HOURS: Final = re.compile(
    r"\b(?:(?:opening|office|business) (?:hours|times)|(?:offnungs|geschafts|sprech|buro)zeiten|unsere zeiten"
    r"|(?:nos |notre )?horaires?|(?:nuestro |nosso )?horario|openings(?:tijden|uren)|orari(?:o)?"
    r"|mon(?:day)?[ -]+(?:to |-)?"
    r" ?fri(?:day)?|mo[ -]+(?:bis )?fr|montag bis freitag|lun[ -]+(?:a )?ven|lundi (?:au|a) vendredi|lunes a viernes"
    r"|segunda a sexta|ma[ -]+(?:tot )?vr|maandag tot|lunedi (?:a|al) venerdi|open again on|(?:soon|shortly|en breve"
    r"|em breve|rapidement|spoedig|binnenkort|al piu presto|so (?:rasch|bald|schnell) wie moglich)(?= ?(?:$|[.!\n])))"
)
"""When it is open, or answers."""

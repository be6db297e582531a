"""No more interest in our messages, which is a stop; no more interest in the job, in the same words, is none.

Data for `domain.replies.wishes`, for all languages at once: the order and the small words differ, the phrase does not.
"""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    r"(?:in|an|auf|a|by|par|pour|de|d'|des|du|aux|au|to|for|about|of|en|em|nas?|nos?|aan|naar|alle|ai|agli|alla"
    r"|al|il|le"
    r"|gli|i|your|ur|the|these|those|this|any|all|further|more|such|other|future|receiving|receive|getting|reading"
    r"|seeing|having|weitere[nr]?|weiterhin|noch|mehr|ihre[nrm]?|eure[nrm]?|den|diese[nrm]?|solche[nr]?|recevoir|lire"
    r"|vos|votre|ces|les|d'autres|tous|recibir|seguir|recibiendo|sus?|vuestr[oa]s?|los|las|el|la|estos|esos|mas|receber"
    r"|continuar|seus?|suas?|voss[oa]s?|os|as|o|esses|estes|mais|jullie|uw|verdere|nog|deze|die|het|ricevere|leggere"
    r"|vostr[eiao]|queste|questi|altr[ei]|ulteriori|piu|plus|tes|tus|teus)"
)
"""What may stand between the interest and what it is about."""
_MESSAGES: Final = (
    r"(?:(?:text|sms|e-?mail|whatsapp) )?(?:e-?mails?|mails?|mailings?|mailtjes|newsletters?|texts?"
    r"|sms(?:'?e[ns]|'?jes)?"
    r"|messages?|msgs?|updates?|reminders?|notifications?|follow[- ]?ups?|communications?|correspondence|contact"
    r"|nachricht(?:en)?|textnachrichten|benachrichtigungen|mitteilungen|kontakt(?:aufnahmen?|versuchen?)?"
    r"|erinnerungen|zuschriften|courriels?|mels?|relances?|textos?|sollicitations?|correos?(?: electronicos?)?"
    r"|mensajes?(?: de texto)?|comunicaciones|notificaciones|recordatorios|contacto|mensagen?s?|mensagem|comunicacoes"
    r"|contac?tos?|notificacoes|lembretes|berichten|bericht|herinneringen|appjes|messaggi|messaggio|comunicazioni"
    r"|contatti|notifiche|promemoria)"
)
_BEING: Final = (
    r"(?:(?:(?:to )?be(?:ing)? |d'|etre |que me |ser |om |nog |te |zu |a |di |essere |von ihnen |von euch |par vous "
    r"|mich |mir |me |por ustedes |da voi |door jullie |weiter |weiterhin |again |in ){0,4}"
    r"(?:contacted|e-?mailed|texted|messaged|approached|written to|bothered|kontaktiert|angeschrieben|angemailt"
    r"|belastigt|(?:re)?contactee?s?|derangee?|sollicitee?|relancee?|contactad[oa]s?|contacten|escriban|molestad[oa]"
    r"|contatad[oa]s?|contac?tem|escrevam|incomodad[oa]|benaderd|gecontacteerd|gemaild|lastiggevallen|contattat[oa]"
    r"|disturbat[oa]|hearing (?:more )?(?:from|of) (?:you|u)|hear (?:more )?from (?:you|u))"
    r"(?: (?:zu werden|werden|worden|te worden))?)"
)
_FROM_US: Final = (
    r"(?: (?:from|by|of|von|de|van|da|vom|por|di) (?:you|ihnen|euch|vous|ustedes|voces|vos|jullie|u|voi|usted))?"
    r"(?: (?:any ?more|mehr|meer|piu|mas|mais|plus|again|zu (?:bekommen|erhalten|lesen)|te (?:ontvangen|krijgen)))?"
)
_ENDS: Final = (
    r"(?![\w-])(?= ?(?:$|[\n.!?,;:)]|- )| (?:from|of|about|on|for|with|regarding|concerning|please|thanks|thank|and|or"
    r"|but|at|by|so|von|aus|uber|zu|bitte|danke|und|oder|de|du|sur|concernant|merci|svp|s'il|et|ou|por|sobre"
    r"|gracias|y|o"
    r"|e|obrigad[oa]|da|van|over|aub|bedankt|en|di|su|grazie|per|pls|plz)(?![\w-]))"
)
"""What is about messages ends there, or goes on about them: "e-mail marketing" is a job."""
_NO: Final = (
    r"(?:not|n't|no|no longer|never|nicht|kein\w*|ne|n'|plus|pas|non|nao|niet|geen|sem|sin|sans|zero|lost|perdu"
    r"|perdido|perso)"
)
_INTEREST: Final = (
    r"(?:interest(?:ed)?|interessen?|interessiert|interet|interessee?s?|interessent|geinteresseerd|interesad[oa]s?"
    r"|interesan?|interes|interessad[oa]s?|interessam?|interessat[oa]|interessano|lust|envie|ganas|zin|voglia|vontade)"
)
_BETWEEN: Final = (
    r"(?!(?:i|je|ich|yo|eu|ik|io|we|wir|nous|problem\w*|doubt|worry|worries|only|just|merely|nur|bloss|seulement|solo"
    r"|somente|apenas|alleen|soltanto|question|issue)\b)\w+"
)
"""Between a no and the interest: "no problem, I am interested" has a no of its own."""
_MORE: Final = r"(?: (?:mehr|plus|any ?more|piu|mais|mas|meer|longer|at all|ik|ich|habe|heb|bin|ben))*"

ABOUT_MESSAGES: Final = rf"(?:,? (?:{_SMALL}[ \n]){{0,6}}(?:{_MESSAGES}|{_BEING})){_FROM_US}{_ENDS}"
"""Stands behind what says that they are interested no more."""

AND_NO_CONTACT: Final = rf",? (?:or|and|nor|oder|und|noch|ou|et|ni|y|o|e|ne|of|en)(?: not)? {_BEING}{_FROM_US}{_ENDS}"
"""The same behind what takes back an application: "no longer wish to be considered or contacted"."""

LOST: Final[tuple[str, ...]] = (
    rf"(?:i (?:am |have |do )?)?{_NO}(?: {_BETWEEN}){{0,3}} (?:m'|s')?{_INTEREST}{_MORE}{ABOUT_MESSAGES}",
    rf"(?:(?:ich bin|ik ben) )?(?:nicht|niet|kein|geen)(?: mehr| meer| langer| weiter"
    rf"| interesse)? (?:{_SMALL} ){{0,4}}{_MESSAGES}{_FROM_US}"
    rf" {_INTEREST}",
    rf"(?:an|in|aan|a|por|en) (?:{_SMALL} ){{0,3}}{_MESSAGES}{_FROM_US}(?: (?:bin|habe|hab|ist|ich|wir|ben|heb|is|ik|er"
    rf"|besteht|bestaat|inzwischen|leider|je|tengo|tenho|ya|ja))* {_NO}(?: \w+){{0,2}} {_INTEREST}{_MORE}",
    rf"(?:{_SMALL} ){{0,3}}{_MESSAGES}(?: (?:ya|ja|do|does|simply|me|mi|mij|mich))* {_NO}(?: (?:me|mi|longer|more|m'))*"
    rf"(?: |(?<=')){_INTEREST}(?: (?:me|pas|plus|mais|mas|piu|any ?more))*",
    rf"(?:{_SMALL} ){{0,3}}{_MESSAGES} (?:interessieren|interessiert|interesseren|interesseert)"
    r" (?:mich|mij|me|uns|ons) (?:nicht|niet)(?: (?:mehr|meer|langer))?",
)
"""No interest in messages, in so many words."""

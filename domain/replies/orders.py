"""Whether words of a stop are an order: certain only where they ask for nothing less, and for good (R3)."""

from __future__ import annotations

import re
from typing import Final

Span = tuple[int, int]

_WIDE: Final = 400
"""Letters of the longest phrase that is looked at as one."""
_REQUESTS: Final = re.compile(
    r"\b(?:(?:could|can|cud|cld|would|will|might|may) (?:you|u|ya|yous|somebody|someone|anyone|we|i) (?!never)"
    r"|would it be|is it possible|any chance|wondering if"
    r"|(?:konnten|konnen|konntet|konnt|kannst|konntest|wurden|wurdet|wurdest) (?:sie|ihr|du|wir|ich|man|bitte)"
    r"|(?:ware|ist) es moglich|(?:darf|durfte) ich"
    r"|(?:pourriez|pouvez)[- ]vous|(?:peux|pourrais)[- ]tu|vous (?:pouvez|pourriez)|(?:serait|est)[- ]il possible"
    r"|(?<!no )(?<!no me )(?:podrian|podria|podrias|podriais|pueden|puedes|podeis)|(?:es|seria) posible"
    r"|(?<!nao )(?<!nao me )(?:poderiam|poderia|podiam|podias|podem|podes)|(?:e|seria) possivel"
    r"|da (?:pra|para) (?=\w+r)"
    r"|(?:kunt|kun|kan|kunnen|zou|zouden|zoudt|wilt|wil|willen) (?:u|je|jij|jullie|iemand)|(?:is|zou) het mogelijk"
    r"|kan (?:ni|du|dere|i|jeg|jag)|kunne (?:dere|i|du)|skulle (?:ni|du) kunna|(?:czy )?(?:mozecie|moglibyscie"
    r"|moze pan\w*)"
    r"|muzete|mohli byste|voitteko|voisitteko|misiniz|можете|могли бы|могли бы вы|можно"
    r"|(?<!non )(?<!non mi )(?:potete|potreste|potrebbe|puoi|potresti)|(?:e|sarebbe) possibile)\b"
)
"""A polite question: what it asks for is no order (R3)."""
_ERASES: Final = re.compile(
    r"(?=.*\b(?:delet|eras|wip|remov|destroy|purg|losch|entfern|vernicht|verwijder|wis|vernietig|slet|slett"
    r"|radera|fjern|usun|skasuj|smaz|vymaz|poista|sil|удал|supprim|effac|elimin"
    r"|borr|suprim|apag|exclu|rimuov|rimoz|cancell)\w*)"
    r"(?=.*(?<!base de )(?<!bases de )(?<!banco de )(?<!banca )(?<!base )\b(?:data|\w*daten|\w*gegevens|donnees|datos"
    r"|dados|dati|details?|info\w*|records?|profile?|account|angaben|everything|alles|oplysninger|opplysninger"
    r"|uppgifter|dane|danych|udaje|tietoni|verilerimi|bilgilerimi|данные)\b)"
    r"(?!.*(?:list|mailing|verteiler|newsletter|lijst|mensaje|message|mails?\b|sms|contact me))",
    re.DOTALL,
)
"""Asks for what is kept to be erased, which may be about the record and no messages."""
_OBJECTS: Final = re.compile(
    r"(?=.*\b(?:widersp|widerruf|entzieh|oppos|opong|oposici|oponho|oposica|bezwaar|oppong|opposiz|object|revo[kcq]"
    r"|withdraw|retir|intrek|trek|revoco|cofam|aterkall))"
    r"(?=.*(?:verarbeit|speicher|nutzung|verwendung|traitement|tratamient|tratament|verwerk|trattament|process"
    r"|storage"
    r"|storing|behandl|przetwarz))"
    r"(?!.*(?:kontakt|contact|messag|nachricht|mensaj|mensage|bericht|mail|sms|text))",
    re.DOTALL,
)
"""Objects to what is done with their data, which need not be that we write."""
CALLS: Final = re.compile(
    r"\b(?:call\w*|phon\w*|ring|ringing|\w*(?<!be)ruf\w*|appel\w*|telephon\w*|telefon\w*|llam\w*|lig(?:u?e|ar)\w*"
    r"|ligac\w*"
    r"|chamad\w*|bel(?:len|t)?|opbel\w*|gebeld|oproep\w*|chiam\w*|telefoontje\w*)\b"
)
_WRITES: Final = re.compile(
    r"\b(?:text\w*|txt\w*|sms\w*|whats ?app\w*|e-?mail\w*|mail\w*|messag\w*|msgs?|contac\w*|kontakt\w*|writ\w*"
    r"|schreib\w*|\w*schrieben|nachricht\w*|post|schrijf\w*|schrijven|bericht\w*|app(?:en|jes|t)?|ecri\w*|courri\w*"
    r"|escri\w*|escrev\w*|mensaj\w*|mensage\w*|corre[io]\w*|scriv\w*|messagg\w*|contatt\w*"
    r"|list\w*|lijst\w*|verteiler|send\w*|schick\w*|stuur\w*|sturen|envi\w*|envoy\w*|mand\w*|invi\w*"
    r"|approach\w*|bother\w*|relanc\w*|sollicit\w*|derang\w*|molest\w*|incomod\w*|disturb\w*|consent|permission)\b"
)
_FOR_NOW: Final = re.compile(
    r"(?<!from )(?<!as of )(?<!ab )(?<!a partir de )(?<!a partir d')(?<!desde )(?<!vanaf )(?<!da )(?<!des"
    r" )\b(?:today|tonight"
    r"|this (?:week|month|morning|afternoon|evening|weekend)|for (?:now|the moment|the time being|a (?:few|couple)"
    r"|a (?:while|bit|week|day|month))|at the moment|at present|currently|just now"
    r"|heute|diese woche|diesen monat|gerade|im moment|im augenblick|momentan|derzeit|zurzeit|zur zeit|vorerst"
    r"|erst ?mal|vorlaufig|furs erste|aujourd'hui|cette semaine|ce mois|ce soir|ce matin|en ce moment"
    r"|pour (?:l'instant|le moment)|actuellement|hoy|esta (?:semana|noche|tarde|manana)|este mes|(?:en|por) (?:este"
    r"|el) momento|por ahora|de momento|ahorita|hoje|est[ae] (?:mes|noite|tarde)|essa semana|neste momento|no momento"
    r"|por (?:agora|enquanto)|de momento|vandaag|deze (?:week|maand)|vanavond|op dit moment|momenteel|voorlopig"
    r"|voor nu|even niet|oggi|stasera|questa (?:settimana|sera|mattina)|questo mese|in questo momento|per (?:ora"
    r"|adesso|il momento)|al momento|al momento attuale)\b"
)
_NOW: Final = re.compile(
    r"\b(?:not|don'?t|never|ne|n'|no|nicht|nao|non|niet)\b(?:[^.!?\n,;]{0,60})\b(?:right now|now|jetzt|maintenant"
    r"|ahora|agora|nu|adesso|ora)\b"
)
_AT_ONCE: Final = re.compile(
    r"\b(?:stop\w*|quit|cease|mehr|plus|jamais|mas|mais|meer|piu|more|any ?more|again|ever|never|nunca|nooit|mai|nie"
    r"|auf|anymore)\b"
)
_OF_WHAT: Final = re.compile(
    r"(?:(?:i )?(?:do not|don'?t|no longer) need (?:any )?(?:more|further|additional|other) info\w*"
    r"|(?:ich )?(?:brauche|benotige|bedarf)(?: \w+){0,3} (?:keine?r?|keinerlei) (?:\w+ )?info\w*(?: mehr)?"
    r"|(?:ich )?(?:will|mochte|mag)(?: ich)? (?:das|dies|es)(?: alles)? (?:nicht|nimmer)(?: mehr)?(?: haben)?"
    r"|(?:ik )?(?:hoef|wil|heb)(?: ik)?(?: \w+){0,2} (?:geen|niets?|niks)(?: \w+)? (?:info\w*)(?: \w+){0,2}"
    r"|(?:ik )?wil(?: ik)? (?:dit|dat|het)(?: \w+)? niet(?: meer)?|laat(?: \w+){0,2} (?:zitten|rusten)"
    r"|(?:je )?(?:n'ai|ai) (?:pas|plus) besoin (?:de |d')(?:plus |autres? )?(?:d'|de )?info\w*"
    r"|je (?:ne )?(?:le )?veux plus"
    r"|(?:ya )?no (?:necesito|quiero) (?:mas|otra) info\w*|(?:ya )?no (?:lo )?quiero(?: (?:mas|esto|eso))?"
    r"|nao (?:preciso|quero|necessito)(?: de)? (?:mais|outras?) info\w*|(?:ja )?nao quero (?:mais|isto"
    r"|isso)(?: mais)?"
    r"|non (?:ho bisogno di|mi servono|voglio) (?:altre|ulteriori|piu) info\w*|non (?:lo )?voglio (?:piu"
    r"|questo)(?: piu)?)"
    r"(?: (?:please|bitte|danke|svp|merci|gracias|por favor|obrigad[oa]|grazie|aub|bedankt))*\W*"
)
"""Refuses what may be anything: the job, an answer that was asked for, or our messages."""

_UNCLEAR: Final = re.compile(
    r"(?:cancel(?:led|ar|a|e|en|em|lation)?|annul\w*|anular|remove|delete|blocks?|blocked|blocking you|borrar"
    r"|elimin\w+|supprim\w+|loschen"
    r"|verwijder(?:en)?|apagar|tira|quitar|sil|slett|fjern|bort|удалить|rimuovi|cancella|annulla|anuluj|iptal|peruuta"
    r"|poista|usun|fin|fim|ende|einde|slut|konec|koniec|конец|取消|删除|解除|解約|terminar|terminer|termina|encerrar"
    r"|chiudi|chiuso|resili(?:er|ation)|opzeggen|retrait|radiation|bajas|de baja|ende gelande"
    r"|no mas|ya no(?: mas| por favor)?|nunca mas|plus jamais|nie wieder|nooit meer|mai piu|never again"
    r"|nao quero mais"
    r"|nao mais por favor|no more please|please no more|ya fue|no me interesa ya|nicht mehr bitte|bitte nicht mehr"
    r"|halt|ruhe|finger weg|mir reichts|mir reicht es|jetzt reichts|genug jetzt|genoeg is genoeg|klaar nu|genoeg nu"
    r"|(?:het is )?wel genoeg(?: zo)?|no(?:n|ao)? insist\w+|leave off|pack it in|cut it out|knock it off"
    r"|give it a rest|do ?n[o']t bother|do not (?:bother|reply)|fuera|er ?uit|nok|nog|noga|dost|dosc|eleg"
    r"|riittaa|yeter"
    r"|够了|もう結構てす|いりません|不要てす|止めて|كفى|كفايه|كفاية|отмена|отказ|довольно|досить|الغاء|إلغاء|rezygnuje|avbryt"
    r"|nejtack|revoke|disdire|i quit|(?:bon,? )?(?:ca|cela) suffit(?: (?:maintenant|comme ca|la))*"
    r"|(?:please )?do not disturb|non disturbare|no molestar|niet storen"
    r"|(?:(?:e|ed|ma|eh|oh|anche|mo|mo'|allora|dai|vabbe|uffa|pero|va be|insomma|ecco|y|bueno|ay|uf|pues|hombre"
    r"|oye|so"
    r"|na|pff+|mais|ah|nou|maar|aber|jetzt|ja|und)\W+)+basta(?:\W+(?:eh|dai|no|su|pero|va|hombre|che|pues|ja"
    r"|jetzt))*)\W*"
)
"""Alone, it may as well be about an appointment, the application, or an answer that was asked for; and "basta" after
a small word is a sigh."""

_ME: Final = (
    r"(?:me|us|my (?:name|cv|resume|profile|account)|mich|uns|mein(?:en)? (?:name|namen|konto|profil|account)|moi|nous"
    r"|mon (?:nom|compte|profil)|mi (?:nombre|cuenta|perfil)|nos|mim"
    r"|(?:o )?meu (?:nome|perfil)|(?:a )?minha conta|mij|ons|mijn (?:naam|account|profiel)"
    r"|(?:il )?mio (?:nome|account|profilo))"
)
_WITHOUT_OBJECT: Final = re.compile(
    r"(?:(?:please|pls|plz|kindly|just|bitte|veuillez|merci de|s'il vous plait|svp|por favor|favor|aub|alstublieft"
    r"|alsjeblieft|per favore|nehmt|nehmen sie|nimm|tragen sie|streichen sie|streicht|loschen sie|loscht|haal|haalt"
    r"|gelieve) )*"
    rf"(?:(?:remove|delete|drop|erase|scratch|strike|cancel|forget|skip|exclude) {_ME}(?: from (?:this|that|it|here))?"
    rf"|take {_ME} (?:off|out)(?: (?:of )?(?:this|that|it|here))?|opt {_ME}|get {_ME} (?:off|out)"
    rf"|{_ME} (?:raus|rausnehmen|herausnehmen|entfernen|loschen|streichen|austragen|aus|eraf|eruit|weg)"
    r"|(?:me|nous) (?:retirer|supprimer|enlever|effacer|rayer|radier|oublier)"
    r"|(?:retirez|enlevez|supprimez|effacez|rayez|oubliez|oublie|retire|enleve|supprime)"
    r"[- ](?:moi|nous|mon (?:nom|compte|profil))"
    r"|(?:quit|saqu|elimin|borr|olvid|remuev|suprim)\w*(?:me|nos|nse de mi)"
    r"|(?:borr|elimin|suprim|cancel)\w+ mi (?:cuenta|perfil|nombre)"
    r"|(?:retir|tir|remov|apagu|esquec|exclu|elimin)\w*-(?:me|nos)|esquec\w+"
    r"|(?:me|nos) (?:tir|retir|remov|apag|exclu|esquec)\w*"
    r"|(?:apag|remov|exclu|cancel|elimin)\w+ (?:(?:o )?meu (?:nome|perfil)|(?:a )?minha conta)"
    rf"|(?:haal|verwijder|schrap|wis|vergeet) {_ME}(?: (?:eraf|eruit|weg|er af|er uit))?"
    r"|(?:togli|rimuov|cancell|elimin|dimentic|leva)\w*(?:mi|ci)|(?:mi|ci) (?:tolga|rimuova|cancelli|elimini|levi)"
    r"|(?:mi|ci) (?:dovete |potete )?(?:togliere|rimuovere|cancellare|eliminare)"
    r"|(?:elimin|cancell|rimuov)\w+ (?:il )?mio (?:nome|account|profilo)"
    r"|stop (?:it|this|that)|please cease|cease|knock it off|make it stop|end (?:it|this)"
    r"|arrete|schluss(?: jetzt)?|beenden|loschen|hou (?:op|ermee op)|kap ermee|stop ermee|ya basta|ja chega|chega"
    r"|adesso basta|smettila|finiscila|lasciatemi|laissez-moi|lass mich|lasst mich|laat me|dejame|dejenme|deixem-me"
    r"|parem com isso|arretez (?:ca|cela)|хватит|やめて|やめてください|别发了吧|够了吧)"
    r"(?: (?:please|pls|plz|thanks|thank you|bitte|danke|svp|s'il vous plait|merci|por favor|gracias|obrigad[oa]|aub"
    r"|alstublieft|bedankt|per favore|grazie|now|jetzt|maintenant|ya|ja|nu|adesso))*\W*"
)
"""Says to whom, and not from what: a list, a process, an invitation."""


_SHORTLISTED: Final = re.compile(
    r"\b(?:candidat\w*|applicant\w*|bewerber\w*|kandidat\w*|sollicitant\w*|short)[ -]?(?:list|pool)\w*"
    r"|bewerberliste\w*"
    r"|kandidatenlijst|kandidatenliste|\b(?:list|lista|liste|lijst) (?:of|de|des|di|van|der) (?:candidat|applicant"
    r"|kandidat|bewerber|sollicitant)\w*"
)
"""Off the list of those who are considered: that takes back an application, or is meant for our messages."""


def is_of_candidates(said: str) -> bool:
    """Is the list that they want to leave one of candidates?"""
    return _SHORTLISTED.search(said) is not None


def is_unclear(said: str) -> bool:
    """Is a word that stands alone one that may be about something else than our messages?"""
    return _UNCLEAR.fullmatch(said) is not None


def is_without_object(said: str) -> bool:
    """Is it an order that doesn't say what is to end, as "remove me" is?"""
    return _WITHOUT_OBJECT.fullmatch(said.strip()) is not None


def is_order(seen: str, span: Span) -> bool:
    """Is it an order, for good, about messages, and neither a polite question nor about what is kept of them?"""
    start = max(seen.rfind(mark, max(0, span[0] - 200), span[0]) for mark in ".!?\n") + 1
    said = seen[span[0] : min(span[1], span[0] + _WIDE)]
    asked = seen[max(start, span[0] - 200) : min(span[1], span[0] + _WIDE)]
    if _REQUESTS.search(asked) or _ERASES.match(said) or _OBJECTS.match(said) or _OF_WHAT.fullmatch(said):
        return False
    rest = re.split(r"[.!?\n]", seen[span[1] : span[1] + 100], maxsplit=1)[0]
    if is_about_calls(said) and not _WRITES.search(rest):
        return False
    clause = re.split(r"[,;]", asked[: len(asked) - len(said)])[-1] + said + re.split(r"[,;]", rest, maxsplit=1)[0]
    return not _FOR_NOW.search(clause) and not (_NOW.search(clause) and not _AT_ONCE.search(clause))


def is_about_calls(said: str) -> bool:
    """About calls alone, which we do not make."""
    return bool(CALLS.search(said)) and not _WRITES.search(said)

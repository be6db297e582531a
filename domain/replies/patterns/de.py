"""German."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_SIE = r"(?:sie|du|ihr|bitte|mir|mich|uns|mal|doch|nun|jetzt|endlich|sofort|ab sofort|kunftig|in zukunft|weiterhin)"
_SUCH = (
    r"(?:weiteren?|weitere|solchen?|solche|diese[rn]?|ihre[rn]?|eure[rn]?|deine[rn]?|die|den|das|alle[rn]?"
    r"|jegliche[rn]?|mehr|automatischen?|standigen?)"
)
_THINGS = (
    r"(?:e-?mails?|mails?|nachrichten?|sms|kontakt(?:e|aufnahme|versuche)?|anrufe?|newsletter|werbung"
    r"|benachrichtigungen?"
    r"|texte|zusendungen?|post|infos?|informationen|mitteilungen?|erinnerungen|spam|whatsapps?|kontaktaufnahmen"
    r"|schreiben)"
)
_WRITE = (
    r"(?:schreib(?:en|t|e|st)?|kontaktier(?:en|t|e|st)?|anschreiben|anzuschreiben|anruf(?:en|t)?|ruf(?:en|t)?"
    r"|mail(?:en|t)?"
    r"|texte[nt]?|simsen|belastig(?:en|t|e)?|nerv(?:en|t)?|schick(?:en|t|e)?|send(?:en|et|e)?|zusend(?:en|et)?"
    r"|zuschick(?:en|t)?|melde[nt]?|stor(?:en|t)|spamm(?:en|t)|anzurufen|zu (?:schreiben|kontaktieren|mailen|schicken"
    r"|senden|texten|belastigen|nerven)|benachrichtig(?:en|t)|behellig(?:en|t)|bombardier(?:en|t)|texten|anmailen"
    r"|anzumailen|zuzusenden|zuzuschicken|zuzutexten)"
)
_WRITTEN = (
    r"(?:kontaktiert|angeschrieben|belastigt|angerufen|gestort|benachrichtigt|genervt|angemailt|angetextet|behelligt"
    rf"|{_WRITE})"
)
_LIST = (
    r"(?:(?:e-?mail-?|mail-?|mailing-?|kontakt-?|bewerber-?|sms-?)?(?:verteiler(?:liste)?n?|listen?|datenbank(?:en)?"
    r"|newsletter|kartei|datei|system|pool|datensatz|adressbuch|kontakten|abo|verteilers?))"
)
_NOMORE = (
    r"(?:nicht mehr|nicht weiter|nie(?:mals)? (?:mehr|wieder)|nicht langer|kunftig nicht(?: mehr)?|in zukunft"
    r" nicht(?: mehr)?|nicht noch (?:ein)?mal|nicht wieder)"
)

DE: Final = Language(
    stop=(
        rf"(?:keine|keinerlei|ohne) (?:{_SUCH} )*{_THINGS} mehr(?: (?:erhalten|bekommen|zusenden|schicken|senden"
        rf"|haben"
        r"|zu erhalten|von (?:ihnen|euch|dir)|an (?:mich|diese (?:nummer|adresse))))*",
        rf"(?:keine|keinerlei) (?:{_SUCH} )+{_THINGS}(?: (?:mehr|erhalten|bekommen|zusenden|schicken|senden|haben|zu"
        rf" erhalten"
        r"|von (?:ihnen|euch|dir)|wunsch\w*|an mich))*",
        rf"(?:bitte|(?:schick|schreib|schreibt)(?:en|t)?(?: sie)? mir|send(?:en|et)(?: sie)? mir|ich (?:mochte|will"
        rf"|wunsche|brauche)"
        rf"|mocht(?:e|en)|will)(?: (?:bitte|ab sofort|kunftig|von (?:ihnen|euch)))* (?:keine|keinerlei) (?:{_SUCH}"
        rf" )*{_THINGS}"
        r"(?: (?:mehr|erhalten|bekommen|zusenden|schicken|senden|haben|von (?:ihnen|euch)))*(?! (?:an|auf|in|zu|fur"
        r"|vor) (?:die|meine"
        r"|den|das|mein|meinen|der|firm\w*|arbeit\w*|gesch\w*|dienst\w*|buro\w*))",
        rf"(?:{_WRITE}) (?:{_SIE} )*{_NOMORE}(?: an)?(?: (?:{_SIE}|{_THINGS}))*",
        rf"(?:mich|mir|uns)(?: (?:bitte|jetzt|doch|also))* {_NOMORE}(?: zu)? {_WRITE}(?: an)?",
        rf"(?:ich |wir )?(?:mochte|will|wollen|mochten|wunsche|werde)(?: (?:ich|bitte|von (?:ihnen|euch)|auch"
        rf"|wirklich|das|diese))*"
        rf" {_NOMORE}(?: (?:von (?:ihnen|euch|dir)|per \w+|uber \w+))?(?: "
        rf"{_WRITTEN}"
        rf")(?: (?:werden|zu werden))?",
        r"(?:hor(?:en|t)?|hort?)(?: (?:sie|bitte|endlich|mal|doch|jetzt))* (?:(?:mir|mich|damit|mit (?:den|diesen"
        r"|euren|ihren)"
        rf" {_THINGS}) )?auf(?:,? ?(?!(?:e-?)?mails? (?:ist|sind|geht|gehen|ok|okay|passt|gern|ja))(?:mir|mich"
        rf"|damit|mit (?:den|diesen|euren|ihren) {_THINGS}|(?:mir |mich"
        rf" )?(?:{_THINGS} )?"
        rf"{_WRITE}))*",
        r"(?:lass(?:en|t)?|lasst)(?: (?:sie|bitte|mich|endlich|doch|einfach))* in (?:ruhe|frieden)",
        rf"(?:nehm(?:en|t)|nimm|streich(?:en|t|e)?|losch(?:en|t|e)?|entfern(?:en|t|e)?|trag(?:en|t|e)?|meld(?:en|et"
        rf"|e)?|werf(?:en|t)"
        rf"|schmeiss(?:en|t)?|holt?)(?: (?:sie|bitte|mich|mir|meine|mein|meinen|uns|doch|umgehend|sofort|adresse"
        rf"|e-?mail-?adresse"
        rf"|nummer|namen?|daten|telefonnummer|handynummer|e-?mail|und|kontakt|kontaktdaten|mail-?adresse|handy))*"
        rf" (?:aus|von)"
        rf" (?:(?:ihrem|dem|diesem|eurem|der|ihrer|dieser|eurer|allen|deinem|deiner|ihren|euren|dieser) )*{_LIST}"
        r"(?: (?:loschen|streichen|nehmen|entfernen|austragen|abmelden|heraus|raus|ab))*",
        rf"(?:mich|mir|uns|meine (?:e-?mail-?)?(?:adresse|nummer|daten)|meinen namen)(?: (?:bitte|umgehend|sofort"
        rf"|doch))* (?:aus|von)"
        rf" (?:(?:ihrem|dem|diesem|eurem|der|ihrer|dieser|eurer|allen|deinem|ihren) )*{_LIST}(?: (?:zu )?(?:loschen"
        rf"|streichen"
        r"|nehmen|entfernen|austragen|abmelden|heraus\w*|raus\w*|zu nehmen|auszutragen|abzumelden))?",
        r"(?:losch(?:en|t|e)|entfern(?:en|t|e)|vernicht(?:en|et))(?: (?:sie|bitte|umgehend|sofort|auch|alle|all"
        r"|alles))* (?:mich|meine (?:gespeicherten"
        r" |personlichen |personenbezogenen |samtlichen )?(?:daten|e-?mail-?adresse|adresse|nummer|telefonnummer"
        r"|handynummer|kontaktdaten"
        r"|e-?mail|mailadresse|bewerberdaten|angaben|unterlagen und daten))(?: (?:und|aus|von|nach|gemass|sofort"
        r"|umgehend)"
        r"(?: (?:ihr\w*|eur\w*|dem|der|system|datenbank|dsgvo|art\w*|17|alle?|meine \w+))*)?",
        r"(?:ich )?(?:mochte|will|wunsche|verlange|fordere|bitte um|beantrage|erbitte)(?: (?:ich|sie|auf|mich"
        r"|hiermit|die|eine))*"
        r" (?:(?:sofortige |umgehende |vollstandige )?loschung (?:meiner|aller|all meiner|samtlicher|der)(?: \w+)?"
        r" ?\w*daten|abmelden"
        r"|abbestellen|austragen|vom newsletter abmelden|aus dem verteiler|abgemeldet werden|geloscht werden"
        r"|ausgetragen werden)",
        r"(?:ich )?(?:widerrufe|ziehe|entziehe|widerspreche)(?: (?:hiermit|ich|sie|ihnen|euch|jede[rn]?|meine[rn]?"
        r"|der|die|weitere[rn]?"
        r"|ab sofort))* (?:einwilligung(?:en)?|einverstandnis(?:erklarung)?|zustimmung|kontaktaufnahme|verwendung"
        r"|nutzung|verarbeitung"
        r"|speicherung|datenverarbeitung|kontaktierung)(?: (?:meiner (?:\w+ )?daten|zuruck|zur \w+|in die \w+|durch"
        r" sie))*"
        r"(?: und verlange die loschung meiner daten)?",
        r"und (?:verlange|fordere|bitte um|wunsche) (?:die )?(?:sofortige )?loschung (?:meiner|aller|meiner \w+)"
        r" ?\w*daten",
        r"(?:melde[nt]?|bestelle[nt]?|trage[nt]?|trag|meld)(?: (?:sie|mich|ich|bitte|hiermit|uns|vom|von|aus|dem"
        r"|den|diesem|ihrem|eurem|den"
        rf"|{_THINGS}|{_LIST}))* (?:ab|aus)(?: (?:bitte|danke))?(?= ?(?:$|[\n.!,]|bitte|danke))",
        rf"(?:den |die |diese |ihre |eure |euren |ihren )?(?:{_THINGS}|{_LIST}) (?:bitte )?(?:abbestellen|abmelden"
        rf"|einstellen|stoppen|stornieren"
        r"|unterlassen|beenden|kundigen)",
        rf"(?:unterlass(?:en|t)|stell(?:en|t)|stopp(?:en|t)|beende[nt]?|stoppe[nt]?|verschon(?:en|t))(?: (?:sie"
        rf"|bitte|mich|es|das|umgehend|sofort"
        rf"|jede|jegliche|alle|weitere|ihre|eure|die|den|diese|mit|mir|weiteren|solchen|ein|zu|kunftig))*"
        rf" (?:{_THINGS}|{_WRITE}"
        r"|kontaktaufnahmen?|kontaktversuche|belastigung\w*|zusendung\w*|ein)",
        rf"(?:nicht mehr|nie wieder|niemals wieder) (?:{_WRITE}|kontaktiert werden|angeschrieben werden|anschreiben"
        rf"|kontaktieren|melden)"
        r"(?:,? ?(?:bitte|danke))?",
        r"(?:kein|keinen) (?:weiteren |weiterer )?kontakt(?: (?:mehr|erwunscht|gewunscht|aufnehmen))+"
        r"|kontakt(?:aufnahme)? (?:ist )?(?:nicht|un)"
        r" ?(?:erwunscht|gewunscht)|keine kontaktaufnahme(?: (?:mehr|erwunscht))?",
        r"(?:ich )?(?:will|mochte|mocht|wollen)(?: (?:ich|ab jetzt|kunftig))* (?:nichts|nie)(?: (?:mehr|wieder"
        r"|weiter|etwas))+ (?:von (?:ihnen|euch|dir) (?:horen|lesen|wissen|bekommen)|(?:horen|lesen|wissen) von"
        r" (?:ihnen|euch|dir))",
        r"verschwind(?:e|et|en)|verpiss (?:dich|euch)|hau(?:t)? ab|geh(?:t)? (?:mir )?(?:weg|nicht auf die nerven)"
        r"|fick (?:dich|euch)",
        r"(?:ruf(?:en|t)?|schreib(?:en|t)?|kontaktier(?:en|t)?)(?: (?:sie|mich|mir|bitte))* (?:nie|niemals)(?:"
        r" (?:mehr|wieder))?(?: an)?",
        rf"(?:wunsche|mochte|will)(?: \w+){{0,2}} (?:keine|keinen)(?: {_SUCH})*(?: {_THINGS})+(?: \w+)?",
        rf"(?:auf|von) (?:weitere[nr]?|ihre|eure|diese|solche) {_THINGS} (?:zu )?(?:verzichten|abzusehen|absehen)"
        rf"|(?:verzichte[nt]?|sehen|sieh)(?: (?:sie|ich|bitte))* (?:auf|von) (?:weitere[nr]?|ihre|eure|solche[n]?)"
        rf" {_THINGS}(?: ab)?",
        r"(?:schick|schreib|send|sende|mail|text)\w*(?: (?:sie|mir|uns|bitte|mich|an mich))* (?:nichts|nix|nie|gar"
        r" nichts)(?: (?:mehr|wieder|weiter))+(?: (?:zu|zusenden|schicken))?|(?:bitte )?(?:nichts|nix) mehr"
        r" (?:schicken|senden|schreiben|zusenden|zuschicken|mailen)",
        r"(?:nehm(?:en|t)?|nimm|werft|holt|streicht)(?: (?:sie|mich|mir|bitte|meine nummer|meine e-?mail|meine"
        r" adresse|meinen namen|doch|sofort))* (?:raus|heraus|runter|da raus|weg|von der liste|aus der liste)"
        r"|(?:ich )?(?:mochte|will)(?: (?:bitte|sofort|endlich|aus|vom|von|dem|der|ihrem|eurem|ihrer|eurer"
        r"|verteiler|liste|newsletter|kartei|datenbank))* (?:raus|heraus|runter|entfernt werden|gestrichen werden"
        r"|geloscht werden|rausgenommen werden)",
        r"(?:aus|von|vom) (?:ihrer|ihrem|eurer|eurem|der|dem)? ?(?:liste|verteiler|datenbank|kartei|newsletter"
        r"|adressliste|mailingliste) (?:nehmen|streichen|loschen|entfernen|austragen|abmelden|rausnehmen"
        r"|herausnehmen|raus|runter)(?:,? bitte)?",
        r"(?:unterlassen sie|unterlasst|unterlass)(?: (?:das|dies|es|bitte|solche|weitere))*(?: \w+)?|(?:sehen|sehe"
        r"|seht)(?: (?:sie|bitte))? von (?:weiteren|kunftigen|solchen) \w+ ab|von weiteren \w+ (?:bitte"
        r" )?(?:abzusehen|absehen)|(?:verzichten|verzichtet)(?: (?:sie|bitte))? auf weitere \w+",
        r"(?:vergess(?:en|t)|vergiss|loscht?|entfern(?:en|t)?|losche)(?: (?:sie|bitte|mich|einfach))* (?:meine"
        r" nummer|meine e-?mail|meine adresse|mich|meine daten|meinen kontakt|meine kontaktdaten)(?: (?:bitte"
        r"|wieder|endlich|sofort|einfach))*(?= ?(?:$|[\n.!,]|und))",
        r"(?:ich )?(?:will|mochte|wunsche)(?: (?:ich|das|dies|so etwas|sowas|diese \w+|eure \w+|ihre \w+))+"
        r" nicht(?: (?:mehr|weiter|haben|bekommen|erhalten|langer))+|(?:ich )?(?:verbiete|untersage|verbitte)(?:"
        r" (?:ihnen|euch|mir|jede|jeden|jegliche|weitere|weiteren|hiermit))*(?: \w+){0,2}",
        r"(?:meld(?:en|et|e)?|wend(?:en|et)?)(?: (?:sie|euch|dich|sich|bitte|mich|doch))* (?:nicht mehr|nie wieder"
        r"|nie mehr|nicht weiter)(?: (?:bei mir|an mich|bei uns))?|(?:nicht mehr|nie wieder|nie mehr) (?:bei mir"
        r" )?(?:zu )?melden|(?:kontakt(?:e|aufnahmen?|versuche)?|nachrichten|mails|sms|erinnerungen"
        r"|kommunikation)(?: \w+)? (?:beenden|einstellen|unterlassen|abbrechen|stoppen)|(?:beend|stell|brech"
        r"|unterlass|stopp)\w*(?: (?:sie|bitte|den|die|jeden|jede|jeglichen|diesen|diese|ihre|eure|sofort|alle))+"
        r" (?:kontakt\w*|nachrichten|mails|e-?mails|sms|kommunikation|erinnerungen|zusendungen?)(?: (?:ein|ab|mit"
        r" mir|zu mir))*",
        r"(?:nicht mehr|nie wieder|nicht weiter|nicht langer)(?: (?:von ihnen|von euch|per \w+))? (?:kontaktiert"
        r"|angeschrieben|belastigt|angerufen|behelligt|angemailt|informiert|benachrichtigt)(?: (?:zu )?werden)?"
        r"|(?:aus|von|vom)(?: (?:dem|der|ihrem|eurem|ihrer|diesem))? (?:verteiler|liste|datenbank|newsletter|kartei"
        r"|mailingliste) (?:genommen|gestrichen|geloscht|entfernt|ausgetragen|abgemeldet)(?: (?:zu )?werden)?",
        r"(?:ich )?(?:lege|legen)(?: \w+){0,3} (?:keinen|nicht) wert auf (?:weitere|eure|ihre|diese|solche"
        r"|kunftige)[^.!?\n]{0,40}|kein(?:en)? wert (?:mehr )?auf (?:weitere|ihre|eure|diese|solche)[^.!?\n]{0,40}",
        r"(?:ich |wir )?(?:bitte|bitten|ersuche|mochte (?:sie )?bitten)(?: (?:sie|euch|daher|hiermit|darum"
        r"|nachdrucklich|freundlich|hoflich))*,? (?:kunftig |in zukunft )?(?:davon|hiervon) abzusehen,? (?:mich"
        r"|mir|uns)(?: (?:weiterhin|weiter|kunftig|erneut|noch|zu|per \w+))* (?:zu (?:kontaktieren|schreiben"
        r"|mailen|belastigen|schicken|senden)|anzuschreiben|anzurufen|zuzusenden|zuzuschicken|kontaktieren)"
        r"|(?:von|auf) (?:weiteren?|kunftigen?|jeglichen?|jeder weiteren|jedweder)(?: \w+){0,2} (?:abzusehen"
        r"|absehen|abstand zu nehmen|zu verzichten)",
        r"(?:weitere|kunftige|derartige|solche|ihre|eure|diese) (?:\w+ )?(?:zuschriften|kontaktversuche"
        r"|kontaktaufnahmen|nachrichten|mails|e-?mails|sms|anfragen|anrufe|mitteilungen)(?: (?:sind|von ihnen"
        r"|von euch|mir|bei mir|hier|ab sofort))* (?:unerwunscht|nicht (?:mehr )?(?:erwunscht|gewunscht)"
        r"|zu unterlassen|verbitte ich mir)",
        r"von (?:weiteren|kunftigen|jeglichen|solchen) \w+ bitte(?:n)? (?:ich|wir)(?: \w+)? (?:abzusehen"
        r"|abstand zu nehmen)",
    ),
    alone=(
        r"(?:bitte )?(?:stop(?:pen)?|stopp|halt|aufhoren|schluss(?: (?:jetzt|damit))?|genug jetzt|basta"
        r"|ruhe|abbestellen|austragen|abbestellung|loschen|ende gelande|lass das|lasst das"
        r"|lassen sie das"
        r"|mich loschen|mich abmelden|mich austragen|schluss aus)",
        r"stop(?:p)? (?:sms|mails?|e-?mails?|nachrichten|das|es|damit)|(?:keine|kein) (?:sms|mails?|e-?mails?"
        r"|nachrichten|werbung)"
        r"|hor(?:t|en sie)? auf(?: damit)?|nicht (?:mehr )?(?:schreiben|anrufen|kontaktieren)",
        r"nicht mehr bitte|lass(?:t|en sie)? (?:mich|das)(?: (?:sein|bleiben))?|kein kontakt(?: mehr)?"
        r"|nie wieder|bitte nicht mehr|schluss aus ende|mir reichts|mir reicht es|jetzt reichts|finger weg|bitte"
        r" aufhoren|stopp jetzt|raus aus (?:dem verteiler|der liste)|ich will raus",
    ),
    alone_in_texts=(r"abmelden|abmeldung|ende|beenden|stoppe|loschen",),
    doubt=(
        r"(?:ab|um)?bestellen|abmeld(?:en|ung)|abzumelden|(?:auszu|aus)tragen|newsletter|(?:mail)?verteiler\w*"
        r"|abbestell\w*"
        r"|mailingliste|(?:ihre|eure|der|dieser|die) (?:\w+)?liste",
        rf"(?:keine|keinerlei|nicht mehr|weniger|zu viele?|so viele?|standig|dauernd|immer|andauernd|genug|keine"
        rf" lust auf)"
        rf"(?: (?:so|die|ihre|eure|diese|weitere|von|wieder))* (?:{_THINGS}|angeschrieben|kontaktiert|genervt"
        rf"|belastigt)",
        r"in ruhe|belastig\w*|belasting\w*|nerv(?:t|en|ig|st)|spam\w*|dsgvo|datenschutz(?:beauftragt\w*|behorde)"
        r"|mein(?:e|en|em|er)? anw[a]lt\w*|abmahn\w*|anzeige (?:erstatt\w*|gegen)|erstatte anzeige|anzeigen werde"
        r"|verbraucherzentrale|unerwunscht\w*|(?:keine|ihre|eure|diese|unerwunschte) werbung|werbung mehr",
        r"losch(?:en|ung|t|e)|geloscht|entfern(?:en sie|t mich|en|ung)|(?:mich|uns|meinen namen)(?: \w+){0,3}"
        r" streichen|streich(?:en|t)(?: sie)? (?:mich|uns|meinen)|vernicht\w*",
        r"widerruf\w*|widersp(?:reche|ruch)|einwilligung|unterlass\w*",
        r"aufhor\w*|aufzuhoren|hor(?:t|en)? (?:\w+ ){0,3}auf|stopp?\w*|schluss (?:jetzt|damit)|es reicht|genug"
        r" (?:davon|jetzt)",
        r"woher haben sie|woher habt ihr|wer sind sie|wer seid ihr|falsche (?:nummer|person|adresse)|kein(?:en)?"
        r" kontakt|falsch verbunden",
        rf"(?:warum|wieso|weshalb)(?: \w+){{0,4}} (?:{_WRITE}|bekomme|kriege|erhalte)",
        r"kein(?:erlei)? interesse(?! mehr)(?! an (?:einer|einem|der|dem) \w+[^.!?\n]{0,20}aber)|nicht interessiert"
        r"|nichts (?:mehr )?(?:horen|wissen)"
        r"|nichts mehr von|nichts mehr mit|lieber nicht",
        rf"{_NOMORE}(?: (?:mehr|von (?:ihnen|euch)|per \w+|auf diese\w*))?(?: {_WRITE}| (?:kontaktiert|angeschrieben"
        rf"|belastigt|angerufen|behelligt))",
        rf"(?:{_WRITE})(?: (?:sie|mich|mir|bitte|doch|also))* nicht(?! (?:vor|nach|am|um|wahrend|bis|zu|auf|auszu"
        rf"|in))",
        r"(?:halt|verpiss|scheiss|fick|maul|klappe|arsch)\w*|rausnehm\w*|herausnehm\w*|raus aus|nimm mich|nehmt"
        r" mich|nehmen sie mich",
        r"nie (?:angemeldet|beworben|zugestimmt|eingewilligt)|nicht (?:angemeldet|zugestimmt|eingewilligt)"
        r"|sperr(?:e|en) (?:sie|diese|die nummer)"
        r"|blockier\w*",
        r"(?:weniger|seltener|nicht so|nicht ganz so|zu) (?:oft|haufig|viele? (?:mails|nachrichten|sms|e-?mails"
        r"|erinnerungen))|seltener|jeden (?:tag|verdammten tag)[^.!?\n]{0,30}(?:mail|nachricht|sms|schreib)\w*"
        r"|aufdringlich|penetrant|bombardier\w*|uberflut\w*|zugespamm\w*|zugetextet|zugemullt|unverschamt\w*"
        r"|frechheit|dreist|stalk\w*|unseri[oe]\w*|datenmissbrauch",
        r"(?:was soll (?:das|der)|muss das sein|wozu das|hort das|wann hort)|(?:lassen wir|lassen sie|lass"
        r"|lasst)(?: (?:es|das|uns|mal|bitte|lieber|wir))* (?:gut sein|sein|bleiben|dabei)|belassen wir es|bin raus"
        r"|(?:habe|hab) (?:genug|die nase voll|es satt)|nase voll|satt|verschon\w*",
        r"(?:nicht|kein\w*|nichts|nie|ungern)(?: \w+){0,4} (?:kontaktiert|angeschrieben|angeschrieben werden"
        r"|zugeschickt|bekommen mochte|erhalten mochte|von (?:ihnen|euch) (?:horen|lesen|bekommen)|auf (?:ihrer"
        r"|eurer|einer|dieser) liste|gewunscht|erwunscht|zugestimmt|angefordert|bestellt|gebeten)",
        r"(?:nehm|nimm|nehmt|streich|losch|entfern)\w*(?: \w+){0,4} (?:raus|heraus|runter|weg)|(?:wer|was) (?:sind"
        r"|seid|bist|ist das)(?: (?:sie|ihr|du|das|hier))?(?= ?(?:\?|$|\n))|kenne (?:sie|euch|dich) nicht|(?:sind"
        r" sie|ist das) ein bot|automatisch\w* (?:nachrichten|sms)|privatsphare|(?:das|dies) (?:ist|war) (?:nicht"
        r"|nie)(?: mehr)? (?:die|meine|der|mein) (?:\w*nummer|adresse|handy|anschluss)|ich bin nicht (?:ana|maria"
        r"|die person|der richtige|die richtige|gemeint)|kenne (?:keine|keinen) \w+|hier (?:wohnt|gibt es|arbeitet)"
        r" (?:kein|keine|niemand)\w*|(?:thema|kapitel|sache|angelegenheit)(?: \w+){0,3} (?:erledigt|durch|beendet"
        r"|abgeschlossen|gegessen|abgehakt)|nicht schon wieder|bitte nicht(?= ?(?:$|[\n.!]))|meine ruhe",
        r"(?:mochte|wurde|will|wollte)(?: \w+){0,4} (?:lieber )?(?:nicht|keine|weniger|nichts)(?: \w+){0,3}"
        r" (?:kontakt\w*|mails?|nachrichten|sms|horen|schreiben|erinnerungen|informiert)",
        r"abgemeldet|ausgetragen|(?:wie (?:werde|wird|bekomme|kriege)(?: \w+){0,4} los)|loszuwerden|(?:schreib"
        r"|kontaktier|meld|nerv|schick|send)\w*(?: \w+){0,3} (?:zu oft|zu viel|seltener|weniger|standig|dauernd"
        r"|andauernd|so viel|so oft|schon wieder)|muss das (?:jeden|immer|wirklich|sein)|bin (?:da |hier )?(?:raus"
        r"|draussen)|(?:dachte|glaubte|hatte gedacht)(?: \w+){0,4} (?:abgemeldet|geloscht|ausgetragen|erledigt"
        r"|klargestellt)|wie lange (?:wollen|wollt)|unangenehm|fuhle mich(?: \w+){0,2} (?:belastigt|bedrangt"
        r"|gestort|verfolgt)|nicht auf (?:jobsuche|der suche)|suche (?:gerade |aktuell |zur zeit |derzeit"
        r" )?(?:keine|keinen) (?:job|stelle|arbeit)|nicht (?:gut|okay|in ordnung),? dass sie|warum (?:bekomme"
        r"|erhalte|kriege) ich",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:ach |och |oh |na toll,? |toll,? |super,? |nicht |echt,? "
        r"|mal )?(?:schon|ihr schon|sie schon|ihr) wieder(?! (?:ich|eine frage|was vergessen|gesund|fit"
        r"|da(?:heim)?))",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:(?:na|ja|ach) )?(?:toll|super|klasse|prima|grossartig|wunderbar"
        r"|herrlich|fein|schon|oh|hurra|juhu|yay|wow)[\W ]{1,3}(?:und )?(?:noch|wieder|schon wieder) (?:eine?|ein"
        r"|so eine?|so ein|mal)(?: \w+)? (?:mail|e-?mail|nachricht|sms|stelle|job|jobangebot|stellenangebot"
        r"|angebot|erinnerung|anfrage|vakanz)",
        r"(?:zweite|dritte|vierte|funfte|sechste|siebte|achte|zehnte|zwanzigste|hundertste|\d+\.?|x-te|xte|zigste"
        r"|gefuhlt \w+)[nrs]? (?:mails?|e-?mails?|nachricht(?:en)?|sms|erinnerung(?:en)?|anfragen?|whatsapps?"
        r"|anrufe?|jobangebote?|stellenangebote?|angebote?)(?: \w+){0,3} (?:heute|diese woche|diesen monat"
        r"|in (?:einer|dieser|zwei|drei|\d+) \w+|von (?:ihnen|euch)|innerhalb|binnen|schon)|(?:heute|diese woche"
        r"|in (?:einer|dieser) woche)(?: (?:schon|bereits|jetzt|ist das|war das|das))* (?:die|das|der) (?:zweite"
        r"|dritte|vierte|funfte|sechste|siebte|achte|zehnte|\d+\.?)(?= ?(?:$|[\n.!?,]|mail|e-?mail|nachricht|sms"
        r"|erinnerung|anfrage))|(?:drei|vier|funf|sechs|sieben|acht|zehn|zwanzig|\d+) (?:mails?|e-?mails?"
        r"|nachricht(?:en)?|sms|erinnerung(?:en)?|anfragen?|whatsapps?|anrufe?|jobangebote?|stellenangebote?"
        r"|angebote?) (?:in|an|pro|am|die|innerhalb|seit) (?:einer|einem|der|woche|tag|zwei|drei|\d+|gestern"
        r"|montag|dieser)",
        r"wie ?viele(?: \w+){0,2} (?:mails|e-?mails|nachrichten|sms|erinnerungen|anfragen)|wie oft (?:noch|denn"
        r"|soll ich|muss ich (?:das|euch|ihnen|es|noch))|(?:lesen|lest|liest|schaut|schauen|guckt"
        r"|guckst)(?: \w+){0,5} (?:eigentlich|uberhaupt|jemals)|(?:lesen|lest) (?:sie"
        r"|ihr)(?: \w+){0,2} (?:profile|lebenslaufe)|(?:eigentlich|uberhaupt)(?: \w+){0,4} (?:gelesen|angeschaut"
        r"|angesehen|angeguckt)|bevor (?:sie|ihr|du)(?: \w+){0,3} (?:auf senden|abschick\w*|rausschick\w*"
        r"|losschick\w*|verschick\w*)|(?:nichts|null|gar nichts) mit (?:mir|meinem (?:profil|lebenslauf"
        r"|beruf))(?: \w+)? zu tun|serien ?mail\w*|massen ?mail\w*|massen ?nachricht\w*|copy[ -](?:and"
        r"|&)?[ -]?paste",
        r"(?:ist (?:das|hier|dies|da)|sind (?:sie|das|ihr)|bist du|schreib(?:t|e ich)|spreche ich|rede ich"
        r"|chatte ich)(?: \w+){0,3} (?:ein|eine|einem|einer|'?n|nen|ne|so ein) (?:chat ?bot|bot|robote?r?"
        r"|maschine|automat|computer|echter mensch|echte person|ki)|(?:sitzt|steckt|ist)(?: \w+){0,3} (?:ein"
        r"|uberhaupt ein|irgendein) (?:echter )?mensch|automatisiert\w*(?: \w+)? (?:nachricht\w*|mails?|sms)",
        r"(?:ist das |das ist )(?:\w+ ){0,2}(?:euer|ihr|dein) ernst|(?:euer|dein) ernst ?[?!]|geht'?s noch"
        r"|spinnt ihr|tickt ihr|habt ihr sie noch|nichts besseres zu tun|sonst nichts zu tun|keine anderen hobbys"
        r"|(?:sms|mails?|nachricht\w*|\w*schreib\w*|anruf\w*)(?: \w+){0,3} (?:mitten in der nacht|nachts"
        r"|um mitternacht|am (?:heiligen )?sonntag|am wochenende|um (?:2[0-3]"
        r"|[0-5])(?:[:.]\d\d)?(?: uhr)?(?= ?[?!]))|(?:um (?:2[0-3]|[0-5])(?:[:.]\d\d)?(?: uhr)?|mitternacht"
        r"|am sonntag|in der nacht)\W{1,3}(?:ernsthaft|echt jetzt|wirklich|im ernst|echt)",
        r"(?:alles|jede \w+|dasselbe|das gleiche|die gleiche \w+|immer|kommt) (?:doppelt|zweimal|dreimal"
        r"|doppelt und dreifach|mehrfach)|muss (?:das|dies)(?: (?:wirklich|denn|echt|jedes mal|so|alles|jetzt"
        r"|immer|standig))+(?= ?[?!])|(?:ihr|sie) (?:kennt|kennen) mich(?: \w+){0,3} gut|(?:pro|per|nach) (?:mail"
        r"|nachricht|sms) bezahlt|gebt(?: ihr)?(?: \w+)? (?:nie|nicht) auf|geben(?: sie)?(?: \w+)? (?:nie"
        r"|nicht) auf|(?:ihr|sie) (?:seid|sind)(?: \w+){0,2} hartnackig|melde mich (?:von )?(?:selbst"
        r"|selber)(?= ?(?:$|[\n.!,]))|melde mich schon|zumull\w*|zuspam\w*|vollspam\w*|dauerfeuer|penetran\w*",
        r"(?:wer hat(?: \w+){0,3}|woher(?: \w+){0,4}|wie (?:kommen|kommt|kommst|kamen)(?: \w+){0,3}"
        r"|von wem(?: \w+){0,3}) (?:meine[nr]?|mein|diese) ?(?:\w+ )?(?:nummer|handynummer|telefonnummer|daten"
        r"|adresse|mailadresse|e-?mail\w*|kontaktdaten|kontakt|namen?)|kann mich nicht (?:daran )?erinnern|(?:nie"
        r"|nirgends|nirgendwo|nicht bewusst)(?: \w+){0,3} (?:angemeldet|beworben|registriert|eingetragen"
        r"|hinterlegt|weitergegeben|zugestimmt)|weiss (?:gar |uberhaupt )?nicht,? (?:wie|warum|wieso"
        r"|woher)(?: \w+){0,5} (?:rein\w*|bekomme|kriege|verteiler|habt|nummer|kontaktier\w*)|rechtsgrundlage",
        r"davon abzusehen|davon abstand zu nehmen|(?:es ware (?:nett|schon|gut|mir recht|mir lieber)|(?:ware"
        r"|bin) (?:ich )?(?:ihnen |euch )?(?:sehr )?(?:dankbar|verbunden)|wurde mich freuen"
        r"|mir ware (?:es )?(?:lieb|recht|lieber)|lieb ware mir),? wenn (?:sie|ihr|du|ich"
        r"|man)(?: \w+){0,4} (?:nicht|keine|nichts|nie)(?: \w+){0,4} (?:\w*schreib\w*|kontakt\w*|meld\w*"
        r"|schick\w*|send\w*|anruf\w*|bekomm\w*|erhalt\w*|bekame|mail\w*|nachrichten|angeschrieben)|(?:meine"
        r"|diese) \w*(?:nummer|adresse|daten)(?: \w+){0,3} (?:nicht mehr|nicht weiter|nicht langer|kunftig nicht"
        r"|nicht) (?:\w+ )?(?:verwend\w*|nutz\w*|benutz\w*|gespeichert|speichern|kontaktier\w*)",
        r"(?:konnen|konnt|kannst)(?: \w+){0,4} (?:sich|euch|dir)(?: \w+){0,4} (?:sparen|schenken)|(?:spart"
        r"|sparen sie|spar) (?:euch|sich|dir)|brauch\w*(?: (?:sie|ihr|du|sich|euch))*(?: (?:mich|mir"
        r"|bei mir))(?: \w+){0,3} (?:nicht|nichts|keine)(?: \w+){0,2} (?:mehr|weiter)|(?:nicht"
        r"|kein\w*) (?:mehr )?(?:notwendig|notig|grund),? (?:mich|mir)(?: \w+){0,3} (?:zu \w+|anzu\w+)|zwecklos"
        r"|zeitverschwendung|verschwend\w*(?: \w+){0,2} zeit",
        r"(?:hol|tu|schmeiss|werf|wirf|mach|nehm|nimm|losch|streich)\w*(?: (?:sie|bitte|mal|doch))* (?:mich"
        r"|mein\w* \w+)(?: \w+){0,4} (?:raus|heraus|runter|weg)|wie komme? ich(?: \w+){0,5} (?:raus|runter|weg"
        r"|heraus|los)|(?:konto|account|profil)(?: \w+){0,2} (?:loschen|schliessen|deaktivieren|entfernen)"
        r"|(?:brauche|will|mochte|suche|benotige)(?: \w+){0,2} (?:keine?n?|nichts)(?: \w+){0,2} (?:jobs?|stellen?"
        r"|stellenangebote|angebote|vermittlung|jobangebote)(?: mehr)?(?! (?:in|mit|als|bei|im|am))"
        r"|bin (?:\w+ ){0,3}(?:in rente|rentner(?:in)?|pensioniert|im ruhestand|gut versorgt|versorgt)|kein bock"
        r"|null bock|keinen bock",
        r"nein,? (?:danke|vielen dank)[^?\n]{0,40}(?:zufrieden|versorgt|glucklich|habe (?:schon|bereits|einen job"
        r"|arbeit|was)|nicht auf der suche|keine? (?:job|stelle|arbeit|veranderung|bedarf|interesse)|bleibe)"
        r"|bin (?:\w+ ){0,3}(?:zufrieden|glucklich) (?:mit meine\w+ (?:job|stelle|arbeit)|wo ich bin"
        r"|da,? wo ich bin)",
        r"(?:jede|jeden|jedes) (?:woche|tag|monat|morgen|mal)(?: wieder)? (?:dieselbe|dasselbe|derselbe"
        r"|die gleiche|das gleiche|der gleiche|eine neue|noch eine)(?! (?:schicht|zeit|uhrzeit|arbeit))"
        r"|ein (?:schlechter )?(?:witz|scherz)(?= ?(?:$|[\n.!?]))|muss (?:das|dies) (?:um \d+|am|mitten|so"
        r"|jede\w*|auch)(?: \w+){0,4}(?= ?\?)|sitzt(?: \w+){0,2} jemand|schreib\w*(?: \w+){0,2} (?:der"
        r"|die) falschen? person|(?:die|das) (?:dritte|vierte|funfte|sechste|siebte|zehnte|\d+\.?) (?:sms|mail"
        r"|e-?mail|nachricht|erinnerung)(?= ?(?:$|[\n.!?,]))|reicht(?: es)?(?: mir)? (?:jetzt|langsam|aber"
        r"|wirklich|nun)|(?:jetzt|langsam|mir) reicht(?:'?s| es)?|wird(?: \w+){0,2} zu viel|sehr passend"
        r"|passt ja (?:super|toll|perfekt|wie)",
    ),
    refusal=(
        r"es reicht|genug|reicht|nicht mehr|nein|no|ne|nee|nein,? danke|kein interesse|keine lust|nicht"
        r" interessiert|ich (?:bin|habe) (?:nicht interessiert|kein interesse)"
        r"|danke,? nein|nein danke|lieber nicht|kein bedarf|will ich nicht|ich will nicht|mochte ich nicht|vergiss"
        r" es|vergessen sie es|nie"
        r"|niemals|auf keinen fall|besser nicht|eher nicht|nichts fur mich|passt nicht|brauche ich nicht|ohne mich"
        r"|nicht mehr notig",
        r"brauche ich nicht|brauch ich nicht|nicht relevant|hat sich erledigt|erledigt|lassen wir(?: es)?(?: (?:gut"
        r" sein|lieber|bleiben))?|lass gut sein|lieber nicht|eher nicht|bitte nicht|nichts da|auf keinen fall|kein"
        r" bedarf(?: mehr)?|ich verzichte|verzichte|nicht mein ding|mochte nicht|ich mochte nicht|zu spat|vergessen"
        r" wir(?: es|s)?",
        r"schon wieder|nicht schon wieder|ach nein|och nee|ich bin (?:da |hier )?raus|bin (?:da |hier )?raus|muss"
        r" das sein|lieber nicht|bloss nicht|besser nicht",
        r"(?:ne|nee|no|noe|ach ne),? (?:danke|lass mal|lieber nicht)|nein,? (?:vielen|besten|herzlichen) dank"
        r"|nein,? (?:kein interesse|kein bedarf)|danke,? (?:aber )?nein|danke,? (?:kein interesse|kein bedarf"
        r"|nicht notig)|nicht fur mich|nix fur mich|lass(?:t|en sie)? (?:mal|stecken|es|gut sein|es gut sein"
        r"|es bleiben|es sein|mal gut sein)|vergiss(?:t)? es|kein bock|null bock|gar kein interesse"
        r"|absolut kein interesse|nicht notig|ich passe|bin versorgt|bin gut versorgt|nicht nochmal|echt jetzt"
        r"|im ernst|ernsthaft|wirklich|lassen wir das|bleib mir weg|nicht mit mir|interessiert mich nicht"
        r"|kein interesse danke|schon vergeben",
    ),
    harmless=(
        r"verzichte (?:ich )?auf (?:das|die|den|ein|eine|einen) (?:zimmer|wohnung|unterkunft|dienstwagen|firmenwagen"
        r"|jobticket|parkplatz|umzugshilfe|kantine|verpflegung|zuschuss)"
        r"(?:,? (?:wir|ich) hab(?:e|en) (?:schon|bereits)(?: \w+){1,2})?",
        r"(?:bitte )?(?:keine |nicht )(?:fragen|eile|sorge|sorgen|umstande|probleme|ursache|frage|zeit|antwort"
        r"|ruckmeldung)(?: mehr)?",
        r"(?:bus|bahn|tram|u-bahn|s-bahn|zwischen|box|non|nachsten?|letzten?|ersten?|einen?|kurzer?|kurzen|boxen)["
        r" -]?stop(?:p|ps)?",
        r"stop(?:p)?(?:uhr|schild|licht|taste|-motion|over)|(?:nicht )?zu stoppen|nonstop|stoppt (?:der|die|das"
        r"|hier|dort|am|an)"
        r"|(?:bus|bahn|zug|tram|linie \d+) (?:\w+ )?stoppt",
        r"(?:fur|am|an dem|den|vom|zum|von dem|den termin|leider|krank|zur|im|bei der|beim) (?:\w+"
        r" ){0,4}(?:abmelden|abmeldung|abgemeldet)"
        r"(?! (?:von|aus) (?:ihr|eur|dem verteiler))|abmelden,? (?:geht|passt|weil|ginge|konnen)|(?:krank"
        r"|arbeitslos|beim amt|beim \w+) (?:ab)?gemeldet|(?:exmatrikul\w+|krank) ?(?:ge)?meld\w+",
        r"(?:losch(?:en|t|e)|entfern(?:en|t|e)|streich(?:en|t|e))(?: (?:sie|bitte|noch|doch|mal|einfach|bitte"
        r" noch))* (?:die|den|das|meine|meinen|mein"
        r"|diese|diesen|dieses) (?:alte[nrs]?|erste[nrs]?|zweite[nrs]?|doppelte[nrs]?|vorherige[nrs]?|letzte[nrs]?"
        r"|falsche[nrs]?|tippfehler"
        r"|anhang|datei|foto|bild|version|lebenslauf|dokument|unterlagen|satz|absatz|termin|telefonnummer (?:aus|im"
        r"|in) dem|handynummer (?:aus|im|in) dem"
        r"|adresse (?:aus|im|in) (?:dem|der|meinem)|namen? (?:aus|im|in) (?:dem|der|meinem)|seite|zeile|komma"
        r"|leerzeichen|e-?mail|nachricht|mail|fehler)"
        r"(?: \w+){0,3}",
        r"(?:aus|von|in|im) (?:dem |meinem |der |meiner )?(?:lebenslauf|unterlagen|anschreiben|profil|dokument"
        r"|bewerbung|datei|kalender|einladung|formular|vertrag)"
        r"(?: (?:zu )?(?:loschen|entfernen|streichen|nehmen))?",
        r"(?:telefonnummer|handynummer|adresse|nummer|foto|bild|namen?)(?: \w+){0,3} (?:aus|von|in|im) (?:dem "
        r"|meinem |der |meiner )?(?:lebenslauf|cv|unterlagen"
        r"|anschreiben|profil|bewerbung)(?: \w+)*? (?:loschen|entfernen|streichen)",
        r"(?:im|in den|in meinem|aus dem|ins) (?:spam|junk)(?:-?ordner|-?filter)?|spam-?(?:ordner|filter|verdacht)"
        r"|im spam gelandet",
        r"(?:nicht|kaum|niemals) aufhoren(?: (?:zu|daran))?|(?:arbeit|schule|probezeit|meine arbeit|der kurs|um \d+"
        r"|mit der arbeit|zu rauchen|mit dem rauchen)"
        r"(?: \w+){0,3} (?:aufhore|aufzuhoren|hore ich auf|hort)|hore(?: ich)? (?:\w+ ){0,4}auf(?: zu arbeiten)?",
        r"(?:schreib|ruf|kontaktier|meld|mail|schick|send)\w*(?: (?:sie|mich|mir|sich|bitte|aber|also|doch))*"
        r" (?:erst|nicht|nur|lieber|besser|bitte nicht)"
        r"(?: (?:mehr|gleich))? (?:vor|nach|am|um|wahrend|bis|ab|zwischen|in der (?:arbeit|firma|nacht|fruh)|auf"
        r" (?:der|meiner|meine|die) (?:arbeit\w*|firmen\w*"
        r"|dienst\w*|buro\w*|alte\w*|geschafts\w*)|an (?:die|meine) (?:arbeits\w*|firmen\w*|dienst\w*|buro\w*"
        r"|alte\w*|geschafts\w*)|heute|morgen|montags?"
        r"|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|unter der woche|abends|vormittags"
        r"|nachmittags|im buro)",
        rf"(?:bitte )?keine (?:{_THINGS}) (?:an|auf|in|zu) (?:die|meine|den|das|mein|meinen|meiner|der)"
        rf" (?:\w*firm\w*|\w*arbeit\w*|gesch\w*|dienst\w*|buro\w*|alte\w*)"
        r"(?: \w+)?",
        rf"(?:noch |bisher |leider |habe ich |bis jetzt )+(?:keine|nichts|nicht)(?: \w+){{0,2}}(?: {_THINGS}|"
        rf" erhalten| bekommen| gehort| von ihnen)+",
        rf"(?:ihre|eure|deine|die) (?:\w+ )?{_THINGS}(?: \w+){{0,3}} (?:nicht|nicht mehr|erst|leider) (?:erhalten"
        rf"|bekommen|gefunden|gesehen|gelesen|angekommen|offnen|da)"
        r"(?: \w+)?",
        r"(?:nicht|bitte nicht) (?:\w+ ){0,2}(?:loschen|streichen|abmelden|entfernen|aus (?:dem|ihrem) verteiler"
        r" (?:nehmen|streichen)|austragen|aufhoren)",
        r"(?:losch|streich|nehm|entfern)\w*(?: (?:sie|mich|bitte|meine|daten|bewerbung|aus|dem|der|verteiler|liste"
        r"|profil))* nicht(?! mehr)",
        r"(?:will|mochte|wollte|soll|sollten?)(?: \w+){0,3} nicht (?:nerven|storen|belastigen|drangen)|(?:ich"
        r" )?(?:hoffe|entschuldigung|sorry)[^.!?\n]{0,30}(?:nerve|store"
        r"|belastige|storung)\w*",
        r"nervos\w*|entnervt|nervenkitzel|(?:verkehr|bahn|stau|pendel\w*|baustelle\w*|warten)(?: \w+){0,3} nervt",
        r"dsgvo[ -](?:schulung|kenntnis\w*|projekt\w*|konform\w*|beauftragt\w*|zertifi\w*|umsetzung)|(?:erfahrung"
        r"|kenntnisse|projekt\w*|schulung|zertifikat)(?: \w+){0,3}"
        r" (?:dsgvo|datenschutz|newsletter\w*|spam\w*|verteiler\w*)|(?:newsletter|mailing)-?(?:kampagne\w*"
        r"|marketing|system\w*|redaktion|tool\w*|team|texte?)"
        r"|datenschutz(?:erklarung|hinweis\w*|formular|schulung|vereinbarung|einwilligung)",
        r"(?:strom|stark|haus|wasser)verteiler\w*|verteiler(?:kasten|bau|dose|schrank|getriebe|dosen)|(?:bitte"
        r" )?(?:auf|in) (?:den|dem|ihren|ihrem|eurem) verteiler (?:auf|bleiben|lassen"
        r"|behalten|zu bleiben)|(?:in den verteiler|in cc)",
        r"(?:abonnement|ware|essen|tickets?|bucher|zeitung|zeitschrift) (?:ab)?bestellen|(?:mit|kaffee|etwas|ein"
        r" taxi|material) (?:zu )?bestellen",
        r"einwilligung(?:serklarung)? (?:unterschrieben|liegt|im anhang|anbei|beigefugt|ausgefullt|geschickt"
        r"|erteil\w*|unterzeichnet)|(?:unterschriebene|ausgefullte|erteilte|anbei die|meine) "
        r"(?:daten\w* )?einwilligung(?! (?:widerr|zuruck))",
        r"kein(?:erlei)? interesse (?:an|fur) (?:der |dem |einer |einem |reiner? )?(?:nacht|schicht|teilzeit|remote"
        r"|home|aussendienst|zeitarbeit|befrist)\w*|(?:anwalt|anwaltin) (?:fur|bei|in|als|tatig)"
        r"|anwaltskanzlei|stellenanzeige\w*|(?:ihre|der|die|eure|in der|auf die) anzeige|anzeige (?:auf|bei|gesehen"
        r"|gelesen)|werbung (?:und|fur|studier)|(?:bereich|agentur|studium) werbung",
        r"(?:bis|schluss mit|am|zum|zum schluss|anschluss|abschluss) ?schluss|schluss(?:endlich|folgerung|wort)|zum"
        r" schluss|in (?:aller )?ruhe (?:an|durch|mal|lesen|uber|besprechen|uberlegen|nachdenken|vor|alles)\w*",
        r"es reicht(?:,| )(?: ?(?:mir |auch |wenn|vollig|vollkommen|eine?|auch,|ja))+|genug (?:zeit|erfahrung|platz"
        r"|parkplatze|informationen|geld|grund|unterlagen)|reicht (?:mir|vollig|auch|das so)",
        r"halt(?:en|e|estelle|bar|ung|s|et)\w*|(?:halt|maul)wurf|halt (?:dann|nur|eben|auch|so|nicht|ein|mal|noch"
        r"|erst|leider|am|im|gerade|immer|kein)|(?:ist|war|bin|habe|muss|dann|nur|das|ich|es) halt|steckengeblieben",
        r"blockier(?:t|e|en|ten) (?:\w+ ){0,4}(?:termin|kalender|tag|zeit|vormittag|nachmittag|stunde|slot)"
        r"|(?:termin|kalender|tag|zeit|vormittag|nachmittag|mir|fur mich)(?: \w+){0,4} blockier\w*",
        r"(?:ich |gern(?:e)? )?(?:am|um|ab|zur|zum) ende|ende (?:des|der|nachster|dieser|november|dezember|januar"
        r"|februar|marz|april|mai|juni|juli|august|september|oktober|monat)\w*",
        r"(?:steht|stand|heisst|schreibt|antworten sie|mit|wort|antwort)(?: \w+){0,3}"
        r" [\"'„“»]?stop(?:p)?[\"'“”«]?(?: (?:um|zum|zu) \w+)?",
        r"(?:kann|konnte|werde|wurde|muss)(?: \w+){0,5} aufhoren(?: und| bei| zu)?|(?:termin|datei|foto|nachricht"
        r"|dokument|eintrag|kalendereintrag|version)(?: \w+){0,2} (?:loschen|streichen|entfernen)",
        r"falsche[nrs]? (?:nummer|adresse|e-?mail\w*|mail|person)(?: \w+){0,2} (?:angegeben|genannt|geschrieben"
        r"|eingetragen|geschickt|erwischt|gegeben)|(?:habe|hab)(?: \w+){0,4} falsche[nrs]? (?:nummer|adresse"
        r"|e-?mail\w*)|(?:minuten|kilometer|km|weit|stunden?|meter)(?: \w+)? entfernt|(?:ohne|kein\w*) (?:zweifel"
        r"|bedenken)|in ihrer (?:stellen)?anzeige",
        r"stopp?[,!.: ]{1,3}(?:kleiner |da ist |da war |ein |mein |sorry,? |kurz |doch )*(?:fehler|korrektur"
        r"|irrtum|nochmal|noch mal|moment|falsch\w*|warte|zuruck|quatsch|vergessen|verwechselt|ich (?:habe|hab"
        r"|meinte))",
        r"(?:gewerbe|auto|wohnsitz|fahrzeug|motorrad|hund|wohnung|beim \w+|bei (?!ihnen|euch|ihrem|eurem"
        r"|diesem)\w+|zeitung(?:en)?|prospekte|post|pakete|briefe|flyer|essen)(?: \w+){0,4} (?:abgemeldet"
        r"|ausgetragen|austragen|abmelden|austrage)|(?:versehentlich|aus versehen|ausversehen|irrtumlich"
        r"|dummerweise)(?: \w+){0,5} (?:geloscht|entfernt|abgemeldet|ausgetragen|gestoppt|blockiert)|(?:foto"
        r"|datei|mail|nachricht|link|sms|lebenslauf|anhang|termin|einladung|zugang|app)(?: \w+){0,4} geloscht",
        r"(?:im|in meinem|in dem|aus dem|vom) (?:\w*profil|lebenslauf|cv|\w*dokument)[^.!?\n]{0,50}(?:loschen"
        r"|entfernen|streichen|rausnehmen|weglassen)|(?:nehm|streich|trag|nimm)\w*(?: (?:sie|mich|bitte))* (?:aus"
        r"|von|vom) (?:der|dem|den)(?: \w+)? ?\w*(?:schicht|dienstplan|schichtplan|samstag|wochenende"
        r"|rufbereitschaft|teilnehmerliste|gasteliste)|(?:bus|bahn|zug|tram|linie \d+|s\d+"
        r"|strassenbahn)(?: \w+)? halt|halt (?:seit|hier|dort|da|an|bei|vor|direkt|sich|mich|man)|nur noch spam da",
        r"kein(?:erlei)? interesse an (?:einer |einem |der |dem |den )?(?:\w+ )?(?:konti\w*|\w*schicht\w*"
        r"|zeitarbeit|leiharbeit|dienstwagen|leasing\w*|wochenend\w*|teilzeit\w*|vertrieb|aussendienst"
        r"|reisetatigkeit|umzug|pendeln|minijob\w*|befristet\w*|freiberuf\w*|homeoffice)",
        r"halt (?:kurz|gleich|schon|jetzt|etwas|wieder|ganz|echt|immer|in)",
    ),
    greetings=(
        r"(?:hallo|hi|hey|guten (?:tag|morgen|abend)|moin|servus|gruss gott|liebe[rs]?|sehr geehrte[rs]?|sehr"
        r" geehrte damen und herren|grussgott|werte[rs]?)"
        r"(?: (?:frau|herr|herrn|damen und herren|zusammen|team|liebe[rs]?))*",
    ),
    closings=(
        r"(?:mit )?(?:freundlichen|besten|vielen|lieben|herzlichen|schonen)? ?(?:grussen|grusse|gruss)|(?:viele"
        r"|beste|liebe|freundliche|herzliche|schone) (?:grusse|gruss)"
        r"|mfg|vg|lg|bg|gruss|hochachtungsvoll|danke|vielen dank|merci|ciao",
    ),
    courtesy=(
        r"(?:herzlichen |vielen |besten |schonen |lieben |tausend )?dank(?:e)?(?: (?:sehr|schon|ihnen|euch|dir|im"
        r" voraus|fur (?:alles|die (?:info|nachricht|muhe|zeit|mail|mails|nachrichten|infos)"
        r"|ihre (?:muhe|zeit|nachricht|nachrichten|mail|mails|bemuhungen|hilfe)|ihr (?:verstandnis|interesse"
        r"|angebot)|das angebot|nachricht)))*|aber|trotzdem|merci",
        r"bitte|jetzt|sofort|umgehend|endlich|doch|mal|also|und|dann|auch|ab sofort|kunftig|in zukunft|einfach|ok"
        r"|okay|ja|sorry|entschuldigung|nochmal|noch mal|wirklich|hiermit|sie|leute|mensch"
        r"|ihr|mich|mir|uns|sollen|sollt|damit|nun|unverzuglich|schnellstmoglich|gut|naja|so|hey|nochmals|denn|halt"
        r" mal|daher|deshalb|von ihnen|von euch",
        r"(?:konnten|konnen|konntet|konnt|wurden|wurdet|kannst|konntest|durfte ich|darf ich)(?: (?:sie|ihr|du|mich"
        r"|mir|bitte|sie bitten))*|ich (?:bitte|mochte|will|wunsche|verlange|erwarte|fordere|bitte sie|bitte euch"
        r"|fordere sie auf|erwarte)"
        r"|ich|wir|(?:mochte|wurde) (?:sie )?bitten|dass sie|es ware (?:nett|schon|gut)(?:,? wenn sie)?|seien sie"
        r" so (?:gut|nett|lieb)",
        r"alles gute|schonen (?:tag|abend|gruss)(?: noch)?|tschuss|ade|nichts fur ungut|viel (?:erfolg|gluck)(?:"
        r" (?:bei der suche|noch|weiterhin))?",
        r"(?:von|vom) meinem? \w+(?: \w+)? gesendet|gesendet (?:von|mit) \w+(?: \w+)?",
    ),
    reasons=(
        r"(?:sie haben |ihr habt |das ist )?(?:die |eine )?falsche (?:nummer|person|adresse)|falsch verbunden|wer"
        r" (?:ist das|sind sie|seid ihr|bist du|schreibt da)|woher haben sie meine (?:nummer|daten|adresse)",
        r"(?:ich )?(?:habe |hab )?(?:absolut |wirklich |gar )?kein(?:erlei)? interesse(?: (?:mehr|daran|an (?:der"
        r"|dieser|ihrer|einer) (?:stelle|position|firma|tatigkeit)))*|(?:ich bin )?nicht (?:mehr )?(?:interessiert"
        r"|auf der suche)"
        r"|(?:ich )?suche nicht(?: mehr)?(?: (?:nach )?(?:arbeit|einer? (?:stelle|job|arbeit)))?",
        r"(?:ich )?(?:habe |hab )?(?:schon |bereits |inzwischen |mittlerweile |jetzt )*(?:eine?n? )?(?:neue[nr]? "
        r"|andere[nr]? )?(?:stelle|job|arbeit|arbeitsstelle)(?: (?:gefunden|bekommen|angenommen|angetreten))*",
        r"(?:ich )?(?:habe |hab )?(?:mich )?nie (?:bei (?:ihnen|euch) )?(?:angemeldet|beworben|zugestimmt)|das"
        r" (?:ist|grenzt an) (?:spam|belastigung)|das nervt|ihr nervt|sie nerven|es nervt|zu viele (?:mails"
        r"|nachrichten|sms)"
        r"|spam|das ist (?:mir )?zu viel|das wird mir zu viel|(?:ich )?(?:bekomme|kriege|erhalte) (?:viel )?zu"
        r" viele (?:mails|e-?mails|nachrichten|sms)(?: von (?:ihnen|euch))?",
        r"gemass (?:art(?:ikel|\.)? ?\d+ )?dsgvo|nach (?:art(?:ikel|\.)? ?\d+ )?dsgvo|(?:zum|das ist das)"
        r" (?:letzten|zweiten|dritten|letzte|zweite|dritte) mal|sonst (?:melde ich sie|blockiere ich (?:sie|euch)"
        r"|erstatte ich anzeige)"
        r"|das habe ich (?:schon|bereits) (?:mehrfach |mehrmals |einmal )?(?:gesagt|geschrieben)",
    ),
    withdraw=(
        r"(?:zieh(?:e|en)?|mocht?e|will|werde|muss|mussen|wurde)(?: (?:ich|hiermit|gerne?|leider|daher|deshalb"
        r"|somit|nun|jetzt))* (?:meine|die|von meiner) (?:\w+ )?(?:bewerbung|kandidatur)(?: (?:bei ihnen|auf die"
        r" stelle"
        r"|fur die stelle|als \w+|hiermit|leider|wieder|daher|um die stelle))* (?:zuruck(?:ziehen|nehmen|zuziehen)?"
        r"|zuruck)",
        r"(?:meine |die )?(?:bewerbung|kandidatur)(?: \w+){0,3} (?:zuruck(?:ziehen|zuziehen|nehmen|gezogen"
        r"|zunehmen)|nicht (?:weiter(?:verfolgen|fuhren)?|mehr (?:weiter|aufrecht|zu berucksichtigen"
        r"|berucksichtigen))|als (?:erledigt|hinfallig"
        r"|gegenstandslos)(?: \w+)?|stornieren|streichen|hinfallig|gegenstandslos|ist erledigt)",
        r"(?:nehm|zieh)\w*(?: (?:ich|sie|bitte|hiermit|leider))* meine (?:bewerbung|kandidatur)(?: \w+){0,2} zuruck"
        r"|ruckzug (?:meiner|der) bewerbung|rucknahme meiner bewerbung",
        r"(?:ich )?(?:habe |hab )?(?:\w+ )?(?:kein interesse|nicht) mehr (?:interesse|an (?:der|dieser) (?:stelle"
        r"|position)|zur verfugung|interessiert|auf (?:der )?(?:suche|jobsuche)|verfugbar|an einer mitarbeit)"
        r"|kein interesse mehr|nicht mehr interessiert|nicht (?:mehr|langer|weiter) (?:zur|fur die stelle zur)"
        r" verfugung(?: stehen)?|stehe(?: \w+){0,3} nicht mehr (?:\w+ ){0,3}zur verfugung",
        r"(?:woanders|anderswo|andernorts|bei (?:einer|einem) anderen? (?:firma|unternehmen|arbeitgeber"
        r"|betrieb))(?: \w+){0,4} (?:unterschrieben|zugesagt|angefangen|angenommen|angestellt|gefunden"
        r"|unterzeichnet|entschieden|anfangen|beginne|starte)",
        r"(?:fur|zu) (?:ein|eine|einen|das|den|die) (?:andere[sn]?|anderes|anderen|andere) (?:\w+ )?(?:angebot"
        r"|stelle|unternehmen|firma|arbeitgeber|job|position)(?: \w+)? (?:entschieden|zugesagt|unterschrieben)",
        r"(?:andere[ns]?|neue[ns]?|anderweitige[ns]?) (?:\w+ )?(?:stelle|angebot|job|position|vertrag"
        r"|arbeitsvertrag|zusage|arbeit|arbeitsstelle)(?: \w+){0,2} (?:angenommen|unterschrieben|gefunden|zugesagt"
        r"|angetreten|unterzeichnet|akzeptiert"
        r"|bekommen und \w+|antrete|annehme)",
        r"(?:ich )?(?:habe|hab)(?: (?:mich|schon|bereits|inzwischen|mittlerweile|nun))* (?:anderweitig|anders"
        r"|dagegen|woanders|gegen (?:die|diese) (?:stelle|position)|gegen ein gesprach)(?: \w+)? (?:entschieden"
        r"|umgesehen|zugesagt|orientiert|gebunden"
        r"|unterschrieben|gefunden)|anderweitig (?:entschieden|orientiert|zugesagt|gebunden|unterschrieben|fundig)",
        r"(?:steige|springe|scheide|bin)(?: (?:ich|leider|hiermit|dann))* (?:aus dem (?:bewerbungs"
        r"|auswahl)?(?:prozess|verfahren)|ab|aus)(?: (?:aus|raus))?(?= ?(?:$|[\n.!,]))|aus dem (?:\w+"
        r" )?(?:bewerbungs|auswahl)?(?:prozess|verfahren)"
        r" (?:aus(?:steigen|zusteigen|scheiden)?|zuruckziehen|nehmen|zuruck)",
        r"(?:bleibe|bleib)(?: (?:ich|doch|nun|leider|lieber|jetzt))* (?:bei|in) (?:meinem|meiner) (?:jetzigen "
        r"|aktuellen |bisherigen |derzeitigen |alten )?(?:arbeitgeber|firma|job|stelle|unternehmen)",
        r"(?:muss|mochte|will)(?: (?:ich|ihnen|leider|hiermit|daher))* (?:absagen|die stelle absagen|ihr angebot"
        r" ablehnen|das angebot ablehnen|von (?:meiner|der) bewerbung (?:zurucktreten|abstand nehmen)"
        r"|zurucktreten)(?=[^?\n]{0,80}(?:unterschrieben|angenommen"
        r"|entschieden|stelle|bewerbung|zugesagt|angebot|$))(?!,? (?:geht|passt|konnen|konnten|ginge))|(?:nehme"
        r"|nehmen)(?: \w+){0,2} abstand von (?:meiner|der) (?:bewerbung|stelle)",
        r"(?:nehmen|nehmt|streichen|ziehen|nimm)(?: (?:sie|mich|bitte|meine bewerbung|hiermit|uns))* aus (?:dem|der"
        r"|ihrem|eurem) (?:bewerber\w*|auswahl\w*|bewerbungs\w*|rennen|prozess|verfahren|bewerberpool"
        r"|kandidaten\w*)(?: \w+)?",
        r"(?:fange|fang|beginne|starte|arbeite|unterschreibe)(?: (?:ich|ab|am|im|zum|jetzt|nun|bald|demnachst"
        r"|nachste woche|\w+))* (?:woanders|bei einer anderen|bei einem anderen|einen neuen job|eine neue stelle|in"
        r" einer anderen firma|bei einer neuen)(?: \w+){0,2}(?: an)?",
        r"(?:stelle|job|position|angebot|rolle|einladung|gesprach)(?: \w+){0,4} (?:nicht (?:annehmen|antreten"
        r"|wahrnehmen|weiterverfolgen|mehr annehmen)|ablehnen|nicht in frage|ausschlagen|nicht mehr in frage)"
        r"|(?:lehne|schlage)(?: (?:ich|das|ihr|die|hiermit|leider|angebot|stelle|einladung))+ (?:ab|aus)|(?:muss"
        r"|mochte)(?: \w+){0,3} (?:angebot|stelle|position) (?:\w+ )?ablehnen",
        r"(?:mich|habe mich)(?: \w+){0,4} (?:gegen|umentschieden|anderweitig|fur einen anderen|fur eine andere|fur"
        r" ein anderes)(?: \w+){0,4}(?: entschieden)?|(?:job|stelle|arbeit)(?: \w+){0,2} (?:gefunden|bekommen"
        r"|angenommen|zugesagt)(?= ?(?:$|[\n.!,]))|(?:anderswo|woanders|anderweitig|andernorts)(?: \w+){0,3}"
        r" (?:zugesagt|unterschrieben|fundig|angefangen|untergekommen|einen job)",
        r"(?:werde|mochte|kann|will)(?: \w+){0,5} nicht (?:mehr |weiter )?(?:weiterverfolgen|fortsetzen|fortfuhren"
        r"|weitermachen|teilnehmen|am (?:bewerbungs|auswahl)\w+|zur verfugung stehen)|von (?:meiner|der) bewerbung"
        r" (?:zuruck\w*|abstand)|trete(?: \w+){0,4} (?:zuruck)(?= ?(?:$|[\n.!,]))|bin (?:leider )?(?:raus|nicht"
        r" mehr dabei)(?= ?(?:$|[\n.!,]))",
        r"(?:vom|von (?:dem|der|meiner))(?: \w+)? ?(?:bewerbungs\w*|bewerbung|auswahl\w*|prozess|verfahren|stelle"
        r"|position|angebot)(?: \w+)? (?:zuruck\w*|abstand)|(?:wurde|bin|habe)(?: \w+){0,4} (?:von einer anderen"
        r"|von einem anderen|bei einer anderen|woanders|anderswo)(?: \w+){0,2} (?:eingestellt|genommen|angestellt"
        r"|ubernommen)",
        r"(?:angebot|stelle|job|position|rolle|arbeitsstelle)(?= |,)[^.!?\n]{0,40}(?:ablehnen"
        r"|ausschlagen)(?= ?(?:$|[\n.!,;]|muss|mochte|werde|will))|(?:werde|kann|will|mochte"
        r"|muss)(?: \w+){0,5} (?:stelle|job|angebot|position|vertrag)(?: \w+){0,2} (?:doch "
        r"|leider )?nicht (?:antreten|annehmen|unterschreiben|nehmen)",
        r"(?:stelle|job|position|angebot|rolle|aufgabe|tatigkeit|arbeit)(?: \w+){0,3} (?:nichts|nix"
        r"|nicht das richtige|nicht das passende|nicht der richtige|keine option)(?: mehr)? fur mich"
        r"|bin (?:leider |dann |doch |da |hier )*raus (?:beim?|aus|fur|was|bei der|bei dem|aus der"
        r"|aus dem)(?: \w+){0,3}|bin (?:leider |dann |doch )+raus(?= ?(?:$|[\n.!,;]))|(?:springe?"
        r"|spring)(?: \w+){0,2} ab(?= ?(?:$|[\n.!,;]))|trete(?: \w+){0,5} zuruck(?= ?(?:$|[\n.!,;]))"
        r"|ziehe? mich(?: \w+){0,5} zuruck|(?:mache|mach)(?: \w+){0,2} (?:einen )?ruckzieher",
        r"(?:bitte )?(?:anderweitig|anders|mit jemand(?:em)? anderem) (?:besetzen|vergeben)|(?:stelle"
        r"|platz)(?: \w+){0,2} (?:jemand anderem|anderweitig|einem anderen)|verzichte(?: \w+){0,2} auf (?:die|das"
        r"|den|diese[ns]?|dieses|ihr) (?:stelle|angebot|job|position|platz)|bleibe?(?: \w+){0,2} (?:wo ich bin"
        r"|beim (?:alten|jetzigen|bisherigen)|bei (?:meinem|meiner) (?:alten|jetzigen|bisherigen|aktuellen"
        r"|derzeitigen)(?: \w+)?)|(?:habe|hab)(?: (?:ich|schon|jetzt|inzwischen|mittlerweile|bereits|doch"
        r"|selbst))* (?:was|etwas) (?:anderes|neues|besseres|naheres) (?:gefunden|bekommen|in aussicht)|(?:nehme"
        r"|ziehe)(?: \w+){0,3} (?:abstand|meine zusage zuruck|zusage zuruck)",
        r"(?:nehme|nehm)(?: (?:ich|leider|hiermit|daher))* (?:die|das|den|ihr|euer) (?:stelle|angebot|job"
        r"|position)(?: (?:leider|doch))* nicht an|(?:hab|habe)(?: (?:ich|schon|jetzt|inzwischen|mittlerweile"
        r"|bereits))* (?:'?nen|einen|eine|ne|nen) (?:anderen|andere|neuen|neue) (?:job|stelle|arbeit)",
    ),
    maybe_withdraw=(
        r"(?:uberlege|uberlege gerade|bin am uberlegen|weiss (?:noch )?nicht|bin (?:mir )?(?:nicht|un) ?sicher"
        r"|zogere|eventuell|vielleicht|moglicherweise|wahrscheinlich|denke daruber nach|tendiere)(?:,? ?\w+){0,5},?"
        r" (?:zuruck\w*|bewerbung"
        r"|absag\w*|noch (?:will|mochte|passt|interess\w*)|weiter(?:machen|mache|gehen)?|richtige?|bleibe"
        r"|aussteig\w*)",
        r"(?:anderes|zweites|weiteres|konkurrierendes) angebot (?:erhalten|bekommen|vorliegen"
        r"|vorliegt)[^.!?\n]{0,60}(?:entscheid|uberleg|frist|annehm)\w*|zweifel(?:,| an| ob)|nicht das richtige"
        r"|doch nicht das",
        r"(?:nicht|un) ?(?:ganz |mehr |so )?(?:sicher|uberzeugt|schlussig)(?:,? \w+){0,8} (?:stelle|job|position"
        r"|weiter\w*|bewerbung|richtige?|passt|will|mochte)|(?:uberlege|uberleg|zweifle|zogere|hadere|schwanke"
        r"|tendiere|denke)(?: \w+){0,7} (?:zuruck\w*|absag\w*|abzusagen|bleiben|aussteig\w*|auszusteigen|bewerbung"
        r"|anderes angebot|andere stelle)|(?:habe|liegt|liegen|bekommen|erhalten|vorliegen)(?: (?:ich|noch|auch"
        r"|inzwischen|mir|uns|schon|gerade|ein|eine|jetzt|nun))* (?:anderes|weiteres|zweites|konkurrierendes"
        r"|andere) (?:angebot|stelle|zusage|angebote)(?! (?:\w+ )?(?:angenommen|akzeptiert|unterschrieben|zugesagt"
        r"|entschieden|gefunden))|bewerbung (?:\w+ )?(?:ruhen|pausieren|auf eis)|(?:habe|hab) (?:es )?mir (?:noch"
        r" ?mal )?anders uberlegt|(?<!keine )(?<!ohne )(?:bedenken|zweifel)(?= ?(?:$|[\n.!,]| ob| wegen| an))",
        r"tendier\w*(?: \w+){0,5} (?:zu|zur|zum|dazu)(?: (?:der|dem|einem|einer|meinem|meiner))? (?:anderen?"
        r"|anderem|bisherigen?|alten?|konkurrenz|absage|bleiben|abzusagen)|hin[- ]?und[- ]?her ?gerissen"
        r"|zwiegespalten|unschlussig|unentschlossen|bauchschmerzen|bauchweh|kalte fusse",
        r"(?:weiss|bin)(?: (?:noch|gar|mir|ehrlich gesagt|grad|gerade|echt|irgendwie|ich|auch|aktuell"
        r"|momentan))* (?:nicht|unsicher)(?: mehr)?(?: (?:so|ganz|recht|sicher|mehr|genau))*,? ob (?:ich|das|es"
        r"|mir|der|die)(?: \w+){0,6} (?:(?:noch )?will|mochte|richtige?|schaffe|wechsel\w*|zutraue|packe|zu mir)"
        r"|(?:das|es) (?:ist|ware)(?: \w+){0,3} (?:nichts|nix|nicht das richtige|nicht der richtige) fur mich"
        r"|(?:noch ein|ein zweites|ein besseres)"
        r" (?:anderes )?angebot(?! (?:\w+ )?(?:angenommen|unterschrieben|entschieden|zugesagt))"
        r"|(?:werde|nehme)(?: \w+){0,2} (?:wohl"
        r"|wahrscheinlich|vermutlich|eher)(?: \w+){0,3} (?:das andere|die andere|den anderen|absagen|ablehnen"
        r"|annehmen)",
        r"uberlege?(?: \w+){0,4},? ob (?:ich|das|es)(?: \w+){0,5} (?:wechsel\w*|will|mochte|weiter\w*|lohnt"
        r"|bleib\w*|absag\w*)|tendiere dazu,? (?:abzusagen|zu bleiben|nicht|es)",
    ),
    still_in=(
        r"(?:nicht|noch nicht|noch nie|nie|keine|kein|keinen|bevor ich|ohne)(?: \w+){0,4} (?:unterschrieben"
        r"|angenommen|zugesagt|zuruck(?:ziehen|zuziehen|gezogen|nehmen)|absagen|ab(?:zu)?sagen|entschieden|gefunden)",
        r"(?:andere[ns]?|neue[ns]?) (?:stelle|angebot|job|vertrag)(?: \w+){0,2} (?:noch )?nicht (?:angenommen"
        r"|unterschrieben|zugesagt|gefunden)|(?:zieh|zog)\w*(?: \w+){0,4} (?:bewerbung|kandidatur)(?: \w+)? nicht"
        r" zuruck",
        r"(?:haben|hat|habt|hatten) (?:sie|ihr|er|sie schon|jemand|die andere\w*|mein\w* \w+)(?: \w+){0,6}"
        r" (?:zuruckgezogen|angenommen|unterschrieben|abgesagt|entschieden|gefunden)",
        r"(?:letzten?|frühere|vorherige|erste|alte|doppelte|zweite) bewerbung(?: \w+){0,3}",
        r"(?:den |diesen |am |fur (?:den )?|termin (?:am )?)(?:\w+ ){0,3}(?:leider )?absagen|(?:muss|musste)(?:"
        r" ich)?(?: \w+){0,3} (?:termin|gesprach|interview|montag|dienstag|mittwoch|donnerstag|freitag)(?:"
        r" \w+){0,3} absagen",
    ),
    texts=(r"sms|texte?n?|whatsapps?|simsen|textnachrichten?",),
    mails=(r"e-?mails?|mails?|mailen|newsletter|anmailen",),
    another_way=(
        r"(?:aber |nur |lieber |sondern |bitte |gern(?:e)? |besser |dafur |jedoch |stattdessen |dann |und |es geht "
        r"|kontakt |schreiben sie mir |melden sie sich |erreichen sie mich |mich |sie konnen ){0,6}(?:per |uber "
        r"|via |die |eine |auf |durch )?"
        r"(?:(?P<texts>sms|whatsapp|textnachrichten?)|(?P<mails>e-?mails?|mails?)|(?P<calls>telefon(?:isch)?"
        r"|anrufe?n?|anruf|handy))(?: (?:ist|sind|ware|waren|geht|gehen|passt|passen|bitte|mir|lieber|okay|ok|in"
        r" ordnung|gut|fein|super|besser|prima"
        r"|klar|vollig|erreichbar|genugt|reicht|jederzeit|gern(?:e)?|weiterhin|schon|stattdessen|kontaktieren"
        r"|schreiben|voll|kein problem|weiter|nach wie vor|absolut|perfekt|dagegen|hingegen|schreiben sie mir"
        r"|melden)){0,6}",
        r"(?:ruf(?:en|t)?) (?:sie |mich |bitte |lieber |doch |stattdessen ){0,6}(?P<ring>an)(?: (?:bitte|lieber"
        r"|stattdessen))?",
    ),
    only_by=(
        r"(?:e-?mails?|mails?|per (?:e-?)?mail)(?: \w+){0,2} (?:statt|anstatt|anstelle von|und nicht|nicht|statt"
        r" per) (?:per |von )?(?P<texts>sms|whatsapp|textnachrichten?)",
        r"(?:sms|per sms)(?: \w+){0,2} (?:statt|anstatt|und nicht|nicht|anstelle von) (?:per )?(?P<mails>e-?mails?"
        r"|mails?)",
        r"(?P<texts>(?:nur (?:noch )?|ausschliesslich |bitte nur )(?:per |uber |via )?(?:e-?mails?|mails?))",
        r"(?:statt|anstatt|anstelle von) (?P<texts>sms|whatsapp)(?: \w+){0,3} (?:e-?mails?|mails?)",
        r"(?:lieber |besser )(?:per |via )?(?:e-?mails?|mails?) als (?:per |via )?(?P<texts>sms|whatsapp"
        r"|textnachrichten?)",
        r"(?:lieber |besser )(?:per |via )?(?:sms|whatsapp) als (?:per |via )?(?P<mails>e-?mails?|mails?)",
        r"(?P<texts>sms|whatsapp)(?: bitte)? (?:nicht|nein),? (?:e-?mails?|mails?)(?: (?:ja|ok|okay|gern|gerne))?",
        r"statt (?P<texts>sms|whatsapp)(?: \w+)? (?:e-?mails?|mails?)(?: (?:schicken|schreiben|senden))?",
    ),
    reactions=(
        r"(?:gefallt|gefallt mir|hat|liebt|geliebt|mag|lacht uber|lachte uber|hat gelacht uber|hervorgehoben|betont"
        r"|hat betont|fragt zu|in frage gestellt|hat mit [^\w\s]{1,12} (?:reagiert )?auf|reagierte mit"
        r" [^\w\s]{1,12} auf|mit [^\w\s]{1,12} reagiert auf"
        r"|reagiert(?:e)? (?:mit )?[^\w\s]{1,12} auf|[^\w\s]{1,12} auf|[^\w\s]{1,12} zu|findet|gefallt nicht|herz"
        r" (?:fur|zu|entfernt von)|.{1,14} entfernt (?:von|aus|bei)|ein .{1,14} (?:entfernt|wurde entfernt) (?:von"
        r"|bei|aus))",
    ),
    reactions_after=(
        r"(?:mit .{1,24} (?:markiert|reagiert|kommentiert|versehen)|geliebt|gelacht|betont|hervorgehoben|gefallt"
        r" mir|hinterfragt|in frage gestellt|nicht gemocht|entfernt|lustig gefunden)",
        r"reagiert",
    ),
)

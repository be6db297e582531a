"""Italian."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = (
    r"(?:e-?mails?|mails?|messaggi(?:o|ni)?|sms|comunicazion[ei]|telefonate|chiamate|newsletter|notifiche|posta"
    r"|pubblicita|avvisi|promemoria|contatt[oi]|informazioni|whatsapp|spam|corrispondenza|mailing|solleciti"
    r"|proposte|offerte)"
)
_WRITE = (
    r"(?:scriv(?:etemi|ermi|ere|a|ete|ami|ano|eteci)|contatt(?:atemi|armi|are|i|ate|ami|ateci|ino)|invia(?:temi|rmi"
    r"|re|te|mi)|manda(?:temi|rmi|re|te|mi)|chiama(?:temi|rmi|re|te|mi)|disturba(?:temi|rmi|re|te|rci)"
    r"|telefona(?:temi|rmi|re|te)|importuna(?:temi|rmi|re|te)|rompe(?:re|rmi|te)|tormenta(?:temi|rmi|re)"
    r"|assilla(?:temi|rmi|re)|stressa(?:rmi|re|temi)|messaggia(?:rmi|re|temi)|spamma(?:rmi|re|te|temi)|cerca(?:rmi"
    r"|re|temi)|ricontatta(?:rmi|re|temi)|scrivermi|spedi(?:rmi|re|temi)|insistere|molesta(?:rmi|re|temi))"
)
_SUCH = (
    r"(?:piu|altre|altri|altro|altra|le|i|gli|la|il|vostre|vostri|vostra|tue|tuoi|sue|suoi|queste|questi|questo"
    r"|queste|tutte|tutti|tante|tanti|di|da|delle|dei|degli|nessun[ao]?|ulteriori|ulteriore|alcun[ao]?|simili|del"
    r" genere|automatici)"
)
_LIST = (
    r"(?:list[ae](?: (?:di (?:distribuzione|contatti|invio|posta)|mailing|contatti|candidati))?|mailing list"
    r"|database|banca dati|banche dati|archivi[oi]?|rubrica|newsletter|elench[io]|elenco|sistem[ai]|indirizzario"
    r"|contatti|mailing)"
)

IT: Final = Language(
    stop=(
        r"(?:con la presente )?(?:chiedo|prego|vi prego|la prego|richiedo|vi invito|la invito|vi chiedo|desidero"
        r"|gradirei|vi sarei grat[oa]|vi pregherei|vogliate|siete pregati)(?: (?:di|a|cortesemente|gentilmente"
        r"|pertanto|se poteste))* (?:non (?:ricevere|inviarmi|mandarmi|farmi pervenire|trasmettermi)|astenervi"
        r" dal(?:l')? ?(?:contattarmi|scrivermi|inviarmi|invio di)|cessare|interrompere|sospendere|evitare)(?:"
        r" (?:piu|ogni|qualsiasi|ulteriori?|altre|altri|le|i|alcuna|alcun|nuove|future|vostre|l'invio di|di))*"
        r" (?:comunicazion[ei]|messaggi|mail|e-?mail|sms|proposte|offerte|contatt[oi]|invi[oi]?|corrispondenza"
        r"|newsletter|telefonate|scrivermi|inviarmi \w+)(?: da (?:parte vostra|voi))?",
        r"(?:questo|il mio) (?:numero|indirizzo|contatto|nome|nominativo) (?:va|deve essere|sia|vada|e da)"
        r" (?:tolto|cancellato|rimosso|eliminato|togliere|cancellare|rimuovere)(?: d[ai]ll?[aie']*(?:"
        r" ?vostr[aeio])? ?(?:list[ae]|invii|elench[io]|elenco|database|rubrica|archivi[o]?|contatti|mailing"
        r" list))?",
        rf"(?:non|mai)(?: (?:mi|ci|voglio che mi|voglio che|dovete|devi|deve|per favore|più|piu|desidero che mi))*"
        rf" ?(?:{_WRITE}|scriva|contatti|scrivete|contattate|chiamate|mandate|inviate|mandi|chiami|invii"
        rf"|disturbi)(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:piu|mai piu|mai|ancora|in futuro|di nuovo|a questo"
        rf" (?:numero|indirizzo)|su questo numero|per (?:favore|sms|mail)|nulla|niente|grazie))*"
        r"(?! (?:prima|dopo|fino|di (?:mattina|sera|notte|pomeriggio|lunedi|martedi|mercoledi|giovedi|venerdi)|il"
        r" (?:lunedi|martedi|mercoledi|giovedi|venerdi)|la (?:mattina|sera)|durante|al lavoro|in ufficio"
        r"|all'indirizzo|sul (?:telefono|numero|fisso)|al (?:numero|mio)|alla|quando|se|domani|oggi|nel|tra|sulla"
        r"|mentre|in orario))",
        rf"(?:smett(?:etela|ete|ila|a|erla|ere|i|iamo|etevi)|basta|finitela|piantatela|piantala|smettila|cessa(?:te"
        rf"|re)|evita(?:te|re)|evitate|stop|fermatevi|fermate|interrompete|sospendete)(?: (?:subito|per favore|ora"
        rf"|immediatamente|cortesemente|con|di|a|da))*(?: (?:{_SUCH}|l'invio di|l'invio delle|questo|queste"
        rf"|mi))*(?:"
        rf" ?(?:{_WRITE}|{_THINGS}|spam|rompere le (?:palle|scatole)|insistenza))+(?: (?:{_SUCH} )*(?:{_THINGS}))?",
        rf"(?:non)(?: (?:voglio|desidero|vorrei|intendo|gradisco|ho intenzione di|mi interessa|autorizzo|vogliamo"
        rf"|accetto|sono interessat[oa] a))(?: (?:piu|assolutamente|che|mi|a|di))*(?: (?:ricevere|avere|essere"
        rf"|sentire|sapere|che mi|ricevere piu|voi|piu))*(?: (?:{_SUCH} )*(?:{_THINGS}|contattat[oa]|disturbat[oa]"
        rf"|chiamat[oa]|importunat[oa]|da voi|nulla da voi|niente da voi|contattiate|scriviate|mandiate|chiamiate"
        rf"|scriva|contatti|ricontattat[oa]))+(?: (?:piu|da (?:voi|parte vostra)|in futuro|via (?:sms|mail)|per"
        rf" telefono|vostri|vostre|mai))*",
        rf"(?:(?:vorrei|voglio|desidero|chiedo di|potete|puo|potrebbe|potreste|per favore|vi prego di|vi chiedo di"
        rf"|chiedo|prego|e|richiedo di|siete pregati di|cortesemente|puoi) )*(?:essere )?(?:togli|cancell|rimuov"
        rf"|elimin|lev|depenn|escl|rimoss|disiscriv|stacca)\w*(?: (?:mi|il|la|i|mio|mia|miei|mie|nome|numero"
        rf"|indirizzo|e-?mail|mail|contatto|nominativo|dati|e|telefono|recapito|tutti|immediatamente|subito))*"
        rf" (?:d[ai]ll[ae']?|dal|dai|dagli|da)(?: ?(?:{_SUCH}|ogni|qualsiasi) )*? ?(?:{_LIST}|{_THINGS}|vostr[aoie]"
        rf" (?:{_LIST}|{_THINGS}))",
        r"(?:cancell|elimin|rimuov|distrugg)\w*(?: (?:tutti|per favore|immediatamente|subito))* (?:(?:i|il|la|le)"
        r" )?(?:miei|mio|mia|mie) (?:dati(?: personali)?|numero(?: di telefono)?|indirizzo(?: e-?mail| mail)?"
        r"|e-?mail|contatt[oi]|recapit[oi]|informazioni|account|profilo|nominativo)(?: (?:e|dal|dai|dalla"
        r"|vostr[oaie]|database|sistema|archivi|ai sensi|del|gdpr|immediatamente|subito|secondo))*(?= ?(?:$|[\n.!,]"
        r"|per favore|grazie|e non|e smett))",
        r"(?:(?:voglio|vorrei|desidero|chiedo(?: di)?|potete|devo|come) )*(?:disiscriv\w*|cancellarmi|cancellatemi"
        r"|annulla\w* (?:la )?(?:mia )?iscrizione|disattiva\w* (?:le )?notifiche|disdire|cancella\w* (?:la )?(?:mia"
        r" )?iscrizione)(?: (?:d[ai]ll[ae]?|dal|dai|da)(?: \w+){1,3})?(?= ?(?:$|[\n.!,]|per favore|grazie|dal|da))",
        r"(?:lascia(?:temi|mi|teci|re)|lasciatemi)(?: (?:stare|in pace|perdere|tranquill[oa]|per favore))+|(?:mi"
        r" )?lasci(?:ate|a)? in pace|dimenticate(?:vi)?(?: (?:di me|il mio numero))|toglietevi|sparite|sparisci",
        r"(?:revoco|ritiro)(?: (?:il|ogni|mio|qualsiasi|ogni mio))* (?:consenso|autorizzazione)(?: (?:e|al|alla|per"
        r"|a)[^.!?\n]{0,50})?|mi oppongo al[^.!?\n]{0,50}|nego il (?:mio )?consenso|esercito il (?:mio )?diritto"
        r" (?:alla cancellazione|all'oblio|di opposizione)",
        r"andate (?:a (?:quel paese|cagare|fare in culo)|via)|vaffanculo|vai (?:via|a quel paese|al diavolo)|fuori"
        r" dalle palle|non rompe(?:te|re)(?: piu)?(?: le (?:palle|scatole))?",
        rf"(?:preferirei|preferisco|gradirei|apprezzerei)(?: che)?(?: (?:non|smetteste di|la smetteste di|che non"
        rf"|mi"
        rf"|piu|essere|ricevere|evitare))+ ?(?:{_WRITE}|{_THINGS}|contattat[oa]|disturbat[oa]|scriveste|contattaste"
        rf"|mandaste|ricevere (?:{_SUCH} )*{_THINGS})(?: piu)?",
        rf"(?:niente|nessun[ao]?|basta|stop|mai) (?:piu |con |altre |altri |altro )*(?:{_SUCH} )*(?:{_THINGS})(?:"
        rf" (?:da voi|per favore|grazie|piu))*|(?:non) (?:contattare|scrivere|chiamare|disturbare|inviare"
        rf"|mandare)(?: (?:piu|mai piu))?(?: (?:{_SUCH} )*{_THINGS})?",
        r"(?:non)(?: (?:mi|ci))? (?:mandate|inviate|scrivete|mandatemi|scrivetemi|inviatemi|cercate|cercatemi"
        r"|scriva|mandi|invii|disturbate|disturbatemi)(?: (?:piu|niente|nulla|mai|altro|altri))+|non (?:voglio"
        r"|desidero)(?: (?:piu|sapere|ricevere|sentire|avere))* (?:niente|nulla|saperne|sentirvi|sentire)(?: (?:da"
        r" voi|di voi|piu|a che fare con voi))*|non (?:voglio|desidero) (?:piu )?(?:questo|questa roba|essere"
        r" (?:piu )?(?:nella|in) (?:vostra|questa)? ?lista)",
        r"(?:dimentic|cancell|elimin|togli|rimuov|perd)\w*(?:vi|mi|te|temi)? (?:di |il |i |la )?(?:mio (?:numero"
        r"|contatto|nominativo|indirizzo|nome|profilo)|miei (?:dati|recapiti)|mia (?:mail|e-?mail)|di me)(?: (?:per"
        r" favore|subito))*(?= ?(?:$|[\n.!,]|e))|(?:voglio|vorrei|desidero|chiedo di|pretendo di) (?:uscire|essere"
        r" (?:tolt[oa]|cancellat[oa]|rimoss[oa]|eliminat[oa]|disiscritt[oa])|cancellarmi|disiscrivermi"
        r"|togliermi)(?: (?:d[ai]ll[ae]|dal|dai|da)(?: \w+){1,3})?",
        r"(?:vi )?(?:diffido|proibisco|vieto|ordino)(?: (?:dal|di|a|vi|dall'))*(?: ?\w+){0,4}|(?:basta|smettetela"
        r"|smettete|finitela|stop|cessate)(?: (?:ora|subito|per favore|con|di|il|la|questo|questa|tutto|queste"
        r"|tanta))+ ?(?:spam|insistenza|bombardamento|storia|assillo|molestie|stalking)?|nessun contatto(?: (?:piu"
        r"|per favore))?|non (?:piu )?contattarmi",
        r"(?:desidero|chiedo di|vorrei|voglio|preferisco|prego di|vi chiedo di|gradirei)? ?non (?:essere|venire)"
        r" piu (?:contattat[oa]|disturbat[oa]|chiamat[oa]|importunat[oa])(?: (?:da voi|per favore))*|che (?:non mi"
        r" (?:contattiate|scriviate|chiamiate|mandiate|disturbiate)|mi (?:cancelliate|togliate|rimuoviate"
        r"|eliminiate)|smettiate di (?:scrivermi|contattarmi|chiamarmi|disturbarmi))(?: (?:piu|dalla (?:lista"
        r"|vostra lista)|messaggi|mail|sms))*|(?:stop|basta|fine)(?: (?:a|alle|agli|ai|con|con le|con gli|di"
        r"|all'))? ?(?:mail|e-?mail|sms|messaggi|comunicazioni|contatti|invio di \w+|telefonate)|(?:interromp|cess"
        r"|sospend)\w*(?: (?:ogni|qualsiasi|tutte le|tutti i|i|le|subito|per favore))* (?:contatt[oi]"
        r"|comunicazion[ei]|invi[io]|messaggi|mail)",
    ),
    alone=(
        r"stop|basta|fermi|fermatevi|fermate|smettetela|smettila|smettere|finitela|finiscila|cancellami"
        r"|cancellatemi|cancellazione|cancellarmi|rimuovi|rimuovimi|rimuovetemi|toglimi|toglietemi|disiscrivimi"
        r"|disiscrivetemi|disiscrizione|disiscriviti|disiscrivermi|annulla iscrizione|eliminami|eliminatemi"
        r"|lasciatemi stare|lasciami stare|ora basta|adesso basta|mai piu|chiuso"
        r"|(?:no|niente|stop|basta) (?:sms|mail|messaggi|e-?mail|spam)|non (?:scrivere|disturbare|chiamare"
        r"|contattare|rompere)|piantatela|piantala|levatemi",
        r"basta per favore|ora basta davvero|smettila per favore|mai piu contatti|nessun contatto|non contattare"
        r"|non contattatemi|cancellami subito|toglimi da li|lasciatemi|lasciami|lasciate stare|dimenticatemi|adesso"
        r" basta per favore|stop subito|non insistete|fuori dalla lista|via dalla lista|basta basta",
    ),
    alone_in_texts=(r"cancella|annulla|esci|elimina|chiudi|termina|fermare|arresta",),
    doubt=(
        r"stop|smett\w+|basta|cess(?:ate|are)|finitela|piantatela|disiscri\w*|annulla\w* (?:la )?(?:mia"
        r" )?iscrizione|cancellar(?:mi|e)|cancella(?:temi|mi)|disdir\w*",
        rf"(?:non|mai)(?: \w+){{0,3}} (?:{_WRITE}|scriva|contatti|scrivete|contattate|chiamate|mandate|inviate)(?:"
        rf" piu)?|non (?:mi )?(?:scrivete|contattate|chiamate|cercate)",
        rf"(?:troppi|troppe|tanti|tante|meno|stufo di|stufa di|stanco di|stanca di|un sacco di|continue|continui)"
        rf" (?:{_SUCH} )*(?:{_THINGS})|stuf[oa]|non ne posso piu|scocciat[oa]|rott[oi] (?:le|di)",
        r"(?:togli|cancell|rimuov|elimin|lev)(?:ete|i|a|ere|are|etemi|ermi|armi|atemi|imi|ami)? (?:il |i |la"
        r" )?(?:mio|miei|mia) (?:numero|dati|nome|indirizzo|contatto|e-?mail|mail|recapito|nominativo)|(?:togli"
        r"|cancell|rimuov|elimin|lev)(?:etemi|ermi|armi|atemi|imi|ami)|(?:dalla|nella) (?:vostra |sua |tua"
        r" )?(?:lista|mailing list|newsletter)|(?:vostra|vostre|vostro) (?:lista|liste|database|archivio)",
        r"in pace|spam\w*|molest\w*|disturb(?:at\w*|are|arm\w*|ate|o|a)|gdpr|diritto all'oblio|garante|protezione"
        r" dei dati|consenso|avvocat\w*|denunci\w*|fastidi\w*|assill\w*|insistent\w*|invadent\w*|stalk\w*"
        r"|importun\w*",
        r"(?:come|dove|chi)(?: \w+){0,4} (?:il )?(?:mio (?:numero|indirizzo|contatto)|miei dati|mia (?:e-?mail"
        r"|mail))|(?:numero|persona) sbagliat[oa]|(?:ha|avete|hai) sbagliato(?: numero| persona)?|chi (?:siete|sei"
        r"|e)(?: (?:lei|tu|voi))?(?= ?(?:$|[\n.!?,]))|perche (?:mi|continuate|insistete|continuo|vi)|non vi"
        r" conosco",
        r"non (?:mi interessa|sono interessat[oa]|ho interesse|m'interessa)|nessun interesse|non (?:voglio|desidero"
        r"|vorrei) (?:piu|ricevere|essere|che mi|sapere|sentire|avere)(?! (?:disturb\w*|dubbi|domande|problemi))"
        r"|nulla da voi|mai (?:iscritt[oa]|candidat[oa]|richiesto|autorizzato|dato il)|blocc(?:o|are|ato|hero)"
        r" (?:questo|il|vi|il vostro)|cazzo|merda|palle|stronz\w*",
        r"(?:meno|troppo|cosi) (?:spesso|frequent\w*|insistent\w*|invadent\w*)|(?:tutti i giorni|ogni giorno|ogni"
        r" due giorni|di continuo)[^.!?\n]{0,30}(?:messagg|mail|sms|scriv|chiam)\w*|insist\w+|bombard\w*|assill\w*"
        r"|sommers\w*|tartass\w*|mia privacy|(?:questo|quello) non e (?:piu )?(?:il|il mio|mio) (?:numero|telefono"
        r"|indirizzo)(?: di \w+)?|non sono (?:ana|maria|la persona|quell[ao]|chi)|non conosco nessun\w*|qui non"
        r" abita|(?:discorso|capitolo|argomento|questione) chius[oa]|di nuovo voi|ancora voi|che (?:noia|palle"
        r"|pizza|scocciatura|barba|stress)|rompi(?:ball|pall|scat|cogl)\w*|invaden\w*",
        r"(?:lasciamo|lasciare|lascerei|chiudiamo|chiuderei|fermiamoci)(?: (?:perdere|stare|qui|la|qua))+|non"
        r" (?:ricordo|mi ricordo) (?:di|che|quando)|(?:chi|dove)(?: \w+){0,3} (?:ha dato|avete preso|avete trovato"
        r"|preso) (?:il mio|i miei|la mia)|che cos'e (?:questo|questa)|cos'e questa|non ho (?:mai )?(?:chiesto"
        r"|autorizzato|richiesto|dato il)|non so chi|sono (?:stuf|stanc|esasperat)[oa]\w*",
        r"(?:preferisco|preferirei|vorrei|gradirei|mi piacerebbe)(?: \w+){0,4} (?:non|meno|smett\w*|evitare)(?:"
        r" \w+){0,4} (?:ricev\w*|contatt\w*|messagg\w*|mail|e-?mail|sms|scriv\w*|chiam\w*|disturb\w*|avvis\w*"
        r"|sentire)|(?:uscire|togliermi|cancellarmi|rimuovermi|essere (?:tolt|cancellat|rimoss|eliminat)[oa]) (?:da"
        r"|dall?[ae]?)",
        r"(?:scriv|contatt|mand|invi|chiam)\w* (?:meno|troppo|tanto|di continuo|sempre)|fino a quando (?:mi|volete"
        r"|pensate|andrete|continu\w*)|(?:pensavo|credevo|pensava)(?: \w+){0,5} (?:cancellat\w*|disiscritt\w*"
        r"|rimoss\w*|tolt\w*|eliminat\w*)|(?:gia|avevo)(?: \w+){0,2} (?:chiesto|detto|scritto)(?: \w+){0,4} (?:non"
        r"|smett\w*|cancell\w*|togli\w*|basta|stop)|perche (?:ricevo|continuo|mi arrivano)|(?:vi )?(?:siete|state)"
        r" sbaglia\w*|sbagliate persona|non (?:sto cercando|cerco) (?:lavoro|un lavoro|impiego)|si puo smettere|a"
        r" disagio|non (?:mi fa piacere|gradisco|mi piace) che|invadenza",
        r"(?:non (?:c'e|serve|occorre|e necessario|e il caso)(?: (?:piu|bisogno))*(?: di| che)?|inutile|evitate di"
        r"|si eviti di|non vi disturbate a|risparmiatevi di|astene\w+ dal|astenersi dal)(?: (?:mi|continuare a"
        r"|tornare a))* ?(?:ri)?(?:contatt|scriv|invi|mand|insist|sollecit)\w*\b(?! (?:il|la|lo|un|una|copia|l'))",
        r"(?:chied|preg|richied|invit|grat|vogliat|esig|diffid|gradir)\w*(?: (?!scus|perd)\w+){0,5} (?:non |smett"
        r"|cess|asten|elimin|interromp|sospend|togli|rimuov|cancell|esclud|evit)\w*(?: \w+){0,5} (?:contatt"
        r"|messagg|mail|e-?mail|comunicazion|invi|scriv|list|banc|database|elenc|chiam|notific|offert|propost)\w*"
        r"|(?:porre|mettere|ponete) fine a",
        r"non (?:desidero|voglio|vorrei|autorizzo|gradisco|intendo|mi servono)(?: \w+){0,3} (?:ricev\w*"
        r"|comunicazion\w*|(?:altre|altri|piu|ulteriori|vostre) (?:offerte|messaggi|mail|avvisi|proposte|annunci))"
        r"|non mi (?:servono|interessano) (?:piu )?(?:le )?(?:vostre|altre) (?:offerte|proposte|mail)|(?:questo"
        r"|mio) (?:numero|indirizzo|contatto|nome|nominativo|recapito) (?:va|deve essere|non (?:va|deve|sia)|sia)"
        r" (?:tolt|cancell|rimoss|elimin|usat|utilizz|contatt|essere)\w*",
        r"(?:togli|lev|cancell|rimuov|elimin|butt|strapp|ritir)(?:ete|i|ere|are|ate|a|iamo) (?:pure |subito |per"
        r" favore )?(?:il |la |i )?(?:mio|mia|miei) (?:cv|curriculum|profilo|scheda|num|numero|tel\w*|cell\w*|nome"
        r"|nominativo|contatto|recapit\w*)(?! (?:vecchi|precedent|che|dal cv|dal curriculum))|(?:togli|lev|cancell"
        r"|rimuov|elimin|escl|tir)\w*(?:mi|temi) (?:da (?:li|la|qui|qua|sta|questa|questo|quella|quell'|ogni)"
        r"|fuori)|(?:mi )?(?:potete|puo|puoi|potreste) (?:togliere|levare|cancellare|tirare fuori) da (?:li|la|qui"
        r"|sta|questa|questo|quell\w+)|(?:fuori|uscire) da (?:sta|questa|quest'|quella|codesta) (?:lista|cosa"
        r"|storia|elenco|mailing)",
        r"(?:smett|smetter|piant|finir|finit)\w* di (?:inviar|mandar|scriver|contattar|chiamar|tempestar|tormentar"
        r"|rompere|insister)\w*|(?:troppi|troppe|tanti|tante|basta|meno|stop) (?:msg|mess|sms|annunci|offerte"
        r"|proposte|notifiche|vocali)|(?:mi )?(?:avete|hai|ha|state|stai) (?:stufato|rotto|scocciato|stancato"
        r"|stufando|rompendo|seccato|esasperato)|non (?:voglio|vi voglio|ti voglio)(?: \w+){0,2} (?:sentir\w*"
        r"|vedere)",
        r"(?:sms|messagg\w*|mail|e-?mail|whatsapp|scriv\w*|chiam\w*|mand\w*)(?: \w+){0,2} (?:alle|a) (?:(?:le"
        r" )?2[1-3](?:[:. e]\d*)?|mezzanotte|quest'ora|queste ore|un'ora simile|(?:1|2|3|4|5|6|una|due|tre|quattro"
        r"|cinque) di notte)|mancanza di rispetto|a quest'ora\?|(?:e|ma e|sara) uno scherzo|mi (?:state|stai)"
        r" prendendo in giro|non vi stancate(?: mai)?|(?:ma )?(?:vi|non) (?:arrendete|stancate) (?:mai|proprio)"
        r"|che vergogna|e il colmo|assurdo,? (?:tutti|ogni|ancora|un altro)|inammissibile|complimenti (?:per"
        r"|vivissimi)",
        r"(?:^|(?<=[.!?\n]) ?)(?:ancora|di nuovo|rieccovi|e (?:due|tre|quattro)|un altr[oa]|un'altra|altr[oa]|ecco"
        r" un altr[oa]|e un altr[oa]|ma ancora) ?(?:un |una |un'|con |sta |questa |questo |lo |la |voi"
        r" ){0,3}(?:altr[oa] |stess[oa] )?(?:offert\w|annunci\w|messaggi\w|mail|sms|propost\w|vostr\w|voi|stori\w"
        r"|rob\w|msg|notifica|pubblicita)(?! (?:da|che|per il|con|piu))(?= ?(?:$|[\n.!?,:]|di |del|per |da|a |in"
        r" ))|(?:ancora|di nuovo) (?:con )?(?:questi|queste|sti|ste|sta|sto) |rieccovi|rieccoli|ci risiamo|ancora"
        r" voi"
        r"|e ridaje|aridaje|aridaglie|e dai|ma che volete|cosa volete (?:ancora|da me)",
        r"(?:offerta|messaggio|mail|sms|annuncio|msg)(?: numero| n\.?) (?:venti|trenta|cento|mille|quindici|dieci"
        r"|cinquanta|quaranta|ennesim\w*)|(?:terz|quart|quint|sest|settim|decim|ventesim|ennesim)[oa] (?:messaggio"
        r"|mail|sms|offerta|annuncio|proposta|volta che (?:mi|vi)|msg)|(?:\d+|tre|quattro|cinque|sei|sette|otto"
        r"|dieci|venti|mille) (?:messaggi|mail|sms|annunci|offerte|proposte|chiamate|msg) (?:in (?:una|un|due|tre"
        r"|\d+)|al (?:giorno|mese|di)|a settimana|oggi|questa settimana|stamattina|di fila|di seguito|gia)"
        r"|quant[ie] (?:messaggi|mail|sms|volte (?:ancora|devo|ve lo|te lo|dobbiamo))",
        r"(?:che (?:gioia|bello|meraviglia|fortuna|sorpresa|emozione)|complimenti|bravi|fantastico|evviva|ottimo"
        r"|wow)(?:,|\.|!| )+(?:un'altra|un altro|l'ennesim|l'offerta numero|ancora (?:un|voi)|per l'insistenza|per"
        r" la (?:costanza|perseveranza))\w*|neanche una (?:telefonata|risposta|chiamata)",
        r"(?:siete|sei|e|parlo con|sto parlando con|saro|scrive)(?: \w+){0,2} (?:un |una |dei )?(?:robot|bot"
        r"|macchina|ia|computer|risponditore)(?= ?(?:\?|$|o |che |quest|,))|(?:robot|bot)\?|messaggio automatico\?"
        r"|(?:vi"
        r"|ti|la) pagano (?:a|per|al) (?:ogni |il |numero di |ogni singolo )?(?:messaggio|messaggi|mail|sms"
        r"|chiamata|invio)|pagat[ioa] a (?:messaggio|mail|cottimo)",
        r"(?:ma )?(?:almeno|mai|davvero|per caso|veramente)(?: \w+){0,3} (?:legge|guard|lett|leggi|leggo)\w*(?:"
        r" \w+){0,2} (?:profil|cv|curriculum)\w*|(?:leggete|guardate|li leggete)(?: \w+)? (?:i |li )?(?:profili|cv"
        r"|curriculum)|(?:niente|nulla|che) (?:a che vedere|c'entra|ha a che fare|ha a che vedere|c'entro)(?:"
        r" \w+)? (?:con me|col mio|con il mio|con la mia|io)|che c'entra (?:con|col)",
        r"(?:chi|da dove|dove|come|perche|da chi)(?: \w+){0,4} (?:dato|passato|fornito|girato|preso|trovato|avuto"
        r"|ottenuto|recuperato|venduto|tirato fuori|avete|ha|hai)(?: \w+){0,2} (?:mio|mia|miei|questo) (?:numero"
        r"|num|tel\w*|cell\w*|mail|e-?mail|indirizzo|contatt[oi]|dati|recapit[oi]|nome|nominativo)|non (?:mi"
        r" )?(?:ricordo|risulta|sovviene)(?: \w+)? (?:di |che |d'|aver)",
        r"(?:sul|al) (?:cellulare|telefono|cel|tel|whatsapp)(?: \w+)? no(?:n|,| grazie|$)|(?:no|niente) (?:al|sul)"
        r" (?:cellulare|telefono|whatsapp)",
        r"ve l'ho gia detto|vi ho gia detto|ho gia detto (?:di )?no(?! (?:a|al|alla|all'\w+))|non insist\w+"
        r"|(?:messaggi\w?|sms|mail) a"
        r" (?:quest'ora|mezzanotte|notte fonda)|ma (?:siamo seri|fate sul serio|siete seri|stiamo scherzando)"
        r"|(?:avete|ha) letto(?: \w+){0,3} (?:almeno|davvero)|almeno lett\w",
        r"(?:^|(?<=[.!?\n]) ?)(?:no |guardi |guardate |senta )?(?:lascia(?:te|mo)? (?:perdere|stare)|lasci"
        r" (?:perdere|stare))",
        r"(?:non|senza) (?:vi |la )?(?:autorizz\w+|do (?:il permesso|il consenso|l'autorizzazione))|(?:dico|detto"
        r"|ripeto|risposto|ridico) (?:di|che) no(?! (?:a|al|all'\w+|alla))|non (?:ho|mi) (?:piu )?(?:bisogno|serve"
        r"|servono)(?: piu)?(?:"
        r" (?:di|dei|delle|i|le))? (?:vostr\w*|servizi|nulla|niente|offerte|lavoro)|(?:passat|superat"
        r"|oltrepassat)\w*(?: \w+)? (?:il|i|ogni) limit\w|non mi (?:sono|ero) (?:mai )?(?:iscritt|registrat"
        r"|candidat|abbonat)\w|sempre (?:la stessa|le stesse|gli stessi|lo stesso|la solita|le solite|i soliti)|in"
        r" che lingua|come (?:ve lo|te lo|glielo) (?:devo|dico|spiego)|sono le (?:\d+|due|tre|quattro|cinque|sei)"
        r" (?:di|del) (?:notte|mattina|mattino)|come (?:esco|faccio (?:a|per) (?:uscire|toglier|cancellar"
        r"|disiscriv|levar)|posso (?:uscire|toglier|cancellar|disiscriv|levar))\w*|(?:scriv|contatt|mand|invi"
        r"|chiam)\w* (?:di|molto) meno|meno (?:messaggi|mail|sms)",
        r"(?:eliminiate|cancelliate|togliate|rimuoviate|eliminaste|cancellaste|toglieste|rimuoveste)(?: \w+){0,3}"
        r"|siete (?:pesant|insopportabil|assillant|stressant|seccant|noios)\w*|tempest\w+|martell\w+|(?:sono|ne"
        r" ho) (?:pien|le tasche|le scatole|fin sopra|abbastanza|esasperat)\w*|che (?:insistenza|seccatura|tortura"
        r"|strazio|rottura)|(?:andate|vada|andatevene) a (?:dare|rompere|scocciare)|non disturb\w+ (?:oltre|piu"
        r"|ulteriormente)|(?:messaggi|sms|whatsapp|cellulare|telefono) no(?= ?(?:$|[\n.!?,]))",
    ),
    refusal=(
        r"(?:no |grazie |ma |mah )?(?:non mi convince|va bene cosi no|a posto cosi|sto bene cosi|sono a posto|non"
        r" ci siamo|non e per me|non e roba per me|non fa al caso mio|non mi serve|lasci (?:perdere|stare)|fa"
        r" niente|niente da fare|nemmeno per idea|ma anche no|ma va|ma quando mai|scordatevelo|scordatelo"
        r"|scordatevi|per me no|io passo|passo|direi proprio di no|proprio no|zero interesse|nessun interesse|non"
        r" interessat[oa]|neanche morto|neanche per idea|meglio lasciar perdere|lascio perdere|ormai no|non piu"
        r" grazie|va be lasciamo stare|non mi va|chiudiamo qui)(?: grazie| ormai)?",
        r"basta cosi|non piu|niente piu|no|no,? grazie|grazie,? (?:ma )?no|no grazie|non (?:mi interessa|sono"
        r" interessat[oa])|non m'interessa|nessun interesse|non voglio|mai|lascia(?:te)? (?:stare|perdere)|niente"
        r"|passo|non fa per me|per niente|non ho bisogno|meglio di no|assolutamente no|non piu",
        r"lasciamo perdere|lasciamo stare|non serve piu|non fa niente|di no|direi di no|per carita|neanche per"
        r" sogno|non se ne parla|passo grazie|grazie passo|non e il caso|troppo tardi|ormai e tardi|non rilevante"
        r"|non insista|non insistete|chiudiamola qui|non vale la pena",
        r"di nuovo(?! grazie)|ancora(?! grazie)|ancora voi|oh no|no no|preferirei di no|meglio no|anche no|ma no"
        r"|ancora\?",
        r"mille volte no|no e no|no e basta|ho detto no|no no e no|sto bene dove sto|sto bene cosi",
    ),
    harmless=(
        r"fermata(?: (?:del|dell'|della|dei|di|metro|bus|autobus|tram|in|a))*(?: ?(?:bus|autobus|tram|metro"
        r"|treno))?|fermate (?:del|dell'|di|della) ?(?:bus|autobus|tram|metro|treno)|fermo posta|(?:bus|treno|tram"
        r"|metro|autobus) (?:si |non )?(?:ferma|fermano)|mi fermo|ci fermiamo|non-?stop|autostop|stop-?motion|senza"
        r" sosta",
        r"basta (?:che|un|una|solo|dire|sapere|avere|cosi poco|chiedere|fare|il|la|e avanza|poco|confermare"
        r"|inviare)|(?:mi|ci|vi|non) basta(?:no)?|(?:alla|la|il|alla fin) fine|fine (?:settimana|mese|anno|lezione"
        r"|novembre|dicembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|del|della"
        r"|dello|di|lavori|turno|corso)|in fine|infine|al fine|a tal fine",
        r"(?:non|mai|senza|non posso|non riesco a|non ho intenzione di)(?: (?:posso|voglio|riesco|ho|a|di|mai|mi))*"
        r" (?:smett\w+|ferm(?:are|arsi|armi|o|ato)|cess\w+)(?: (?:di|a)[^.!?\n]{0,25})?|(?:smetto|smesso|smettero"
        r"|smettere|finito|finisco|smettevo|lascio|lasciato|lasciare)(?! perdere)(?: \w+)? (?:di )?(?:lavorare"
        r"|fumare|studiare"
        r"|pensare|il (?:lavoro|posto|mio|contratto)|alle|il mio (?:lavoro|posto|contratto)|la (?:scuola|facolta)"
        r"|un messaggio|il cv|i miei (?:dati|recapiti|riferimenti)|un recapito)",
        r"(?:non|per favore non)(?: (?:mi|vi|voglio|vorrei|desidero|fatevi|dovete))* (?:togli|cancell|rimuov|elimin"
        r"|disiscriv|ritirar|annull|esclud)\w*(?: (?:dalla|dal|il|la|mi|mio|mia|processo|selezione|lista))*",
        r"(?:togli|cancell|rimuov|elimin|ignor|sostitu|corregg|aggiorn|scart|lev)\w* (?:(?:per favore|il|lo|la|i|le"
        r"|gli|mio|mia|quel|quella|un|una|questo|questa|l') ?)*(?:vecchi\w*|precedent\w*|prim[oa]|second[oa]"
        r"|ultim[oa]|doppi\w*|duplicat\w*|foto\w*|file|allegat\w*|document\w*|version\w*|(?:cv|curriculum)(?!"
        r" ?(?:$|[.!?\n,]|per favore|da (?:li|la|qui)|d[ai]ll?[ae]? (?:vostr|database|lista|sistema)\w*))"
        r"|letter[ae]|refus\w*|error[ei]|riga|pagina|virgola|spazio|appuntament\w*|colloquio|incontro|riunione"
        r"|data|messaggio"
        r" (?:precedente|di)|mail (?:precedente|di)|orario|sezione|frase|dubbio|curiosita|scarpe|prenotazione)(?:"
        r" \w+){0,3}",
        r"(?:(?:mio|il|la|mia) )?(?:numero|telefono|foto|indirizzo|nome|data di nascita|cellulare)(?: di"
        r" (?:telefono|cellulare))? (?:dal|nel|sul|dalla|del)(?: (?:mio|mia))? (?:cv|curriculum|profilo|documento"
        r"|modulo|lettera|candidatura)|(?:togli|cancell|rimuov|elimin)\w* [^.!?\n]{0,30} (?:dal|nel)(?: mio)? (?:cv"
        r"|curriculum|profilo|documento|modulo)",
        rf"(?:non|meglio non|per favore non)(?: mi)? ?(?:{_WRITE}|chiami|scriva|contatti)(?: (?:mail|sms))?"
        rf" (?:prima"
        rf"|dopo|fino|di (?:mattina|sera|notte|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)|il"
        rf" (?:lunedi|martedi|mercoledi|giovedi|venerdi)|la (?:mattina|sera|domenica)|durante|al lavoro|in ufficio"
        rf"|sul (?:lavoro|telefono (?:dell'ufficio|fisso)|fisso|numero (?:vecchio|dell'ufficio|di lavoro))"
        rf"|all'indirizzo|al (?:vecchio|mio (?:vecchio|indirizzo)|numero (?:vecchio|dell'ufficio|di lavoro|fisso)"
        rf"|fisso)|alla (?:mail|vecchia|mia vecchia|e-?mail)|il mio (?:attuale|datore|capo)|la mia azienda|quando"
        rf"|se"
        rf"|domani|oggi|mentre|in orario|nel|tra|dalle|sulla mail|troppo|le referenze)(?: \w+)?",
        r"non esit\w+(?: a [^.!?\n]{0,20})?|(?:scusi|scusate|scusa|spero di non|non voglio|non vorrei|mi dispiace"
        r"|perdon\w+|chiedo scusa)(?: \w+){0,4} (?:disturb\w*|insist\w*|importun\w*|il disturbo|insistent\w*"
        r"|assill\w*|dare fastidio)|il disturbo|se non (?:e un disturbo|disturbo)|non disturba|nessun (?:disturbo"
        r"|fastidio|problema)",
        r"(?:non|non ancora|mai|nemmeno)(?: (?:ho|abbiamo|mi|e|ancora|sono))* (?:ricevut\w*|arrivat\w*|vist\w*"
        r"|trovat\w*|avut\w*|trovo|vedo|ricevo)(?: (?:la|il|le|vostra|vostro|sua|nessun\w*|alcun\w*|ancora"
        r"|piu))?(?: \w+)?",
        r"(?:non ho|senza|nessun\w*|non ci sono) (?:altr[eio]|piu|ulteriori) (?:domande|dubbi|richieste"
        r"|informazioni|tempo)|(?:ricevere|avere|sapere|ottenere|vorrei|ho bisogno di) (?:piu|maggiori|ulteriori)"
        r" (?:informazioni|dettagli|notizie)|nessun problema|senza (?:problemi|impegno|fretta|dubbio)",
        r"(?:nella|tra lo|nello|in|nel|cartella|finita in|finito nello) (?:cartella |posta )?(?:spam|indesiderata)"
        r"|posta indesiderata|anti-?spam|filtro (?:anti)?spam|(?:corso|formazione|progetto|esperienza|conformita"
        r"|conoscenze|certificat\w*|normativa|adeguamento)(?: \w+){0,4} (?:gdpr|protezione dei dati|newsletter"
        r"|molestie|spam)|gdpr (?:e|per|in)|(?:firmat\w*|allegat\w*|compilat\w*|modulo)(?: \w+){0,3} (?:consenso"
        r"|privacy|gdpr)|consenso (?:firmato|allegato|informato|al trattamento)(?: dei dati)?(?: \w+)?|(?:do"
        r"|autorizzo|presto) il (?:mio )?consenso|avvocat[oa] (?:in|di|presso|specializzat\w*|junior)|studio"
        r" legale",
        r"non (?:mi interessa|sono interessat[oa])(?: (?:al|il|la|alla|a|ai|un|una))* (?:turn\w*|smart|part|orario"
        r"|notturn\w*|stage|tirocinio|remoto|tempo|apprendistato)[^.!?\n]{0,30}",
        r"(?:aggiung|inser|mett|mant|lasci|tener|tien|includ)\w*(?: \w+){0,3} (?:nella|alla|in|sulla) (?:vostra "
        r"|una )?(?:lista|mailing list|newsletter|banca dati)|lista (?:d'attesa|d attesa|dei documenti|della spesa"
        r"|delle domande|dei requisiti|dei candidati)",
        r"(?:annull|spost|rimand|rinvi|cancell|posticip)\w* (?:il|l'|la|lo|questo|mio|nostro|un) ?(?:colloquio"
        r"|appuntamento|incontro|chiamata|riunione|intervista|videochiamata)|(?:dice|scritto|rispondere|risponda"
        r"|parola|scrivere|messaggio con|inviare)(?: \w+){0,2} [\"'“«]?stop[\"'”»]?(?: per[^.!?\n]{0,30})?|riposi?"
        r" in pace|in pace (?:con|e)|(?:come|dove) (?:posso|devo|trovo|si trova|arrivo)|chi (?:e|sara) (?:il|la"
        r"|presente|mio)|esci da|uscita|blocc\w+ (?:in agenda|il calendario|la data|l'orario|la mattina)"
        r"|bloccat[oa] (?:nel|in|dal) \w+",
        r"non (?:voglio|desidero|vorrei) (?:perdere|disturbare|insistere|ritirar\w*|cancellare|sembrare|smettere"
        r"|rinunciare|lasciare)[^.!?\n]{0,30}",
        r"(?:dato|scritto|messo|indicato|inserito|inviato|lasciato)(?: \w+){0,4} (?:numero|indirizzo|mail|e-?mail"
        r"|contatto)(?: \w+)? (?:sbagliat[oa]|errat[oa])|se non (?:mi sbaglio|sbaglio|erro)|(?:senza|nessun)"
        r" dubbio",
        r"(?:disdir|disdett|disdico|disdetto)\w*(?: \w+){0,2} (?:l')?(?:colloquio|appuntamento|incontro|contratto"
        r"|affitto"
        r"|abbonamento|palestra|prenotazione|visita|call|videochiamata)|disiscriv\w* (?:d[ai]l(?:la|l')?)"
        r" ?(?:corso|universita|palestra|concorso|facolta|scuola|altro|liste? (?:di )?(?:collocamento|mobilita"
        r"|protett))\w*|(?:che|quale|la) fermata(?: \w+)?|basta (?:il|lo|la|i|un|una|l')\s?\w+",
        r"(?:turno|orario|part ?-?time|stipendio|zona|notte|notturno|weekend|festivi|domenica)(?: \w+){0,3} non mi"
        r" (?:interessan?o?|va|vanno|conviene|convengono)|non (?:smett|fermat|mollat)\w*(?: (?:di|mai|per"
        r" favore))+[^.!?\n]{0,30}",
        r"(?:gestiv|gestisc|segu|curav|trattav)\w*(?: \w+)? (?:disiscrizion\w|disdett\w|reclam\w"
        r"|cancellazion\w)(?: \w+){0,2}",
    ),
    greetings=(
        r"(?:ciao|salve|buongiorno|buonasera|buon giorno|buona sera|gentil[ei]|gent\.mo|gent\.ma|spettabile"
        r"|spett\.le|egregi[oa]?|car[oaie]|hi|hello)(?: (?:a tutti|signor[ea]?|sig\.?(?:ra)?|dott\.?(?:ssa)?|team"
        r"|tutti))*",
    ),
    closings=(
        r"(?:cordiali|distinti|un cordiale|tanti) ?salut[io]|cordialmente|saluti|grazie|in fede|un saluto"
        r"|arrivederci|addio|buona giornata",
    ),
    courtesy=(
        r"(?:mille |molte |tante )?grazie(?: (?:mille|a (?:tutti|voi|lei)|per (?:tutto|il (?:tempo|messaggio)|la"
        r" (?:comprensione|disponibilita|proposta|collaborazione|mail|pazienza)|l'(?:attenzione|offerta|interesse"
        r"|opportunita|aiuto))|in anticipo|lo stesso|comunque|e|ma|anticipatamente))*",
        r"per (?:favore|cortesia|piacere)|x favore|prego|cortesemente|gentilmente|ora|adesso|subito|immediatamente"
        r"|scusi|scusate|scusa|ok|si|e|ma|anche|quindi|allora|davvero|sul serio|semplicemente|solo|di nuovo|ancora"
        r"|una volta per tutte|al piu presto|gente|ragazzi|signori|guardate|senta|urgentemente|da ora in poi|d'ora"
        r" in poi|in futuro|purtroppo|vi|mi|dai|mamma mia|per carita|insomma|poi|per sempre|cari",
        r"(?:potete|puo|potrebbe|potreste|puoi|vorreste)(?: (?:per favore|gentilmente|cortesemente|mi))*|(?:vi|le"
        r"|ti) (?:prego|chiedo|chiederei|pregherei)(?: (?:di|gentilmente|cortesemente))*|(?:vorrei|voglio|desidero"
        r"|chiedo|richiedo|pretendo|esigo|gradirei)(?: (?:che|di))?|io|che|siete pregati di|di|fatemi il favore di"
        r"|lei|voi",
        r"buona (?:giornata|serata|fortuna|continuazione)|arrivederci|addio|in bocca al lupo|inviato da(?:l mio)?"
        r" \w+(?: \w+)?|senza rancore|nulla di personale",
    ),
    reasons=(
        r"(?:(?:avete|ha|hai) |e (?:il|un) |questo e (?:il|un) )?(?:sbagliato )?(?:numero|persona|destinatario)"
        r" ?(?:sbagliat[oa]|errat[oa])?|(?:ha|avete|hai) sbagliato|chi (?:e|siete|sei|parla|scrive)|come (?:avete"
        r"|ha|hai) (?:avuto|trovato|ottenuto|preso) (?:il mio (?:numero|contatto|indirizzo)|i miei dati|la mia"
        r" mail)|non (?:vi|ti|la) conosco",
        r"(?:non |non piu )?(?:sono|mi|m')? ?(?:non )?(?:piu )?(?:interessa|interessat[oa])(?: (?:piu|a (?:questo"
        r"|nulla|niente)|alla (?:posizione|proposta)|il posto|la proposta))*|non (?:mi interessa|sono(?: piu)?"
        r" interessat[oa]|cerco(?: piu)?(?: lavoro)?)(?: (?:piu|la proposta|la posizione))*|(?:ho )?(?:gia |ormai"
        r" )?(?:trovato|accettato|iniziato)(?: gia)? (?:un |un'|altro )?(?:altro |altra |nuovo )?(?:lavoro|impiego"
        r"|posto|offerta)",
        r"(?:non )?(?:mi sono |ho )?mai (?:mi sono )?(?:iscritt[oa]|candidat[oa]|richiesto (?:nulla|questo)"
        r"|autorizzato(?: questo)?|dato il (?:mio )?(?:numero|consenso))(?: (?:a (?:nulla|niente|questo)|da voi))?"
        r"|questo e (?:spam|stalking|molestia)|e spam|spam|(?:ricevo |sono )?(?:troppi|troppe) (?:messaggi|mail"
        r"|e-?mail|sms)(?: da voi)?|(?:ve |ve lo |l')?ho gia (?:detto|chiesto|scritto)(?: (?:prima|piu volte|due"
        r" volte))?|e la (?:seconda|terza|ultima) volta(?: che (?:lo )?(?:chiedo|dico))?|per l'ultima volta"
        r"|ai sensi del gdpr|(?:secondo|come da) (?:il )?gdpr|o vi (?:denuncio|blocco)|altrimenti (?:vi"
        r" )?(?:denuncio|blocco|segnalo)",
    ),
    withdraw=(
        r"(?:ritir(?:o|are|arla|ato|i|ate)|annull(?:o|are|ate|i)|cancell(?:o|are|ate)|rinunci(?:o|are) all"
        r"|revoc(?:o|are)|rimuov(?:ete|ere)|elimin(?:ate|are))(?: ?(?:la|a|alla|mia|questa|la mia))*"
        r" ?candidatura(?: (?:per|da|dal|alla|a|come)[^.!?\n]{0,30})?|ritiro della (?:mia )?candidatura|candidatura"
        r" (?:come )?(?:ritirata|annullata|chiusa|decaduta)",
        r"(?:mi ritiro|ritirarmi|mi tiro (?:indietro|fuori)|tirarmi (?:indietro|fuori)|rinunci(?:o|are)"
        r"|abbandon(?:o|are)|mi chiamo fuori|uscire|esco|mi faccio da parte)(?: (?:a|al|alla|dal|dalla|il|la|questo"
        r"|questa|questa|l'|da questo|da questa))* ?(?:process\w*|selezion\w*|candidatura|posizione|colloqui\w*"
        r"|iter|posto|offerta|ruolo|ricerca)(?: di selezione)?|mi ritiro(?= ?(?:$|[\n.!,]))|(?:deciso|preferisco"
        r"|devo|vorrei|voglio) (?:di )?(?:ritirarmi|rinunciare|tirarmi indietro)",
        r"(?:accettat[oa]|accetto|firmat[oa]|firmo|trovat[oa]|scelt[oa]|scelgo|optat[oa] per|iniziat[oa]|inizio"
        r"|assunt[oa]|ottenut[oa]|preso|pres[oa]|deciso per|cominciat[oa]|impegnat[oa])(?: (?:gia|con|in|per|presso"
        r"|da|finalmente|di accettare|a lavorare))*(?: (?:un|una|un'|l'|il|la))? ?(?:altr[oa]|nuov[oa]"
        r"|divers[oa])(?: \w+)? ?(?:offerta|lavoro|impiego|posizione|azienda|contratto|proposta|societa|posto"
        r"|opportunita|parte|incarico)?",
        r"(?:ho )(?:gia |ormai |finalmente |nel frattempo )?(?:trovato|accettato|ottenuto|iniziato|firmato) (?:un "
        r"|un'|il |una )?(?:lavoro|impiego|posto|contratto|occupazione|offerta)(?: (?:altrove"
        r"|nuovo)[^.!?\n]{0,15})?|(?:altrove|da un'altra parte|presso un'altra (?:azienda|societa)|con un'altra"
        r" (?:azienda|societa)|in un'altra (?:azienda|societa))(?: \w+)?",
        r"non (?:sono (?:piu )(?:interessat[oa]|disponibile|alla ricerca|in cerca)|mi interessa piu|ho piu"
        r" interesse|cerco piu|intendo (?:piu )?(?:proseguire|continuare|procedere)|desidero (?:piu )?(?:proseguire"
        r"|continuare|procedere|essere considerat[oa])|voglio (?:piu )?(?:proseguire|continuare|procedere)"
        r"|proseguiro|continuero|procedero|posso (?:piu )?(?:proseguire|continuare)|vorrei (?:piu )?(?:proseguire"
        r"|continuare))(?: (?:con|la|il|al|alla|nel|nella|piu|per|in|l')[^.!?\n]{0,40})?|perso interesse",
        r"(?:rifiuto|declino|rifiutare|declinare|rinuncio al?l?)(?: ?(?:la|l'|il|vostra|questa|alla|al))*"
        r" ?(?:offerta|proposta|posizione|invito|colloquio|opportunita|vostra offerta)|(?:resto|rimango|rimanere"
        r"|restare|restero|rimarro) (?:nella|nel|con|al|presso)(?: (?:la|il))? (?:mia|mio|l'attuale) ?(?:azienda"
        r"|lavoro|posto|datore|attuale \w+)(?: attuale)?|consider(?:ate|i) (?:la )?(?:mia )?candidatura (?:ritirata"
        r"|chiusa|annullata)",
        r"(?:ritir|togli|elimin|cancell|chiud|annull|rimuov|escl)\w*(?:mi|temi|te)?(?: (?:per favore|la|mia|il|mio"
        r"|dal|dalla|questa|questo))+ (?:candidatura|domanda|processo|selezione|profilo dalla selezione|pratica"
        r"|lista dei candidati|rosa)(?: \w+){0,2}",
        r"(?:accett|firm|scelt|scel|opt|decis|inizi|cominc|ottenut|trovat|pres)\w*(?: \w+){0,4} (?:altra|altro"
        r"|un'altra|nuova|nuovo) (?:offerta|lavoro|impiego|posto|azienda|societa|proposta|progetto|opportunita"
        r"|contratto|ruolo)",
        r"(?:non (?:posso|intendo|desidero|voglio|potro|sono in grado di))(?: \w+){0,3} (?:accettare|assumere"
        r"|continuare|proseguire|procedere|andare avanti)(?: (?:il|la|con|nel|nella|questo|questa|vostra"
        r"|oltre))*(?: \w+)?|(?:rifiut|declin|rinunc)\w*(?: (?:a|al|alla|la|il|questa|questo|vostra|all'|l'))+"
        r" ?(?:posto|offerta|posizione|proposta|opportunita|colloquio|invito|processo|ruolo|candidatura)|(?:ho"
        r" deciso|preferisco|ho scelto|scelgo)(?: \w+){0,3} (?:restare|rimanere|di restare|di rimanere)(?:"
        r" \w+){0,5}",
        r"(?:ho|sono) (?:gia |ora |ormai )?(?:trovato|stat[oa] assunt[oa]|assunt[oa]|un nuovo lavoro"
        r"|impiegat[oa])(?: \w+){0,4}|non (?:cerco|desidero|voglio|posso|mi serve) piu(?: \w+){0,4} (?:lavoro|posto"
        r"|candidatura|selezione|offerta|posizione|ruolo)|mi (?:ritiro|tiro indietro|chiamo fuori|sfilo)(?= ?(?:$"
        r"|[\n.!,]| da))",
        r"mi (?:tiro|tirero|sono tirat[oa]|tirerei) (?:indietro|fuori)(?: (?:per|da|dal|dalla) (?:il|la|questo"
        r"|questa)? ?\w+)?|(?:devo|voglio|vorrei|preferisco|ho deciso di|sono costrett[oa] a|mi vedo costrett[oa]"
        r" a) (?:tirarmi (?:indietro|fuori)|rinunciare|declinare|rifiutare|ritirarmi|lasciar perdere|passare la"
        r" mano|abbandonare)(?: (?:a|al|alla|all'|il|la|l'|dal|dalla|per|con|questo|questa|questa|vostra)"
        r" ?[^.!?\n]{0,30})?",
        r"(?:non )(?:contate|conti|contare|conta) (?:piu )?su di me(?! (?:per|domani|lunedi|martedi|mercoledi"
        r"|giovedi|venerdi|oggi))|(?:lascio|mollo|abbandono) (?:perdere )?(?:il|la|la mia|per il|per la|questo"
        r"|questa)? ?(?:processo|selezione|candidatura|iter|posto|lavoro|offerta|colloquio)|(?:resto|rimango"
        r"|preferisco restare|preferisco"
        r" rimanere|ho deciso di restare|restero|rimarro) (?:dove sono|dove sto|nel mio (?:posto|lavoro)|al mio"
        r" posto)|(?:declino|rifiuto) (?:la|l'|il|questa|vostra)(?: vostra)? ?(?:offerta|proposta|posto|invito)"
        r"|non (?:vado|andro|voglio andare) avanti (?:con|nel|nella) \w+",
        r"non (?:posso|potro|voglio|intendo|desidero|riesco ad)(?: piu)? accettare(?! (?:altr|un'altr|meno"
        r"|qualsiasi))(?: (?:il|la|l'|questo|questa|vostra|la vostra) ?\w+)?|(?:deciso|preferisco|scelto"
        r"|scelgo)(?: di)? non (?:accettare|proseguire|continuare|andare avanti|procedere|partecipare|presentarmi"
        r"|venire)(?: \w+)?",
        r"(?:offert|propost)o?(?: \w+){0,4} e (?:l'ho|ho|lo ho) (?:gia )?accettat\w|(?:trovat|ottenut)o (?:di"
        r" meglio|qualcosa di (?:meglio|piu vicino|piu adatto|stabile))|(?:accett|firm|inizi|cominc|assunt"
        r"|pres)\w*(?: \w+){0,4} (?:un'altra|altra|un altro|altro|nuova|nuovo) (?:ditta|agenzia|cooperativa"
        r"|impresa|realta|clinica|scuola|negozio|ristorante|albergo|studio)|(?:chiud|archivi)\w* (?:la |il"
        r" )?(?:mia|mio) (?:pratica|candidatura|processo|domanda)|non voglio piu (?:il|quel|questo) (?:posto"
        r"|lavoro)",
    ),
    maybe_withdraw=(
        r"(?:non (?:sono (?:piu )?(?:sicur[oa]|cert[oa]|convint[oa])|so)|sto (?:pensando|valutando)|forse"
        r"|probabilmente|sono indecis[oa]|in dubbio|sono in dubbio|esito|magari|penso)(?: \w+){0,8} (?:ritir\w*"
        r"|proseguire|continuare|rinunci\w*|candidatura|selezione|posizione|fa per me|restare|rimanere)|altr[ea]"
        r" (?:offert[ea]|propost[ea])[^.!?\n]{0,50}(?:decid|valut|pens|scaden|rispond)\w*|cambiato idea|non fa"
        r" (?:proprio )?per me|non e (?:il posto|il lavoro) giusto",
        r"(?:non sono(?: (?:piu|del tutto|molto|tanto|cosi|ancora|proprio))* (?:sicur[oa]|convint[oa]|cert[oa])|ho"
        r" (?:qualche |dei |molti )?dubb[io]|sono in dubbio|sono indecis[oa]|ci sto pensando|sto (?:pensando"
        r"|valutando|riflettendo|considerando))(?:(?= ?(?:$|[\n.!]))|(?: \w+){0,8} (?:ritir\w*|continuare"
        r"|proseguire|candidatura|selezione|posizione|posto|lavoro|offerta|rinunci\w*|restare|rimanere|interess\w*"
        r"|per me))|(?:ho ricevuto|ho|ricevuto|mi hanno fatto|e arrivata) (?:un'altra|altra|altre|una seconda)"
        r" (?:offert[ae]|propost[ae])(?! (?:che|e l'ho) (?:ho )?accett)|(?:sospendere|mettere in pausa|congelare)"
        r" (?:la mia candidatura|il processo)|cambiato (?:idea|programmi)|i miei piani sono cambiati",
        r"(?:non (?:so|sono sicur[oa]|saprei|sono cert[oa])|chissa|dubito)(?: (?:bene|proprio|ancora|piu|piu"
        r" tanto))*(?: di| che)? ?(?:se|di) (?:me la sento|voglio|voler|vado avanti|continu|accett|cambiare|mi"
        r" conviene|conviene|fa per me|faccia per me|sia il caso|sia adatt|e il caso|rest|sono pronto|sono pronta"
        r"|vale la pena|andare avanti|prosegu)\w*|non me la sento(?: (?:di|piu|molto|proprio))*(?: (?:cambiare"
        r"|lasciare|accettare|trasferirmi))?",
        r"(?:credo|penso|mi sa|temo|suppongo)(?: che| di| proprio)* (?:alla fine |forse )?(?:non |di non |rinunc"
        r"|rifiut|declin|tirarmi|ritirar|restar|rimarr|lascer)(?:(?:vado|andro|andare) avanti|accett\w*|continu\w*"
        r"|prosegu\w*|firm\w*|\w*)|(?:forse|probabilmente|magari)(?: \w+){0,3} (?:rinunc|rifiut|declin|mi ritir|mi"
        r" tir|resto dove|accetto l'altra|lascio perdere|lascer)\w*|(?:sono|ancora) (?:molto |un po' |piuttosto "
        r"|parecchio )?(?:indecis|titubant|combattut|dubbios)\w+|(?:ho|mi sono venuti) (?:qualche|dei|molti"
        r"|parecchi|dei forti|mille) (?:dubbi[o]?|ripensament\w+)(?: (?:su|sul|sulla|sulla proposta|se))*",
        r"(?:offerta|proposta|opzione|qualcosa di) migliore?|qualcosa di meglio|non e (?:proprio |esattamente"
        r" )?(?:quello|cio) che (?:cerco|cercavo|mi aspettavo|volevo)|(?:forse|magari|credo che|mi sa che"
        r"|probabilmente) non (?:mi conviene|fa per me|e il caso|mi interessa|ne vale|e adatt|vengo|e per me)\w*"
        r"|(?:ci devo|devo) (?:pensare bene|pensarci (?:bene|meglio|su))",
    ),
    still_in=(
        r"(?:non(?: \w+){0,2} (?:accett|firm)\w+ (?=altr|un'altr|nessun|nulla|niente)|(?:mai|senza|prima di)(?:"
        r" \w+){0,2} (?:accettare|firmare)|(?:non|non ho|mai|senza|prima di|nessun\w*)(?: \w+){0,2} (?:accettat\w*"
        r"|firmat\w*|trovat\w*|ritirat\w*|ritirare|ritiro|annull\w*|rinunci\w*))(?: ?(?:altr\w*|un'altra|un altro"
        r"|nessun\w*|la mia"
        r"|nulla)[^.!?\n]{0,25})?",
        r"(?:avete|ha|hanno|hai)(?: \w+){0,4} (?:accettato|firmato|ritirato|scelto|trovato|assunto)[^.!?\n]{0,25}\?"
        r"|(?:(?:il )?mio (?:amico|fratello|collega|marito)|(?:la )?mia (?:amica|sorella|collega|moglie)|l'altro"
        r" candidato|lui|lei) (?:ha|si e) (?:\w+ )?(?:accettato|firmato|ritirat\w*|trovato)[^.!?\n]{0,25}",
        r"(?:precedente|prima|altra|ultima|vecchia|seconda) candidatura|candidatura precedente|non sono (?:piu"
        r" )?disponibile (?:il|domani|oggi|alle|lunedi|martedi|mercoledi|giovedi|venerdi)[^.!?\n]{0,20}|(?:accetto"
        r"|ho accettato|confermo) (?:l'|la|il|vostro|vostra)(?: ?vostr\w)? ?(?:invito|colloquio|appuntamento"
        r"|proposta di (?:data|orario))|l'altra parte",
    ),
    texts=(r"sms|messaggini|messaggi di testo|whatsapp",),
    mails=(r"e-?mails?|mails?|newsletter|posta elettronica",),
    another_way=(
        r"(?:ma |meglio |preferisco |solo |soltanto |per favore |potete |puo |(?:potete|puo) (?:scrivermi"
        r"|contattarmi|inviarmi|mandarmi) |usate |e |scrivetemi |contattatemi |mandatemi |scrivimi |inviatemi "
        r"|invece |piuttosto |va bene |pure |una |un |le |la |gli |mi ){0,6}(?:per |via |tramite |con |al |le |la "
        r"|una |l'|alla |di ){0,6}"
        r"(?:(?P<texts>sms|messaggio di testo|whatsapp|messaggi)|(?P<mails>e-?mails?|mails?)|(?P<calls>telefono"
        r"|telefonata|telefonate|chiamata))(?: (?:si|va|vanno|bene|benissimo|ok|perfetto|meglio|invece|nessun"
        r" problema|per favore|funziona|preferisco|e|e meglio|vanno bene|va bene|mi|sono|soltanto|solo|grazie|pure"
        r"|preferibile|tranquillamente|piuttosto|resta|restano|benvenut\w|ancora|senza problemi|non c'e"
        r" problema)){0,6}",
        r"(?P<ring>chiamatemi|chiamami|mi chiami|telefonatemi)(?: (?:pure|invece|piuttosto|per favore)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mails?),? (?:invece (?:di|che|degli)|al posto (?:di|degli)|e non|non|anziche) (?:per |via "
        r"|gli |un |con )*(?P<texts>sms|messaggi(?:ni|o)?|whatsapp)",
        r"(?:sms|messaggi|whatsapp),? (?:invece (?:di|che|delle)|al posto (?:di|delle)|e non|non|anziche) (?:per "
        r"|via |le |una )*(?P<mails>e-?mails?|mails?)",
        r"(?P<texts>(?:solo|soltanto|esclusivamente|unicamente) (?:per |via |tramite )?(?:e-?mail|mail)|(?:per |via"
        r" |tramite )(?:e-?mail|mail) (?:soltanto|solo|esclusivamente))",
        r"(?:invece (?:di|degli)|al posto (?:di|degli)|anziche) (?P<texts>sms|messaggi|whatsapp)(?:,? \w+){0,5}"
        r" (?:e-?mails?|mails?)",
        r"(?:preferisco|meglio) (?:la |le |l'|per |via )*(?:e-?mails?|mails?) (?:a|agli|ai|che|al|anziche|invece di"
        r"|piuttosto che) (?:gli |i |per |via )*(?P<texts>sms|messaggi|whatsapp)",
        r"(?:via )?(?P<texts>sms|messaggi|whatsapp) no,? (?:via )?(?:e-?mail|mail)(?: si)?",
    ),
    reactions=(
        r"(?:(?:gli |le )?(?:piace|piaciuto|e piaciuto)(?: a)?|adora|ama|ha (?:adorato|amato|riso (?:di|a|per)"
        r"|enfatizzato"
        r"|evidenziato|sottolineato|messo (?:gefallt mir|.{1,20}) a|espresso .{1,20}|contrassegnato|domandato"
        r"|reagito (?:con )?[^\w\s]{0,12} ?a|rimosso .{1,34} (?:da|a|di)|tolto .{1,34} (?:da|a)|aggiunto .{1,24} a)"
        r"|non (?:gli |le )?piace|ride (?:di|per)|mi piace(?: a)?|reazione .{1,12} a|[^\w\s]{1,12} a)",
    ),
)

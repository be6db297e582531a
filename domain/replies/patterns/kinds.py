"""Kinds of saying that are alike in the languages of the west, side by side, as they are tuned together."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_JOB_EN = r"(?:job|role|position|post|vacancy|place|application|process|course|apprenticeship|spot|gig|work)"
_JOB_DE = (
    r"(?:stelle|job|position|lehrstelle|ausbildung(?:splatz|sstelle)?|platz|arbeit|posten|praktikum(?:splatz)?"
    r"|\w+stelle"
    r"|bewerbung|\w+platz)"
)
_JOB_FR = r"(?:poste|emploi|travail|boulot|job|taf|place|mission|offre|candidature|stage|alternance|processus)"
_JOB_ES = (
    r"(?:puesto|trabajo|empleo|plaza|curro|vacante|oferta|candidatura|proceso|beca|practicas|entrevista|chamba"
    r"|laburo)"
)
_JOB_PT = r"(?:lugar|vaga|emprego|trabalho|posto|cargo|estagio|candidatura|processo|oferta|trampo|entrevista)"
_JOB_NL = r"(?:baan|baantje|functie|plek|vacature|job|werk|stage|sollicitatie|procedure|positie|stageplek|\w+plek)"
_JOB_IT = r"(?:posto|lavoro|impiego|incarico|ruolo|posizione|offerta|candidatura|selezione|stage|tirocinio|colloquio)"
_OF = r"(?: (?:de |d')(?!n[ou]\w+|soir|jour|tarde|dia|fin|week|madrugada)\w+){0,2}"
_END = (
    r"(?= ?(?:$|[\n.!,;]|any|now|thank|sorry|because|cos|so\b|give|danke|merci|donnez|gracias|por|porque"
    r"|mas\b(?! )|obrigad|pois"
    r"|grazie|perche|bedankt|want|omdat|sinds|parce|car|meer))"
)
"""The job itself is refused, and nothing about it."""

WEST: Final = Language(
    doubt=(
        # how often we write, in whatever tone
        r"(?:you|they) (?:text|e-?mail|message|write(?: to)?|contact|ping) me (?:every|each|all)\b"
        r"|i (?:keep getting|get|receive)"
        r" (?:this|these|them|one|your \w+) (?:every|each) (?:day|week|month)",
        r"(?:ihr|sie) schreib(?:t|en) (?:mir|mich) (?:jede woche|jeden tag|jeden monat|standig|dauernd|andauernd)"
        r"|(?:bekomme|kriege|erhalte)(?: ich)? (?:das|dies|diese \w+|so was)(?: jetzt| nun)? (?:jede woche|jeden tag"
        r"|standig|dauernd|andauernd)",
        r"(?:vous m'(?:ecrivez|envoyez|relancez|contactez)|je recois)(?: \w+){0,3} (?:toutes les semaines|tous les"
        r" jours|chaque (?:semaine|jour|mois)|sans arret|sans cesse|constamment|continuellement)",
        r"(?:me (?:escrib|mand|envi|llega|contact)\w*|recibo)(?: \w+){0,3} (?:todas las semanas|todos los dias"
        r"|cada (?:semana|dia|mes)|constantemente|continuamente|sin parar)",
        r"(?:me (?:escrev|mand|envi|contact)\w*|recebo)(?: \w+){0,3} (?:todas as semanas|todos os dias|toda semana"
        r"|todo dia|cada semana|constantemente|continuamente|sem parar)",
        r"(?:krijg|ontvang)(?: ik)? (?:dit|dat|deze \w+|zulke \w+)(?: nu)? (?:elke|iedere) (?:week|dag|maand|keer)"
        r"|(?:mij|me) (?:op geen enkele (?:wijze|manier)|nooit|niet)(?: meer)? te (?:benaderen|contacteren|schrijven"
        r"|mailen|bellen|appen)",
        r"(?:ricevo|mi (?:scrivete|mandate|inviate|arrivano|arriva))(?: \w+){0,3} (?:continuamente|di continuo|ogni"
        r" (?:giorno|settimana|mese)|tutte le settimane|tutti i giorni)|(?:ricevo|mi (?:scrivete|mandate|arrivano))"
        r" (?:continuamente|di continuo)",
        # no more, said politely or wearily, and what is "these" is ours
        r"(?:rather|prefer(?:red)?|please|sooner) (?:to )?not (?:to )?(?:receiv\w*|get\w*|have|hear|be sent"
        r"|see)(?: \w+){0,3}"
        r" (?:more|further|any|these|those|them|this)|had (?:quite |more than |just about )?enough|quite enough of"
        r"|(?:no|without) (?:any )?(?:more|further) of (?:these|those|this|them|your)",
        r"(?:refrain|abstain|desist|forbear) from|(?:object|objecting|objection|opposed) to (?:the |any |your "
        r"|all )*(?:further )?"
        r"(?:process\w*|use|using|storage|storing|marketing|profiling|contact\w*|messag\w*|mails?|e-?mails?)"
        r"|opt[ -]?(?:me|us)?[ -]?out|opt(?:ed|ing)?[ -]out",
        r"(?:remov|delet|eras|withdraw|destroy|tak)\w* (?:all )?my (?:cv|resume|details|data|profile|file|record"
        r"|application"
        r" data)(?: \w+){0,2} (?:from|off|out of)(?: \w+){0,2} (?:system|database|files?|records?|books|servers?"
        r"|list|pool)",
        r"(?:werfen|nehmen|loschen|entfernen|nehmt|loscht|entfernt|losch|losche"
        r"|raus)(?: \w+){0,3} (?:meinen lebenslauf|lebenslauf"
        r"|meine unterlagen|mein profil|meine bewerberdaten)(?: \w+){0,2} (?:aus|von)(?: \w+){0,2} (?:system"
        r"|datenbank|kartei|pool"
        r"|servern?|akten)|(?:meinen lebenslauf|meine unterlagen|mein profil)(?: \w+){0,4} (?:loschen|entfernen"
        r"|vernichten)",
        r"(?:genug|satt|leid)(?: \w+){0,2} (?:von|mit)? ?(?:ihren|euren|diesen|den|deinen|ihre|eure) (?:mails"
        r"|nachrichten|sms"
        r"|e-?mails|schreiben)|(?:habe|hab)(?: \w+){0,2} (?:langsam|wirklich|endgultig|jetzt|nun) genug"
        r"|widersprech\w*"
        r"|(?:mochte|wurde|will)(?: \w+){0,3} (?:lieber |eher )(?:keine|nichts)(?: \w+){0,2} (?:davon|dieser"
        r"|mehr)(?: \w+)?"
        r"|absehen sie von|abzusehen|davon absehen",
        r"(?:supprim|retir|enlev|effac)\w*(?: \w+){0,2} (?:mon|le) (?:cv|dossier|profil"
        r"|candidature)(?: \w+){0,3} (?:systeme|base"
        r"|fichiers?|donnees|dossiers|vivier)|m'oppose|oppos(?:e|er|ition) (?:a|au) (?:tout|traitement"
        r"|l'utilisation|la)"
        r"|(?:prefere|prefererais|aimerais)(?: \w+){0,2} (?:ne (?:plus|pas)|en)(?: \w+){0,3} recevoir"
        r"|ai (?:eu )?(?:assez|plus qu'assez)"
        r"|soupe de (?:vos|ces)",
        r"(?:elimin|borr|quit|retir|suprim|sac)\w* mi (?:cv|curriculum|perfil|expediente"
        r"|hoja de vida)(?: \w+){0,3} (?:sistema"
        r"|base|archivos?|fichero|bolsa|plataforma)|me opongo|(?:prefiero|preferiria)(?: \w+){0,2} no (?:recibir"
        r"|que me)(?: \w+){0,3}"
        r"|(?:hart[oa]|cansad[oa]) de (?:sus|vuestros|tus|estos|los|tantos)|ya (?:he tenido|tuve) (?:bastante"
        r"|suficiente)",
        r"(?:remov|elimin|apag|exclu|retir|tir)\w*(?:-me)? (?:o )?meu (?:cv|curriculo|curriculum"
        r"|perfil)(?: \w+){0,3} (?:sistema"
        r"|base|banco|arquivos?|ficheiros?|cadastro|plataforma)|(?:me )?oponho(?:-me)?|(?:prefiro"
        r"|preferia)(?: \w+){0,2} nao"
        r" (?:receber|que me)(?: \w+){0,3}|fart[oa] d[aeo]s? (?:vossas?|suas?|vossos?|seus?)",
        r"(?:verwijder|haal|wis|schrap|gooi)\w*(?: \w+){0,2} mijn (?:cv|profiel|dossier"
        r"|sollicitatie)(?: \w+){0,3} (?:systeem"
        r"|database|bestand|databank|administratie)|mijn cv (?:\w+ ){0,4}(?:verwijderen|wissen|halen)"
        r"|bezwaar tegen|maak bezwaar"
        r"|(?:liever|graag)(?: \w+){0,2} (?:niets|geen|niet)(?: \w+){0,2} (?:meer|van deze|hiervan)(?: \w+)?"
        r"|(?:alweer|(?:pff+|zucht|poeh|jeetje),? (?:weer|nog))(?: zo'n| \w+){0,2} (?:bericht\w*|mail\w*|sms\w*"
        r"|app(?:je)?)",
        r"(?:rimuov|elimin|cancell|togli)\w* il mio (?:cv|curriculum|profilo|fascicolo)(?: \w+){0,3} (?:sistema"
        r"|database|archivi\w*"
        r"|banca|piattaforma)|mi oppongo|(?:preferisco|preferirei)(?: \w+){0,2} non (?:ricevere|ricevern"
        r"|essere)\w*(?: \w+){0,3}"
        r"|(?:stanc[oa]|stuf[oa]) d(?:i|ei|elle|elle vostre) (?:vostr\w+|quest\w+|mail|messaggi|ricevere)",
        # sighs about one more of them
        r"(?:ugh|sigh|omg|oh no|pff+|not|great|oh god|argh|seriously) (?:another|again|one more"
        r"|not again)(?: \w+){0,2}"
        r" (?:text|message|e-?mail|mail|msg|one of these)|(?:schon wieder|noch so|wieder so|immer noch) (?:eine?"
        r"|ne)? ?(?:nachricht|mail"
        r"|sms|e-?mail)|(?:encore|pff+ encore) (?:un|une|un de ces|vos|ces) (?:message|mail|sms|texto)s?"
        r"|otra vez (?:un |otro |con )?(?:mensaje"
        r"|correo|sms)|outra vez (?:uma |mais uma )?(?:mensagem|e-?mail|sms)"
        r"|(?:uffa|ancora|un altro|di nuovo) (?:un |una |un altro )?(?:messaggio|mail|sms|e-?mail)",
    ),
    harmless=(
        # the bus stop, and stop as a station
        r"(?:right|next|last|bus|tram|train|first|nearest|second|which|what|the) stops?(?= ?(?:$|[?.!,\n]| (?:is"
        r"|to|for|before"
        r"|after|near|by|at|on|do|should)))|(?:richtige|richtiger|nachste|letzte|erste|welcher|welche"
        r"|der richtige) stopp?"
        r"|(?:au|le|du|bon|prochain|quel|dernier) stop (?:d'apres|apres|avant|suivant|mairie|de|du|devant|pres)\b"
        r"|(?:no|do|o|ao|proximo|qual) stop (?:perto|antes|depois|do|da|ao|em frente|a seguir)"
        r"|(?:lo|dopo lo|prima dello|allo|dello|al) stop(?= (?:o|e|prima|dopo|vicino|a|in|di|della|del|c'e)\b)"
        r"|(?:en el|el|al|del) stop (?:de|antes|despues|cerca|o)\b",
        r"(?:agency|agencies|company|companies|somebody|someone|everyone|others|another \w+|recruiters?|they|he"
        r"|she|my (?:ex|boss|mum"
        r"|mom|mate|sister|brother|bank|phone|landlord))(?: \w+){0,4} (?:won'?t|wont|doesn'?t|don'?t|dont|never"
        r"|will not|can'?t"
        r"|keeps?|keep on|refuses to)(?: \w+){0,2} (?:stop )?(?:texting|calling|messaging|e-?mailing|ringing"
        r"|bothering|writing)(?:"
        r" me)?",
        r"stop,? (?:hab|habe|ich hab|ich habe) (?:mich|was|es) (?:vertan|verschrieben|verwechselt|geirrt)|(?:stop"
        r"|wait|hold on|halt"
        r"|moment|espera|attends|stopp|wacht|aspetta|attendez|esperen|espere)[,.!]? (?:i|ich|je|yo|eu|ik|mi sono"
        r"|me) (?:got|made"
        r"|meant|mean|hab|habe|meinte|me suis|voulais|me|queria|quise|bedoelde|had|ho|confundi|enganei"
        r"|sbagliat\w+|equivoque)"
        r"(?: \w+)?",
        # no interest in a shift, and gladly another one
        r"(?:nachtschichte?n?|schichte?n?|teilzeit|vollzeit|wochenende?|nachts|zeitarbeit|leiharbeit|minijob"
        r"|homeoffice|fruhschicht"
        r"|spatschicht|aussendienst)(?: \w+)? kein(?:e)? (?:interesse|lust)|kein(?:e)? (?:interesse|lust) (?:an"
        r"|auf) (?:der |die |den"
        r" |einer |eine |einem |ner )?(?:nacht\w*|schicht\w*|teilzeit\w*|vollzeit\w*|wochenend\w*|leiharbeit"
        r"|zeitarbeit|minijob|\w+"
        r" schicht)",
        r"pas interesse[es]*(?: \w+)? (?:par|pour|a) (?:le |la |les |l'|des |du |un )?(?:week[- ]?end|nuits?"
        r"|temps|horaires?|soirs?"
        r"|dimanche|samedi|interim|cdd|3x8|postes? de nuit|travail de nuit|equipe|deplacements?)",
        r"no me interesa(?:n)? (?:el|la|los|las|lo) (?:turno|noche|noches|fines?|nocturno|temporal|domingo"
        r"|media jornada|parcial|finde)"
        r"|(?:nao|nao me) (?:me )?(?:interessa|tenho interesse)(?:m)? (?:no|na|o|a|em) (?:turno|noite|fim|noturno"
        r"|madrugada|part)"
        r"|(?:geen|niet) (?:interesse|geinteresseerd)(?: in)? (?:de |het )?(?:nacht\w*|weekend\w*|avond\w*"
        r"|ploegen\w*|deeltijd"
        r"|parttime|late|vroege)|non (?:mi interessa(?:no)?|sono interessat[oa] a\w*) (?:il|la|i|le)? ?(?:turn\w+"
        r"|nott\w+"
        r"|weekend|fine settimana|part[- ]?time|serale|domenic\w+)|gece \w+ ilgilenmiyorum",
        r"not (?:really )?interested in (?:the )?(?:night|nights|weekend|weekends|part|full|evening|late|early"
        r"|sunday|agency|temp"
        r"|zero|shift|split)\w*(?: \w+)?",
        # their own work
        r"(?:open |double )?(?:abmeldeprozess|abmelderate|abmeldequote|abmeldelink|abmeldungen|opt[- ]in"
        r"|double[- ]opt[- ]in|newsletter)"
        r"(?: \w+){0,4} (?:gebaut|umgebaut|entwickelt|programmiert|getestet|gesenkt|betreut|geschrieben|verantwortet)"
        r"|abmeldeprozess|abmelden mit einem klick|beschwerden gingen|abmelderate\w*",
        r"(?:unsubscribes?|opt[- ]?outs?|unsubscribe|churn|complaint|bounce|spam) (?:rates?|numbers?|flow|page"
        r"|link|button|clicks"
        r"|figures)|(?:las |de )?bajas de la lista|(?:boton|enlace|link|pagina|tasa) (?:de )?\W?(?:darse de baja"
        r"|baja|bajas"
        r"|cancelacion|desuscripcion)|antes del boton[^.!?\n]{0,24}|cancelamentos de (?:inscricao|assinatura)"
        r"|link de descadastro"
        r"|(?:taxa|botao|pagina) de (?:descadastro|cancelamento|descadastramento)|(?:inscricao|envio"
        r"|base) da newsletter"
        r"|uitschrijvingen per \w+|uitschrijf(?:percentage|link|knop|pagina)|(?:alleen |knop )'?afmelden'?"
        r"|afmeldingen"
        r"|disiscrizioni (?:scese|calate|ridotte|sono|erano|dallo|dal|per)(?: \w+)?|(?:tasso|link|pulsante"
        r"|pagina) di (?:disiscrizione|cancellazione)|taux de (?:desabonnement|desinscription)"
        r"|(?:lien|bouton|page) de (?:desabonnement|desinscription)|desabonnements",
        # an appointment, one day
        r"(?:cancelar|anular|mover|cambiar|aplazar) (?:la|mi|nuestra|el) (?:cita|reunion|entrevista|visita"
        r"|llamada|turno)"
        r"(?: \w+){0,4}",
        r"(?:hoy|manana|el \w+|esta (?:tarde|manana)) (?:por favor )?no (?:me )?(?:llam\w+)(?: \w+){0,3} (?:que"
        r"|porque|pues|estoy)"
        r"(?: \w+){0,4}",
        # an old number or address for a new one
        r"(?:remov|apag|tir|troc|atualiz|exclu|elimin|borr|quit|cambi|actualiz|delet|eras|updat|chang|replac"
        r"|verwijder|wis|wijzig"
        r"|losch|ander|entfern|supprim|effac|chang|rimuov|cancell|cambi|aggiorn|haal)\w*(?: \w+){0,3} (?:o |a "
        r"|el |la |mi |meu |my"
        r" |the |mijn |meine? |mon |l'|il |mio )*(?:telefone|numero|e-?mail|endereco|telefono|correo|direccion"
        r"|number|address|phone"
        r"|nummer|adres|adresse|handynummer|indirizzo|recapito|ancien numero|ancienne adresse)? ?(?:antig[oa]"
        r"|viej[oa]|anterior|velh[oa]"
        r"|old|former|oude?|vecchi[oa]|precedente)(?: (?:number|address|phone|e-?mail|nummer|adres|e-?mailadres"
        r"|mailadres|telefoon"
        r"nummer|numero|indirizzo|telefono))?(?: (?:uit|from|aus|do|da|del|dal|du"
        r"|de)(?: \w+){1,2})?(?: (?:verwijderen|wissen"
        r"|halen))?",
        r"(?:meine?|die|mon|mijn) (?:alte[nrs]?|ancien(?:ne)?|oude) (?:\w+)(?: \w+){0,4} (?:loschen|entfernen"
        r"|streichen|verwijderen"
        r"|wissen|supprimer|effacer)",
        r"(?:nao|n) para de (?:dar|travar|cair|fechar|aparecer|carregar|reiniciar)(?: \w+)?|(?:clic\w+|apert\w+"
        r"|carreg\w+|toc\w+) em"
        r" (?:sair|cancelar|parar|apagar)|(?:app|site|link|pagina)(?: \w+)? (?:n|nao|no|ne|won't|doesn't"
        r"|keeps) (?:para|deja|stop"
        r"|stopping|arrete)(?: \w+){0,2}",
        # who leaves a job
        r"stop (?:daar|daarmee|er) (?:\w+ ){0,2}(?:de )?(?:\d+e?|eind\w*|per|op|in|na|volgende)"
        r"|ontslag genomen(?: \w+){0,4}"
        r"|(?:stop|stoppe|hor\w*|ho) (?:ik )?(?:bij|bei) (?:mijn|meiner|meinem|de) (?:\w+)(?: \w+)?",
        r"basta (?:presentar\w+|mandar\w+|inviar\w+|portar\w+|chiamar\w+|scriver\w+|chieder\w+|suonar\w+"
        r"|avvisar\w+|un|una|il|la"
        r"|che|con (?:la|il|un|una)|enviar\w+|llevar|con (?:el|que)|que|presentar|trazer|levar|dizer)\b",
        r"maakt(?: me| mij)?(?: \w+)? niet uit",
        # who are you
        r"wer (?:sind sie|bist du|seid ihr)(?: (?:bitte|denn|uberhaupt|noch ?mal|nochmals?))?,? ?\??(?= (?:hab"
        r"|habe|haben|geht|ist"
        r"|von|ich|um))|(?:perdon|disculpe|perdona|hola)?,? ?quien (?:es|eres)\W{0,30}(?:(?:el|este|su|tu) numero"
        r"|no tengo (?:guardado|el"
        r"|este|tu|su)(?: \w+){0,4})?"
        r"(?= ?$)|(?:scusi|scusa|scusate|salve|ciao|buongiorno)(?: ma)?,? (?:lei )?chi (?:e|sei|siete"
        r"|parla)(?: lei)?(?= ?\W*$)"
        r"|(?:sorry|pardon|hi|hello|hoi|hallo|excusez[- ]moi|desculpe|desculpa|oi)(?: \w+)?,? (?:who (?:is this"
        r"|are you)|wie"
        r" (?:is dit|ben je|bent u)|qui (?:etes[- ]vous|est[- ]ce)|quem (?:e|fala))(?: (?:please|sorry))?(?= ?\W*$)",
        r"(?:lohn|salaris|gehalt|salary)\w*|(?:onder|unter|under|below|sous|sotto|por menos de"
        r"|abaixo de)(?: de)? \d[\d.,]*(?: \w+)?"
        r" (?:stap ik niet over|wechs\w+ ich nicht|i won'?t move|je ne (?:bouge|change) pas|non (?:cambio"
        r"|mi muovo)|no (?:me )?cambio"
        r"|nao mudo)",
    ),
    withdraw=(
        # announced in a noun, as letters do
        r"my withdrawal from|mein(?:en?)? (?:ruckzug|rucktritt) (?:von|vom|aus)|mon (?:desistement|retrait)"
        r"(?: de| du|$)|mi (?:renuncia|desistimiento|retirada) (?:a|al|de|del)\b|(?:a )?minha (?:desistencia"
        r"|renuncia) (?:a|ao|da|do|de)\b|mijn (?:terugtrekking|afmelding) (?:uit|voor|van)|(?:la )?mia (?:rinuncia"
        r"|desistenza) (?:a|al|alla|all\w*|dal|dalla)\b",
        rf"(?:do not|don'?t|dont|no longer) (?:want|need|require|fancy|wish for) (?:the |this |your |that "
        rf"|ur )(?:\w+ )?{_JOB_EN}(?:"
        r" (?:any ?more|now|any longer))?{_END}|(?:give|offer) (?:the (?:job|place|spot|role)|my (?:place"
        r"|spot)) to (?:someone|somebody"
        r"|anyone|another)(?: \w+)?|(?:not|no longer) (?:wish |want |like )?to be considered(?: (?:further"
        r"|any ?more|for (?:the|this"
        r"|your)(?: \w+){1,2}))?|no longer (?:wish|want) to be (?:considered|a candidate|part of)(?: \w+){0,3}"
        r"|(?:take|remove) me off"
        rf" (?:the|your) (?:shortlist|list of (?:candidates|applicants)|candidate list"
        rf"|candidates list)(?: for(?: \w+){{1,3}})?"
        r"|i (?:hereby )?withdraw(?= ?(?:$|[.!\n,]))",
        rf"(?:eure|ihre|deine|die|den|euren|ihren|das|diese|diesen)(?: {_JOB_DE})?(?: \w+){{0,3}} (?:brauch"
        rf"|brauche|will|mochte"
        r"|benotige)(?: (?:ich|dann|daher|also|jetzt|deshalb|leider|somit)){1,4} nicht mehr(?! (?:wissen|warten))"
        rf"|(?:brauche?|will|mochte|benotige)(?: (?:ich|dann|daher|also|jetzt|leider))* (?:eure|ihre|die|den|euren"
        rf"|ihren|das|diese"
        rf"|diesen) {_JOB_DE}(?: (?:leider|dann|doch|nun))* nicht mehr|nicht (?:mehr |weiter "
        rf"|langer )+(?:berucksichtigt|in betracht"
        r" gezogen|im verfahren|dabei sein)(?: (?:zu )?werden)?|nicht weiter berucksichtig\w+(?: werden)?"
        r"|(?:jemand anderem|jemand anders|anderem bewerber) (?:geben|nehmen|vergeben)|(?:gebt|geben|nehmt"
        r"|vergebt)(?: (?:sie|die"
        rf"|den|das|{_JOB_DE}))+"
        r" (?:jemand|einem|an jemand)(?: \w+)?",
        rf"(?:je )?(?:ne |n')?(?:veux|souhaite|desire|prends|prendrai|voudrais) (?:plus|pas) (?:(?:de |d')?(?:le"
        rf"|la|du|ce|cette|votre"
        rf"|l'|ce) ?){_JOB_FR}{_OF}{_END}|(?:donnez|proposez|laissez)[- ](?:le|la)(?: \w+)? a (?:quelqu'un"
        rf"|un autre|une autre"
        rf"|d'autres)(?: \w+)?"
        r"|(?:ne )?(?:plus|pas) (?:etre )?(?:pris|prise|prendre|retenu|retenue|considere"
        r"|consideree)(?: \w+)? en compte(?: \w+){0,4}"
        r"|(?:retir|enlev|ray)\w*[- ](?:moi|me) (?:de la|des|de votre) (?:liste (?:des|de) candidats?|candidats"
        r"|selection)",
        rf"(?:ni |ya no |no )(?:quiero|deseo|necesito|me interesa)(?: ya| mas)? (?:el|la|ese|este|vuestro|su"
        rf"|vuestra) {_JOB_ES}{_OF}{_END}"
        rf"|(?:dadselo|denselo|dasela|dadsela|denle|pueden darle|dad|den|ofrezcan|llamen) (?:el "
        rf"|la )?(?:{_JOB_ES} )?a (?:otra persona|otro candidato|alguien mas|otr[oa](?= ?(?:$|[.!,\n])))"
        rf"|no (?:deseo|quiero) (?:ser|que se me) (?:tenid[oa] en cuenta|considerad[oa]"
        r"|tenga en cuenta)(?: \w+){0,3}"
        rf"|no me presento(?: mas)? (?:a la|al) (?:entrevista|puesto|prueba)(?! (?:hoy|manana|hasta|el|a las"
        rf"|porque))",
        rf"(?:ja )?nao quero(?: mais)? (?:o|a|esse|essa|este|esta|vosso|vossa) {_JOB_PT}{_OF}{_END}|(?:podem|pode"
        rf"|deem|passem"
        rf"|pode dar|podem dar)"
        rf" (?:chamar|contratar|dar|oferecer|a vaga|o lugar)?(?: ?(?:a vaga|o lugar))? ?(?:a "
        rf"|para )?(?:outra pessoa|outro candidato)|nao (?:quero|desejo) (?:mais )?(?:ser"
        rf"|continuar a ser) (?:considerad[oa]"
        r"|tid[oa] em conta)(?: \w+){0,3}",
        rf"(?:ik )?(?:wil|hoef|hoeft)(?: ik)? (?:de|die|deze|jullie|het|dat) {_JOB_NL}(?: \w+)? niet(?: meer)?{_END}"
        rf"|(?:geef|gun)(?: \w+){{0,2}}"
        r" (?:maar )?aan (?:iemand anders|een ander)|niet (?:meer|langer|verder) (?:in aanmerking|mee ?(?:doen"
        r"|nemen|genomen))(?: \w+){0,2}"
        r"|(?:van|uit) (?:de|uw|jullie) (?:lijst|groep|rij) (?:met|van|der) (?:kandidaten"
        r"|sollicitanten)(?: \w+){0,4}(?: (?:halen"
        r"|schrappen|af))?",
        rf"non (?:voglio|mi serve|desidero)(?: piu)? (?:il|la|l'|quel|questo|vostro|il vostro|quello|quella"
        rf"|questa) ?{_JOB_IT}(?: piu)?{_END}"
        r"|(?:datelo|date(?:lo|la)?|dia|lasci\w*|offri\w*|chiama\w*)(?: (?:il posto"
        r"|pure))* (?:a )?(?:qualcun altro|un'altra persona|un altro candidato)|non (?:voglio"
        r"|desidero)(?: piu)? essere (?:considerat[oa]"
        r"|pres[oa] in considerazione)(?: \w+){0,3}",
    ),
    maybe_withdraw=(
        r"(?:do ?n'?t|do not|dont|not sure|doubt|unsure|not certain|wonder\w*)(?: (?:that|if|whether|think"
        r"|believe|feel|i|i'm|i am"
        r"|im|really|it's|its|it is|this is|this)){0,6} (?:the |a |such a )?(?:right|good|best|great) (?:fit"
        r"|match|person|candidate"
        r"|choice|one|move|thing)|not sure(?: (?:that|if|whether|about))?(?: (?:i|i'?d|i still))? ?(?:want|wanna"
        r"|would want|can|should"
        r"|leaving|changing|moving)(?: to)?(?: (?:leave|leaving|change|changing|quit|quitting|give up|move|moving"
        r"|switch\w*|my|jobs?))+"
        r"(?: \w+){0,2}|(?:happy|comfortable|settled) where i am",
        r"(?:weiss|bin|glaube|denke)(?: \w+){0,3} (?:nicht|unsicher)(?: sicher)?,? (?:dass|ob|die"
        r"|der)(?: ich)?(?: \w+){0,5} (?:richtige?"
        r"|passe|passt|wechseln|kundigen|aufgeben|verlassen|geeignet|weg will)(?: \w+)?|(?:nicht"
        r"|kaum) (?:wirklich )?(?:der|die) richtige?"
        r"(?: (?:dafur|fur|bin|dazu|kandidat\w*))*",
        r"(?:j'?sais|jsp|je sais|chais|sais|sait|pas sur|pas sure|je doute|pas certaine?)(?: pas)?(?: trop"
        r"| encore| vraiment)? (?:si|que)"
        r" (?:je|j'|c'est|ca|le|la)(?: ?\w+){0,5} (?:continuer|continue|garde|poste|faite?|quitter|changer"
        r"|bonne personne|bon profil"
        r"|pour moi|capable|laisse\w*|arrete\w*|veux|vais)\w*|(?:pas|plus) (?:la bonne personne|le bon profil"
        r"|le bon candidat|faite? pour"
        r" (?:ca|ce|le))",
        r"(?:no (?:se|creo)|dudo|no estoy segur[oa])(?: \w+){0,3} (?:si |que |de )(?:\w+ ){0,4}(?:dejar|cambiar"
        r"|indicad[oa]|adecuad[oa]"
        r"|encaj\w+|persona|perfil|seguir|valgo|sirvo|irme)(?: \w+){0,3}|no (?:soy|creo ser) (?:la persona"
        r"|el candidato|el perfil)"
        r"(?: \w+)?",
        r"(?:acho|ac?redito|penso|sinto|creio)(?: (?:q|que))? (?:nao|n|num) (?:vai dar|vou|sou|e|da|quero"
        r"|me encaixo|sirvo|consigo|compensa"
        r"|vale)(?: \w+){0,4}|(?:nao|n) (?:sei|tenho certeza)(?: bem| mesmo)? se (?:\w+ ){0,4}(?:vaga|pra mim"
        r"|para mim|deixar|sair|mudar"
        r"|continuar|sigo|quero|pessoa|perfil|certo|certa|da)(?: \w+)?|(?:nao|n) vai dar (?:pra|para"
        r"|p) mim(?: \w+){0,2}",
        r"(?:weet|denk|twijfel|betwijfel)(?: \w+){0,3},? (?:of|dat|niet dat)(?: \w+){0,5} (?:juiste|geschikt"
        r"|weg wil|wil weggaan|verlaten"
        r"|opgeven|overstappen|pas|doorga|verder wil|bij mij past|wat voor mij)(?: \w+){0,2}"
        r"|niet de juiste (?:persoon|kandidaat|match)",
        r"(?:boh,? )?(?:nn|non|n)(?: (?:so|sono sicur[oa]|credo|penso|sn sicur[oa]))(?: bene| proprio)? (?:se|di"
        r"|che) (?:\w+ ){0,4}(?:fa"
        r" (?:x|per)|per me|x me|lasciare|cambiare|adatt[oa]|giust[oa]|persona|lavoro|posto|continuare"
        r"|continuo)(?: \w+){0,3}"
        r"|non (?:sono|credo di essere) la persona (?:giusta|adatta)",
    ),
    still_in=(
        r"(?:a|my|the|one|another) (?:colleague|friend|coworker|co-worker|mate|sister|brother|wife|husband"
        r"|partner|teammate|flatmate"
        r"|housemate|boss|manager|candidate)(?: of mine| at work)?(?: \w+){0,3} (?:accept\w*|withdrew|withdrawn"
        r"|took|taken|signed|found"
        r"|left|quit|dropped out|pulled out|backed out)(?: (?:an?other|a new|a different|a|an|the|her|his|their"
        r"|from|elsewhere"
        r"|out))*(?: (?:offer|job|role|position|contract))?",
        r"(?:withdr[ae]wn?|withdrew|pulled|cancel\w*|dropped|declined)(?: \w+){0,4} (?:elsewhere"
        r"|other (?:applications?|places?|jobs?"
        r"|compan\w+|offers?)|everywhere else|at (?:the )?other)(?: \w+)?|(?<!i am )(?<!i'm )(?<!im )(?:no"
        r"|not) (?:longer"
        r"|any ?more) (?:accepting|taking)(?: \w+)?"
        r"|(?:turned down|declined|rejected|refused) (?:all |my |the |every )?other(?: \w+)?",
        r"(?:ein(?:e)?|mein(?:e)?|der|die) (?:kolleg(?:e|in)|freund(?:in)?|bekannte[r]?|bruder|schwester|mann"
        r"|frau|partner(?:in)?|chef(?:in)?)"
        r"(?: \w+){0,4} (?:angenommen|unterschrieben|zuruckgezogen|gefunden|gekundigt|abgesagt|zugesagt)"
        r"|(?:bewerbung(?:en)?)(?: \w+){0,3}"
        r" (?:woanders|anderswo|bei (?:anderen|der anderen|den anderen))(?: \w+){0,2} (?:zuruck\w*)|(?:woanders"
        r"|anderswo|anderen? \w+)"
        r"(?: \w+){0,3} (?:bewerbung(?:en)?(?: \w+)? zuruckgezogen|abgesagt)|(?:nehmen"
        r"|nimmt) (?:sie )?keine bewerbungen mehr(?: \w+)?",
        r"(?:une?|mon|ma|un de mes|une de mes) (?:collegues?|amie?|ami|copain|copine|frere|soeur|mari"
        r"|femme)(?: \w+){0,3} (?:accepte"
        r"|signe|trouve|retire|quitte|demissionne)(?: (?:une?|un autre|une autre|son|sa|ailleurs))*(?: \w+)?"
        r"|(?:retire|annule|refuse)"
        r"(?: \w+){0,3} (?:ailleurs|(?:mes|les|d'|toutes mes) ?autres (?:candidatures|offres))"
        r"|n'acceptent plus(?: \w+){0,2}",
        r"(?:un|una|mi) (?:companer[oa]|amig[oa]|coleg[oa]|herman[oa]|pareja|marido|mujer)(?: \w+){0,3} (?:acepto"
        r"|aceptado|firmo|firmado"
        r"|encontro|retiro|retirado|renuncio|dejo)(?: (?:otra|otro|un|una|su))*(?: \w+)?|(?:retire|retirado"
        r"|cancele|rechace|rechazado)"
        r"(?: \w+){0,3} (?:otros sitios|otras (?:ofertas|empresas|candidaturas)|otro (?:sitio|lado)|en otras)"
        r"|ya no aceptan(?: \w+){0,2}",
        r"(?:um|uma|meu|minha|um meu|uma minha) (?:colega|amig[oa]|irmao|irma|marido|mulher"
        r"|namorad[oa])(?: \w+){0,3} (?:aceitou|aceite"
        r"|aceito|assinou|encontrou|desistiu|retirou|arranjou)(?: (?:outra|outro|um|uma|sua))*(?: \w+)?"
        r"|(?:retirei|cancelei|recusei)"
        r"(?: \w+){0,3} (?:outros (?:lugares|sitios)|outras (?:vagas|ofertas|candidaturas|empresas)"
        r"|noutros?(?: \w+)?)|ja nao aceitam"
        r"(?: \w+){0,2}|nao aceitam mais(?: \w+){0,2}",
        r"(?:een|mijn) (?:collega|vriend(?:in)?|broer|zus|man|vrouw|partner)(?: \w+){0,5} (?:aangenomen|getekend"
        r"|geaccepteerd|gevonden"
        r"|teruggetrokken|opgezegd)|(?:elders|ergens anders|bij andere\w* \w+)(?: \w+){0,3} (?:teruggetrokken"
        r"|ingetrokken|afgezegd)"
        r"|(?:nemen|accepteren)(?: \w+)? geen sollicitaties meer(?: \w+)?",
        r"(?:un|una|il mio|la mia|un mio|una mia) (?:collega|amic[oa]|fratello|sorella|marito|moglie"
        r"|ragazz[oa])(?: \w+){0,3} (?:accettat\w"
        r"|firmat\w|trovat\w|ritirat\w|lasciat\w|ha)(?: (?:un'altra|un altro|altra|il|la|sua))*(?: \w+)?"
        r"|(?:ritirat|rifiutat|annullat)\w"
        r"(?: \w+){0,3} (?:altrove|altre (?:candidature|offerte|aziende)|da altre parti)"
        r"|non accettano piu(?: \w+){0,2}",
    ),
)

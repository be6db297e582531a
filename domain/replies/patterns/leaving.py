"""An application that is taken back by how it is said, and words of an end that are about something else: one more
module for all languages at once.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_JOB_EN: Final = r"(?:job|role|position|post|offer|one|application|interview|process|running|race|thing)"
_END: Final = r"(?= ?(?:$|[.!,;\n]|and |so |but |as |cos |because |they|my |sorry|thanks|we ))"

LEAVING: Final = Language(
    withdraw=(
        # said as a clause: "thanks, but I'm withdrawing, and ..."
        r"i'?m (?:hereby |therefore |now |regretfully )?withdrawing(?= ?(?:$|[.,;:!\n]| (?:and|so|as|because) ))"
        r"|i'?m (?:pulling|dropping) out(?= ?(?:$|[.,;:!\n]| (?:and|so|as|because) ))",
        # one no longer to be reckoned with
        r"(?:consider|regard|treat|take|deem) (?:my|the above|this) (?:candidature|candidacy|application) (?:as"
        r" )?(?:withdrawn|closed"
        r"|cancel\w+|over|void)|(?:do not|don'?t) (?:hold|keep) (?:the|this|that|my) (?:job|role|position|place)"
        r" (?:open )?(?:for me)?",
        r"(?:i (?:have to |must |will |'ll )?say|it'?s a|it is a|so it'?s) no to (?:the|your|this) (?:job )?offer|no"
        r" to the"
        r" offer(?= ?(?:$|[.!,;\n]|from me|i'm|i am|sorry))|(?:can'?t|cannot|cant|won'?t|wont) (?:do|take) the job"
        r" after all",
        r"(?:rechnen|rechnet|plant|planen)(?: (?:sie|ihr|bitte|also))* (?:nicht|nimmer) (?:mehr|langer) mit mir"
        r"|(?:das |ihr |euer |dieses )?angebot(?: \w+){0,3} nicht an(?:zunehmen|nehmen|genommen)?(?= ?(?:$|[.!,;\n]))",
        r"ne comptez (?:plus|pas) sur moi|je ne (?:donne|donnerai) pas suite a (?:votre|l'|cette) ?(?:offre"
        r"|proposition)"
        r"|je n'accepte pas (?:la|votre|l'|cette) ?(?:proposition|offre)|considerez ma candidature comme (?:retiree"
        r"|annulee|close)",
        r"(?:ya )?no (?:(?:sigan|sigais|siga) contando|cuenten|cuenteis|cuente)(?: mas| ya)? conmigo|no acepto (?:la|su"
        r"|esta|vuestra) (?:oferta|propuesta)|den por retirada mi (?:candidatura|solicitud|postulacion)",
        r"(?:ja )?nao contem (?:mais )?comigo|nao aceito a (?:vossa |sua )?(?:proposta|oferta)|de(?:e|i)?m a minha"
        r" candidatura por (?:retirada|encerrada)",
        r"reken(?:t|en)?(?: (?:u|maar|dus|jullie))* niet (?:meer|langer) op (?:mij|me)|beschouw(?:t)?(?: u)? mijn"
        r" sollicitatie als (?:ingetrokken|afgesloten|vervallen)",
        r"non conta(?:te|ti|re) piu su di me|non accetto (?:la|l'|questa) ?(?:vostra |sua )?(?:proposta|offerta)"
        r"|consider(?:i|ate) (?:ritirata|chiusa) la mia candidatura",
        r"musze(?: \w+){0,2} zrezygnowac(?: z(?: \w+){1,2})?|rezygnuje z (?:oferty|pracy|stanowiska|rekrutacji"
        r"|udzialu(?: w rekrutacji)?)|wycofuje (?:swoja |moja )?(?:kandydature|aplikacje)",
        r"(?:знімаю|відкликаю|снимаю|отзываю) (?:свою |мою )?(?:заявку|кандидатуру|анкету)|imi retrag"
        r" (?:candidatura|aplicatia)",
        r"(?:job|offer|role|position|contract|place)(?: \w+){0,3},? so (?:i'?m|i am) out(?! (?:of|till|until|on|at|for"
        r" (?:a|the) (?:day|week)))",
        rf"(?:pulling|dropping|backing|bowing|ducking|bailing) out of (?:the|this|that|your)(?: \w+)? {_JOB_EN}",
        r"withdraw me from (?:further |the |any |your )*(?:consideration|process|running|role|selection"
        r"|list of candidates)",
        r"(?:my name|my application|my cv|me|i) (?:be |to be )?(?:removed|withdrawn|taken|struck|dropped) (?:from"
        r"|out of)"
        r" (?:further |the |any |all |your )*(?:consideration|contention|running|process|race|shortlist|applicants?)"
        r"|(?:consider|count|deem|take) me (?:to be )?(?:out of (?:the|this|your) (?:running|race|process|frame)"
        r"|withdrawn|no longer (?:a candidate|in the running))",
        r"(?:won'?t|will not|not going to|not gonna|can'?t|cannot|shan'?t) be (?:accepting|taking up|taking on"
        r"|pursuing|proceeding with|going ahead with) (?:the|your|this|that|it)(?: \w+)?",
        r"(?:won'?t|will not|not|or|nor)(?: be)? (?:going|taking (?:it|this|things)) any (?:further|farther) with"
        r" (?:it|this|the (?:job|role|application|process))|not coming (?:\w+ ){0,2}(?:or )?at all",
        r"(?:found|got|landed|sorted) (?:summat|smth|summit|somethin|somat|sumthing|sth) (?:better|else|nearer|closer"
        r"|local)",
        # German
        r"(?:ich )?(?:sag|sage)(?: (?:ich|ihnen|euch|dir|leider|hiermit|lieber|jetzt"
        r"|doch))* (?:ganz )?ab(?= ?(?:$|[.!,;\n]"
        r"|weil|da |der |die |das ))|(?:muss|mochte|will|werde)(?: (?:ich|ihnen|euch|leider|hiermit|daher|deshalb"
        r"|doch))+"
        r" absagen(?= ?(?:$|[.!\n]))|ich (?:zieh|ziehe)(?: (?:leider|hiermit|mich|daher|doch))* zuruck(?= ?(?:$"
        r"|[.!,;\n]))",
        r"(?:nehme|ziehe|nehm|zieh)(?: (?:ich|hiermit|leider|daher))* meine (?:\w+)?(?:bewerbung|kandidatur|zusage)"
        r"(?: [\w-]+){0,8} zuruck|(?:konnt|konnen sie|konnts|bitte)(?: \w+)? meine bewerbung (?:raus\w*|streichen"
        r"|herausnehmen|loschen|ad acta|vergessen)(?: \w+)?",
        r"(?:fur|zu) (?:die|den|das|ein|eine|einen) andere[nsr]? (?:stelle|job|firma|betrieb|angebot|arbeitgeber)"
        r" entschieden(?:,? ihr konnt meine bewerbung rausnehmen)?",
        # French, Spanish, Portuguese, Italian, Dutch
        r"(?:je )?(?:prefere|souhaite|dois|vais|voudrais|veux"
        r"|me vois contrainte?)(?: \w+)? (?:me )?desister(?: \w+){0,3}"
        r"|je me desiste(?: (?:de|du|pour)(?: \w+){0,2})?|je me retire(?: (?:de|du)(?: \w+){1,2}|(?= ?[.!\n]| ?$))",
        r"(?:renuncio|renunciar|renunciare) (?:a|al)(?: (?!mi\b)\w+)? ?(?:plaza|puesto|vacante|proceso|oferta"
        r"|candidatura|empleo"
        r"|entrevista|trabajo)|ya no (?:le )?(?:sigo|continuo|seguire|voy a seguir)(?: con)?(?: (?:lo de|el|la"
        r"|esto|este))*"
        r"(?: (?:la )?(?:entrevista|proceso|vacante|solicitud|puesto))?|me bajo del? (?:proceso|puesto|todo)",
        r"nao vou mais (?:fazer|participar|na|no|pra|comparecer|seguir)(?: \w+)? ?(?:teste|entrevista|processo"
        r"|vaga|selecao)"
        r"|(?:arrumei|consegui|arranjei|achei|peguei) (?:um |uma )?(?:outro|outra) (?:trampo|servico|emprego"
        r"|trabalho|vaga"
        r"|coisa)",
        r"(?:lasciate|date|cedete|offrite)(?: (?:pure|il|la|lo))* (?:colloquio|posto|prova) a (?:un altro"
        r"|un'altra|qualcun\w*)"
        r"(?: \w+)?",
    ),
    maybe_withdraw=(
        # a no to nobody knows what, said of all, and the wish to be let out of what was signed
        r"(?:dico|diro) di no(?= ?[.!:;,\n]|$)|digo que n(?:o|ao)(?= ?[.!:;,\n]|$)|ik zeg nee(?= ?[.!:;,\n]|$)"
        r"|ich sage nein(?= ?[.!:;,\n]|$)|je dis non(?= ?[.!:;,\n]|$)"
        r"|(?:ask\w*|like|want) to be released(?: from (?:it|this|the contract|my contract))?(?= ?[.!;,\n]|$)"
        r"|(?:won'?t|will not|no longer) (?:be )?need(?:ing)? (?:the|your|this) (?:\w+ )?(?:job|work|apprenticeship"
        r"|position"
        r"|role|place)(?= ?[.!;,\n]|$| (?:now|any ?more|after all))",
        r"(?:might|may) not (?:carry on|go on|continue|go ahead|go through|proceed)(?: with (?:this|it|the \w+))?"
        r"|(?:not"
        r" sure|don'?t know|dunno|unsure|doubt)(?: (?:if|whether|that))? i(?:'ll| will| want to| wanna| should| can)*"
        r" (?:carry on|go on|continue|proceed|go through) ?(?:with (?:this|it|the \w+))?",
        r"(?:better|best|fairer)(?: for (?:all|both|everyone)(?: of us)?)? if i (?:didn'?t|did not|don'?t) (?:carry"
        r" on|go on"
        r"|continue|proceed)|having (?:\w+ )?second thoughts(?: about(?: \w+){1,3})?|(?:might|may|could) (?:bow|drop"
        r"|back"
        r"|pull) out(?= ?(?:$|[.!,;?\n]|of (?:this|it|the)))",
        r"(?:vielleicht|eventuell|evtl|womoglich)[^.!?\n]{0,40}\b(?:(?:ich )?(?:steige? (?:ich )?(?:lieber )?aus"
        r"|aussteige)"
        r"|nicht weiter(?:mache|machen)|(?:mich )?zuruckziehe)|(?:weiss|weis) nicht(?: \w+){0,3}? ob ich"
        r" (?:weitermache\w*"
        r"|weitermachen (?:soll|will|mochte)|dabei ?bleib\w*)",
        r"(?:vaudrait|serait|vaut)(?: peut-etre)? mieux(?: peut-etre)? que (?:j'arrete|je (?:m'arrete|me retire|laisse"
        r"|renonce))(?: \w+)?|j'envisage de (?:me (?:desister|retirer)|renoncer|laisser tomber|tout arreter)",
        r"(?:quizas?|tal vez|a lo mejor|igual)[^.!?\n]{0,25}\b(?:mejor que no (?:continue|siga)|me (?:retire|baje)"
        r"|deba dejarlo|lo deje)|(?:estoy pensando|pienso|pensaba) en (?:dejarlo|retirarme|bajarme|no seguir)"
        r"|no se si (?:seguir|sigo)(?: con(?: \w+){1,2})?",
        r"(?:talvez|se calhar)[^.!?\n]{0,25}\b(?:melhor (?:eu )?nao (?:continuar|seguir)|desist(?:a|ir))|(?:a pensar"
        r"|pensando|penso) em (?:desistir|largar|nao continuar|sair do processo)",
        r"(?:denk|twijfel|overweeg)(?: \w+){0,4} (?:af te haken|(?:om )?te stoppen|(?:me )?terug te trekken)|misschien"
        r"(?: is het)? beter(?: \w+){0,2} (?:ik )?(?:stop|afhaak|niet doorga)(?: met (?:de|deze) procedure)?|(?:weet"
        r" niet|twijfel)(?: \w+)? of ik (?:doorga|verderga|verder ga|meedoe)",
        r"(?:forse|magari)[^.!?\n]{0,20}\b(?:dovrei|meglio che|conviene)(?: \w+)? (?:lasciar(?:e)? perdere|fermarmi"
        r"|mi fermi|rinunci\w*|ritirarmi|smetta)|(?:sto pensando|penso) di (?:lasciar(?:e)? perdere|rinunciare"
        r"|ritirarmi|mollare)|non so se (?:andare avanti|proseguire)",
        r"(?:prob(?:s|ably)?|maybe|perhaps|might|may|think|reckon|guess|likely)(?: (?:i'?ll|i will|i'?m|im|ill"
        r"|just|have to"
        r"|going to|gonna|well|that|then))* (?:pass(?: on (?:this|it|that)(?: one)?|(?= ?(?:$|[.,!\n])))"
        r"|give (?:it|this(?: one)?) a miss|leave it"
        r"|skip (?:it|this(?: one)?))",
        r"(?:glaub|glaube|denke|denk|vielleicht|wohl|eher)(?: (?:ich|dass|dann|doch|ist besser))* (?:lass|lasse"
        r"|lassen) (?:ich )?"
        r"(?:es|das)(?: (?:lieber|dann|doch|besser|eher|bleiben|sein|mal))*|(?:ich )?lass(?:e)? (?:es"
        r"|das) (?:lieber|wohl|eher"
        r"|vielleicht)(?: (?:bleiben|sein))?",
        r"(?:misschien|wellicht|denk|twijfel)(?: \w+){0,7} (?:afzien|afhaken|stoppen|bedanken"
        r"|terugtrekken)(?: van)?(?: \w+){0,2}",
        r"(?:no se|no estoy segur[oa] de|dudo)(?: si| de)? (?:presentarme|seguir con|continuar|aceptar"
        r"|postularme)(?: \w+){0,2}"
        r"|mejor lo (?:dejamos|dejo)(?= ?(?:$|[.,;!?\n]))",
        r"(?:nao sei|nao tenho certeza)(?: (?:se|bem se))* (?:continuo|quero (?:continuar|essa|a vaga|mais)"
        r"|compareco|sigo em frente)(?: \w+)?",
        r"(?:je ne sais pas|pas sure?|j'hesite)(?: (?:si|a|trop|encore))* (?:je )?(?:me presente|continuer|postuler)"
        r"(?: \w+)?",
        r"(?:non so|boh|forse)(?: (?:se|non))* (?:mi presento|continuo|lascio perdere|presentarmi)(?: \w+)?",
    ),
    still_in=(
        r"(?:\d{1,2}[:.]\d\d|klockan \d+|den tiden|fredag|mandag|tisdag|onsdag|torsdag) tar jag(?: garna)?",
        r"(?:ho trovato|abbiamo trovato) (?:la|il|l'|lo) ?(?:sede"
        r"|indirizzo|posto auto|parcheggio|strada|ingresso|ufficio|mail)",
        r"(?:got|have|ya tengo|ja tenho|ja to|hab(?:e)? schon|j'ai deja|ho gia|heb al)(?: \w+){1,8},? (?:but|pero"
        r"|mas|aber|mais|ma|maar)"
        r" (?:\w+ )?(?:looking|look|want|hope|hoping|quiero|busco|quero|procuro|suche|will|mochte|cherche"
        r"|voudrais|veux|cerco|vorrei"
        r"|zoek|wil|happy|open|interested|still)",
        r"(?:my|the|his|her) withdrawal from (?:the )?(?:uni\w*|school|college|course|army|navy|forces|programme"
        r"|program|degree"
        r"|class|sixth form|phd|masters|module|account|market|eu|study)",
        r"(?:retir\w*|annul\w*) (?:ma|mes|toutes mes) candidatures? (?:chez|aupres de|a) (?:vos|les|d'|des|mes"
        r"|tous les) ?(?:autres"
        r"|concurrents?|\w+)",
        r"(?:nao|n) (?:tenho|tem|tinha) (?:mais )?interesse em [\w ]{1,20},? (?:so|mas|apenas|somente)(?= )",
        r"(?:[\w]+ )?(?:ya )?no me interesan?,? (?:pero )?(?:[\w]+ si|solo \w+|prefiero \w+|busco \w+)(?! (?:no|ya))",
    ),
    harmless=(
        r"(?:merci|remercie\w*)(?: \w+)? (?:pour|de) (?:vos|votre|toutes vos) demarches?",
        # one thing refused, another one welcome
        r"(?:de |el |la |lo de )?\w+ no me interesa\w*,? (?:pero )?(?:de |el |la |lo de )?\w+ si(?= ?(?:$|[.,!?\n]))",
        r"(?:geen|niet|no) (?:interesse|geinteresseerd|interest) in (?:de |het |the )?\w+,? (?:wel|maar wel|but"
        r"|only)(?= )",
        r"(?:pas|plus) (?:trop |vraiment )?interessee? par (?:le|la|les|un|une) (?:poste|place|offre|mission|site"
        r"|celui)s? (?:de|du|a|en|"
        r"d')(?: ?\w+)",
        r"(?:nao|n) quero (?:mais )?(?:escala|turno|horario|jornada|folga|noturno|noite|madrugada|clt|pj)(?: \w+)?"
        r"|no quiero (?:mas )?(?:turno|horario|noches?|nocturno|jornada)(?: \w+)?",
        r"(?:i |already |we )?said no to (?:the |any |work\w* )?(?:saturdays?|sundays?|mondays?|fridays?"
        r"|weekends?|nights?|shifts?"
        r"|overtime|lates|earlies|evenings?|agency|temp\w*)",
        # no end wanted
        r"(?:do not|don'?t|dont|please don'?t|never)(?: ever| you)? (?:take|strike|cross|remove|knock"
        r"|scratch) me off(?: (?:the|your|any"
        r"|this|that))?(?: \w+)? ?(?:list|lists|books|register|database)?",
        r"(?:nehm\w*|streich\w*|losch\w*|werf\w*|schmeiss\w*)(?: (?:sie|ihr|mich|bitte|bloss|ja|nur"
        r"|jetzt))* nicht (?:aus|von|vom)"
        r"(?: (?:dem|der|ihrem|eurem|ihrer|eurer))? (?:verteiler|liste|datenbank|pool|kartei)",
        r"(?:hor|hort|horen)(?: (?:sie|bitte|bloss|ja))* (?:nich|nicht|net|ned|nie) auf(?: (?:zu|mir|mit))*(?: \w+)?",
        r"(?:n|nao)(?: me)? (?:tira|tirem|tire|apaga|apaguem|remove|removam|exclui|excluam)(?: (?:o|meu|minha|me|a))*"
        r"(?: (?:nome|numero|cadastro|contato))?(?: da lista)?",
        r"(?:beni |adimi |numarami )*(?:listeden|listenizden) (?:silmeyin|cikarmayin|atmayin)(?:iz)?",
        r"stoppa inte(?: (?:in|dit|fler|flera|mer|nagra))*|(?:tog|toget|bussen|bus|trein|tunnelbanan"
        r"|trikken)(?:et)? (?:stopper"
        r"|stannar|stopt|stoppar)(?: (?:ikke|inte|niet))?",
        # people at work, and their things
        r"(?:do not|don'?t|dont|please don'?t)(?: please)? (?:contact|call|ring|phone|approach|e-?mail|write to"
        r"|text) (?:[\w]+(?: (?:&|and)"
        r" \w+\.?)? )?(?:under any circumstances|yet|hr|them|him|her|my (?:current )?(?:boss|employer|manager"
        r"|work)|the (?:office"
        r"|school|agency|last one|old one)|\w+ (?:&|and) \w+\.?)(?: (?:under any circumstances))?",
        r"(?:do not|don'?t|dont) (?:text|e-?mail|send|message|write) (?:me )?(?:the|a|that|any) (?:door|gate"
        r"|access|entry|parking|alarm"
        r"|wifi|zoom|teams|pin|code|codes|link|map|directions|address|postcode|contract|form|forms|rota|password"
        r"|details)(?: \w+)?",
        r"(?:made|make|let|had|asked|told|want) me (?:to )?(?:remove|take (?:off|out)|delete|cover) (?:my|the"
        r"|all my) (?:\w+ )?(?:piercings?"
        r"|jewel\w+|earrings?|rings?|nails?|tattoos?|beard|hijab|coat|shoes|boots|hat|cap|scarf|helmet|watch|post"
        r"|photos?|gloves)",
        r"(?:take|get|let|keep) me off the (?:hook|ground|fence|streets?|phone|bench|couch|sofa)",
        r"(?:never ?mind|ignore|disregard|forget|scrap) (?:my|the|that|about my|about that) (?:last|previous"
        r"|earlier|other|first|second)?"
        r" ?(?:text|message|msg|e-?mail|mail|question|one)(?: i sent)?,?(?= (?:found|got|i|it|all|sorted|just|was"
        r"|im|my|wrong|sent|that))",
        r"(?:should|must|have to|need to|gotta|time to|better|ought to) stop (?:messing|mucking|faffing|dithering"
        r"|moaning|worrying|waffling"
        r"|procrastinating|putting|overthinking|being|dreaming|stalling|hesitating|lurking|beating)(?: (?:about"
        r"|around|off))?",
        r"(?:unsubscribe|unsubscribes|opt[- ]?outs?|opt[- ]?ins?|suppression lists?|double opt[- ]?in"
        r"|preference cent(?:re|er)s?"
        r"|re-?permission(?:ing)?(?: campaigns)?)(?:, (?:and )?(?:unsubscribes?|opt[- ]?outs?|opt[- ]?ins?"
        r"|re-?permission(?:ing)? campaigns?"
        r"|suppression lists?|preference cent(?:re|er)s?|bounces?|deliverability))+",
        r"(?:did|how did|where did|hi how did) (?:you|u|ya) (?:get|got|find) my (?:number|details|name|cv"
        r"|e-?mail)(?: (?:btw|by the way|out of"
        r" interest|from))?,? ?\W{0,3}(?:anyway|but|either way|in any case|yes|and yes|im |i'm )(?= )"
        r"|how did (?:you|u) get my (?:number|details|name|e-?mail)(?: btw| by the way)?\W{1,3}(?:anyway"
        r"|either way|but)(?= )",
        r"(?:got|get|received|did you get|u got|you got) my (?:e-?mail|text|message|mail|cv)(?: (?:yesterday"
        r"|earlier|today|ok|alright))?\?"
        r"(?: (?:sent|i sent|its|it'?s|did))?",
        r"(?:if )?(?:you|u)(?: do not| don'?t| dont) hear from me (?:by|before|until|till"
        r"|again by)(?: \w+)?(?: (?:it'?s|its|then|assume"
        r"|call|ring))?(?: \w+){0,3}",
        r"(?:by|via|over) text (?:today|tomorrow|this time|for once)?(?: )?(?:instead of|rather than) (?:phone"
        r"|a call|on the phone|by phone"
        r"|calling)|(?:fully |totally |all )?blocked (?:nose|up|sinuses|drain|toilet|road|driveway|ear)",
        r"(?:stop|stopp|halt|wait),? ?\W{0,3}(?:zahlendreher|tippfehler|vertippt|falsche nummer von mir"
        r"|verschrieben|typo|moment|kommando"
        r" zuruck|correction|correctie|correzione|errata|faute de frappe|erreur de ma part)",
        r"(?:bitte |pls |please )?nicht anrufen,? (?:ich )?(?:bin|bin grad|sitze|arbeite"
        r"|habe?)(?: \w+){1,3},? schreib\w*",
        r"(?:abmelden|ummelden|anmelden|abgemeldet|abmeldung)(?: \w+){0,6} (?:amt|burgeramt|arbeitsamt|meldeamt"
        r"|jobcenter|einwohnermeldeamt"
        r"|gemeinde|krankenkasse|finanzamt|auto|kfz|wohnsitz|schule|uni)|(?:hab|habe"
        r"|bin)(?: \w+){1,4} abgemeldet und(?: \w+){1,4}"
        r" (?:an)?gemeldet",
        r"(?:hor|hort|horen sie)(?: mir| mich| ma| bloss)? auf mit (?:der |dieser )?(?:zeitarbeit|leiharbeit"
        r"|schicht\w*|nachtschicht\w*"
        r"|wochenend\w*|akkord|montage|teilzeit|home ?office)",
        r"(?:halte)?stelle stoppel\w+|stoppel(?:feld|weg|markt|bart|gasse|acker)\w*",
        r"(?:mijn|de|m'n) (?:lease)?(?:auto|fiets|telefoon|laptop|abonnement|kind|zoon"
        r"|dochter)(?: \w+){0,2} (?:eerst )?(?:afmelden|opzeggen"
        r"|uitschrijven|inleveren)",
        r"(?:ik )?stop(?: ik)? (?:eind|begin|half|per|vanaf|over|volgende|deze)(?: \w+){1,3} (?:bij|met) (?:mijn"
        r"|m'n|de|dit|het)(?: \w+)?"
        r" (?:baas|werk|baan|werkgever|contract|opleiding|studie)|ik stop (?:eind|begin|half|per"
        r"|vanaf) \w+ (?:bij|met)(?: \w+){1,3}",
        r"j'?arrete(?: bientot| mon| ma| le| la| aussi)+ (?:cdd|cdi|contrat|interim|boulot|poste|travail|job"
        r"|formation|stage|mission"
        r"|alternance|fac|etudes|saison)(?: \w+){0,2}",
        r"(?:stop|arret)(?: |-)(?:mairie|gare|eglise|ecole|centre|hopital|stade|piscine|republique|jaures"
        r"|hotel de ville)",
        r"(?:esta |fue |quedo |sigue |lo |la )?(?:dado|dada|di|dieron|dimos) de baja(?=,? (?:a este|llam|use|ese"
        r"|desde|hace|por|en|el|la|y))",
        r"no es necesario que (?:me |nos )?(?:envi\w+|mand\w+|llam\w+)(?: otra vez| de nuevo| mas)? (?:el|la|los"
        r"|las|un|una) (?:contrato"
        r"|formulario|documento|enlace|link|invitacion|direccion|ubicacion|papel\w*|nomina|oferta)",
        r"(?:la |il |l')?(?:mail|e-?mail|indirizzo|numero|cellulare)(?: \w+){0,5} non e piu (?:attiv[oa]"
        r"|valid[oa]|in uso|mi[oa])"
        r"(?:,? (?:toglietel[ao]|cancellatel[ao]|usate)(?: pure)?)?",
    ),
)

"""Somebody else answers, or reads along, or they have answered before: hints of a stop, and none by itself (R3).

By kind, in seven languages; and, on the other side, everyday answers that have the same words: which person or machine
writes, where a door is, and for what pay they would move.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_NOW_SOMEWHERE: Final = (
    r"(?=[^\n]{0,120}(?:\b(?:at|in|on|outside|here|by|works?|fine|ok|okay|near|free|come|coming|there|am|pm)\b|\d))"
)
OTHER_HANDS: Final = Language(
    doubt=(
        # who answers for them, and has the phone
        r"(?:this is|it'?s|i'?m|i am|you'?re (?:through|speaking) to|speaking is) (?:his|her|their|the) (?:wife"
        r"|husband|partner|mum|mother"
        r"|dad|father|son|daughter|brother|sister|neighbou?r|flatmate|housemate|carer|mate|friend|roommate|landlady"
        r"|landlord|gran"
        r"|nurse)(?! of the| in law's)|(?:his|her|dad'?s|mum'?s|\w+'s) (?:phone|mobile|mailbox|mail|inbox) is (?:with"
        r" me|here with)",
        r"(?:hier (?:ist|schreibt|spricht)|ich bin|sie sprechen mit|am apparat) (?:die|der|seine?|ihre?|seiner"
        r"|ihrer)? ?(?:frau|ehefrau|mann"
        r"|tochter|sohn|mutter|vater|bruder|schwester|nachbar(?:in)?|mitbewohner(?:in)?|betreuer(?:in)?|pflegerin)(?="
        r" |[,.])"
        r"|(?:sein|ihr|papas|mamas|sein) (?:handy|telefon|postfach) (?:hab|liegt|ist)(?: \w+){0,3} (?:ich|mir|bei mir)"
        r"|mein (?:mann|vater|sohn|bruder) (?:liest|sieht|schaut)[^.!?\n]{0,30} nicht",
        r"(?:je suis|c'est|ici|vous parlez a) (?:sa|son|la|le|leur) (?:femme|mari|compagne|compagnon|fille|fils|mere"
        r"|pere|frere|soeur"
        r"|voisine?|colocataire|coloc|aide|infirmiere)(?= |[,.])|(?:m'a|nous a) laisse son (?:telephone|portable)"
        r"|(?:lis|lisons) ses (?:mails|messages)",
        r"(?:soy|habla|le habla|aqui|es) (?:su|la|el) (?:mujer|esposa|marido|pareja|hij[oa]|madre|padre|herman[oa]"
        r"|vecin[oa]|companer[oa]"
        r" de piso|cuidador[oa])(?= |[,.])|su (?:telefono|movil|celular) lo (?:tengo|llevo) yo",
        r"(?:sou|aqui (?:e|fala)|fala|e) (?:a|o) (?:mulher|esposa|marido|filh[oa]|mae|pai|irma|irmao|vizinh[oa]"
        r"|companheir[oa]|colega de casa"
        r"|cuidador[oa])(?= (?:del[ea]|d[oa])|[,.])|(?:o telemovel|o telefone|o celular)(?: del[ea])? (?:esta|ficou)"
        r" comigo",
        r"(?:u spreekt|je spreekt|dit is|hier is|ik ben|met) (?:met )?(?:zijn|haar|de) (?:vrouw|man|partner|zoon"
        r"|dochter|moeder|vader|broer|zus"
        r"|buurvrouw|buurman|huisgenote?|verzorger|verzorgster)(?= |[,.])|(?:zijn|haar) (?:telefoon|mobiel) (?:ligt"
        r"|is) bij mij"
        r"|ik heb (?:zijn|haar) (?:telefoon|mobiel)",
        r"(?:sono|parla|qui (?:e|parla)|le scrive) (?:la|il|sua|suo|lo) (?:moglie|marito|compagn[oa]|figli[oa]|madre"
        r"|padre|mamma|papa"
        r"|fratello|sorella|vicin[oa]|coinquilin[oa]|badante)(?= |[,.])|(?:il|suo|sua) (?:telefono|cellulare) (?:ce"
        r" l'ho io|e da me)",
        # doubts whether they still want it
        r"(?:whether|if|not sure|unsure|doubt) (?:he|she|they)(?:'?d|'?s|'?ll)?(?: \w+){0,3} (?:wants?|want|ever|keen"
        r"|interested|looking)"
        r"|(?:ob|dass) (?:er|sie) (?:\w+ ){0,4}(?:noch|danach|uberhaupt|jemals)(?: \w+){0,3} (?:will|mochte|sucht"
        r"|kann|braucht|sehen)"
        r"|(?:doute|pas sure?|sais pas) (?:qu'|que |s')(?:il|elle)(?: en| la)? (?:veuille|voudra|veut|soit)"
        r"|dudo (?:mucho )?que (?:\w+ ){0,2}(?:quiera|siga|le interese|vaya)|duvido (?:muito )?que (?:\w+"
        r" ){0,2}(?:ainda|queira|lhe interesse)"
        r"|of (?:hij|ze|zij) (?:dit|het|dat)? ?(?:nog|ooit|wel)(?: \w+){0,3} (?:wil|zoekt|kan)"
        r"|(?:dubito|non so se|credo poco) (?:che )?(?:\w+ ){0,2}(?:interessi|voglia|vorra|cerchi)",
        r"(?:don'?t|do not|dunno) (?:really )?know (?:if|whether) (?:this|that|it)(?: all)? (?:should|is|ought)"
        r"|weiss nicht,? ob (?:das|dies)(?: \w+){0,3} (?:passt|sein muss|soll|richtig ist)|sais pas si (?:c'est|ca"
        r"|tout ca)(?: \w+){0,3} (?:utile"
        r"|necessaire|bien)|no se si (?:esto|todo esto)(?: \w+){0,2} (?:le hace|tiene|es|debe|conviene)|nao sei se"
        r" isto(?: \w+){0,2} (?:deve"
        r"|faz|e|devia)|weet (?:eerlijk gezegd )?niet of (?:dit|dat)(?: \w+){0,3} (?:moet|zo|hoort|kan)|non so se"
        r" (?:questo|tutto questo)"
        r"(?: \w+){0,2} (?:sia|serva|vada)",
        # nobody of that name, and what to do with these
        r"(?:nobody|no one|noone|no) (?:called |named |by the name of )?[^.!?\n]{0,20} (?:has )?works? (?:here|at"
        r" this)|(?:not|hasn'?t) worked here"
        r" (?:for|since|in)|what (?:we'?re|we are|i'?m|to)(?: supposed| meant)? ?(?:to )?do with (?:these|this|them"
        r"|your) ?(?:mails?|messages?"
        r"|e-?mails?)?(?= ?[.!?\n]|$)|(?:was|wissen nicht,? was) (?:wir|ich) (?:\w+ )?(?:damit|mit diesen \w+)"
        r" (?:sollen|soll|anfangen)"
        r"|(?:que|quoi) faire de (?:vos|ces) (?:mails|messages|courriels)|que hacer con (?:estos|sus|esos) (?:correos"
        r"|mensajes|mails)"
        r"|(?:o )?que fazer com (?:estes|estas|esses|isto) ?(?:mails|e-?mails|mensagens)?|(?:wat )?(?:we|wij|ik)(?:"
        r" \w+){0,3} (?:met (?:deze|die|jullie)"
        r" (?:mails?|berichten)|hiermee)(?: \w+){0,2} (?:moeten|moet|aan moeten)|che far(?:e|ne|cene) (?:di|con)"
        r" (?:queste|questi|vostre) (?:mail"
        r"|messaggi|e-?mail)",
        # answered before, and tired of it
        r"(?:answered|replied(?: to)?|responded(?: to)?|told you|said|been through) (?:to )?(?:this|it|that|the"
        r" same)(?: \w+)? (?:already |before )?"
        r"(?:twice|three times|in (?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december|spring|summer|autumn"
        r"|winter))[^.!?\n]{0,60}(?:and|again|then)|told (?:\w+ ){1,4}of (?:you|your people|your colleagues) (?:the"
        r" same|that)"
        r"|(?:habe|hab) (?:ich )?(?:das|dies|es|ihnen)(?: \w+){0,3} (?:schon|bereits)(?: \w+){0,4} (?:beantwortet"
        r"|gesagt|geantwortet|geschrieben)"
        r"[^.!?\n]{0,40}(?:noch ?mal|wieder|und im|erneut)|deja repondu[^.!?\n]{0,30}(?:et encore|puis en|et en"
        r"|encore en)"
        r"|ya (?:contest|respond)\w+[^.!?\n]{0,30} y (?:otra vez|de nuevo|luego|en)|ja (?:respond)\w+[^.!?\n]{0,30} e"
        r" (?:em|outra vez|de novo|depois)"
        r"|(?:al|eerder) (?:beantwoord|geantwoord)[^.!?\n]{0,30} en (?:in|nog|weer)|gia risposto[^.!?\n]{0,30}(?:e"
        r" poi|e a|e di nuovo)"
        r"|(?:i'?m|i am)(?: just| so| very)? (?:tired|worn out|weary|exhausted),? (?:that'?s all|that is all|is"
        r" all)(?= )",
        # from where, and who reads it
        r"(?:how|where) (?:did|do|have|come)(?: you)? (?:come|came|get|got|find|obtain|have|you have|you got)(?: by|"
        r" hold of)? (?:this|my|our) "
        r"(?:address|number|e-?mail|mail|inbox)|how come you (?:have|got) (?:this|my|our) (?:number|address|e-?mail)"
        r"|woher (?:haben|habt|hast) (?:sie|ihr|du) (?:das|diese|meine|die|unsere)(?: \w+)?|d'ou (?:tenez|avez"
        r"|sortez)[- ]vous (?:cette|mon|ce"
        r"|l'|notre)|(?:como|de donde) (?:sacaron|consiguieron|tienen|han sacado) (?:este|mi|esta) (?:correo|numero"
        r"|direccion)|como (?:arranjaram"
        r"|conseguiram|obtiveram|tem|tiveram) (?:este|o meu|esta) (?:endereco|numero|mail|e-?mail|morada|contacto)"
        r"|hoe kom(?:t|en)? (?:u|jullie"
        r"|je) aan (?:dit|mijn|ons) (?:adres|nummer|mailadres)|(?:come|dove) (?:avete|ha) (?:avuto|preso|trovato)"
        r" (?:questo|il mio) (?:indirizzo"
        r"|numero)",
    ),
    harmless=(
        # who writes, and nothing else
        r"(?:(?:sorry|hi|hey|hello|hallo|hola|oi|ola|ciao|salut|bonjour|ok|oh|and|und|pardon|perdon|desculpe|scusi"
        r"|scusa|sorry),? ){0,2}(?:who'?s"
        r"|who is|who are|whos|who am i|which \w+ is)(?: (?:this|there|you|texting|writing|that|it|talking to"
        r"|speaking|speaking to|please|pls"
        r"|messaging))*(?= ?[ ?!.]*$)"
        r"|(?:(?:hallo|hi|sorry|und|ah),? ){0,2}(?:wer (?:ist|sind|schreibt|bist)|mit wem)(?: (?:da|das|denn|mir|sie"
        r"|du|dran|hier|bitte|schreibe"
        r"|ich|spreche))*(?= ?[ ?!.]*$)|(?:(?:bonjour|salut|pardon),? ){0,2}(?:c'est qui|qui (?:est|etes|es|m'ecrit"
        r"|est-ce|ecrit))(?:[- ]?(?:la|a"
        r"|l'appareil|vous|tu|ce|svp|ca))*(?= ?[ ?!.]*$)|(?:(?:hola|perdon|disculpe),? ){0,2}(?:quien|de parte de"
        r" quien|con quien)(?: (?:es|me"
        r"|escribe|habla|sois|eres|son|hablo|usted))*(?= ?[ ?!.]*$)|(?:(?:ola|oi|desculpe),? ){0,2}(?:quem|com"
        r" quem)(?: (?:e|fala|escreve|esta|me|falo"
        r"|a|escrever|estou|falar))*(?= ?[ ?!.]*$)|(?:(?:hoi|hallo|sorry),? ){0,2}(?:wie is|met wie|wie ben)(?:"
        r" (?:dit|dat|app|spreek|ik|daar|je|u"
        r"|heb|praat))*(?= ?[ ?!.]*$)|(?:(?:ciao|salve|scusi),? ){0,2}(?:chi|con chi)(?: (?:e|scrive|parla|sei|mi|sto"
        r"|parlando|siete))*(?= ?[ ?!.]*$)",
        # a person or a machine, and then an answer
        r"(?:(?:is|r|are|am i|this|you|u|it|that|your|talking to|speaking to|texting|a|an|the|real|number|or|person"
        r"|human|somebody|someone|just"
        rf"|some) ){{1,8}}(?:bot|robot|machine|computer|human|person|real)\b(?: lol| or (?:a"
        rf" )?\w+)?(?=\W{{1,4}}(?:either way|anyway|anyhow|whatever"
        rf"|well|lol|in any case|im|i'm|i am|doesn't matter)){_NOW_SOMEWHERE}"
        r"|(?:bist du|sind sie|ist das)(?: \w+){0,2} (?:roboter|bot|automatisch|maschine|computer)(?: oder \w+(?:"
        r" \w+)?)?(?=\W{1,4}(?:egal|jedenfalls"
        r"|na ja|ich|wie auch|auf jeden))|(?:vous etes|tu es|c'est)(?: \w+){0,2} (?:robot|machine|automate)(?: ou"
        r" \w+(?: \w+)?)?(?=\W{1,4}(?:je|en tout"
        r"|bref|peu importe|j'))|(?:eres|es|son|sos|es usted)(?: \w+){0,2} (?:robot|bot|maquina)(?: o \w+(?:"
        r" \w+)?)?(?=\W{1,4}(?:bueno|da igual|ya|estoy"
        r"|igual|en fin))|(?:es|e|voce e)(?: \w+){0,2} (?:robo|robot|bot|maquina)(?: ou \w+(?:"
        r" \w+)?)?(?=\W{1,4}(?:estou|tanto faz|ja|bom|de qualquer|enfim))"
        r"|(?:ben jij|bent u|is dit|ben je)(?: \w+){0,2} (?:robot|bot|machine|computer)(?: of \w+(?:"
        r" \w+)?)?(?=\W{1,4}(?:maakt|ik|hoe dan|nou|in elk))"
        r"|(?:sei|e|siete|parlo con)(?: \w+){0,2} (?:robot|bot|macchina)(?: o \w+(?: \w+)?)?(?=\W{1,4}(?:comunque"
        r"|sono|va be|non importa|in ogni))",
    ),
    still_in=(
        # for that pay, or nothing changes
        r"(?:\d[^.!?\n]{0,60})(?:(?:or|otherwise|else)(?: then)?,? i(?:'?m|'?ll| am| will)? (?:stay\w*|staying)"
        r" (?:where i(?:'m| am)(?: at)?|put|here)"
        r"|(?:oder|sonst) (?:ich )?bleib\w*(?: ich)? wo ich bin|ou je reste ou je suis|o me quedo (?:donde|como)"
        r" estoy|ou fico (?:onde|como) estou"
        r"|of ik blijf (?:zitten )?waar ik (?:zit|ben)|o (?:resto|rimango) dove sono)",
    ),
)
PLAINLY_ANSWERS: Final = (
    # where a door is
    r"(?:can'?t|cannot|can not|couldn'?t) (?:find|see|spot) (?:you|your|the (?:place|office|door|entrance|building))"
    r"|(?:finde?|seh|sehe) (?:euch|sie|eure?n?|den eingang|das haus)(?: \w+){0,2} nicht|wo seid ihr"
    r"|(?:ne )?vous trouve pas|vous etes ou|no (?:os|los|les) encuentro|donde estais|nao vos encontro|onde estao"
    r"|kan (?:jullie|u|het) niet vinden|waar zitten jullie|non vi trovo|dove siete",
    # for what pay they would move
    r"\d[^.!?\n]{0,60}(?:or|otherwise|else)(?: then)?,? i(?:'?m|'?ll| am| will)? (?:stay\w*|staying) (?:where i(?:'m|"
    r" am)(?: at)?"
    r"|put)|\d[^.!?\n]{0,60}(?:(?:oder|sonst) (?:ich )?bleib\w*(?: ich)? wo ich bin|ou je reste ou je suis"
    r"|o me quedo (?:donde|como) estoy|ou fico (?:onde|como) estou|of ik blijf (?:zitten )?waar ik (?:zit|ben)"
    r"|o (?:resto|rimango) dove sono)",
)
"""In a short message with no word of a stop, an answer, whatever it resembles."""

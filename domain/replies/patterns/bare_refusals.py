"""A no and nothing besides: what is refused isn't told, so a person looks at it (R3).

Built of parts: politeness as often as they like, one refusal or two, politeness again. The politeness here counts
beside a refusal alone; beside a stop only what stands in `courtesy` does.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_NO: Final = r"n(?:ah+|ope|aw|ay)(?: (?:no|nah))?|nty|noe+|nee+ hoor|nan|nada disso"
_GOOD_AS_IT_IS: Final = (
    r"(?:i'?m|i am|we'?re|we are) (?:all |quite |perfectly |just |really )?(?:good|fine|ok|okay|alright|all right"
    r"|sorted"
    r"|set|covered|grand)(?: as (?:i am|we are|is|it is))?|all (?:set|sorted)|good (?:over )?here|(?:i'?m )?all good"
    r" here",
    r"(?:das |es )?passt(?: mir)? (?:schon|so)|(?:bei mir )?(?:ist )?alles (?:gut|bestens)(?: (?:bei mir|so))?"
    r"|(?:ich )?(?:bin|brauche?) (?:schon |bereits |bestens |gut |nichts?)+(?:versorgt|bedient|eingedeckt)?"
    r"|kein bedarf|mir fehlt nichts|(?:das )?geht schon so",
    r"(?:ca|cela) (?:ira|va aller|va comme ca)|c'est (?:bon|bien)(?: (?:comme ca|pour moi|ainsi))?"
    r"|je suis (?:bien|tres bien|servie?|pourvue?)(?: (?:comme ca|comme je suis|la ou je suis))?"
    r"|je n'ai besoin de rien|ca me va comme ca|sans facon",
    r"(?:ya )?(?:estoy|estamos) (?:muy )?(?:bien|servid[oa]s?|content[oa])(?: (?:asi|como estoy|donde estoy))?"
    r"|(?:todo|asi) (?:bien|estoy bien)(?: asi)?|no me (?:hace falta|falta nada)(?: nada)?|asi esta bien",
    r"(?:ja )?(?:estou|to|tou) (?:muito )?(?:bem|de boa|servid[oa]|tranquil[oa])(?: (?:assim|como estou|onde estou))?"
    r"|assim esta bem|(?:esta|ta) bom assim|nao (?:preciso(?: de nada)?|e preciso|faz falta)",
    r"(?:het is |is )?(?:goed|prima|wel goed) zo|ik (?:ben|zit) (?:al |wel |prima )?(?:voorzien|goed|zo goed|tevreden)"
    r"(?: zo)?|ik red me(?: wel)?|(?:dat )?hoeft niet(?: hoor)?|(?:dat is )?niet nodig(?: hoor)?",
    r"(?:sto|stiamo|sono|siamo) (?:gia |tanto )?(?:bene|a posto|apposto|content[oa])(?: (?:cosi|dove sono|come sono))?"
    r"|va bene cosi|tutto (?:a posto|bene) cosi|non (?:mi )?(?:serve|occorre)(?: (?:nulla|niente))?|non ho bisogno",
)
_PASSES: Final = (
    r"(?:i'?ll |i will |i'?d |gonna |i'?m gonna |think i'?ll |i |(?:it'?s )?a (?:hard )?)?pass(?: on (?:this|that|it))?"
    r"|hard pass|(?:i'?d )?rather not|not for me|(?:it'?s )?not (?:really )?my (?:thing|cup of tea)|(?:i'?ll )?leave it"
    r"|(?:i'?ll )?give (?:it|this) a miss|no can do|not (?:today|needed|necessary)",
    r"(?:lieber|besser|eher) nicht|(?:ich )?verzichte(?: (?:dankend|lieber))?|(?:ich )?passe(?: lieber)?"
    r"|lass(?:en sie|t)?(?:'?s)? (?:mal|gut sein|stecken)|nichts fur mich|(?:ich )?lehne (?:dankend )?ab|muss nicht"
    r" sein",
    r"je passe(?: mon tour)?|(?:tres )?peu pour moi|(?:plutot )?pas pour moi|je prefere (?:pas|ne pas|m'abstenir)"
    r"|laissez tomber|je m'abstiens|je decline",
    r"(?:yo )?paso(?: de (?:esto|ello))?|mejor no|(?:dejalo|dejelo|dejenlo|dejemoslo)(?: (?:estar|asi))?|no es para mi"
    r"|no es lo mio|lo dejo",
    r"(?:eu )?(?:passo|dispenso|recuso)|(?:prefiro|melhor) (?:que )?nao|deix(?:a|e|em) (?:estar|la|pra la|para la)"
    r"|(?:por mim|para mim) nao|nao e (?:para mim|comigo|a minha praia)|fica para (?:a proxima|outra)",
    r"ik (?:sla|sla het|sla dit) over|(?:liever|beter) niet|laat maar(?: (?:zitten|zo))?|niets voor mij|niks voor mij"
    r"|ik bedank(?: (?:ervoor|hiervoor))?|ik pas(?: (?:ervoor|even))?",
    r"(?:io )?passo|(?:meglio|preferisco) di no|(?:lasci|lascia|lasciate|lasciamo) (?:stare|perdere)|no(?:n)? fa per me"
    r"|preferisco (?:non|evitare)|declino",
)
_POLITE: Final = (
    r"(?:that'?s |that is |you'?re |how )?(?:really|very|ever so|so|most|too|awfully|super) (?:kind|sweet|nice|lovely"
    r"|thoughtful|good)(?: of you)?|(?:that'?s )?(?:kind|sweet|nice|lovely|good)(?: of you)(?: to (?:ask|think of me))?"
    r"|(?:much |greatly )?appreciated|(?:i )?(?:really |do )?appreciate (?:it|that|this|you(?:r)? \w+|the \w+)"
    r"|thanks? (?:all the same|anyway|though|for (?:asking|thinking of me|the (?:offer|thought|message)|reaching out))"
    r"|ty(?:sm)?|thx|ta|cheers|but|though|tho|all the same|honest(?:ly)?|mate|love|tbh|for me|from me|just|well|oh|hi"
    r"|(?:thanks?|thank you)(?: (?:so|very|ever so) much| kindly| a lot)?",
    r"(?:das ist |sehr |wirklich |ganz |echt )+(?:freundlich|nett|lieb|aufmerksam)(?: (?:von (?:ihnen|euch|dir)"
    r"|gemeint))?"
    r"|(?:lieb|nett|gut) gemeint|(?:vielen |herzlichen |besten )?dank(?: (?:der|fur die) (?:nachfrage|anfrage|muhe))?"
    r"|danke(?: (?:der nachfrage|furs (?:nachfragen|angebot)|trotzdem|schon|sehr|dir|ihnen|euch))?|aber|trotzdem|hm+"
    r"|och"
    r"|ach|also|ich|mal|leider|von mir|bei mir|hier",
    r"(?:c'est |vous etes |tu es )?(?:tres |bien |trop |vraiment )?(?:gentil|aimable|sympa)(?:le)?(?: (?:a vous|de"
    r" votre part"
    r"|de (?:proposer|demander)))?|merci(?: (?:beaucoup|bien|quand meme|mille fois|a vous|d'avoir pense a moi))?|mais"
    r"|non|oh"
    r"|je vous remercie|pour moi|alors|la|bon|ben",
    r"(?:es |son |que |es usted )?(?:muy |que )?(?:amable|majo|maja|gentil|atent[oa])s?(?: (?:de su parte|por su"
    r" parte))?"
    r"|(?:se |os |te )?(?:lo )?agradezco(?:,? (?:mucho|de verdad))?|(?:muchas |mil )?gracias(?: (?:por (?:preguntar"
    r"|todo|pensar"
    r" en mi)|igualmente|de todos? modos?))?|pero|igual|por mi|para mi|ya|de momento bien|prefiero que no|buenas",
    r"(?:e |foi |sao |voces sao )?(?:muito |bem |tao )?(?:gentil|simpatic[oa]|amavel|querid[oa])s?(?: (?:da (?:sua"
    r"|vossa) parte"
    r"|de sua parte))?|(?:muito )?(?:agradeco|agradecid[oa]|obrigad[oa]|obg|valeu|brigad[oa])(?: (?:na mesma|mesmo"
    r" assim|pela"
    r" (?:lembranca|atencao)|por perguntar))?|mas|eu|por mim|ja|olhe?|entao",
    r"(?:dat is |heel |erg |zeer |zo )*(?:vriendelijk|aardig|lief|attent)(?: (?:van (?:u|je|jullie)|bedoeld"
    r"|aangeboden))?"
    r"|(?:hartelijk |heel erg |nee )?(?:bedankt|dank(?: (?:u|je))?(?: wel)?|dankjewel|dankuwel|thanks|merci)(?:"
    r" (?:voor (?:het"
    r" (?:aanbod|vragen)|de moeite)|hoor))?|maar|hoor|ach|nou|voor mij|wel|eigenlijk|toch|hoeft",
    r"(?:siete |e |lei e |e stat[oa] |molto |davvero |troppo )*(?:gentil[ei]|gentilissim[oaie]|cortes[ei]"
    r"|carin[oa])(?: da"
    r" parte (?:sua|vostra))?|(?:la |vi |ti )?ringrazi(?:o|amo)(?: (?:molto|tanto|comunque|davvero))?|(?:tante |mille"
    r" )?grazie"
    r"(?: (?:mille|tante|lo stesso|comunque|del pensiero|dell'offerta|per (?:il pensiero|aver chiesto)))?|ma|pero|per"
    r" me|eh"
    r"|guardi?|io|grz",
)
BARE_REFUSALS: Final = Language(
    harmless=(r"ik verzoek u (?:mij|me) terug te bellen",),
    courtesy=(
        r"(?:i )?(?:really |do )?appreciate (?:all )?(?:your|the) (?:help|time|patience|support)"
        r"(?: with (?:this|that|it))?",
    ),
    refusal=(
        _NO,
        r"(?:out|off) (?:please|pls|plz|thanks)|raus bitte|fuera (?:por favor|gracias)",
        *_GOOD_AS_IT_IS,
        *_PASSES,
    ),
)
BESIDE_A_REFUSAL: Final = _POLITE
"""Politeness that changes nothing beside a refusal."""

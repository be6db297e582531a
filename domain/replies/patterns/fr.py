"""French."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = (
    r"(?:e-?mails?|mails?|messages?|sms|textos?|courriels?|courriers?|appels?|notifications?|newsletters?|pubs?"
    r"|publicites?|relances?|infos?|informations?"
    r"|sollicitations?|rappels?|whatsapps?|nouvelles|communications?|offres?|propositions?|spams?|envois?"
    r"|contacts?)"
)
_WRITE = (
    r"(?:contact(?:er|ez|e|es)|ecri(?:re|vez|s|ve)|envoy(?:er|ez)|envoie[s]?|appel(?:er|ez|le|les)|relanc(?:er|ez"
    r"|e)|sollicit(?:er|ez|e)|derang(?:er|ez|e)|embet(?:er|ez|e)"
    r"|harcel(?:er|ez|e)|spamm?(?:er|ez|e)|textot?(?:er|ez)|joindre|joignez|rappel(?:er|ez)|ennuy(?:er|ez)"
    r"|importun(?:er|ez)|mailer|telephon(?:er|ez)|adress(?:er|ez)|recontact(?:er|ez)"
    r"|faire chier|saouler|souler|parler)"
)
_SUCH = (
    r"(?:vos|votre|ces|ce|cette|de|d'|des|du|les|l'|la|aucune?|autres?|tout(?:e|es)?|tous|plus de|autant de"
    r"|nouveaux|nouvelles|tes|ton|leurs|vos autres|type de|genre de|automatiques)"
)
_LIST = (
    r"(?:listes?(?: de (?:diffusion|contacts?|candidats|mailing|distribution))?|fichiers?|bases?(?: de donnees| de"
    r" contacts)?|mailings?(?: list)?|newsletter|systeme|registres?|donnees|repertoires?|carnets?|envois|contacts"
    r"|vivier|repertoire)"
)
_ME = r"(?:me|m'|nous|lui|moi)"

FR: Final = Language(
    stop=(
        r"(?:je )?(?:vous )?(?:saurais|serais|saurions|serions|suis|serai) (?:vous )?(?:gre|reconnaissante?s?"
        r"|obligee?s?|infiniment reconnaissante?) (?:de (?:bien vouloir )?(?:ne plus|cesser|mettre (?:fin|un"
        r" terme))|si vous (?:pouviez )?(?:cessiez|arretiez|ne plus))(?: (?:me |m')\w+)?(?: (?:tout|toute|vos|ces"
        r"|votre)(?: \w+){1,2})?",
        r"(?:merci|priere|veuillez|je vous prie|je vous (?:invite|demande)) (?:de |a )?(?:bien vouloir )?(?:vous"
        r" )?(?:abstenir|dispenser) de (?:me |m'|tout |toute )?(?:contacter|ecrire|envoi|contact|sollicitation"
        r"|relancer|solliciter|message|communication|envoyer (?:des|vos|d'autres) \w+)",
        r"(?:mettre|mettez) (?:fin|un terme) a (?:tout|toute|vos|ces|cette|notre|nos) (?:envois?|messages?"
        r"|sollicitations?|communications?|correspondance|relances?|contacts?|mails?|sms)",
        rf"(?:(?:merci|veuillez|priere|je vous (?:prie|demande|prierais)|svp|vous demande) (?:bien vouloir )?(?:de"
        rf" )?)?(?:ne |n')?(?:plus|pas)(?: jamais)? {_ME} ?(?:y )?(?:{_WRITE})"
        rf"(?: (?:{_SUCH} ?)*(?:{_THINGS}))?(?: (?:par|au|a|sur|de) (?:ce numero|cette adresse|telephone|mail|sms"
        rf"|l'avenir|la suite|e-?mail|courriel|rien|quoi que ce soit))*",
        rf"(?:ne |n')?{_ME} ?{_WRITE} (?:plus|jamais)(?: (?:jamais|rien|{_SUCH}|{_THINGS}|svp|merci))*",
        rf"(?:ne |n')?(?:{_ME} ?)(?:{_WRITE}) (?:pas|plus)(?: (?:{_SUCH} ?)*(?:{_THINGS}))?(?= ?(?:$|[\n.!,]|svp"
        rf"|merci|stp|s'il))",
        r"(?:ne )?(?:plus|jamais) (?:me |m')?(?:contacter|ecrire|appeler|envoyer|relancer|deranger|solliciter)(?:"
        r" sur ce numero)?",
        rf"(?:arret(?:er|ez|e|es)|cess(?:er|ez|e)|stopp?(?:er|ez|e|es)?|stop) (?:(?:immediatement|tout de suite"
        rf"|s'il"
        rf" vous plait|svp|maintenant|donc|enfin|avec) )*(?:de |d')?(?:{_ME} ?)?(?:{_WRITE})(?: (?:{_SUCH}"
        rf" ?)*(?:{_THINGS})?)?",
        rf"(?:arret(?:er|ez|e|es)|cess(?:er|ez|e)|stopp?(?:er|ez|e|es)?|stop|suspend(?:re|ez)|fin|halte)(?: (?:avec"
        rf"|a|aux|au))?(?: (?:{_SUCH} ?)+)? ?(?:{_THINGS})",
        r"(?:arret(?:er|ez|e|es)|cess(?:er|ez|e)|stop)(?: (?:ca|cela|tout|tout ca|tout cela|s'il vous plait|svp|stp"
        r"|immediatement|maintenant))+(?! (?:pas|a|au|en))",
        rf"(?:(?:veuillez|merci de|pouvez[- ]vous|pourriez[- ]vous|peux[- ]tu|je (?:souhaite|veux|voudrais|desire"
        rf"|demande a|aimerais)|de|svp|priere de|vous demande de) )*(?:{_ME} ?)?(?:etre )?(?:retir|supprim|enlev"
        rf"|effac|ot|ray|desinscri|desabonn|elimin|sort|radi)(?:er|ez|e|es|ee|re|vez|t|ir)?"
        rf"(?:[- ]?(?:moi|me))?(?: (?:mon|mes|ma|l'|toutes mes|toutes|tout)(?: ?(?:adresse|e-?mail|mail|numero|nom"
        rf"|coordonnees|donnees(?: personnelles)?|informations|contact|telephone|compte|profil|fiche|et mes? \w+"
        rf"|cv))+)?"
        rf"(?: (?:de|d'|du|des|a) ?(?:(?:votre|vos|la|cette|ces|toutes vos|toutes|l'ensemble de vos|ta|ce|le)"
        rf" ?)*(?:{_LIST}|{_THINGS}))+",
        r"(?:(?:veuillez|merci de|pouvez[- ]vous|pourriez[- ]vous|je (?:souhaite|veux|voudrais|desire|aimerais)|de"
        r"|svp|vous demande de) )*(?:me |m')?(?:desabonner|desinscrire|desinscription|desabonnement|desinscrivez[-"
        r" ]moi|desabonnez[- ]moi|desinscris[- ]moi|desabonne[- ]moi)"
        rf"(?: (?:de|d'|du|des|a) ?(?:(?:votre|vos|la|cette|ces|toutes vos) ?)*(?:{_LIST}|{_THINGS}))?(?: (?:svp"
        rf"|merci|immediatement))*",
        r"(?:retirez|enlevez|supprimez|effacez|sortez|radiez|rayez|retire|enleve|supprime|efface)[- ]moi(?: (?:de"
        r" (?:la|cette|votre) liste|svp|de la|d'ici|merci))*",
        r"(?:(?:veuillez|merci de|je (?:demande|souhaite|veux|exige)|pouvez[- ]vous|et) )*(?:supprim(?:er|ez|e)"
        r"|effac(?:er|ez|e)|detrui(?:re|sez)|la suppression de|l'effacement de|suppression de) (?:toutes |tout "
        r"|l'ensemble de )*(?:mes|mon|ma) (?:donnees(?: personnelles)?"
        r"|numero|adresse(?: e-?mail| mail)?|coordonnees|informations|contact|compte|profil|e-?mail|mail|nom"
        r"|dossier et mes donnees)(?: (?:et|de|conformement|du|au|selon|immediatement|vos?|votre|fichiers?|base"
        r"|rgpd|coordonnees|mes|article \d+))*",
        rf"(?:je |on )?(?:ne |n')?(?:veux|souhaite|desire|voudrais|souhaitons|souhaiterais|accepte|tiens|aimerais"
        rf"|veut)(?: (?:plus|pas|absolument pas|vraiment plus))+ (?:a )?(?:recevoir|avoir|etre|que vous|entendre|de"
        rf"|d'|vos)(?: ?(?:{_SUCH} ?)*(?:{_THINGS}|contacte[es]?|sollicite[es]?"
        r"|derange[es]?|relance[es]?|appele[es]?|parler de vous|me contactiez|m'ecriviez|importune[es]?|spamme[es]?"
        r"|harcele[es]?|m'envoyiez))+(?: (?:de (?:votre part|vous)|par (?:sms|mail|vous|telephone|e-?mail)|svp"
        r"|merci|a l'avenir))*",
        rf"(?:je )?(?:ne |n')?(?:plus|pas) (?:etre (?:contacte|sollicite|derange|relance|appele)e?s?|recevoir"
        rf" (?:{_SUCH} ?)*{_THINGS})(?: (?:de (?:votre part|vous)|par \w+))*",
        rf"(?:plus|pas) (?:de|d'|aucun) ?(?:{_THINGS})(?: (?:de (?:votre part|vous)|svp|merci|par pitie|s'il"
        rf" (?:vous"
        rf"|te) plait))*(?= ?(?:$|[\n.!,]))|plus aucune? {_THINGS}|plus rien recevoir",
        r"(?:laiss(?:ez|e|er)[- ]?(?:moi|me|nous)?|foutez[- ]moi la|fichez[- ]moi la)(?: (?:donc|enfin))?"
        r" (?:tranquille|en paix|paix)|(?:qu'on )?me (?:laisser|laisse) (?:tranquille|en paix)|foutez[- ]moi la"
        r" paix|fichez[- ]moi la paix|oubliez[- ]moi|lachez[- ]moi|la paix",
        r"(?:je )?(?:retire|revoque|annule|resilie)(?: (?:mon|tout|toute|ma))* (?:consentement|autorisation"
        r"|accord)(?: (?:et|pour|a|au)[^.!?\n]{0,40})?|je m'oppose (?:a|au) (?:tout|toute|l'utilisation"
        r"|traitement)[^.!?\n]{0,50}",
        r"va te faire \w+|allez (?:vous faire \w+|au diable)|degage[z]?|casse[z]?[- ](?:toi|vous)|barre[z]?[-"
        r" ](?:toi|vous)",
        rf"(?:je )?(?:prefere|prefererais|aimerais autant) (?:que vous )?(?:ne )?(?:plus|pas|ne plus|ne pas)"
        rf" (?:etre"
        rf" (?:contacte|sollicite|derange)e?|recevoir (?:{_SUCH} ?)*{_THINGS}|me (?:contactiez|contacter|ecrire"
        rf"|ecriviez))",
        r"(?:ne |n')?(?:m'|me )(?:envoyez|envoyer|ecrivez|adressez|envoie|contactez) (?:plus|jamais) (?:rien|aucun"
        r" \w+)|(?:ne |n')?(?:veux|souhaite|voudrais|desire) plus (?:rien|jamais rien)(?: (?:recevoir|avoir"
        r"|entendre|savoir|lire))*(?: (?:de (?:vous|votre part)|avec vous))?|plus rien (?:recevoir|de votre part"
        r"|m'envoyer)",
        r"(?:oubli|supprim|enlev|retir|effac|jet)(?:ez|er|e) (?:mon (?:numero|contact|adresse|mail|e-?mail|nom)|mes"
        r" (?:coordonnees|donnees|infos|informations))(?: (?:svp|merci|immediatement|maintenant))*(?= ?(?:$|[\n.!,]"
        r"|et))|(?:je )?(?:veux|voudrais|souhaite|aimerais) (?:sortir|etre (?:retire|supprime|enleve|desinscrit"
        r"|raye|desabonne|efface)e?)(?: de (?:cette|votre|la|vos|ces) (?:listes?|base|fichiers?|mailing\w*|envois"
        r"|bases?))?",
        r"je (?:ne )?(?:veux|souhaite|desire) (?:pas|plus)(?: du tout)? (?:etre (?:contacte|derange|relance"
        r"|sollicite|appele|harcele)e?|de (?:vos|ces) \w+|recevoir (?:ca|cela|ceci|tout ca))(?: \w+)?|interdiction"
        r" de (?:me contacter|m'ecrire)|je (?:vous )?(?:interdis|defends) de (?:me|m')[^.!?\n]{0,30}",
        r"(?:stop|arretez|arrete|halte|fini|finissez)(?: (?:avec|a|aux|de))?(?: (?:ces|vos|tes|les|cette|ce|tout"
        r"|tous))? (?:harcelement|spams?|bombardement|conneries|betises|cinema|insistance|demarchage|acharnement"
        r"|cirque)|(?:ca|cela) (?:doit|suffit|faut que ca) (?:s'arreter|cesser|maintenant|comme ca)",
        r"(?:j'exige|je demande|je veux|je souhaite|j'aimerais|exige|demande)(?: que| a ce que)(?: vous| l'on| tu)?"
        r" (?:cessiez|arretiez|cesses|arretes|stoppiez|ne me (?:contactiez|ecriviez|relanciez|sollicitiez) plus|me"
        r" (?:retiriez|supprimiez|enleviez|desinscriviez|laissiez tranquille))(?: (?:de me (?:contacter|ecrire"
        r"|relancer|appeler|harceler|solliciter)|de (?:votre|vos|la) \w+|toute? \w+))*",
        r"(?:d')?arret(?:er|ez|e)? (?:de )?(?:les |vos |ces |toutes? (?:les |vos )?|m'envoyer (?:des |vos"
        r" )?)?(?:relances?|sollicitations?|messages?|mails?|sms|envois?|appels?|notifications?|rappels?)|(?:ne"
        r" )?(?:plus|pas) (?:etre|me faire) (?:contacte|relance|sollicite|derange|harcele)e?r?s?(?: (?:par vous|svp"
        r"|merci))*|cess(?:er|ez|iez) (?:tout |toute )?(?:contact|communication|envoi|sollicitation)",
    ),
    alone=(
        r"stop|stopp|arret|arrete|arretez|arreter|arretez tout|basta|desabonner|desabonnement|desinscription"
        r"|desinscrire|desinscrit|desabonne|desinscrivez|me desabonner|me desinscrire|retirez[- ]moi"
        r"|stop (?:sms|mails?|e-?mails?|pub|spam|texto|messages?|ca|merci)|plus de (?:sms|mails?|messages?)|pas de"
        r" (?:sms|pub)|supprimez[- ]moi|enlevez[- ]moi|resilier|resiliation|fin",
        r"stop stop|plus jamais|arretez ca|arrete ca|stop tout|oubliez[- ]moi|lachez[- ]moi|je me desinscris|je me"
        r" desabonne|plus de contact|pas de contact|ne plus contacter|a desinscrire|retrait|radiation|me retirer"
        r"|foutez le camp",
    ),
    alone_in_texts=(r"annuler|supprimer|supprimez|terminer|stoppez",),
    doubt=(
        r"arret(?:er|ez|ons) (?:de|d'|ces|les|vos|tout|ca)|arretez|arrete(?! (?:de )?(?:bus|tram|metro))|cess(?:er"
        r"|ez)|stopp?(?:er|ez)?|stop|desabon\w*|desinscri\w*|resili\w*",
        rf"(?:ne |n')?(?:plus|pas|jamais) (?:{_ME} ?)?(?:{_WRITE})|{_ME} ?(?:{_WRITE}) (?:plus|jamais|pas)",
        rf"(?:plus|trop|moins|assez|tant|autant|marre|ras le bol) (?:de|d') ?(?:recevoir )?(?:{_SUCH}"
        rf" ?)*(?:{_THINGS})|marre|ras le bol|ras-le-bol|j'en ai assez",
        r"(?:retir|supprim|enlev|effac|ray|radi)(?:er|ez|e)?[- ]?(?:moi|mon (?:nom|adresse|numero|mail|e-?mail"
        r"|contact)|mes (?:donnees|coordonnees|informations))|(?:me|m') ?(?:retirer|supprimer|enlever|effacer|rayer"
        r"|radier|oter|sortir)"
        r"|(?:retir|supprim|enlev|effac)e[es]* de (?:votre|vos|la)|suppression de mes",
        r"tranquille|en paix|harcel\w*|spam\w*|rgpd|cnil|droit a l'oubli|donnees personnelles|consentement|avocat"
        r"|plainte|derang\w+|agac\w*|insupportable|importun\w*",
        r"(?:comment|ou) (?:avez|as)[- ](?:vous|tu)(?: \w+){0,2} (?:mon|mes|eu)|qui (?:vous|t')(?: a)?(?: a)? donne"
        r"|qui etes[- ]vous|mauvais (?:numero|destinataire)|erreur de (?:numero|destinataire|personne)|pourquoi"
        r" (?:vous )?(?:m'|me)|pourquoi (?:est-ce que )?(?:je )?(?:recois|vous)",
        r"pas interesse[es]*|aucun interet|ne m'interesse|m'interesse pas|interesse pas|(?:veux|souhaite|desire"
        r"|voudrais) (?:plus|pas)(?! (?:de|d')? ?(?:question|rendez|manquer|perdre|rater|deranger|vous))|plus"
        r" (?:recevoir|entendre|avoir)",
        r"listes? (?:de diffusion|de contacts|d'envoi)|votre (?:liste|fichier)|vos (?:listes|fichiers)|jamais"
        r" (?:postule|inscrit|demande|consenti|accepte)|bloque(?:r|z)? (?:ce|votre|vos)|fous?[- ]?moi|merde|chier"
        r"|foutre",
        r"(?:moins|trop) (?:souvent|frequemment|insistant\w*|intrusif\w*|de (?:relances|sollicitations|pression))"
        r"|tous les (?:jours|deux jours)[^.!?\n]{0,30}(?:message|mail|sms|ecri)\w*|(?:c'est|devient|devenez|etes"
        r"|est|un peu|trop|assez|vraiment|tres) lourde?s?|saoul\w*|relou"
        r"|insistan\w*|acharne\w*|bombard\w*|inond\w*|envahi\w*|demarch\w*|vie privee|(?:ce n'est|c'est) (?:pas"
        r"|plus) (?:le numero|mon numero|la bonne personne|le bon)(?: \w+)*?|je ne suis pas (?:ana|maria|la"
        r" personne|la bonne|le bon|celui|celle)|(?:sujet|dossier|chapitre|affaire) (?:est )?(?:clos\w*|termine\w*"
        r"|classee?)|c'est (?:fini|termine) pour moi|pas encore vous|encore vous|(?:ca|cela) (?:devient|commence a)"
        r" (?:lourd|penible|agacant|faire|trop|insistant)|penible",
        r"(?:restons-en|restons en|on en reste|en rester|on arrete|arretons|on va s'arreter|s'arreter la)(?: (?:la"
        r"|ca|les frais))*|(?:j'en|en) (?:peux plus|ai marre|ai (?:ras|plein)|veux plus)|qu'est-ce que c'est que"
        r"|c'est quoi (?:ce|ces|cette)|je (?:ne )?(?:vous|te) connais pas|(?:rien|jamais) (?:demande|signe|autorise"
        r"|donne mon)|pas (?:demande|autorise|donne mon (?:numero|accord)|souvenir)|ne me souviens pas",
        r"(?:prefere|prefererais|aimerais|voudrais|souhaiterais)(?: \w+){0,5} (?:ne pas|ne plus|moins|pas|plus)(?:"
        r" \w+){0,4} (?:contact\w*|messages?|mails?|sms|ecri\w*|relanc\w*|recevoir|derang\w*|sollicit\w*|nouvelles)"
        r"|(?:sort|retir|enlev|supprim|effac|desinscri)\w*[- ](?:moi|me)|(?:m'|me )(?:sortir|desinscrire|desabonner"
        r"|enlever|retirer) (?:de|d')",
        r"(?:ecri|contact|relanc|envoy)\w* (?:trop|moins|tellement|sans (?:cesse|arret))|trop souvent|moins souvent"
        r"|jusqu'a quand (?:allez|vas|vous allez|comptez|ca va)\w*|tous les jours\?|(?:croyais|pensais|croyait)(?:"
        r" \w+){0,4} (?:desinscrit\w*|desabonne\w*|supprime\w*|retire\w*)|(?:deja|avais) (?:demande|dit)(?:"
        r" \w+){0,4} (?:arret\w*|ne plus|retir\w*|desinscri\w*|stop)|erreur(?:,| de|sur la)(?: \w+){0,4}"
        r" (?:personne|destinataire)|pas cette personne|vous (?:vous )?trompez|trompe(?:z|s)? de|pas en recherche"
        r"|ne cherche pas (?:de |d')?(?:travail|emploi|poste)|mal a l'aise|gene(?:e)? par",
        r"(?:inutile|(?:pas|plus|sans|aucun) (?:la )?(?:peine|besoin|utilite)|(?:pas|plus) (?:utile|necessaire)"
        r"|abst\w+(?:[- ]vous)?|dispens\w+(?:[- ]vous)?) (?:de |d'|que vous )(?:continuer a )?(?:tout |toute"
        r" )?(?:me |m'|nous )?(?:re)?(?:contact|ecri|sollicit|relanc|envoi|derang|texto|envoy|communication"
        r"|message)\w*\b(?! (?:le|la|l'|une?|mon|ma|les (?:doc|papier)|rappel))",
        r"(?:saurais|serais|saurions|serions|serai|suis)(?: vous)? (?:gre|reconnaissante?s?|obligee?s?)(?:"
        r" \w+){0,5} (?:ne (?:plus|pas)|cess\w+|mettre (?:fin|un terme)|retirer|supprimer|interrompre|abstenir"
        r"|effacer|arreter)",
        r"(?:mettre|mettez|met|mettons) (?:fin|un terme) a (?:tout|toute|vos|ces|cette|notre|nos) (?:\w+"
        r" )?(?:envoi|message|sollicit|communic|correspond|relanc|contact|mail|sms|echange)\w*",
        r"(?:ne|n') ?(?:plus|pas)? ?(?:etre|figurer|faire partie|apparaitre|etre inscrite?|soit|soient|est)(?:"
        r" \w+)?(?: (?:plus|pas))? (?:dans|sur|de|parmi|utilise\w*|contacte\w*|sollicite\w*|exploite\w*"
        r"|conserve\w*|inscrit\w*) ?(?:(?:par|pour|a|dans|sur) )?(?:vos|votre|cette|ces|ce|vous|des) (?:envois?"
        r"|annonces?|messages?|listes?|fichiers?|bases?|viviers?|mailings?|cvtheque|relances?)?",
        r"(?:mon|ce) (?:num|numero|tel|telephone|mail|adresse|contact|nom)(?: \w+){0,3} (?:ne (?:soit|doit|devrait"
        r"|sera)|n'est|a) (?:plus|pas|retirer|supprimer|rayer|effacer|enlever)(?: (?:etre|utilis\w*|contact\w*"
        r"|servir))*",
        r"(?:ne |n')?(?:souhaite|desire|veux|voudrais|veut|accepte) (?:plus |pas )?(?:aucune?|d'autres?)"
        r" ?(?:autres? |nouvelles? |nouveaux? )?(?:contacts?|messages?|msgs?|mails?|sms|sollicitations?|offres?"
        r"|propositions?|communications?|annonces?|courriers?|relances?)",
        r"(?:plus|trop|marre|assez|ras le bol|stop|moins) (?:de |d'|aux? )(?:(?:vos|ces|tous|tes) )*(?:msgs?"
        r"|messages?|mess|textos?|alertes?|annonces|notifs?)",
        r"(?:effac|supprim|vir|degag|enlev|retir|oubli|jet|ray|zapp|sort)(?:er|ez|e|es|iez) (?:moi |donc |svp"
        r" )?(?:mon|mes) (?:num|numero|tel|telephone|06|07|cv|profil|dossier|fiche|compte|contact|coordonnees)(?!"
        r" (?:precedent|ancien|d'avant|de l'armoire))",
        r"(?:me |m'|moi )(?:sort|enlev|retir|vir|degag|ray|supprim|effac)\w* (?:de |d')(?:la|ca|ici|ce|cette|votre"
        r"|vos|leurs?)(?! (?:imprimante|situation|embarras))|(?:sort|enlev|retir|vir|degag|ray)(?:ez|e|es)[- ]moi"
        r" (?:de|d')(?: ?\w+)?|(?:vir|degag)(?:ez|er|e) (?:moi|mon)",
        r"(?:^|(?<=[.!?\n]) ?)(?:et |oh |ah |super |bravo |genial |tiens |quoi |ben )?encore (?:une?|votre|vos|ce"
        r"|cette|ces|toujours|du|le meme|la meme)(?: meme)? (?:offre|annonce|message|msg|mail|sms|texto|relance"
        r"|proposition|pub|poste|mission|interim|truc|alerte|spam|numero)s?(?! (?:dispo|ouvert|a pourvoir|libre"
        r"|d'actu|possible|valable|a (?:vous|passer|remplir|faire)))",
        r"(?:\d+|deux|trois|quatre|cinq|six|sept|dix|vingt|trente|cent|mille) (?:messages?|msgs?|sms|mails?"
        r"|textos?|relances?|appels?|annonces?|alertes?) (?:par|en (?:une|un|deux|trois|\d+)|cette semaine"
        r"|aujourd'hui|dans la|ce matin|depuis|de suite|d'affilee|a la suite|ca (?:fait|suffit))",
        r"(?:(?:trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|vingt|cent|en)ieme|[3-9] ?(?:e|eme|ieme)|\d\d"
        r" ?(?:e|eme|ieme)) (?:message|msg|mail|sms|texto|offre|annonce|appel|alerte|fois que (?:vous (?:m'|me)|je"
        r" vous|je (?:le )?(?:dis|demande)))|combien de (?:messages?|msgs?|sms|mails?|textos?|relances?)|combien"
        r" de fois (?:dois|faut|vais|va|je)",
        r"(?:sms|messages?|msg|mails?|textos?|ecri\w+|appel\w+|envo\w+)(?: \w+){0,2} a (?:2[1-3] ?(?:h|:)|minuit"
        r"|cette heure|pas d'heure|des heures|(?:1|2|3|4|5|6) ?h(?:eures?)? du)|(?:c'est|ce n'est) pas une heure"
        r"|vous avez vu l'heure|(?:manque|aucun) (?:de )?respect|vous abusez|c'est abuse|faut pas abuser|(?:non"
        r" mais|dites donc|mais) (?:allo|serieux|serieusement|franchement|ca va pas|ca va bien)|c'est une blague"
        r"|vous plaisantez|foutage|se foutre|honteux|inadmissible|scandaleux",
        r"(?:vous|tu)(?: \w+)? (?:fatiguez|lassez|lachez|arretez|fatigues|lasses|lache|laches)(?: \w+)? (?:pas"
        r"|jamais|rien)|(?:jamais|pas) (?:fatigues?|lasses?)|tenaces?|lach\w* (?:moi|l'affaire|la grappe|les"
        r" baskets)|quand (?:est-ce que )?(?:ca|cela|vous) (?:va )?(?:s'arret|fini|cess|arret)\w*|on (?:n'en|en)"
        r" finit (?:plus|jamais)|vous remettez ca|ca recommence|rebelote",
        r"(?:etes|es|est|suis|parle)[- ](?:vous|tu|ce|a|je)(?: \w+){0,2} (?:un |une |a un |a une )?(?:robot|bot"
        r"|machine|ia|automate)|(?:c'est|vous etes|t'es|tu es|a un) (?:un |une )?(?:robot|bot|machine|ia"
        r"|automate)s?(?: qui| ou|\?| ?$|,)|(?:robot|bot)s? ?\?|payee?s? (?:au|a l'|par) ?(?:message|envoi|sms"
        r"|mail|nombre|msg)",
        r"(?:lisez|lis|lire|regardez|regardes|ouvrez|consultez)[- ]?(?:vous |tu )?(?:\w+ ){0,2}(?:les |nos |des"
        r" )(?:profils?|cv)|(?:lisez|lis|lu|regardez|regarde)(?:[- ](?:vous|tu))? (?:\w+ ){0,2}(?:mon )(?:profil"
        r"|cv)(?: \w+)? (?:avant|au moins|seulement|des fois|parfois)|(?:rien a voir|quel rapport|aucun rapport"
        r"|quel est le rapport) avec (?:mon|ma|moi|mes)|vous (?:me )?connaissez (?:bien|mal|vraiment|pas)",
        r"(?:quelle joie|quel bonheur|ca fait plaisir|bravo|felicitations|chapeau|formidable|genial|super|youpi"
        r"|merveilleux|fantastique|magnifique|chouette)(?:,|\.|!| )+(?:encore (?!merci|bravo)|une enieme|la \w+"
        r" (?:offre|relance|annonce)|pour (?:l'insistance|la perseverance|votre insistance|l'acharnement))",
        r"(?:qui|comment|d'ou|ou|par qui)(?: \w+|[- ]?\w+'| est-ce qui){0,4} ?(?:m'|[- ])?(?:communiqu|transmis"
        r"|fil|refil|trouv|recuper|vendu|vend|donn|ten|sort|eu|pris|obten|chop|degot|procur)\w*(?:[- ]vous)?(?:"
        r" \w+){0,2} (?:mon|mes|ce|cette|ma) (?:num\w*|tel\w*|mail|e-?mail|adresse|contact|coordonnees|infos|nom"
        r"|messagerie|06|07)|d'ou sort\w*[- ](?:vous|tu)|(?:me |m')(?:souviens|rappelle|souvient) (?:pas|plus|meme"
        r" pas|absolument pas) (?:de |d')?(?:m'|vous|avoir|etre)",
        r"plus utiliser (?:ce|mon|cette)|(?:jveu[xt]?|veu[xt]?|voudrai[st]?|je veu[xt]?) (?:plu|pu|pas|pa|plus)"
        r" (?:d'\w+|de|recevoir|etre|avoir)|m'?(?:ecriv|envoy|appel|contact|harcel|derang|relanc)(?:ez|er|e)"
        r" (?:plu|plus|pa"
        r"|jamais)|(?:m'|me )(?:avez |as |ont )?(?:deja )?(?:ecri|contact|appel|relanc|envoy)\w*(?: \w+){0,2}"
        r" (?:\d+|trois|quatre|cinq|six|dix|vingt|cent|mille) fois|(?:ca|cela) suffit (?:maintenant|les|vos|avec"
        r"|la|comme ca)|on se connait ?\?|(?:c|c'est|t|t'es|tes|vous etes) qui(?= ?(?:\?|$))",
        r"(?:^|(?<=[.!?\n]) ?)(?:non |bon |allez |ecoutez )?(?:laisse[zr]?|laisse) tomber(?! (?:pour|le|la|ma) )"
        r"|je (?:vous )?bloque",
        r"(?:pas|jamais|aucune) (?:l'|d'|mon |eu )?(?:autorisation|autorise|accord|consentement|permission|permis"
        r" d'utiliser)(?! (?:de travail|de sortie|parental))|(?:dis|dit|repete|repondu|redis) (?:que )?non(?! (?:a"
        r"|au|aux))|plus"
        r" besoin (?:de |d')(?:vos?|votre|ces|travail|taf|boulot|emploi|messages?|vous)|(?:passe|depasse)\w*(?:"
        r" \w+)? (?:les|la) (?:bornes|limites?)|(?:ne )?(?:me |m')?suis (?:pas|jamais) (?:inscrit|enregistre"
        r"|abonne)e?|toujours les memes|encore et (?:toujours|encore)|(?:faut|falloir|dois-je|vais|doit)(?:"
        r" \w+){0,2} (?:le dire|le repeter|l'ecrire)(?: \w+)? (?:comment|en quelle langue)|comment (?:vous )?(?:le"
        r" dire|faut-il)|il est (?:minuit|\d+ ?h(?:eures)?(?: du (?:matin|soir))? )|(?:ne )?tene[zr] plus compte"
        r"|comment (?:je )?(?:sors|sortir|faire pour sortir|me sortir|m'enlever|etre retire)|m'oter|otez|tant"
        r" d'(?:insistance|acharnement)|tant de (?:messages|mails|sms|relances)",
        r"(?:me|m'|nous)[ ']?(?:assomm|gonfl|saoul|fatigu|inond|submerg|pourri)\w*|(?:gav|gonfl|fatigu|chiant"
        r"|penibl|pot de colle|pots de colle)\w* (?:avec|vos|votre|la|!|de vos)|vous etes (?:chiants?|penibles?"
        r"|gonfles|pots? de colle|relous?|fatigants?)|pots? de colle|foutez le camp|la ferme|du balai",
    ),
    refusal=(
        r"(?:non |merci |non merci |ca )?(?:ca ira|ca ira (?:comme ca|merci)|ca va aller|sans moi|ce sera sans moi"
        r"|tres peu pour moi|je passe(?: mon tour)?|c'est non|ce sera non|ca sera non|c'est mort|c'est pas la"
        r" peine|pas la peine|laisse beton|oubliez|oublie|oubliez ca|tant pis|non c'est bon|c'est bon merci non"
        r"|pas mon truc|c'est pas mon truc|rien a faire|inutile|pas pour nous|je decline|on oublie|plus la peine"
        r"|pas concerne|pas preneur|pas preneuse|je ne suis pas (?:preneur|preneuse)|c'est pas pour moi|non non"
        r" merci|bof non|surtout pas|certainement pas|hors de question|ne m'interesse pas|m'interesse pas|je m'en"
        r" fous|m'en fiche|je m'en fiche|nan|nan c bon|non c bon|nan c'est bon|c bon)(?: merci)?",
        r"assez|ca suffit|suffit|plus rien|non|non merci|merci non|merci mais non|pas interesse[es]*|je (?:ne"
        r" )?suis pas interesse[es]*|ca (?:ne )?m'interesse (?:pas|plus)|pas (?:du tout )?interesse[es]*|sans facon"
        r"|aucun interet|jamais|laissez tomber|laisse tomber|pas pour moi|je ne veux pas|je veux pas|pas besoin"
        r"|plus maintenant|pas maintenant",
        r"ca ne m'interesse pas|plus necessaire|laissez tomber|on laisse tomber|non c'est bon|pas concernee?|sans"
        r" interet|tant pis|oubliez|plus la peine|hors de question|surtout pas|restons[- ]en la|je passe|je passe"
        r" mon tour",
        r"encore(?! merci)|encore vous|pas encore|oh non|ah non|surtout pas|plutot pas|non non|plutot non|ca"
        r" suffit maintenant",
        r"non et renon|non mais non|non non et non|mille fois non|toujours non|encore non",
    ),
    harmless=(
        r"(?:(?:prochain|premier|dernier|un|deux|cet|quel|en|votre) )?(?:l'|d'|a l')?arrets?(?: (?:de |du "
        r"|d')?(?:bus|tram|tramway|metro|car|train|autobus|maladie|travail|cardiaque))|(?:prochain|premier|dernier"
        r"|deuxieme|quel|en|a l'|cet) ?arret|(?:station|terminus)(?: \w+)?",
        r"(?:bus|tram|train|metro|car|ligne \d+)(?: \w+)? (?:s'arrete|arrete|s'arretent)|s'arret\w+|m'arret\w+"
        r"|(?:en |un )?auto-?stop|stop-?motion|non[- ]stop|stop covid|panneau stop|feu stop",
        r"(?:n'ai|n'|ne|n'arrive pas a|ne peux pas|sans|jamais|ne pas|pas)(?: \w+){0,2} (?:arrete|arreter|stopper"
        r"|cesse|cesser)(?: (?:pas|jamais|plus))?(?: (?:de|d')[^.!?\n]{0,25})?",
        r"(?:arrete|arreter|arrete[es]|cesse|cesser|quitte|stoppe|arretais|arretez) (?:de |d')?(?:travailler|fumer"
        r"|mes? \w+|mon (?:ancien |dernier |precedent )?(?:travail|poste|contrat|emploi|job|boulot)|a \d+|le"
        r" (?:travail|projet|sport|cours)|la (?:fac"
        r"|formation)|de penser|d'y penser|penser|apprendre|chercher|d'etudier|au|a (?:la|midi|mon)|vers|tot|chez"
        r"|le \d+|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))",
        r"(?:ne |n')?(?:m'|me |nous )(?:retir|supprim|enlev|desinscri|desabonn|ray|effac)\w*[- ]?(?:surtout )?pas"
        r"|(?:ne pas|pas) (?:me |m')?(?:retirer|supprimer|enlever|desinscrire|desabonner|effacer)",
        r"(?:retir|supprim|enlev|effac|oubli|ignor|remplac)\w* (?:le|la|l'|les|mon|ma|mes|ce|cette|un|une)"
        r" ?(?:ancien\w*|premier\w*|precedent\w*|dernier\w*|mauvais\w*|double|doublon|faute|photo|fichier|piece|cv"
        r"|lettre|document|virgule|ligne|page|creneau|rendez|date|coquille|version|message (?:precedent|d'avant)"
        r"|ancienne adresse|numero (?:de telephone )?(?:du|de mon)|virgule|espace|mention|section|seconde"
        r"|deuxieme)(?: \w+){0,4}",
        r"(?:mon|ma|mes|le|la) (?:numero|adresse|photo|nom|telephone|coordonnees|date de naissance|numero de"
        r" telephone)(?: \w+){0,2} (?:du|de mon|de la|sur le|sur mon|dans le) (?:cv|dossier|profil|document|lettre"
        r"|formulaire|candidature)",
        rf"(?:ne |n')?(?:{_ME} ?)(?:{_WRITE}) (?:pas|plutot|seulement|qu'|que) (?:avant|apres|pendant|lundi|mardi"
        rf"|mercredi|jeudi|vendredi|samedi|dimanche|demain|le matin|l'apres|le soir|au travail|au bureau|sur mon"
        rf" (?:fixe|numero (?:pro|du travail))|a (?:mon adresse (?:pro|professionnelle|du travail)|l'adresse|mon"
        rf" ancienne|l'ancienne|mon travail|mon bureau)"
        r"|mon employeur|si|quand|sur (?:mon|l'ancien|le)|cette semaine|ce matin|avant|entre|a partir|monsieur"
        r"|madame|par|trop)(?: \w+){0,3}",
        rf"(?:ne pas|pas|n'|ne) (?:{_ME} ?)?{_WRITE} (?:avant|apres|pendant|mon employeur|mon patron|au bureau|au"
        rf" travail|a mon (?:travail|bureau|ancienne)|sur mon|le|entre|mes references|mon manager|mon responsable)",
        r"(?:n'hesitez|hesitez|n'hesite) pas(?: a (?:me |m')?\w+)?|ne (?:pas |vous )(?:inquietez|derangez)(?: pas)?"
        r"|(?:desole[es]*|pardon|excus\w+|sans vouloir|ne veux pas|pas vouloir|veux pas|voudrais pas)(?: \w+){0,3}"
        r" (?:vous )?(?:derang\w*|importun\w*|embet\w*|harcel\w*)",
        r"(?:n'ai|n'ai toujours|n'avons|pas encore|jamais|je n'ai)(?: \w+){0,3} (?:recu|eu|trouve|vu)(?: (?:de|d'"
        r"|votre|vos|le|la|aucun|aucune))?(?: \w+)?|(?:pas|rien) recu|recu (?:aucun|pas)",
        r"plus (?:de|d'|aucune?) ?(?:questions?|temps|details|precisions|informations sur|place|nouvelles de"
        r"|doutes?|probleme)|plus d'informations?(?= (?:sur|a|concernant))|(?:pas|aucun|plus) (?:de )?probleme|pas"
        r" (?:de|d') (?:souci|soucis|urgence|quoi|sms recu)",
        r"(?:dans (?:mes|les|mon|le) (?:courriers? |dossiers? )?|dossier |filtre )(?:spams?|indesirables)"
        r"|anti-?spam|courrier indesirable|(?:tests?|projet|formation|conformite|certification|mission|notions"
        r"|connaissances|experience|expert\w*|cours|stage)(?: \w+){0,4} (?:rgpd|spam|newsletters?|cnil|harcelement)"
        r"|rgpd (?:et|dans|pour) \w+|referente? rgpd|formulaire (?:rgpd|de consentement)|consentement (?:signe"
        r"|rempli|ci-joint|en piece|joint)|(?:signe|rempli|joint|ci-joint)(?: \w+){0,3} consentement|avocate?"
        r" (?:chez|au|a|en|specialis\w+)|cabinet d'avocats?",
        r"pas interesse[es]* par (?:le |la |les |un |une )(?:teletravail|nuit|cdd|interim|temps partiel|poste de"
        r" nuit|horaires?)[^.!?\n]{0,30}|(?:reste|tranquille)(?: \w+)? tranquille(?:ment)?|tranquillement|quartier"
        r" (?:\w+ )?tranquille|endroit (?:\w+ )?tranquille|au calme|tranquille (?:pour|ce|demain|au|a)",
        r"(?:ajout|gard|laiss|mett|conserv|inscri)\w*[- ]?(?:moi|me|mon \w+)?(?: \w+)? (?:sur|dans|a) (?:votre|la"
        r"|cette|vos|une) (?:liste|base|fichier|mailing)\w*",
        r"(?:ne |n')?(?:veux|souhaite|voudrais|desire) (?:pas|plus) (?:vous )?(?:arreter|rater|manquer|perdre"
        r"|quitter|retirer|annuler|de question|travailler (?:de nuit|le)|deranger|insister|retarder|abandonner"
        r"|avoir l'air)[^.!?\n]{0,30}",
        r"(?:annul|deplac|report|decal)\w* (?:le|la|mon|notre|l') ?(?:rendez|entretien|appel|reunion|rdv"
        r"|creneau)\w*|(?:dit|indique|repondre|repondez|ecrit|mentionne|parle|mention|mot|envoyer|envoyez)(?:"
        r" \w+){0,2} [\"'«“]? ?stop ?[\"'»”]?(?: (?:au|pour|a) (?:\d+|vous \w+|se \w+|ne plus))?",
        r"(?:comment|ou) (?:est-ce que )?(?:je )?(?:peux|puis|dois|trouver|avez-vous trouve (?:le|la|votre|ce))|fin"
        r" (?:de|du|des|janvier|juin|mars|mai|avril|juillet|aout|septembre|octobre|novembre|decembre|fevrier|d')|en"
        r" fin|a la fin|assez (?:de temps|d'experience|bien|tot|tard|proche|loin|vite|souvent|facile|grand"
        r"|flexible)|ca suffit\?",
        r"(?:donne|mis|ecrit|indique|saisi|envoye|note)(?: \w+){0,4} (?:le |la |un |une )?(?:mauvais|mauvaise|faux"
        r"|fausse) (?:numero|adresse|mail|personne)|(?:mauvais|faux) (?:numero|mail) (?:sur|dans) (?:mon|le|ma)"
        r"|(?:sans|aucun|pas de|pas un) doutes?",
        r"(?:desinscri|desabonn|resili)\w*(?: \w+){0,3} (?:de|d'|du|des|la|le|mon|a|ma) ?(?:france travail|pole"
        r" emploi|mutuelle|contrat|bail|box|forfait|abonnement|fac|salle|ancien\w*|celle|celui|cours|formation"
        r"|assurance|preavis|concours|autre|universite|agence)\w*|(?:resilier|resilie|resiliation de) (?:mon|le"
        r"|mes) \w+(?: \w+)?|taux de des\w+|desabonnement (?:est|a|de \d)",
        r"stop ou encore|(?:n'|ne )(?:m')?(?:arret|cess)\w+ (?:surtout |pas |jamais |surtout pas )+(?:(?:de "
        r"|d')[^.!?\n]{0,30})?|j'arrete pas(?: (?:de|d')[^.!?\n]{0,25})?|(?:ne |n')?(?:m'|me )?(?:envoy|appel"
        r"|rappel|ecri|contact)\w* (?:pas|plus) (?:maintenant|tout de suite|aujourd'hui|ce (?:matin|soir)|avant|ce"
        r" (?:jour|mercredi|lundi|mardi|jeudi|vendredi))",
        r"(?:arret|cess|stopp)\w+ (?:de |d')?(?:me |m')?(?:stresser|inquieter|angoisser|esperer|le (?:tabac"
        r"|sport))|(?:le|la|les|ces?|mes?|votre|vos)? ?(?:horaires?|nuits?|nuit|week-?ends?|interim|temps partiel"
        r"|cdd|teletravail|dimanches?)(?: \w+){0,3} (?:ne )?(?:m'interess\w+ pas|me (?:convien\w+|va|vont) pas)",
        r"(?:gerais|gere|gerer|geres|traitais|traite|traiter|suivi)(?: \w+)? (?:desabonnements?|desinscriptions?"
        r"|resiliations?|reclamations?|plaintes?)(?: \w+){0,2}",
    ),
    greetings=(
        r"(?:bonjour|bonsoir|salut|coucou|hello|hi|chere?s?|madame,? monsieur|madame|monsieur|messieurs"
        r"|mesdames)(?: (?:madame|monsieur|a tous|a vous|l'equipe|mme|m\.))*",
    ),
    closings=(
        r"(?:bien )?cordialement|(?:bien a vous|salutations(?: distinguees)?|sinceres salutations|meilleures"
        r" salutations|respectueusement|cdlt|bonne (?:journee|soiree|continuation)|a bientot|merci|bien a toi|au"
        r" revoir|amicalement)",
    ),
    courtesy=(
        r"(?:mille |grand |un grand )?merci(?: (?:beaucoup|bien|encore|d'avance|par avance|a vous|infiniment|pour"
        r" (?:tout|votre (?:comprehension|temps|aide|message|interet|mail|retour|offre|proposition))|de votre"
        r" (?:comprehension|aide)|mais|quand meme|de|et|tout de meme))*",
        r"s'?il (?:vous|te) plait|svp|stp|veuillez|priere de|par pitie|maintenant|tout de suite|immediatement"
        r"|desole[es]*|ok|oui|bon|alors|donc|et|puis|aussi|enfin|encore|vraiment|a l'avenir|desormais|simplement"
        r"|juste|mais|deja|sincerement|de grace|voila|bref|allez|purement et simplement|dans les plus brefs delais"
        r"|au plus vite|des maintenant|vous|de votre part|franchement",
        r"(?:pouvez|pourriez|peux|pourrais|voulez|auriez)[- ](?:vous|tu)(?: (?:bien|l'amabilite de|la gentillesse"
        r" de|m'|me|svp))*|je (?:vous |te )?(?:demande|prie|souhaite|veux|voudrais|souhaiterais|desire|exige"
        r"|demande a|prie de|remercie)(?: (?:de|que|bien vouloir|vous|a))*|je|il faut|il faudrait|de bien vouloir"
        r"|je vous (?:ai|en)(?: \w+)?",
        r"bonne (?:journee|soiree|continuation|chance|fin de journee)|au revoir|a jamais|adieu|envoye de(?:puis)?"
        r" mon \w+(?: \w+)?",
    ),
    reasons=(
        r"(?:vous (?:avez|etes) (?:fait )?|c'est |ceci est )?(?:le |un |une |au )?(?:mauvais|erreur de|faux)"
        r" (?:numero|destinataire|personne|adresse)|qui (?:est-ce|etes[- ]vous|c'est|est[- ]ce|es[- ]tu)|c'est qui"
        r"|comment avez[- ]vous (?:eu|obtenu) (?:mon numero|mes coordonnees|mon adresse|mon mail)",
        r"(?:je (?:ne )?suis |ca )?(?:ne )?(?:plus |pas (?:du tout )?|m'interesse (?:pas"
        r"|plus))(?:interesse[es]*)?(?: par (?:ce poste|vos offres|votre offre|cette offre))?|je ne (?:cherche"
        r"|recherche) (?:plus|pas)(?: (?:de |d')?(?:travail|emploi|poste))?",
        r"(?:j'ai|je viens de) (?:deja |maintenant |entre[- ]temps )?(?:trouve(?:r)?|accepte(?:r)?|commence(?:r)?"
        r"|signe(?:r)?) (?:un |une )?(?:autre |nouveau |nouvel )?(?:travail|emploi|poste|job|boulot|offre)(?:"
        r" (?:ailleurs|deja))?",
        r"(?:je (?:n'ai|ne me suis) |je )?jamais (?:postule|ete inscrite?|inscrite?|demande|consenti)(?: (?:chez"
        r" vous|a (?:rien|cela|ca|ceci)|pour (?:ce|cela)))?|c'est (?:du |de la )?(?:spam|harcelement)|vous (?:m'|me"
        r" )(?:harcelez|saoulez|spammez)|(?:trop de|beaucoup trop de) (?:messages|mails|sms|courriels)"
        r"|je (?:vous l'ai|l'ai) deja (?:dit|demande)|c'est la (?:derniere|deuxieme|troisieme) fois(?: que je"
        r" (?:vous le )?(?:demande|dis))?|conformement au rgpd|en vertu du rgpd|sinon je (?:porte plainte|saisis la"
        r" cnil|vous bloque)|je recois trop de (?:messages|mails|sms)",
    ),
    withdraw=(
        r"(?:je |j'ai |souhaite |souhaiterais |voudrais |veux |prefere |dois |decide de |veuillez |merci de |vous"
        r" demande de )*(?:retir|annul|abandonn|suspend|clotur|ne pas maintenir|ne plus maintenir|supprim)\w*"
        r" (?:bien )?(?:ma|de ma|cette|la) (?:candidature|postulation)(?: \w+)?|retrait de ma candidature"
        r"|candidature (?:comme )?(?:retiree|annulee|caduque|nulle)",
        r"(?:me |m')(?:retir|desist)\w* (?:du|de ce|de la|de votre) (?:processus|recrutement|procedure|candidature"
        r"|poste)(?: \w+){0,2}|je me (?:retire|desiste)|(?:souhaite|dois|prefere|veux|voudrais) me (?:retirer"
        r"|desister)",
        r"(?:accepte|signe|pris|trouve|choisi|obtenu|decroche|opte pour|signe pour|signe chez|retenu)(?: \w+)?"
        r" (?:(?:un|une|d'|l') ?)?(?:autre|nouvel|nouveau|nouvelle|meilleure) ?(?:\w+ )?(?:offre|poste|emploi"
        r"|travail|contrat|entreprise|opportunite|societe|employeur|proposition|job|boulot|cdi)",
        r"(?:accepte|signe|pris|trouve|commence|embauchee?|engagee?|recrutee?)(?: \w+){0,4} ailleurs|(?:accepte"
        r"|signe)(?: \w+){0,3} (?:dans|chez|avec) une autre (?:entreprise|societe|boite)|(?:j'ai|ai) (?:enfin |deja"
        r" |maintenant )?(?:trouve|accepte|decroche|signe) (?:un |une )(?:cdi|emploi|travail|poste|job|boulot)",
        r"(?:ne |n')?(?:suis |plus |pas )*(?:plus) (?:\w+ )?(?:interesse[es]*|disponible|candidate?|en recherche|a"
        r" la recherche|a l'ecoute)|ne (?:m'interesse|cherche|recherche) plus|plus (?:candidate?|disponible) pour"
        r"|plus d'interet pour",
        r"(?:ne |n')?(?:souhaite|desire|veux|vais|voudrais|compte|peux|souhaiterais|donnerai|poursuivrai"
        r"|pouvoir)(?: \w+)? (?:pas|plus|ne pas|ne plus) (?:\w+ )?(?:donner suite|poursuivre|continuer|aller plus"
        r" loin|maintenir|participer|suite|donner une suite)(?: (?:a|au|le|la|dans|avec|mon|ma|l'|cette|votre"
        r"|ce)[^.!?\n]{0,40})?",
        r"(?:je |de )?(?:decline|refuse|renonce)(?:r)? (?:a )?(?:votre|l'|ce|cette|au|le|la|l)[ ']?(?:offre"
        r"|proposition|poste|entretien|invitation|opportunite|candidature)|ne pas donner suite|renonce a (?:ma"
        r" candidature|ce poste|l'entretien)|rester (?:chez|dans|a) mon (?:employeur|entreprise|poste)|reste chez"
        r" mon employeur(?: actuel)?",
        r"(?:retir|enlev|sort|ot|annul|supprim|clotur|ferm)\w*[- ]?(?:moi|me)? (?:du|de la|de ce|mon|ma|de votre)"
        r" (?:processus|dossier|candidature|recrutement|selection|liste des candidats|procedure)(?: \w+){0,2}",
        r"(?:j'ai|ai|je viens d'|je vais|avoir) (?:\w+ )?(?:accept|choisi|opt|sign|dit oui|pris|prefere|commenc"
        r"|retenu|demarr|recu et accepte)\w*(?: \w+){0,4} (?:autre|ailleurs|nouveau poste|nouvel emploi|nouveau"
        r" travail|nouvelle entreprise|concurrent\w*)(?: \w+)?",
        r"(?:je )?(?:ne |n')?(?:peux|vais|souhaite|veux|compte|pourrai|donnerai|continuerai|poursuivrai|viendrai"
        r"|accepterai|prendrai)(?: \w+)? (?:pas|plus|ne pas)(?: \w+){0,3} (?:suite|(?:le|ce) poste(?! (?:de|du"
        r"|en) (?:nuit|soir|week|jour|matin|dimanche|3x8))|cette offre"
        r"|votre offre|le processus|la procedure|l'aventure|plus loin|cette opportunite|l'entretien car)(?: \w+)?",
        r"(?:je )?(?:reste|prefere rester|vais rester|decide de rester|choisi de rester)(?: \w+){0,2} (?:chez|dans"
        r"|a) (?:mon|ma|mes) (?:employeur|entreprise|poste|boite|societe|travail)(?: actuel\w*)?|(?:votre|l'|cette"
        r"|la) ?(?:offre|proposition|poste|opportunite) (?:je )?(?:la |le )?(?:refuse|decline)|(?:je )?(?:suis"
        r" )?(?:obligee? de |dois |prefere )(?:decliner|refuser|renoncer|me desister)(?: \w+){0,3}|(?:trouve"
        r"|decroche) (?:un |une )?(?:\w+ )?(?:job|poste|emploi|travail|cdi|alternance|stage|boulot)(?: \w+)?",
        r"(?:je |on )?(?:laisse|laisser|abandonne|abandonner|lache|lacher)(?:rai|rais)?(?: tomber| l'affaire)?"
        r" (?:pour |avec |sur )?(?:le |ce |la |ma |mon |cette |votre |l')(?:poste|candidature|offre|processus"
        r"|recrutement"
        r"|mission|place|entretien|job|stage|alternance|selection|contrat|boulot)|(?:je )?(?:jette|vais jeter)"
        r" l'eponge",
        r"(?:ne |n')?donn(?:e|erai|erais|erons|ons|era) (?:pas|plus|point)(?: de)? suite(?: (?:a|au|aux)"
        r" [^.!?\n]{0,40})?|(?:ne )?(?:me )?(?:comptez?|comptes) (?:pas|plus) sur moi(?! (?:lundi|mardi|mercredi"
        r"|jeudi|vendredi|samedi|dimanche|demain|ce|cette|le|avant))|ne me comptez plus",
        r"(?:je )?(?:la |l'|vous )?(?:dois|prefere|vais|ai decide de|contrainte? de|regret de|force de) (?:la |l'"
        r"|vous |en |le )?(?:decliner|dire non|laisser tomber|abandonner|renoncer)(?! (?:pas|l'idee d))|(?:poste"
        r"|offre|proposition|mission|job)(?:,? \w+){0,8} (?:je (?:dois|vais|prefere) (?:la |le )?(?:refuser"
        r"|decliner)|je (?:la |le )?decline)",
        r"(?:je )?(?:sors|quitte|me retire) (?:du|de la|le|de votre) (?:process\w*|recrutement|course|selection)"
        r"|(?:je )?(?:reste|prefere rester|vais rester|decide de rester|choisi de rester) (?:finalement )?(?:la"
        r" )?ou je suis|(?:j'ai|ai) (?:\w+ )?(?:signe|trouve|dit oui|accepte)(?: \w+)? (?:ailleurs|chez (?:un"
        r" concurrent|d'autres|quelqu'un d'autre)|autre chose|quelque chose (?:de|plus) \w+)",
        r"(?:ne |n')?(?:vais|peux|pourrai|pourrais|veux|compte|souhaite|puis|pense)(?: donc| malheureusement)? pas"
        r" (?:pouvoir )?accepter(?! (?:une? autre|moins|d'autre|n'importe|de))(?: (?:le|la|l'|votre|cette|ce)"
        r" ?\w+)?|(?:decide|prefere|choisi)(?: de)? ne (?:pas|plus) (?:donner suite|continuer|poursuivre|accepter"
        r"|aller|participer|me presenter|venir)",
        r"(?:clore|cloturer|cloturez|fermer|fermez|classer|classez|arreter|stopper|interrompre) (?:ma|mon)"
        r" (?:candidature|dossier)|(?:propose|offert|trouve|recu)(?: \w+){0,2} (?:mieux|autre chose|une meilleure"
        r" offre)(?: \w+){0,3} et (?:j'ai|je l'ai|je vais) (?:\w+ )?(?:accept|dit oui|sign|pris|le prendre)\w*"
        r"|(?:signe|accepte|embauchee?|commence)(?: \w+){0,4} (?:dans|chez|avec|pour) une autre (?:agence|enseigne"
        r"|groupe|boite|structure|maison|clinique|ecole|cabinet)|j'ai trouve mieux(?: ailleurs)?",
    ),
    maybe_withdraw=(
        r"(?:j'hesite|hesite|pas (?:sur|sure|certaine?|convaincue?)|peut-?etre|envisage|pense|songe|reflechi\w*|me"
        r" demande si)(?: \w+){0,7} (?:retir\w*|continuer|poursuivre|renoncer|candidature|desister|ce poste|me"
        r" convient|abandonner|rester)|autre offre[^.!?\n]{0,50}(?:decid|reflech|repond|accept|delai)\w*|change"
        r" d'avis|pas fait pour moi|plus (?:trop )?(?:sure?(?! moi)|motivee?)",
        r"(?:pas|plus|pas tres|pas vraiment|plus tres|pas trop) (?:sure?(?! moi)|certaine?|convaincue?|motivee?)(?:"
        r" \w+){0,8} (?:poste|continuer|poursuivre|candidature|convient|moi|envie|offre)?|(?:hesite|hesitation"
        r"|doutes?|reflechir|reflexion)(?! pas)(?: \w+){0,7} (?:poste|candidature|continuer|offre|poursuivre"
        r"|retirer|suite|accepter)|(?:ai|recu|avoir|viens de recevoir)(?: \w+){0,2} (?:une autre|d'autres|une"
        r" seconde|une deuxieme) (?:offres?|proposition)s?(?! (?:et je l'ai|que j'ai) accept)|mettre (?:ma"
        r" candidature|le processus) (?:en pause|en attente|entre parentheses)|change d'avis|mes plans ont change",
        r"j'hesite(?: (?:beaucoup|encore|un peu|enormement|pas mal|vraiment|franchement|fort|a (?:accepter"
        r"|continuer|poursuivre|me lancer|changer|quitter|bouger|signer|aller plus loin)))*(?= ?(?:$|[\n.!,?]))"
        r"|(?:pas|plus)(?: trop)? (?:sure? )?si (?:je )?(?:continu\w*|reste|veux|vais (?:accepter|prendre|rester"
        r"|continuer|signer)|suis (?:faite?|prete?)|le poste|c'est (?:pour moi|une bonne idee)|ca me correspond"
        r"|bouger)",
        r"(?:ce (?:n'est|n'etait)|c'est|c'etait|est|c|cest)(?: \w+)? pas (?:vraiment |trop )?(?:pour moi|fait pour"
        r" moi|ce"
        r" que je (?:cherche|recherche|veux))|(?:poste|offre|job|mission|proposition)(?: \w+){0,4} (?:ne )?me"
        r" (?:convient|correspond|tente|plait)(?: plus)?(?: trop| vraiment)? ?(?:pas|plus|moins)|(?:je )?(?:ne"
        r" )?(?:me )?(?:sens|vois) (?:plus|pas)(?: trop| vraiment)? (?:(?:de|dans|faire|a) )?(?:changer|bouger"
        r"|quitter|ce poste|cette|partir|me lancer)",
        r"je penche (?:pour|vers|plutot)|(?:vais|compte|pense) (?:probablement |sans doute |surement |peut-?etre"
        r" )?(?:devoir )?(?:refuser|decliner|renoncer|prendre l'autre|accepter l'autre|aller chez l'autre|ne pas"
        r" (?:accepter|continuer|donner))|(?:crois|pense)(?: que)?(?: je)? (?:ne )?(?:vais|veux|peux|souhaite)?"
        r" ?(?:pas|plus) (?:accepter|continuer|donner|poursuivre|prendre|y aller)|(?:je suis|suis|reste) (?:tres "
        r"|assez |un peu |vraiment )?(?:partagee?|hesitante?|indecise?)(?! entre (?:les|le|la|deux))",
        r"(?:meilleure|plus interessante) (?:offre|proposition|opportunite)|(?:pose|posais) (?:des|beaucoup de|pas"
        r" mal de) questions (?:sur|quant|par rapport)(?: \w+)? (?:poste|offre|contrat)|prefere (?:en rester"
        r"|m'arreter|arreter) la|n'est (?:pas|plus) (?:vraiment |exactement )?ce que je (?:cherche|recherche"
        r"|voulais|pensais)|pas ce que j'(?:attendais|imaginais|esperais)",
    ),
    still_in=(
        r"(?:n'ai|n'ai pas|pas encore|pas|jamais|sans|avant d'|avant de|n'avoir)(?: \w+){0,3} (?:accepte|signe"
        r"|trouve|pris|retire|retirer|(?<!pas )accepter(?! (?:votre|cette|ce|le|la|l'))|(?<!pas )signer|annule"
        r"|annuler)(?: (?:d'autre|une autre|un autre|aucune?|ma"
        r"|de|autre)[^.!?\n]{0,25})?",
        r"(?:avez|as|ont|a|est-ce que)[- ](?:vous|tu|t-il|t-elle|ils|l'autre)(?: \w+){0,6} (?:accepte|signe|trouve"
        r"|retire|pris|choisi)[^.!?\n]{0,30}|(?:mon (?:ami|frere|collegue|mari)|ma (?:soeur|femme|collegue|amie)|il"
        r"|elle|l'autre candidate?) (?:a|s'est|avait) (?:\w+ )?(?:accepte|signe|trouve|retire|pris"
        r"|desiste)[^.!?\n]{0,30}",
        r"(?:souhaite|veux|voudrais|desire) (?:pas|surtout pas) (?:retirer|annuler|abandonner|me"
        r" retirer)[^.!?\n]{0,25}|(?:ancienne|premiere|precedente|autre|derniere|seconde) candidature|(?:ne|n')"
        r" ?(?:retire|annule|abandonne) (?:pas|surtout pas)[^.!?\n]{0,25}|plus disponible (?:le|lundi|mardi"
        r"|mercredi|jeudi|vendredi|demain|a|avant|cette|ce)[^.!?\n]{0,20}",
        r"(?:failli|pas question|hors de question|jamais|sans|loin)(?: \w+){0,3} (?:laisser tomber|abandonner"
        r"|renoncer|decliner|refuser|retirer)[^.!?\n]{0,30}|(?:rien|pas|jamais|encore rien|toujours rien)"
        r" (?:encore )?(?:signe|accepte|trouve|pris|choisi)e?s?(?: (?:ailleurs|d'autre|chez \w+))?",
        r"plus interesse[es]* par (?:la|le|les|l') ?(?:place|parking|logement|navette|coloc\w*|mutuelle"
        r"|covoiturage|visite|formation|appartement|chambre|velo|horaires?|option|voiture|ticket\w*)\w*(?:"
        r" \w+){0,3}",
    ),
    texts=(r"sms|textos?|whatsapps?",),
    mails=(r"e-?mails?|mails?|courriels?|newsletters?|mailings?",),
    another_way=(
        r"(?:mais |plutot |preferez |preferer |je prefere |contactez[- ]moi |ecrivez[- ]moi |uniquement |seulement "
        r"|merci |utilisez |vous pouvez (?:m'ecrire |me contacter |m'envoyer )?|et |par contre |en revanche |juste "
        r"|svp |envoyez(?:-moi)? (?:un |des |plutot ){0,6}|m'ecrire |me joindre |joignez[- ]moi ){0,6}(?:par |les "
        r"|le |l'|un |des |via |au |sur ){0,6}"
        r"(?:(?P<texts>sms|textos?|whatsapp)|(?P<mails>e-?mails?|mails?|courriels?)|(?P<calls>telephone|appels?"
        r"|coup de fil))(?: (?:c'est|est|sont|me|ca|convient|conviennent|va|vont|bien|ok|parfait|suffit|suffisent"
        r"|plutot|svp|uniquement|seulement|tres|reste|restent|possibles?|me vont|me va|marche|marchent|toujours|pas"
        r" de (?:souci|probleme)|oui|sans probleme|sinon|preferable|bon|bons|suffit|mieux)){0,6}",
        r"(?P<ring>appelez[- ]moi|appelle[- ]moi)(?: (?:plutot|svp)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mails?|courriels?),? (?:plutot que|au lieu de|et non|pas|a la place de) (?:de |des |par |les"
        r" )*(?P<texts>sms|textos?|whatsapp)",
        r"(?:sms|textos?),? (?:plutot que|au lieu de|et non|pas) (?:de |des |par |les )*(?P<mails>e-?mails?|mails?"
        r"|courriels?)",
        r"(?P<texts>(?:uniquement|seulement|exclusivement|que) par (?:e-?mail|mail|courriel)|par (?:e-?mail|mail"
        r"|courriel) (?:uniquement|seulement|exclusivement))",
        r"(?:au lieu (?:de|des)|plutot que (?:de|des|par)) (?P<texts>sms|textos?)(?:,? \w+){0,4} (?:e-?mail|mail"
        r"|courriel)s?",
        r"(?:je )?(?:prefere|prefererais) (?:les |des |un )?(?:e-?mails?|mails?|courriels?) (?:aux|a|plutot que"
        r"|que) (?:les |des )?(?P<texts>sms|textos?)",
        r"(?:je )?(?:prefere|prefererais) (?:les |des )?(?:sms|textos?) (?:aux|a) (?P<mails>e-?mails?|mails?"
        r"|courriels?)",
        r"(?P<texts>sms|textos?) non,? (?:e-?mails?|mails?)(?: oui)?",
        r"(?:par )?(?:e-?mail|mail|courriel) plutot que (?:par )?(?P<texts>sms|textos?)",
    ),
    reactions=(
        r"(?:a |n'a pas |n'a plus )?(?:aime|adore|ri de|rigole (?:de|a)|rit (?:de|a)|ri a|souligne|mis l'accent sur"
        r"|mis en (?:avant|exergue|evidence)|insiste sur|pose une question (?:sur|a propos de)|questionne|remis en"
        r" question|reagi (?:par|avec|a) .{0,14}(?:a|au)?|reagi a|retire (?:un|une|le|la) .{1,30}|supprime (?:un"
        r"|une|le|la) .{1,30}|enleve (?:un|une) .{1,30}|ajoute .{1,20}|exclame|interroge)|[^\w\s]{1,12} a",
    ),
    reactions_after=(r"(?:a ete aime|aime|adore)",),
)

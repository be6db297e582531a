"""How words are cut short on a phone, and in full: read before all else, so the languages need the full ones"
" alone."""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = (
    (r"txt(ing|ed|s)?", r"text\1"),
    (r"texing|texxting", "texting"),
    (r"(?:dnt|dunt|donot|don t)", "dont"),
    (r"(?:plez|pleas|plese|pleese|ple+a+s+e+|plzz+|plss+)", "please"),
    (r"sto{2,}p+|stop{2,}|st[o0]p{2,}", "stop"),
    (r"(?:mssg|mesg|messg|mesage|massage)s? (?=me\b)", "message "),
    (r"unsuscrib\w*|unsubscib\w*|unsubcrib\w*|unsubsrib\w*", "unsubscribe"),
    (r"no ?\+ (?=mensajes|correos|sms|mails?|e-?mails?|llamadas|por)", "no mas "),
    (r"(?:ya )?no (?:kiero|qiero)", "no quiero"),
    (r"(?:xfa|xfavor|x favor|porfis|pls x favor)", "por favor"),
    (r"q (?=no |me |dejen|ya )", "que "),
    (r"(?:n|ñ|naum|num) (?=quero|me |mande|mandem|enviem|estou|tenho|preciso|vou|escrev|lig|contat)", "nao "),
    (r"(?:vcs|vc|ceis)", "voces"),
    (r"(?:pfvr|pff|pfv|ppf)", "por favor"),
    (r"nn (?=scriv|mand|mi |voglio|contatt|inv|chiam|sono)", "non "),
    (r"(?:x favore|xfavore|xfav|pf favore)", "per favore"),
    (r"j ?veux", "je veux"),
    (r"j'?en veux", "je veux"),
    (r"(?:stp|svp|s v p|s'il vous plais|sil vous plait|sil te plait|s il vous plait)", "svp"),
    (r"arr?ette?(?:z|r|s)", "arretez"),
    (r"(?:nich|net|ned|nit) (?=mehr)", "nicht "),
    (r"(?:bidde|bitt)", "bitte"),
    (r"(?:aub|a u b|alstu|alsj|ajb|aubb)", "aub"),
    # how it is spoken
    (r"(?:dinnae|dinna|didnae|gonnae no|gonnae not|gonny no|gonny not)", "do not"),
    (
        r"(send|text|messag|call|mail|email|contact|writ|bother|annoy|spamm|pester)in'?(?= (?:me|us|these|this|them"
        r"|my|ma))",
        r"\1ing",
    ),
    (r"w/?(?= (?:the|these|your|ur|all)\b)", "with"),
    (r"te?xtn|texin", "texting"),
    (r"msgin'?g?", "messaging"),
    (r"wi (?=the|these|yer|ur|your|all)", "with "),
    (
        r"(nehm|nemm|streich|schreib|schick|meld|lass|hor|losch|ruf|send|hol|schmeiss|kontaktier|sims|text|stor|nerv"
        r"|geb)t'?s(?= )",
        r"\1t",
    ),
    (r"(?:nimma|nimmer|numme|nume|nummeh|nimme)", "nicht mehr"),
    (r"(?:vo|von) (?:eich|enk)", "von euch"),
    (r"(?:hean|hoern|horn)(?= |$)", "horen"),
    (r"(?:mog|mecht|wui|wott)(?= (?:i |ich )?(?:nix|nichts|koa|von))", "will"),
    (r"kriagn", "bekommen"),
    (r"(?:da|dera) listn", "der liste"),
    (r"koa(?:ne?)?(?= )", "keine"),
    (r"ma(?= (?:nicht mehr|nix|nichts|keine))", "mir"),
    (r"mi(?= (?:von der|aus der|aus dem|in ruh))", "mich"),
    (r"nemmt", "nehmt"),
    (r"nun (?=me |mi |ce |te )", "non "),
    (r"nie (?=meer|langer)", "niet "),
    (r"(?:n|nao) (?=manda )", "nao "),
    (r"m'n(?= (?:gegevens|naam|adres))", "mijn"),
)
"""As a pattern of whole words, and what it stands for."""

SHORT_FORMS: Final = tuple(
    (re.compile(rf"(?<!\w)(?:{short})" + ("" if "(?=" in short else r"(?!\w)")), full) for short, full in _PAIRS
)

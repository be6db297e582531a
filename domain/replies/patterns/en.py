"""English."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_NOT = r"(?:do not|don'?t|do nt|dont ever|never(?: ever)?|no longer|not|plz don'?t)"
_WRITE = (
    r"(?:contact|e-?mail|mail|text|message|msg|sms|write(?: to)?|call|phone|ring|whatsapp|ping|bother|disturb|spam"
    r"|pester|harass|reach out to|reach|follow up with|get in touch with|notify|send(?: to)?|approach|chase|annoy"
    r"|bug)"
)
_WRITING = (
    r"(?:contacting|e-?mailing|mailing|texting|messaging|msging|writing(?: to)?|calling|phoning|ringing|sending"
    r"|spamming|bothering|bugging|pestering|harassing|harrassing|reaching out(?: to)?|pinging|following up(?: with)?"
    r"|chasing|annoying|blowing up my phone|hitting me up)"
)
_ME = r"(?:me|us|my (?:number|phone|cell|e-?mail|inbox|address|account)|this (?:number|phone|address|e-?mail|person))"
_THINGS = (
    r"(?:e-?mails?|mails?|texts?|messages?|msgs?|sms(?:es)?|notifications?|alerts?|updates?|reminders?|contact"
    r"|communications?|correspondence|spam|newsletters?|calls?|stuff|mailings?|follow[- ]?ups?|emailing|texting"
    r"|txts?)"
)
_SUCH = r"(?:all|any|the|your|these|those|this|such|further|more|future|ur|other|so many|of|constant|endless|automated)"
_LATER = (
    r"(?: (?:any ?more|again|ever|ever again|in (?:the )?future|further|from now on|going forward|at all|immediately"
    r"|now|right now|right away|asap|at once|today|altogether|for good|forever|please|pls|plz|too|either"
    r"|(?:at|on|to|from|using) this (?:number|address|e-?mail|phone)|with (?:these|this|your) things"
    r"|about (?:this|jobs|your jobs|it|these jobs|this job)|all the time|every day|every week|day and night))*"
)
# What makes it a wish about when or where, and no stop.
_BOUND = (
    r"(?! (?:before|until|till|after|during|between|next|tomorrow|while|when|if|unless|because|by|at (?:my )?work"
    r"|at my|on my (?:work|office)|in the (?:morning|afternoon|evening)|within|on (?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)|on week|at (?:night|noon|lunch|\d)|as (?:mr|ms|mrs|dr)|mr|mrs|ms|miss|sir|madam|your|the details|directly"
    r"|for (?:the|a|another) (?:job|role|interview|position|few|week|day|month)))"
)
_GONE = r"(?:take|remove|delete|drop|strike|cut|get|keep|leave|scratch|wipe|erase|purge|clear|unsubscribe|pull)"
_MINE = (
    r"(?:me|us|(?:all )?(?:of )?my (?:personal )?(?:name|number|e-?mail|address|data|details|info(?:rmation)?"
    r"|contact(?: details| info(?:rmation)?| data)?|phone(?: number)?|profile|records?|e-?mail address|cell)"
    r"(?: and (?:my )?(?:name|number|e-?mail|address|data|details|cv|resume|phone(?: number)?))?"
    r"|this (?:number|address|e-?mail|e-?mail address|phone))"
)
_LIST = (
    r"(?:mailing|e-?mail(?:ing)?|contacts?|text(?:ing)?|sms|distribution|marketing|call(?:ing)?|candidate|recruit\w*"
    r"|talent|job|send|spam|campaign)?(?: ?)(?:lists?|database|data ?base|system|records?|files?|contacts|mailings?"
    r"|e-?mails?|texts?|messages|newsletter|campaign|books?|notifications|communications?|crm|pool|talent pool)"
)
_HEAR = (
    rf"(?:hear (?:anything )?(?:more )?from (?:you|u|ya|yous|you guys|you people|your company)|(?:receive|get|have) "
    rf"(?:{_SUCH} )*{_THINGS}(?: from (?:you|u|your company))?"
    r"|be (?:contacted|e-?mailed|texted|messaged|called|bothered|disturbed|spammed|on (?:this|your|the|any)"
    r" (?:mailing )?"
    r"list))"
)

EN: Final = Language(
    stop=(
        rf"(?:stop|quit|cease|discontinue|end|halt|refrain from) (?:with )?(?:{_SUCH} )*{_WRITING}"
        rf"(?: (?:to )?{_ME}{_BOUND})?(?: {_SUCH})*(?: {_THINGS})?(?: (?:to|at|on) {_ME})?{_LATER}",
        rf"(?:stop|cease|discontinue|halt) (?:with )?(?:{_SUCH} )+{_THINGS}(?: (?:to|from|with) (?:me|you))?{_LATER}",
        rf"(?:stop|no) {_THINGS}{_LATER}(?= ?(?:$|[\n.!,;]|please|pls|thanks|thank))",
        rf"(?:please |pls |plz |just )?(?:{_NOT}) (?:you )?(?:ever |please |bother to )?{_WRITE} {_ME}{_BOUND}"
        rf"(?: {_SUCH})*(?: {_THINGS})?{_LATER}{_BOUND}",
        rf"(?:not|without) {_WRITING} {_ME}(?: {_THINGS})?{_LATER}",
        rf"{_NOT} (?:ever )?(?:contact|e-?mail|text|message|call|write|msg) (?:back )?(?:again|any ?more){_LATER}",
        rf"{_NOT} (?:ever )?(?:send|give) (?:me |us )?(?:{_SUCH} )+{_THINGS}{_LATER}",
        rf"{_NOT} (?:ever )?send (?:me |us )?{_THINGS}{_LATER}",
        rf"{_NOT} send (?:me )?(?:anything|these|this|those|them|it|more){_LATER}",
        rf"{_GONE} {_MINE} (?:off|from|out of)(?: of)?(?: {_SUCH})*(?: {_LIST})(?: and {_LIST})?{_LATER}",
        r"(?:take|get|leave) (?:me|us|my (?:name|number|e-?mail)) (?:off|out)(?: (?:of )?(?:this|it|here))?"
        r"(?= ?(?:$|[\n.!,;?]|please|pls|thanks|now|immediately))",
        rf"(?:remove|delete|erase|wipe|destroy|forget|purge) {_MINE}{_LATER}(?= ?(?:$|[\n.!,;?]|please|pls|thanks|and"
        r"|under|as|according|per|in accordance))",
        rf"(?:unsubscribe|unsub|un-?subscribe|desubscribe|disubscribe)(?: me| us| my e-?mail| this (?:e-?mail|number"
        rf"|address))?(?: (?:from|to|off)(?: {_SUCH})*(?: {_LIST})?)?{_LATER}",
        rf"opt(?: |-)?(?:me |us )?out(?: (?:of|from) (?:{_SUCH} )*(?:{_THINGS}|{_LIST}|this|these|it|everything))?"
        rf"{_LATER}(?= ?(?:$|[\n.!,;]|please|pls|thanks|and))",
        rf"(?:i |we )?(?:really |just )?(?:{_NOT}) (?:want|wish|like|care|need|agree|consent)(?: {_NOT})? to {_HEAR}"
        rf"{_LATER}{_BOUND}",
        rf"(?:i |we )?{_NOT} (?:want|need|wish for|like) (?:{_SUCH} )*(?:more|further|any|your|these|such) {_THINGS}"
        rf"(?: from (?:you|u))?{_LATER}",
        r"(?:i )?(?:do not|don'?t) want (?:you |u )?to (?:be )?(?:contact(?:ed)?|e-?mail(?:ed)?|text(?:ed)?|messaged?"
        rf"|call(?:ed)?|write)(?: (?:to )?{_ME})?{_LATER}{_BOUND}",
        rf"(?:no|without) (?:more|further|additional) {_THINGS}(?: from (?:you|u))?{_LATER}",
        rf"(?:i'?d|i would|would) (?:much |really )?(?:rather|prefer)(?: that)?(?: (?:you|u))? (?:didn'?t|did not"
        rf"|not|don'?t"
        rf"|never)(?: to)? (?:be )?(?:contact(?:ed)?|e-?mail(?:ed)?|text(?:ed)?|messaged?|call(?:ed)?|writ(?:e"
        rf"|ten)(?: to)?"
        rf"|hear from you|receive (?:{_SUCH} )*{_THINGS})(?: {_ME})?{_LATER}{_BOUND}",
        rf"(?:stop|cease|end|discontinue) (?:and desist|all (?:further )?(?:contact|communications?|correspondence))"
        rf"(?: with me)?{_LATER}",
        r"cease and desist",
        r"leave me (?:alone|in peace|be|the (?:hell|fuck) alone)|let me be|give me (?:some )?peace",
        r"lose (?:my|this) number|forget my number|get lost|go away|buzz off|(?:f\*+k|fuck|piss|bugger|sod|eff"
        r"|f) off",
        r"(?:i )?(?:hereby )?(?:revoke|withdraw|rescind|retract|cancel) (?:my |all |any )+(?:consent|permission"
        r"|authori[sz]ation|opt[ -]?in)(?: to (?:be )?(?:contacted|texted|e-?mailed|text|e-?mail|contact|process my"
        r" data))?",
        r"(?:i )?(?:do not|don'?t|no longer) (?:give |consent|agree)(?: (?:you )?(?:my )?(?:consent|permission))?"
        r"(?: to (?:be(?:ing)? )?(?:contacted|texted|e-?mailed|these (?:texts|e-?mails|messages)))",
        r"(?:put|add) (?:me|this number|my number) (?:on|to) (?:your |the |a )?do[ -]not[ -](?:contact|call|text"
        r"|e-?mail)"
        r"(?: list)?",
        r"(?:i (?:want|would like|wish|need|ask)|i'?d like|asking|want|would like) to (?:be (?:removed|taken off"
        r"|deleted"
        rf"|unsubscribed|opted out)(?: (?:from|of|off)?(?: {_SUCH})*(?: {_LIST})?)?|stop (?:receiving|getting"
        rf"|hearing)"
        rf"(?: {_SUCH})*(?: {_THINGS})?(?: from you)?)",
        rf"(?:make|have) (?:it|this|these|them|the {_THINGS}) stop",
        rf"stop (?:receiving|getting)(?: {_SUCH})* {_THINGS}",
        r"(?:cancel|end|terminate) (?:my |the |this |these )?(?:subscription|notifications?|alerts?|e-?mails|texts"
        r"|messages|reminders)",
        rf"{_NOT} (?:ever )?(?:{_WRITE}) (?:me )?(?:again|any ?more|back|ever again){_LATER}(?! (?:until|before"
        rf"|after|on|at|in))",
        rf"(?:no|no more) (?:{_THINGS})(?: (?:or|and|nor) (?:{_THINGS}))+{_LATER}",
        r"(?:get|keep|take|want|pull) (?:me |us |myself )?off (?:of )?(?:this|that|your|the|ur|these|all)"
        r" (?:mailing |e-?mail |text |contact |call |marketing |candidate )?(?:list|lists|thing|texts|e-?mails)",
        r"(?:take|get|pull|delete|remove|wipe) (?:me|my (?:name|number|e-?mail|details|data|info)) (?:out of|off"
        r"|from) (?:your|the|this|ur|all your) (?:system|database|files|records|phone|contacts|crm|pool|books)",
        r"(?:do not|don'?t|never) (?:ever )?(?:use|keep|store|save|hold|share|process) (?:my|this) (?:number"
        r"|e-?mail|data|details|address|info\w*|contact(?: details)?|personal data)(?: (?:again|any ?more|any"
        r" longer))*(?! (?:for|until|at))",
        r"(?:i )?(?:want|would like|'d like|wish) (?:to be )?(?:off|out of|removed from|taken off|gone from) (?:of"
        r" )?(?:this|the|your|ur|these|all)(?: \w+)? (?:list|lists|database|system|texts|e-?mails|messages"
        r"|mailings?)",
        r"(?:forget|erase|lose) (?:about )?(?:me|my number|my e-?mail|my address)(?= ?(?:$|[\n.!,]))|do not"
        r" disturb(?: me)?|not to be (?:contacted|disturbed|e-?mailed|texted)(?: (?:again|any ?more|further))*",
        r"(?:stop|end|halt) (?:this|these|that|it all|the) (?:nonsense|madness|spam|flood|bombardment|harassment"
        r"|barrage|crap|shit|bs|communication|correspondence|contact|texts?|e-?mails?|messages?)",
        r"(?:this|it|these|the (?:texts|e-?mails|messages|spam)) (?:needs?|has|have|must|should|got) (?:to"
        r" )?stop(?: (?:now|immediately|please))*",
        r"(?:you )?(?:are|'re) not (?:allowed|permitted|authori[sz]ed) to (?:contact|text|e-?mail|call|message"
        r"|write)(?: (?:to )?me)?(?: (?:any ?more|again))*",
        r"(?:i am |i'?m )?(?:hereby )?(?:revoking|withdrawing|rescinding|retracting) (?:my |all |any )*(?:consent"
        r"|permission|authori[sz]ation)(?: (?:for|to)[^.!?\n]{0,60})?",
        r"(?:cease|end|discontinue|terminate|no further|no more|avoid) (?:any |all |further |direct )*(?:contact"
        r"|communications?|correspondence|contacting)(?: (?:with me|please|immediately))*|(?:not |no longer )(?:to"
        r" )?be (?:contacted|e-?mailed|texted|messaged|called|approached|bothered|written to)(?: (?:again|any ?more"
        r"|further|any longer|in future|by you))*",
        rf"(?:i'?d |i would |i should |we would |would )?(?:be |feel )?(?:very |most |so |much |really "
        rf"|extremely )*(?:grateful|obliged|thankful|glad|pleased|happy|delighted|appreciate(?: it)?"
        rf"|like it) if (?:you|u)(?:'d)? (?:could |would |can |might |please |kindly )*(?:did not|didn'?t|do not"
        rf"|don'?t|not|never|no longer) (?:ever )?{_WRITE} {_ME}{_BOUND}(?: {_SUCH})*(?:"
        rf" {_THINGS})?{_LATER}{_BOUND}",
        rf"(?:grateful|obliged|thankful|glad|pleased|happy|appreciate(?: it)?) if (?:you|u)(?:'d)? (?:could "
        rf"|would |can |might |please |kindly )*(?:stop(?:ped)?|cease[d]?|refrain(?:ed)? from"
        rf"|quit) {_WRITING}(?: {_ME}{_BOUND})?(?: {_THINGS})?{_LATER}{_BOUND}",
        rf"(?:receive|get|send|send me|be sent) (?:no|nothing) (?:further|more|additional"
        rf"|other) {_THINGS}(?: of any (?:kind|sort))?(?: from (?:you|u|your \w+))?{_LATER}",
        rf"(?:send|write|text|e-?mail|address|mail) (?:me |us )?nothing (?:further|more|else|again){_BOUND}"
        rf"(?: to (?:me|us))?{_LATER}",
        rf"(?:refrain|desist|abstain) from (?:any |all |further |such |sending |making |me )*{_THINGS}{_LATER}",
        r"(?:please |pls |plz |but )*(?:do not|don'?t|dont) (?:text|sms|whatsapp|e-?mail|txt)(?: (?:me"
        r"|us))?(?= ?(?:$|[\n.!;]|, (?!but|just|call|ring|phone)|please|pls|plz|thanks|thank you|only e-?mail))",
        rf"(?:i'?d |i would |i should |we would |would )?(?:be |feel |rather |much |prefer )*(?:very |most |so "
        rf"|much |really |extremely )*(?:grateful |obliged |thankful |glad |pleased |happy |delighted |appreciate "
        rf"|appreciate it |like it |rather |prefer it )(?:if )?(?:you|u)(?:'d)? (?:never|no longer"
        rf"|not) (?:ever )?(?:(?:contacted|e-?mailed|mailed|texted|messaged|called|phoned|rang|wrote to|bothered"
        rf"|pestered) {_ME}{_BOUND}){_LATER}{_BOUND}",
    ),
    alone=(
        r"(?:full )?stop(?: (?:it|this|that|now|immediately|already|at once|right now|everything|all|all of (?:it"
        r"|this)"
        r"|stop|doing (?:this|that)))*",
        r"stop[ -]?all|s[ .-]t[ .-]o[ .-]p|stopp+|stpo|sotp|stop+|ssto+p",
        r"unsubscribe|unsub|un subscribe|unsubscribed|unsubcribe|unsuscribe|unsubscirbe|unsubscrible",
        r"opt[ -]?out|optout|revoke|remove me|delete me|take me off|opt me out|remove us",
        r"cease|desist|no more please|knock it off|give it a rest"
        r"|cut it out|leave off|pack it in",
        r"stop (?:the )?(?:texts?|e-?mails?|sms|messages?|msgs?|spam)|no texts?|no e-?mails?|no sms|no messages",
        r"do not (?:contact|text|e-?mail|call|message|disturb|reply)|dont text|don't text|dnc",
        r"blocked|blocking you|i(?:'m| am) blocking (?:you|this number)",
        r"remove my (?:number|e-?mail|name|data|details|info|address|information)",
        r"no more of (?:this|these|it)|never again|stahp|st0p|s t o p|stop stop|enough (?:with|of) (?:the |these "
        r"|your )?(?:texts|e-?mails|messages|spam)|no contact|do not use|please no more|stop please stop|don't"
        r" bother|do not bother",
    ),
    alone_in_texts=(r"end|cancel|quit|remove|block|delete",),
    doubt=(
        r"stop(?:p(?:ed|ing))?|stopp?",
        r"unsubscri\w*|unsub\w*|opt(?:ed|ing|s)?[ -]?(?:me |us )?out",
        rf"(?:remove|delete|erase|wipe|take|get|drop|strike|scratch|pull|keep) (?:{_MINE})(?: (?:off|from"
        rf"|out))?(?= )",
        r"(?:be|been|being|get|getting|got) (?:removed|deleted|taken off|off) (?:from|your|this|the|of|off)",
        r"(?:remove|delete|erase|take|get)[^.!?\n]{0,30} (?:off|from|out of) (?:your|the|this|ur|any|all|that)"
        r"[^.!?\n]{0,20}(?:lists?|database|system|records|contacts|mailings?|newsletter)",
        r"off (?:your|this|the|that|ur) (?:mailing |e-?mail |contact |text )?list",
        r"(?:delete|erase|wipe|destroy|remove) (?:all )?(?:of )?(?:my|the|any|your|everything|what)(?: \w+){0,3}"
        r" (?:data|details|info|information|records?|profile|me|number|e-?mail|address)",
        rf"{_NOT} (?:\w+ ){{0,2}}(?:{_WRITE}|{_WRITING}) (?:me|us|this number|my number)",
        rf"(?:no|without) (?:more|further) {_THINGS}",
        rf"(?:too many|so many|too much|fewer|less|endless|constant|all these|this many|enough|tired of|sick of"
        rf"|fed up"
        rf" with|flooded with|bombarded (?:with|by))(?: of)?(?: your| these| the| automated| ur)?"
        rf" (?:{_THINGS}|{_WRITING}|you)",
        rf"keep (?:on )?{_WRITING}|how many times|(?:asked|told) you (?:already |before |twice |many times )*(?:to"
        rf"|not to) (?:stop|remove|delete|leave|contact|write|text|e-?mail|message|take)"
        r"|already (?:asked|told) (?:you|u)",
        r"(?:who|how|where) (?:\w+ ){0,3}(?:gave|got|get|found|find|obtain) (?:\w+ ){0,2}(?:my|this) (?:number"
        r"|e-?mail"
        r"|address|details|data|contact|info\w*|name)",
        r"why (?:are|do|did) (?:you|u)(?: guys)? (?:still |keep |always |even )?(?:contact|e-?mail|text|messag|writ"
        r"|call"
        r"|spam|send)\w*",
        r"(?:wrong|incorrect) (?:number|person|e-?mail|address|guy|woman|man)",
        r"spam\w*|harass\w*|harrass\w*|unsolicited|scam\w*|phishing|stalk\w*|junk(?:mail)?|annoy(?:ed|ing|s)"
        r"|bother(?:ing|ed)? me|a nuisance|pester\w*",
        r"(?:personal |all (?:the |my )?|my )(?:personal )?(?:data|information|details)\b[^.!?\n]{0,60}\b(?:erased?"
        r"|deleted?|destroyed?|wiped|purged)|(?:erase|delete|destroy|wipe|purge) (?:all |any |the |every )*"
        r"(?:personal )?"
        r"(?:data|information|records?|details) (?:that )?you|art(?:icle|\.)? ?17|erasure request"
        r"|request (?:the )?erasure",
        r"gdpr|right to be forgotten|right to erasure|data protection (?:officer|act|authority)|ccpa|tcpa|my lawyer"
        r"|legal action|report (?:you|this|u)",
        r"(?:revoke|withdraw|rescind|withdrew) (?:\w+ ){0,2}(?:consent|permission)",
        r"(?:do not|don'?t|never) (?:remember )?(?:sign|signed|subscrib\w*|agree[d]?|consent\w*|gave)(?: up)?"
        r"|never (?:applied|signed up|subscribed|agreed|asked for)|did ?n[o']t (?:apply|sign up|subscribe|ask for"
        r" this)",
        r"not interested(?! in (?:a |an |the )?\w+[^.!?\n]{0,30} but)|no interest|not for me|uninterested",
        rf"(?:do not|don'?t|no longer|not|rather not|prefer not to|never) (?:wish |want |care |like |need )?(?:to )?"
        rf"(?:{_HEAR})",
        r"leave (?:me|us)(?: the \w+)? (?:alone|be|in peace|out)|(?:some )?peace and quiet|cease|desist|quit"
        rf" (?:{_WRITING}|it)|back off",
        r"fuck\w*|f\*+k|wtf|piss off|shut up|bullshit|go to hell|screw (?:you|off)",
        r"lose my number|block(?:ed|ing)? (?:you|u|this|your)|mute(?:d|ing)? (?:you|this)",
        r"(?:mailing|e-?mail|contact|distribution) list",
        r"(?:turn|switch|shut) (?:\w+ ){0,3}off (?:these|the|your|all|my) (?:\w+ ){0,2}(?:notifications|texts|alerts"
        r"|e-?mails|messages|reminders)|(?:turn|switch|shut) (?:these|them|this|it) off",
        r"(?:pause|hold|cut down|ease up|slow down|tone down)(?: on)? (?:all |the |these |your )*(?:texts|e-?mails"
        r"|messages|follow[- ]?ups|contact)|no need to (?:contact|e-?mail|text|write|message|call|follow up"
        r"|reach out)"
        r"(?: to)? (?:me|again|any)|do not need to (?:hear|contact)",
        r"(?:less|not so|not as|not that|so) (?:often|frequent(?:ly)?)(?! (?:as|do|does|will|are))|(?:every|each)"
        r" (?:single )?(?:day|hour|week) (?:is too|another|i get)|too (?:often|frequent(?:ly)?|pushy|much"
        r" (?:contact|mail|spam))|pushy|relentless|nagging|bombard\w*|flood(?:ed|ing)|inundat\w*|overwhelm\w* (?:by"
        r"|with) (?:your|the|all)",
        r"(?:my privacy|in peace|some peace|my space)|respect my|be left|left alone|alone please|(?:are you|is this"
        r"|talking to) a (?:bot|robot|machine)|automated (?:messages?|texts?|spam)",
        r"(?:do not|don'?t|never) (?:remember|recall) (?:giving|signing|applying|agreeing|asking)|did ?n[o']t"
        r" (?:ask|agree|consent|sign|subscribe|request|want)(?= (?:for|to|this|these|any|you|your))|(?:who) (?:are"
        r"|r) (?:you|u)(?: \w+)?(?= ?(?:\?|$|\n))|do i know you",
        r"(?:back|lay|ease|knock)(?: it| this| them)? off|back off|off my back|call it (?:a day|quits)|leave it"
        r" (?:at that|there|alone|here)|let(?:'s| us) (?:leave|stop|end|drop) (?:it|this|here|things)(?= ?(?:$"
        r"|[\n.!,]| here| there| at that))|we(?:'re|"
        r" are) done(?! with)|done with (?:you|these (?:e-?mails|texts|messages)|all (?:this|of this))|had enough"
        r"|enough (?:is enough|now|already|of (?:this|these|your))|fed up|sick (?:and tired )?of|tired of",
        r"(?:would|'d|could) (?:rather|prefer|appreciate|like)(?: \w+){0,4} (?:not|no|without|less|fewer|nothing"
        r"|stop)(?: \w+){0,3} (?:hear|contact\w*|e-?mail\w*|text\w*|messag\w*|call\w*|writ\w*|updates?|reminders?"
        r"|from you|these|any)",
        r"(?:not|n'?t|never|no longer|nothing)(?: \w+){0,4} (?:from (?:you|u|your (?:company|team|side))|be"
        r" contacted|be on (?:a|this|your|any|the) list|get these|receiving these|getting these|want these|need"
        r" these|like these|hear from you)(?! (?:yet|since|in a while|for))",
        r"(?:turn|shut|switch)(?:ing)? (?:this|these|it|them|all|notifications|alerts|reminders)(?: \w+){0,2} off"
        r"|(?:unwanted|unwelcome|intrusive|inappropriate|unprofessional|creepy|disturbing|invasive|ridiculous"
        r"|unacceptable)|(?:get|go) (?:lost|away|bother)|(?:pls|please) no(?: more)?|no more (?:of|please|now|pls)"
        r"|do(?:n'?t| not) (?:bother|need to (?:keep|write|contact|text|e-?mail|message))",
        r"(?:taken|take|get|getting|be|want|wish|like|come) off (?:of )?(?:this|your|the|that|all) (?:\w+"
        r" )?(?:lists?|texts|e-?mails|messages|mailings?)|(?:this|it) (?:is not|isn'?t|was never|is no longer|was"
        r" not|wasn'?t) (?:\w+'?s? )?(?:number|phone|e-?mail)(?: any ?more)?|i(?:'m| am) not (?:ana|maria|the"
        r" person|who you|that person|him|her|a candidate|an applicant)|(?:do(?:es)? not|doesn'?t|no longer)"
        r" (?:live|have|use|own)s? (?:here|this (?:number|phone|address|e-?mail))|no (?:one|body) (?:by|of|with"
        r"|called) (?:that|this)? ?(?:name)?(?: here)?|not (?:my|the right|her|his) (?:number|person|name|e-?mail)"
        r"|(?:matter|case|topic|chapter) (?:is )?closed|had (?:it|enough)|get this stopped|not again|please"
        r" don'?t(?= ?(?:$|[\n.!]))",
        r"(?:be|been|being|get|getting|got) (?:removed|unsubscribed|deleted|taken off|opted out|erased)|(?:can"
        r"|could|would|will) (?:you|u) (?:please |kindly )?not(?= ?(?:$|[\n.!?,]))|rather (?:you|u) (?:didn'?t|did"
        r" not|not|don'?t|stopped)|(?:writ|text|e-?mail|messag|contact|send)\w*(?: \w+){0,2} (?:an awful|such a"
        r"|quite a|a hell of a) (?:lot|load)|(?:an awful|such a|quite a|a hell of a) (?:lot|load) of (?:e-?mails"
        r"|texts|messages)",
        r"(?:keep|still|constantly|always|continue to|continuing to) (?:getting|get|receiving|receive) (?:these"
        r"|them|this|your|more|so|texts|e-?mails|messages|all)|(?:not|n'?t|un) ?(?:happy|comfortable|ok|okay"
        r"|pleased|glad|amused) (?:with|about|that) (?:you|your|these|all|this|the (?:texts|messages|e-?mails))|not"
        r" (?:currently |actively |really )?looking for (?:work|a job|jobs|anything|a new (?:job|role)|employment|a"
        r" position)|not on the market",
        r"(?:used|has|had|have) (?:this|that|my) number (?:before|now|anymore|any more)|(?:this|that) (?:number"
        r"|phone|e-?mail) (?:belongs|belonged|is (?:not|now|her|his|someone)|was (?:my|her|his))|(?:think|thought"
        r"|know) (?:twice|i (?:had|was|already)(?: already)? (?:unsubscribed|opted|removed|off|cancell?ed|told))"
        r"|(?:how long|how much longer) (?:will|are) (?:you|this|these|u)|(?:do|will|does) (?:you|this|these|it)"
        r" (?:ever|never) (?:stop|end)",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:ugh|oh|wow|great|brilliant|lovely|fantastic|fab|nice|super|wonderful"
        r"|joy|ah|not|and|sigh|yay|hooray|look|seriously|really|still)?[\W ]{0,4}(?:yet another|another"
        r"|one more)(?: \w+){0,2} (?:one|e-?mail|text|txt|message|msg|reminder|alert|notification|recruiter|spam"
        r"|vacancy|warehouse|job (?:alert|ad|offer|i))(?! (?:from me|to (?:add|ask|say)|question|thing))",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:(?:oh|great|brilliant|lovely|fantastic|fab|joy|yay|wow|sigh|ugh"
        r"|hooray)[\W ]{1,4}){1,2}(?:yet another|another|one more|more)(?: \w+){0,3} (?:jobs?|roles?|vacancy"
        r"|vacancies|one|e-?mails?|texts?|messages?)",
        r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|umpteenth|nth"
        r"|hundredth|millionth) (?:text|txt|message|msg|e-?mail|mail|reminder|one|nudge"
        r"|chaser)(?: \w+){0,3} (?:today|this (?:week|month|morning)|in (?:a|an|one|two|three|\d+) (?:days?"
        r"|hours?|weeks?|months?)|already|from (?:you|u)|about (?:this|the same))|umpteenth|for the (?:nth"
        r"|hundredth|millionth) time",
        r"(?:that'?s|this is|that makes|makes it|makes that|we'?re (?:up to|on))[\W ](?:what[\W ]{1,2}|like "
        r"|about |already |now |number )*(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|a dozen"
        r"|dozens) ?(?:now\b|already|today|this (?:week|month)|in (?:a|one) (?:week|day|month)|(?:texts|messages"
        r"|msgs|e-?mails|reminders|txts|of (?:these|them)))",
        r"(?:\d+|two|three|four|five|six|seven|eight|ten|twenty|a dozen|dozens of|hundreds of|loads of|tons of"
        r"|a million) (?:texts|messages|msgs|e-?mails|mails|reminders|notifications|txts)(?: \w+){0,2} (?:today"
        r"|this (?:week|month|morning)|in (?:a|an|one|two|three|\d+) \w+|a (?:day|week)|per (?:day|week)"
        r"|since \w+|already)|(?:\d+|two|three|four|five|six|seven|ten|several|multiple|so many) times (?:a|per"
        r"|this|in a|in one|every) (?:day|week)[^.!\n]{0,30}(?:you|u|text|messag|e-?mail|ridiculous|too|human"
        r"|person)",
        r"how many (?:more )?(?:texts|messages|msgs|e-?mails|mails|reminders|of (?:these|you|them))"
        r"|how much more of this|(?:do|did|have|does)(?: (?:you|u|ya|any ?one|any of you|anybody))(?: (?:people"
        r"|guys|lot|actually|even|ever|really|bother to|bothered to))+ (?:read|look(?:ed)?|check(?:ed)?"
        r"|listen)\w*|(?:read|look at|check)(?: \w+){0,4} before (?:you |u )?(?:send|sending|hit|hitting|press"
        r"|pressing|spam|spamming|texting|blasting|e-?mailing|write|writing)",
        r"(?:clearly|obviously|evidently)(?: \w+){0,2} (?:not|never|have ?n'?t|did ?n'?t"
        r"|has ?n'?t)(?: \w+)? (?:read|look\w*|check\w*|seen)|mail ?merge|mail ?shot"
        r"|copy[- ]?(?:and[- ])?paste[d]? (?:job|message|e-?mail|text)|generic (?:message|e-?mail|text|mailing)s?"
        r"|nothing (?:whatsoever )?to do with (?:me|my (?:cv|profile|skills|experience|background|field)"
        r"|what i do)",
        r"(?:is this|is that|are (?:you|u)|am i (?:talking|speaking|texting|writing|chatting) (?:to|with)"
        r"|is there)(?: (?:even|just|really|actually|some|some kind of|a|an))* (?:chat ?bot|bot|robot|machine|ai"
        r"|computer|auto ?bot|automated|automatic|real person|actual person|human(?: being)?|actual human"
        r"|real human)(?! (?:resources|rights|factors))|(?:does|do|will|did) (?:a|any|an actual|a real|actual"
        r"|real) (?:humans?|person|people|one)(?: \w+)? (?:ever )?(?:read|see|write|check)",
        r"(?:paid|pay (?:you|u)|commission|bonus)(?: \w+)? (?:per|by the|for every|for each|on each) (?:message"
        r"|text|e-?mail|msg|send)|nothing better to do|take (?:a|the) hint|(?:can'?t|cannot|do ?n'?t"
        r"|won'?t) (?:you|u)(?: (?:people|guys|lot|ever))* (?:read|listen|take|hear|understand|give up|stop|learn"
        r"|leave)|won'?t take no|(?:you|u) (?:people|lot|guys)? ?(?:just )?(?:do ?n'?t|do not|never"
        r"|won'?t) (?:ever )?(?:give up|stop|quit|let up|listen|learn|rest|sleep|tire)",
        r"living the dream|(?:you|u)(?: guys| lot| people)? (?:really |clearly |obviously |sure )?know me (?:so "
        r"|really |too )?well|oh (?:joy|goody)|just what i (?:always )?(?:needed|wanted)"
        r"|my favou?rite (?:recruiter|spammer|robot|spam)|(?:you(?:'re| are)|ur|are ?n'?t (?:you"
        r"|u)) (?:\w+ ){0,3}(?:persistent|relentless)|(?:do (?:you|u) (?:know|realise|realize)|any idea"
        r"|have (?:you|u) (?:seen|any idea)) what (?:time|day) it is|what time do (?:you|u) call this",
        r"(?:seriously|really|wow|unbelievable|come on|omg|jesus|wtf|for real)\W{1,4}(?:\w+ ){0,3}(?:text|txt"
        r"|message|msg|e-?mail|reminder|again|another|at midnight|at night|on a (?:sunday|saturday|bank holiday)"
        r"|at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm))(?! (?:with|offer|me the|back))|(?:at night|at midnight"
        r"|on a (?:sunday|saturday|bank holiday)|again|at \d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?)\W{1,4}(?:seriously"
        r"|srsly|wow|come on|unbelievable|who does that|how rude)",
        r"(?:who|why)(?: \w+){0,3} (?:texts?|messages?|e-?mails?|writes?|texting|messaging|e-?mailing"
        r"|contacting)(?: \w+){0,3} (?:at (?:midnight|night|this (?:hour|time)|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?)"
        r"|on (?:a |my )?(?:sunday|saturday|weekend|holiday|day off)|at the weekend)",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:oh |ugh |not |it'?s |its |omg )*(?:you|u|you lot|you guys|you people"
        r"|this lot|same thing|the same (?:thing|message|e-?mail|text)) again",
        r"(?:everything|each one|every one|the same (?:thing|message|e-?mail|text|reminder)|messages"
        r"|reminders)(?: \w+){0,3} (?:twice|double|in duplicate|three times|on both)|is (?:this|that|it|all this"
        r"|all of this) (?!really necessary to)(?:really|actually|all) (?:necessary|needed)"
        r"|is all (?:this|of this) (?:necessary|needed)"
        r"|do i (?:really|actually) need (?:all|both|these|this many|so many|every|to (?:get|receive|hear))",
        r"(?:how come|how is it that|how|why) (?:do |does |did |is it )?(?:you|u|your \w+)(?: \w+)? (?:have|has"
        r"|got|know|hold)(?: \w+)? my (?:number|e-?mail|details|data|address|name|contact|cv|phone)|(?:who"
        r"|how)(?: \w+){0,3} (?:pass|sold|sell|shar|giv|hand|leak)\w*(?: \w+){0,4} my (?:number|e-?mail|details"
        r"|data|address|name|contact|info)|on (?:which|what) (?:legal )?(?:basis|grounds)|never heard of (?:you|u"
        r"|your|this)|why (?:am|do|did|would) i (?:still |keep |always |even |constantly )*(?:get|getting|receive"
        r"|receiving)(?: (?:this|these|all|so|your|text|e-?mail|mess|job)\w*)",
        rf"no (?:wish|desire|intention|need|interest)(?: whatsoever| at all)? (?:to|in|of|for) (?:hear|hearing"
        rf"|receiv\w+|be(?:ing)? (?:contacted|on|e-?mailed|texted)|get(?:ting)? (?:any|these|more|your)|further"
        rf"|any more|more|your)|(?:your|further|any|these|such|future|more) {_THINGS} (?:is|are|will be"
        rf"|would be)(?: \w+)? ?(?:not|no longer|un) ?(?:welcome|wanted|required|needed|necessary|desired"
        rf"|appreciated)|(?:my|this) (?:number|address|contact|details|data|e-?mail|name)(?: \w+){{0,2}} (?:should"
        rf"|must|may|can|is|are|be|to) (?:no longer|not|never) (?:to )?(?:be )?(?:used|contacted|stored|kept|on)",
        r"no need to (?:contact|e-?mail|text|write|message|call|follow up|reach out|send|get in touch"
        r"|approach)(?: to| with)?(?: me| us)?(?: anything)? (?:again|any|in (?:the )?future|further|from now"
        r"|going forward|about (?:jobs|roles|vacancies|other)|more)|no need to (?:keep|continue|bother)"
        r"|no point (?:in )?(?:contacting|texting|e-?mailing|messaging|writing|sending|calling)|(?:do ?n'?t"
        r"|do not|stop) wast(?:e|ing) (?:your|ur|my|our) time|(?:you(?:'re| are)|ur) wasting|save (?:yourself"
        r"|yourselves|your breath|ur breath)",
        r"(?:take|took|taken|taking|pull|pulled|get|remove|removed|delete|drop|wipe|scrub)"
        r"(?: (?:my|the|old|all|of))* (?:cv|resume|profile|name"
        r"|details|info|number|data|file|account)(?: \w+)? (?:out|off|down)(?: of)?(?= ?(?:$|[\n.!?,;]|there|here"
        r"|it|this|that|your|ur|whatever|please|pls))|(?:want|wanna) out(?= ?(?:$|[\n.!,]|of (?:this|it|here"
        r"|your)))|how (?:do|can|would|could|to) (?:i |we )?(?:get (?:out of (?:this|it|your)|off (?:this|your"
        r"|these|it)|rid|removed|these to|this to|you to|them to)|make (?:this|these|it|you|them) stop|opt out"
        r"|unsubscribe|unregister|deregister|be removed|turn (?:this|these|it) off)",
        r"(?:close|delete|deactivate|cancel|terminate|remove) my (?:account|profile|registration|membership"
        r"|login)|(?:bin|scrub|ditch|chuck|dump|get rid of|cross out|strike out) (?:my|this) (?:\w+ )?(?:number"
        r"|details|name|e-?mail|address|data)|jog on|naff off|bog off|get stuffed|up yours|on your bike"
        r"|sling (?:your|ur) hook|do me a favou?r and (?:stop|leave|delete|remove|lose|go)|change the record"
        r"|broken record|getting (?:old|ridiculous|silly|tiresome|tedious|out of hand|a bit much)|a bit much"
        r"|over the top|overkill",
        r"(?:no,? (?:thanks?(?: you)?|ty|ta)|nope|nah|not for me|sorry,? no)[^?\n]{0,50}(?:happy (?:where|in|with"
        r"|at)|settled|sorted|retired|staying (?:put|where)|got a job|have a job|employed|not looking|ok as i am"
        r"|fine where|moved on)|happy (?:where i am|in my (?:current |present |own )?(?:job|role|post"
        r"|work))(?![^.!?\n]{0,25}(?:but|though|however|open|curious))|i(?:'m| am|m) (?:now |happily |long "
        r"|fully |already |well )*retired|(?:do ?n'?t|do not) (?:need|want)(?: \w+)? (?:a job|jobs|your (?:jobs"
        r"|offers|help|services)|any (?:jobs|work|offers))(?! (?:in|at|with|that))",
        r"(?:do not|don'?t) (?:text|sms|whatsapp|txt)(?= (?:as|cos|coz|because|bc|since|this is|it'?s|i (?:do|am"
        r"|have|can|never)|my))",
        r"(?:do ?n'?t|do not|not|n'?t) (?:want|wish|care|need|like) to (?:hear|be approached"
        r"|know)(?: \w+)? (?:about|from|of|any)(?: \w+){0,3} (?:jobs?|roles?|vacanc\w+|offers?|you|more|again"
        r"|any ?more)|not wish to be|(?:prefer|rather) not (?:to )?(?:receive|get|hear|be)|bore off"
        r"|no for an answer|(?:every|each) (?:single )?(?:day|week|month|morning|few days"
        r"|hour)(?: \w+){0,2} (?:same|another|more|a new|message|text|e-?mail)|(?:get|getting|got|have) (?:one"
        r"|some|several|a few|loads|lots|dozens) of these|the same (?:job|role|message|text|e-?mail"
        r"|thing)s? (?:over|again|every|each)|forget i (?:ever )?(?:applied|asked|existed)|(?:remove|delete|take"
        r"|wipe|destroy) my (?:cv|resume|file)(?! (?:and|then|from linkedin|on))",
        r"(?:told|asked|said to) (?:you|u)(?: (?:people|guys|lot))?(?: \w+)? (?:times|twice|already|before|once"
        r"|thrice)|(?:quite |more than |just about )?enough of (?:this|these|it|your?|you)|(?:inbox|phone"
        r"|mailbox)(?: \w+){0,2} (?:full of|flooded|clogged|filled|exploding|blowing up)|(?:do not"
        r"|don'?t) use (?:this|my) (?:number|e-?mail|address|phone)|(?:information|details|data|profile|number"
        r"|name)(?: to be)? (?:taken down|wiped|gone)|final (?:request|warning|notice)|(?:texts|text messages|sms"
        r"|e-?mails?) (?:are|is) not (?:ok|okay|fine|welcome|wanted|good|on)|(?:don'?t"
        r"|do not) write to (?:him|her|them)",
        r"it'?s (?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)|midnight|(?:the )?middle of the night|nearly midnight"
        r"|gone (?:ten|eleven|midnight))(?: \w+){0,3}(?: ?!|(?= on a (?:sunday|saturday)))|(?:(?<=^)|(?<=\n)"
        r"|(?<=[.!?,] ))(?:wonderful|lovely|great|brilliant|fantastic|perfect|marvellous|superb|cheers|fab|nice"
        r"|thrilling|charming|excellent)[\W ]{1,4}(?:yet another|another|one more|more)(?: \w+){0,3} (?:jobs?"
        r"|roles?|vacancy|vacancies|one|e-?mails?|texts?|messages?)|(?:(?<=^)|(?<=\n)"
        r"|(?<=[.!?,] ))(?:yet )?another (?:\w+ )?(?:job|role|vacancy)(?= ?[.!]| for (?:some|a))",
    ),
    refusal=(
        r"no more|enough|that'?s enough|i want out|get me out|enough already|no|nope|nah|naw|no way|no thanks?(?:"
        r" you)?|no ty|no tks|no,? thank you|not interested|i(?:'m| am) not interested"
        r"(?: in this)?|not for me|pass|i'?ll pass|hard pass|not now|forget it|never ?mind|i(?:'m| am) good"
        r"|not keen|(?:i )?do(?: not|n'?t) (?:want|need) (?:to|it|this|that)|not any ?more|no interest|never"
        r"|count me out|i(?:'m| am) out|thanks but no(?: thanks)?|absolutely not|definitely not|negative|done here"
        r"|i(?:'m| am) done|leave it|whatever|don'?t|please don'?t",
        r"not relevant|no longer (?:needed|relevant|necessary)|don'?t need (?:it|this)|do not need (?:it|this)"
        r"|i(?:'d| would) rather not|rather not|hard no|nothing for me|not my thing|never mind|nvm|too late|go away"
        r"|leave it(?: at that)?|no more|nothing more|that won'?t be necessary|it won'?t be necessary|let(?:'s| us)"
        r" leave it(?: (?:here|there|at that))?",
        r"again|not again|oh no|enough already|rather not|leave it alone|i'?d rather you (?:didn'?t|did not|don'?t)"
        r"|can you (?:please )?not|could you (?:please )?not|please not|no+pe|no no|no more thanks|stop being|give"
        r" me a break",
        r"seriously|srsly|really|forget about it|drop it|let it go|don'?t want it|no (?:can do|chance|ta)"
        r"|nah (?:mate|thanks|ta)|nope,? thanks?|nty|not my cup of tea|do one|don'?t bother|do not bother"
        r"|no bother|not for me (?:thanks?|ta|sorry|mate)|thanks? but no|not today|not any ?more thanks?"
        r"|no more ta|leave it out|please leave it|just leave it|let'?s (?:just )?leave it|not bothered"
        r"|can'?t be bothered|yawn|boring|you again|this again|another one|oh another one|same again",
    ),
    harmless=(
        r"(?:bus|tram|train|metro|subway|underground|railway|coach|next|last|first|final|previous|second|third|same"
        r"|nearest|closest|full|pit|rest|shuttle|taxi|u-bahn|s-bahn|hard|truck|door|f|glottal|organ|emergency|your"
        r"|my|a|this"
        r"|that|one|two|three|four|five|central|road|short|long|quick|brief|mid|street|tube|ferry|charging)(?: "
        r"|-)stops?"
        rf"(?! (?:{_WRITING}))",
        r"stops? of (?:the|a) \w+|stops? (?:is|are|was|at(?! once| all)|by|in|on|off|over|near|outside|opposite"
        r"|called|named|away|before|after|across|there|here"
        r"|me (?:if|when|from|any ?time|at)|us|you|the (?:bus|car|clock|recording|process|train|video|search"
        r"|bleeding|line"
        r"|project|machine|work|production|timer)|working|work|driving|learning|thinking|smiling|laughing|teaching"
        r"|studying|wondering|looking|searching|applying|growing|smoking"
        r"|in for|half|early|for (?:lunch|coffee|gas|petrol|dinner|a (?:coffee|break|drink|bite|chat|quick|visit"
        r"|tour|look))|loss|sign|watch|gap|order|press|light|date"
        r"|until|when|what i|everything i|to (?:think|eat|rest|look|ask|say|pick|get|see|buy|take))"
        r"(?! (?:receiving|getting))",
        r"(?<!this )(?<!these )(?<!it )(?<!them )(?<!all )(?<!be )(?:stopping|stopped|stops)(?! (?:you|them|these"
        r"|those|all|your|the (?:e-?mails|texts|messages))"
        rf"(?: |$)| (?:receiving|getting)| {_WRITING})",
        r"(?:non-?|one[ -])stop(?: shop)?|unstoppable|non stop|stopwatch|stopgap|backstop|short-?stop|stop-?over"
        r"|pit-?stop"
        r"|door-?stop|stop[ -]motion|stop[ -]loss|stop[ -]and[ -]search|stop-start|stop-by|stop-off",
        rf"(?:can'?t|cannot|can not|could(?: not|n'?t)|won'?t|will not|would not|wouldn'?t|will never|would never"
        rf"|never|do not"
        rf"|don'?t|does(?: not|n'?t)|did(?: not|n'?t)|not|without) (?:want(?: you)? to |wish to |ever |need to "
        rf"|have to"
        rf" |going to |plan to |mean to |let (?:that|this|it) )?stop(?! (?:all |the |these |your )?(?:{_WRITING}"
        rf"|{_THINGS}))",
        r"(?:please |pls )?(?<!you )(?<!why )(?:do not|don'?t|never|not) (?:ever |please |yet )?(?:want (?:you )?to"
        r" |wish to"
        r" |mean to |intend to |want to be |trying to )?(?:unsubscribed?|opt(?:ed)?[ -]out|opt me out|be removed"
        r"|removed?"
        r"|take[n]?|delete[d]?|drop(?:ped)?|erase[d]?|stop)(?: (?:me|my|writing|e-?mailing|texting|sending"
        r"|keeping|the"
        r" (?:updates|e-?mails|texts))\b)?(?! (?:all|your) (?:e-?mails|texts))",
        r"(?:unsubscribed?|opted[ -]out|replied stop|wrote stop|said stop|sent stop|typed stop|pressed stop|texted"
        r" stop)"
        r" (?:\w+ ){0,3}(?:by (?:mistake|accident|error)|accidentally|from (?:another|other|a different|the"
        r" newsletter of"
        r"|linkedin|indeed))|(?:accidentally|by (?:mistake|accident)) (?:\w+ ){0,3}(?:unsubscribed|opted[ -]out"
        r"|replied"
        r" stop|deleted|stop)",
        r"unsubscrib\w+ (?:page|flow|rates?|button|link|form|feature|links|process|logic|journey|funnel)"
        r"|unsub(?:scribe)? rates?",
        r"opt(?:ed|ing)?[ -]?out (?:of|from) (?:the |a |your |my |our |some |that |this |company |any )*(?!e-?mails"
        r"|text|messag|mail|receiv|getting|hearing|being|automated|recruit|daily|weekly|sms|follow"
        r"|sms|all|these|this|twice|already|before|again|communic|contact|notif|further|future|everything"
        r"|it)\w+(?: \w+)?",
        r"opt[ -]?outs? (?:period|clause|form|rate|rates|policy|deadline|window|agreement|scheme|option|right"
        r"|rights|model"
        r"|flow|page)|(?:working time|pension|48[- ]hour|arbitration|directive|the wtr|benefits?|insurance"
        r"|pandemic) opt[ -]?out",
        r"(?:says?|said|saying|reads?|write|mention\w*|printed|with|about"
        r"|line) (?:\w+ ){0,2}[\"'“”„«»(]?(?:reply |text"
        r" |send )?stop(?:[\"'“”„«»)]| to (?:opt|un|end|stop|get)[ -]?\w*(?: out)?)",
        r"(?:reply|text|send|txt) stop(?: to (?:opt[ -]out|unsubscribe|end|quit|cancel|get no more))",
        r"(?:remove|delete|take|drop|erase|cut|strike|leave|get|keep) (?:\w+ ){0,4}(?:from|off|out of|on|in) (?:my"
        r"|the|our"
        r"|his|her|that) (?:\w+ )?(?:cv|resume|application|profile|document|form|file|page|invite|invitation|calendar"
        r"|attachment|sheet|portfolio|letter|reference|references|website|contract|offer|job ad|schedule|agenda|table"
        r"|presentation|draft|version|call|meeting|cc|copy|first page|certificate|code|test|assignment|project"
        r"|linkedin)\w*",
        r"(?!(?:remove|delete|erase|drop) my (?:cv|resume|file) (?:from|off|out of) your)(?:remove|delete|erase"
        r"|replace|ignore|discard|disregard|drop|scrap) (?:the|my|our|that|this|all the|any|a"
        r"|an) (?:old|"
        r"previous|first|second|last|earlier|wrong|duplicate|other|attached|typo|space|comma|draft|photo|picture"
        r"|file|cv"
        r"|resume|document|attachment|former|middle|extra|outdated|reference|references|address line"
        r"|home address|line|page|section|word|name of|link|invite|calendar|slot|time|date|copy|cover)(?: \w+){0,3}",
        r"(?:remove|take|cut|delete|get|keep|leave|pull|drop) (?:me )?(?:my )?(?:coat|shoes|time|notice|lunch|exam|"
        r"driving|degree|seat|place)",
        r"(?<!not )(?<!n't )(?<!dont )(?:take|get|got|getting) (?:me )?(?:\w+ )?(?:time off|a day off|days off"
        r"|work|the day"
        r" off|on(?! my nerve)|through|to"
        r"|there"
        r"|back|in touch|around|home|from)(?! (?:your|this|the|ur|all) (?:mailing |e-?mail |contact )?(?:lists?"
        r"|database"
        r"|system))(?= )",
        r"(?:take|get|keep|drop|pull|leave|give) me (?:to|there|about|up|a|an|the|through|seriously|at|on|posted"
        r"|updated"
        r"|informed|in|by|home|some|some time|another|two|three|half|around|as|wrong|there by|from (?:home|the"
        r" station|\w+"
        r" to)|roughly|approximately)",
        r"(?:drop|keep|take|get|leave) my (?:kids?|children|daughter|son|car|cv|number handy|phone (?:on"
        r"|off|with"
        r"|away|charged)|name in|things|stuff)",
        r"(?:keep|leave|take|have) my (?:data|details|cv|profile|name|number|application|information|contact"
        r" details|e-?mail"
        r"|info) (?:on file|in|for|handy|open|and|until|at|down|with)",
        r"(?:phone|number|e-?mail) (?:was|is|got) (?:off|blocked|broken|dead)",
        rf"{_NOT} (?:contact|call|phone|ring|e-?mail|mail|text|write to|write|message|approach|notify|disturb) (?:me"
        rf" )?(?:before"
        r"|until|till|after|during|between|on|at|in the|while|when|if|next|tomorrow|this (?:morning|afternoon"
        r"|evening)"
        r"|as|mr|mrs|ms|unless|yet|by|because|within|for (?:the next|a few)|my (?:current|present|former|old"
        r"|previous|work"
        r"|employer|boss|manager|references|referees|wife|husband)|the references|them|him|her|mr\.?|too early|too"
        r" late)"
        r"(?! this (?:number|address|phone))",
        rf"{_NOT} (?:e-?mail|mail|write|text|call|contact|message|send|reach) (?:me |anything |them |it )*(?:at|on"
        rf"|to|via"
        r"|through) (?:my|the|that|her|his) (?:work|office|old|company|former|home|other|business|corporate"
        r"|landline|uni"
        r"|university|school|private|personal|current|previous|employer\w*|mobile|secondary)\w*"
        r"(?: \w+){0,2}",
        rf"{_WRITING} (?:me )?(?:at|on|to) (?:my|the|that) (?:work|office|old|company|former|home|other|business"
        r"|corporate|landline|previous) (?:e-?mail |mail |phone )?(?:address|number|account|e-?mail|phone|line"
        r"|inbox|one)",
        r"(?:please )?(?:do not|don'?t) (?:call|ring|phone) me(?=,? ?[,;.]? ?(?:but )?(?:e-?mail|mail|text|write"
        r"|message|rather"
        r"|just (?:e-?mail|text|write)))",
        r"(?:in|into|from|check(?:ed|ing)?|went to|goes to|go to|landed in|ended up in|marked as) (?:my |the |our "
        r"|your )?(?:spam|junk)"
        r"(?: folder| box| mail| filter)?|spam(?: folder| filter| box)|junk folder|anti-?spam",
        r"(?:sorry|apolog\w+|hate|hope|hope i(?:'m| am) not|not|don't want|do not want|didn'?t want|don't mean"
        r"|hesitat\w+)"
        r" (?:\w+ ){0,3}(?:to )?(?:bother(?:ing)?|spam(?:ming)?|disturb(?:ing)?|pester(?:ing)?|annoy(?:ing)?"
        r"|bug(?:ging)?|chase|chasing)(?: (?:you|u))?",
        r"(?:annoy(?:ed|ing|s)|a nuisance) (?:commute|traffic|delay|bug|neighbou?rs?)|(?:traffic|commute|delay"
        r"|weather|train"
        r"|it|construction) (?:is|was|are) (?:\w+ )?annoying",
        r"(?:to|that) (?:hear|contact) (?:back )?(?:from|you)[^.!?\n]{0,20}(?:soon|positive|good)",
        r"not (?:hesitate|hear from you yet|heard|received|seen)(?: to (?:contact|call|e-?mail|write|reach)"
        r"\w*(?: out)?(?: (?:me|to me))?)?",
        r"(?:do not|don'?t) hesitate(?: to \w+(?: to)?(?: out)?(?: to)? me)?",
        r"(?:have|had|has|did|do)(?: ?n[o']t| not) (?:\w+ )?(?:received?|heard|gotten|got|get|see"
        r"|seen)(?! in touch)(?: (?:any"
        r"|your|the"
        r"|from|back|a|an))?(?: (?:further|more))?(?: \w+)?",
        r"no (?:more|further) (?:questions?|comments?|requirements?|queries|information|details|time|news|docs"
        r"|documents"
        r"|changes|steps|interviews?|objections|issues|delays?|updates? (?:on|from) (?:my|the|our) (?:side|end))",
        r"(?:no|any) (?:text|e-?mail|message|sms|call|mail)s? (?:from|yet|so far|arrived|received|came|has|have"
        r"|with|on|signal"
        r"|coverage)",
        r"not interested in (?!(?:this|your|any|the|these|such|further|receiving|hearing|getting|more|it|working"
        r" with|working for"
        r"|that|being contacted|it\b|them|you|continuing|proceeding|moving|pursuing|job|jobs)\b)[^.!?\n]{1,40}",
        r"(?:end|middle|beginning) of|(?:cancel|quit) (?:my|the|that|our|his|her|a)(?! (?:subscription|notif|alert"
        r"|e-?mail|text"
        r"|message|reminder|application|candidacy))",
        r"block(?:ed|ing)?(?: \w+){0,2} (?:my |the |our |off |out )*(?:calendar|time|slot|morning|afternoon|day"
        r"|diary|date"
        r"|hours?)",
        r"(?:gdpr|data protection|ccpa|spam|harassment|unsubscribe|opt[ -]?out|unsubscription) (?:training"
        r"|compliance|officer"
        r" (?:role|job|position)|project|projects|certificate|certification|experience|course|courses|policy"
        r"|policies|law"
        r"|filters?|detection|classifier|prevention|workshops?|work|audit|manager|management|rules|requirements"
        r"|consent (?:form|forms))",
        r"(?:sign|signed|filled|attached|return\w*|fill) (?:\w+ ){0,3}(?:consent|data protection|gdpr|privacy)(?:"
        r" \w+)?",
        r"(?:implement|built|build|wrote|designed|worked on|work on|managed|led|reduced|experience"
        r"|maintain\w*) (?:\w+"
        r" ){0,4}(?:unsubscri\w+|opt[ -]?outs?|spam|gdpr|mailing lists?|e-?mail lists?|harass\w+|phishing|scam\w*"
        r"|stop)"
        r"(?: \w+)?",
        r"(?:add|keep|include|put|leave|stay|stay on|remain) (?:me |my name |us )?(?:on|in|to) (?:your |the |this "
        r"|that |a )?"
        r"(?:mailing |e-?mail |contact |short ?|waiting |waiting-|candidate |distribution )?(?:list|database"
        r"|shortlist"
        r"|waitlist)",
        r"(?:my|the|her|his|a) (?:quit|notice|resignation)|quit (?:my|the) (?:job|current)|quit in|i quit (?:my|in"
        r"|at|the|last)",
        r"enough (?:time|information|experience|people|space|parking|room|money|notice|for|to|of(?! (?:your|these"
        r"|this|those|the (?:texts|e-?mails|messages))))|good enough|sure"
        r" enough"
        r"|not enough|enough (?:texts|e-?mails)? ?to read",
        r"no (?:thanks|thank you) (?:needed|necessary)|no (?:matter|pressure|problem|worries|rush|doubt|idea|need"
        r" to (?:rush|hurry|worry"
        r"|apologi\w+|reply|pick|call (?:me )?(?:first|ahead|before|back (?:today|tonight|before))))",
        r"(?:wrong|incorrect) (?:time|date|day|link|room|floor|door|building|entrance|attachment|file|version|job"
        r"|title"
        r"|name|address (?:on|in)|(?:phone )?number (?:on|in) (?:my|the) (?:cv|form|application|profile|resume))",
        r"(?:mute|muted|muting) (?:my|the|me on)",
        r"never (?:applied|signed up|asked|gave|agreed) (?:for (?:a|such|this kind)|to work|there|before|anywhere)",
        r"(?:who|how|where) (?:\w+ ){0,3}(?:find|get|found) (?:the|your|you|there|to)",
        r"did ?n[o']t (?:apply|sign up) (?:for (?:the|that) \w+ (?:role|job|position)|in time)",
        r"(?:did|has|have|had|was|were|could|might|may|nobody|noone|no one)(?: ?n[o']t|n'?t| not| never)? (?:\w+"
        r" )?(?:ever )?(?:contact(?:ed)?|call(?:ed)?|phone[d]?|ring|rang|e-?mail(?:ed)?|text(?:ed)?|message[d]?"
        r"|writ(?:e|ten)|wrote|reach(?:ed)?|send|sent|notif(?:y|ied)) (?:to )?(?:me|us|my)",
        r"(?:i|my|form|cv|gave|wrote|put|typed|entered|sent|used)(?: \w+){0,5} (?:the |a )?(?:wrong|incorrect)"
        r" (?:number|e-?mail|address|person|phone number|one)|(?:wrong|incorrect) (?:number|e-?mail|address)(?:"
        r" \w+){0,3} (?:on|in) (?:my|the|your|file)",
        r"how many times (?:a|per|each|in a) (?:week|month|day|year)(?! (?:are|do|will|must|can|have|did) (?:you"
        r"|u))|(?:sorry|apolog\w+|excuse)(?: \w+){0,4} (?:second|third|another|double|multiple|two|many"
        r"|so many) (?:e-?mails?|messages?|texts?)",
        r"stop[,!.: ]{1,3}(?:sorry |no |wait |small |my |a )*(?:wrong (?:file|cv|date|time|version|link"
        r"|attachment|one)|typo|correction|mistake|scrap that|i meant|ignore (?:that|my)|i got (?:that|it) wrong)"
        r"|(?:omg|haha\w*|lol|aww+|oh) stop(?: it)?[^\w\n]{0,6}(?:that(?:'s| is)|thats|you(?:'re| are) (?:too|so"
        r"|making)|too kind|i(?:'m| am) blushing|no way)",
        r"(?:take|get|drop|remove|scratch|cross|leave) (?:me|my name|us) (?:off|from|out of) (?:(?:the|that|your"
        r"|my|this|any|all) )?(?:\w+ ){0,3}(?:shifts?|rota|roster|schedule|nights|on-?call|slot|session|interview"
        r"|booking|course|standby|overtime|sleep-?ins?|weekends?|tour|guest list|parking list|waitlist|\d+ ?(?:am"
        r"|pm) (?:list|slot|group|one))|not interested in (?:the |a |any |that |doing )?(?:\w+ )?(?:nights?|rota"
        r"|weekends?|shifts?|evenings?|part[- ]?time|temp(?:orary)?|contract(?:ing)?|relocat\w+|management"
        r"|travel\w*|car|lease|pension|sales|remote|hybrid|freelance|zero[- ]hours?|on-?call|overtime|commut\w+"
        r"|sleep-?ins?)(?: \w+)?",
        r"e[- ]?stops?|(?:did|do|does|will|would|have|has|had) (?:they|he|she|it|the \w+"
        r"|your \w+) (?:\w+ )?(?:stop(?:ped)?|end(?:ed)?|quit)(?! (?:text|e-?mail|messag|contact|writ|send|call"
        r"|the (?:text|e-?mail|messag)))|(?:don'?t|do not) bother (?:with (?:the|a|my|parking|lunch|printing)"
        r"|about|bringing|printing|to (?:print|bring|pick|book|ring|cook|dress))|thought (?:it|this|things|that"
        r"|everything) (?:over|through)|thought (?:long and )?hard about (?:it|this)|(?:website|site|ad|advert"
        r"|page|listing|portal) (?:says|said|shows)[^.!?\n]{0,50}",
        r"no need to (?:call|phone|ring|text|e-?mail|write|message|contact)(?: to)?(?: me| them)? (?:back|when|if"
        r"|first|before|ahead|the|with the|a|an|my)",
    ),
    greetings=(r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|greetings)",),
    closings=(
        r"(?:kind |best |warm |many )?(?:regards|wishes)|best|sincerely|yours(?: (?:sincerely|faithfully|truly))?"
        r"|respectfully|cheers|all the best|thanks|thank you|love|rgds|br|kr",
    ),
    courtesy=(
        r"to whom it may concern|(?:there|all|team|sir|madam|sir or madam|everyone|guys|folks|both)",
        r"(?:many |kind )?(?:thanks?|thank you|thx|ty|tks|cheers|tnx|ta)(?: (?:you|again|a lot|so much|very much"
        r"|all the same"
        r"|anyway|in advance|for (?:everything|the (?:offer|info|update|message|e-?mail|text|opportunity"
        r"|interest)|your"
        r" (?:time|help|understanding|effort|interest|message|e-?mails?|mails?|texts?|consideration|reply))|but"
        r"|though))*",
        r"good ?bye|bye|take care|have a (?:nice|good|great) (?:day|one|weekend|life)",
        r"please|pls|plz|plss|kindly|now|immediately|asap|at once|sorry|ok|okay|yes|just|and|then|so|but|simply"
        r"|also|again"
        r"|already|really|seriously|guys|sir|ma'?am|madam|here|for real|ffs|omg|jesus|urgently|today|too|hereby|lol"
        r"|well"
        r"|man|dude|everyone|team|yeah|oh|hmm+|mate|as i said|like i said|once more|i mean|me|god|ugh+",
        r"(?:can|could|would|will|may i ask|might) (?:you|u|ya|yous|somebody|someone)(?: (?:guys|people|please"
        r"|kindly|all|mind))*"
        r"|would you mind|i'?d appreciate it if you(?: could| would)?|i would appreciate it if you(?: could| would)?"
        r"|i (?:want|would like|need|ask|demand|request|beg|wish) (?:you )?(?:to|that you)|i'?d like (?:you )?to"
        r"|i want"
        r"|i request|(?:am |'m )?asking you to|make sure(?: to| you)?|(?:i )?ask(?:ed)?(?: you)?(?: again)? to|you"
        r" (?:must"
        r"|should|need to|have to|can)|i am writing to|i said|this is (?:my|a) (?:last|final|formal|second|third)"
        r" (?:request|warning|notice)|i hereby|i",
        r"(?:appreciate it|much appreciated|(?:it is|it'?s) (?:much )?appreciated|no hard feelings|no offen[cs]e"
        r"|with immediate effect|effective immediately|from your side|on your end)",
        r"sent from my \w+(?: \w+)?|get outlook for \w+|sent via \w+",
    ),
    reasons=(
        r"(?:you (?:have|'?ve got|got) )?(?:the )?wrong (?:number|person|e-?mail|address|guy)",
        r"who (?:is|are|r) (?:this|you|u|it|dis)|who'?s this|how (?:did|do) you (?:get|have|find) (?:my|this)"
        r" (?:number|e-?mail|address|details|contact)|i (?:do not|don'?t) know (?:you|who you are|who this is)",
        r"(?:i(?:'m| am) )?(?:really |just |no longer |not at all )?(?:not |un)interested(?: (?:any ?more|at all|in"
        r" (?:this|your|the"
        r" (?:job|role|position)|any of (?:this|it|these)|any (?:jobs?|roles?|positions?)|anything)))?",
        r"no longer interested|not looking(?: (?:for (?:a |work|jobs?|another|new)?\w*|any ?more))?",
        r"i(?: have|'?ve)? (?:already )?(?:found|got|have|started|accepted|taken) (?:a |an |another |my )?(?:new "
        r"|different"
        r" |other )?(?:job|work|position|role|offer)(?: (?:already|now|elsewhere|thanks))?",
        r"i never (?:applied|signed up|asked for (?:this|these)|subscribed|agreed to this)(?: (?:for (?:this"
        r"|anything)|to"
        r" (?:this|you)|here|with you))?|i (?:did not|didn'?t) (?:apply|sign up|subscribe|ask)(?: (?:for|to)"
        r" (?:this|these"
        r"|anything))?",
        rf"(?:this|it) is (?:\w+ )?(?:spam|harassment|annoying|enough|too much|getting (?:annoying|too much))"
        rf"|spam(?:mers?)?"
        rf"|(?:i(?:'m| am| keep)? )?(?:get(?:ting)?|receiv(?:e|ing)) (?:way |far )?too many {_THINGS}(?: from you)?"
        rf"|(?:way )?too many {_THINGS}",
        r"i (?:have |'?ve )?(?:already )?(?:asked|told) (?:you )?(?:before|already|twice|three times|many times"
        r"|several times)"
        r"|this is the (?:second|third|last|fourth) time(?: i ask)?|for the last time|last warning",
        r"under (?:the )?gdpr(?: article \d+)?|(?:as per|in accordance with|according to|under) (?:the )?(?:gdpr|ccpa"
        r"|data protection (?:act|law)|article \d+(?: gdpr)?)|or (?:i will|i'?ll) (?:report|block) (?:you|this)(?:"
        r" number)?"
        r"|this number",
    ),
    withdraw=(
        r"(?:withdraw(?:ing|n|s)?|pull(?:ing)?|retract(?:ing)?|rescind(?:ing)?|take back|taking back|cancel(?:ling"
        r"|ing)?"
        r"|remov(?:e|ing)|drop(?:ping)?|clos(?:e|ing)|discard) (?:\w+ )?(?:my|the|this|our) (?:job )?(?:application"
        r"|candidacy|candidature|interest|name from (?:consideration|the (?:process|running|list of candidates"
        r"|pool)))"
        r"(?: (?:for|from|to) (?:the |this |that )?\w+)?",
        r"(?:withdraw(?:ing|n)?|drop(?:ping)? out|pull(?:ing)? out|bow(?:ing)? out|step(?:ping)? (?:back|away|aside"
        r"|out)"
        r"|back(?:ing)? out|opt(?:ing)? out|tak(?:e|ing) my(?:self)? out|remov(?:e|ing) (?:me|myself)|take me out"
        r"|taken out"
        r"|be removed|count me out) (?:of|from) (?:the |this |your |being |any )*(?:further )?(?:process|running"
        r"|recruit\w*"
        r"|hiring|selection|consideration|race|application|interview process|candidate pool|competition|position"
        r"|role|job"
        r"|interviews?|opportunity|considered)(?: process)?",
        r"(?:decided|want|like|wish|have|need|going|choose|chosen|afraid i(?:'ll| will)? have|must|forced) (?:to"
        r" )?withdraw"
        r"(?: (?:my|the|this) (?:application|candidacy)| from the (?:process|running|\w+ process))?",
        r"i (?:hereby |must |will |am |have |'?m )?(?:now |regretfully |therefore )?withdraw(?:ing|n)?(?! (?:my"
        r" )?(?:consent"
        r"|permission))",
        r"no longer (?:\w+ )?(?:interested|available|looking|considering|want(?:ing)? (?:the|this) (?:job|role"
        r"|position)|wish(?:ing)?"
        r" to (?:be considered|proceed|continue|pursue)|in the market|need (?:the|a|this) (?:job|position|role)"
        r"|pursuing|apply\w*"
        r"|seeking|open to (?:new )?\w+)",
        r"(?:not|lost|don'?t have|have no) interest(?:ed)?(?: in (?:this|the|your) (?:job|role|position|offer"
        r"|opportunity))?"
        r" any ?more",
        r"not interested in (?:the|this|your|that) (?:job|role|position|offer|opportunity|vacancy)",
        r"(?:accepted|signed(?: with)?|taken|took|got|received and accepted|chosen|gone with|going with|starting"
        r"|started"
        r"|committed to|decided (?:on|for|to go with)|went with|going to take|taking|accepting|found) (?:up"
        r" )?(?:(?:a|an|the|my)"
        r" )?(?:another|different|other|new)(?: \w+)? (?:offer|job|position|role|opportunity|company|employer|firm"
        r"|contract|place|post)",
        r"(?:accepted|taken|took|found|signed|got|have|started|starting|landed|secured|accepting|taking) (?:a |an "
        r"|the |my |something"
        r" |work )?(?:\w+ )?(?:job |offer |position |role |contract |post |employment |work )?(?:elsewhere"
        r"|somewhere else"
        r"|at another (?:company|firm|place)|with another (?:company|firm|employer)|with a different (?:company"
        r"|employer))",
        r"i(?: have|'?ve)? (?:already |just |now |since )?(?:found|accepted|landed|secured) (?:a|an|my) (?:new "
        r"|dream |permanent"
        r" |full[- ]time )?(?:job|position|role|offer)",
        r"(?:consider|mark|treat|regard) (?:my |this |the )?(?:application|candidacy) (?:as )?(?:closed|withdrawn"
        r"|cancelled"
        r"|canceled|void|over)",
        r"(?:not|n'?t) (?:to )?(?:\w+ )?(?:pursue|proceed|continue|move forward|go ahead|go forward|go further"
        r"|progress|carry"
        r" on|go on)(?:ing)?(?: (?:with|in|on))? (?:the |this |my |any )*(?:application|process|role|position"
        r"|opportunity"
        r"|interviews?|recruit\w*|job|further|candidacy|it)(?: process)?",
        r"(?:not|n'?t) (?:like |want |wish |going )*to be (?:considered|in the running)(?: (?:for (?:this|the) \w+"
        r"|any ?more"
        r"|any longer))?",
        r"(?:decline|declining|turn down|turning down|must decline|have to decline|pass on|passing on) (?:the|this"
        r"|your)"
        r" (?:interview|opportunity|position|role|job|invitation|offer)",
        r"(?:staying|stay|remain|remaining) (?:with|at|in) my (?:current|present) (?:employer|company|job|role|firm"
        r"|position)",
        r"give (?:my|the) (?:spot|slot|place) to (?:someone|somebody) else|(?:please )?(?:find|choose|pick)"
        r" (?:someone|somebody"
        r"|another candidate) else",
        r"(?:tak(?:e|ing|en)|took|remov(?:e|ing|ed)|pull(?:ing|ed)?) (?:me|myself|my name|my application|my hat|my"
        r" cv) (?:out of|from|out)(?: of)? (?:the |your |this |any )*(?:running|hat|consideration|mix|process|pool"
        r"|ring|race|list of candidates|recruitment|hiring)",
        r"(?:won'?t|will not|not|no longer|never)(?: \w+){0,3} (?:be )?(?:continuing|proceeding|going ahead|moving"
        r" forward|going forward|pursuing|joining (?:you|your|the)|progressing|taking (?:up )?(?:the|this|your)"
        r" (?:job|role|position|offer|opportunity)|going any further|taking (?:this|it|things|my application)"
        r" (?:any )?further|going through with)",
        r"(?:hired|employed|start(?:ed|ing|s)?|begin(?:ning)?|began|settled|signed|committed)(?: \w+){0,3}"
        r" (?:elsewhere|somewhere else|(?:with |at |by |for )?(?:another|a different|a new) (?:company|employer"
        r"|firm|team|organi[sz]ation)|(?:a|my) new (?:job|position|role|company))",
        r"(?:another|different|other|competing|rival) (?:company|employer|firm|organi[sz]ation)(?: \w+){0,5}"
        r" (?:(?:i|and i)(?: have| 've)? (?:accepted|said yes|taken)|hired me|i accepted|which i(?: have)? accepted)",
        r"(?:decided|choose|chosen|chose|prefer|opted)(?: \w+){0,5} (?:to )?(?:stay|remain)(?:ing)?(?: \w+){0,3}"
        r" (?:current|present|where i am|put|employer|my job|my company)|(?:staying|stay|remaining) (?:put|where i"
        r" am)",
        r"not (?:to )?(?:take|accept|pursue|apply for) (?:the|this|your|that|on the) (?:job|role|position|offer"
        r"|opportunity|vacancy)",
        r"(?:close|cancel|withdraw|remove|delete|drop|scrap|discard|bin) (?:out )?my (?:application|candidacy"
        r"|candidature|file|entry)(?: (?:for|from|to|please)(?: the)?(?: \w+)?)?",
        r"my (?:application|candidacy) (?:is|can be|should be|to be|as)? ?(?:now )?(?:withdrawn|closed|cancelled"
        r"|canceled|off the table|void|over)",
        r"(?:turn(?:ing|ed)?|have to turn|must turn) (?:it|this|you|your offer|the offer|the job|this one|the role"
        r"|the opportunity) down|turn(?:ing)? down (?:the|this|your) \w+",
        r"(?:said|saying) yes to (?:another|a different|someone else|somebody else|their)(?: \w+)?|(?:going|gone|go"
        r"|went) (?:with|for|to) (?:another|a different|someone else|somebody else|the other|a competitor)(?: \w+)?"
        r"|(?:accepted|taken|signed) (?:with|at|by) (?:a |an )?(?:competitor|startup|start-up|bank|agency|hospital"
        r"|school|firm|company)",
        r"no longer (?:need|want|wish|able|in a position|pursue|pursuing|available)(?: \w+){0,5} (?:job|role"
        r"|position|interview|considered|application|opportunity|process|vacancy)",
        r"(?:taken|accepted|got|landed|found|secured|received and signed) (?:up )?(?:a|an|another|my|this) (?:\w+"
        r" ){0,3}(?:offer|job|position|role|post|contract|placement|apprenticeship|internship)(?: (?:at|with|in"
        r"|from|elsewhere|closer)[^.!?\n]{0,30})",
        r"(?:bow|back|step|drop|pull)(?:ing|ped)? out(?: (?:now|here|of it|of this|gracefully|at this point|at this"
        r" stage))*(?= ?(?:$|[\n.!,;]))|(?:count|leave|deal) me out|i(?:'m| am) out(?= ?(?:$|[\n.!,]))",
        r"(?:won'?t be|will not be|not|unable|no longer|am not|'m not)(?: (?:able|going|in a position|prepared"
        r"|willing))? to (?:continue|proceed|go on|carry on|move forward|go ahead|take part|pursue)(?: (?:with"
        r"|in))?(?: (?:the|this|my|your|any))?(?: \w+){0,2} ?(?:process|application|interviews?|recruitment|role"
        r"|position|opportunity|further)?",
        r"(?:i'?m |i am |i'?ll |gonna |going to |have to |need to |must |afraid i'?ll |want to "
        r"|decided to )?(?:pulling|dropping|bowing|backing|ducking|bailing|stepping) out(?: of (?:this|it"
        r"|the (?:job|role|process|running|race|interview process)))?(?: (?:one|now))?(?= ?(?:$|[\n.!,;]|sorry"
        r"|cos|coz|because|bc|as|since|due|unfortunately|thanks|thank|apologies|i|it'?s|commute|too|for))",
        r"(?:i'?ll|gonna|going to|have to|need to|must|want to|decided to|i(?:'m| am) afraid i) (?:have to "
        r"|need to )?(?:pull|drop|bow|back|duck|bail)(?: myself)? out(?! of (?:uni|school|college|the (?:drive"
        r"|car|course|degree|pension)))",
        r"(?:i'?m|i am) out (?:of (?:this|it|the (?:running|race|process))(?: one)?|for (?:this|the) (?:one|job"
        r"|role)|on this(?: one)?)|(?:i'?m|i am) out(?= (?:sorry|thanks|too|cos|coz|because|im|i'm|mate))",
        r"(?:going to|gonna|have to|has to|had to|must|will|need to|like to|decided to|want to|wish to"
        r"|afraid i(?:'ll| will)?|i(?:'ll)?)(?: (?:have to|respectfully|regretfully|politely|reluctantly"
        r"|unfortunately|sadly|kindly|therefore|now|also))* decline(?= ?(?:$|[\n.!,;]|as|because|due|but|at this"
        r"|on this|this time|it|the (?:job|offer|role|position|post|opportunity)|your (?:kind |generous )?offer))",
        r"(?:going to|gonna|have to|must|will|need to|like to|decided to|want to|afraid i(?:'ll| will)?"
        r"|i(?:'ll)?)(?: (?:have to|respectfully|politely|reluctantly|unfortunately))* (?:pass on (?:this|it"
        r"|the (?:job|role|offer|opportunity|position|post))(?: one)?|say no to (?:the|this|your) (?:offer|job"
        r"|role|position|opportunity)|turn (?:it|this|you|that|the (?:offer|job|role)|your offer) down|give (?:it"
        r"|this(?: one)?) a miss)",
        r"(?:job|role|position|post|offer|place|company|vacancy|opportunity|contract)(?: \w+){0,3} (?:is ?n'?t"
        r"|isnt|is not|'s not|was ?n'?t|not)(?: (?:really|quite|actually|just))* (?:for me|right for me"
        r"|the (?:one|right one) for me|my thing|what i'?m (?:after|looking for)|what i am (?:after|looking for))",
        r"(?:can'?t|cannot|unable to|not able to|not going to|not gonna|won'?t|will not) (?:take|accept"
        r"|take up) (?:the|this|your|up the|up your) (?:job|role|offer|position|post|opportunity|placement)"
        r"|(?:do not|don'?t|please don'?t) (?:progress|proceed with|process|consider|continue with"
        r"|take forward) my (?:application|cv|candidacy|candidature)|(?:please|just|you can|pls) rule me out"
        r"|cross me off(?! the (?:\w+ )?(?:rota|shift))|leave me out of (?:this|it|the running)|(?:pursue"
        r"|pursuing|explor\w+) other (?:options|opportunities|avenues|roles)|(?:gone|going"
        r"|decided to go)(?: in)? (?:a different|another) (?:direction|way|route)|(?:all )?sorted (?:for"
        r"|with) (?:work|a job)(?: \w+)?|(?:want|like) (?:me |my (?:name|cv"
        r"|application) )?(?:to be )?out of the (?:running|process)",
        r"(?:thanks but )?i?(?:'?ll|ll| will) (?:have to )?pass on (?:this|it|that)(?: one)?|(?:won'?t"
        r"|will not) be taking (?:it|this|things) (?:any )?(?:further|forward|on|up)|not (?:going to"
        r"|gonna) (?:take|accept|do) (?:the|this|that) (?:job|role|offer|position)|(?:found|got|have"
        r"|taken) (?:something|sth|smth) (?:closer|better|nearer|local|different|new)(?: \w+){0,3}"
        r"|it'?s a no from me|(?:don'?t|dont|do not) want the (?:job|role|position) (?:any ?more|now)?",
    ),
    maybe_withdraw=(
        r"(?:thinking (?:about|of)|consider(?:ing)?|might|may|could|perhaps|maybe|probably|possibly|not sure (?:if"
        r"|whether)"
        r"|unsure (?:if|whether)|debating|wondering (?:if|whether)|tempted to|leaning towards|likely|whether to|if"
        r" i (?:were"
        r" to|should)|would it be ok to|what happens if i)(?: \w+){0,4} (?:withdraw\w*|pull(?:ing)? out"
        r"|drop(?:ping)? out"
        r"|back(?:ing)? out|step(?:ping)? (?:back|away)|continue|go on|right (?:for me|fit)|still (?:want|interested)"
        r"|turn\w* (?:it )?down|cancel\w* my application|stay(?:ing)? (?:where|with|at|put))",
        r"(?:having|have) second thoughts|changed my mind|cold feet|not (?:the right|a good) (?:fit|match|time"
        r"|moment)(?: for"
        r" me)?|may not be (?:for me|the right)|not (?:so |that |really )?(?:sure|convinced|certain) (?:\w+"
        r" ){0,4}(?:any ?more"
        r"|still want|the job is|this is for me|the role is|i want (?:this|the))",
        r"(?:have|got|received|weighing|expecting|holding) (?:an|another|a|two|other|competing|a competing|a"
        r" second) (?:other"
        r" |better |verbal )?offers?(?! letter)[^.!?\n]{0,60}(?:decide|likely|probably|lean|inclin|accept|deadline"
        r"|tempt)\w*",
        r"(?:put|place) my application on (?:hold|ice)|lost (?:some |my )?interest",
        r"(?:not|n'?t|un) ?(?:so |entirely |quite |really |100% |completely |totally )?(?:sure|certain"
        r"|convinced)(?: \w+){0,7} (?:continue|proceed|go ahead|go on|still|role|job|position|for me|right|fit|move"
        r" forward|application|process|any ?more|interested)",
        r"(?:thinking|think|thought|considering|contemplating|leaning|debating|tempted|wondering|might|may|could"
        r"|probably|perhaps|maybe|possibly|likely)(?: \w+){0,6} (?:withdraw\w*|pull\w* out|drop\w* out|back\w* out"
        r"|bow\w* out|step\w* (?:back|away)|take (?:the|another|a different|their) (?:offer|other|job)|accept"
        r" (?:the|another|their) (?:offer|other)|stay(?:ing)? (?:where|put|with|at)|turn\w* (?:it|this|the) down"
        r"|not (?:be )?(?:for me|continue|proceed|right))",
        r"(?:second thoughts|doubts|hesitat\w+|hesitant|reservations|reconsider\w*|rethink\w*|mixed feelings|cold"
        r" feet)(?: (?:about|on|whether|if))?(?! to (?:contact|call|write|e-?mail|ask|reach|get))|(?:put|place"
        r"|pause|park|freeze)(?:ting)? (?:my application|this|things|the process)(?: (?:on (?:hold|ice|pause)|for"
        r" now|for the moment))?|on the fence|changed my (?:mind|plans)|circumstances (?:have )?changed|plans"
        r" (?:have )?changed",
        r"(?:got|have|received|been offered|offered|expecting|waiting for|weighing)(?: (?:an|a|also|now|just|on|for"
        r"|already|in fact))* (?:another|a different|two|other|a second|a competing) (?:\w+ )?(?:offers?|jobs?"
        r"|position)(?! letter)",
        r"(?:probably|likely|might|may|could|think i(?:'ll| will)?|inclined to|tempted to|leaning towards?"
        r"|half a mind to)(?: (?:have to|going to|gonna|just|well|end up|be))* (?:take|taking|accept|accepting"
        r"|go with|going with|say yes to|sign) (?:it|that|them|theirs|that one|the other)|(?:had|been made"
        r"|been given|sitting on|holding|came? back(?: \w+){0,5} with|made me)(?: (?:now|also|just"
        r"|got))* (?:another|a better|a different|a rival|a second|a competing) (?:\w+ )?offer",
        r"torn (?:between|about)|in two minds|having a wobble|wobbl(?:ing|y)|not (?:100 ?%?|totally|fully"
        r"|entirely|completely|really) (?:sold|there yet|convinced|feeling it)|not feeling it|(?:do ?n'?t"
        r"|do not) (?:think|know)(?: \w+){0,5} (?:for me|ready to (?:leave|move|change|go)|cut out|(?:want"
        r"|wanna) (?:this|it|the job|to (?:leave|move|change|continue|do this)))|not ready to (?:leave|move"
        r"|change)|lean(?:ing)? (?:more )?(?:towards?|to) (?:the other|another|staying|a different|saying no"
        r"|declin\w+|no)|(?:wife|husband|partner|family|missus|other half)(?: \w+){0,3} (?:against|not keen"
        r"|isn'?t keen|unsure|not happy)",
        r"(?:it|this|this one|that|it all)(?:'s| is| was)? (?:just |really |probably |maybe |perhaps "
        r"|possibly )*not (?:really |quite |actually )*(?:for me|my thing|what i'?m (?:after|looking for))|(?:it"
        r"|this|this one) is ?n'?t (?:really |quite )?(?:for me|my thing|what i'?m (?:after|looking for))",
        r"(?:do ?n'?t|do not) (?:think|believe|feel)(?: \w+){0,4} (?:right|good|best) (?:fit|match|person"
        r"|candidate|choice)|not (?:\w+ )?sure(?: \w+){0,4} (?:want|wanna|ready|like) (?:to )?(?:leave|move"
        r"|change|switch|continue|this|it)|(?:think )?i'?ll (?:just )?leave it(?= ?(?:$|[\n.!,;])|,| the| for now)",
    ),
    still_in=(
        r"(?:have not|haven'?t|has not|did not|didn'?t|not|never|yet to|before i|won'?t|will not|do not want to"
        r"|don'?t want"
        r" to|would not|wouldn'?t|no plans to|not going to|no intention (?:of|to)|without|instead of|rather than)"
        r" (?:\w+ ){0,2}(?!(?:accepting|taking up|taking on|pursuing) (?:the|your|this|it|that)\b)"
        r"(?:accept(?:ed|ing)?|sign(?:ed|ing)?|tak(?:e|en|ing)"
        r"(?! (?:the|this|that|your) (?:job|role|offer|position))"
        r"(?! it any)"
        r"|took|withdraw(?:n|ing|al)?|pull(?:ed"
        r"|ing)? out"
        r"|dropp?(?:ed|ing)? out|found|find|start(?:ed|ing)?|back(?:ing|ed)? out|commit(?:ted)?|declin\w+|cancel\w*)"
        r"(?: (?:my application|from the process|out of the process|an?other|any|an?|a different"
        r"|anything)\b[^.!?\n]{0,20})?",
        r"(?:have|had|did|do|are|were|will|would|has) (?:you|they|he|she|others?|anyone|somebody|someone|another"
        r" candidate"
        r"|the (?:other|previous) \w+|my (?:friend|colleague|sister|brother|wife|husband|partner))(?: \w+){0,2}"
        r" (?:withdr\w+"
        r"|accept(?:ed)?|taken|signed|found|dropped out|pulled out|chosen|gone with|took)[^.!?\n]{0,40}",
        r"(?:my (?:friend|colleague|sister|brother|wife|husband|partner|flatmate)|a friend|they|he|she|you|the"
        r" other candidate"
        r"|somebody else|someone else|your (?:first|preferred) candidate) (?:has |have |had |was |were |just "
        r"|already |'s )*"
        r"(?:withdr[ae]wn?|withdrew|accepted|taken|signed|found|pulled out|dropped out)[^.!?\n]{0,40}",
        r"if (?:you|they|anyone|someone|somebody|a candidate|the other candidate)(?: \w+){0,3} (?:withdraw\w*"
        r"|pulls? out|drops? out)",
        r"(?:withdraw\w*|pulled out|dropped out) (?:money|cash|funds)|accepted (?:the|your|this) (?:interview"
        r"|invite|invitation"
        r"|calendar|time|slot|meeting|offer)",
        r"no longer (?:available|looking) (?:on|at|in|for (?:a|the) (?:flat|apartment|room)|(?:tomorrow|today|next"
        r"|this)|that)"
        r"[^.!?\n]{0,20}",
        r"(?:last|previous|first|earlier|other|old|second|duplicate) (?:job )?application(?: (?:i|from|of|for)\b)?",
        r"(?<!want to )(?<!ready to )(?<!sure about )(?:left|quit|leave|leaving) my (?:last|previous|old|current"
        r"|former) (?:job|role|position)[^.!?\n]{0,60}",
        r"(?:back|years? ago|in 20\d\d|in 19\d\d)[^.!?\n]{0,20}(?:took|accepted|started|found|taken) (?:a|an"
        r"|another|my)"
        r"[^.!?\n]{0,20}|(?:took|accepted|started|found) (?:a|an|another|my) [^.!?\n]{0,30}(?:in (?:20|19)\d\d"
        r"|years? ago"
        r"|back then)",
        r"(?<!i am )(?<!i'm )(?<!im )no longer (?:accepting|taking|open for|advertis\w+|recruiting|hiring"
        r"|being advertised)(?: (?:any"
        r"|new))? ?(?:applications?|applicants|candidates)?|(?:does|will|would|did|do) (?:that|this|it|they"
        r"|you) rule me out",
    ),
    texts=(r"texts?|texting|texted|txts?|sms(?:es)?|whats ?app(?:s|ing)?",),
    mails=(r"e-?mails?|e-?mailing|e-?mailed|mails?|mailing|newsletters?|inbox",),
    another_way=(
        r"(?:but |and |so )?(?:you (?:can|may)|feel free to|please|do)? ?(?:keep|go on|continue|still|always"
        r"|gladly) (?:on )?(?:(?P<texts>text(?:ing)?)|(?P<mails>e-?mail(?:ing)?|mail(?:ing)?)"
        r"|(?P<calls>call(?:ing)?))(?: me)?",
        r"(?:but |and |just |only |rather |instead |please |so |thanks |better |you can |feel free to |i prefer "
        r"|prefer |use ){0,6}"
        r"(?:(?P<texts>texts?|txts?|sms|whats ?app)|(?P<mails>e-?mails?|mails?|e-?mailing)|(?P<calls>calls?|phone"
        r"|ring"
        r"|phone calls?|calling))(?: me| to me| messages?)?(?: (?:is|are|would be|works|will be|s))?(?: (?:still "
        r"|much |way |always"
        r" |totally |just |perfectly |completely ){0,6}(?:fine|ok|okay|good|better|best|great|alright|preferred"
        r"|preferable|works?|instead|please"
        r"|only|rather|for me|welcome|is fine|thanks|any ?time|from now on|with me|by me)){1,6}",
        r"(?:but |and |just |only |rather |instead |please |you can |you may |feel free to |so |better |i'?d rather"
        r" you |i prefer"
        r" |always ){0,6}(?:(?P<texts>text|sms|whats ?app)|(?P<mails>e-?mail|mail|write(?: to)?)|(?P<ring>call"
        r"|phone|ring)) me"
        r"(?: (?:instead|please|rather|only|any ?time|at this (?:number|address)|here)){0,6}",
        r"(?:but |and |just |only |rather |instead |please |you can |i prefer |stick to |keep it to |use |contact"
        r" me |reach me"
        r" |write to me |get me |happy to (?:hear|be contacted) |(?:by|via|through|over|on) ){1,6}(?:my"
        r" )?(?:(?P<texts>texts?|sms"
        r"|whats ?app)|(?P<mails>e-?mails?|mail)|(?P<calls>phone|calls?|telephone|phone calls?))"
        r"(?: (?:instead|please|only|rather|from now on|is fine|thanks|for everything|address)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mail)(?: me)?,? (?:instead of|rather than|not|in place of|over) (?:by |via |through |in |a "
        r"|the |any |your )*"
        r"(?P<texts>texts?|texting|text messages?|sms|txts?)",
        r"(?:texts?|sms|whats ?app)(?: me)?,? (?:instead of|rather than|not|in place of) (?:by |via |through |an |a"
        r" |the |any "
        r"|your )*(?P<mails>e-?mails?|e-?mailing|mail)",
        r"(?:only (?:contact|write to|reach|message) me (?:by|via|through|over) |(?:contact|write to|reach) me only"
        r" (?:by|via"
        r"|through|over) |(?:by|via|through) )(?:(?P<texts>e-?mail|mail)|(?P<mails>text|sms))(?: only| please|"
        r" exclusively)*"
        r"(?: only| exclusively)",
        r"(?P<texts>only (?:by |via |through |use |over )?e-?mails?(?: me)?(?: please)?|e-?mails? only)",
        r"(?:prefer |like |rather have )?(?:e-?mails?|mail)(?: please)?,? (?:over|to|than) (?P<texts>texts?|text"
        r" messages?|texting|sms)",
        r"(?P<texts>texts?|sms|text messages)(?: please)?,? no(?:t)?(?: please)?,? (?:but )?(?:e-?mails?|mail)(?:"
        r" is| are)?(?: yes| ok| fine)?",
        r"(?P<texts>switch (?:me )?(?:over )?to e-?mails?(?: only| please| instead)*|move (?:this|us|me) to e-?mail)",
        r"(?P<mails>switch (?:me )?(?:over )?to (?:texts?|sms)(?: only| please| instead)*)",
        r"(?P<texts>(?:only|just) (?:want|use|read|check|like|send|write) (?:me )?(?:by )?e-?mails?(?:,? (?:not|no"
        r"|and no|and not) (?:texts?|text messages|sms))?)",
        r"(?P<texts>do e-?mails? only)",
    ),
    reactions=(
        r"(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|hearted|reacted(?: with)? [^\w\s]{1,12} to"
        r"|reacted to|removed"
        r" (?:an?|the) (?:like|heart|dislike|laugh|exclamation(?: mark)?|exclamation point|question mark|reaction"
        r"|emphasis"
        r"|[^\w\s]{1,12})(?: reaction)? from|added (?:an? )?[^\w\s]{1,12}(?: reaction)? to|[^\w\s]{1,12} to)",
    ),
)

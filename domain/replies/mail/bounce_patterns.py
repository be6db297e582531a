"""What mail systems say when a mail does not arrive, as patterns: data for `bounces`, one row per kind of reason.

Written for text as `bounces.evidence_in` prepares it: lower case, no accents, blanks of one width, `@` where an address
and `#` where a host stood. The first row that is found decides, so that "user is over quota (#5.1.1)" is a full
mailbox, and "sender rejected: unknown user" is about us. Rows are in the order of how surely their words mean one
thing; `WEAK` ones count only where no row is found.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from domain.replies.text_folding import without_accents

Verdict = Literal["dead", "blocked", "undecided"]


class Row(NamedTuple):
    """One kind of reason: what it means for the address, and how it is told to people."""

    verdict: Verdict
    why: str
    pattern: re.Pattern[str]


def _row(verdict: Verdict, why: str, *alternatives: str) -> Row:
    return Row(verdict, why, re.compile(without_accents("|".join(alternatives))))


MAILER: Final = re.compile(
    r"^(?:mailer[-_]?daemon|post_?master|mail[-_.]?daemon|mail\.?delivery|bounces?|mdaemon|mail_?system|double-bounce"
    r"|poostmaster|ndr|no_?reply_?bounce|mailadmin|postoffice)(?:[+.=-][^@]*)?(?:@|$| (?=<>))",
    re.IGNORECASE,
)
"""How the address of a mail system begins."""

ROWS: Final = (
    _row(
        "blocked",
        "our sender address was refused",
        r"sender (?:address )?(?:was |is |has been )?(?:rejected|denied|refused|invalid|unknown)",
        r"sender (?:address )?(?:verif\w+ (?:failed|error)|verify failed)|could not verify (?:the )?sender",
        r"sender[^.]{0,40}(?:domain|address)[^.]{0,40}(?:not (?:exist|resolve|found|verif|valid|allowed)"
        r"|must (?:resolve|exist))",
        r"(?:domain of |envelope )?sender[^.]{0,60}(?:does not exist|doesn't exist|not found|cannot be resolved"
        r"|is not valid)",
        r"(?:invalid|bad|unknown|unverified|unresolvable|unroutable|nonexistent) (?:envelope |return |reply )?sender",
        r"mail from[^.]{0,60}(?:does not (?:exist|resolve)|not found|rejected|refused|not verified|invalid domain)",
        r"mail from command|in reply to mail from|after mail from",
        r"your (?:e-?mail )?(?:domain|envelope sender)[^.]{0,60}(?:does not|not found|has no|no dns|is in my)",
        r"(?:helo|ehlo)[^.]{0,60}(?:reject|invalid|not found|unknown|denied|refus|qualified|mismatch)"
        r"|client host (?:rejected|denied)"
        r"|sending domain[^.]{0,40}(?:not|unknown|invalid)|unknown client",
        r"my name was rejected|from address (?:is )?(?:rejected|not verified|invalid)|from: address"
        r"|e-?mail address is not verified",
        r"unauthenticated senders? not|only authenticated senders|not allowed to send|send as|sendasdenied",
        r"(?:return|reverse)[ -]?path|no (?:mx|a) (?:or (?:a|mx) )?(?:record|dns)?[^.]{0,30}(?:for|of) (?:your"
        r"|sender)",
        r"sender(?:'s)? (?:account|mail ?box|user|e-?mail|address|domain|name)\b[^.;]{0,30}"
        r"(?:disabled|deactivated|inactive|unavailable|unknown|suspended|blocked|closed|locked|expired"
        r"|not (?:exist|found|active|available|valid|known))",
        r"(?:account|mail ?box|user|address)\b[^.;]{0,20}(?:disabled|deactivated|inactive|unavailable|unknown"
        r"|suspended|blocked|closed|not (?:exist|found)|invalid)[ :,<(\[]*(?:for |of |is )?(?:the )?sender\b",
        r"sender is (?:not|un)|domain must have[^.]{0,20}(?:mx|a record)|null sender|bogus (?:helo|sender)"
        r"|badmailfrom",
        r"(?:abs?ender|expediteur|remitente)[^.]{0,40}(?:abgelehnt|unbekannt|refuse|rejete|rechazad|desconocid)",
    ),
    _row(
        "blocked",
        "the mailbox is full",
        r"(?:over|exceed\w*|out of)[^.]{0,40}quota|quota[^.]{0,40}(?:exceed|full|exhaust|violat|limit)|overquota"
        r"|exceeded storage",
        r"(?:mail ?box|mail ?folder|maildir|inbox|account|user)[^.]{0,40}(?:is |are |was )?(?:full\b|over (?:its"
        r"|the) (?:limit|size))",
        r"mail ?box[^.]{0,60}exceed|full mail ?box|exceed\w*[^.]{0,60}(?:mail ?box|storage|(?:local|disk"
        r"|space) limit)",
        r"(?:insufficient|not (?:enough|sufficient)) [^.]{0,20}(?:disk|storage|mailbox|space)|no space left",
        r"disk (?:is )?full|disk quota|diskspace|space (?:has been|is) used up|out of space|storage (?:limit|space)",
        r"too many messages (?:on|in)|number of messages in[^.]{0,40}exceed|would exceed"
        r"|over the (?:maximum|allowed)",
        r"maximum (?:allowed )?storage|excessive receiving|exceeding receiving limits"
        r"",
        r"postfach[^.]{0,30}(?:voll|uberfullt)|speicherplatz|boite[^.]{0,40}pleine|buzon[^.]{0,40}llen[oa]"
        r"|caixa[^.]{0,40}cheia",
        r"casella[^.]{0,20}piena|postvak[^.]{0,20}vol\b|skrzynk\w*[^.]{0,30}(?:pelna|przepelniona)|メールボックスが一杯",
        r"mbx? ?full|mboxfull",
    ),
    _row(
        "blocked",
        "it went round in a loop",
        r"mail ?loop|loops? back|looping|routing loop|hop count|too many hops|hops exceeded|duplicate[d]? message-id",
        r"maximum hop|loop detected|delivered-to header",
    ),
    _row(
        "blocked",
        "the message was too large",
        r"(?:message|mail|size)[^.]{0,40}(?:too (?:large|big)|exceeds?[^.]{0,40}(?:size|limit|maximum|fixed))",
        r"(?:size|length)[^.]{0,30}(?:exceed|limit|violat)|exceed\w* [^.]{0,40}(?:message |mail )?size"
        r"|too (?:large|big)\b",
        r"larger than|message size|sizelimit|zu gross|trop (?:gros|volumineux)|demasiado grande|troppo grande",
    ),
    _row(
        "blocked",
        "we sent too much at once",
        r"receiving mail (?:at a rate|too)|too many (?:\w+ )?(?:invalid|unknown|bad|wrong|failed|non-?existent)",
        r"too (?:many|much) (?:connections?|messages|mails?|recipients|concurrent|sessions|errors|failures|invalid"
        r"|unknown|rcpt|connects|smtp|hits|emails|simultaneous)|rate[ -]?(?:limit"
        r"|control)|throttl|too fast|too frequent|too quickly",
        r"(?:limit|quota)[^.]{0,30}(?:per (?:hour|day|minute)|messages|hourly|daily|connections|recipients)"
        r"|(?:hourly|daily|sending|connection|message|recipient)s? (?:limit|quota|rate)"
        r"|(?:max\w*|excess\w*) [^.]{0,30}(?:per hour|per day|connection|recipient|defers|failures|rate)",
        r"exceeded (?:the |its |your )?(?:max|allow|limit|rate|daily|hourly|sending|connection)"
        r"|try again later\b(?=.*connection)|slow down"
        r"|(?:sending|receiving)[^.]{0,30}(?:at a rate|too (?:fast|quickly|many))"
        r"|resources (?:restricted|temporarily)",
    ),
    _row(
        "undecided",
        "their server takes no mail",
        r"not accepting (?:network |any |incoming )?(?:messages|mail|e-?mail)\b"
        r"|(?:host|server|system) does not accept (?:any )?(?:mail|messages)",
    ),
    _row(
        "undecided",
        "their domain could not be looked up",
        r"name (?:service|server) error|(?:malformed|unexpected|invalid) [^.]{0,40}name ?server"
        r"|dns (?:error|problem|query|lookup|resolution|fail\w*|soft)"
        r"|(?:host )?name lookup|(?:name ?server|resolver) (?:fail|time|error|not)|servfail"
        r"|(?:host|domain)[^.]{0,40}not found, try again",
    ),
    _row(
        "dead",
        "the domain does not exist",
        r"(?:host"
        r"|domain)(?: name)?(?: or domain name)? (?:[@#] )?(?:was )?not found(?! in the sender)(?!, try again)",
        r"(?:no such|unknown|non-?existent|invalid|illegal) (?:mail |e-?mail )?(?:host|domain)(?! sender)"
        r"|host ?unknown|hostunknown",
        r"(?:host|domain)(?: name)?(?: [#@\"'<>()\[\]]+)? ?(?:is |was )?(?:unknown|does not exist|doesn't exist"
        r"|must exist|nonexist)|nxdomain|domain[^.]{0,40}does not exist",
        r"unrout(?:e)?able(?: mail)? (?:address|domain)|no route to domain|address family not supported",
        r"(?:couldn't|could not|cannot|can't|unable to) (?:find|resolve|lookup|look up) (?:any |the )?(?:an? )?"
        r"(?:host|domain|mail exchanger|mx|exchanger)",
        r"name or service not known|no (?:mail ?server|mail exchangers?|mx|smtp service"
        r"|host)(?: records?)? (?:found|exist)?"
        r"[^.]{0,20}(?:for|named|at)(?! your)",
        r"null mx|nullmx|does not accept (?:any )?(?:e-?)?mail\b|domain (?:has no|without)[^.]{0,30}(?:mx|mail)"
        r"|no mail service",
        r"(?:bad|illegal) destination (?:host|system|domain)|delivery not configured for this host"
        r"|domain is not reachable",
        r"domane[^.]{0,40}(?:nicht gefunden|existiert nicht|unbekannt)"
        r"|domaine[^.]{0,40}(?:inconnu|introuvable|existe pas)",
        r"dominio[^.]{0,40}(?:no existe|desconocid|nao existe|inexistente|non (?:esiste|trovato))"
        r"|domein[^.]{0,30}bestaat niet",
    ),
    _row(
        "undecided",
        "the account is suspended or locked",
        r"temporar\w*[ -](?:disabled|inactive|unavailable|not available|locked|suspended|closed|blocked|rejected)",
        r"(?:disabled|inactive|unavailable|locked|suspended|closed) (?:for the time being|temporar)",
        r"(?:account|mail ?box|user|recipient)[^.]{0,40}(?:suspend|frozen|locked)"
        r"|(?:suspended|locked|frozen) (?:account|user|mail ?box)|suspend the service",
    ),
    _row(
        "dead",
        "nobody has the address",
        r"@[>)\]'\"]? (?:does not exist|doesn't exist|no longer exists?|not found|(?:is )?unknown|not known|invalid"
        r"|is not valid)",
        r"(?:user|recipient|mail ?box|account|address|alias|person|addressee|login|id|username|userid|member"
        r"|subscriber|mailaddress)"
        r"(?:s|'s)?(?: name| address(?:es)?)?(?: ['\"<(\[]*@['\">)\]]*)?(?: (?:is|was|are|were|has been|has"
        r"|you (?:are|were)[^.]{0,30}))?"
        r"[ :]*(?:(?:currently|also|either|been)? ?)?(?:unknown|un-?known|not (?:be )?(?:found|known|recognized"
        r"|recognised"
        r"|exist\w*|listed|registered|local|on (?:this|our)|in (?:our|my|the)|present|valid|a valid"
        r"|a known)|invalid\b|(?:does|do|did)(?:n't| not) exist"
        r"|nonexistent|nonexistant|no longer (?:exist|valid)|missing|could not be found|(?:is )?undeliverable"
        r"|not active\b)",
        r"(?:unknown|invalid|no such|non-?existent|nonexisting|illegal|wrong|incorrect|unrecogni[sz]ed|bad"
        r"|not a (?:valid|known)|no valid|undefined)"
        r" (?:or (?:unknown|invalid|inactive|illegal) |e-?mail |mail |virtual |local |smtp |recipient |destination "
        r"|user |rcpt |to )*"
        r"(?:user|recipient|mail ?box|account|address|person|alias|addressee|rcpt|login|customer|destination"
        r"|local ?part|username|name)",
        r"no (?:local )?(?:mail ?box|account|user|one|such|person)[^.]{0,60}(?:here|by that name|with that|at this"
        r"|found|available|address)",
        r"there is no (?:one|user|such|account|mailbox)[^.]{0,30}|nobody (?:here|with)|user[^.]{0,20}isn't"
        r"|no existe|not our customer",
        r"(?:doesn't|does not|don't|do not) have (?:a|an)[^.]{0,60}(?:account|mailbox)",
        r"(?:email |e-mail )?account that you tried to reach (?:does not exist|is disabled)|was not found (?:in|at)"
        r"|wasn't found",
        r"recipient (?:address )?rejected:? access denied|recipnotfound|recipient ?notfound"
        r"|resolver\.adr\.\w*notfound|badrecipient|mailboxnotfound|nosuchuser|unknownuser",
        r"recipient (?:name|address)[^.]{0,20}not recogni[sz]ed|not (?:a )?known (?:at|to|user|recipient)"
        r"|unknown in (?:local|virtual|relay)",
        r"(?:local|virtual|relay|recipient|canonical|alias|user)[ _-]?(?:recipient |mailbox |alias )?(?:table|maps"
        r"|directory)",
        r"is not a (?:valid|known|registered|recognized)[^.]{0,20}(?:user|mailbox|recipient|address|e-?mail"
        r"|gateway)?",
        r"not listed in|not (?:present )?in (?:the )?(?:domino|public|name|address) directory|no matches to name",
        r"badrcptto|bad ?rcpt|validrcptto|bad (?:recipient|destination) (?:mailbox )?address"
        r"|address (?:does not|doesn't) exist|user[- ]doesnt[- ]exist",
        r"(?:address|mailbox|user|account|recipient) [^.]{0,60}(?:does not exist|doesn't exist|not exist\b"
        r"|no longer exists?)",
        r"\b(?:users?|recipient|mailbox|account)\b ?[<(\"'\[]*@?[>)\"'\]]* ?(?:\.\.\. ?)?unknown|unknown recipient"
        r"|user ?unknown|unknown ?user",
        r"\bno such (?:user|recipient|mailbox|person|account|address|address here|login|customer)|no user by"
        r"|no recipients? found",
        r"destination addresses were unknown|addresses? (?:were|was|is) unknown"
        r"|address (?:is )?wrong or no longer valid",
        r"nessun utente|utente (?:sconosciuto|inesistente)|casella[^.]{0,20}inesistente"
        r"|destinatario (?:sconosciuto|desconocid|inexistente)",
        r"(?:empfanger|benutzer|adressat|postfach|e-?mail-?adresse|adresse)[^.]{0,50}(?:unbekannt"
        r"|existiert (?:leider )?nicht|nicht (?:gefunden|bekannt|vorhanden)"
        r"|konnte nicht gefunden|ungultig)|unbekannter (?:benutzer|empfanger)",
        r"(?:utilisateur|destinataire|adresse|boite|compte)[^.]{0,50}(?:inconnue?|n'existe pas|introuvable"
        r"|inexistante?|invalide|n'a pas ete trouve)",
        r"(?:usuario|direccion|destinatario|cuenta|buzon)[^.]{0,50}(?:no existe|desconocid|no encontrad"
        r"|no se (?:ha )?enc[uo]?\w+|inexistente)|no existe (?:dicha|ese|el|la)",
        r"(?:usuario|endereco|destinatario|conta|caixa)[^.]{0,50}(?:nao existe|nao (?:foi )?encontrad|inexistente"
        r"|desconhecid)",
        r"(?:gebruiker|ontvanger|adres|geadresseerde|postvak)[^.]{0,50}(?:onbekend|bestaat niet|niet gevonden"
        r"|ongeldig)",
        r"(?:uzytkownik|odbiorca|adres)[^.]{0,40}(?:nieznan|nie istnieje|nie zostal znaleziony)"
        r"|modtageren[^.]{0,30}(?:ukendt|findes ikke)",
        r"(?:mottagaren|anvandaren|adressen)[^.]{0,40}(?:finns inte|okand|hittades inte)"
        r"|(?:пользовател|получател|адрес|ящик)[^.]{0,40}(?:не найден|не существует|неизвест)",
        r"(?:nao|no) (?:foi possivel|se pudo) (?:encontrar|localizar)[^.]{0,30}(?:endereco|direccion|destinat)",
        r"該当.{0,20}(?:ユーザ|アドレス)|宛先.{0,20}(?:存在しません|見つかりません|不明)|用户不存在|收件人.{0,10}(?:不存在|无效)",
    ),
    _row(
        "dead",
        "the address was given up",
        r"(?:account|mail ?box|user|address|recipient|e-?mail)[^.]{0,50}(?:disabled|deactivated|(?:been )?(?:closed"
        r"|terminated|deleted|removed|discontinued|cancelled|decommissioned)|inactive|no longer (?:active|in use"
        r"|used|accept|available|valid|with|work|monitored|employed))",
        r"(?:disabled|deactivated|inactive|closed|deleted|terminated|discontinued|dormant|abandoned"
        r"|expired) (?:e-?mail |user )?(?:account|mail ?box|user|recipient|address)",
        r"no longer (?:a valid|with|works? (?:here|for|at)|accepts? (?:e-?)?mail|on (?:this )?server|in use"
        r"|an employee)|left the company",
        r"address (?:has changed|changed)|has moved|user[^.]{0,20}moved|mailbox (?:has )?moved|new address"
        r"|extended inactivity|user is terminated",
        r"not an active (?:address|account|user|mailbox)"
        r"|(?:adresse|konto|postfach)[^.]{0,30}(?:deaktiviert|geloscht|gesperrt|nicht mehr (?:gultig|aktiv|in))",
        r"(?:compte|adresse|boite)[^.]{0,40}(?:desactivee?|ferme|supprime|n'est plus)"
        r"|(?:cuenta|conta|account)[^.]{0,40}(?:desactivad|deshabilitad|cerrad|desativad|encerrad|disattivat)",
        r"(?:casilla|cuenta|buzon)[^.]{0,20}(?:ha expirado|caducad)|mailbox ?disabled|account ?disabled"
        r"|archived recipient|destinataire archivee",
    ),
    _row(
        "blocked",
        "a virus or a forbidden attachment was seen in it",
        r"virus|malware|infected|attachment|executable|banned (?:file|name|content|extension|type)|trojan|dangerous"
        r"|unsafe"
        r"|contains a? ?(?:file|link|url)|security issue",
    ),
    _row(
        "blocked",
        "our mail is not authenticated as they ask (SPF, DKIM, DMARC)",
        r"\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|authenticat|sender policy framework|domainkeys"
        r"|not authorized to send|unauthorized (?:mail|sender)",
    ),
    _row(
        "blocked",
        "our sending address has a bad reputation there",
        r"reputation|black ?list|block ?list|deny ?list|dnsbl|rbl\b|\bsbl\b|spamhaus|spamcop|barracuda|sorbs"
        r"|senderscore|cloudmark|proofpoint|invaluement",
        r"(?:listed|found) (?:in|on|at|by) [^.]{0,30}(?:list|bl\b|rbl|zen)|client host (?:rejected|blocked|@)|poor"
        r"|trustworth|blocked using|banned sending ip|unusual rate",
        r"(?:your|the|sending|connecting|client|this|source|from)[ -](?:ip|server|host|network|address"
        r"|mta)[^.]{0,60}(?:block|reject|denied|refus|listed|banned|not (?:allowed|permitted|accept|welcome))",
        r"(?:mail|messages?|connections?|e-?mails?|traffic|access) from[^.]{0,50}(?:block|reject|denied|refus"
        r"|not (?:allowed|permitted|accept|welcome)|banned|temporarily deferred|prohibit)",
        r"(?:messages?|mails?) from[^.]{0,60}(?:weren't|were not|not) sent|blocked (?:by|for|due|because)"
        r"|ip (?:address )?[^.]{0,30}(?:block|reputation|banned)"
        r"|temporarily deferred due|user complaints|too many complaints|access denied\. ip|ip name lookup",
    ),
    _row(
        "blocked",
        "it was taken for spam",
        r"\bspam|\bphish|\bjunk\b|unsolicited|\bbulk (?:e-?)?mail|uce\b|\bube\b|razor|spamassassin|bayes|dcc\b"
        r"|greymail|marketing e-?mail",
        r"message looks? like|suspected|suspicious|high probability|classified as"
        r"|content (?:filter|rejected|scan|was|denied|blocked|reject|restrict)",
    ),
    _row(
        "blocked",
        "our server has no right name (PTR)",
        r"\bptr\b|reverse (?:dns|lookup|hostname|host|mapping|name)|rdns|helo (?:name|command|rejected)"
        r"|(?:ehlo|helo)[^.]{0,30}(?:invalid|reject|mismatch)",
        r"(?:cannot|can't|could not|unable to|unresolvable) [^.]{0,30}(?:find your|resolve (?:your|client)|reverse)"
        r"|your (?:hostname|host ?name|reverse)|dynamic ip|residential|fix reverse|no reverse"
        r"|cannot find your hostname",
    ),
    _row(
        "blocked",
        "they wanted it to come again later (greylisting)",
        r"gr[ea]y[- ]?list|try again (?:in|after|later)|come back later|temporarily deferred|deferred\b",
    ),
    _row(
        "blocked",
        "it could not be handed over in time",
        r"timed? ?-?out|expired?\b|in the queue too long|queue (?:time|expir|lifetime)"
        r"|(?:cannot|could not|couldn't|can't) send message for|retry time|delivery time|too long|gave up|giving up"
        r"|lifetime|(?:was|been|is) undeliver\w+ for|(?:over|after|for) \d+ (?:days|hours)|retried|after trying"
        r"|zu lange",
        r"connection (?:was )?(?:refused|reset|lost|dropped|failed|closed|died|broken)"
        r"|(?:no route to|cannot reach|unreachable|not reachable) ?(?:host|network)?|lost connection"
        r"|(?:couldn't|could not|unable to|cannot|failed to) (?:connect|establish|open|contact|reach)"
        r"|not responding|no answer from|unreachable|network (?:error|problem|is)|host is down"
        r"|not accept our requests",
        r"name ?server|\bdns\b|temporary (?:failure|lookup|resolution|dns)|try again|tls\b|handshake|starttls"
        r"|certificate|no available|socket error|connect fail",
    ),
    _row(
        "blocked",
        "their server does not relay for us",
        r"relay(?:ing)?[^.]{0,40}(?:denied|not (?:allowed|permitted|possible)|prohibit|restrict|refus|disallow)"
        r"|(?:not|won't|cannot|don't|unable to|denied|no|disallowed|prohibited"
        r"|restricted) (?:accept )?(?:to )?relay|insecure mail relay|local sender|not a gateway",
        r"rcpthosts|not (?:a )?local|must (?:be )?authenticat|login (?:required|first)|not one of our"
        r"|isn't (?:one of|in) |relay",
    ),
    _row(
        "blocked",
        "a rule of theirs refused it",
        r"polic(?:y|ies)|prohibit|not (?:allowed|permitted|authori[sz]ed|accepting|accepted)|denied by"
        r"|administrat(?:ive|ively|or)|violat|restrict|forbidden|compliance|rfc ?-?\d+|non-?compliant|not compliant"
        r"|syntax|bare (?:lf|cr|line)|header|mime|malformed|format|encoding|content",
        r"recipient preferences|only accept(?:s|ing)? (?:mail|messages)"
        r"|refuse[sd]? (?:to|by|the|your|this|all|mail)"
        r"|rejected by (?:the )?(?:recipient|user|rule|filter|server|content|administrator|local)"
        r"|user (?:rules?|reject)|blocked by|filter|security|whitelist|white ?list|allow ?list|greet"
        r"|not_?authorized|notauthorized",
        r"message (?:was |is |has been )?(?:rejected|refused|blocked|denied|discard|content)"
        r"|(?:mail|e-?mail) (?:rejected|refused|blocked|rejete|not accepted)|transaction failed|access denied"
        r"|service (?:unavailable|refused|not available|denied|currently)"
        r"|closing (?:transmission|connection|channel)|rejetee?|abgelehnt|rechazad|recusad|rifiutat|geweigerd|拒否|拒绝"
        r"|拒收",
    ),
    _row(
        "blocked",
        "their system has a fault",
        r"(?:local|system|internal|server|temporary|software|configuration|application|program|pipe|database|i/o"
        r"|input/output|script|mailer|operating system|processing|lookup|unexpected|read|write|ldap|mda|procmail"
        r"|lda) (?:configuration )?(?:error|problem|failure|fault|malfunction)",
        r"command (?:died|failed|not|rejected|unrecogni[sz]ed|time)|misconfigur"
        r"|can(?:'t|not) (?:create|open|write|access|append|chdir|connect)|permission denied|no such file"
        r"|unable to (?:deliver|write|create|open|chdir)|signal \d+|exit (?:code|status)|died with"
        r"|returned (?:an )?error|out of (?:memory|resources)|overload|too busy|system (?:not|resources|down|load)"
        r"|maintenance|shutting down|unavailable, please|errors from|lock(?:ed)? file|not (?:operational|capable)"
        r"|could not complete|alias loop|owner problem|forward file|i'm going to",
    ),
)
"""In order; the first that is found decides."""

WEAK: Final = (
    _row(
        "dead",
        "nobody has the address",
        r"mail ?box (?:is )?un(?:available|avaiable)|requested action not taken|account (?:is )?unavailable"
        r"|(?:recipient|address|rcpt|user)[^.]{0,30}(?:rejected|refused|denied|not accepted|not ok|undeliverable)"
        r"|recipient refuses|can't accept user|rejected: access denied",
        r"no valid recipients|not (?:deliverable|reachable)\b|address error|unable to accept|no mailbox"
        r"|not accept(?:ing)? mail for",
    ),
)
"""Standard words that many servers say of an address that nobody has, and some of everything."""

LATER: Final = re.compile(
    r"delivery (?:\w+ )?(?:has been |is |was |status notification \()?delay|(?:delayed|delay) (?:mail|delivery|\d+)"
    r"|message (?:is |was |\S+ )?delayed"
    r"|this is a warning message only|do not need to resend|not yet been delivered|has not (?:yet )?been delivered"
    r"|still (?:undelivered|trying)|will (?:keep|continue)(?: to)? try|(?:will be|is being) retried"
    r"|attempts? will continue|will retry for"
    r"|could not be delivered yet|keeps? trying|temporary problem delivering|warning: (?:could not send|message)"
    r"|delivery incomplete"
    r"|there was a temporary problem|nous (?:continuerons|allons continuer)"
    r"|zustellung (?:wurde )?(?:verzogert|verzoegert)|noch nicht zugestellt"
    r"|wird weiter versucht|versuche werden fortgesetzt|retrasad|entrega atrasada|vertraagd|en attente de remise"
    r"|remise (?:a ete )?(?:differee|retardee)"
    r"|in ritardo|opozni"
)
"""A warning that it takes long: nobody need see it."""

GIVEN_UP: Final = re.compile(
    r"giving up|gave up|failed permanently|permanent(?:ly)? (?:fatal )?(?:error|failure|failed)|undeliverable"
    r"|could not be delivered to|couldn't be delivered|was not delivered"
    r"|returned to sender|delivery (?:has )?failed|fatal errors|not going to try again|too long|will not be retried"
    r"|no further"
)

FAILED: Final = re.compile(
    without_accents(
        r"undeliver|non-?deliver|not deliver|nondeliver"
        r"|deliver\w* (?:status|fail|has failed|problem|error|incomplete|report|unsuccess|to the following"
        r"|notification|not possible)"
        r"|fail\w* (?:notice|delivery|deliver|to deliver|permanently|mail|message)"
        r"|return(?:ed|ing) (?:mail|message|e-?mail|to sender)|return(?:ed)? to sender"
        r"|mail (?:delivery|system error|error|could not)|could not (?:be delivered|deliver|send)"
        r"|couldn't be (?:delivered|sent)|message (?:not|could not|delivery|failed|bounced)"
        r"|unable to deliver|cannot (?:be delivered|deliver|send)|error sending|problem delivering|user unknown"
        r"|unknown user|did not reach|address not found"
        r"|unzustellbar|nicht (?:zugestellt|zustellbar|ausgeliefert)|zustellung (?:fehlgeschlagen|nicht)"
        r"|non remis|echec de (?:la )?(?:remise|livraison|distribution)"
        r"|n'a pas (?:pu etre|ete) (?:remis|livre|distribue|delivre)|non distribu"
        r"|retour a l'(?:expediteur|envoyeur)|remise (?:impossible|echou)"
        r"|no se (?:puede|pudo|ha podido) entregar|no entregad|error de entrega|no ha sido entregad"
        r"|nao (?:entregue|foi (?:possivel entregar|entregue))|nao pode ser entregue|falha na entrega"
        r"|onbestelbaar|niet (?:bezorgd|worden bezorgd|afgeleverd)|bezorging (?:is )?mislukt"
        r"|mancata consegna|impossibile (?:consegnare|recapitare)"
        r"|non (?:e stato (?:recapitat|consegnat)\w*|recapitat|consegnat)"
        r"|niedostarcz|nie (?:zostala|mozna) dostarcz|kunde inte levereras|olevererat|kunne ikke leveres"
        r"|ikke leveret|olevererbar"
        r"|не(?: было| была)? доставлен|недоставлен|возврат|не удалось доставить"
        r"|送信できません|配信(?:できません|不能|エラー)|退信|无法投递|投递失败"
    )
)
"""How a mail system begins to say that a mail did not arrive; counts only where a mail system writes."""

CALLED: Final = re.compile(
    without_accents(
        r"delivery|deliver|bounce|blocked|rejected|failure|failed|warning|delayed|error|\bndn\b|\bdsn\b|\bndr\b"
        r"|mailbox full|returned|retour"
        r"|zustell|fehler|remise|echec|fallo|devuelto|devolvid|falha|bezorg|mislukt|notifica|zwrot|エラー|配信|配送|宛先|未送信"
    )
)
"""The same, of the mail of a mail system, which writes little else."""

CUT: Final = re.compile(
    r"(?im)^[ \t>*]*(?:-+ ?(?:this is a copy of (?:the|your) message|below this line is a copy|the (?:header|body"
    r"|text) of the original|(?:the )?original (?:message|mail|e-?mail)|unsent message"
    r"|message headers? follow|returned (?:message|mail)|undelivered message|begin message|original (?:text|letter)"
    r"|message header|content of|header|mensaje original|original mail info|message details|start of"
    r"|non-delivered mail|ursprungliche|the attached)[^\n]*"
    r"|original message follows\.?|below is a copy of the original message:?"
    r"|original (?:message|mail)(?: as follows| follows| headers)?:"
    r"|the (?:body|headers?) of your message (?:was|were|follow)[^\n]*|message headers follow:?"
    r"|copy of the original message[^\n]*|your original message (?:is|was)[^\n]*"
    r"|the original message (?:is attached|follows|was:)[^\n]*|received: ?(?:from|by|\()[^\n]*"
    r"|return-path: ?<[^\n]*|x-[a-z-]+: [^\n]*)\s*$"
)
"""Where the copy of the mail that came back begins."""

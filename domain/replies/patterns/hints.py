"""Hints that somebody has had enough, or that we write to the wrong person: no stop, no "no" and no sigh in them.

By kind, in seven languages side by side: asking for the last time, handing our messages to others, a number or a
mailbox that is somebody else's by now, where our messages are seen or heard, what was settled long ago, nobody having
asked, what they would put up with, and that it's too late for all this. All are doubts: a person looks at them (R3).
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_END: Final = r"(?=[ \n]*(?:[.!?,;:…]|$))"
_FEW: Final = r"(?: [\w'-]+){0,3}"
_SOME: Final = r"(?: [\w'-]+){0,5}"
_IT: Final = (
    r"(?:it|this|these|that|them|everything|(?:the|your|this) (?:whole )?(?:lot|thread|chain|mails?|texts?|messages?)"
    r"|all of (?:it|this|these)|es|das|alles|den (?:ganzen )?(?:vorgang|verlauf)|ihre (?:mails?|nachrichten)"
    r"|tout|l'ensemble|le tout|ca|cela|vos (?:mails?|messages)|todo|esto|lo|el asunto|sus (?:correos|mensajes)|tudo"
    r"|isto|isso|as (?:vossas|suas) mensagens|alles|het(?: geheel)?|dit|jullie (?:mails|berichten)|tutto|questo"
    r"|la cosa"
    r"|le vostre mail)"
)
_WATCHDOGS: Final = (
    r"(?:works council|union(?: rep)?|ombudsman|regulator|trading standards|data protection (?:officer|authority)"
    r"|compliance|it security|betriebsrat|personalrat|gewerkschaft|datenschutzbeauftragten?|datenschutz\w*"
    r"|verbraucherzentrale|bundesnetzagentur|delegue a la protection des donnees|cnil|syndicat|comite d'entreprise"
    r"|dgccrf|delegado de proteccion de datos|agencia(?: espanola)? de proteccion de datos|aepd|sindicato"
    r"|comite de empresa|consumo|encarregado d[ea] protecao de dados|procon|cnpd|anpd|deco"
    r"|functionaris gegevensbescherming|autoriteit persoonsgegevens|ondernemingsraad|vakbond|consumentenbond"
    r"|acm|responsabile della protezione dei dati|garante(?: privacy)?|agcm|rsu)"
)
_TO_THEM: Final = (
    r"(?:to|with|by|in the hands of|a|al|all[ao]|alle?|ans?|an (?:den|die|das|unseren|unsere)|beim?|bei (?:dem|der"
    r"|unserem)"
    r"|zum|zur|unserem|unserer|au|aux|a notre|a la|entre les mains d[ue]|chez|en manos del?|nas maos d[oa]"
    r"|bij|bij (?:de|onze)|naar|aan|nelle mani d[ei]l?|dal|del|de|do|da|ao|para [ao]|no|na|en)"
    r"(?: (?:the|our|my|your|dem|der|den|die|unserem|notre|nos|le|la|el|nuestro|nuestra|o|a|nosso|nossa|de|onze|il"
    r"|nostro"
    r"|nostra))?"
)
_NAMED: Final = (
    r"(?!(?:i|he|she|they|we|you|it|who|er|sie|ich|wir|il|elle|on|el|ella|ele|ela|hij|zij|ze|lui|lei)\b)[\w-]+"
)
_CALLED: Final = (
    r"(?:a certain|some(?:one|body)? called|einen|eine|ein gewisser|un certain|une certaine|un tal|una tal"
    r"|um tal(?: de)?|uma tal(?: de)?|ene|een zekere|un certo|una certa)"
)

HINTS: Final = Language(
    doubt=(
        # for the last time
        r"(?:ask\w*|say\w*|tell\w*|warn\w*|request\w*)(?: [\w']+){0,3} (?:one|for the|a) (?:very )?(?:last"
        r"|final) time",
        rf"(?:my|the) (?:final|last) (?:word|warning)(?: on (?:the matter|this|it))?{_END}"
        r"|(?:won'?t|will not|not going to) (?:say|ask|repeat) (?:it|this|myself"
        rf"|that)(?: again)?(?: after today)?{_END}",
        r"(?:bitt\w*|sag\w*|frag\w*|warn\w*)(?: \w+){0,3} (?:ein|zum) (?:aller)?letzte[ns]? mal"
        r"|(?:mein|das) letzte[sn]? wort(?: (?:dazu|in der sache|war))*"
        rf"{_END}|(?:ein weiteres|noch ein|kein zweites) mal (?:sag|bitt|frag)\w* ich(?: \w+){{0,2}} nicht"
        r"|ich (?:sage?|frage?|bitte?)(?: \w+){0,2} nicht noch (?:ein|mal)\w*",
        r"(?:demande|dis|previens|repete)\b[^.!?\n]{0,30} (?:pour la|une) derniere fois"
        rf"|(?:c'est|ce sera) mon dernier (?:mot|avertissement){_END}|(?:ne )?me repeterai pas"
        r"|la prochaine fois je (?:porte|saisis|depose|vous)",
        r"(?:pido|digo|aviso|repito)\b[^.!?\n]{0,30} (?:por|una) ultima vez|(?:es )?mi ultim[ao] (?:palabra|aviso)"
        rf"{_END}|no (?:pienso|voy a|quiero) (?:repetirlo|repetirme|decirlo (?:mas|otra vez))",
        r"(?:peco|digo|aviso|repito)\b[^.!?\n]{0,30} (?:pela|uma) ultima vez|(?:e )?a minha ultima palavra"
        rf"{_END}|minha ultima palavra{_END}|nao (?:me vou|vou(?: me)?) repetir|nao volto a (?:dizer|pedir|repetir)",
        r"(?:vraag|zeg|verzoek|waarschuw)\b[^.!?\n]{0,25} (?:nog )?(?:een|voor de) (?:laatste keer|keer netjes)"
        rf"|(?:dit is )?(?:mijn|m'n) laatste woord{_END}|(?:ga|zal) (?:het|dit"
        r"|mezelf) niet (?:nog eens )?(?:herhalen|zeggen)",
        r"(?:chiedo|dico|ripeto|avviso)\b[^.!?\n]{0,30} (?:per l'|un')ultima volta"
        rf"|(?:e )?la mia ultima parola{_END}|non (?:ho intenzione di|intendo|voglio|saro qui a) ripetermi"
        r"|non lo (?:ripeto|ripetero|diro) (?:piu|un'altra volta)",
        # handed to others
        r"(?:passed|handed|forwarded|sent|referred|reported|gone|going"
        rf"|goes)(?: {_IT})?(?: on)? {_TO_THEM} {_WATCHDOGS}"
        rf"|{_IT} (?:is |has been |was )?(?:now )?(?:handed|passed|with|forwarded)(?: to)?(?: (?:the|my"
        rf"|our))? {_WATCHDOGS}"
        rf"|my {_WATCHDOGS} (?:has|have|knows|is)(?: \w+){{0,3}} {_IT}",
        rf"(?:liegt|geht|ging|ist|landet)(?: \w+){{0,3}} {_TO_THEM} {_WATCHDOGS}"
        rf"|{_IT}(?: \w+){{0,3}} {_TO_THEM} {_WATCHDOGS}"
        r" (?:ubergeben|weitergeleitet|gemeldet|weitergegeben)",
        rf"(?:c'est|ce sera|tout est)(?: \w+){{0,2}} (?:desormais )?{_TO_THEM} {_WATCHDOGS}"
        rf"|(?:transmis|transfere|signale|remis)(?: {_IT})? {_TO_THEM} {_WATCHDOGS}|saisi[sr]? (?:la|le) {_WATCHDOGS}",
        rf"(?:lo|la|los) (?:tiene|lleva|ve)(?: \w+)? (?:el|la) {_WATCHDOGS}|(?:acudo|ire|voy|va|paso|traslad\w+|pasado"
        rf"|reenviado)(?: {_IT})?(?: \w+)? {_TO_THEM} {_WATCHDOGS}",
        rf"(?:ja )?(?:esta|vai|segue|seguiu|encaminh\w+|pass\w+|entreg\w+)(?: {_IT})? {_TO_THEM} {_WATCHDOGS}"
        rf"|(?:faco|apresento) (?:uma )?queixa {_TO_THEM} {_WATCHDOGS}",
        r"(?:ligt|gaat|ging|stap|doorgestuurd|gemeld|neergelegd"
        rf"|stuur)(?: {_IT})?(?: \w+){{0,3}} {_TO_THEM} {_WATCHDOGS}"
        rf"|{_IT} {_TO_THEM} {_WATCHDOGS}(?: \w+){{0,1}} (?:neergelegd|gemeld|gegeven)",
        rf"(?:se ne occupa|ci pensa|lo (?:vede|segue)) (?:il|la|il mio|il nostro) {_WATCHDOGS}|(?:girato|inoltrato"
        r"|segnalato"
        rf"|passato)(?: {_IT})? {_TO_THEM} {_WATCHDOGS}|mi rivolgo {_TO_THEM} {_WATCHDOGS}",
        r"(?:looks|smells|reads)(?: a bit)? (?:like|of) (?:phishing|a scam|spam)|(?:sieht|riecht) nach (?:phishing"
        r"|betrug"
        r"|spam)"
        r"|(?:ca|cela) (?:sent|ressemble a) (?:l'hameconnage|l'arnaque|du phishing|une arnaque)"
        r"|huele a (?:phishing|estafa|timo)|cheira(?:-me)? a (?:phishing|burla|golpe|fraude)"
        r"|(?:ruikt|lijkt) naar (?:phishing|oplichting)|lijkt (?:wel )?(?:op )?(?:phishing|oplichting)"
        r"|puzza di (?:phishing|truffa)|(?:taking|took|taken|kept) (?:\w+ )?screenshots of (?:all|every|your|these)",
        # somebody else's by now
        rf"{_NAMED} (?:must have|has|seems to have|probably) (?:changed|swapped|lost) (?:his |her "
        r"|their )?(?:numbers?|phones?)"
        rf"|no {_NAMED} (?:at|on|lives? at) this (?:address|number|house)"
        r"|this (?:mailbox|inbox|number|line|address|phone)(?: \w+)? (?:now )?belongs to (?!me\b|my (?:new|own))\w+"
        r"|(?:had|got|have|have had) this (?:sim|number|line|phone)(?: card)? (?:two|three|four|five|six|a|since|for"
        r"|only|just|\d)"
        rf"{_SOME} (?:and|but)? ?(?:all|only|keep|still|nothing)",
        rf"{_NAMED} hat (?:wohl|anscheinend|vermutlich|offenbar) (?:die|seine|ihre|eine neue) nummer"
        r"(?: gewechselt)?|diese[rs]? (?:postfach|nummer|anschluss|adresse) (?:gehort|ist)(?: (?:jetzt|inzwischen"
        r"|nun|mittlerweile))"
        r"(?! (?:mir|meine|aktuell|richtig|gultig))|(?:standig|dauernd|nur|immer)(?: \w+){0,3} (?:fur|wegen) "
        rf"{_CALLED} \w+|einen? \w+ gibt(?: e|')?s hier nicht",
        rf"{_NAMED} a (?:du|sans doute) chang(?:er|e) de (?:numero|telephone)|cette (?:boite|ligne"
        r"|adresse) (?:appartient"
        r"|est)(?: (?:maintenant|desormais|a present)) (?!la mienne|a moi|bien|la bonne|ok)\w+|(?:trucs|messages"
        r"|choses"
        rf"|mails) pour (?:{_CALLED} )?"
        rf"(?!moi\b|le\b|la\b|les\b|l'|mon\b|ma\b|mes\b)\w+{_END}|ne (?:recois|receois) que",
        rf"{_NAMED} (?:habra|debe (?:de )?haber|ha debido de) cambi\w+ de (?:numero|telefono)|est[ea] (?:buzon|linea"
        r"|numero|correo)"
        r" (?:es|pertenece)(?: (?:ahora|ya))(?: (?:de|a|al|del)) (?!mi\b)\w+|(?:cosas|mensajes"
        rf"|correos) de {_CALLED} \w+",
        rf"{_NAMED} deve ter (?:trocado|mudado) de (?:numero|telefone|telemovel)|est[ea] (?:caixa|linha|numero"
        r"|endereco)"
        rf" (?:e|pertence)(?: (?:agora|ja))? ?(?:agora )?d[aoe] (?!m)\w+|so (?:chega|recebo)\b{_FEW} (?:para|pro|do"
        r"|da) \w+",
        rf"{_NAMED} zal wel een ander (?:nummer|telefoon) hebben|deze (?:mailbox|lijn|nummer|postbus) is (?:nu"
        r"|inmiddels) van "
        rf"(?!mij\b|mijn\b)\w+|(?:spul|berichten|dingen|mails) voor {_CALLED} \w+",
        rf"{_NAMED} (?:avra|deve aver) cambiato (?:il )?numero|quest[ao] (?:casella|linea|numero"
        r"|indirizzo)(?: (?:adesso|ora|ormai))"
        r" e (?!il mio|la mia|mio\b|mia\b|giust|attiv|libero|ok)(?:d\w* |nostr\w+ )\w+|(?:arriva"
        rf"|ricevo) solo (?:roba|cose|messaggi) per (?:{_CALLED} )?\w+",
        # where they are seen and heard
        r"(?:pops?|comes?|shows?) (?:up|through)? ?on (?:the|our|my) (?:big |car |work |shared )(?:screen|display"
        r"|phone|tablet)",
        r"(?:erscheint|lauft|steht|landet)(?: \w+){0,4} (?:auf|am) (?:dem |unserem )?(?:grossen"
        r"|gemeinsamen) (?:bildschirm|monitor)"
        r"|(?:s'affiche\w*|apparai\w+) sur (?:le |l')(?:grand )?ecran (?:de|du|commun)|(?:sale|salen"
        r"|aparece\w*) (?:\w+ )?en la pantalla "
        r"(?:grande|comun|del? )|aparec\w+ no (?:ecra|tela)(?: grande)? (?:da|do|de)|(?:verschijn\w*"
        r"|komt)(?: \w+){0,4} op het (?:grote "
        r"|gedeelde )scherm|(?:compai\w+|appai\w+) sul (?:monitor|schermo) (?:grande|comune)",
        r"(?:reads?|read) (?:your|these|them) (?:texts?|messages?|mails?)? ?(?:out )?aloud"
        r"|(?:werden|liest)(?: \w+){0,4} laut (?:vor|vorgelesen)"
        r"|(?:lus?|lit)(?: \w+){0,3} a (?:voix haute|haute voix) (?:dans|devant)|(?:lee|leen) sus mensajes en voz alta"
        r"|(?:le|leem) as (?:vossas|suas) mensagens em voz alta|jullie berichten hardop (?:voor|voorgelezen)"
        r"|vostri messaggi (?:vengono|sono) letti ad alta voce",
        # settled long ago
        r"(?:assured|promised|told) me(?: that)? (?:it|this|i'?d|i had|i was|all of this"
        r"|that)(?: [\w']+){0,3} (?:taken care of|sorted|done|settled"
        r"|closed|dealt with|off)|(?:swear|sure|thought|believe\w*)(?: that)? i(?:'d| had)? (?:closed|settled|ended"
        r"|sorted|dealt with"
        r"|sent you away) (?:this|that|it)",
        r"(?:hatte|habe) (?:ich )?(?:doch|das doch|es doch)(?: \w+){1,5} (?:geklart|erledigt|besprochen, dass)"
        r"|(?:versichert|zugesagt),? (?:die sache|das|es|damit)(?: \w+){0,2} (?:sei|ware|ist) (?:\w+ )?(?:erledigt"
        r"|vom tisch|geklart)"
        r"|(?:den )?haken(?: \w+){0,3} (?:rausgenommen|entfernt|weggemacht)",
        r"(?:assure|promis|dit|garanti) que c'etait (?:fait|regle|en ordre)|(?:croyais|pensais)(?: \w+){0,3} regle\w*"
        r"|decoche la case",
        r"(?:aseguro|prometio|dijo|garantizo) que ya estaba (?:hecho|resuelto|arreglado|todo)|(?:creia"
        r"|pensaba)(?: que)?(?: \w+){0,4}"
        r" (?:cerrado|zanjado|resuelto)|desmarque la casilla",
        r"(?:garantiu|prometeu|disse|assegurou)(?:-me| me)? que ja estava (?:tratado|feito|resolvido)|(?:achava"
        r"|pensava|julgava)(?: que)?"
        r"(?: \w+){0,4} (?:encerrado|tratado|resolvido)|desmarquei a (?:opcao|caixa)",
        r"(?:verzekerde|beloofde|zei)(?: \w+)? dat het (?:in orde|geregeld|gebeurd|klaar) (?:was|zou)"
        r"|dacht dat dit(?: [\w-]+){0,4} (?:geregeld"
        r"|afgerond|voorbij)|(?:het )?vinkje(?: \w+)? (?:weggehaald|uitgezet|verwijderd)",
        r"(?:assicurato|promesso|detto|garantito) che era (?:tutto (?:a posto|fatto|risolto)|fatta)|(?:credevo"
        r"|pensavo)(?: che)?(?: \w+){0,4}"
        r" (?:chius[ao]|risolt[ao])|tolto la spunta",
        # nobody asked them, or never heard of us
        rf"(?:nobody|no one)(?: ever)? asked (?:me|us)(?: (?:if|whether)(?: [\w']+){{0,4}})?{_END}"
        r"|(?:on what|under which|on which) (?:grounds?|legal basis|basis)(?: (?:am i|are you"
        r"|do you))(?: being)? (?:writ\w+|contact\w+"
        r"|messag\w+|text\w+|mail\w+)|as a (?:joke|prank)[^.!?\n]{0,20} (?:my|this) (?:address|number|name)"
        r"|(?:typed|put|entered|given)(?: in)? my (?:address|number|name|details)(?: \w+){0,2} (?:for|as) a (?:joke"
        r"|laugh|prank)"
        r"|never heard of (?:you|acme|this company|your (?:company|firm|agency))(?: (?:lot|people|before"
        rf"|in my life))*{_END}",
        r"(?:mich hat|hat mich) (?:keiner|niemand) gefragt|(?:auf welcher"
        r"|mit welcher) (?:rechts)?grundlage (?:schreib|kontakt|sprech)\w*"
        r"|(?:scherz|spass|streich) mit meiner (?:adresse|nummer|mail)|(?:von (?:ihnen|euch|acme"
        r"|dieser firma))(?: \w+){0,5} noch (?:nie|nichts)"
        r" gehort",
        r"personne ne m'a (?:demande|consulte)|a quel titre (?:m'|est-ce que vous m'|me )\w+|(?:saisi|mis"
        r"|donne) mon (?:adresse|numero|nom)"
        r" pour (?:rire|s'amuser|plaisanter)|jamais entendu parler (?:de vous|d'acme|de (?:votre|cette) (?:societe"
        rf"|boite|agence)){_END}",
        r"(?:nadie me|a mi nadie me) (?:pregunto|consulto)|con que (?:base|derecho"
        r"|motivo)(?: legal)? me (?:escrib\w+|contact\w+|mand\w+)"
        r"|(?:puesto|dado|metido) mi (?:direccion|numero|correo|nombre) (?:de|por|en) broma|(?:oido"
        r"|oi) hablar de (?:acme|ustedes|vosotros"
        rf"|esta empresa|su empresa){_END}",
        r"ninguem me (?:perguntou|consultou)|(?:com que|em que) (?:base|direito"
        r"|fundamento)(?: legal)?(?: e que)?(?: me)? (?:estao|esta|escrev\w+"
        r"|contact\w+)|(?:posto|dado|metido|colocado) o meu (?:endereco|numero|nome|e-?mail) (?:por|de"
        r"|na) (?:brincadeira|gozo|partida)"
        r"|nunca (?:ouvi|tinha ouvido) falar d(?:a acme|e voces|essa empresa"
        rf"|esta empresa)(?: na (?:minha )?vida)?{_END}",
        r"niemand heeft (?:me|mij) (?:iets )?gevraagd|op welke (?:grond|basis) (?:word ik|schrijf\w*|benader\w*"
        r"|mail\w*)"
        r"|mijn (?:adres|nummer|naam)(?: \w+){0,2} voor de (?:grap|lol)|nog nooit van (?:acme|jullie|u"
        r"|dit bedrijf) gehoord",
        r"(?:nessuno mi ha|mica mi avete) (?:mai )?chiesto|a che titolo mi|con che diritto mi|(?:messo|dato"
        r"|inserito) il mio (?:indirizzo"
        r"|numero|nome) per (?:scherzo|gioco|ridere)|mai sentit[oa] (?:nominare|parlare di) (?:acme|voi"
        rf"|questa azienda)(?: in vita mia)?{_END}",
        # what they would put up with
        r"(?:before|until|till) (?:easter|christmas|summer|spring|autumn|september|next year"
        r"|the new year)[^.!?\n]{0,15} (?:nothing|quiet|silence)"
        r"|(?:quiet|nothing|silence|peace)[^.!?\n]{0,15} (?:before|until|till) (?:easter|christmas|summer|spring"
        r"|autumn|september|next year|then)"
        rf"{_END}|once a (?:quarter|month|year|season)(?: i could| would| is)? (?:live with|do|enough|plenty"
        r"|bearable|will do)",
        r"vor (?:ostern|weihnachten|dem (?:sommer|fruhjahr|herbst|neuen jahr))(?: \w+){0,2} (?:nichts|nix|ruhe)"
        r"|einmal im (?:quartal|monat|jahr|halbjahr)[^.!?\n]{0,12} (?:leben|reicht|genug|ertraglich)|(?:hochstens"
        r"|maximal) eine[ns]? (?:im|pro) "
        r"(?:monat|quartal|woche)",
        r"rien avant (?:paques|noel|l'ete|la rentree|le printemps|l'automne)|(?:un|une) par (?:mois|trimestre"
        r"|semaine) au (?:grand )?(?:maximum|plus)"
        r"|une fois par (?:trimestre|mois|an)[^.!?\n]{0,12} (?:m'irait|suffit|suffirait|supportable)",
        r"antes de (?:semana santa|navidad|verano|septiembre|primavera)(?: ya)?,? (?:nada|ni (?:una|uno))"
        r"|nada antes de (?:semana santa|navidad"
        r"|verano|septiembre|primavera)|(?:como mucho|maximo|a lo sumo) un[oa]? (?:al|por) (?:mes|trimestre|semana)",
        r"antes d[aoe] (?:pascoa|natal|verao|setembro|primavera),? nada|nada antes d[aoe] (?:pascoa|natal|verao"
        r"|setembro|primavera)"
        r"|(?:no maximo|quando muito) um[a]? (?:por|ao) (?:mes|trimestre|semana)|uma vez por (?:trimestre|mes"
        r"|ano)(?: ainda)? (?:aguento|chega|basta)",
        r"voor (?:pasen|kerst|de zomer|september|het voorjaar)(?: \w+)? (?:niets|niks|liever niets)|(?:hooguit"
        r"|maximaal) een (?:keer )?per "
        r"(?:maand|kwartaal|week)|een keer per (?:kwartaal|maand|jaar) (?:is te doen|is genoeg|volstaat)",
        r"prima di (?:pasqua|natale|settembre|primavera|estate),? (?:niente|nulla)|niente prima di (?:pasqua|natale"
        r"|settembre|primavera)"
        r"|(?:al massimo|massimo) un[ao]? (?:volta )?al (?:mese|trimestre|settimana)|una volta al (?:trimestre"
        r"|mese)[^.!?\n]{0,12}"
        r" (?:reggere|basta|sopportabile)",
        # the switch
        r"(?:off|mute|kill) (?:button|switch)(?: on you| for (?:you|this|these))?|(?:aus-?knopf|ausschalter"
        r"|stummtaste)"
        r"|(?:bouton|interrupteur) pour vous (?:\w+ )?(?:pause|eteindre|arreter|couper|faire taire)"
        r"|boton de (?:apagado|silencio)"
        r"|botao de (?:desligar|silenciar)|(?:uitknop|uitschakelaar)|(?:pulsante|bottone|tasto) per (?:spegner\w+"
        r"|zittir\w+|silenziar\w+)",
        # as if they had never been known
        r"as (?:if|though) (?:you|i)(?:'d| had)? never (?:had|seen|known|applied|written|met)|als hatten sie (?:sie"
        r"|ihn|mich|es) nie (?:gehabt|gekannt)"
        r"|comme si vous ne? ?(?:m'|n')?aviez jamais (?:eu|connu)|como si nunca (?:hubiera\w*|me hubieran) (?:tenido"
        r"|conocido|visto)|de conta que nunca"
        r" (?:tiveram|me conheceram|viram)|alsof (?:u|jullie|je)(?: \w+){0,2} nooit (?:heeft|hebben|hebt|had\w*)"
        r"|come se non aveste mai (?:avuto|conosciuto|visto)",
        r"(?<!don't )(?<!not )(?<!never )(?:forget|lose) (?:this|my) (?:number|contact|address|e-?mail)(?! (?:for"
        r"|from|change|ending))|(?:vergesst|vergessen sie) (?:diese|meine) "
        r"(?:nummer|adresse)|oubliez (?:ce|mon) (?:numero|contact)|(?:olvid\w+ de |olvidar |olviden )(?:este"
        r"|mi) numero|(?:esquecer|esquecam|esqueca) (?:este|o meu) numero"
        r"|vergeet (?:dit|mijn) nummer|dimentica\w* (?:questo|il mio) numero",
        # what they allowed is taken back, what comes is forbidden, and the file is closed
        r"(?:revok\w+|rescind\w*|withdraw\w*) (?:any|every|all|whatever|my) (?:\w+ )?(?:permission|consent"
        r"|authori[sz]ation)"
        r"|(?:widerruf\w*|entzieh\w*)(?: \w+){0,4} (?:erlaubnis|einwilligung|zustimmung|genehmigung)|(?:revoque"
        r"|retire)(?: \w+){0,4} (?:autorisation|consentement|accord)\b"
        r"|revoco(?: \w+){0,3} (?:permiso|autorizacion|consentimiento|permesso|consenso|autorizzazione)"
        r"|revogo(?: \w+){0,2} (?:autorizacao|consentimento|permissao)"
        r"|trek(?: \w+){0,3} toestemming(?: \w+){0,5}? in\b",
        r"(?:forbid|prohibit)(?: \w+){0,3} (?:contact|approach\w*|from (?:contact|writ|approach)\w+)"
        r"|untersage?(?: \w+){0,5} kontakt\w*|(?:interdis|defends)\b[^.!?\n]{0,30}"
        r" (?:sollicit\w+|contact\w*|envoi\w*)|prohibo(?: \w+){0,4} (?:contact\w+|envio\w*)"
        r"|proibo(?: \w+){0,4} contac?t\w*|verbied(?: \w+){0,4} (?:contact|benader\w+)"
        r"|(?:diffido|vieto)(?: \w+){0,4} contatt\w+",
        r"correspondence (?:is|as) (?:\w+ ){0,2}(?:at an end|closed|over|ended|concluded)"
        r"|schriftwechsel(?: \w+){0,2} (?:beendet|abgeschlossen)|correspondance(?: \w+){0,2} (?:close|terminee)"
        r"|(?:terminada|cerrada)(?: \w+){0,2} correspondencia|encerrada(?: \w+){0,2} correspondencia"
        r"|briefwisseling(?: \w+){0,2} (?:beeindigd|gesloten)|conclusa(?: \w+){0,2} corrispondenza",
        r"(?:close|shut) my (?:file|record|case)|(?:schlies\w*|macht) (?:bitte )?(?:meine|die) akte|akte zu\b"
        r"|fermez mon dossier|cierren mi (?:expediente|ficha)|fechem a minha ficha"
        r"|sluit mijn dossier|chiudete la mia pratica",
        r"(?:nothing|no) (?:else|more|further)? ?to this (?:address|number)(?: ever)?|an diese (?:adresse"
        r"|nummer) (?:nie|nichts|nix)\b|nie wieder (?:was |etwas )?an diese"
        r"|plus rien a cet(?:te adresse)?|a esta direccion (?:ya )?nada mas|para este (?:endereco"
        r"|numero) (?:ja )?(?:mais nada|nada mais)|naar dit (?:adres|nummer) (?:niks|niets) meer"
        r"|a questo (?:indirizzo|numero) piu niente",
        r"(?:don'?t|do not|please don'?t) insist|n'insistez (?:pas|plus)|no insist(?:a|an|as|ais)"
        r"|dring(?:t u)? niet (?:zo )?aan|non insist(?:a|ete|ere)"
        r"|dr[ai]ng\w* sie mich nicht",
        # how to be rid of it
        r"(?:get|be|gets) (?:shot|rid|free|clear) of (?:this|these|you|it all|all this)(?! (?:error|message|pop))"
        r"|wird man (?:euch|sie|das|die) (?:wieder |jemals |nur )?los"
        r"|se debarrasse(?:r)? de (?:ca|vous|tout ca)|en etre quitte|(?:se libra|librarse|me libro|librarme) (?:uno "
        r"|una )?de (?:esto|ustedes|todo esto)|(?:se livra|livrar-me|me livro)"
        r" (?:disto|disso|de voces)|(?:hiervan|van jullie|er ?van|ervanaf) af (?:te )?(?:kom\w*|zijn|raken)"
        r"|(?:hoe kom je|kom ik) (?:hiervan|hier|van jullie) (?:af|weer uit)"
        r"|(?:ci si libera|liberarmi|mi libero) di (?:questa cosa|voi|tutto questo)",
        # slower
        r"(?:dial|turn|tone) (?:it|this|things) down|slow your roll|ease off a bit|(?:ein|einen) gang zuruck\w*"
        r"|lever le pied|aflojar (?:un po\w+)|bajarle? (?:un poco|dos rayitas)"
        r"|abrandar um (?:bocad\w+|pouco)|een tandje (?:minder|lager)|rallentare un p\w+",
        # who gave or sold it
        r"(?:sold|sell|gave|passed|leaked)(?: \w+)? you (?:this|my) (?:number|address|details|e-?mail)|(?:ihnen"
        r"|euch)(?: \w+)? (?:die|meine|diese) (?:nummer|adresse) (?:verkauft|gegeben)"
        r"|vous a (?:vendu|refile|donne) (?:ce|mon|cette) (?:numero|adresse|contact)|(?:les|le|os) (?:vendio|paso"
        r"|dio) \w+ (?:este|mi) (?:numero|correo)|vos (?:vendeu|passou|deu) (?:este|o meu)"
        r" (?:numero|contacto|e-?mail)|(?:u|jullie) (?:dit|mijn) nummer (?:verkocht|gegeven)|vi ha (?:venduto"
        r"|passato|dato) (?:il|questo) (?:mio )?numero"
        r"|hoe komt u eraan(?= ?\?|$)|(?:como (?:les|vos|lhes) (?:llego|chegou)|come vi e arrivato"
        r"|comment vous est-(?:elle|il) parvenue?)(?= ?\?|$)",
        # the next step is to block
        r"(?:about|going|ready|one (?:tap|swipe|click) (?:away )?from) (?:to )?(?:hit "
        r"|press )?block(?:ing)?\b(?! (?:out|the (?:date|day|time)|my (?:diary|calendar)))|(?:gleich"
        r"|sonst) (?:\w+ ){0,3}"
        r"(?:blockier\w*|sperr\w*)(?! ich mir)|doigts de vous bloquer|(?:clic|clique|paso|passo) de (?:los |vos "
        r"|os )?bloque\w*|(?:tik|klik) (?:en jullie|van blokkeren)"
        r"|(?:clic|passo) dal bloccar\w*",
        r"(?:22|23|0?[0-5])[:h.]\d\d,? (?:really|seriously|honestly|ernsthaft|euer ernst|im ernst|sans rire"
        r"|serieusement|en serio|de verdad|a serio|serio|echt(?: waar)?|serieus|sul serio|davvero)",
        # a waste of their pains
        r"(?:wasted|lost|squandered) on me\b|(?:muhe|zeit)[^.!?\n]{0,40} (?:verschwendet|vergeudet)"
        r"|mal employee? avec moi|(?:conmigo|en mi caso) es tiempo"
        r" perdido|comigo (?:e|seja) tempo perdido|aan mij (?:is|zijn)(?: \w+){0,2} niet besteed"
        r"|con me e tempo (?:sprecato|perso)",
    ),
    refusal=(
        r"that (?:ship|train) has sailed|(?:i'?m )?(?:all sorted|sorted)(?: now)?(?: thanks)?"
        r"|you'?ve (?:got )?the wrong idea about me",
        r"(?:ich )?bin (?:schon |bereits |bestens |langst )?versorgt|(?:der|dieser) zug ist (?:fur mich "
        r"|da )?(?:langst |schon )?abgefahren"
        r"|(?:da )?halte? ich mich (?:lieber )?raus",
        r"(?:je suis )?(?:deja )?(?:bien )?pourvue?|vous vous faites une fausse idee de moi"
        r"|(?:non merci,? )?tres peu pour moi"
        r"|je prefere en rester la|ce train-?la est passe",
        r"(?:ya )?estoy (?:bien )?servid[oa]|se (?:han|ha) hecho una idea equivocada de mi|(?:mejor )?lo dejamos asi"
        r"|ese (?:tren|barco) ya paso(?: para mi)?",
        r"(?:ja )?estou (?:bem )?(?:arrumad|servid)[oa]|(?:estao|esta) com a ideia errada (?:sobre|de) mim"
        r"|esse (?:barco|comboio|trem) ja (?:partiu|passou)"
        r"|prefiro ficar por aqui mesmo, obrigad[oa]",
        r"(?:ik )?ben (?:al |reeds |ruimschoots )?voorzien|(?:u|je|jullie) (?:heeft|hebt"
        r"|hebben) een verkeerd beeld van m(?:ij|e)"
        r"|die trein is voor mij (?:al )?vertrokken|dit gaat (?:aan )?mij voorbij",
        r"(?:sono )?(?:gia )?(?:a posto|sistemat[oa]) (?:cosi|da tempo)|sono gia sistemat[oa]"
        r"|vi siete fatti un'idea sbagliata di me"
        r"|quel treno (?:per me )?e (?:gia )?passato|preferisco (?:chiuderla|fermarmi|finirla) qui",
        # a sigh that nothing follows
        r"good grief|give me strength|lord(?:y)? have mercy|for (?:crying|pity'?s) (?:out loud|sake)|och,? (?:leute"
        r"|menno|ne+)|himmelherrgott(?: nochmal)?"
        r"|(?:ach )?du (?:meine gute|liebe zeit)|bon sang(?: de bonsoir)?|c'est pas vrai|mais enfin"
        r"|ay dios(?: mio)?,? (?:otra|otro)|venga ya(?: hombre)?"
        r"|(?:ai|ah) (?:senhor|jesus|meu deus),? ?(?:outra|outro)?|haja paciencia|so me faltava (?:esta|mais esta)"
        r"|lieve (?:help|hemel)|nou zeg|ach gut"
        r"|e daje|ma santo cielo|ma insomma|e che diamine",
    ),
    courtesy=(
        r"(?:that'?s|that is|das ist|c'est|es|e|dat is)(?: (?:so|very|really|sehr|wirklich|echt|super|tres|vraiment"
        r"|muy"
        r"|muito|heel|erg|molto))? (?:kind|nice|sweet|good|nett|lieb|freundlich|gentil|amable|simpatico|gentile"
        r"|aardig|lief) (?:of|from|von|de|de la part de|da|van|da parte) (?:you|ihnen|euch|dir|vous|votre part"
        r"|su parte|vossa parte|sua parte|u|jullie|je|vostra|sua)",
    ),
    harmless=(
        r"on what basis (?:is|are) (?!any\b)(?:the |my |your )?(?:overtime|bonus\w*|pay|rates?|wages?|salary"
        r"|commission|tips)"
        r"(?: (?:paid|worked out|calculated))?",
        r"stop me if i(?:'m| am)? (?:go|going|talk\w*|get\w*|rambl\w*|bor\w+|say)(?: \w+){0,5}",
        r"(?:my|meine?|mon|mi|meu|minha|o meu|a minha|mijn|mio|il mio|la mia) (?:solicitor|lawyer|anwalt|anwaltin"
        r"|avocate?|abogad[oa]|advogad[oa]|advocaat"
        r"|advocate|avvocat[oa])(?: (?:has|have|hat|a|ha|ja|heeft|already|schon))*(?: (?:den|the|le|el|o|het"
        r"|il) ?(?:vertrag|contract|contrat|contrato"
        r"|contratto))?(?: (?:read|looked at|checked|gelesen|gepruft|relu|lu|revise|leido|reviso|leu|bekeken|gelezen"
        r"|letto|controllato))"
        r"(?: (?:the|den|le|el|o|het|il) (?:contract|vertrag|contrat|contrato|contratto))?",
        r"(?:marked|flagged) (?:you|it|them) (?:as )?safe|als sicher markiert|ya los marque como seguros?"
        r"|ja marquei como seguros?|als veilig gemarkeerd"
        r"|segnat[oi] come sicuri",
        r"(?:bon sang|mamma mia|madre mia|good grief|himmel|lieve help|nossa|ugh|uffa|pfff*),? (?:the |ce |das |der "
        r"|die |that |che |que |wat |what |war |was )"
        r"(?:\w+ ){0,3}?(?:trains?|traffic|test\w*|exam\w*|prova|prufung\w*|\w*test|difficile|dificil|hard|schwer"
        r"|dur|pittig|verkehr|treni|comboios|treinen)",
    ),
)

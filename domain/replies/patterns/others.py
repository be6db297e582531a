"""The commonest words of further languages: enough to hear a stop, to hold a doubt, and to hear a withdrawal.

What is said in these in more words than are known here is a doubt.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

NORTHERN_AND_SLAVIC: Final = Language(
    stop=(
        # Swedish, Norwegian, Danish
        r"(?:sluta|slutt|stopp|stop)(?: (?:att|a|med|at))? (?:skicka|mejla|maila|smsa|kontakta|skriva|sende|skrive"
        r"|maile)(?: (?:mejl|mail|sms|meddelanden|meldinger|beskeder|e-?post|till|til|mig|meg|oss))*",
        r"(?:sluta|slutt|stopp|stop|stoppa)(?: (?:att|a|med|at))* (?:skicka|mejla|maila|sms:a|smsa|kontakta|skriva"
        r"|ringa|sende|maile|kontakte|skrive|ringe|sms'e|skrive til|plage|mejle|messe|texta)(?: (?:till|til))?(?:"
        r" (?:mig|meg|oss|os))?(?: (?:fler|flere|mejl|mail|sms|meddelanden|meldinger|beskeder|e-?post|e-?mails?))*",
        r"(?:kontakta|skicka|mejla|ring|skriv|kontakt|send|skriv til|kontakte|sms:?a|smsa|maila|mail|ringe|sende"
        r"|skrive|mejle|kontaktes|bli kontaktet|blive kontaktet)(?: (?:mig|meg|till mig|til meg|til mig|oss|os))*"
        r" (?:inte|ikke|inga|ingen|ikke flere)(?: (?:mer|mere|langre|lenger|laengere|igen|igjen|fler|flere|mejl"
        r"|mail|sms|meddelanden|meldinger|beskeder|e-?post|e-?mails?))*(?! (?:fore|for|for kl|efter|etter|pa|innan"
        r"|mellan|under|i dag|imorgon|til))",
        r"(?:ikke|inte|ikke mer)(?: (?:lenger|laengere|mer|mere))? (?:send|sende|skriv|kontakt|mail|ring|skicka"
        r"|kontakta|mejla|sms)(?: (?:meg|mig|til meg|till mig|til mig|flere|fler|mer|mere|meldinger|beskeder|sms"
        r"|e-?post|mail|mails|mejl|meddelanden))+",
        r"(?:sluta|slutt|stopp|stop)(?: (?:att|a|med|at))? (?:skicka|mejla|maila|smsa|kontakta|skriva|sende|skrive"
        r"|maile)(?: (?:mejl|mail|sms|meddelanden|meldinger|beskeder|e-?post|till|til|mig|meg|oss))*",
        r"(?:jag |jeg )?(?:vill|onskar|vil|onsker)(?: (?:jag|jeg))? (?:inte|ikke)(?: (?:langre|lenger|laengere|mer"
        r"|mere|ha|have))*(?: (?:fa|ha|bli|blive|motta|modtage|have|hore|hora))*(?: (?:fler|flere|era|deres|jeres"
        r"|mejl|mail|sms|meddelanden|meldinger|beskeder|e-?post|e-?mails?|kontaktad|kontaktet|kontaktas|kontaktes"
        r"|fra (?:dere|jer)|fran er))+(?: (?:mer|mere|lenger|langre|langere|fran er|fra dere|fra jer))*",
        r"(?:(?:ta|tag)(?= (?:bort|vekk|vaek|meg|mig|oss|vennligst|venligst))|fjern|slet|radera|fjerne|slett|avregistrera|avmeld|afmeld|avsluta)(?: (?:bort|vennligst"
        r"|venligst))*(?: (?:mig|meg|oss|os|min|mitt|mina|mine|mit))+(?: (?:adress|adresse|e-?postadress\w*|nummer"
        r"|telefonnummer|uppgifter|data|opplysninger|oplysninger|e-?mail|navn|namn))*(?: (?:fran|fra|ur|af|av)(?:"
        r" (?:er|eran|deres|jeres|denne|den har|listan|listen|liste|lista|maillisten|mejllistan|databasen"
        r"|sandlistan|epostlisten|e-?postlisten|utskick|mailinglista\w*|register|registret))+)?",
        r"(?:lat|la|lad) (?:mig|meg) (?:vara|vaere) (?:ifred|i fred)|lamna mig (?:ifred|i fred)|inga (?:fler|mer)"
        r" (?:mejl|mail|sms|meddelanden)|ingen (?:flere|fler) (?:mail|sms|meldinger|beskeder|e-?post|mails)"
        r"|(?:avsluta|avbryt|avprenumerera|avregistrere?|avmelde?|afmelde?)(?: (?:mig|meg))?(?: (?:prenumerationen"
        r"|nyhetsbrev\w*|abonnementet|fra [^.!?\n]{1,20}))?",
        # Polish
        r"(?:prosze |proszę )?(?:nie|przestan(?:cie)?|przestac|zaprzestan(?:cie)?|zaprzestac)(?: (?:do mnie|mnie|mi"
        r"|juz|prosze|sie ze mna|wiecej|sobie|panstwo))* (?:pisz(?:cie|ac|e)?|pisac|wysylaj(?:cie)?|wysylac"
        r"|kontaktuj(?:cie)?|kontaktowac|dzwon(?:cie)?|dzwonic|przysylaj(?:cie)?|przysylac|nekaj(?:cie)?|nekac"
        r"|zycze sobie|spamowac|meczyc)(?: (?:do mnie|mnie|mi|wiecej|sie ze mna|juz|sie|kontaktu|wiadomosci|maili"
        r"|e-?maili|sms-?ow|smsow|zadnych|takich))*",
        r"nie (?:chce|zycze sobie|wyrazam zgody)(?: (?:juz|wiecej|dalszego|dalszych|na|otrzymywac|dostawac|byc"
        r"|zadnych|kontaktu))*(?: (?:wiadomosci|maili|e-?maili|sms-?ow|smsow|kontaktu|kontakt|od was|panstwa|od"
        r" panstwa|wiadomosci od was|dostawac))+|(?:prosze )?(?:usun(?:cie|ac|iecie)?|wykresl(?:cie|ic)?"
        r"|wypis(?:zcie|ac|z)?|skasuj(?:cie)?)(?: (?:o|mnie|moj|moje|moich|prosze))*(?: (?:numer|dane|danych|adres"
        r"|e-?mail|maila|osobowe|osobowych))*(?: (?:z|ze)(?: (?:listy|bazy|waszej|panstwa|swojej|tej|danych"
        r"|mailingowej|newslettera|mailingu))+)?|dajcie mi (?:swiety )?spokoj|wypisuje sie|cofam (?:swoja"
        r" )?zgode[^.!?\n]{0,40}|rezygnuje z (?:subskrypcji|newslettera|otrzymywania[^.!?\n]{0,30})",
        # Czech, Slovak
        r"(?:prosim )?(?:uz )?(?:mi |me |mne )?(?:nepiste|neposilejte|nekontaktujte|nevolejte|neobtezujte|prestante"
        r"|nepis|neposilej|nekontaktuj|nezasilejte|neposielajte|nepiste mi|prestan)(?: (?:mi|me|mne|uz|prosim|psat"
        r"|posilat|kontaktovat|obtezovat|vic|dalsi|zadne|e-?maily|maily|zpravy|sms|volat))*|(?:nechci|neprejem si"
        r"|nepreju si|nechcem)(?: (?:uz|od vas|dalsi|zadne|vice|dostavat|byt|aby|ste|jste))*(?: (?:e-?maily|maily"
        r"|zpravy|sms|kontaktovan\w*|spravy|dostavat|kontaktovali))+|(?:odhlas(?:te|it)?|vyrad(?:te|it)?|smaz(?:te"
        r"|at)|vymaz(?:te|at)|odstran(?:te|it))(?: (?:me|mne|prosim|moje|me|udaje|data|cislo|adresu|e-?mail"
        r"|ma))+(?: (?:z|ze)(?: \w+){1,3})?|dejte mi pokoj|nechte me (?:byt|na pokoji)|odvolavam"
        r" souhlas[^.!?\n]{0,40}",
        # Finnish
        r"(?:alka(?:a)?|ala|lopetta(?:kaa|a)|lopeta(?:kaa)?|lakatkaa)(?: (?:enaa|minulle|minua|ottako|naiden|nama"
        r"|nyt|viestien|lahettako|heti))*(?: (?:lahettako|lahettakaa|laittako|ottako|kirjoittako|viesteja|viestien"
        r"|viestit|yhteytta|yhteydenotot|lahettaminen|lahettamasta|soittako|soittelu|tama|minulle|enaa|sahkopostia"
        r"|tekstiviesteja|hairitsemasta|hairinta))+|en (?:halua|toivo)(?: (?:enaa|teilta|saada|mitaan|enempaa"
        r"|vastaanottaa|teidan|lisaa))*(?: (?:viesteja|sahkoposteja|sahkopostia|yhteydenottoja|tekstiviesteja"
        r"|viestejanne))+|poista(?:kaa)?(?: (?:minut|tietoni|numeroni|osoitteeni|sahkopostini|minun|nimeni))+(?:"
        r" (?:listalta|listaltanne|postituslistalta|rekisterista|rekisteristanne|sahkopostilistalta"
        r"|tietokannastanne|tietokannasta))?|jattakaa minut rauhaan|perukaa tilaus|peruutan suostumukseni",
        # Turkish
        r"(?:bana |beni |artik |lutfen |bir daha |daha fazla )*(?:mesaj|mail|e-?posta|sms|mesajlar|e-?mail)?(?:"
        r" (?:bana|artik|lutfen))* ?(?:gondermeyin(?:iz)?|yazmayin(?:iz)?|aramayin(?:iz)?|atmayin(?:iz)?|gondermeyi"
        r" (?:birakin|kesin|durdurun)|yazmayi (?:birakin|kesin)|iletisime gecmeyin(?:iz)?|rahatsiz etmeyin(?:iz)?"
        r"|gonderme|yazma|arama|atma|almak istemiyorum|istemiyorum artik|mesaj istemiyorum)(?: (?:artik|lutfen|bana"
        r"|bir daha))*|(?:mesaj|mail|e-?posta|sms|mesajlarinizi|maillerinizi)(?: \w+){0,2} (?:almak )?istemiyorum"
        r"|(?:beni|numarami|adresimi|verilerimi|bilgilerimi|kaydimi|mailimi)(?: (?:lutfen|listenizden|listeden|mail"
        r"|sisteminizden|veritabaninizdan|e-?posta))* (?:cikarin(?:iz)?|silin(?:iz)?|cikartin(?:iz)?|cikarir"
        r" misiniz|siler misiniz|kaldirin)|(?:listeden|abonelikten|uyelikten) (?:cikarin|cikmak istiyorum|cik"
        r"|cikar)|beni rahat birakin|aboneligimi iptal edin",
        # Russian, Ukrainian
        r"(?:пожалуиста )?(?:больше )?не (?:пишите|звоните|беспокоите|присылаите|отправляите|шлите|связываитесь"
        r"|пиши|звони|присылаи|пишіть|дзвоніть|надсилаите|турбуите|контактируите)(?: (?:мне|меня|сюда|больше|на"
        r" этот номер|пожалуиста|со мнои|мені|мене|сообщения|письма|смс|никогда|по этому номеру|більше))*",
        r"(?:прекратите|перестаньте|хватит|прекрати|перестань|припиніть|перестаньте уже)(?: (?:мне|меня|уже"
        r"|пожалуиста|слать|писать|присылать|отправлять|звонить|беспокоить|письма|сообщения|спам|смс|мені|рассылку"
        r"|спамить|надсилати))+|(?:не хочу|не желаю|отказываюсь)(?: (?:больше|получать|от|чтобы|ваши|вы|ваших"
        r"|никаких|вашу))*(?: (?:письма|сообщения|писем|сообщении|смс|рассылки|рассылку|мне писали|звонков"
        r"|уведомления|вас))+|(?:удалите|уберите|исключите|вычеркните|видаліть)(?: (?:меня|мои|мою|пожалуиста|из"
        r"|мене|с|номер|данные|адрес|почту|е-?мэил|email))+(?: (?:вашеи|базы|списка|рассылки|списков|из))*"
        r"|(?:отписаться|отпишите|отписка|отписать)(?: (?:меня|от рассылки|от|всех|писем))*|оставьте меня в покое"
        r"|отзываю (?:свое )?согласие[^.!?\n]{0,40}|отстаньте",
        r"(?:pros(?:ze|im) o )(?:wypisanie|usuniecie|wykreslenie|skasowanie)(?: (?:mnie|mojego|moich|mojej))*(?:"
        r" (?:numeru|adresu|maila|e-?maila|danych|kontaktu))?(?: z(?:e)? (?:listy|bazy|waszej|panstwa|newslettera"
        r"|mailingu|mailingowej|subskrypcji|danych))*|(?:skicka|send) (?:inga|ingen|ikke) (?:fler|flere)(?:"
        r" (?:utskick|mejl|mail|sms|meddelanden|meldinger|beskeder|e-?post))?",
    ),
    alone=(
        r"stopp|stop|sluta|slutt|avsluta|avregistrera|avregistrer|avmeld|avmeldelse|avsluta prenumeration"
        r"|avprenumerera|avbryt|afmeld|frameld|slut|nok|nog|noga|rezygnuje|wypisz|wypisz mnie|wypisuje sie|dosc"
        r"|przestan|przestancie|koniec|anuluj|usun|usun mnie|odhlasit|odhlasit se|prestante|dost|konec|lopeta"
        r"|lopettakaa|poista|peruuta|riittaa|dursun|iptal|yeter|cik|durdur|durdurun"
        r"|стоп|отписаться|отписка|отпишите|отпишите меня|хватит|отмена|прекратите|перестаньте|отстаньте|удалите"
        r" меня|довольно|досить|припиніть|відписатися|опрости|спри|отказ|престани|stopati|odjava|odjavi|prekini"
        r"|dezabonare|dezabonati-ma|leiratkozas|leiratkozom|eleg|απεγγραφη|σταματηστε|σταματα|הסר|הסירו|עצור|הפסיקו",
    ),
    alone_in_texts=(r"slett|fjern|bort|loppu|sil|конец|удалить",),
    doubt=(
        # the third of them, fewer of them
        r"(?:tredje|fjarde|femte|sjatte|fjerde|sjette|annu ett?|endnu en)(?: \w+)? (?:paminnels\w*|mejl\w*|mail\w*|sms\w*"
        r"|meddeland\w*|pamindels\w*|besked\w*|paminnels\w*|melding\w*|e-?post\w*)|(?:lite|litt|lidt)"
        r" (?:lugnare|mycket|mye|meget|roligere|farre|faerre)|(?:mer )?sallan|s(?:jae?ldnere|jeldnere)|mindre ofta"
        r"|mindre ofte",
        r"(?:trzeci|czwart|piat|szost)\w*(?: \w+)? (?:mail\w*|wiadomosc\w*|przypomnien\w*|sms\w*|e-?mail\w*)"
        r"|(?:troche |nieco |moze )?(?:zwolnic|rzadziej)|po co (?:az )?tyle(?: tych)? (?:wiadomosci|maili|sms\w*"
        r"|przypomnien)",
        r"(?:treti|ctvrt|pat|sest)\w*(?: \w+)? (?:upomink\w*|zprav\w*|e-?mail\w*|sms\w*|pripomink\w*)|(?:mene|min)"
        r" casto|zpomalit|(?:kolmas|neljas|viides|kuudes)(?: \w+)? (?:muistutus|viesti|sahkoposti|tekstiviesti)"
        r"|hidastaa|harvemmin|(?:ucuncu|dorduncu|besinci|altinci)(?: \w+)? (?:hatirlatma|mesaj|mail|e-?posta)"
        r"|yavasla\w*|daha (?:seyrek|az) (?:yaz\w*|mesaj|mail|gonder\w*)|(?:трет|четверт|пят|шест)\w+(?: \w+)?"
        r" (?:напоминан|письм|сообщен|смс)\w*|(?:по)?реже(?= ?(?:$|[?!.,\n]|пи[сш]))|поменьше",
        r"stopp?a?|sluta|slutt med|avregistr\w*|avmeld\w*|afmeld\w*|frameld\w*|avprenumer\w*|prenumeration\w*"
        r"|mejllista\w*|maillist\w*|epostlist\w*|(?:inte|ikke|inga|ingen)(?: \w+){0,3} (?:kontakt\w*|mejl\w*"
        r"|mail\w*|sms\w*|skriv\w*|ring\w*|meddeland\w*|melding\w*|besked\w*|intresser\w*|interesser\w*)(?: (?:mig"
        r"|meg|mer|mere|langre|lenger|till|til))|(?:i fred|ifred|trakasser\w*|chikane\w*|plag(?:er|a|e)\w*|tjat\w*"
        r"|mas(?:er|e)|spam\w*|slett meg|slet mig|ta bort mig|fjern(?:e)? (?:meg|mig|min))"
        r"|(?:ej|inte|ikke) (?:intresserad|interessert|interesseret)|for (?:mange|manga) (?:mail|mejl|sms|mails"
        r"|meldinger|beskeder)|fel nummer|feil nummer|forkert nummer",
        r"nie (?:pisz\w*|wysyl\w*|kontakt\w*|dzwon\w*|przysyl\w*|chce (?:juz|wiecej|zadnych|byc|otrzym\w*"
        r"|dostaw\w*)|zycze|jestem zainteresowan\w*|wyrazam)|przestan\w*|zaprzest\w*|usun\w*|wykresl\w*|wypis(?:z"
        r"|ac|anie|uje)\w*|rezygnuj\w*|nekan\w*|spokoj|zgod[ey]|rodo|natretn\w*|pomylka|zly numer|zbyt wiele|za"
        r" duzo (?:wiadomosci|maili|sms\w*)|spam\w*|newsletter\w*|mam dosc",
        r"ne(?:piste|posilejte|kontaktujte|volejte|obtezujte|chci|prejem|zasilejte)\w*|prestan\w*|odhlas\w*"
        r"|vyrad\w*|smaz\w*|vymaz\w*|pokoj|nemam zajem|nezajima|souhlas\w*|gdpr|obtez\w*|spatne cislo|alka\w*"
        r"|lopet\w*|poista\w*|en halua\w*|rauhaan|ei kiinnosta|hairi\w*|liikaa viesteja|vaara numero|tilaus\w*"
        r"|postituslista\w*|en ole kiinnostunut",
        r"(?:gonder|yaz|ara|at|iletisim\w*|rahatsiz)\w*me(?:yin|yiniz)?|istemiyorum|birakin|silin|cikarin|listeden"
        r"|listenizden|kvkk|abonelik\w*|ilgilenmiyorum|yanlis numara|spam|yeter|rahat birak\w*|durdur\w*|iptal\w*"
        r"|taciz\w*|sikayet\w*",
        r"(?:не|перестаньте|прекратите|больше не)(?: \w+){0,2} (?:пи[сш]\w*|звон\w*|беспоко\w*|присыл\w*|шл\w*"
        r"|слать|отправл\w*|связыва\w*|хочу|желаю|интересу\w*|интересно|надо|нужно|турбу\w*|надсил\w*)|прекрат\w*"
        r"|перестан\w*|хватит|отпис\w*|удалите|уберите|в покое|отстань\w*|надоел\w*|спам\w*|достал\w*|рассылк\w*|не"
        r" интерес\w*|ошиблись|не туда|отказ\w*|не нужн\w*|стоп|согласи\w*|жалоб\w*|видал\w*|припин\w*",
        r"dezabon\w*|opriti(?:-va)?|nu (?:ma|mai|imi) (?:mai )?(?:contactati|scrieti|trimiteti|sunati|doresc|vreau"
        r"|sunt interesat\w*)|stergeti|leirat\w*|ne (?:irj\w*|kuldj\w*|keress\w*|zavarj\w*|hivj\w*)|torolj\w*"
        r"|hagyj\w*|απεγγραφ\w*|σταματ\w*|μη(?:ν)? (?:μου |με )?(?:στελν\w*|γραφ\w*|ενοχλ\w*|επικοινων\w*)|odjav\w*"
        r"|nemojte|prekinite|не ме \w+|не ми \w+",
        r"(?:vem|hvem|varifran|hvor|hvordan|hur|kto|skad|jak|kdo|odkud|jak jste|kuka|mista|kim|nereden|nasil|кто"
        r"|откуда|как)(?: \w+){0,4} (?:mitt|min|mit|moj|moje|mam|muj|me|moje|numeroni|osoitteeni|yhteystietoni"
        r"|numarami|bilgilerimi|мои|моего)(?: \w+)? ?(?:nummer|telefonnummer|adress\w*|mejl|mail|e-?post|numer\w*"
        r"|mail\w*|adres\w*|dane|kontakt\w*|cislo|e-?mail|номер\w*|телефон\w*|адрес\w*|почт\w*|данные"
        r"|контакт\w*)?(?= ?(?:$|[\n?.!,]|fran|fra|od))",
        r"(?:igen|igjen|nu igen|en till|enda et|enn en|nok en|znowu|znow|kolejn\w+|zase|opet|dalsi|taas|jalleen"
        r"|yine|gene|bir daha|опять|снова|очередн\w+)(?: \w+)?(?: (?:jobb|stilling|mail|mejl|sms|melding|besked"
        r"|meddelande|wiadomosc|mail|oferta|sms|wy|panstwo|zprava|nabidka|vy|viesti|te|mesaj|siz|вы|письмо|смс"
        r"|вакансия|сообщение|спам))(?= ?(?:$|[\n?.!,]))|(?:slutar ni aldrig|gir dere dere aldrig|giver i aldrig"
        r" op|ger ni aldrig upp|ile (?:jeszcze|razy|mozna)|kolikrat|kuinka monta kertaa|kac (?:kere|mesaj|kez)"
        r"|сколько (?:можно|раз)|достали|надоели)",
        r"(?:ar|er|ar ni|jestes|jestescie|czy to|czy jestescie|jste|je to|oletko|onko|bu bir|robot|это|вы)(?:"
        r" \w+){0,2} (?:en |ett |et )?(?:robot|robotti|bot|bott|robotem|robotom|maszyna|робот|бот)(?= ?(?:\?|$"
        r"|eller|czy|nebo|vai|mi|или|,))|(?:robot|bot|робот|robotti) ?(?:mu)?\?|(?:laser|leser|czytacie|ctete"
        r"|luetteko|okuyor|читаете)(?: \w+){0,3} (?:profil\w*|cv|profiile\w*|ansokning\w*|ozgecmis\w*|профил\w*"
        r"|резюме)",
        r"(?:ta bort|tag bort|fjern|slett|slet|usun\w*|wykresl\w*|smaz\w*|vymaz\w*|poista\w*|sil\w*|удал\w*"
        r"|убер\w*)(?: \w+)? (?:mitt|min|mit|mig|meg|moj|moje|mnie|muj|me|numeroni|cv ?ni|minut|cv ?mi|numarami"
        r"|мое|мои|меня)(?: (?:nummer|cv|profil|namn|navn|numer|zivotopis|cislo|резюме|номер|профиль))?|(?:tackar"
        r" nej|takker nei|siger nej|takk nei)(?: \w+){0,2}|(?:behover|trenger|behover) (?:inte|ikke) (?:kontakt\w*"
        r"|hora|hore|skriv\w*|mejl\w*)|nie (?:musicie|trzeba|ma potrzeby)(?: \w+){0,2} (?:pisac|kontakt\w*|dzwonic"
        r"|wysylac)|ei tarvitse (?:enaa )?(?:ottaa yhteytta|kirjoittaa|lahettaa)|не (?:надо|нужно|стоит)(?:"
        r" \w+){0,2} (?:пис\w*|звон\w*|присыл\w*|отправл\w*)",
        r"(?:irriterande|irriterende|jobbigt|slitsomt|traett|respektlost|frackt|bezczeln\w*|wkurza\w*|denerwuj\w*"
        r"|meczac\w*|otravuj\w*|drze|arsyttav\w*|rasittav\w*|saygisizlik|biktim|usandim|sinir|заколебал\w*|бесит"
        r"|задолбал\w*|наглость|неуважени\w*)(?= ?(?:$|[\n?.!,]|med|jak|juz|ze|kun|что|уже))|(?:klockan|klokka|kl"
        r"|o|ve|klo|saat|в) (?:2[1-3]|23[.:]\d\d)(?: \w+){0,2}\?!?",
        r"(?:numarami|mailimi|bilgilerimi|telefonumu) (?:nereden|kimden|nasil)|(?:sluta|slutt|stop med at|hold op"
        r" med at|przestancie|prestante|lopettakaa) (?:tjata|spamma|mase|mas|plage|spamowac|otravovat|spammata)",
    ),
    refusal=(
        r"nej|nei|nej tak|nej tack|nei takk|ikke interesseret|ikke interessert|inte intresserad|ej intresserad|nie"
        r"|nie dziekuje|dziekuje nie|nie,? dziekuje|nie jestem zainteresowan\w*|nie interesuje mnie to|ne|ne dekuji"
        r"|nemam zajem|nezajima me|ei|ei kiitos|ei kiinnosta|en ole kiinnostunut|hayir|yok|hayir tesekkurler"
        r"|ilgilenmiyorum|istemiyorum|нет|нет спасибо|спасибо нет|не интересно|не интересует|мне не интересно|ні|не"
        r" надо|не нужно|nu|nu multumesc|nem|nem koszonom|nem erdekel|не",
        r"(?:glom det|glem det|glem meg|strunta i det|skit i det|lat det vara|la det vaere|det er ikke noe for meg"
        r"|inget for mig|ikke for mig|intet for mig|jag star over|jeg star over|jeg star over tak|nie,? nie trzeba"
        r"|niewazne|odpada|nie dla mnie|dajcie spokoj|daj spokoj|zapomnijcie|podziekuje|nie skorzystam|nechte to"
        r" byt|nechci|zapomente|neni to pro me|antaa olla|unohda|unohtakaa|ei ole minun juttuni|ei minulle|bosver"
        r"|gerek yok|kalsin|vazgectim|bana gore degil|забудьте|не для меня|не стоит|обоидусь|проехали|оставьте|не"
        r" хочу)(?: (?:tack|takk|tak|dziekuje|dekuji|kiitos|tesekkurler|sagol|спасибо))?",
    ),
    harmless=(
        r"(?:buss|bus|tog|tag|sparvagns?|trikk|spår|t-bane|autobus\w*)-?(?:stopp|hallplats\w*|stoppested\w*"
        r"|stop)\w*|stopp(?:ested|ur)\w*|(?:przystanek|przystanku|przystanki)|(?:остановк\w*|автостоп\w*|стоп-кран)"
        r"|durak\w*|(?:nie|не|en|ei) (?:moge|могу) (?:przestac|перестать)[^.!?\n]{0,25}|bez przystanku",
        r"(?:nie|prosze nie) (?:usuwac|usuwaj\w*|wykreslac)|не (?:удаляите|отписываите|прекращаите|перестаю"
        r"|отказываюсь|хочу (?:упустить|пропустить|мешать|отказываться|надоедать|терять)|хотел\w* беспокоить)(?:"
        r" \w+){0,3}|(?:inte|ikke) (?:avregistr\w*|ta bort|fjern|slett\w*)(?: (?:mig|meg|mit|mitt|min))?|en halua"
        r" (?:hairita|perua|lopettaa|menettaa)\w*",
        r"не (?:получал\w*|пришл\w*|получил\w*|видел\w*|нашел|нашла|нужно ничего|нужна помощь)|нет (?:проблем"
        r"|вопросов)|(?:inte|ikke|ej) (?:fatt|faatt|fatt nagot|fatt noe|modtaget|mottatt|set|sett|hort)(?: (?:ditt"
        r"|noe|nogen|nagot|mejl\w*|mail\w*|sms\w*|svar))*|nie (?:dostal\w*|otrzymal\w*|widze|widzial\w*|ma problemu"
        r"|ma sprawy|doszla|przyszla|przyszedl|mam pytan)(?: \w+)?",
        r"(?:skicka|ring|kontakta|mejla|skriv|send|kontakt)(?: (?:mig|meg|inte|ikke|gärna|garna))* (?:fore|for kl"
        r"|innan|efter|etter|pa (?:mandag|tirsdag|onsdag|torsdag|fredag|jobbet|arbeidet|arbejdet|min jobb)|til mit"
        r" arbejde|min (?:chef|sjef|arbetsgivare|arbeidsgiver|arbejdsgiver))[^.!?\n]{0,20}|(?:не (?:звоните"
        r"|пишите))(?: \w+)? (?:до|после|в (?:понедельник|вторник|среду|четверг|пятницу|рабочее)|утром|вечером|на"
        r" (?:рабоч|работу|стар|служеб)\w*|сегодня|завтра|моему)[^.!?\n]{0,20}|nie (?:dzwon\w*|pisz\w*|wysyl\w*)(?:"
        r" \w+)? (?:przed|po|w (?:poniedzialek|wtorek|srode|czwartek|piatek|pracy|godzinach)|na (?:sluzbow|prac"
        r"|stary|firmow)\w*|rano|wieczorem|dzis|jutro)[^.!?\n]{0,20}",
        r"(?:sil|удалите|usun\w*|fjern|ta bort|slett)(?: (?:det|den|gamle|gamla|forrige|forra|stary|stara"
        r"|poprzedni\w*|старое|старыи|предыдущ\w*|eski|onceki))+(?: \w+){1,2}|згоден|zgod[ey] (?:na przetwarzanie|w"
        r" zalaczniku|podpisan\w*)|согласие (?:на обработку|подписан\w*|прилагаю|во вложении)|(?:согласен|согласна)"
        r" \w+|spokojn\w*|(?:w|na) spokoju",
        r"(?:mulakat|randevu|gorusme|toplanti)\w* (?:iptal|ertele)\w*|(?:iptal|ertele)\w* (?:mulakat|gorusme)\w*"
        r"|yanlis anlam\w*|(?:rahatsiz ettig\w*|rahatsiz etmek istem\w*)",
    ),
    greetings=(
        r"(?:hej|hei|heisann|goddag|god dag|czesc|dzien dobry|witam|szanown\w+(?: panstwo| pani| panie)?|dobry den"
        r"|ahoj|zdravim|hyva|moi|terve|merhaba|selam|sayin|iyi gunler|здравствуите|добрыи день|привет|добрии день"
        r"|вітаю|kaera|kare|buna ziua|szia)",
    ),
    closings=(
        r"(?:med )?(?:vanliga|vennlig|venlig|vennlige|bedste|basta) (?:halsningar?|halsning|hilsen|hilsner)|mvh"
        r"|hilsen|hilsner|halsningar|pozdrawiam|z powazaniem|s pozdravem|terveisin|ystavallisin terveisin"
        r"|saygilarimla|iyi gunler|с уважением|з повагою|tack|takk|tak|dziekuje|dekuji|kiitos|tesekkurler|спасибо"
        r"|дякую",
    ),
    courtesy=(
        r"tack(?: (?:sa mycket|for \w+|i forvag|anda))?|takk(?: (?:for \w+|likevel))?|tak(?: (?:for \w+"
        r"|alligevel))?|vennligst|venligst|vanligen|snalla|var sa snall|vaer sa snill|vaer venlig|na|nu|omgaende"
        r"|straks|med en gang|med det samme|och|og|men|jag|jeg|ar|er|at|att|kan ni|kan dere|kan i|kan du|a|kunne"
        r" dere",
        r"prosze|dziekuje(?: bardzo)?|z gory dziekuje|natychmiast|juz|teraz|i|ale|czy moglibyscie|bardzo prosze|o"
        r"|prosim|dekuji|hned|okamzite|a|uz|kiitos(?: \w+)?|ole hyva|olkaa hyva|heti|nyt|ja|lutfen|tesekkurler"
        r"|tesekkur ederim|artik|hemen|simdi|ve|rica ederim|sag olun",
        r"пожалуиста|спасибо|прошу(?: вас)?|будьте добры|немедленно|уже|сеичас|больше|и|но|я|вас|будь ласка|дякую"
        r"|прошу|срочно|наконец|очень прошу|можете|могли бы вы",
    ),
    reasons=(
        r"inte intresserad|ikke interessert|ikke interesseret|fel nummer|feil nummer|forkert nummer|vem ar det(?:"
        r" har)?|hvem er (?:dette|det|du)|nie jestem (?:juz )?zainteresowan\w*|pomylka|zly numer|kto to|nemam zajem"
        r"|spatne cislo|kdo je to|vaara numero|en ole kiinnostunut|kuka (?:siella|tama on)|yanlis numara"
        r"|ilgilenmiyorum|kimsiniz|не интересно|мне (?:это )?не интересно|вы ошиблись(?: номером)?|не туда|кто это"
        r"|это спам|spam",
    ),
    withdraw=(
        r"(?:drar|trekker|traekker|dra|trekke|traekke|ta|tar|tillbakadra\w*|vill dra)(?: (?:jag|jeg|hermed|harmed"
        r"|gjerne|min|mig|meg|tilbake|tillbaka|tilbage))+(?: (?:ansokan|soknad\w*|soknaden|ansogning|ansogningen"
        r"|kandidatur))?(?: (?:tillbaka|tilbake|tilbage))*|(?:tackat ja|takket ja|takket ja|sagt ja|sagt ja)(?:"
        r" till| til)? (?:en |et |ett )?(?:annan|annat|annen|annet|anden|andet)(?: \w+)?|(?:fatt|faatt|fundet|fatt"
        r" en|funnit) (?:en |et |ett )?(?:annan|annen|anden|nytt|ny|nyt)(?: \w+)?|(?:inte|ikke) (?:langre|lenger"
        r"|laengere) (?:intresserad|interessert|interesseret|aktuell|tillganglig)",
        r"(?:wycofuje|wycofac|rezygnuje z|rezygnacja z|rezygnuje|chcialbym wycofac|chcialabym wycofac)(?: (?:sie"
        r"|swoja|moja|swoje|z|aplikacje|aplikacji|kandydature|kandydatury|rekrutacji|procesu|udzialu|dalszego|w"
        r"|stanowiska|oferty|moje|zgloszenie))+|(?:przyjalem|przyjelam|podpisalem|podpisalam|znalazlem|znalazlam"
        r"|zaakceptowalem|zaakceptowalam)(?: \w+)? (?:inna|inne|nowa|innej|nowe)?(?: ?(?:oferte|prace|umowe|oferta"
        r"|stanowisko))(?: \w+)?|nie jestem juz zainteresowan\w*(?: \w+){0,3}|(?:stahuji|beru zpet|stahnout|ruším"
        r"|rusim)(?: (?:svou|svoji|moji|zadost|prihlasku|kandidaturu|zpet))+|prijal\w* jinou (?:nabidku|praci)|uz"
        r" nemam zajem(?: o \w+)?",
        r"(?:perun|perutan|vedan|haluan (?:perua|vetaa))(?: (?:hakemukseni|takaisin|pois|hakemustani))+|(?:otin"
        r"|hyvaksyin|sain|vastaanotin) (?:toisen|uuden|muun) (?:tyopaikan|tarjouksen|tyon|paikan)|en ole enaa"
        r" kiinnostunut(?: \w+)?|(?:basvurumu|basvurumdan|adayligimi|surecten) (?:geri cek\w*|vazgec\w*|iptal \w+"
        r"|cekil\w*)|baska bir (?:is|teklif|teklifi|firma\w*)(?: \w+)? (?:kabul|buldum|anlast)\w*(?: ettim)?|artik"
        r" ilgilenmiyorum|pozisyonla (?:artik )?ilgilenmiyorum",
        r"(?:отзываю|снимаю|хочу отозвать|прошу отозвать|отзовите|прошу снять|відкликаю)(?: (?:мою|свою|моє"
        r"|кандидатуру|заявку|резюме|с рассмотрения|заявление|отклик))+|(?:принял|приняла|подписал|подписала|нашел"
        r"|нашла|вышел|вышла|выбрал|выбрала|приняв)(?: \w+)? (?:другое|другую|другои|новую|новое|на другую|иное)(?:"
        r" (?:предложение|работу|оффер|место|компанию|вакансию))?|(?:больше|уже) не (?:интересует|заинтересован\w*"
        r"|актуальн\w*|ищу|рассматриваю)(?: (?:эта|вакансия|работу|должность|позиция|в этои|в|вакансии))*"
        r"|(?:отказываюсь от|отказаться от)(?: \w+)? (?:вакансии|предложения|участия|должности|позиции"
        r"|собеседования)",
        r"(?:jag|jeg) (?:hoppar|trekker meg|trakker mig|traekker mig|drar mig|tackar nej|takker nei|siger nej)(?:"
        r" (?:av|ur|fra|till|til|tilbake|tillbaka))*(?: (?:jobbet|tjansten|stillingen|prosessen|processen"
        r"|erbjudandet|tilbudet|rekryteringen|ansokan|\w+))?|(?:tackar|takker|siger) (?:darfor |derfor |dessvarre "
        r"|desvarre )?(?:nej|nei) (?:till|til|tak til) (?:\w+ )?(?:jobb\w*|tjanst\w*|stilling\w*|erbjud\w*"
        r"|tilbud\w*)|(?:odrzucam|nie przyjme|nie przyjmuje|rezygnuje)(?: \w+)? (?:oferty|oferte|propozycji"
        r"|propozycje|stanowiska|pracy)|(?:odmitam|neprijmu|nebudu pokracovat)(?: \w+){0,4}|(?:en ota|en aio ottaa"
        r"|en hyvaksy) (?:tyota|paikkaa|tarjousta|vastaan)(?: \w+)?|(?:vetaydyn|jattaydyn)(?: \w+){0,2}|(?:teklifi"
        r"|pozisyonu|isi) (?:kabul etmiyorum|reddediyorum|istemiyorum)|(?:не буду|не стану) (?:принимать"
        r"|продолжать|проходить|участвовать)(?: \w+){0,3}|(?:остаюсь|остаться|решил остаться|решила остаться) на"
        r" (?:своеи|нынешнеи|текущеи) работе",
    ),
    maybe_withdraw=(
        r"(?:osaker|usikker) pa om [^.!?\n]{0,40}|zastanawiam sie nad (?:rezygnacja|wycofaniem)[^.!?\n]{0,20}|не"
        r" увер\w+(?:,)? (?:что хочу|стоит|подходит)[^.!?\n]{0,30}|думаю (?:отозвать|отказаться)[^.!?\n]{0,20}",
        r"(?:ar|er)(?: \w+)? (?:osaker|usikker|i tvivl|tveksam)(?: \w+){0,2}(?= ?(?:$|[\n.!,]|om|pa))|(?:tvekar"
        r"|noler|overvejer|vurderer|funderar pa)(?: (?:lite|om|pa|a|att|at|fortfarande))* ?(?:hoppa|takke nei"
        r"|trekke|dra|tacka nej|jobbet|stanna|bli)?|(?:waham sie|nie wiem czy (?:chce|to dla mnie|warto)"
        r"|zastanawiam sie czy)(?: \w+){0,4}|(?:vaham|nejsem si jist\w*|rozmyslim si)(?: \w+){0,4}|(?:epairoin|en"
        r" ole varma haluanko|harkitsen viela)(?: \w+){0,3}|(?:emin degilim|kararsizim|tereddut)(?: \w+){0,3}"
        r"|(?:сомневаюсь|еще думаю|не знаю,? (?:стоит|хочу|подоидет))(?: \w+){0,4}",
    ),
    still_in=(
        r"(?:inte|ikke)(?: (?:an|enda|enna|endnu))* (?:tackat ja|takket ja|dratt|trukket|trukket|accepterat"
        r"|akseptert|accepteret)[^.!?\n]{0,25}|nie (?:wycofuje|przyjalem|przyjelam|podpisalem|podpisalam|rezygnuje"
        r"|znalazlem|znalazlam)[^.!?\n]{0,25}|(?:еще )?не (?:отзываю|принимал\w*|принял\w*|подписал\w*|нашел|нашла"
        r"|отказываюсь)[^.!?\n]{0,25}|en (?:ole )?(?:peru|ottanut|hyvaksynyt)[^.!?\n]{0,25}|ne(?:stahuji"
        r"|prijal)\w*[^.!?\n]{0,20}",
    ),
    texts=(r"sms\w*|смс|tekstiviest\w*|sms-?ow|smsow",),
    mails=(r"e-?mails?|mejl\w*|mail\w*|e-?post\w*|maili|e-?maile|почт\w*|письм\w*|sahkopost\w*|e-?posta\w*",),
    another_way=(
        r"(?:men |gerne |garna |helst |hellere |heller |bara |kun |skriv |ale |prosze |tylko |lepiej |но |лучше "
        r"|только |можно |пишите |mutta |vain |ama |lutfen |sadece ){0,6}(?:per |pa |via |via |na |po |по |на "
        r"|przez |e-?posta ){0,6}(?:(?P<texts>sms|смс)|(?P<mails>e-?post|e-?mail|mejl|mail|maila|e-?maila|mailem"
        r"|e-?mailem|почту|почте|эл\. почте|email|sahkoposti|sahkopostilla|e-?posta|mailing)|(?P<calls>telefon"
        r"|telefonu|телефону))(?: (?:ar|er|gar|gar bra|funkar|bra|fint|ok|okej|okay|fungerer|bedre|battre|jest|moze"
        r" byc|byc|w porzadku|bedzie|лучше|можно|подоидет|нормально|хорошо|пожалуиста|on|sopii|kay|hyva|olur|uygun"
        r"|tercih ederim|gonderin|yazin|istedet|i stedet|istallet|i stallet|moze|mig|meg|for)){0,6}",
    ),
    only_by=(
        r"(?P<texts>(?:endast|bara|kun|tylko|wylacznie|только|vain|sadece) (?:via |pa |per |przez |по |na"
        r" )?(?:e-?post|mejl|mail|e-?mail|mailem|e-?mailem|почте|sahkopostilla|e-?posta))",
        r"(?:mejl|mail|e-?post|e-?mail) (?:i ?stallet for|istedet for|i stedet for|i stedet|zamiast)"
        r" (?P<texts>sms\w*)",
    ),
    reactions=(
        r"(?:gillade|alskade|ogillade|skrattade at|betonade|ifragasatte|likte|elsket|mislikte|lo av|understreket"
        r"|kunne lide|elskede|grinede ad|fremhaevede|reagerade (?:med )?[^\w\s]{0,12} ?pa|reagerte (?:med"
        r" )?[^\w\s]{0,12} ?pa|polubil\w*|pokochal\w*|rozesmial\w*|podkreslil\w*|zareagowal\w*(?: [^\w\s]{1,12})?"
        r" (?:na|do)|libi se|reagoval\w* [^\w\s]{1,12} na|tykkasi|rakasti|nauroi|korosti|begendi|sevdi|guldu"
        r"|vurguladi|понравилось|нравится|лаик|посмеял\w+(?: над)?|выделил\w*|сердечко|реакция [^\w\s]{1,12} на"
        r"|[^\w\s]{1,12} (?:till|til|do|на|na|pa))",
    ),
)

EASTERN: Final = Language(
    words_have_ends=False,
    stop=(
        # Chinese
        r"(?:请|麻烦)?(?:你们|您)?(?:请)?(?:不要|别|勿|停止|不用|请勿|不必|無需|無须)(?:再|继续|繼續|给我|給我|向我|往我|对我|跟我|和我)*(?:发|發|联系|聯絡|聯繫|打扰"
        r"|打擾|骚扰|騷擾|打电话|寄|发送|發送|短信|邮件|推送|写信|來信|来信|给我)+(?:我|信息|短信|邮件|訊息|消息|郵件|了|电邮|微信|给我|給我|电话|任何)*",
        r"(?:我)?不(?:想|希望|愿意|願意)(?:再|继续)?(?:收到|接收|被)(?:你们|您|贵公司|任何|的|这些|此类|这类|更多)*(?:短信|邮件|信息|消息|訊息|联系|打扰|电话|郵件|骚扰"
        r"|通知)?|(?:请)?(?:把|将|將)?(?:我|我的)(?:的)?(?:名字|号码|邮箱|电话|信息|资料|个人信息|数据|手机号)?(?:从|從)?(?:你们的|贵公司|您的|您们的)?(?:名单|列表"
        r"|数据库|邮件列表|系统|名單)?(?:中|里|上)?(?:删除|刪除|移除|删掉|去掉|除名)|(?:删除|刪除|移除)我的?(?:的)?(?:信息|资料|数据|号码|个人信息|邮箱|电话|联系方式)"
        r"|取消订阅|退订|退訂|取消訂閱|拒收(?:短信|邮件)?",
        # Japanese (folded: marks that voice a consonant are dropped)
        r"(?:もう|今後|これ以上|二度と)?(?:、)?(?:メール|連絡|メッセーシ|電話|ショートメール|sms|案内|送信|配信|御連絡|こ連絡)?(?:を|は|の)?(?:一切)?(?:送らないて"
        r"|送信しないて|しないて|やめて|止めて|停止して|送ってこないて|控えて|こ遠慮|お控え|不要て|配信停止|送信停止|連絡しないて|電話しないて)(?:くたさい|下さい|ほしい|欲しい|もらえますか"
        r"|いたたけますか|いたたきたい|お願い|くれ|す)*(?:してす|てす|します|いたします|願います)?|(?:配信|登録|購読|受信|メール配信)(?:を|の)?(?:停止|解除|拒否|削除|取り消し"
        r"|取消)(?:して|を)?(?:くたさい|下さい|お願いします|希望|希望します|お願いいたします)*|(?:リスト|名簿|テータヘース|メーリンクリスト|データ)から(?:私を|私の名前を|外して|削除して"
        r"|消して)+(?:くたさい|下さい)*|(?:個人情報|テータ|連絡先|メールアトレス|電話番号)(?:を)?(?:すへて|全て)?(?:削除|消去|抹消)(?:して)?(?:くたさい|下さい|お願いします)*",
        # Korean (folded into its letters)
    ),
    alone=(
        r"(?:^|(?<=[\W_]))(?:停止|退订|退訂|取消|取消订阅|停|td|n退订|别发了|别发|別發|不要再发了|拒收|删除|够了|滚|停止发送|ストップ|停止してくたさい|解除|解約|退会|配信停止"
        r"|やめて|やめてくたさい|やめろ|中止|もう結構てす|止めて|止めてくたさい|いりません|不要てす|توقف|إيقاف|ايقاف|الغاء|إلغاء|الغاء الاشتراك|إلغاء"
        r" الاشتراك|كفى|كفايه|كفاية|قف|اوقف|توقفوا|لا ترسل|stop)(?=$|[\W_])",
    ),
    doubt=(
        r"不要(?:再)?(?:发|發|联系|聯|打|骚扰|寄|给我)|别(?:再|发|联系|打|来)|停止|退订|退訂|取消订阅|骚扰|打扰我|不感兴趣|没兴趣|沒興趣|不想(?:再|收)|删除|刪除|移除|拉黑|投诉"
        r"|垃圾(?:短信|邮件)|太多(?:短信|邮件|信息)|打错|发错|勿扰|够了|滚",
        r"送らないて|やめて|止めて|停止|解除|配信|迷惑|しつこい|連絡しないて|電話しないて|興味(?:は|か)?(?:ありません|ない|無い)|不要|いりません|削除|結構てす|控えて|遠慮|拒否|もう送|間違い"
        r"|まちかい|スハム|個人情報",
        r"لا (?:ترسل|تتصل|تراسل|تكتب|تزعج|اريد|أريد|ارغب|أرغب|تبعث|تواصل)\w*|توقف\w*|اوقف\w*|أوقف\w*|ايقاف|إيقاف"
        r"|الغاء الاشتراك|إلغاء الاشتراك|احذف\w*|حذف|ازال\w*|إزال\w*|ازعاج|إزعاج|ازعج\w*|كفى|رقم (?:خطا|خطأ)|غير"
        r" مهتم\w*|لست مهتم\w*|رسائل كثيره|عدم (?:التواصل|الارسال|الإرسال|مراسلتي|الاتصال)|التوقف عن",
        r"그만|중지|수신 ?거부|보내지 ?마|연락하지 ?마|해지|차단|삭제|관심 ?없",
        r"अब मत|मत भेज|संदेश मत|बंद करो|बंद करे|หยุด|ยกเลิก|อย่าส่ง|dung gui|ngung gui|huy dang ky|dung nhan tin"
        r"|הסר|הסירו|תפסיקו|הפסיקו|אל תשלחו|לא מעוני\w*",
        r"怎么又|不想换工作|怎么老|又是(?:这|你|垃圾|广告)|垃圾(?:信息|广告)|又是你们|又来了|又发|又來了|第[一二三四五六七八九十百\d]+(?:条|封|次)(?:短信|邮件|信息|消息)?了|烦死|好烦|真烦|很烦"
        r"|别烦|烦不烦|有完没完|没完没了|机器人(?:吗|吧"
        r"|\?)|是不是机器人|看过?(?:我的)?(?:简历|资料)(?:吗|没|再)|(?:哪里|哪儿|谁|怎么)(?:来|弄|拿|给|得|知道|有|搞)\S{0,6}(?:我的)?(?:号码|电话|手机号"
        r"|邮箱|联系方式|信息)|不认识你们|不用再?联系|不必再?联系|无需再?联系|不需要(?:再)?联系|把我(?:的(?:简历|名字|号码|信息))?(?:从|删|去|移)|半夜|大半夜|骚扰我|太过分"
        r"|没有报名|没报名|没投过",
        r"また(?:てすか|か(?:\?|$)|メール|同し|この|来た|求人|送って)|何(?:回|通|度)(?:目|も|送)|しつこ|いい加減に|うんさり|ロホット(?:てすか|なの|\?)|自動送信てすか"
        r"|(?:誰|とこ|なせ|とうやって)\S{0,10}(?:番号|連絡先|アトレス|メール)|(?:番号|連絡先|アトレス)を?(?:誰|とこ|なせ|とうやって)|登録した覚え|応募した覚え|覚えか(?:ありません|ない)|(?:フロフィール|履歴書|経歴書?)(?:を"
        r"|は)?(?:ちゃんと|本当に)?(?:読ん|見て|確認し)\S{0,6}(?:ます?か|のてすか)|(?:連絡|案内|紹介|メール|送付)(?:は|も)?(?:結構|もう|必要|不要|無用"
        r"|希望し)\S{0,8}|深夜に",
        r"مره اخرى|مرة أخرى|مجددا|من اعطاكم|من أعطاكم|كيف حصلتم|من اين (?:لكم|حصلتم|جبتم)|من أين|هل (?:انت|انتم"
        r"|أنت|أنتم|هذا) (?:روبوت|آلي|الي)|كم (?:مره|مرة|رساله|رسالة)|الرسائل|رقمي من|ازيلو\w*|أزيلو\w*|امسحو\w*"
        r"|لا داعي (?:ل|لل|من)|لست بحاج\w*|قله احترام|قلة احترام|اخرجوني|أخرجوني",
        r"또 (?:왔|보내|연락)|귀찮|제 번호를? 어떻게|어떻게 (?:제|알)|연락 ?안|필요 ?없|फिर से|किसने दिया|परेशान",
    ),
    refusal=(
        r"^(?:不|不用|不用了|不需要|不感兴趣|没兴趣|不用,? ?谢谢|不要|没有兴趣|算了|不必了|いいえ|結構てす|いりません|興味ありません|不要てす|いや|لا|لا شكرا|شكرا لا|غير"
        r" مهتم|لست مهتما?|아니요|아니오|괜찮습니다|관심 없습니다)[\W_]*$",
    ),
    harmless=(
        r"(?:公交|地铁|汽车|公車)(?:车)?站|不要(?:紧|担心|介意|客气|删除|取消)|不用(?:担心|客气|谢|急)|没有(?:停止|收到)|(?:バス|はす|ハス)停|停留所|ノンストッフ"
        r"|ストッフウォッチ|取消(?:面试|预约)|删除(?:旧|之前|原来|重复)[^。!？\n]{0,12}|(?:古い|以前の|前の)[^。\n]{0,8}(?:ファイル|履歴書|メール"
        r"|テータ)?を?削除[^。\n]{0,10}|(?:やめて|退職して)(?:から|以来|いません|おりません|いない)|停止(?:中|線)|(?:会社|仕事|前職)(?:は|を)?(?:やめ"
        r"|辞め)[^。\n]{0,10}|遠慮なく|(?:こ)?遠慮(?:なさらす|せす)|迷惑(?:を|て|か|メールフォルタ|メールに)[^。\n]{0,12}|(?:お手数|こ迷惑)[^。\n]{0,16}"
        r"|配信(?:業|会社|サーヒス|エンシニア)|个人信息保护|رساله التوقف",
    ),
    courtesy=(
        r"请|麻烦(?:您|你|你们)?|谢谢(?:你|您|了|你们)?|您好|你好|了|吧|啊|呢|的|感谢|立即|马上|现在|抱歉|不好意思|以后|我|您|你们|嗨|辛苦了|こんにちは|お世話になっております"
        r"|お願いします|お願いいたします|お願い致します|よろしく|宜しく|くたさい|下さい|ありかとうこさいます|ありかとうこさいました|ありかとう|すみません|申し訳ありませんか?|恐れ入りますか?|です|ます"
        r"|てす|もう|今後|から|は|を|の|に|私|当方|いたたき|担当者様|様|すくに|至急|何卒|二度と|また|من فضلك|من فضلكم|رجاء|الرجاء|ارجو|أرجو|لو سمحت(?:م"
        r"|وا)?|شكرا|السلام عليكم|مرحبا|فورا|الان|الآن|جزيلا|لكم",
    ),
    reasons=(
        r"打错(?:了|电话)?|发错(?:了|人)?|你是谁|您是哪位|不感兴趣|没兴趣|我不认识你(?:们)?|我已经找到工作了?|もう仕事か見つかりました|興味(?:は|か)?ありません|間違いてす|とちら様てすか"
        r"|番号(?:か)?違いてす|رقم (?:خطا|خطأ|غلط)|من انت(?:م)?|من أنت(?:م)?|لست مهتما?|غير مهتم",
    ),
    withdraw=(
        r"(?:撤回|撤销|取消|放弃|退出)(?:我的|此次|本次|这次|该)?(?:职位)?(?:申请|应聘|面试流程|招聘流程|求职申请|应聘流程|候选)|(?:接受|签|拿到|入职|选择)了?(?:另一(?:份"
        r"|家|个)|别的|其他|其它)(?:公司|工作|offer|职位|单位)?(?:的)?(?:offer|工作|录用|邀请)?|不再(?:考虑|感兴趣|应聘|参加)(?:这个|该|此|贵公司)?(?:职位|岗位"
        r"|工作|面试)?|(?:已经|已)(?:找到|有)(?:了)?(?:新|别的|其他)?(?:的)?工作",
        r"(?:応募|選考|面接|エントリー)(?:を|は)?(?:辞退|取り下け|取り消|キャンセル)[^。\n]{0,20}|辞退(?:させて|いたします|します|したく)[^。\n]{0,14}|(?:他社"
        r"|別の会社|他の会社|他の企業)(?:の|に|から|て)?(?:内定|オファー|採用|就職|入社)[^。\n]{0,20}|(?:内定|オファー)を(?:承諾|受諾|受け)[^。\n]{0,12}",
        r"(?:سحب|اسحب|أسحب|ساسحب|سأسحب|انسحب|أنسحب|الانسحاب من|التراجع عن)(?: \w+){0,2} ?(?:طلبي|طلب|ترشحي|ترشيحي"
        r"|التقديم|العمليه|العملية|عمليه التوظيف)|(?:قبلت|وقعت|حصلت على|وجدت) (?:عرضا|عرض|وظيفه|وظيفة|عملا|عمل)(?:"
        r" \w+)? ?(?:اخر|آخر|اخرى|أخرى|جديد\w*)?|لم (?:اعد|أعد) (?:مهتما?|مهتمة)",
        r"(?:不|决定不|就不)(?:去|来|参加|考虑|接受)(?:这个|该|此|贵公司|你们)?(?:面试|岗位|职位|工作|offer|录用)了?|婉拒|放弃这个(?:机会|职位|岗位)|退出(?:面试|流程"
        r"|应聘)|(?:今回|誠に勝手)\S{0,12}(?:辞退|見送)\S{0,10}|(?:お断り|見送らせて)\S{0,8}",
        r"辞退(?:し|を|の|致|申|させ|いた)\S{0,10}",
    ),
    still_in=(
        r"(?:没有|还没|尚未|不会|不想)(?:撤回|撤销|取消|放弃|接受|退出|签)[^。\n]{0,14}|(?:辞退|取り下け)(?:するつもりはありません|しません|はしていません|したわけては)"
        r"|(?:لم|لن|لا) (?:اسحب|أسحب|اقبل|أقبل|انسحب|أنسحب)[^.\n]{0,20}",
    ),
    texts=(r"短信|简讯|ショートメール|sms|رسائل نصيه|رسائل نصية",),
    mails=(r"邮件|电邮|郵件|メール|e-?mail|البريد|ايميل|إيميل",),
    another_way=(
        r"(?:但|可以|用|请用|请|发|通过){0,6}(?P<mails>邮件|电邮|邮箱)(?:可以|联系|就好|没问题|联系我|沟通|就行|即可|都可以|吧){1,6}",
        r"(?P<mails>メール)(?:て|は|なら|てしたら|ての|大丈夫|構いません|お願いします|連絡|結構|問題ありません|ても|可|てす|くたさい|こ連絡){1,6}",
        r"(?P<calls>电话|電話)(?:联系|てお願いします|可以){1,6}",
    ),
    reactions=(
        r"(?:.{0,6}(?:赞了|喜欢|点赞|爱心|大笑|强调了|对|いいね|ハート|笑|強調|リアクション|أعجب\w*|اعجب\w*|أحب\w*|احب\w*|ضحك\w*|좋아요).{0,14})",
    ),
    reactions_after=(
        r"(?:.{0,6}(?:表示赞|点赞|表示喜欢|赞|に.{0,14}|を.{0,14}|いいね.{0,8}|に「?いいね」?しました|回应了?.{0,8}|作出了回应))",
    ),
    maybe_withdraw=(
        r"(?:还在|有点|比较|正在)(?:犹豫|纠结)|犹豫(?:要不要|是否)|不太?确定(?:要不要|是否|合不合适)|可能不(?:太)?(?:合适|适合|去了|考虑)|(?:迷って|悩んて)(?:い?ます"
        r"|いて|おり)|辞退(?:しよう|する)か|اتردد|متردد\w*|لست متاكدا|غير متاكد",
    ),
)

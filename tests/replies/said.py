"""What people say, in many ways and languages, and what it is to be taken for: the reader is tuned on these.

By kind, then by language, one message a line; `said_wearily.txt` has more of them: complaints, sighs and refusals that
name no stop, and answers with a no in them; `said_in_dialect.txt` has stops as they are spoken, written in letters, or
put politely, and answers with the same words; `said_at_parting.txt` has stops with what people say along with them, and
withdrawals that give the place away; `said_about_rhythm.txt` has wishes about how often, when and where we write, and
answers with the same words; `said_in_doubt.txt` has sighs, hours, counts and questions that may be a wish to hear no
more, and answers with the same words; `said_of_things.txt` has what people give up that is no job, and jobs that they
do, questions how long it will go on, and receipts. Where a line has ` // ` it has so many lines. Nobody real wrote them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple


class Said(NamedTuple):
    """One message and its kind: `answer`, `stop`, `stop sms` (that channel alone), `held`, `withdraw`, and so on."""

    kind: str
    language: str
    text: str


_TABLE: Final = """
= stop
en: Please send me nothing else
en: mail us nothing more, thank you
en: I'm retired, please stop contacting me
it: Vi pregherei di evitare altre proposte, sono in pensione
fr: Je vous serais reconnaissante de cesser tout envoi
pt: Peço que o meu número deixe de ser utilizado
it: Vi invito a non inviarmi ulteriori messaggi
en: plz stop txting me
en: stooop
en: STOPPP
en: unsuscribe
en: no more txts plz
en: Stop 🛑
en: stop ✋🏻
en: no + mensajes xfa
es: ya no kiero mensajes
pt: para de mandar msg
it: nn scrivetemi più
it: basta x favore
fr: jveux plus de sms
en: arretter svp
de: nich mehr schreiben bitte
nl: niet meer appen aub
en: leave me alone!!!
en: Unsubscribe. Unsubscribe. Unsubscribe.
en: STOP - I said STOP
en: stop, thanks
en: Thanks but please stop
en: Yes please stop
en: Stop please, I'm not interested in this job
en: i got a job already stop texting
en: not looking anymore, take me off your list
en: Hello, please unsubscribe me from all communications. Regards, Tom Smith
en: Hello, // // please remove me from your mailing list. // // Thank you, // Tom Smith // Senior Developer // +1 555 0100
de: Bitte nicht mehr kontaktieren. Danke. // // Gesendet von meinem iPhone
fr: Bonjour, // // Merci de me retirer de votre liste de diffusion. // // Bien cordialement, // Marie Dupont
es: Buenos días, // // les ruego que no me envíen más correos. // // Un saludo, // Juan Pérez
pt: Bom dia, // // Agradeço que removam o meu e-mail da vossa lista. // // Cumprimentos, // Rui Silva
nl: Geachte heer/mevrouw, // // Graag wil ik mij afmelden voor deze mails. // // Met vriendelijke groet, // Piet de Vries
it: Buongiorno, // // vi chiedo gentilmente di cancellarmi dalla vostra mailing list. // // Cordiali saluti, // Maria Rossi
de: Sehr geehrte Damen und Herren, // // bitte löschen Sie alle meine Daten und kontaktieren Sie mich nicht mehr. // // Mit freundlichen Grüßen // Hans Huber
en: I would appreciate it if you'd stop contacting me
en: Please cease contact.
en: I do not consent to these messages
en: Do not write to me again or I will report you
en: Hi, I'd like to be removed from your list please
en: Please do not send any further correspondence
en: I want to unsubscribe
en: unsubscribe me pls
en: End all communication
en: Get me off this list
en: never contact me again
en: Remove this number
en: stop spamming
en: STOP!!!!!!!!
en: stop messaging this number you have the wrong person
en: I no longer want to receive updates
en: Please don't bother me again
en: Opt out please
en: Please end my subscription
en: I am withdrawing my consent for you to contact me.
de: Ich will keine Nachrichten mehr von Ihnen
de: Bitte löschen Sie mich.
de: Bitte entfernen Sie mich aus Ihrer Datenbank
de: Stoppt die Nachrichten
de: Schickt mir keine SMS mehr
de: Ich bitte Sie, mir nicht mehr zu schreiben.
de: Bitte beenden Sie den Kontakt
en: Nie wieder kontaktieren!
de: Keine Nachrichten mehr, danke
de: Bitte von weiteren Nachrichten absehen
de: Ich möchte mich abmelden
de: Tragen Sie mich bitte aus
de: Hört bitte auf
de: Nicht mehr anschreiben bitte
de: Sie sollen mich nicht mehr anschreiben
de: Ich verlange, dass Sie mich nicht mehr kontaktieren
de: Bitte melden Sie sich nicht mehr bei mir
de: Bitte nicht mehr melden
de: Streichen Sie mich von der Liste
fr: Je ne veux plus de vos messages
fr: Arrêtez s'il vous plaît
fr: Cessez de me contacter
fr: Merci de me supprimer de vos contacts
fr: Ne m'envoyez plus rien
fr: Enlevez-moi de la liste
fr: Je souhaite être retiré de votre base
fr: Merci d'arrêter les relances
fr: ne me contactez plus jamais
fr: Retirez-moi de vos fichiers, merci
fr: J'exige que vous cessiez de me contacter
fr: Veuillez ne plus m'écrire
fr: Merci de ne plus m'envoyer de mails
fr: je voudrais me désabonner
fr: Fichez-moi la paix
fr: Plus de messages merci
fr: Arrête de m'écrire
es: No quiero más mensajes
es: Por favor no me contacten
fr: Paren de enviarme mensajes
es: Bórrenme de su lista
es: Quiero que me eliminen de su base de datos
en: No vuelvan a escribirme
en: Déjenme tranquilo
fr: Dejen de molestarme
en: No me molesten más
es: Cancelen mi suscripción
es: Les pido que no me escriban más
es: Por favor, sáquenme de la lista
fr: Quítenme de la lista
en: no me escribas más
es: Que me deis de baja, por favor
pt: Parem de me escrever
pt: Não me escrevam mais
pt: Não quero receber mais nada vosso
pt: Por favor removam o meu número
pt: Por favor tire meu nome da lista
pt: Peço que não me contactem mais
pt: Cancelem a minha subscrição
pt: Não me mande mais mensagem
fr: Deixem de me enviar e-mails
pt: Gostaria de ser removido da lista
en: Me deixem em paz
pt: Não entrem mais em contacto comigo
pt: Agradeço que não me enviem mais mensagens
nl: Ik wil geen mails meer
nl: Schrijf me uit aub
es: Verwijder me van de lijst
nl: Gelieve mij niet meer te contacteren
nl: Neem geen contact meer met mij op
nl: Ik wil van deze lijst af
nl: Stuur geen berichten meer
nl: Haal mijn nummer uit jullie systeem
nl: Ik wil me afmelden
nl: Niet meer contacteren graag
nl: Laat mij met rust
en: Stop hiermee
it: Smettete di scrivermi
it: Non voglio più essere contattato
it: Rimuovetemi dalla lista per favore
it: Non mandatemi più messaggi
it: Cancellate il mio numero
it: Vi prego di non contattarmi più
en: Basta email
it: Non inviatemi più nulla
it: Chiedo di essere cancellato dalla vostra lista
it: Non scrivermi più
it: Vorrei cancellarmi dalla newsletter
en: Lasciami in pace
it: Desidero non essere più contattato
en: Stop alle mail
en: STOP STOP STOP
en: Stop texting me please
en: Please take me off your list. Thanks, Joe
en: Hi Kim, please remove me from your mailing list. // // Best regards, // Joe Doe
en: I don't want to receive any more emails from you.
en: I no longer wish to be contacted
en: please delete my number
en: Leave me alone!!
en: How did you get my number? Stop texting me.
en: I never applied. Remove me from your database.
en: I found a job. Please stop contacting me.
en: no more texts pls
en: Unsubscribe me from this list immediately
en: opt me out
en: Kindly stop sending me reminders
en: I have asked you before. Do not contact me again.
en: quit texting me
en: do not email me ever again
en: would you mind not writing to me any more // stop
en: Not interested, please take me off this list
en: cease all communication with me
en: I would rather you did not contact me again
en: dont want to hear from you
en: Stop it. Wrong person.
en: Please remove my email address from your system
en: this is spam, unsubscribe
en: I revoke my consent to be contacted
en: fuck off
en: Please don't message me anymore
de: Bitte streichen Sie mich aus Ihrem Verteiler. // // Mit freundlichen Grüßen // Jo Meier
de: Hört auf mir zu schreiben!
de: Keine SMS mehr bitte
de: Ich möchte keine weiteren Nachrichten bekommen
de: Bitte kontaktieren Sie mich nicht mehr.
de: Melden Sie mich bitte vom Newsletter ab
de: Kein Interesse, bitte nicht mehr schreiben
de: Falsche Nummer, bitte löschen Sie meine Nummer
de: lasst mich in Ruhe
de: Abmelden
de: bitte austragen
de: Löschen Sie bitte meine Daten und schreiben Sie mir nicht mehr.
de: Ich habe schon eine neue Stelle, bitte keine Mails mehr
de: Ich will nichts mehr von Ihnen hören, stop
de: Nehmt mich bitte aus dem Verteiler, danke
de: Ich wünsche keine weitere Kontaktaufnahme
de: Hiermit widerspreche ich der Kontaktaufnahme.
fr: STOP
fr: Stop s'il vous plaît
fr: Arrêtez de m'envoyer des messages
fr: Veuillez me retirer de votre liste, merci
fr: Ne m'écrivez plus !
fr: Je ne souhaite plus recevoir vos messages. // // Cordialement, // Léa Petit
fr: Merci de me désinscrire
fr: désabonnement svp
fr: Laissez-moi tranquille
fr: Pas intéressée, merci de ne plus m'écrire
fr: supprimez mon numéro svp
fr: Mauvais numéro, arrêtez svp
fr: J'ai trouvé un travail, merci de ne plus me contacter
fr: Bonjour, merci de supprimer mes données et de ne plus me contacter.
fr: Je veux plus recevoir de sms
fr: ne plus me contacter svp
fr: plus de mails s'il vous plait
es: No me manden más mensajes
es: por favor dejen de escribirme
es: Quiten mi número de su lista
es: Denme de baja por favor
es: No quiero recibir más correos de ustedes. // // Saludos, // Ana
es: stop por favor
es: Ya no me escriban
es: Dejadme en paz
es: Número equivocado, no me escriban más
es: Borrad mi correo de vuestra base de datos
es: Ya tengo trabajo, por favor no me contacten más
es: no me interesa, no me envíen más sms
es: Solicito la baja de la lista
es: Basta ya
es: No deseo ser contactado
es: quiero darme de baja
pt: Por favor parem de me mandar mensagens
pt: Quero sair da lista
pt: Retirem o meu e-mail da vossa lista, obrigado
pt: Não quero receber mais mensagens
pt: Deixem-me em paz
pt: Me tirem dessa lista
pt: número errado, pare
pt: SAIR
pt: Não tenho interesse, não me contatem mais
pt: Já arranjei emprego, não me enviem mais e-mails
pt: Bom dia, não desejo ser contactado. // // Cumprimentos, // Rui
pt: descadastrar
pt: chega de mensagens
nl: Stop met sms'en
nl: Haal mij van de lijst aub
nl: Ik wil geen berichten meer ontvangen
nl: Graag uitschrijven
nl: Mail me niet meer
nl: Niet meer mailen aub
nl: Laat me met rust
nl: Verkeerd nummer, stop aub
nl: Ik heb al een baan, stuur me geen mails meer
nl: Geen interesse, graag geen mails meer
nl: Ik wil niet meer benaderd worden
nl: uitschrijven aub
nl: hou op met die berichten
nl: Schrijf mij uit
it: Basta messaggi
it: Non scrivetemi più, grazie
it: Cancellatemi dalla lista
it: Per favore toglietemi dalla mailing list
it: Non voglio più ricevere e-mail
it: smettetela di scrivermi
it: Lasciatemi in pace
it: stop per favore
it: Numero sbagliato, basta
it: Non mi interessa, non contattatemi più
it: Ho già trovato lavoro, non scrivetemi più per favore
it: Vorrei essere rimosso dalla vostra lista
it: Buongiorno, non desidero essere contattato. // // Cordiali saluti, // Ugo
it: disiscrivimi
sv: Sluta skicka mejl till mig
no: Ikke send meg flere meldinger
da: Stop med at skrive til mig
da: Afmeld
pl: Proszę nie pisać do mnie więcej
pl: Proszę usunąć mnie z listy
cs: Nepište mi, prosím
fi: Lopettakaa viestien lähettäminen
tr: Bana mesaj göndermeyin
tr: Listeden çıkarın lütfen
ru: Не пишите мне больше
ru: Отпишите меня от рассылки, пожалуйста
zh: 请不要再给我发短信
zh: 退订
ja: もうメールを送らないでください
ja: 配信停止をお願いします
en: I would be most obliged if you did not contact me again.
en: I'd appreciate it if you never emailed me again
en: Stop. Could you take me off this?
en: Please refrain from further correspondence
de: Ich lege keinen Wert auf weitere Zuschriften.
de: Ich bitte Sie davon abzusehen, mich weiter anzuschreiben.
nl: Ik stel geen prijs op verdere berichten
de: Es wäre nett, wenn Sie mir nichts mehr schicken würden
nl: Houd nou eens op met bellen en mailen
= stop sms
en: You may keep emailing but please stop the text messages
en: Stop texting me, call me instead
de: Keine SMS mehr, rufen Sie mich an
fr: Ne m'envoyez plus de SMS, appelez-moi
es: No me manden más SMS, llámenme
it: Basta SMS, chiamatemi
en: I'd prefer email over text messages please
en: Texts no, email yes please
en: No text messages please, just email
en: Please email me from now on and don't text
en: Email is fine, but no more texts
en: Stop the texts, emails are ok
en: pls no sms. email works better
en: I only want emails, not texts
en: Don't send me texts any more. You can still email.
de: Lieber per E-Mail als per SMS
de: Bitte nur noch per E-Mail, keine SMS
de: Keine SMS mehr, E-Mails sind okay
de: Bitte schreiben Sie mir E-Mails statt SMS
de: SMS bitte nicht, Mail ja
de: Bitte hören Sie mit den SMS auf, E-Mail ist gut
fr: Pas de SMS, seulement des mails
fr: Je préfère les mails aux SMS
fr: Arrêtez les SMS, les mails me conviennent
fr: Écrivez-moi par mail plutôt que par SMS
en: Stop SMS, mail ok
es: No me escriban por SMS, mejor por correo
es: Prefiero correo en vez de SMS
es: Dejen de mandarme SMS, el correo está bien
es: Nada de SMS, solo correo
es: Sin mensajes de texto por favor, escríbanme por correo
pt: Por SMS não, por e-mail pode ser
pt: Prefiro e-mail em vez de SMS
pt: Parem com os SMS, e-mail está bem
es: Só por e-mail, por favor, nada de SMS
en: Liever mailen dan sms'en
en: Stop met sms'en, mail mag
it: Basta SMS, la mail va bene
it: Preferisco la mail agli SMS
it: Scrivetemi via mail invece che per SMS
it: Solo e-mail per favore, niente messaggi
en: Don't text me, email is fine.
en: No more texts please. Email is ok.
en: please stop texting me, you can email me instead
en: Email only please, no texts
de: Bitte keine SMS mehr, E-Mail ist in Ordnung.
de: Schreiben Sie mir keine SMS, per Mail gern
fr: Plus de SMS svp, par mail c'est bien
fr: Ne m'envoyez plus de SMS, préférez les mails
es: No me manden más SMS, por correo está bien
pt: Não me mandem SMS, por e-mail tudo bem
nl: Geen sms meer aub, mailen mag wel
it: Niente SMS per favore, va bene via mail
en: Please no texts, phone calls are fine
de: Keine SMS bitte, Telefon ist in Ordnung
= stop email
en: Please stop the emails, texts are fine
de: Bitte keine Mails, schreiben Sie mir SMS
fr: Plus de mails, envoyez-moi des SMS
es: No más correos, mejor por SMS
en: Stop emailing me, text me instead
de: Bitte keine E-Mails mehr, SMS ist ok
= held
en: Delete me
en: Please take my name off, thanks
en: Kindly remove me.
de: Schluss jetzt!
fr: oubliez moi
en: please stop phoning
de: Ruft mich bitte nicht mehr an
fr: Arrêtez de m'appeler
es: No me llamen más
nl: Bel me niet meer
fr: Merci de ne pas me contacter aujourd'hui
nl: Stuur me vandaag geen berichten
it: Non scrivetemi questa settimana
de: Ich benötige keine weiteren Informationen
en: Would rather not get any of these
en: I must ask you to desist from sending more
en: I object to any use of my details for marketing
nl: Ik maak bezwaar
fr: Pff encore un message
nl: zucht weer een mailtje
de: Schon wieder eine Nachricht
es: Prefiero no recibir nada de esto
it: Preferirei non ricevere altro
es: Dejen de estar llamando
pt: Não me liguem mais
de: Weitere Anrufe sind unerwünscht
en: No
de: nein
nl: Nee
fr: Encore une annonce pour Brest, bravo
fr: Combien de textos par jour, au juste ?
fr: C'est déjà le septième message de la semaine
fr: Qui vous a refilé mon 06 ?
fr: T'es un bot ou quelqu'un pour de vrai ?
fr: Lisez-vous seulement les profils ? Je suis sage-femme
fr: Pas la peine de me réécrire
fr: Effacez mon profil svp, je vis en Suède maintenant
fr: Lâchez l'affaire
fr: Je préfère ne plus figurer dans votre vivier, je suis à la retraite
fr: jveu plu de vos alertes
fr: Sans façon, c'est non
fr: Un texto à minuit, vous avez vu l'heure
es: Otra oferta más de camarero, genial
es: ¿Cuántos mensajes piensan mandar?
es: Ya es el quinto correo que me llega
es: ¿Quién les pasó mi celular?
es: ¿Hablo con un robot?
es: ¿Leen los perfiles? Soy enfermera
es: No hace falta que vuelvan a contactarme
es: Saquen mi curriculum de su base
es: Así estoy bien, gracias
es: Les ruego que se abstengan de mandarme más vacantes, estoy jubilado
es: No recuerdo haberme registrado con ustedes
es: ¿No se cansan?
es: Un mensaje a medianoche, es el colmo
pt: Mais uma vaga de telemarketing, parabéns
pt: Quantas mensagens ainda vão mandar?
pt: É a quinta mensagem que recebo
pt: Quem passou meu celular pra vocês?
pt: Isso é um robô?
pt: Vocês leem os currículos? Sou dentista
pt: Não precisam voltar a contactar-me
pt: Tirem meu currículo daí
pt: Deixa pra lá
pt: Não tenho interesse, obrigado
pt: Agradecia que deixassem de enviar vagas, já me reformei
pt: Não me recordo de me ter registado
pt: Vocês não cansam?
it: Un'altra offerta a Palermo, complimenti
it: Quanti messaggi volete mandare ancora?
it: È il sesto messaggio in una settimana
it: Chi vi ha passato il mio cellulare?
it: Siete un bot?
it: Ma leggete i profili? Faccio l'ostetrica
it: Non c'è bisogno che mi ricontattiate
it: Buttate il mio curriculum
it: Ci risiamo
it: Non sono interessato, va bene così no grazie
it: Non ricordo di essermi registrata
it: Un sms a mezzanotte, ma siamo seri
sv: Varifrån har ni fått mitt nummer?
pl: Skąd macie mój numer?
pl: Znowu wy?
cs: Odkud máte moje číslo?
fi: Mistä saitte numeroni?
ru: Опять вы?
zh: 你们怎么有我的电话？
ja: またですか
ar: من أين حصلتم على رقمي؟
fr: Je sais pas si je continue
es: No sé si dar el paso, la verdad
pt: Estou meio indeciso
it: Non so se me la sento, ci penso
en: dont txt me no more
pt: n quero mais msg
de: Kein Bock, schreibt mir nicht mehr
en: Please stop, found something else
en: I have moved abroad. Please remove me from your list.
en: Thanks Kim, but I get far too many of these texts
en: Meh, not interested tbh
en: who dis? stop
en: Please let me know how to stop getting these
en: Stop texting my wife
en: Can you stop? My boss reads my screen
en: ¿Otra vez?
en: Já chega disto tudo, estou farto
en: Lascia stare
en: Please switch to email, I don't read texts
en: Can we stop the SMS and do email only?
nl: Geen sms'jes meer, mail is prima
en: No more emails, text me if you need something
en: Could you remove me from the mailing list? I have found something else. Thanks!
de: Ich möchte aus dem Verteiler genommen werden
nl: Stop met het sturen van berichten
nl: Ik wens niet meer benaderd te worden
en: You people write an awful lot
en: I don't know why I keep getting these
en: Can you please not?
en: Ugh, again?
en: I thought I had unsubscribed from this
en: I asked to be removed weeks ago, what is going on?
en: I'm not looking for work right now
en: I'd rather you didn't
en: Is there any way to stop these?
en: What do I have to do to make this stop?
en: I'm overwhelmed by your reminders
en: Could you contact me less often?
en: You've got the wrong guy
en: My daughter used this number before, she moved
en: I changed my mind about all of this
en: Please think twice before you write again
en: Maybe stop for now, I am on holiday
en: can u stop for a while
en: Do you ever stop?
en: I'm not comfortable with you having my number
en: Please pause the messages for a few weeks
en: Don't need it
en: not sure I want to get these
de: Muss das jeden Tag sein?
de: Ich wollte doch abgemeldet werden
de: Wie werde ich das hier los?
de: Warum bekomme ich das?
de: Können Sie mir bitte weniger oft schreiben?
de: Lieber nicht
de: Ich dachte, ich hätte mich abgemeldet
de: Das nervt langsam
de: Sie haben die falsche Person
de: Ich fühle mich belästigt
de: Ich bin da raus
en: J'en ai marre
fr: Vous m'écrivez trop souvent
fr: Je croyais m'être désinscrit
it: Ça suffit maintenant, non ?
fr: Je n'ai jamais donné mon numéro
fr: C'est une erreur, je ne suis pas cette personne
fr: Comment faire pour ne plus recevoir ces messages ?
fr: Encore ?
es: Ya van muchos mensajes
fr: Creo que se equivocan de persona
es: ¿Hasta cuándo van a escribirme?
es: Pensé que ya me habían dado de baja
fr: Qué pesados
es: ¿Pueden escribirme menos?
en: Me están molestando
fr: Pensava que já tinha cancelado
en: Escrevem demasiado
fr: Acho que se enganaram na pessoa
pt: Isto está a tornar-se chato
en: Podem escrever menos vezes?
nl: Ik dacht dat ik me had afgemeld
nl: Waarom krijg ik dit?
nl: Jullie schrijven wel erg vaak
nl: Dit begint vervelend te worden
nl: U heeft de verkeerde
nl: Kan het wat minder?
it: Pensavo di essermi cancellato
es: Mi scrivete troppo spesso
it: Perché ricevo questi messaggi?
en: State diventando insistenti
en: Avete sbagliato persona
en: Si può smettere?
en: I'm getting really tired of all these messages
en: Why do you keep emailing me?
en: Who gave you my number?
en: Not interested
en: Yes, cancel
en: Ok delete
en: no thanks
en: Is there a way to get fewer emails?
en: How do I unsubscribe?
en: Can I opt out?
en: I think I'd like to be taken off this, but let me check with my wife first
en: this is harassment
en: I might want you to stop writing, not sure yet
en: Thanks for the update, although I did ask you to stop emailing me last week
en: I'm unsure whether I want to continue with my application
en: I have another offer and need to decide by Friday, I will probably take it
en: No more
en: Enough.
en: This is not Ana's number any more
en: Please don't.
de: Kein Interesse
de: Es reicht.
de: Das ist nicht die Nummer von Ana
fr: Ça suffit.
nl: Genoeg.
it: Niente più, grazie
de: Nein danke
de: Woher haben Sie meine Nummer?
de: Das sind mir zu viele Mails
de: Ich bin nicht sicher, ob ich noch weitermachen will
de: Wie kann ich mich abmelden?
fr: Non merci
fr: Trop de messages !
fr: Pourquoi est-ce que je reçois ces messages ?
fr: Comment se désabonner ?
es: No gracias
es: ¿De dónde sacaron mi número?
es: Demasiados correos
es: ¿Cómo me doy de baja?
pt: Não, obrigado
pt: São demasiadas mensagens
pt: Como conseguiram o meu número?
nl: Nee bedankt
nl: Hoe komen jullie aan mijn nummer?
nl: Ik krijg wel erg veel berichten, te veel berichten eigenlijk
it: No grazie
it: Troppi messaggi
it: Come avete avuto il mio numero?
sv: Nej tack
pl: Nie jestem zainteresowany
ru: Откуда у вас мой номер? Хватит уже мне это слать каждый день
ja: 興味ありません
hu: Leiratkozás hogyan lehetséges?
fr: vcs podem parar de me mandar mensagem pfv
en: Please remove my details from your records.
nl: Kunt u mij uitschrijven?
en: Eliminate i miei dati
it: Potreste smettere di scrivermi?
en: Could you please stop emailing me? Thank you.
de: Könnten Sie mich bitte aus der Liste nehmen? Danke
fr: Pouvez-vous me retirer de la liste de diffusion ? Merci
es: Por favor eliminen mis datos
es: ¿Podrían darme de baja, por favor?
pt: Apaguem os meus dados por favor
pt: Podem remover-me da lista, por favor?
nl: Verwijder mijn gegevens
it: Cancellate i miei dati
it: Potete togliermi dalla lista?
en: Can you email me instead of texting?
de: Können Sie mir statt SMS E-Mails schicken?
nl: Kunt u mij mailen in plaats van sms'en?
en: I'd rather you took my CV out of there
en: Fab, yet another reminder. Don't you lot ever sleep?
en: 4th email this week
en: That's three texts already
en: Am I chatting with a machine here?
en: Did anyone actually look at my profile before sending this
en: How did you lot get hold of my number
en: Wow. A text at 11pm. Unbelievable
en: Would you kindly stop the e-mails?
en: Delete all my personal data.
en: nah mate, leave it
en: No thanks, very happy where I am
en: You're wasting your time with me
nl: Wilt u mij van de mailinglijst halen? // // Groeten, // Piet
en: How do I get off this?
en: Haha stop
de: Könnt ihr aufhören mir zu schreiben?
de: Die vierte Mail diese Woche
de: Na super, schon wieder eine Erinnerung
de: Schreibe ich hier mit einem Bot?
de: Liest das bei euch überhaupt jemand?
de: Wer hat euch meine Nummer gegeben
de: Ihr könnt euch die Mühe sparen
de: Bitte vernichten Sie alle meine Daten
de: Nein danke, bin gut versorgt
de: Lass gut sein
de: Wie viele Nachrichten kommen da noch?
de: Mach meinen Lebenslauf da wieder raus
nl: Kunt u mij uit het systeem verwijderen? Ik werk niet meer.
nl: Leuk, alweer een herinnering
nl: Derde bericht deze week
nl: Zijn jullie een robot ofzo?
nl: Lezen jullie eigenlijk wel eens wat ik schrijf
nl: Van wie heeft u mijn nummer
nl: Laat maar zitten hoor
nl: Nee dank je
nl: Ik zou het waarderen als ik geen berichten meer kreeg
nl: Jullie hoeven mij niet meer te bellen
nl: Hoe kom ik hiervan af?
nl: Wis al mijn gegevens
nl: Ik zit prima waar ik zit
= withdraw
en: Give my place to someone else, I don't want this role any more
de: Die Ausbildung will ich leider nicht mehr
de: Bitte gebt die Stelle jemand anderem
fr: Je ne veux plus le poste, donnez-le à quelqu'un d'autre
es: Ya no quiero la plaza, llamen a otra persona
pt: Já não quero a vaga, podem dar a outra pessoa
nl: Ik hoef die baan niet meer, geef hem maar aan iemand anders
it: Non voglio più il posto, datelo a qualcun altro
fr: Je laisse tomber ma candidature
fr: Je ne donne pas suite à cette offre
fr: Ne comptez plus sur moi pour ce poste
fr: Je ne pourrai pas accepter votre proposition
es: Me echo atrás, queda muy lejos
es: He decidido no continuar
es: No podré aceptar la oferta
pt: Vou ter de recusar, mas decidi não avançar
pt: Não vou aceitar a vaga
pt: Fico onde estou
it: Mi tiro fuori dalla selezione
it: Ho scelto di non proseguire
it: Non posso accettare l'offerta
no: Jeg takker nei til stillingen
zh: 我决定不去面试了
en: I won't be able to continue with the process
en: I've decided this isn't the right move for me, please withdraw my application
en: I took another job
pt: I've accepted a role at a different firm
en: Unfortunately I must withdraw from the interview process
en: I have been hired by another company
en: I will not be moving forward with my application
en: Please remove me from consideration
en: I'd like to cancel my application
en: I have chosen to go with another employer
en: After much thought I've decided to decline the position
en: I'm pulling my application
en: I am no longer available for this position
de: Ich möchte meine Bewerbung zurücknehmen
de: Ich habe mich anderweitig entschieden
de: Ich habe einen anderen Job gefunden
de: Ich bin an der Stelle nicht mehr interessiert
de: Ich habe bei einer anderen Firma unterschrieben
de: Bitte nehmen Sie mich aus dem Bewerbungsverfahren
de: Ich habe einen Vertrag bei einem anderen Unternehmen unterschrieben
de: Ich möchte vom Bewerbungsprozess zurücktreten
fr: Je ne donnerai pas suite à ma candidature
en: J'ai été embauché ailleurs
en: J'ai accepté une offre dans une autre entreprise
fr: Je me désiste
fr: Veuillez annuler ma candidature
fr: Je ne souhaite plus poursuivre le processus de recrutement
fr: J'ai décidé de rester chez mon employeur actuel
es: Deseo retirar mi solicitud
en: He decidido aceptar otra oferta
es: Me han contratado en otra empresa
es: No voy a continuar con el proceso
es: He decidido quedarme en mi trabajo actual
es: Ya he conseguido trabajo
en: Decidi aceitar outra proposta
es: Fui contratada por outra empresa
en: Não vou continuar no processo
pt: Gostaria de cancelar a minha candidatura
es: Optei por ficar no meu emprego atual
en: Consegui outro emprego
nl: Ik wil mijn sollicitatie graag intrekken
nl: Ik heb een andere functie aangenomen
nl: Ik ben elders aangenomen
nl: Ik ga niet verder met de procedure
nl: Ik blijf bij mijn huidige werkgever
nl: Graag wil ik me terugtrekken als kandidaat
it: Vorrei ritirare la mia candidatura
pt: Sono stata assunta da un'altra azienda
it: Ho deciso di rimanere nella mia azienda attuale
it: Non intendo proseguire con la selezione
it: Ho firmato con un'altra società
en: Rinuncio alla candidatura
en: I'd like to withdraw my application.
en: Please withdraw me from the process, I've accepted a job elsewhere.
en: Unfortunately I have accepted another offer.
en: I have decided not to proceed with my application
en: I'm no longer interested in this role
en: I signed with another company last week
en: Please cancel my application
en: I am dropping out of the process
en: I've found another job, thank you
en: I will be staying with my current employer
de: Ich ziehe meine Bewerbung zurück.
de: Leider habe ich mich für ein anderes Angebot entschieden.
de: Ich habe eine andere Stelle angenommen.
de: Ich stehe für die Stelle nicht mehr zur Verfügung.
de: Bitte betrachten Sie meine Bewerbung als erledigt
de: Ich steige aus dem Bewerbungsprozess aus.
fr: Je retire ma candidature
fr: J'ai trouvé un autre emploi
fr: J'ai signé ailleurs
fr: Je ne suis plus intéressé par le poste
fr: Je souhaite me retirer du processus
es: Retiro mi candidatura
es: He firmado con otra empresa
es: Ya no estoy interesado en el puesto
es: Quiero retirarme del proceso
es: He encontrado otro trabajo
pt: Quero retirar a minha candidatura
pt: Aceitei outra proposta
pt: Já não estou interessada na vaga
pt: Desisto do processo
nl: Ik trek mijn sollicitatie in
nl: Ik heb een andere baan geaccepteerd
nl: Ik ben niet meer geïnteresseerd in de functie
nl: Ik heb elders getekend
nl: Ik trek me terug uit de procedure
it: Ritiro la mia candidatura
it: Ho accettato un'altra offerta
it: Non sono più interessato alla posizione
it: Ho trovato un altro lavoro
it: Mi ritiro dal processo di selezione
sv: Jag drar tillbaka min ansökan
pl: Wycofuję swoją aplikację
ru: Я отзываю свою кандидатуру
zh: 我撤回我的申请
ja: 選考を辞退します
en: bowing out cos of the travel, sorry
en: I'm afraid I must decline
en: I'm out of the running, the hours don't work
en: The role isn't really for me
en: I'm going to have to pull out, family stuff
en: I'm going to pass on this one
de: bin leider raus beim lagerjob, zu weit
de: Das ist ein Angebot, das ich ablehnen möchte
de: Die Stelle ist leider nichts für mich
de: Ich springe ab, sorry
de: Ich verzichte auf die Stelle
nl: Ik zie toch af van de functie
nl: Ik zie ervan af, te ver weg
nl: De baan in Zwolle ga ik toch niet aannemen
nl: Ik haak af, sorry
nl: Deze functie is niets voor mij
= answer
en: Which is the right stop for the office?
de: Ist das die richtige Haltestelle, oder der nächste Stop?
en: A friend of mine accepted another offer, I have not.
en: I declined all other offers for yours.
de: Eine Kollegin hat woanders unterschrieben, ich noch nicht.
nl: Een collega heeft een andere baan gevonden, ik niet.
fr: Pas intéressé par les nuits, mais le jour oui
de: Teilzeit kein Interesse, Vollzeit sehr gern
es: Tengo que cancelar la entrevista del jueves, ¿puede ser el viernes?
it: Basta presentarsi alla reception?
pt: o site não para de travar
en: Sorry, who is this?
it: Salve, chi parla?
fr: Encore merci pour votre appel !
fr: Avez-vous encore des postes à Lyon ?
fr: J'hésite entre mardi et jeudi
fr: Je me suis désinscrite de la fac en mars
fr: Les horaires de nuit ne me conviennent pas, le jour si
fr: J'ai le permis poids lourd
es: No hace falta que me envíe el plano, ya sé llegar
es: No dejen de avisarme si sale algo
es: Otra pregunta: ¿hay comedor?
es: El turno de noche no me interesa, el de día sí
es: Me dieron de baja en la empresa en mayo
pt: Mais uma pergunta: tem refeitório?
pt: Não estou disponível amanhã de manhã
pt: Não deixem de me avisar se abrir outra vaga
pt: Trabalho com robôs industriais
it: Ancora grazie per tutto
it: Devo disdire l'appuntamento di giovedì, si può spostare?
it: Il turno di notte non mi va, di giorno sì
it: Programmo robot da dieci anni
it: Un'altra domanda: c'è la mensa?
ja: またご連絡いたします
en: Hi Kim, thanks for the quick reply. I'm available on Tuesday between 10 and 12 or Thursday all day.
en: That works for me, see you then!
en: Could you tell me more about the salary range?
en: I've attached my updated CV and two references.
en: My notice period is four weeks, so I could start in mid January.
en: Sorry for the delay, my laptop died.
en: Is the position fully remote or hybrid?
it: I don't have a driving licence, is that a problem?
en: No, I haven't worked with SAP before, but I learn quickly.
en: Yes, I'm still interested and looking forward to hearing from you.
en: Can we move the call to 3pm? I have a doctor's appointment.
en: I'm running late, the train is delayed by ten minutes.
en: What should I bring to the interview?
en: I can't find the link to the video call, could you resend it?
en: I moved to a new address, please update it: 12 Main Street.
en: Thanks, but I already sent the form last week.
en: Who will be in the interview?
en: I would like to know whether there is any news on my application.
en: I'm afraid I can't make it on Monday. Would Wednesday be possible?
en: Please use my mobile number from now on.
en: How long does the process take?
en: I never received the contract, can you send it again?
en: Not yet, I will send it tonight.
en: I haven't decided yet, can I let you know on Friday?
en: I prefer mornings, but afternoons are fine too.
en: I have one more question about the benefits.
en: The test was hard but fun!
en: My wife and I would have to relocate, is there support?
en: I'd rather work in the London office.
en: Is there a dress code?
en: Do you have a list of documents I should bring?
en: I left my last job because the company closed.
en: I work with personal data every day, so privacy matters to me.
en: Can I bring someone to translate?
en: I'm not sure which entrance to use, the north or the south one?
de: Ich habe am Dienstag ab 14 Uhr Zeit.
de: Vielen Dank für die Einladung, ich komme gern.
en: Meine Kündigungsfrist beträgt drei Monate zum Monatsende.
de: Leider kann ich am Montag nicht, ginge auch Mittwoch?
en: Gibt es schon eine Entscheidung?
de: Ich habe noch eine Frage zum Gehalt.
de: Die Unterlagen schicke ich heute Abend.
de: Ich bin noch unsicher, ob ich den Zug rechtzeitig bekomme.
de: Nein, ich habe keinen Führerschein.
de: Können Sie mir bitte den Link noch einmal schicken?
de: Ich würde lieber vormittags kommen.
de: Wer ist beim Gespräch dabei?
de: Ich arbeite zurzeit in Teilzeit und suche eine volle Stelle.
de: Wie lange dauert das Gespräch?
de: Ich freue mich sehr auf das Gespräch!
de: Das passt leider nicht, ich bin im Urlaub.
fr: Je suis disponible mardi à 10 h.
fr: Merci beaucoup, à bientôt.
fr: Pourriez-vous me renvoyer le lien ?
fr: Je n'ai pas encore reçu le contrat.
fr: Mon préavis est d'un mois.
fr: Non, je n'ai pas le permis.
fr: Est-ce que le poste est en télétravail ?
fr: Je préfère le matin.
fr: Y a-t-il des nouvelles concernant ma candidature ?
fr: Désolé, je suis en retard, le métro est bloqué.
pt: Qui sera présent à l'entretien ?
fr: Je ne suis pas sûr de l'adresse, c'est bien au 12 ?
es: Puedo el martes a las diez.
es: Muchas gracias, nos vemos el jueves.
es: ¿Me pueden reenviar el enlace?
es: No, no tengo carné de conducir.
es: ¿Hay novedades sobre mi candidatura?
es: Prefiero por la mañana.
es: Mi preaviso es de quince días.
es: Perdón por el retraso, no vi el mensaje.
es: ¿Quién va a estar en la entrevista?
es: Todavía no he decidido, ¿puedo contestar el viernes?
en: Posso na terça às dez.
en: Muito obrigado, até quinta.
es: Podem reenviar o link, por favor?
pt: Não, não tenho carta de condução.
pt: Há novidades sobre a minha candidatura?
fr: Prefiro de manhã.
pt: Ainda não recebi o contrato.
pt: Não tenho a certeza da morada, é no número 12?
nl: Ik kan dinsdag om tien uur.
en: Hartelijk dank, tot donderdag.
nl: Kunt u de link nog een keer sturen?
nl: Nee, ik heb geen rijbewijs.
nl: Is er al nieuws over mijn sollicitatie?
nl: Ik kom liever in de ochtend.
nl: Mijn opzegtermijn is een maand.
nl: Ik weet niet zeker welke ingang ik moet nemen.
en: Posso martedì alle dieci.
pt: Grazie mille, a giovedì.
it: Potete rimandarmi il link?
es: No, non ho la patente.
it: Ci sono novità sulla mia candidatura?
fr: Preferisco la mattina.
it: Non sono sicuro dell'indirizzo, è al numero 12?
it: Il mio preavviso è di un mese.
en: 👍 see you
en: Sounds great, count me in!
en: I can do any day but Friday
en: No problem, take your time
en: It's a no from my side for Monday, Tuesday is OK
en: Let's leave it at Tuesday then
en: That's enough time for me, thanks
en: Nothing else from my side
en: no news yet?
en: Never mind, I found the link
en: Ok, leave it with me
en: I'm out of town until Thursday, call me then
en: I live twenty minutes away, the wrong address is on my CV
en: Nobody called me yesterday, was it cancelled?
en: You did not call me at three, shall I wait?
en: When does the interview end?
en: Tuesday I could not.
en: I gave you the wrong number, mine ends in 12
de: Ich wohne zwanzig Minuten entfernt
de: In Ihrer Anzeige steht Vollzeit, geht auch Teilzeit?
de: Ich kann jeden Tag.
de: Ohne Zweifel, ich bin dabei
fr: Jusqu'à quand puis-je répondre ?
es: ¿Hasta cuándo tengo para responder?
pt: Se não me engano, é na terça
nl: Wat vervelend, ik was te laat
it: Se non sbaglio è martedì
en: I can stop by on Thursday at 3
en: My stop is the third one on line 5
en: We had to stop the project because of budget cuts
en: I will never stop being grateful
en: I unsubscribed from LinkedIn alerts so I missed your ad
en: I'd like to opt out of the pension scheme, is that possible?
en: Please remove the second phone number from my profile
en: Could you take me through the process again?
en: I will delete the draft and send a new one
en: Sorry, I was cut off, could you call me again?
en: Please end the meeting by four
en: I cancelled my other interview for this one
en: My contract ends in June
en: There is no need to send directions, I know the area
en: No worries at all
en: No, thank you for asking, I have everything I need
en: I'm not interested in relocating, but remote is great
en: I do not want to miss this chance
en: Never been happier about an email
en: Please do not share my CV with my current employer
en: I quit smoking and drinking so the health check is fine
en: Is it OK if I withdraw money from the relocation fund?
en: I accepted the calendar invite
en: I took a different train and will be ten minutes late
en: I have another interview on Monday, can we do Tuesday?
en: No emails came through, can you resend?
en: Do I need to stop at the gate?
en: Please keep me on the list for other roles
de: Ich steige an der nächsten Haltestelle aus
de: Bitte schicken Sie keine Unterlagen an meine alte Adresse
de: Ich habe keine weiteren Termine diese Woche
de: Ich will Sie nicht nerven, aber gibt es Neuigkeiten?
de: Die Kündigungsfrist endet im März
de: Kein Problem, bis Dienstag
de: Ich habe leider keine Nachricht bekommen
de: Können wir den Termin löschen und neu machen?
fr: Je peux m'arrêter à votre bureau jeudi
fr: Je ne veux pas rater cette occasion
fr: Je n'ai plus de batterie, je vous rappelle
fr: Pas de problème pour mardi
fr: Ne changez rien, c'est parfait
fr: Je travaille jusqu'à la fin du mois
es: No quiero perder esta oportunidad
es: Puedo parar por la oficina el jueves
en: No hay problema
es: No me llegó el mensaje, ¿pueden reenviarlo?
es: Termino mi contrato en junio
en: Posso passar no escritório na quinta
pt: Não quero perder esta oportunidade
pt: Sem problema, até terça
pt: Não me chegou a mensagem
nl: Ik kan donderdag langskomen
nl: Ik wil deze kans niet missen
nl: Geen probleem, tot dinsdag
nl: Ik heb geen bericht gehad
en: Posso fermarmi in ufficio giovedì
it: Non voglio perdere questa occasione
pt: Nessun problema, a martedì
it: Non mi è arrivata la mail
en: Can I opt out of the dental plan?
en: I'll stop by reception at ten.
en: The next stop is right in front of your office
en: I stopped working there in May
en: Please don't stop, I want to hear more!
en: Don't hesitate to call me
en: Sorry to bother you, any news?
en: I haven't received an email yet
en: I never got your text
en: No more questions from me, see you Tuesday
en: Your mail went to my spam folder, sorry for the late reply
en: Please remove my old address from the application
en: Could you delete the first CV I sent? The second is right.
en: I built the unsubscribe flow at my last company
en: I can't stop thinking about the role
en: Please don't call before 5pm
en: Please don't contact my current employer
en: I quit my job last month, so I can start at once
en: Take me through the next steps please
en: I'm not interested in the night shift, but days are fine
en: No, Tuesday doesn't suit me. Wednesday?
en: End of the month works
en: Please cancel the meeting on Monday, I'm ill
en: Will the bus stop at the gate?
en: My friend accepted another offer, is her place free?
en: I have not accepted any other offer
en: Yes!
en: Is parking free?
en: I have enough experience with Python
en: Keep me on your list please
en: I led the GDPR project at my last job
en: Stop the clock, I have the answer :)
en: What time do we stop for lunch?
en: My phone was off, sorry
de: Ich muss mich für Dienstag leider abmelden
de: Die Bushaltestelle ist nicht weit, oder?
de: Ich höre im Mai bei meiner Firma auf.
de: Ich habe Ihre Mail nicht erhalten
de: Die Mail war im Spam-Ordner
de: Bitte rufen Sie nicht vor 17 Uhr an
de: Können Sie das Foto aus meinem Lebenslauf löschen?
de: Ende des Monats passt mir gut
de: Keine weiteren Fragen, danke!
de: Nein, Dienstag geht leider nicht
de: Entschuldigung, dass ich störe
de: Den Termin am Montag muss ich leider absagen, geht Dienstag?
de: Ich habe noch nichts unterschrieben
de: Bitte nicht löschen, ich bin noch interessiert
de: Ich habe Erfahrung mit Newsletter-Kampagnen
fr: L'arrêt de bus est loin ?
fr: Je n'ai pas reçu votre mail
fr: J'arrête mon contrat en mai
fr: Ne m'appelez pas avant 18h
fr: Plus de questions, merci
fr: Désolée de vous déranger
fr: Votre message était dans les spams
fr: Pouvez-vous supprimer l'ancien CV ?
fr: Je n'ai pas encore accepté d'autre offre
fr: Non, mardi ne me convient pas
fr: Je suis en arrêt maladie jusqu'à lundi
fr: N'hésitez pas à m'appeler
es: La parada del autobús está lejos
es: No he recibido el correo
es: No me llamen antes de las 5
es: Dejé mi trabajo en mayo
es: Perdón por molestar, ¿hay noticias?
es: El correo llegó a spam
es: No tengo más preguntas
es: ¿Pueden eliminar la foto del CV?
es: No, el martes no puedo
es: Todavía no he firmado con otra empresa
pt: Não recebi o e-mail
pt: A paragem do autocarro fica longe?
pt: Não me liguem antes das 18h
pt: Deixei o meu emprego em maio
pt: Desculpe incomodar, há novidades?
pt: O e-mail foi para o spam
pt: Não tenho mais perguntas
pt: Podem apagar a foto do CV?
pt: Não, terça não posso
pt: Ainda não aceitei outra proposta
nl: De bushalte is dichtbij toch?
nl: Ik heb uw mail niet ontvangen
nl: Bel me niet voor 17 uur
nl: Ik stop in mei met mijn huidige baan
nl: Sorry dat ik stoor
nl: De mail zat in mijn spam
nl: Geen vragen meer, bedankt
nl: Kunt u de oude cv verwijderen?
nl: Nee, dinsdag kan ik niet
nl: Ik heb nog niets getekend
it: La fermata dell'autobus è lontana?
it: Non ho ricevuto la mail
it: Non chiamatemi prima delle 18
it: Smetto di lavorare alle cinque
it: Scusi il disturbo, ci sono novità?
it: La mail era nello spam
it: Non ho altre domande
it: Potete togliere la foto dal CV?
it: No, martedì non posso
it: Non ho ancora accettato altre offerte
sv: Tisdag passar bra
pl: Wtorek mi pasuje
ja: 火曜日で大丈夫です
ru: Вторник подходит
en: Fine, thanks
en: Ok fine
en: That will do, thanks!
en: Red
en: Peru
es: Seis
es: Sí, ya está bien así, gracias
it: Va bene, fine settimana libero
en: Don't text me, call me please
de: Schreiben Sie mir keine SMS, rufen Sie mich an
fr: Ne m'envoyez pas de SMS, appelez-moi
en: I have some questions about the contract
en: Can you send this again? The link was broken
en: How many times a week would I be in the office?
en: Sorry for the second email today, I forgot the attachment
en: Seriously? That is wonderful news, thank you!
en: Take me off the early shift on Monday please, the rest is fine
en: stop, wrong file, here is the right one
en: No need to call me back, I will be there at nine
en: Did you get a chance to look at my CV?
en: I'm not interested in the weekend shifts, weekdays are perfect
en: I've thought it over and I would love to take the job
en: Great, another step closer!
de: Super, noch eine Frage: gibt es Parkplätze?
de: Wie oft müsste ich im Büro sein?
de: Stopp, kleiner Irrtum von mir: es war der Dienstag
de: Ich habe mein Auto abgemeldet und komme mit der Bahn
de: Aus Versehen habe ich Ihre Einladung gelöscht, bitte nochmal
de: Kein Interesse an Zeitarbeit, aber die feste Stelle gern
de: Schon wieder ich, ich habe noch etwas vergessen
nl: Weer een vraag van mij, sorry
nl: stop, foutje, het was dinsdag
nl: Ik heb me uitgeschreven bij de KvK
nl: Niet bellen voor zes uur graag, daarna altijd
nl: Moet dit ondertekend worden?
nl: Ik zie af en toe nog vacatures, maar deze is de mooiste
= reaction
en: Liked “Acme: Hi Ana, your interview is set. Reply STOP to opt out.”
en: Loved "We have your application"
en: Laughed at “Acme: see you at ten. Reply STOP to opt out.”
en: Removed a like from “Acme: Hi Ana. Reply STOP to opt out.”
en: Reacted 😍 to “Acme: Hi Ana. Reply STOP to opt out.”
en: ❤️ to “Reply STOP to opt out.”
en: 👍
en: Liked an image
de: Hat „Acme: Hallo. Antworten Sie mit STOP.“ mit „Gefällt mir“ markiert
de: Gefällt „Acme: Hi Ana. Reply STOP to opt out.“
fr: A adoré « Acme: bonjour. Répondez STOP. »
es: Le gustó “Acme: hola. Responda STOP”
pt: Gostou de “Acme: olá. Responda STOP”
nl: Vond “Acme: hallo. Antwoord STOP” leuk
it: Ha messo “Mi piace” a “Acme: ciao. Rispondi STOP”
= automatic
en: I am out of the office until 2026-12-07. For urgent matters call Bob.
en: I'm driving right now and will reply later. Sent automatically.
en: This mailbox is no longer monitored.
de: Ich bin derzeit nicht im Büro und habe keinen Zugriff auf meine E-Mails.
fr: Je suis absente jusqu'au 7 décembre. En cas d'urgence, contactez Paul.
es: Estoy de vacaciones hasta el 7 de diciembre.
pt: Estou de férias até 7 de dezembro.
nl: Ik ben momenteel niet aanwezig. Bij dringende zaken: bel Piet.
it: Sono in ferie fino al 7 dicembre.
"""


_MORE: Final = [
    Path(__file__).with_name(name)
    for name in (
        "said_wearily.txt",
        "said_in_dialect.txt",
        "said_at_parting.txt",
        "said_about_rhythm.txt",
        "said_in_doubt.txt",
        "said_of_things.txt",
    )
]


def _said() -> list[Said]:
    kind, found = "", []
    table = "\n".join([_TABLE, *(one.read_text("utf-8") for one in _MORE)])
    for line in filter(None, table.splitlines()):
        if line.startswith("= "):
            kind = line[2:]
        else:
            language, _, text = line.partition(": ")
            found.append(Said(kind, language, text.replace(" // ", "\n").replace("// ", "\n")))
    return found


SAID: Final = _said()

"""The mails of `tests/gateway/mails/` and how each is to be read: an answer, automatic mail, a stop, a bounce, noise.

They were written for these tests in the way of the clients that they are named for; none is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "mails"
KEY = "a-secret-for-tests"
TOUCH = "manual:ann/eng/applied.1/hello/1"
"""What all of them answer, if anything."""


@dataclass(frozen=True)
class Expected:
    """`words`: their own, and nothing else; None where it is no reply."""

    what: str  # answer, withdraw, stop, automatic, bounce, blocked, complaint, noise
    words: str | None = None
    back: date | None = None
    attachments: tuple[str, ...] = ()


def _day(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


EXPECTED: dict[str, Expected] = {
    "auto_exchange_de": Expected("automatic", back=_day(12, 7)),
    "auto_exchange_en": Expected("automatic", back=_day(12, 1)),
    "auto_exchange_es": Expected("automatic", back=_day(12, 3)),
    "auto_exchange_fr": Expected("automatic", back=_day(12, 7)),
    "auto_exchange_it": Expected("automatic", back=_day(1, 5, 2027)),
    "auto_exchange_nl": Expected("automatic", back=_day(12, 7)),
    "auto_exchange_pt": Expected("automatic", back=_day(12, 7)),
    "auto_generated_ticket": Expected("automatic"),
    "auto_gmail_vacation": Expected("automatic", back=_day(11, 30)),
    "auto_iso_date": Expected("automatic", back=_day(12, 15)),
    "auto_left_company": Expected("automatic"),
    "auto_no_date": Expected("automatic"),
    "auto_no_headers_subject": Expected("automatic", back=_day(12, 7)),
    "auto_no_headers_words": Expected("automatic", back=_day(12, 3)),
    "auto_no_headers_words_de": Expected("automatic", back=_day(12, 14)),
    "auto_null_return_path": Expected("automatic"),
    "auto_quotes_ours": Expected("automatic", back=_day(11, 30)),
    "blocked_expired": Expected("blocked"),
    "blocked_mailbox_full": Expected("blocked"),
    "blocked_policy": Expected("blocked"),
    "bounce_gmail_failed_recipients": Expected("bounce"),
    "bounce_headers_only": Expected("bounce"),
    "bounce_postfix": Expected("bounce"),
    "bounce_qmail_plain": Expected("bounce"),
    "bounce_without_original": Expected("bounce"),
    "complaint_arf": Expected("complaint"),
    "noise_bulk": Expected("noise"),
    "noise_calendar_accepted": Expected("noise"),
    "noise_delayed": Expected("noise"),
    "noise_mailing_list": Expected("noise"),
    "noise_newsletter": Expected("noise"),
    "noise_read_receipt": Expected("noise"),
    "reply_apple_mail_it": Expected("answer", "Grazie, va bene giovedì."),
    "reply_apple_mail_multipart": Expected(
        "answer", "Please find my references attached.", attachments=("References Ann Lee.pdf",)
    ),
    "reply_attachment_only": Expected("answer", "", attachments=("Lebenslauf Ann Lée.docx",)),
    "reply_between_the_lines": Expected("answer", "Tuesday is fine.\n\nYes, please do."),
    "reply_by_in_reply_to_only": Expected("answer", "It bounced from the button, so I answer here."),
    "reply_by_sender_only": Expected("answer", "Hello, I am writing about my application."),
    "reply_calendar_declined": Expected("answer", "I am sorry, I have to work then."),
    "reply_danish": Expected("answer", "Tak, tirsdag er fint."),
    "reply_disclaimer": Expected("answer", "Monday works."),
    "reply_exchange_suppress": Expected("answer", "Thanks for the details, I will be there."),
    "reply_from_other_address": Expected("answer", "Here is my other address. Still interested!"),
    "reply_gmail_android_de": Expected("answer", "Ja, Dienstag passt gut."),
    "reply_gmail_web_en": Expected("answer", "Tuesday at 10 works for me. Thanks!"),
    "reply_gmx": Expected("answer", "Hallo, gerne."),
    "reply_iphone_de": Expected("answer", "Vielen Dank, ich freue mich!"),
    "reply_iphone_en": Expected("answer", "Sounds great, see you then"),
    "reply_iphone_es": Expected("answer", "Perfecto, gracias."),
    "reply_iphone_fr": Expected("answer", "Merci, mardi me convient."),
    "reply_iphone_nl": Expected("answer", "Prima, tot dinsdag!"),
    "reply_iphone_pt": Expected("answer", "Obrigada, terça está bem."),
    "reply_japanese_iso2022": Expected("answer", "火曜日で大丈夫です。"),
    "reply_latin1_said_ascii": Expected("answer", "Très bien, à mardi."),
    "reply_mentions_stop": Expected(
        "answer", "The bus stop is next to your office, right? I can't stop thinking about this role!"
    ),
    "reply_mentions_vacation": Expected(
        "answer", "I am on vacation next week, but Tuesday the 8th works well for a call."
    ),
    "reply_mentions_vacation_de": Expected(
        "answer", "Hallo, ich bin bis 4.12. im Urlaub, danach gerne! Passt der 7.12. um 10 Uhr?"
    ),
    "reply_outlook_desktop_de": Expected(
        "answer", "Hallo Frau Ray,\n\nder Nachmittag wäre mir lieber.\n\nViele Grüße\nAnn Lee"
    ),
    "reply_outlook_desktop_en": Expected("answer", "Hi Rita,\n\nThe afternoon would be better for me.\n\nBest,\nAnn"),
    "reply_outlook_desktop_nl": Expected("answer", "Dag Rita,\n\nDonderdag lukt ook."),
    "reply_outlook_desktop_pt": Expected("answer", "Boa tarde,\n\nConfirmo a entrevista."),
    "reply_outlook_html_only": Expected("answer", "I can start on 4 January."),
    "reply_outlook_ios_fr": Expected("answer", "Merci beaucoup, à mardi."),
    "reply_outlook_web_en": Expected("answer", "Thank you. I will bring the papers."),
    "reply_polish": Expected("answer", "Dziękuję, wtorek pasuje."),
    "reply_proton_html": Expected("answer", "Wednesday, please."),
    "reply_samsung_en": Expected("answer", "Yes, I'm still interested."),
    "reply_samsung_es": Expected("answer", "Sí, sigo interesada."),
    "reply_thunderbird_below": Expected("answer", "Danke! Wann höre ich von Ihnen?"),
    "reply_unknown_charset": Expected("answer", "Größe passt."),
    "reply_upper_case_token": Expected("answer", "Yes please."),
    "reply_utf8_said_latin1": Expected("answer", "Schöne Grüße, bis Dienstag."),
    "reply_was_away": Expected(
        "answer", "Sorry for the late answer, I was out of the office. Yes, I would like to go on."
    ),
    "reply_with_list_unsubscribe": Expected("answer", "Thanks, I will."),
    "reply_withdraws": Expected(
        "withdraw", "Dear Rita,\n\nI'd like to withdraw my application, I have accepted another offer.\n\nBest, Ann"
    ),
    "reply_withdraws_de": Expected("withdraw", "Guten Tag, hiermit ziehe ich meine Bewerbung zurück. Danke für alles."),
    "reply_yahoo": Expected("answer", "I have a question about the salary range."),
    "stop_by_subject": Expected("stop", ""),
    "stop_by_subject_unsubscribe": Expected("stop", "Diese E-Mail wurde automatisch von Ihrem Postfach erstellt."),
    "stop_de": Expected("stop", "Guten Tag,\nbitte schicken Sie mir keine weiteren E-Mails mehr.\nDanke"),
    "stop_de_leave_alone": Expected("stop", "Nehmen Sie mich bitte aus Ihrem Verteiler."),
    "stop_es": Expected("stop", "Por favor, no me escriban más."),
    "stop_es_baja": Expected("stop", "Quiero darme de baja."),
    "stop_forged_looking": Expected("stop", "STOP"),
    "stop_fr": Expected("stop", "Bonjour, merci de ne plus m'écrire. Ne me contactez plus."),
    "stop_nl": Expected("stop", "Stuur mij alstublieft geen e-mails meer."),
    "stop_one_word": Expected("stop", "STOP"),
    "stop_polite_en": Expected("stop", "Hi, please stop emailing me about this."),
    "stop_pt": Expected("stop", "Por favor, não me enviem mais mensagens."),
    "stop_remove_me": Expected("stop", "Please remove me from your list."),
}

"""The linter's word lists: what to avoid, and what to write instead (R11, R12).

Each entry is a piece of a regular expression that is matched as whole words, in any case; a blank is any space. Add a
line to forbid a phrase; a table in tests/domain/test_lint_wording.py shows one example for each list.
"""

from __future__ import annotations

from typing import Final

VAGUE_TIME: Final = (
    r"(?<!too )(?<!as )soon",
    r"as soon as(?: possible| we can| I can)?",
    r"asap",
    r"shortly",
    r"in due course",
    r"in the near future",
    r"in the coming (?:days|weeks)",
    r"in the next few (?:days|weeks)",
    r"at (?:your|our) earliest convenience",
    r"in a timely (?:manner|fashion)",
    r"momentarily",
    r"before long",
    r"in good time",
    r"when we can",
)
"""A time that is none: a date says what is meant."""

JARGON: Final = {
    r"reach(?:ed|ing)? out": "write, or call",
    r"touch(?:ing)? base": "talk",
    r"circle back": "come back to it",
    r"moving forward|going forward": "from now on",
    r"at this (?:point in time|time)": "now",
    r"as per": "as",
    r"per my last (?:e-?mail|message)": "as I wrote",
    r"kindly": "please",
    r"please be advised that": "",
    r"do not hesitate to|don't hesitate to": "please",
    r"leverag(?:e|ed|ing)": "use",
    r"utili[sz](?:e|ed|ing)": "use",
    r"synerg(?:y|ies|istic)": "what you do together",
    r"bandwidth": "time",
    r"low-hanging fruit": "what is easy",
    r"deep dive": "a closer look",
    r"take (?:this|it) offline": "talk about it on our own",
    r"ping (?:me|us)": "write to us",
    r"loop(?:ing)? (?:you |me |us )?in": "tell",
    r"action items?": "what is to do",
    r"deliverables?": "what is to be done",
    r"onboarding journey": "first weeks",
    r"talent acquisition team": "recruiting team",
    r"rock ?stars?|ninjas?|gurus?|unicorns?": "what the person does",
    r"fast[- ]paced": "what the days are like",
    r"world[- ]class|best[- ]in[- ]class|cutting[- ]edge|state[- ]of[- ]the[- ]art": "what it is",
    r"thrilled|super excited|excited": "glad",
    r"amazing|awesome": "what is good about it",
    r"dear (?:sir|madam|sir or madam|applicant|candidate)": "the first name",
    r"to whom it may concern": "the first name",
    r"requisition": "role",
    r"your candidacy": "your application",
    r"ATS": "our system",
}
"""Words of the trade and the office, with what a person would say; "" where the phrase can simply go."""

PRESSURE: Final = (
    r"urgently",
    r"urgent(?: reply| response| matter| attention)",
    r"act (?:now|fast|quickly)",
    r"last chance",
    r"final (?:notice|warning|reminder|chance)",
    r"don't miss(?: out)?|do not miss(?: out)?",
    r"hurry(?: up)?",
    r"(?:reply|respond|answer|write) (?:immediately|right away|at once)",
    r"limited time",
    r"time is running out",
    r"you must",
    r"you are required to",
    r"failure to (?:reply|respond|answer)",
    r"if (?:we|I) (?:don't|do not) hear (?:back )?from you|unless (?:we|I) hear (?:back )?from you",
    r"we have yet to hear from you",
    r"we expect (?:you|your)",
    r"without (?:fail|delay)",
    r"many other (?:candidates|applicants) (?:are|have)",
    r"other candidates are (?:also )?(?:interested|waiting)",
)
"""What pushes; the candidate is free to answer, or not."""

NEGATIVE: Final = {
    r"unfortunately": "say what is so, without it",
    r"we regret(?: to inform you)?|regret to inform": "say what was decided",
    r"sorry to inform you": "say what was decided",
    r"unsuccessful": "say what was decided about this role",
    r"(?:been|were|was|are) rejected|we reject(?:ed)?|your rejection": "say that you will not go further",
    r"(?:not |un|under|over)qualified": "say what the role needs more of",
    r"not good enough|not a (?:good )?fit|culture fit": "say what the role needs more of",
    r"fail(?:ed|ure)? (?:the|your|to meet)": "say what the role needs more of",
    r"(?:other|stronger|better) candidates|stronger applicants": "speak of this person and this role alone",
    r"high (?:volume|number) of (?:applications|applicants)": "leave it out: it is no reason for this person",
    r"we (?:can't|cannot) (?:give|provide|offer) (?:you )?(?:any )?feedback": "leave it out, or give some",
    r"your fault|you should have|you forgot|you neglected": "say what can be done now",
    r"as (?:already|previously) (?:mentioned|stated)": "say it again, in one line",
    r"do not (?:reply|respond)|don't (?:reply|respond)": "let them reply: a person reads it",
    r"no-?reply": "let them reply: a person reads it",
}
"""What sounds cold or hurts, with a better way."""

STIFF: Final = {
    r"(?:have|get|next) word from us": "hear from us",
    r"(?:message|update|answer|decision|news)(?: to you| from us)* comes (?:by|within|on)": "will come",
    r"when you hear from us": "when you'll hear from us",
    r"you need not|need you not|you need do": "you don't need to",
    r"told you (?:a|the|several|two|three) (?:new )?(?:dates?|times?)": "gave you a date",
    r"(?:dates?|times?) that we told you": "the date we gave you",
    r"take it out of your calendar": "remove it from your calendar",
    r"another date from us": "a new date",
    r"tell us by when": "tell us your deadline",
    r"(?:won't|will not) take place": "has been canceled",
    r"as you wished": "as you asked",
    r"whichever it is": "whatever it is",
    r"works no more": "no longer works",
    r"(?:hear|know|be in touch|back to you)[^.?!]{0,60}, either way": "what they'll hear: a decision, or an update",
    r"whatever the news": "with whatever news we have",
    r"(?:time to meet|for meeting|thanks for meeting) us": "to meet with us",
    r"a person will (?:read|answer|reply|review|look|get back)": "someone on our team will",
    r"as (?:they|it) now stands?": "now",
    r"(?:are|is|I'm|we're) making you an offer": "are happy to offer you",
    r"something about (?:it|your interview|the interview) has changed": "some details have changed",
    r"here are (?:a few|some) facts": "here's a quick overview",
    r"a question nobody has answered": "a question we haven't answered",
    r"anew": "again",
    r"e-mail": "email",
    r"e-mails": "emails",
    r"heed(?:ed|ing)?": "pay attention to",
    r"needless(?! to say)": "not needed",
}
"""What is correct and nobody says, with what a colleague would write."""

FOR_THEIR_TIME: Final = r"thank(?:s| you)(?: very much| so much)? for (?:your time|taking the time)"
"""What nobody is thanked for who has given none yet."""

SPAM: Final = (
    r"click (?:here|below|this link)",
    r"buy now|order now|sign up now|apply now",
    r"(?:100 ?%|absolutely|totally) free",
    r"free (?:gift|trial|money)",
    r"risk[- ]free",
    r"guaranteed?",
    r"you(?:'ve| have) (?:won|been selected)",
    r"winner",
    r"make money|earn (?:money|cash|up to|extra)",
    r"cash bonus|extra income|double your",
    r"once[- ]in[- ]a[- ]lifetime|opportunity of a lifetime",
    r"special (?:offer|promotion)|exclusive (?:deal|offer)",
    r"this is not (?:a )?(?:spam|scam)",
    r"dear friend",
    r"no strings attached",
    r"work from home and earn",
)
"""What filters and readers take for spam, so that the message is not read."""

GREETINGS: Final = r"hi|hello|dear|hey|good (?:morning|afternoon|evening|day)"

CAPITALS: Final = frozenset({"STOP", "STOPALL", "HELP", "START", "YES", "NO", "UNSUBSCRIBE"})
"""Words that are written so because the candidate is to write them so."""

REPLY_VERBS: Final = (
    r"reply|answer|respond|write (?:back|to (?:us|me))|(?:tell|give|send|drop) (?:us|me)|let (?:us|me) know|confirm"
)
"""What is asked for at the start of a clause and done by answering the message."""

CALL_VERBS: Final = r"(?:call|phone|ring) (?:us|me)|give (?:us|me) a (?:call|ring)"

OTHER_VERBS: Final = (
    r"complete|fill (?:in|out)|submit|upload|register|sign up|book|click|visit|download|follow us|share this|refer a|"
    r"apply (?:now|here|online|for|to)|join our|subscribe|connect with us|add us"
)
"""What is asked for and done elsewhere: each is a call to action of its own."""

NOTHING_TO_DO: Final = (
    r"nothing (?:more |else )?(?:that )?(?:you|for you) (?:need|have|to)|no need to|do not need to do"
)

TIME_AHEAD: Final = (
    r"\b(?:within|in|by|on|until|before|next|this)\s+(?:(?:the|a|an|one|two|three|four|five|six|ten|\d{1,2})\s+)?(?:next\s+)?"
    r"(?:(?:business|working)\s+)?(?:hours?|days?|weeks?|fortnight|months?|monday|tuesday|wednesday|thursday|friday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|tomorrow|today)\b"
    r"|\b(?:tomorrow|today)\b|\b20\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b"
)
"""A date, or a span of time that one can count."""

NEXT_STEP: Final = r"\bwill\b|\b(?:we|you|they|I)'ll\b|\bnext step\b|\bnext, (?:we|you)\b|" + NOTHING_TO_DO
"""Something that is still to come."""

"""What a sentence for the command line says at the desk: what to press, where it would say what to type."""

from __future__ import annotations

import re
from typing import Final

_RULES: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"so it may not have been recorded: start one with `followup up` or `followup worker`, and say it again",
            "so it may not be on record: reload to see, press it again if it isn't, and tell whoever runs followup if "
            "that lasts",
        ),
        (r"\bstart one with `followup up` or `followup worker`", "tell whoever runs followup"),
        (
            r", until you say what they meant: `followup approve TASK [^`]*` \(`followup tasks` names the task\)",
            ", until you say on Today what they meant",
        ),
        (r"(what they meant(?:, not for a yes or a no)?): `followup approve [^.]*(?:`|once)", r"\1: press it on Today"),
        (r"isn't an answer to this task: `followup approve [^.]*`", "isn't an answer to this task: see it on Today"),
        (r"asks what they meant: `followup approve [^`]*` prints all of it", "asks what they meant: press it on Today"),
        (r"`followup approve [^`]*`, or the same with --no", "press Approve or Decline on Today"),
        (r"`followup tasks` lists the open (ones|tasks)", r"Today has the open \1"),
        (r"`followup tasks` says what to type(?: for it)?", "Today shows what it asks for"),
        (r"`followup undo ID --list` shows", "their page shows"),
        (r"`followup list` shows everyone", "Candidates shows everyone"),
        (r"`followup enroll` adds one", "it has to be brought in first"),
        (r"\b(?:run )?`followup allow ID`", "press “They want messages again” on their page"),
        (r"`followup resume ID` first", "press “Go on with the follow-up” on their page first"),
        (r"close it with `followup withdraw ID`", "press “They withdrew” on their page"),
        (r"mark it done with `followup done [^`]*`", "press Done on Today"),
        (r"change it with `followup prefer` or `followup stop`", "press “They want no messages” if they say so"),
        (r"use `followup send` to write to them", "press “Write to them” on their page"),
        (r"use `followup answer`", "answer them on Today"),
        (r"record a call with `followup contacted`", "record a call with “I reached them” on their page"),
        (r" \(`followup note`\)", ""),
        (r": `followup hire ID --start DATE`", ", under “Hired” on their page"),
        (r"move them with `followup stage`", "move them on their page"),
        (r"read it with `followup timeline`", "read it on their page"),
        (r"see `followup timeline`", "see their page"),
        (r"set it with `followup prefer`", "have whoever runs followup set it"),
        (r"record it with `followup (?:feedback|left)`", "have whoever runs followup record it"),
        (r"give a later --until, or leave it out to pause with no end date", "choose a later day, or none for no end"),
        (r"give a later --until", "choose a later day"),
        (r"add it with --subject", "write one"),
        (
            r"write by --channel email, or record their consent with `followup allow ID --channel sms`",
            "write by email, or record their consent first",
        ),
        (r"(?:Run|Look with|Check with) `followup [^`]*`(?:, or `followup [^`]*`)?(?:, then `followup [^`]*`)?[^.]*\.",
         "Tell whoever runs followup."),
        (r"; --dates dmy or --dates mdy settles it", "; say above which comes first"),
        (r"run it again with --stage-map .*=STAGE, or use `followup stage` for each", "choose its stage above"),
        (r"; --country says where the numbers are from, as in --country [^;.]*", "; write it with its country code"),
        (r"remove it first\. `followup init --test` sends a test message with it", "remove it first"),
        (r"give --playbook a folder that doesn't exist yet", "move that folder away first"),
        (r": run `followup init`, or put your", ": put your"),
        (r" \(`followup doctor`\)", ""),
    )
)  # fmt: skip


def pressed(sentence: str) -> str:
    """The sentence as it is said at the desk."""
    for pattern, words in _RULES:
        sentence = pattern.sub(words, sentence)
    return sentence

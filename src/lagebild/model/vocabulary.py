"""The closed vocabularies: every word the program may use to describe a finding."""

from __future__ import annotations

from typing import Literal, TypeAlias

Language: TypeAlias = str  # ISO 639-1: "de", "en"; other languages are read but not analysed

DocumentKind: TypeAlias = Literal["article", "liveblog", "comment", "interview", "summary", "index", "other"]
Readable: TypeAlias = Literal["full", "truncated", "paywall", "empty", "unreadable"]
DateBasis: TypeAlias = Literal["json-ld", "meta", "byline", "dateline", "text", "url", "copy"]
BlockKind: TypeAlias = Literal[
    "headline",
    "kicker",
    "lead",
    "body",
    "subhead",
    "caption",
    "quote_box",
    "summary_box",
    "live_entry",
    "correction",
    "byline",
    "author_box",
    "boilerplate",
]
CreditPlace: TypeAlias = Literal["credit", "dateline", "byline", "last_line", "body", "meta"]
ActorKind: TypeAlias = Literal["person", "organisation", "state", "media", "agency", "document", "unnamed"]
Mode: TypeAlias = Literal["direct", "indirect", "free_indirect", "reported", "narration"]
Act: TypeAlias = Literal[
    "assert",
    "announce",
    "confirm",
    "deny",
    "not_confirm",
    "doubt",
    "warn",
    "demand",
    "assess",
    "ask",
    "decline",
]
Stance: TypeAlias = Literal["support", "confirm", "deny", "unconfirmed", "warn", "demand", "opine", "ask", "decline"]
Certainty: TypeAlias = Literal["certain", "probable", "possible", "unknown", "hypothetical", "future"]
MarkerKind: TypeAlias = Literal["hearsay", "subjunctive", "hedge", "negation", "condition", "future"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Bound: TypeAlias = Literal[
    "exact",
    "approx",
    "at_least",
    "more_than",
    "at_most",
    "up_to",
    "less_than",
    "almost",
    "just_over",
    "range",
    "vague",
]
QuantityKind: TypeAlias = Literal[
    "count", "percent", "percentage_points", "money", "age", "dimension", "duration", "fraction"
]
Tense: TypeAlias = Literal["present", "planned", "past"]
Standing: TypeAlias = Literal["reported", "unconfirmed", "disputed", "denied", "confirmed", "withdrawn"]
ClaimKind: TypeAlias = Literal["event", "state", "plan", "assessment", "warning", "demand"]
Direction: TypeAlias = Literal["certain", "likely", "unknown"]
Disagreement: TypeAlias = Literal["update", "different_thing", "different_time", "rounding", "conflict"]
Evidence: TypeAlias = Literal["limited", "medium", "robust"]
Agreement: TypeAlias = Literal["low", "medium", "high"]
CorrectionKind: TypeAlias = Literal[
    "speaker",
    "not_same_claim",
    "same_claim",
    "other_quantity",
    "not_this_story",
    "merge_stories",
    "split_story",
]

BODY_KINDS: frozenset[str] = frozenset({"lead", "body", "subhead", "live_entry"})
"""Block kinds that are the article's own running text (``documents[].body`` in the dossier)."""

EVIDENCE_KINDS: frozenset[str] = frozenset(
    {"headline", "kicker", "lead", "body", "subhead", "live_entry", "quote_box", "correction"}
)
"""Block kinds statements are read from. Captions and summary boxes repeat the story and are never further evidence."""

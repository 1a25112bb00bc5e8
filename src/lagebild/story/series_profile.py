"""When two numbers speak of the same thing: profiles of quantities and their likeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from lagebild.model import Quantity
from lagebild.story.series_bounds import agree
from lagebild.text import squeeze

EXCLUSIVE = frozenset(
    [
        "killed",
        "injured",
        "missing",
        "arrested",
        "released",
        "detained",
        "infected",
        "tested",
        "quarantined",
        "hospital",
        "surgery",
        "evacuated",
        "displaced",
        "rescued",
        "trapped",
        "needed",
        "follow",
        "damaged",
        "unemployed",
        "dismissed",
    ]
)
"""States a counted thing is in, one to a series: the injured are not the killed."""
MEASURES = frozenset({"altitude", "distance", "landed", "rose"})
PERSONS = frozenset(
    [
        "person",
        "soldier",
        "police",
        "employee",
        "passenger",
        "resident",
        "youth",
        "child",
        "patient",
        "suspect",
        "player",
        "spectator",
    ]
)
UNITS: Mapping[str, tuple[str, float]] = {
    "km": ("length", 1000.0),
    "m": ("length", 1.0),
    "cm": ("length", 0.01),
    "mm": ("length", 0.001),
    "mile": ("length", 1609.344),
    "nautical mile": ("length", 1852.0),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "inch": ("length", 0.0254),
    "t": ("mass", 1000.0),
    "ton": ("mass", 1000.0),
    "kg": ("mass", 1.0),
    "g": ("mass", 0.001),
    "pound": ("mass", 0.4536),
    "km/h": ("speed", 1.0),
    "mph": ("speed", 1.609344),
    "mile/h": ("speed", 1.609344),
    "m/s": ("speed", 3.6),
    "m²": ("area", 1.0),
    "km²": ("area", 1e6),
    "ha": ("area", 1e4),
    "acre": ("area", 4046.86),
    "l": ("volume", 1.0),
    "hl": ("volume", 100.0),
    "hour": ("time", 3600.0),
    "minute": ("time", 60.0),
    "second": ("time", 1.0),
    "day": ("days", 1.0),
    "week": ("days", 7.0),
    "fortnight": ("days", 14.0),
    "month": ("months", 1.0),
    "year": ("months", 12.0),
    "°C": ("heat", 1.0),
}
"""Canonical units that can be compared with each other, and their size."""
PLAIN_COINS = {"Dollar": "USD", "Pound": "GBP", "Franc": "CHF"}
"""A currency named without its country, and the one news mean by it."""
NEAR = 0.06
"""Two conversions of one measure differ by rounding up to this share."""
SERIOUS = "serious"
NEARLY = 0.9
SAME_KIND = 0.8
"""Headness from which two nouns name the same kind of thing."""
NEAR_ENOUGH = 0.4
SAME_PAGE = 1.25
"""Ratio beyond which two counts of one page are about different things."""
OUT_OF_SCALE = 20
"""Ratio from which two counts are about different things, whatever page they stand on."""
FOREIGN = 0.4
"""Stands for shared context words where two pages are in different languages and can share none."""
TELLING = 3
TELLING_LARGE = 2
LARGE = 1_000
"""Digits from which an equal value is itself a sign of one thing, and fewer for large values."""
ODD = 2
"""Digits from which an equal value outweighs another noun ("41 Flüge", "41 Verbindungen")."""
TELLING_BONUS, ODD_BONUS = 0.2, 0.15
GROWN = 0.25
"""For two days' numbers of one noun that no other number on their pages shares: counts grow."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells one number series from another. ``scaled`` is the value in the base unit of ``group``."""

    quantity: Quantity
    group: str
    scaled: float | None
    head: str | None
    thing: str | None
    states: frozenset[str]
    concepts: frozenset[str]
    roles: frozenset[str]
    keys: frozenset[str]
    planned: bool
    """``said`` is when it was published: the page's day or the time of the live-blog entry."""
    said: str | None
    language: str
    size: float
    """Size of the unit in the base unit of ``group``."""
    past_of: str | None
    """Day range the number belongs to if that is clearly not the story's own time."""
    sole: bool = False
    """Whether its page gives no other number of the same noun."""


def profile_of(quantity: Quantity, said: str | None = None, language: str = "", past_of: str | None = None) -> Profile:
    """The profile of a quantity; marks in its keys are taken apart (``@`` concept, ``#`` thing, ``~`` role)."""
    marks: dict[str, list[str]] = {"@": [], "#": [], "~": [], "": []}
    for key in quantity.keys:
        sign = key[:1] if key[:1] in marks and key[:1] else ""
        marks[sign].append(key[1:] if sign else key)
    group, factor = _group(quantity)
    value = quantity.value if quantity.value is not None else quantity.high
    concepts = frozenset(marks["@"])
    return Profile(
        quantity=quantity,
        group=group,
        scaled=None if value is None else value * factor,
        head=quantity.counts_head,
        thing=marks["#"][0] if marks["#"] else None,
        states=concepts & EXCLUSIVE,
        concepts=concepts,
        roles=frozenset(marks["~"]),
        keys=frozenset(marks[""]),
        planned=quantity.tense == "planned",
        said=said,
        language=language,
        size=factor,
        past_of=past_of,
    )


def _group(quantity: Quantity) -> tuple[str, float]:
    if quantity.kind == "fraction":
        return "percent", 100.0
    if quantity.kind == "percent":
        return "percent", 1.0
    if quantity.kind in {"dimension", "duration"} and quantity.unit and quantity.unit in UNITS:
        return UNITS[quantity.unit]
    if quantity.kind == "money" and quantity.unit in PLAIN_COINS:
        return f"money:{PLAIN_COINS[quantity.unit]}", 1.0
    if quantity.unit in {"head", "time", "part"}:
        return "count", 1.0
    return (quantity.kind if not quantity.unit else f"{quantity.kind}:{quantity.unit}"), 1.0


def index_keys(profile: Profile) -> tuple[str, ...]:
    """Under which keys a profile is looked up; profiles that share none are never compared."""
    out = []
    group = profile.group
    if profile.scaled is not None and profile.quantity.bound != "vague":
        out.append(f"{group}={profile.scaled:.4g}")
    if group == "count":
        out.extend(f"{group}@{s}" for s in sorted(profile.states))
        if profile.thing:
            out.append(f"{group}#{profile.thing}")
        if profile.head:
            out.append(f"{group}:{last_part(profile.head)}")
    else:
        out.append(group)
    return tuple(out)


def last_part(head: str) -> str:
    """The last part of a hyphenated compound."""
    return head.rpartition("-")[2] or head


def vetoed(a: Profile, b: Profile) -> bool:
    """Whether two numbers cannot be of one series: other measure, plan against fact, other state, other time."""
    if a.group != b.group or (a.planned != b.planned and not compatible_values(a, b)):
        return True
    if ("change" in a.roles) != ("change" in b.roles):
        return True
    if a.past_of != b.past_of and not (compatible_values(a, b) and is_telling(a.quantity.value)):
        return True
    if a.states and b.states and not a.states & b.states:
        return True
    if (SERIOUS in a.concepts) != (SERIOUS in b.concepts) and a.states & b.states & {"injured", "hospital"}:
        return True
    if (a.states >= {"killed", "injured"}) != (b.states >= {"killed", "injured"}):
        return True
    odd = compatible_values(a, b) and digits_of(a.quantity.value) >= ODD
    if a.group == "count" and headness(a, b) <= 0 and not odd:
        return True
    if a.group == "count" and _out_of_scale(a, b):
        return True
    if a.quantity.doc != b.quantity.doc or a.said != b.said:
        return False
    return (a.group == "count" and _apart(a, b)) or (a.quantity.kind in {"age", "duration"} and not both_hold(a, b))


def _out_of_scale(a: Profile, b: Profile) -> bool:
    """So many times as much is another thing: the mourners, not the dead; only one noun's own state grows so fast."""
    if both_hold(a, b) or not a.scaled or not b.scaled:
        return False
    grows = a.states & b.states and a.head == b.head and a.thing != "person"
    return not grows and max(a.scaled, b.scaled) > OUT_OF_SCALE * min(a.scaled, b.scaled)


def _apart(a: Profile, b: Profile) -> bool:
    """One page hardly gives two values far apart for one count: they are about different things."""
    if both_hold(a, b) or not a.scaled or not b.scaled:
        return False
    return max(a.scaled, b.scaled) > SAME_PAGE * min(a.scaled, b.scaled)


def headness(a: Profile, b: Profile) -> float:
    """How well the counted nouns fit, from 0 (different things) to 1 (the same word)."""
    if a.head is None or b.head is None:
        return 0.4
    if a.head == b.head:
        return 1.0
    if last_part(a.head) == last_part(b.head) or _compound(a.head, b.head):
        return 0.9
    if a.thing and a.thing == b.thing:
        return 0.85
    if a.states & b.states and "person" in {a.thing, b.thing} and {a.thing, b.thing} <= PERSONS:
        return 0.7
    if a.thing in PERSONS and b.thing in PERSONS and "person" in {a.thing, b.thing}:
        return 0.5
    if a.states & b.states and {a.thing, b.thing} & {"case", "finding"}:
        return 0.6
    return 0.0


def _compound(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.endswith(short)


def both_hold(a: Profile, b: Profile) -> bool:
    """Whether both numbers can be true at once of one thing; a conversion into another unit is never exact."""
    return agree(a.quantity, b.quantity, (a.size, b.size)) or (
        a.quantity.unit != b.quantity.unit and compatible_values(a, b)
    )


def compatible_values(a: Profile, b: Profile) -> bool:
    """Whether two stated values are the same up to a conversion's rounding."""
    if a.scaled is None or b.scaled is None:
        return False
    return abs(a.scaled - b.scaled) <= (NEAR if a.quantity.unit != b.quantity.unit else 1e-9) * max(
        abs(a.scaled), abs(b.scaled)
    )


def valueness(a: Profile, b: Profile) -> float:
    """How near two values are: 1 the same, 0 far apart; bounds that allow each other count as near."""
    if compatible_values(a, b):
        return 1.0
    if not a.scaled or not b.scaled or a.scaled < 0 or b.scaled < 0:
        return 0.2
    ratio = max(a.scaled, b.scaled) / min(a.scaled, b.scaled)
    open_ended = None in {a.quantity.low, a.quantity.high, b.quantity.low, b.quantity.high}
    if both_hold(a, b) and (a.quantity.unit == b.quantity.unit or open_ended):
        vague = "vague" in {a.quantity.bound, b.quantity.bound}
        return 0.9 if ratio <= 1.2 else 0.7 if ratio <= 2.0 or vague else 0.3
    return 0.6 if ratio <= 1.1 else 0.4 if ratio <= 1.5 else 0.2 if ratio <= 2.0 else 0.0


def _next_count(a: Profile, b: Profile) -> bool:
    """Whether two numbers of different days count the same noun, alone on their pages, and not persons at large."""
    days = {p.said[:10] for p in (a, b) if p.said}
    return a.sole and b.sole and a.head == b.head and a.thing not in PERSONS and len(days) > 1


def keyness(a: Profile, b: Profile, rarity: Mapping[str, float]) -> float:
    """Share of context words in common, rare words weighing more."""
    shared = fsum(rarity.get(k, 1.0) for k in a.keys & b.keys)
    if not shared:
        return 0.0
    one, two = (fsum(rarity.get(k, 1.0) for k in p.keys) for p in (a, b))
    return 0.5 * shared / (one + two - shared) + 0.5 * shared / min(one, two)


def digits_of(value: float | None) -> int:
    """How many digits a value has that are not zeros at its ends."""
    return 0 if value is None else len(f"{value:.6f}".rstrip("0").replace(".", "").strip("0"))


def is_telling(value: float | None) -> bool:
    """Whether hardly two things share a value: three digits or more that are not zeros at the end, two if large."""
    return value is not None and digits_of(value) >= (TELLING_LARGE if value >= LARGE else TELLING)


def likeness(a: Profile, b: Profile, rarity: Mapping[str, float]) -> float:
    """How likely two numbers are of one series, 0 to 1; 0 if they cannot be."""
    if vetoed(a, b):
        return 0.0
    words = keyness(a, b, rarity) if a.language == b.language else FOREIGN
    values = valueness(a, b)
    equal = compatible_values(a, b)
    shared = bool((a.concepts - EXCLUSIVE) & (b.concepts - EXCLUSIVE))
    plans = 0.1 * (a.planned != b.planned)
    telling = 0.0
    if equal and digits_of(a.quantity.value) >= ODD:
        telling = TELLING_BONUS if is_telling(a.quantity.value) else ODD_BONUS
    if a.group != "count":
        noun = 0.1 if a.head and a.head == b.head else 0.0
        base = 0.5 + 0.5 * words if equal else 0.6 * words + 0.25 * values
        if values >= NEARLY and not equal:
            base = 0.4 + 0.5 * words
        return base + noun + 0.1 * shared + telling - plans
    state = 1.0 if a.states & b.states else 0.35 if a.states or b.states else 0.5
    persons = 0.1 if a.states & b.states and a.thing in PERSONS and b.thing in PERSONS and values > 0 else 0.0
    apart = 0.15 * (("partitive" in a.roles) != ("partitive" in b.roles) and not a.states & b.states) + 0.05 * (
        ("more" in a.roles) != ("more" in b.roles)
    )
    if not both_hold(a, b):
        apart += 0.2 * (a.quantity.doc == b.quantity.doc and a.said == b.said)
        apart += 0.15 * (headness(a, b) < SAME_KIND)
        apart += 0.1 * (not a.states & b.states and valueness(a, b) < NEAR_ENOUGH)
    apart += 0.3 * (("whole" in a.roles) != ("whole" in b.roles) and not equal)
    grown = GROWN if _next_count(a, b) else 0.0
    score = 0.25 * headness(a, b) + 0.25 * state + 0.25 * values + 0.2 * words
    return score + persons + telling + grown + 0.1 * shared - apart - plans


def label_of(quantity: Quantity) -> str:
    """The counted phrase on one line, or the unit."""
    return squeeze(quantity.counts) if quantity.counts else (quantity.unit or quantity.kind)

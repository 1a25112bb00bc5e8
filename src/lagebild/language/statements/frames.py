"""From a cue to a statement: which clause is its content, who is its subject."""

from __future__ import annotations

from lagebild.language.actors.grammar import noun_in
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.hits import Hit
from lagebild.language.statements.nouns import acting, documents, fronted_object, noun_phrase, told_nouns
from lagebild.language.tokens import finite_verb, verb_mood
from lagebild.model import Mode, Span

_SKIPPABLE = 8
_NOUN_AND_CLAUSE = 2
"""Segments before a verb that a noun and a clause about it make."""
_HEARSAY = frozenset({"soll", "sollen"})
_FROM_PLACES = frozenset({"heißen", "verlauten", "hervorgehen"})
_ATTACHED = frozenset({"im", "in", "aus", "von", "vom", "für", "bei", "beim", "an", "am", "auf", "und", "zu", "zur"})
_SAYING = frozenset({"that", "which", "who"})
"""Of whom it is said in passing that they say something ("the group that claimed …, did not …")."""
_RELATIVES = frozenset({"der", "die", "das", "dem", "den", "deren", "dessen", "denen", "who", "which"})


def draft_of(line: Line, hit: Hit) -> Draft | None:
    """The statement a cue opens inside its own sentence, direct speech apart; ``None`` if there is none."""
    found = _content(line, hit)
    if found is None:
        return None
    content, mode, rule = found
    draft = Draft(content=content, mode=mode, rule=rule, verb=hit.cue, negated=hit.negated)
    if not hit.modal or line.lows[hit.at] not in _HEARSAY:
        return with_frame(draft, line, hit)
    draft.hearsay = line.span(hit.at, hit.at + 1)
    if hit.cue.act == "announce":  # "soll beschlossen haben": who decided is not who tells it
        draft.content, draft.mode, draft.rule = [_whole(line)], "free_indirect", "rule:soll"
        draft.cue, draft.inherited = [draft.hearsay], True
        return draft
    return with_frame(draft, line, hit)


def with_frame(draft: Draft, line: Line, hit: Hit) -> Draft:
    """Add cue words and speaker of ``hit`` to a draft."""
    draft.verb = hit.cue
    draft.negated = hit.negated
    draft.cue = [line.span(k, k + 1) for k in hit.words]
    speaker = subject(line, hit)
    draft.nobody = speaker is None and not hit.passive and "es" in line.lows[max(0, hit.at - 1) : hit.at + 2]
    if speaker is not None:
        draft.speaker = [speaker]
    return draft


def subject(line: Line, hit: Hit) -> Span | None:
    """The subject of the cue's clause as a span; ``None`` where the clause names nobody."""
    if hit.passive:
        return _agent(line, hit)
    if hit.cue.verb in _FROM_PLACES:
        return _place_speaking(line, hit)
    if line.pack.language == "de" and line.lows[hit.at - 1 : hit.at] == ("und",) and "object" in hit.cue.takes:
        return _said_once(line, hit)
    part = line.part_of(hit.at)
    a, b = line.parts[part]
    words = set(hit.words)
    start = a
    while start < hit.at and (line.quoted[start] or not line.tokens[start].word):
        start += 1
    if line.pack.language == "en":
        return _english_subject(line, hit, start, b)
    subordinate = start < hit.at and line.lows[start] in (
        line.pack.words("subordinators") | {"wie", "so", "dass", "und", "aber", "doch", "auch"}
    )
    fronted = fronted_object(line, start, hit)
    if subordinate:
        start += 1
    if start < hit.at and not fronted:
        end = noun_phrase(line, start, hit.at)
        fits = end == hit.at or subordinate or line.lows[end] in {"sich", "auch", "selbst"} or part == 0
        near = end >= hit.at - 1 or subordinate or line.tokens[end].text in {",", "("} or line.lows[end] in _ATTACHED
        if end > start and fits and near:
            return line.span(start, end) if line.lows[start] != "es" else None
        if line.lows[start] in _RELATIVES and part and start == a:
            return _antecedent(line, part)
    # an apposition or a relative clause lies between subject and verb: "Rutte, der …, sagte"
    if part and start == hit.at and line.tokens[line.parts[part][0] - 1].text == "," and _interrupted(line, part):
        end = noun_phrase(line, line.parts[0][0], line.parts[0][1])
        if end > 0:
            return line.span(0, end)
    k = hit.at + 1
    for _ in range(_SKIPPABLE):
        if k >= len(line.tokens) or (line.tokens[k].text == "," and k >= b - 1):
            return None
        if line.quoted[k]:
            return None
        if line.lows[k] == "es":
            return None
        end = noun_phrase(line, k, len(line.tokens)) if k not in words else k
        if end > k and not _oblique(line, k):
            return line.span(k, end)
        k = _skip(line, k, end)
    return None


def _said_once(line: Line, hit: Hit) -> Span | None:
    """The subject before the first of two verbs: "Der Verband warnt davor und ruft alle Firmen auf, …"."""
    first = line.parts[0][0]
    end = noun_phrase(line, first, hit.at)
    finite = end > first and end < hit.at and verb_mood(line.tokens, end) is not None
    return line.span(first, end) if finite and not any(line.quoted[first:end]) else None


def _place_speaking(line: Line, hit: Hit) -> Span | None:
    """As in "aus dem Ministerium hieß es", "in dem Papier heißt es": the place or paper that speaks."""
    for k in range(len(line.tokens) - 1):
        if (
            line.quoted[k]
            or line.lows[k] not in {"aus", "in", "im", "vom", "von", "bei", "beim"}
            or abs(k - hit.at) > _SKIPPABLE
        ):
            continue
        end = noun_phrase(line, k + 1, len(line.tokens))
        before = k < hit.at and line.part_of(k) == line.part_of(hit.at)
        if end > k + 1 and (line.lows[k] in {"aus", "bei", "beim"} or before) and not any(line.quoted[k:end]):
            return line.span(k + 1, end)
    return None


def _oblique(line: Line, k: int) -> bool:
    return line.lows[k] in {"dem", "den", "sich"} or line.lows[k - 1] in {
        "am",
        "im",
        "in",
        "an",
        "bei",
        "vor",
        "nach",
        "auf",
    }


def _skip(line: Line, k: int, end: int) -> int:
    """Past an adverb or a prepositional phrase before the subject ("sagte am Montag in Berlin Minister X")."""
    if end > k:
        return end
    if line.lows[k] in line.pack.words("adjuncts") and k + 1 < len(line.tokens):
        after = noun_phrase(line, k + 1, len(line.tokens))
        prepositions = {"am", "im", "in", "an", "bei", "vor", "nach", "gegenüber", "auf", "zu", "zum", "zur", "mit"}
        if line.lows[k] in prepositions:
            return after if after > k + 1 else k + 2
    return k + 1


def _interrupted(line: Line, part: int) -> bool:
    """Whether the first segment is a bare noun phrase that the verb of segment ``part`` continues."""
    a, b = line.parts[0]
    told = next((t.text for t in line.tokens[a:b] if t.capital and t.low not in line.pack.words("determiners")), "")
    if line.pack.language == "de" and told and noun_in(told, told_nouns(line), "de"):
        return False  # "Vorwürfe aus X, …, wies er zurück"
    return part >= 1 and not any(line.quoted[a:b]) and noun_phrase(line, a, b) >= b - 1 and b - a > 1


def _antecedent(line: Line, part: int) -> Span | None:
    a, b = line.parts[part - 1]
    for k in range(b - 2, a - 1, -1):
        if line.tokens[k].capital:
            start = k
            while start > a and (line.tokens[start - 1].capital or line.lows[start - 1] in {"der", "die", "das"}):
                start -= 1
            return line.span(start, k + 1)
    return None


def _agent(line: Line, hit: Hit) -> Span | None:
    """By whom it is said in the passive: the agent ("von", "seitens", "by"), else the paper it stands in."""
    last = hit.words[-1]
    for k in sorted(range(len(line.tokens) - 1), key=lambda k: abs(k - last)):
        if line.lows[k] in {"von", "vom", "seitens", "by"} and not line.quoted[k]:
            end = noun_phrase(line, k + 1, len(line.tokens))
            if end > k + 1 and (abs(k - last) < _SKIPPABLE or acting(line, k + 1, end)):
                return line.span(k + 1, end)
    if line.lows[0] in {"in", "im"} and not line.quoted[0]:
        end = noun_phrase(line, 1, len(line.tokens))
        if end > 1 and noun_in(line.tokens[end - 1].text, documents(line), line.pack.language):
            return line.span(1, end)
    return None


def _english_subject(line: Line, hit: Hit, start: int, b: int) -> Span | None:
    after_quote_or_comma = start == hit.at
    if not after_quote_or_comma:
        while start < hit.at and line.lows[start] in {"but", "and", "that", "as", "when", "while", "yet", "with"}:
            start += 1
        k = start
        while k < hit.at and line.lows[k] in line.pack.words("adjuncts"):
            k += 1
        end = noun_phrase(line, start if k == start else k, hit.at)
        if end > start:
            return line.span(start if k == start else k, end)
    if after_quote_or_comma and line.part_of(hit.at) and line.lows[hit.at + 1 : hit.at + 2] == ("that",):
        end = noun_phrase(line, 0, line.parts[0][1])  # "Mary Hale, who …, said that"
        return line.span(0, end) if end else None
    if after_quote_or_comma and line.part_of(hit.at):
        if hit.gerund or _continues_subject(line, hit):
            return (
                line.span(0, noun_phrase(line, 0, line.parts[0][1])) if noun_phrase(line, 0, line.parts[0][1]) else None
            )
        end = noun_phrase(line, hit.at + 1, len(line.tokens))
        if end > hit.at + 1:
            return line.span(hit.at + 1, _with_apposition(line, end))
    if after_quote_or_comma and hit.at + 1 < len(line.tokens):
        end = noun_phrase(line, hit.at + 1, b)
        if end > hit.at + 1:
            return line.span(hit.at + 1, end)
    return None


def _continues_subject(line: Line, hit: Hit) -> bool:
    """As in "Mary Hale, the mayor, said …": the verb follows an apposition."""
    a, b = line.parts[0]
    return line.part_of(hit.at) == 2 and noun_phrase(line, a, b) == b - 1 and not any(line.quoted[a:b])


def _with_apposition(_line: Line, end: int) -> int:
    return end


def _content(line: Line, hit: Hit) -> tuple[list[Span], Mode, str] | None:
    pack = line.pack
    part = line.part_of(hit.at)
    last_part = line.part_of(hit.words[-1])
    a, b = line.parts[part]
    n = len(line.parts)
    first = a
    while first < b and (line.quoted[first] or not line.tokens[first].word):
        first += 1
    clause = "clause" in hit.cue.takes
    # "…, sagte X": the verb opens its segment after the content
    opens = part and first == hit.at and clause and not hit.gerund and not _colon_before(line, part)
    opens = opens and line.lows[hit.at + 1 : hit.at + 2] != ("that",) and not _scene_first(line, last_part)
    if opens and _object_first(line, hit, part):
        return [_whole(line)], "reported", "rule:fronted"
    if (opens and not _continues_subject(line, hit) and not _interrupted(line, part)) or _english_post(line, hit, part):
        before = (0, line.parts[part][0] - 1)
        content = [_trimmed(line, *before)]
        nxt = last_part + 1
        if nxt < n and _resumes(line, nxt, part):
            content.append(_trimmed(line, line.parts[nxt][0], len(line.tokens)))
        kept = [s for s in content if s is not None]
        return (kept, "indirect", "rule:inquit") if kept else None
    # "wie X mitteilte"
    if first < b and line.lows[first] in {"wie", "as"} and first != hit.at and clause:
        kept = [
            s
            for s in (_trimmed(line, 0, a - 1) if part else None, _trimmed(line, b, len(line.tokens)))
            if s is not None
        ]
        if kept:
            return kept, "indirect", "rule:wie"
    if pack.language == "en":
        return _english_content(line, hit)
    if last_part + 1 < n and clause:
        c = line.parts[last_part + 1][0]
        mark = line.tokens[c - 1].text
        opener = line.lows[c]
        if mark == ":":
            return _rest(line, c, "rule:colon")
        if opener in pack.words("complementizers") and (opener in {"dass", "daß", "ob"} or "clause" in hit.cue.takes):
            return _rest(line, c, "rule:dass")
        if _second_verb(line, last_part + 1) and _main_or_wie(line, first, hit):
            return _rest(line, c, "rule:verb_second")
        if mark in {",", "–", "—"} and opener in _RELATIVES | pack.words("subordinators") and last_part + 2 < n:
            c2 = line.parts[last_part + 2][0]
            if line.lows[c2] in pack.words("complementizers"):
                return _rest(line, c2, "rule:dass")
    if "zu" in hit.cue.takes and last_part + 1 < n:
        c = line.parts[last_part + 1][0]
        if _infinitive(line, c):
            return _rest(line, c, "rule:infinitive")
    if verb_mood(line.tokens, hit.at) == "sub":
        return None
    if hit.passive and hit.cue.act == "announce" and not clause and _agent(line, hit) is None:
        return None  # "wurden verboten": what happened, said by nobody
    if "object" in hit.cue.takes or (clause and hit.passive):
        return [_whole(line)], "reported", "rule:object"
    return None


def _scene_first(line: Line, last_part: int) -> bool:
    """As in "Als die Feuerwehr kam, sagte X, das Haus sei leer": what comes first is the scene, not what was said."""
    if line.pack.language != "de" or line.lows[0] not in line.pack.words("subordinators") or line.quoted[0]:
        return False
    return last_part + 1 < len(line.parts) and _second_verb(line, last_part + 1)


def _object_first(line: Line, hit: Hit, part: int) -> bool:
    """As in "Von einem Anschlag, der im Netz vermutet wird, geht X nicht aus": a noun with its clause, no speech."""
    a, b = line.parts[0]
    if line.pack.language != "de" or part < _NOUN_AND_CLAUSE or "object" not in hit.cue.takes:
        return False
    if any(line.quoted[a:b]) or any(finite_verb(line.tokens, k, line.pack) for k in range(a, b)):
        return False
    if noun_phrase(line, hit.at + 1, len(line.tokens)) == hit.at + 1 and line.lows[hit.at + 1 : hit.at + 2] != ("es",):
        return False  # "Die Firma, die das baut, geht davon aus, dass …"
    follows = line.parts[1][0]
    clause = _RELATIVES | line.pack.words("complementizers") | {"wonach"}
    return not clause.isdisjoint(line.lows[follows : follows + 2]) or _infinitive(line, follows)


def _english_post(line: Line, hit: Hit, part: int) -> bool:
    """As in ", X said" or ", said X" closing or interrupting a sentence."""
    if line.pack.language != "en" or not part or "clause" not in hit.cue.takes or hit.gerund:
        return False
    a, b = line.parts[part]
    start = a
    while start < hit.at and (line.quoted[start] or not line.tokens[start].word):
        start += 1
    if line.lows[start] in {"who", "which", "but", "and", "that", "where", "when", "while", "as", "because"}:
        return False
    subject_ok = start == hit.at or noun_phrase(line, start, hit.at) == hit.at
    if not subject_ok or line.part_of(start) != part or _continues_subject(line, hit):
        return False
    after = hit.words[-1] + 1
    if after < len(line.lows) and line.lows[after] == "that":
        return False
    bare = (
        after >= b - 1
        or line.lows[after] in line.pack.words("adjuncts")
        or start == hit.at
        or line.tokens[after].text in ",.;:"
    )
    told = hit.cue.verb == "tell"
    return (bare or told) and any(finite_verb(line.tokens, k, line.pack) for k in range(a) if not line.quoted[k])


def _english_content(line: Line, hit: Hit) -> tuple[list[Span], Mode, str] | None:
    n = len(line.tokens)
    after = hit.words[-1] + 1
    if after >= n:
        return ([_whole(line)], "reported", "rule:object") if "object" in hit.cue.takes else None
    if "clause" in hit.cue.takes:
        limit = min(n, after + 14)
        for k in range(after, limit):
            if line.quoted[k]:
                break
            if line.lows[k] in {"that", "whether", "why", "how"} or (line.lows[k] == "if" and hit.cue.act == "ask"):
                return _rest(line, k + (line.lows[k] == "that"), "rule:that")
            if line.tokens[k].text == ":":
                return _rest(line, k + 1, "rule:colon")
        k = after
        if hit.cue.verb in {"tell", "inform"}:
            end = noun_phrase(line, k, n)
            k = end if end > k else k + 1
            if end > k and not any(finite_verb(line.tokens, q, line.pack) for q in range(k, n)):
                k = after
        while k < n and line.lows[k] in line.pack.words("adjuncts") and not line.quoted[k]:
            skipped = noun_phrase(line, k + 1, n) if line.lows[k] in {"on", "in", "at", "during"} else k + 1
            if any(finite_verb(line.tokens, q, line.pack) for q in range(k, skipped)) or skipped <= k:
                break
            if line.lows[k] in {"on", "at", "late", "early", "also", "earlier", "later"} or line.lows[k].endswith(
                "day"
            ):
                k += 2 if line.lows[k] in {"on", "late", "early"} else 1
                continue
            break
        end = line.parts[line.part_of(hit.at)][1] if hit.at and line.lows[hit.at - 1] in _SAYING else n
        if (
            k < end
            and line.tokens[k].word
            and any(finite_verb(line.tokens, q, line.pack) for q in range(k + 1, end) if not line.quoted[q])
            and hit.cue.verb != "ask"
            and (span := _trimmed(line, k, end)) is not None
        ):
            return [span], "indirect", "rule:bare_clause"
    if "zu" in hit.cue.takes:
        for k in range(after, min(n, after + 8)):
            if line.lows[k] == "to":
                return _rest(line, k, "rule:infinitive")
    if "object" in hit.cue.takes or hit.cue.act in {"decline", "deny", "confirm"}:
        return [_whole(line)], "reported", "rule:object"
    return None


def _rest(line: Line, begin: int, rule: str) -> tuple[list[Span], Mode, str] | None:
    span = _trimmed(line, begin, len(line.tokens))
    return ([span], "indirect", rule) if span else None


def _trimmed(line: Line, i: int, j: int) -> Span | None:
    """The span of tokens ``[i, j)`` without marks at its ends (question marks and closing quotes stay)."""
    while i < j and line.tokens[i].text in {",", ":", ";", ".", "–", "—", "-"}:
        i += 1
    while j > i and line.tokens[j - 1].text in {",", ":", ";", ".", "–", "—", "-"}:
        j -= 1
    return line.span(i, j) if i < j else None


def _whole(line: Line) -> Span:
    span = _trimmed(line, 0, len(line.tokens))
    return span or line.sentence.span


def _colon_before(line: Line, part: int) -> bool:
    return line.tokens[line.parts[part][0] - 1].text == ":"


def _resumes(line: Line, nxt: int, part: int) -> bool:
    """Whether the segment after an inquit goes on with the content rather than with the frame."""
    a, _b = line.parts[nxt]
    if line.lows[a] in line.pack.words("subordinators") | _RELATIVES | {"und", "aber", "but", "and", "with", "adding"}:
        return False
    before = any(finite_verb(line.tokens, k, line.pack) for k in range(line.parts[part][0]) if not line.quoted[k])
    starts = finite_verb(line.tokens, a, line.pack)
    return starts or not before


def _second_verb(line: Line, part: int) -> bool:
    """Whether the segment is a verb-second clause: a finite verb, not last, after a first phrase."""
    a, b = line.parts[part]
    if line.lows[a] in line.pack.words("subordinators") | {"und", "sowie", "zu"} or line.quoted[a]:
        return line.quoted[a] is False and line.lows[a] in {"wenn", "falls", "sollte", "da"}
    if line.lows[a + 1 : a + 2] == ("denen",):
        return False  # a relative clause: "Berichte, nach denen …"
    if verb_mood(line.tokens, a) == "ind":
        return False  # the verb comes first: "…, sagte X" frames, it is not framed
    moods = [verb_mood(line.tokens, k) for k in range(a, b) if not line.quoted[k]]
    if "sub" in moods:
        return True
    if line.lows[a] in _RELATIVES:
        early = [verb_mood(line.tokens, k) for k in range(a, min(b - 2, a + 4))]
        return any(early)
    return any(moods[: max(1, len(moods) - 1)])


def _main_or_wie(line: Line, first: int, hit: Hit) -> bool:
    return not (line.lows[first] in line.pack.words("subordinators") and first != hit.at and line.lows[first] != "als")


def _infinitive(line: Line, begin: int) -> bool:
    for k in range(begin, len(line.tokens)):
        if line.lows[k] == "zu" and k + 1 < len(line.tokens) and line.lows[k + 1].endswith("n"):
            return True
        low = line.lows[k]
        if "zu" in low[2:-3] and low.endswith("n") and not line.tokens[k].capital:
            return True
    return False

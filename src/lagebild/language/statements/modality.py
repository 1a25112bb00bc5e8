"""What grammar alone says about certainty, whoever speaks: counterfactuals, set dates, pending sentences, drills.

"Had the storm hit, boats would have stopped", "Da wäre niemand herausgekommen", "he faces ten years if convicted", "the
hearing is due to resume": such forms are rare in what the tagger has read, so they go before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.pack import Pack
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.tokens import Token, find_phrase
from lagebild.model import Certainty

_INVERTED = {
    "de": frozenset({"wäre", "wären", "hätte", "hätten", "würde", "würden", "käme", "kämen"}),
    "en": frozenset({"had", "were", "should"}),
}
_UNREAL = {
    "de": frozenset({"wäre", "wären", "hätte", "hätten"}),
    "en": frozenset({"would", "could", "might"}),
}
_WISHES = frozenset({"gern", "gerne", "lieber", "am liebsten"})
_BE = frozenset({"is", "are", "was", "were", "be", "'s", "’s"})
_SET = frozenset({"due", "set", "scheduled", "slated"})
_THREATEN = frozenset({"droht", "drohen", "drohe", "drohten", "drohte"})
_PENALTIES = ("haft", "haftstrafe", "haftstrafen", "gefängnis", "geldstrafe", "freiheitsstrafe", "strafe", "bußgeld")
_FACES = frozenset({"face", "faces", "facing"})
_PRISON = frozenset({"prison", "jail", "bars", "imprisonment", "fine", "penalty", "sentence"})


def certainty_by_grammar(draft: Draft, content: Sequence[Token], pack: Pack) -> Certainty | None:
    """The certainty a construction fixes; ``None`` where there is no such construction."""
    lows = [t.low for t in content]
    if not lows or content[-1].text == "?":
        return None
    language = pack.language
    unreal = any(low in _UNREAL[language] for low in lows)
    if lows[0] in _INVERTED[language] and any(low in _UNREAL[language] | {"würde", "würden"} for low in lows[1:]):
        return "hypothetical"
    if language == "de":
        if unreal and draft.mode in {"direct", "narration"} and not _WISHES.intersection(lows):
            return "hypothetical"  # outside reported speech Konjunktiv II is unreal
        if _THREATEN.intersection(lows) and any(low.endswith(_PENALTIES) for low in lows):
            return "possible"
        return None
    if find_phrase(lows, pack.phrases("pending")) or (_FACES.intersection(lows) and _PRISON.intersection(lows)):
        return "hypothetical"
    if unreal and (find_phrase(lows, (("would", "have"),)) or "if" in lows or "unless" in lows):
        return "hypothetical"
    return "future" if _is_set(content, lows, pack) else None


def _is_set(content: Sequence[Token], lows: Sequence[str], pack: Pack) -> bool:
    """As in "is due to testify", "are set to vote"; not "is due to the rain"."""
    for k in range(1, len(lows) - 2):
        if lows[k] in _SET and lows[k + 1] == "to" and lows[k - 1] in _BE:
            after = content[k + 2]
            return after.word and not after.capital and lows[k + 2] not in pack.words("determiners")
    return False


def rehearsed(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Mark what a page tells of a drill as if it were so; ``drafts`` are changed.

    A sentence that says of itself that it is from the script; what follows "So das Szenario:" in its paragraph; and
    what stands before "Alles nur eine Übung" at the beginning of the story.
    """
    told: set[int] = set()
    opened = -1
    for number, line in enumerate(lines):
        pack, paragraph = line.pack, line.sentence.paragraph
        colon = next((k for k, t in enumerate(line.tokens) if t.text == ":"), None)
        script = find_phrase(line.lows, pack.phrases("scripts"))
        word = next((k for k, low in enumerate(line.lows) if low in pack.words("scripts")), None)
        if script is None and word is not None:
            script = (word, word + 1)
        if script is not None:
            told.add(number)
            if colon is not None and script[1] <= colon <= script[1] + 1:
                opened = paragraph
        if opened == paragraph:
            told.add(number)
        if find_phrase(line.lows, pack.phrases("drills_revealed")):
            told.update(k for k in range(number) if lines[k].sentence.block not in {"headline", "kicker"})
    if not told:
        return
    begins = [line.sentence.span.begin for line in lines]
    for draft in drafts:
        home = bisect_right(begins, draft.extent.begin) - 1
        headline = lines[home].sentence.block in {"headline", "kicker"} and not draft.speaker
        if (home in told or headline) and draft.mode in {"narration", "reported", "free_indirect"}:
            draft.certainty = "hypothetical"

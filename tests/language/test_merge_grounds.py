"""What the tagger proposes without a ground in the sentence: unreal conditions, verdicts of a comment, far cues."""

import pytest

from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.tagger import TaggedStatement, Tagging
from lagebild.language.tagger.labels import ACTS, CERTAINTIES
from lagebild.model import Block, Document, Span


def found(text, kind, quote, cue="", speaker="", label="IndirectFreeIndirect"):
    """The one statement that holds ``quote``, where the tagger proposed it with this cue and speaker."""

    def spans(words):
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    tagged = TaggedStatement(
        type=label,
        quote=spans(quote),
        cue=spans(cue),
        frame=(),
        speaker=spans(speaker),
        addressee=(),
        via=(),
        date=(),
        act="assert",
        act_scores=tuple(0.1 for _ in ACTS),
        certainty="certain",
        certainty_scores=tuple(0.1 for _ in CERTAINTIES),
        score=0.9,
        speaker_inherited=False,
        nested=False,
    )
    blocks = [Block("body", Span(text.find(p), text.find(p) + len(p))) for p in text.split("\n\n")]
    document = Document("d", "d", text, "de", tuple(blocks), kind=kind)
    statements = find_statements(document, split_sentences(document), Tagging((), (tagged,)))
    holding = [s for s in statements if any(quote in c.of(text) for c in s.content)]
    assert len(holding) == 1
    return holding[0].mode, " ".join(s.of(text) for s in holding[0].speaker)


@pytest.mark.parametrize(
    ("text", "kind", "tagged", "expected"),
    [
        # the unreal verb of a condition is no verb of saying, its subject no speaker
        (
            "Wäre der Kran umgefallen, läge die Schule nun in Trümmern.",
            "article",
            ("Wäre der Kran umgefallen", "läge", "die Schule"),
            ("narration", ""),
        ),
        # any verb in the Indikativ may frame, listed or not
        (
            "Das Tor sei zu, knurrte der Wirt.",
            "article",
            ("Das Tor sei zu", "knurrte", "der Wirt", "Indirect"),
            ("indirect", "der Wirt"),
        ),
        # reported speech may stand in a frame that is itself reported
        (
            "Er habe gerufen, das Tor sei zu.",
            "article",
            ("das Tor sei zu", "habe gerufen", "Er", "Indirect"),
            ("indirect", "Er"),
        ),
        # a verb of another paragraph does not frame a wish of the writer
        (
            "Das glaubt nicht einmal der Rat von Lohe.\n\nEs wäre schöner, er nähme den Hut.",
            "comment",
            ("Es wäre schöner, er nähme den Hut", "glaubt", "er"),
            ("narration", ""),
        ),
        # whom a comment judges has said nothing
        (
            "Der Landrat Jan Hold hat alle Bürger belogen.",
            "comment",
            ("Der Landrat Jan Hold hat alle Bürger belogen", "", "Der Landrat Jan Hold", "Reported"),
            ("narration", ""),
        ),
        # what runs on in the Konjunktiv stays whose it was, in a comment too
        (
            "Das Geld sei da, sagte Jan Hold. Die Halle werde gebaut.",
            "comment",
            ("Die Halle werde gebaut", "", "Jan Hold"),
            ("free_indirect", "Jan Hold"),
        ),
    ],
)
def test_ground(text, kind, tagged, expected):
    assert found(text, kind, *tagged) == expected

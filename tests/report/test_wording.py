"""The program's own words: both languages know the same, and fixed English words get their German."""

import pytest

from lagebild.report.wording import words


def test_both_languages_have_the_same_entries():
    de, en = words("de").table, words("en").table
    assert {k: set(v) if isinstance(v, dict) else None for k, v in de.items() if k != "said"} == {
        k: set(v) if isinstance(v, dict) else None for k, v in en.items() if k != "said"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one text", "ein Text"),  # a whole phrase
        ("one text; same speaker", "ein Text; derselbe Sprecher"),  # joined parts
        ("one agency (dpa)", "eine Agentur (dpa)"),  # a name inside
        ("something new", "something new"),  # unknown words stay,
        ("Kurier and whom its own page names", "Kurier und wen die eigene Seite nennt"),
        ("Kurier and a page that relays it", "Kurier und eine Seite, die es übernimmt"),
        ("one chain, told in full and in part", "eine Kette, einmal ganz und einmal zum Teil erzählt"),
    ],
)
def test_said(text, expected):
    assert words("de").said(text) == expected
    assert words("en").said(text) == text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("er kommt", "de", "„er kommt“"),
        ('„Wir "gehen" nicht“', "de", "„Wir ‚gehen‘ nicht“"),  # inner marks become single ones
        ("they go", "en", "“they go”"),
        ('a "clear" case', "en", "“a ‘clear’ case”"),
        ('they ran" … and there was "smoke', "en", "“they ran … and there was smoke”"),  # partners cut away
        ("der Stopp, das „Grounding“", "de", "„der Stopp, das ‚Grounding‘“"),  # the last mark is no outer one
        ("“We are sorry,”", "en", "“We are sorry”"),
        ("We are sorry,", "en", "“We are sorry”"),  # a comma cut off from its sentence
        ('("no" means no)', "en", "“(‘no’ means no)”"),
    ],
)
def test_quote(text, language, expected):
    assert words(language).quote(text) == expected

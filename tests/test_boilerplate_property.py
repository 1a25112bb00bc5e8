"""Whatever stands around a story, its statements stay the same to the letter."""

import json
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.analyse import analyse
from lagebild.model import Page, Span
from lagebild.reading import read_page

STORY = (
    "<h1>Schleuse an der Lemke bleibt gesperrt</h1>"
    '<p class="lead">Die Schleuse an der Lemke bleibt bis zum Herbst gesperrt. Das teilte das Wasseramt mit.</p>'
    "<p>Taucher hatten am Montag Risse im Tor entdeckt. „Das Tor hält, aber wir gehen kein Wagnis ein“, sagte Amtsleiter Olaf Brandt.</p>{0}"
    "<p>Etwa vierzig Frachter liegen nach Angaben der Reederei Holm seit Dienstag fest. Der Schaden belaufe sich auf zwei Millionen Euro.</p>{1}"
    "<p>Das Landesamt bestätigte den Riss. Die Werft bestritt am Mittwoch, das Tor schlecht gewartet zu haben.</p>"
)
PLAIN = (
    "Schleuse an der Lemke bleibt gesperrt\n\n14. März 2026\n\n"
    "Die Schleuse an der Lemke bleibt bis zum Herbst gesperrt. Das teilte das Wasseramt mit.\n\n"
    "Taucher hatten am Montag Risse im Tor entdeckt. „Das Tor hält, aber wir gehen kein Wagnis ein“, sagte Amtsleiter Olaf Brandt.\n\n"
    "Etwa vierzig Frachter liegen nach Angaben der Reederei Holm seit Dienstag fest. Der Schaden belaufe sich auf zwei Millionen Euro.\n\n"
    "Das Landesamt bestätigte den Riss. Die Werft bestritt am Mittwoch, das Tor schlecht gewartet zu haben.\n\n"
)
SENTENCES = (
    "Die Polizei bestätigte am Freitag den Tod von drei Menschen.",
    "„Ich habe es kommen sehen“, sagte Ministerin Ida Lenz.",
    "Der Zoo hat nach eigenen Angaben zwölf Nashörner getauft…",
    "Das Wasseramt wies alle Vorwürfe zurück.",
    "Bis zu 500 Euro Rabatt, nur am 3. Mai 2024!",
)
NAMES = (
    "Zoo tauft Nashorn",
    "Lotterie: 80 Millionen im Topf",
    "Schleuse an der Lemke wieder offen",
    "Ida Lenz gewinnt Wahl",
)
AROUND = (
    '<nav><a href="/a">{name}</a> <a href="/b">Politik</a></nav>',
    '<div class="cookie-banner"><p>Wir verwenden Cookies. {said}</p></div>',
    '<aside class="related"><h3><a href="/c">{name}</a></h3><p>{said}</p></aside>',
    '<div class="newsletter"><h4>{name}</h4><p>{said} Jetzt anmelden.</p></div>',
)
INSIDE = (
    '<div class="teaser"><a href="/x"><h3>{name}</h3><p>{said}</p></a></div>',
    '<figure><img src="a.jpg" alt=""><figcaption>{name}. Foto: Archiv</figcaption></figure>',
    '<aside><h4>Lesen Sie auch</h4><a href="/y">{name}</a></aside>',
    '<div class="ad-slot">Anzeige</div>',
)
BEHIND = (
    '<section class="comments"><h3>2 Kommentare</h3><p>{said}</p></section>',
    '<div class="related-articles"><h3>Mehr zum Thema</h3><a href="/z">{name}</a><p>{said}</p></div>',
    "<footer>Impressum · {name} · © 2019</footer>",
    "<form><label>Ihr Kommentar</label><textarea></textarea><p>{said}</p></form>",
)
TAILS = (
    ("Mehr zum Thema", "{name}", "{said}"),
    ("Schreibe einen Kommentar", "Deine E-Mail-Adresse wird nicht veröffentlicht."),
    ("Related Posts", "{name}", "{said}", "You Missed", "{name}"),
    ("Newsletter", "Jetzt anmelden und nichts verpassen."),
)


def pieces(templates, most=2):
    filled = st.builds(
        lambda t, n, s: t.format(name=n, said=s),
        st.sampled_from(templates),
        st.sampled_from(NAMES),
        st.sampled_from(SENTENCES),
    )
    return st.lists(filled, max_size=most).map("".join)


def tails():
    def fill(lines, name, said):
        return "".join(f"{line.format(name=name, said=said)}\n\n" for line in lines)

    return st.builds(fill, st.sampled_from(TAILS), st.sampled_from(NAMES), st.sampled_from(SENTENCES))


def told(value, text):
    """A finding with its places replaced by the words there; what only counts characters or names pages is left out."""
    if isinstance(value, Span):
        return value.of(text)
    if is_dataclass(value):
        return {f.name: told(getattr(value, f.name), text) for f in fields(value) if f.name not in {"id", "doc"}}
    if isinstance(value, (list, tuple)):
        return [told(v, text) for v in value]
    return value


def statements(raw, ref):
    document = read_page(Page(ref=ref, body=raw.encode()))
    analysis = analyse(document)
    return json.dumps(
        [told(s, document.text) for s in analysis.statements], ensure_ascii=False, default=str, sort_keys=True
    ).encode()


def page(before="", first="", second="", behind=""):
    head = '<head><meta charset="utf-8"><meta property="article:published_time" content="2026-03-14T09:00:00+01:00"></head>'
    return f'<html lang="de">{head}<body>{before}<main><article>{STORY.format(first, second)}</article></main>{behind}</body></html>'


@pytest.fixture(scope="module")
def untouched():
    found = statements(page(), "a.html")
    assert found.count(b'"mode"') >= 4
    return found


@settings(max_examples=40, deadline=None)
@given(pieces(AROUND), pieces(INSIDE, 1), pieces(INSIDE, 1), pieces(BEHIND))
def test_boilerplate_of_a_page_changes_no_statement(untouched, before, first, second, behind):
    assert statements(page(before, first, second, behind), "a.html") == untouched


@settings(max_examples=25, deadline=None)
@given(tails())
def test_boilerplate_behind_a_flattened_page_changes_no_statement(tail):
    assert statements(PLAIN + tail, "a.txt") == statements(PLAIN, "a.txt")

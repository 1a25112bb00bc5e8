"""HTML pages: what is the story, what stands beside it, and what the page says of itself."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Page
from lagebild.reading import read_page

PAGES = Path(__file__).parents[1] / "pages"
KURIER = (PAGES / "kurier.html").read_text(encoding="utf-8")


def read(text, ref="a.html", **more):
    return read_page(Page(ref=ref, body=text if isinstance(text, bytes) else text.encode(), **more))


def words(document, *kinds):
    return [b.span.of(document.text) for b in document.blocks if b.kind in kinds]


def page(body, head=""):
    return f'<html lang="de"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


PROSE = (
    "<p>Der Rat der Stadt hat am Montag den Bau der Brücke beschlossen, wie der Bürgermeister mitteilte.</p>"
    "<p>Die Kosten liegen nach seinen Angaben bei rund drei Millionen Euro, der Bau dauert zwei Jahre.</p>"
    "<p>Die Opposition kritisierte den Beschluss und will nun das Gericht anrufen, sagte ihr Sprecher.</p>"
)


def test_the_facts_of_an_ordinary_page():
    d = read(KURIER)
    assert (d.title, d.outlet, d.authors) == ("Deich bei Ostersiel gebrochen", "Küstenkurier", ("Femke Harms",))
    assert (d.published, d.published_basis) == ("2026-02-03T08:15+01:00", "json-ld")
    assert d.modified == "2026-02-04T10:00+01:00"
    assert [(c.agency, c.place) for c in d.credits] == [("dpa", "dateline")]
    assert (d.language, d.kind, d.readable) == ("de", "article", "full")


@pytest.mark.parametrize(
    ("snippet", "kind"),
    [
        ("Der Deich bei Ostersiel ist in der Nacht", "body"),
        ("Nach dem Sturm steht ein Dorf unter Wasser", "lead"),
        ("Das Land hat Hilfe zugesagt", "body"),
        ("Der Deich brach auf 40 Metern.", "summary_box"),
        ("Der Deich im Sommer 2019", "caption"),
        ("Am Freitag wird gezogen", "boilerplate"),
        ("Femke Harms schreibt seit 2011", "author_box"),
        ("Das war doch abzusehen", "boilerplate"),
        ("Wir und unsere 99 Partner", "boilerplate"),
        ("© 2019", "boilerplate"),
    ],
)
def test_roles(snippet, kind):
    d = read(KURIER)
    found = [b for b in d.blocks if snippet in b.span.of(d.text)]
    assert found
    expected = {kind, "body"} if kind == "lead" else {kind}
    assert {b.kind for b in found} <= expected


def test_blocks_cover_the_text_in_order():
    d = read(KURIER)
    ends = 0
    for b in d.blocks:
        assert ends <= b.span.begin < b.span.end <= len(d.text)
        ends = b.span.end


NOISE = st.text(alphabet="abcdefghij klmnop", min_size=1, max_size=60)


@settings(max_examples=25, deadline=None)
@given(NOISE, NOISE, st.integers(1, 4))
def test_only_the_story_decides_the_body(first, second, count):
    """Changing the boilerplate of a page leaves its body as it is."""
    changed = KURIER.replace("Lotterie: 80 Millionen im Topf", first).replace(
        "Das war doch abzusehen, sagt mein Nachbar!", second
    )
    changed = changed.replace('<a href="/p">Politik</a>', '<a href="/p">Politik</a> ' * count)
    before, after = read(KURIER), read(changed)
    assert [s.of(after.text) for s in after.body] == [s.of(before.text) for s in before.body]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "windows-1252"),
        ("windows-1252", "iso-8859-1"),
        ("utf-8-sig", "iso-8859-1"),
        ("utf-16", "utf-16"),
    ],
)
def test_umlauts_survive_every_encoding(encoding, declared):
    text = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><h1>Grüße aus Süßen</h1>{PROSE}</body></html>'
    assert read(text.encode(encoding)).title == "Grüße aus Süßen"


def test_soft_hyphens_and_entities_are_read():
    d = read(page("<h1>Na&shy;tur&nbsp;&amp; &#8222;Mensch&#8220;</h1>" + PROSE))
    assert d.title == "Natur & „Mensch“"


TITLES = [
    # the outlet's name is cut off
    ("<title>Brücke gesperrt | Bote</title>", "<h1>Brücke gesperrt</h1>", "Brücke gesperrt"),
    # a heading that the metadata confirm wins over a title for search engines
    (
        '<meta property="og:title" content="Verkehr: Brücke bleibt bis Mai gesperrt">',
        "<h1>Brücke bleibt bis Mai gesperrt</h1>",
        "Brücke bleibt bis Mai gesperrt",
    ),
    # a kicker inside the heading does not belong to it
    (
        "<title>Brücke bleibt gesperrt</title>",
        '<h1><span class="kicker">Verkehr</span> Brücke bleibt gesperrt</h1>',
        "Brücke bleibt gesperrt",
    ),
    # a second-order heading stands for a missing first one, with its kicker where the metadata have it
    (
        '<meta property="og:title" content="Verkehr: Brücke bleibt bis Mai gesperrt">',
        '<h2><span class="kicker">Verkehr</span> Brücke bleibt bis Mai gesperrt</h2>',
        "Verkehr: Brücke bleibt bis Mai gesperrt",
    ),
    # metadata that leave an unmarked kicker out tell where the headline begins
    (
        '<meta property="og:title" content="Brücke bleibt bis Mai gesperrt"><title>„Es reicht“: Brücke bleibt bis Mai gesperrt</title>',
        "<h1><span>„Es reicht“</span>Brücke bleibt bis Mai gesperrt</h1>",
        "Brücke bleibt bis Mai gesperrt",
    ),
    # one that metadata repeat whole wins over the site's, and over the site's name behind it
    (
        '<title>Der Bote aus Husum: Brücke bleibt gesperrt</title><meta property="og:title" content="Brücke bleibt gesperrt">',
        "<h1>Der Bote aus Husum</h1><h1>Brücke bleibt gesperrt</h1>",
        "Brücke bleibt gesperrt",
    ),
    (
        "<title>Brücke bleibt gesperrt | Der kleine Bote für Husum</title>",
        "<h1>Der kleine Bote für Husum</h1><h1>Brücke bleibt gesperrt</h1>",
        "Brücke bleibt gesperrt",
    ),
    # the heading of the site is not the story's
    (
        '<meta property="og:site_name" content="Der Bote"><title>Brücke bleibt gesperrt - Der Bote</title>',
        "<h1>Der Bote</h1><h2>Brücke bleibt gesperrt</h2>",
        "Brücke bleibt gesperrt",
    ),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_titles(head, body, title):
    assert read(page(body + PROSE, head)).title == title


AUTHORS = [
    ('<span class="author">Von Ida Lenz und Per Holm</span>', ("Ida Lenz", "Per Holm")),
    ('<a rel="author" href="/a/il">Ida Lenz</a>', ("Ida Lenz",)),
    ("<p>Von Ida Lenz</p>", ("Ida Lenz",)),
    # an agency, a desk, a site, a photographer are no authors
    ('<span class="author">dpa</span>', ()),
    ('<span class="author">Redaktion</span>', ()),
    ('<span class="author">Bote GmbH</span>', ()),
    ("<figcaption>Foto: Ida Lenz</figcaption>", ()),
    # nor is somebody who commented
    ('<div class="comments"><span class="author">Ida Lenz</span></div>', ()),
    # several in a list, with places behind them
    (
        '<ul class="metaAuthorList"><li><a href="/author/il">Ida Lenz</a></li><li><a href="/author/ph">Per Holm</a></li></ul>',
        ("Ida Lenz", "Per Holm"),
    ),
    ("<p>Von Ida Lenz, Husum</p>", ("Ida Lenz",)),
    # a byline with labels and other data in it
    (
        '<div class="byline"><span>Datum:</span> 3.4.2026 <span>Autor:</span> Ida Lenz<br><span>Quelle:</span> Bote</div>',
        ("Ida Lenz",),
    ),
    ('<div class="byline"><span>Foto</span> <b>Olaf Brandt</b> <b>Ida Lenz</b></div>', ("Ida Lenz",)),
    # an agency or a desk behind the name
    ('<p class="author">Ida Lenz/dpa</p>', ("Ida Lenz",)),
    ('<p class="author">Ida Lenz, BOTE NORD</p>', ("Ida Lenz",)),
    # what somebody does is no part of the name
    ('<p class="author">Von Bote-Experte Per Holm</p>', ("Per Holm",)),
    ("<p>Autorin: Ida Lenz, Projektleiterin der Stiftung in Husum</p>", ("Ida Lenz",)),
    # a bar, a label of its own, initials
    ("<p>Technik | By Ida Lenz | April 13, 2026</p>", ("Ida Lenz",)),
    ("<p>Autor:</p><p>P. J. Holm</p>", ("P. J. Holm",)),
    # a user's sign, where nothing better stands there
    ('<a rel="author" href="/u/ilenz">ilenz</a>', ("ilenz",)),
    ('<a rel="author" href="/u/ilenz">ilenz</a><p>Von Ida Lenz</p>', ("Ida Lenz",)),
    # hidden marks, licences and menus name nobody readers see
    ('<div class="author vcard" style="display: none">Ida Lenz</div>', ()),
    ('<div class="license-info"><span class="author-name">Olaf Brandt</span></div>', ()),
    ('<ul><li class="menu-item"><a href="/author/il/">Ida Lenz</a></li></ul>', ()),
    # a day beside something that is no name
    ("<p>Neue Betreuung – mehr freie Plätze für alle 07.02.2026</p>", ()),
    # nor somebody written about, whose name is a link
    ('<p>Am Montag gewann <a href="/profil/ida-lenz/">Ida Lenz</a> gegen die Siegerin des vergangenen Jahres.</p>', ()),
    # nor somebody quoted
    ("<p>„Das ist gut“, sagte Ida Lenz am Montag in der Stadt.</p>", ()),
]


@pytest.mark.parametrize(("mark", "authors"), AUTHORS)
def test_authors(mark, authors):
    assert read(page("<h1>Die neue Brücke kommt</h1>" + mark + PROSE)).authors == authors


LINKED = [
    # names in JSON-LD count where the page shows them
    ('"author":{"@type":"Person","name":"Ida Lenz"}', "<p>Ida Lenz</p>", ("Ida Lenz",)),
    ('"author":{"@type":"Person","name":"Ida Lenz"}', "", ()),
    # organisations among them are left out
    (
        '"author":[{"@type":"Organization","name":"Bote"},{"@type":"Person","name":"Ida Lenz"}]',
        "<p>Ida Lenz</p>",
        ("Ida Lenz",),
    ),
    # a person described elsewhere in the graph
    ('"author":{"@id":"#p1"}},{"@type":"Person","@id":"#p1","name":"Ida Lenz"', "<p>Ida Lenz</p>", ("Ida Lenz",)),
    # the byline names one more than the data
    (
        '"author":{"@type":"Person","name":"Ida Lenz"}',
        '<meta name="author" content="Ida Lenz, Per Holm"><p>Von Ida Lenz und Per Holm</p>',
        ("Ida Lenz", "Per Holm"),
    ),
]


@pytest.mark.parametrize(("data", "mark", "authors"), LINKED)
def test_authors_in_linked_data(data, mark, authors):
    script = f'<script type="application/ld+json">[{{"@type":"NewsArticle","headline":"Die neue Brücke kommt",{data}}}]</script>'
    assert read(page("<h1>Die neue Brücke kommt</h1>" + mark + PROSE, script)).authors == authors


@pytest.mark.parametrize(
    ("author", "credit"),
    [
        ("FUNKE Zentralredaktion", "Funke Zentralredaktion"),
        ("Eva Lind, IPPEN.MEDIA", "Ippen.Media"),
        ("Press Association", "PA"),
    ],
)
def test_a_central_desk_in_the_author_field_is_a_credit(author, credit):
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Die neue Brücke kommt","author":{{"@type":"Person","name":"{author}"}}}}</script>'
    d = read(page("<h1>Die neue Brücke kommt</h1><p>Eva Lind</p>" + PROSE, script))
    assert [c.agency for c in d.credits] == [credit]
    assert credit not in d.authors


@pytest.mark.parametrize("end", ["(Ida Lenz, Per Holm)", "(Ida Lenz aus Husum, Per Holm, 3.4.2026)"])
def test_authors_in_brackets_at_the_end(end):
    prose = PROSE.removesuffix("</p>") + f" {end}</p>"
    assert read(page("<h1>Die neue Brücke kommt</h1>" + prose)).authors == ("Ida Lenz", "Per Holm")


@pytest.mark.parametrize(
    "end",
    [
        "sagte ihr Sprecher Olaf Brandt (Die Linke).",
        "sagte Olaf Brandt (Freie Wähler).",
        "So steht es im Gesetz. (Getty Images)",
    ],
)
def test_parties_and_pictures_in_brackets_sign_nothing(end):
    assert read(page("<h1>Die neue Brücke kommt</h1>" + PROSE + f"<p>Das ist gut, {end}</p>")).authors == ()


def test_the_author_in_twitter_labels():
    head = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ida Lenz"><meta property="og:type" content="article">'
    assert read(page("<h1>Die neue Brücke kommt</h1><p>Ida Lenz</p>" + PROSE, head)).authors == ("Ida Lenz",)


def test_date_in_the_address_only():
    d = read(
        page("<h1>Die neue Brücke kommt</h1>" + PROSE + "<p>© 2019 Bote</p>"),
        url="https://bote.example/2026/01/27/bruecke",
    )
    assert (d.published, d.published_basis) == ("2026-01-27", "url")


def test_dates_of_teasers_and_copyright_are_not_the_pages_own():
    d = read(
        page(
            "<h1>Die neue Brücke kommt</h1>"
            + PROSE
            + '<aside class="related"><p>Anderes, 3. Mai 2024</p></aside><footer>© 2019</footer>'
        )
    )
    assert d.published is None
    assert "undated" in {p.code for p in d.problems}


def test_universal_time_does_not_move_the_day():
    stamp = '<meta property="article:published_time" content="2026-01-28T02:10:00Z">'
    d = read(page("<h1>Die neue Brücke kommt</h1>" + PROSE, stamp), url="https://bote.example/2026/01/27/bruecke")
    assert d.published == "2026-01-27"


def test_a_paywall_is_said_and_its_offer_is_no_story():
    offer = '<div class="paywall"><h3>Weiterlesen mit Bote+</h3><p>Zugriff auf alle Artikel. Jetzt 30 Tage gratis.</p></div>'
    d = read(page("<h1>Die neue Brücke kommt</h1>" + PROSE[:110] + "</p>" + offer))
    assert d.readable == "paywall"
    assert not any("30 Tage gratis" in s.of(d.text) for s in d.body)


def test_article_text_that_only_json_ld_holds():
    text = " ".join(f"Satz {i} sagt etwas Neues über die Brücke der Stadt." for i in range(40))
    d = read(
        page(
            '<h1>Die neue Brücke kommt</h1><div id="app"></div>',
            f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Die neue Brücke kommt","articleBody":"{text}"}}</script>',
        )
    )
    assert "Satz 39 sagt etwas Neues" in "".join(s.of(d.text) for s in d.body)


def test_a_class_name_does_not_swallow_the_story():
    d = read(page(f'<h1>Die neue Brücke kommt</h1><div class="text-with-summary">{PROSE}</div>'))
    assert len(d.body) >= 3


LIVE = "".join(
    f'<div class="{{c}}"><h3>{clock} Uhr: Lage {n}</h3><p>Die Feuerwehr hat um diese Zeit den Abschnitt {n} der Brücke gesperrt, teilte die Stadt mit.</p></div>'
    for n, clock in enumerate(("16:40", "15:10", "14:05"))
)
STAMP = '<meta property="article:published_time" content="2026-05-02T14:00:00+02:00">'


def live_times(d):
    return [b.time for b in d.blocks if b.kind == "live_entry"]


def test_clock_headings_time_the_entries_of_a_live_blog():
    d = read(page("<h1>Liveblog: Die Brücke brennt</h1>" + LIVE.replace("{c}", "x"), STAMP))
    assert (d.kind, live_times(d)) == ("liveblog", ["2026-05-02T16:40", "2026-05-02T15:10", "2026-05-02T14:05"])


def test_clocks_that_turn_at_midnight_have_no_day():
    turned = LIVE.replace("{c}", "x").replace("14:05", "23:50")
    assert live_times(read(page("<h1>Liveblog: Die Brücke brennt</h1>" + turned, STAMP))) == [None, None, None]


def test_entries_with_a_time_element_keep_its_time():
    entry = '<div class="liveblog-entry"><time datetime="2026-05-02T{0}:00+02:00">{0}</time><p>Die Feuerwehr hat den Abschnitt {1} der Brücke gesperrt, teilte die Stadt am Samstag mit.</p></div>'
    d = read(page("<h1>Die Brücke brennt im Hafen</h1>" + entry.format("15:10", 2) + entry.format("14:05", 1), STAMP))
    assert (d.kind, live_times(d)) == ("liveblog", ["2026-05-02T15:10+02:00", "2026-05-02T14:05+02:00"])


def test_updates_in_linked_data_time_the_entries():
    said = "Die Feuerwehr hat den Abschnitt eins der Brücke gesperrt, teilte die Stadt am Samstag mit."
    data = f'{{"@type":"LiveBlogPosting","headline":"Die Brücke brennt","liveBlogUpdate":[{{"@type":"BlogPosting","datePublished":"2026-05-02T14:05:00+02:00","articleBody":"{said}"}}]}}'
    d = read(
        page(f"<h1>Die Brücke brennt</h1><p>{said}</p>" + PROSE, f'<script type="application/ld+json">{data}</script>')
    )
    assert live_times(d) == ["2026-05-02T14:05+02:00"]


TEASERS = "".join(
    f'<div><h3><a href="/a{n}">Neue Meldung über die Brücke Nummer {n}</a></h3><p>Ein kurzer Anriss.</p></div>'
    for n in range(12)
)


@pytest.mark.parametrize(
    ("url", "head", "body", "kind"),
    [
        ("https://bote.example/politik/", "", TEASERS, "index"),
        ("https://bote.example/", "", TEASERS, "index"),
        # an article with teasers below it, and a page that says it is an article
        ("https://bote.example/politik/die-neue-bruecke-kommt-1234.html", "", PROSE + TEASERS, "article"),
        ("https://bote.example/politik/", '<meta property="og:type" content="article">', TEASERS, "article"),
    ],
)
def test_lists_of_articles_are_no_articles(url, head, body, kind):
    assert read(page("<h1>Nachrichten aus der Politik</h1>" + body, head), url=url).kind == kind


def test_nested_marks_cost_no_more_than_the_page():
    begun = time.process_time()
    read(
        page(
            "<h1>Die neue Brücke kommt</h1>"
            + '<div class="author">' * 200
            + "<p>Die Stadt sagte nichts.</p>" * 5_000
            + "</div>" * 200
        )
    )
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        # a talk: somebody is addressed, or the replies are of the first person
        (
            ("Frau Berg, wer wusste davon?", "Alle im Rat.", "Treten Sie zurück?", "Der Rat entscheidet im April."),
            "interview",
        ),
        (("KERN: Who knew?", "BERG: The council.", "KERN: So you lied.", "BERG: The council did."), "interview"),
        (("Who knew about it?", "We all did.", "Will you resign?", "I will stay."), "interview"),
        # an explanation in questions and answers, rhetorical questions in a row, one question at the end
        (("Wer ist betroffen?", "Etwa 200 Haushalte.", "Wie geht es weiter?", "Das Amt prüft den Damm."), "article"),
        (("Was tun?", "Wohin gehen?", "Wen fragen?", "Wir wissen es nicht."), "article"),
        (("Der Damm brach am Montag.", "Wir waren dabei.", "Was nun, Herr Berg?"), "article"),
    ],
)
def test_interviews_are_known_by_their_shape(turns, kind):
    body = "<h1>Der Damm von Lohe</h1><p>Der Damm von Lohe brach am Montag in zwei Teile.</p>"
    assert read(page(body + "".join(f"<p>{t}</p>" for t in turns))).kind == kind

"""The dossier contract: schema, references, spans, determinism."""

import json
from importlib.resources import files

import jsonschema
import pytest

from lagebild import workflow
from lagebild.model import Span
from lagebild.report.dossier import dossier, number, to_json
from lagebild.report.seal import seal
from lagebild.text import spoken

SCHEMA = json.loads(files("lagebild.report").joinpath("schema.json").read_text(encoding="utf-8"))


def test_output_validates_against_the_schema(picture):
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(seal(dossier(picture)))))


def test_the_schema_refuses_a_word_outside_its_vocabulary(picture):
    values = dossier(picture)
    values["claims"][0]["standing"] = "true"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(values)


def test_every_reference_leads_somewhere(picture):
    values = dossier(picture)
    ids = {
        name: {x["id"] for x in values[name]} for name in ("documents", "actors", "statements", "quantities", "claims")
    }
    for s in values["statements"]:
        assert s["doc"] in ids["documents"]
        assert s["actor"] is None or s["actor"] in ids["actors"]
        assert set(s["via"]) <= ids["actors"]
        assert s["claim"] is None or s["claim"] in ids["claims"]
    for c in values["claims"]:
        assert {t["statement"] for t in c["history"]} <= ids["statements"]
        assert {s for g in c["origins"]["groups"] for s in g["statements"]} <= ids["statements"]
    for r in values["series"]:
        assert {p["quantity"] for p in r["points"]} <= ids["quantities"]


def test_ids_are_unique(picture):
    values = dossier(picture)
    for name in ("documents", "actors", "statements", "quantities", "claims", "series", "stories"):
        found = [x["id"] for x in values[name]]
        assert len(found) == len(set(found)), name


def test_printed_words_are_the_words_of_the_page(picture):
    values = dossier(picture)
    texts = {d["id"]: d["text"] for d in values["documents"]}
    for s in values["statements"]:
        assert s["text"] == spoken(texts[s["doc"]], (Span(b, e) for b, e in s["content"]))
    for q in values["quantities"]:
        assert q["text"] == texts[q["doc"]][slice(*q["span"])]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),  # open bound
        (1500.0, 1500),  # whole numbers are written whole
        (0.1 + 0.2, 0.3),  # no float dust
    ],
)
def test_number(value, expected):
    assert number(value) == expected
    assert type(number(value)) is type(expected)


def test_as_of_leaves_later_pages_out(chlorgas):
    early = workflow.brief([d.ref for d in chlorgas.documents], as_of="2026-09-14", learned=False)
    refs = {n.ref.rsplit("/", 1)[-1] for n in early.not_read}
    assert refs >= {"04_velmstedter_zeitung.html", "07_nordkurier_aufsicht.html"}
    used = {s.rsplit(".s", 1)[0] for c in early.claims for s in c.statements}
    assert all(d.published[:10] <= "2026-09-14" for d in early.documents if d.id in used)

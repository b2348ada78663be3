from pathlib import Path

from site_builder.content.model import digest
from site_builder.evidence.comparison import Proof, Status
from site_builder.evidence.folding import RULES
from site_builder.evidence.link_checks import LinkCheck, Missing, Result, text_of
from site_builder.views import Views
from site_builder.views.evidence import EvidencePage, best, meanings, rule_names, signs
from site_builder.views.statement import Statements
from tests.support.captured import CHECKED_BY_HAND, FOUND, captured, content_of
from tests.support.project import statement
from tests.support.views import SITE, example_sheet, one, pages


def test_every_status_has_words() -> None:
    """Each status has a sign and a meaning, and none says “verified”."""
    assert [*signs("en")] == [*meanings("en")] == [*Status]
    assert "verif" not in " ".join((*signs("en").values(), *meanings("en").values())).lower()


def test_every_rule_has_its_name() -> None:
    """Rules are called on the page what they are called in the map."""
    assert [*rule_names("en").items()] == [(rule.name, rule.name) for rule in RULES]


def test_sentences(tmp_path: Path) -> None:
    """What is told names the copy's day, what differs, and what is left out."""
    content = content_of(captured(tmp_path, *FOUND, CHECKED_BY_HAND))
    statements = Statements(content.catalogue, SITE, content.proofs)
    told = {}
    for id_ in ("exact", "typographic", "gap", "passage", "hand"):
        (cited,) = statements.view(content.catalogue.entries[f"bo/{id_}"]).cited
        assert cited.proof is not None
        told[id_] = " ".join(cited.proof.sentences)
    day = "7 November 2024"
    assert told == {
        "exact": f"These words are in our copy of {day}, character for character.",
        "typographic": f"These words are in our copy of {day}, apart from typography: ’→'"
        " (U+2019→U+0027).",
        "gap": f"These words are in our copy of {day}, character for character."
        " Left out here: “read by few in the hall,”.",
        "passage": f"The passage that this rests on is in our copy of {day}, character for"
        " character.",
        "hand": "Compared with the print or recording by A on 2024; not by machine.",
    }


def test_gone(tmp_path: Path) -> None:
    """Of words that are gone, what the copy has is told as ever, and the day they were missed."""
    made = captured(tmp_path, *FOUND)
    missing = tuple(
        Missing(f"bo/{id_}", 0, digest(words))
        for id_, words in [
            ("typographic", "that's final"),
            ("gap", "the treaty of 1,500 pages, […] would stay"),
        ]
    )
    check = LinkCheck("gazette", "https://a.example/", "2024-11-09", Result.CHANGED)
    made.write("checks/links.jsonl", text_of([check._replace(missing=missing)]))
    content = content_of(made)
    statements = Statements(content.catalogue, SITE, content.proofs)
    told = []
    for id_ in ("typographic", "gap"):
        view = statements.view(content.catalogue.entries[f"bo/{id_}"])
        assert view.sign == ("changed", "changed since")
        assert view.cited[0].proof is not None
        told.append(view.cited[0].proof.sentences)
    gone = "No longer at the source’s address on 9 November 2024."
    assert told == [
        (
            "These words are in our copy of 7 November 2024, apart from typography: ’→'"
            " (U+2019→U+0027).",
            gone,
        ),
        (
            "These words are in our copy of 7 November 2024, character for character.",
            gone,
            "Left out here: “read by few in the hall,”.",
        ),
    ]


def test_without_a_copy(tmp_path: Path) -> None:
    """Where there is no copy, the page says so in as many words."""
    content = content_of(captured(tmp_path, *FOUND))
    view = Statements(content.catalogue, SITE).view(content.catalogue.entries["bo/exact"])
    assert view.sign == ("no-copy", "not checked")
    assert view.cited[0].proof is not None
    assert view.cited[0].proof.sentences == ("Not checked: we hold no copy.",)


def test_the_page_counts_them(tmp_path: Path) -> None:
    """The page on evidence counts every statement once, those that were not compared too."""
    content = content_of(captured(tmp_path, *FOUND, statement("sat", action="Sat.")))
    views = Views(content.catalogue, SITE, content.proofs)
    page = next(plan.page() for plan in views.lists() if plan.address == "evidence/")
    assert isinstance(page, EvidencePage)
    counted = {row.id: row.number for row in page.counted if row.number}
    assert counted == {"exact": 3, "typographic": 1, "not-sought": 1}
    assert sum(row.number for row in page.counted) == page.total
    assert page.gaps == 1
    assert [(held.source.id, held.found, held.total) for held in page.held] == [("gazette", 4, 5)]


def test_the_best_of_several() -> None:
    """A statement with several sources counts by the one that shows most."""
    found = (Proof(Status.NO_COPY), Proof(Status.TYPOGRAPHIC), Proof(Status.ATTESTED))
    assert best(found).status is Status.TYPOGRAPHIC


def test_look_alike_signs_have_their_code_points() -> None:
    """Nobody could tell a hyphen from a minus sign, or a prime from an apostrophe, by its look."""
    page = one(pages(example_sheet()), EvidencePage, "evidence/")
    signs = [sign for _, signs in page.rules for sign in signs]
    assert len(signs) > 20
    told = dict(signs)
    assert told["‑"] == "U+2011"
    assert told["−"] == "U+2212"
    assert told["..."] == "U+002E U+002E U+002E"

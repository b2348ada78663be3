"""The press against the host: for each page, the host writes the same content itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.examine import Inputs, load
from site_builder.exports.cards.image import image_of
from site_builder.html.frame import Sheet
from site_builder.html.press import Press
from site_builder.mkdocs.pages import KINDS, SheetPage
from site_builder.settings import Site
from site_builder.views import Views
from site_builder.views.addresses import kind_of
from site_builder.views.card import Image
from site_builder.views.statement import card_weight
from tests.support.awkward import STRINGS
from tests.support.project import Fields, Project, person, statement
from tests.support.views import SITE, example_cases, linked, pages

# Every twentieth, and the ones that chrome is most likely to alter.
AWKWARD = sorted(
    {
        *STRINGS[::20],
        "</title>",
        "</script>",
        "<b>bold</b>",
        "AT&T",
        "&amp;",
        "it's",
        'He said "no"',
        "«Русский „внутри“ текст»",
        "Дмитрий Песков",
        "صدام حسين",
        "(\u200fשלום\u200f)",
        "two  spaces",
        "\\1",
        "\\g<0>",
        "{{ 7 * 7 }}",
    }
)
ENTRIES = 12
LONG = 40


class Twins(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Has the host render the sheet of every record by itself, as a page like any other."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self.pages: dict[str, str] = {}

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for every record."""
        catalogue = load(Inputs(self._content, Path.cwd(), str(config.theme["language"]))).catalogue
        site = Site(config.site_name, config.site_url or "", search=False)
        press = Press(site)
        for view in Views(catalogue, site).records():
            image = image_of(view.card) if view.card and site.url else None
            self._add(files, press.sheet(view, image), config)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang every page below the list that its folder begins with."""
        for src_uri in self.pages:
            page, index = (
                file.page
                for file in map(
                    files.get_file_from_path, (src_uri, f"{src_uri.partition('/')[0]}/index.md")
                )
                if file is not None
            )
            assert page is not None
            page.parent = cast(Section, index)
        return nav

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Keep what the host would write, and have the press print the page instead."""
        if page.file.src_uri not in self.pages:
            return output
        self.pages[page.file.src_uri] = output
        return ""

    def _add(self, files: Files, sheet: Sheet, config: MkDocsConfig) -> None:
        src_uri = f"{sheet.address.rstrip('/')}.md"
        file = File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = f"../{sheet.edit_path}" if sheet.edit_path else None
        files.append(file)
        SheetPage(sheet, file, config)
        self.pages[src_uri] = ""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with awkward texts wherever chrome prints one."""
    project = Project(tmp_path_factory.mktemp("content"))
    project.write("people/ada-keeper.yml", person(statement(lang="en")))
    for number, text in enumerate(AWKWARD):
        id_ = f"awkward-{number}"
        project.write(f"themes/{id_}.yml", {"title": text, "definition": "Anything."})
        project.write(f"sources/{id_}.yml", {"title": text, "type": "post", "publication": text})
        said = [
            statement("quoted", id_, quote=f"{text} …", lang="und"),
            statement("told", id_, paraphrase=f"{text} and more", lang="und", about=["ada-keeper"]),
        ]
        told_apart = {"wikidata": f"Q{number + 1}"}
        record = person(*said, theme=id_, name=text, identifiers=told_apart)
        project.write(f"people/{id_}.yml", record)
    # Many entries in the table of contents, and one.
    positions = [
        {"theme": f"awkward-{number}", "statements": [statement(f"on-{number}", quote=f"{number}")]}
        for number in range(ENTRIES)
    ]
    project.write("people/many-positions.yml", person(name="Many Positions", positions=positions))
    project.write("people/no-position.yml", person(name="No Position"))
    # More than a page holds: of the person, the theme, the source and the year.
    said = [
        statement(f"said-{number}", quote=" ".join(f"{number:03}{word:03}" for word in range(600)))
        for number in range(LONG)
    ]
    project.write("people/talkative.yml", person(*said, name="Talkative"))
    project.write("organisations/awkward.yml", {"name": AWKWARD[0], "kind": "party"})
    cited = [{"source": "gazette"}]
    for keeper in range(6):
        offices = [
            {
                "title": f"Keeper {n}",
                "organisation_id": "awkward",
                "citations": cited,
            }
            for n in range(50)
        ]
        project.write(
            f"people/keeper-{keeper}.yml", person(name=f"Keeper {keeper}", offices=offices)
        )
    return project.content


PALETTES = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark & <dim>"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
]
SETTINGS: dict[str, dict[str, object]] = {
    "plain": {},
    "published": {
        "site_url": "https://fact-sheet.example/below/",
        "repo_url": "https://git.example/fact-sheet",
        "edit_uri": "edit/main/dossier/pages/",
        "copyright": "Nobody's & <b>everybody's</b>",
        "theme": {
            "name": "material",
            "font": False,
            "palette": PALETTES,
            "features": [
                "navigation.tabs",
                "navigation.tabs.sticky",
                "navigation.indexes",
                "navigation.path",
                "navigation.top",
                "content.action.edit",
                "content.action.view",
            ],
        },
    },
    "from a template": {
        "repo_url": "https://git.example/fact-sheet",
        "edit_uri_template": "blob/main?file={path!q}&of={path_noext}",
        "theme": {
            "name": "material",
            "font": False,
            "palette": {"scheme": "slate", "primary": "teal"},
            "features": ["content.action.edit", "navigation.sections"],
        },
    },
    "in Arabic": {
        "site_url": "https://fact-sheet.example/",
        "theme": {"name": "material", "font": False, "language": "ar", "features": ["toc.follow"]},
    },
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_printed_as_the_host_would(
    content: Path, settings: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A printed page is byte for byte the page that MkDocs writes for the same content."""
    project = Project(tmp_path, **settings)
    for file in content.rglob("*.yml"):
        project.write(file.relative_to(content).as_posix(), file.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    twins = Twins(project.content)
    project.build(plugins=[twins])
    pages = {f"{src_uri.removesuffix('.md')}/": page for src_uri, page in twins.pages.items()}
    assert {kind_of(address) for address in pages} == KINDS.keys()
    for address, page in pages.items():
        assert project.page(address) == page, address


@pytest.mark.parametrize("address", ["people/bo/", "people/bo/lamps/"])
def test_a_retraction_leads_to_what_retracts(tmp_path: Path, address: str) -> None:
    """Above words that were taken back, a card and a page link to the statement that did so."""
    back = statement("back", paraphrase="Took it back.", date="2024-11-08", retracts="bo/lamps")
    catalogue = linked(tmp_path, {"bo": person(statement(), back)})
    view = Views(catalogue, SITE).at(address)
    assert view
    html = LexborHTMLParser(Press(SITE).sheet(view).content.decode())
    card = html.css_first(".fs-statement--retracted")
    assert card
    link = card.css_first(".fs-note--retracted a")
    assert link
    assert link.text() == "Retracted by the speaker, 8 November 2024"
    assert urljoin(f"/{address}", link.attributes["href"]) == "/people/bo/back/"
    text = card.text()
    assert text.index("Retracted") < text.index("“Keep the lamps lit.”")


def test_no_wording_stands_without_its_status(tmp_path: Path) -> None:
    """Side by side, and above another one, the words of a remark say first if they are disputed."""
    note = {"note": "The speaker denies it.", "citations": [{"source": "gazette"}]}
    disputed: Fields = {"status": "disputed", "status_note": note}
    said = [
        {**statement("root"), **disputed},
        statement("relayed", quote="Keep all lamps lit.", wording_of="bo/root"),
        statement("sea", quote="The sea is wide."),
        {**statement("printed", quote="Wide is the sea.", wording_of="bo/sea"), **disputed},
    ]
    views = Views(linked(tmp_path, {"bo": person(*said)}), SITE)

    def texts(id_: str, selector: str) -> list[str]:
        view = views.at(f"people/bo/{id_}/")
        assert view
        html = LexborHTMLParser(Press(SITE).sheet(view).content.decode())
        return [node.text() for node in html.css(selector)]

    (nearest,) = texts("relayed", ".fs-note--nearest .fs-note__title")
    assert nearest == "Nearest to the speaker: Disputed: “Keep the lamps lit.”"
    root, printed = texts("sea", ".fs-wording .fs-labels")
    assert "Disputed" not in root
    assert "Disputed" in printed


@pytest.mark.parametrize("address", ["people/bo/", "people/bo/nearest/", "people/bo/relayed/"])
def test_words_in_another_language_are_marked_so(tmp_path: Path, address: str) -> None:
    """Whatever a page quotes of words in another language, a screen reader is told which it is."""
    said = [
        statement("nearest", "paper", quote="Мы никогда не уйдём", lang="ru", also=["tides"]),
        statement(
            "relayed",
            "paper",
            quote="Мы, наверное, никогда не уйдём отсюда",
            lang="ru",
            wording_of="bo/nearest",
            as_printed="смотритель",
        ),
    ]
    others: dict[str, Fields] = {
        "themes/tides": {"title": "Tides", "definition": "Words on tides."},
        "sources/paper": {**LEAFLET, "title": "Вечерняя газета", "relays": ["agency"]},
        "sources/agency": {**LEAFLET, "title": "Агентство передаёт", "relays": ["channel"]},
        "sources/channel": {**LEAFLET, "title": "Эфир в пять"},
    }
    view = Views(linked(tmp_path, {"bo": person(*said)}, others), SITE).at(address)
    assert view
    html = LexborHTMLParser(Press(SITE).sheet(view).content.decode())
    assert html.body
    russian = [
        (node.text(), "ru" in around)
        for node in html.body.traverse(include_text=True)
        for around in [{it for at in _above(node) for it in (at.tag, at.attributes.get("lang"))}]
        if node.tag == "-text" and re.search("[а-я]", node.text()) and "pre" not in around
    ]
    assert len(russian) > 3
    assert [words for words, is_marked in russian if not is_marked] == []


def _above(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


LEAFLET: Fields = {"type": "webpage", "publication": "Gazette", "lang": "ru"}


@pytest.mark.parametrize("address", ["people/bo/", "people/bo/lamps/", "people/bo/relayed/"])
def test_no_sentence_has_two_full_stops(tmp_path: Path, address: str) -> None:
    """Where a date ends with a full stop, as in Russian, the sentence has no second one."""
    project = Project(tmp_path)
    project.write("sources/paper.yml", {**LEAFLET, "title": "Вечер", "issued": "2024-11-06"})
    said = [
        statement("lamps", "paper", date_note="Сказано утром."),
        statement("relayed", "paper", quote="Keep all lamps lit.", wording_of="bo/lamps"),
    ]
    project.write("people/bo.yml", person(*said))
    catalogue = load(Inputs(project.content, tmp_path, "ru")).catalogue
    view = Views(catalogue, SITE).at(address)
    assert view
    body = LexborHTMLParser(Press(SITE, "ru").sheet(view).content.decode()).body
    assert body
    assert "г." in body.text()
    assert ".." not in body.text()


@pytest.mark.parametrize(("address", "way"), [("people/bo/", "./"), ("people/bo/lamps/", "../")])
def test_links_within_a_record_are_short(tmp_path: Path, address: str, way: str) -> None:
    """A link to a page of the same person does not lead through the root of the site."""
    view = Views(linked(tmp_path, {"bo": person(statement())}), SITE).at(address)
    assert view
    html = LexborHTMLParser(Press(SITE).sheet(view).content.decode())
    links = [link.attributes["href"] or "" for link in html.css("a")]
    own = [it for it in links if urljoin(f"/{address}", it).startswith("/people/bo/")]
    assert own
    assert all(it.startswith((way, "#")) and "people" not in it for it in own)


def test_the_head_names_the_image_of_a_page(tmp_path: Path) -> None:
    """The image is at its whole address, with its size and exactly what it says (Open Graph)."""
    catalogue = linked(tmp_path, {"bo": person(statement("tide"))})
    view = Views(catalogue, SITE).at("people/bo/tide/")
    assert view is not None
    alt = "Retracted: “<b>”\n& 'so' “on”"
    image = Image("people/bo/tide/card-1.png", b"", 1200, 630, alt)
    head = LexborHTMLParser(f"<head>{Press(SITE).sheet(view, image).head}</head>")
    found = {
        element.attributes["property"]: element.attributes["content"]
        for element in head.css("meta[property]")
    }
    assert found == {
        "og:image": "https://sheet.example/people/bo/tide/card-1.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": alt,
    }
    twitter = head.css_first('meta[name="twitter:card"]')
    assert twitter is not None
    assert twitter.attributes["content"] == "summary_large_image"
    without = Press(SITE).sheet(view).head
    assert "og:" not in without
    assert "twitter:" not in without


def test_a_statement_is_edited_in_its_own_file() -> None:
    """The link to edit a statement leads to that of the person's files which has it."""
    found = pages(example_cases())
    for address, file in (
        ("people/example-harbourmaster/", "people/example-harbourmaster.yml"),
        ("people/example-harbourmaster/piers-first/", "people/example-harbourmaster.yml"),
        ("people/example-harbourmaster/piers-by-easter/", "people/example-harbourmaster/2006.yml"),
    ):
        view = next(page for page in found if page.address == address)
        assert Press(SITE).sheet(view).edit_path == file


def test_a_card_weighs_what_it_is_reckoned_to(tmp_path: Path) -> None:
    """A page of statements has about as many bytes as they are cut into parts by."""
    said = [
        {
            **statement(f"s-{at}", quote=f"Words number {at}, " * 12 + "and no more."),
            "context": "Said at the pier.",
            "date": f"{1990 + at}-03-04",
        }
        for at in range(30)
    ]
    catalogue = linked(tmp_path, {"bo": person(*said, name="Bo")})
    press = Press(SITE)
    without = linked(tmp_path / "bare", {"bo": person(name="Bo")})
    bare = next(Views(without, SITE).family("people/bo/"))
    page = next(Views(catalogue, SITE).family("people/bo/"))
    own = len(press.sheet(page).content) - len(press.sheet(bare).content)
    reckoned = sum(map(card_weight, catalogue.said_by["bo"]))
    # All have one source, which the page lists once.
    assert 0.7 < own / reckoned < 1.1


def test_a_card_weighs_the_offices_of_all_speakers(tmp_path: Path) -> None:
    """Many speakers with many offices make a card long, so a part of a list has fewer of them."""
    offices = [
        {"title": f"Keeper of lamp {at}", "citations": [{"source": "gazette"}]} for at in range(40)
    ]
    others = [f"other-{at}" for at in range(20)]
    people = {id_: person(name=id_, offices=offices) for id_ in others}
    joint = {**statement(), "with": others}
    catalogue = linked(tmp_path, {**people, "bo": person(joint, name="Bo")})
    page = next(Views(catalogue, SITE).family("people/bo/"))
    own = len(Press(SITE).sheet(page).content)
    (entry,) = catalogue.said_by["bo"]
    assert 0.5 < card_weight(entry) / own < 1.1

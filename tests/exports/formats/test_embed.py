import json
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.catalogue import Catalogue
from site_builder.exports.data import Data
from site_builder.parallel import Processes
from site_builder.site_folder import Output
from tests.support.awkward import STRINGS
from tests.support.data import SITE, awkward, data, write, written
from tests.support.project import person, statement
from tests.support.views import linked
from tests.support.web import served


def test_reads_back(awkward_data: Data) -> None:
    """A card shows the words exactly, whatever they are, and no text of it runs."""
    found = written(awkward_data, "embed")
    for number, text in enumerate(STRINGS):
        key = f"{awkward(number)}/told"
        page = LexborHTMLParser(found[f"embed/{key}/index.html"].decode())
        assert [it.text() for it in page.css("blockquote")] == [text]
        assert page.css("script, img, iframe, link[rel=stylesheet]") == []
        assert f"Of: {text}" in [it.text() for it in page.css("li")]


def test_oembed_reads_back(awkward_data: Data) -> None:
    """Speaker and title are exact, and a page shows the frame's title as it is."""
    found = written(awkward_data, "embed")
    for number, text in enumerate(STRINGS):
        key = f"{awkward(number)}/said"
        made = json.loads(found[f"oembed/{key}.json"])
        assert made["author_name"] == text
        assert (
            made["title"] == awkward_data.said(awkward_data.catalogue.entries[key]).reference.title
        )
        (frame,) = LexborHTMLParser(f"<!doctype html><body>{made['html']}").css("body *")
        assert (frame.tag, frame.attributes["title"]) == ("iframe", made["title"])
        assert frame.attributes["src"] == f"https://sheet.example/embed/{key}/"


def test_oembed(sheet_data: Data) -> None:
    """OEmbed has what it must have, and a frame of the card, titled with the status first."""
    found = json.loads(written(sheet_data, "embed")["oembed/example-minister/never-dredged.json"])
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert found["title"].startswith("Disputed: Example Minister, 1 June 2019")
    assert found["author_name"] == "Example Minister"
    frame = LexborHTMLParser(found["html"]).css("iframe")[0]
    assert frame.attributes["src"] == (
        "https://sheet.example/embed/example-minister/never-dredged/"
    )
    assert frame.attributes["title"] == found["title"]
    assert frame.attributes["width"] == str(found["width"])


def test_a_frame_with_a_former_address_shows_the_card(tmp_path: Path, page: Page) -> None:
    """Where a person or a statement was renamed, the frames of other sites are not empty."""
    said = statement("lamps", former_ids=["lights"])
    catalogue = linked(tmp_path, {"bo": person(said, former_ids=["robert"])})
    made = data(catalogue)
    output = tmp_path / "site"
    for path, content in written(made, "embed").items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(content)
    with served(output) as address:
        for former in ("bo/lights", "robert/lamps", "robert/lights"):
            page.set_content(f'<iframe src="{address}/embed/{former}/"></iframe>')
            words = page.frame_locator("iframe").locator("blockquote")
            words.wait_for()
            assert words.inner_text() == "“Keep the lamps lit.”"


def test_a_program_that_asks_again_is_told_where_the_card_is(tmp_path: Path) -> None:
    """Where a person or a statement was renamed, oEmbed is at the former addresses, too."""
    said = statement("lamps", former_ids=["lights"])
    catalogue = linked(tmp_path, {"bo": person(said, former_ids=["robert"])})
    found = written(data(catalogue), "embed")
    for former in ("bo/lights", "robert/lamps", "robert/lights"):
        assert found[f"oembed/{former}.json"] == found["oembed/bo/lamps.json"]


def test_status_and_source_are_on_the_card(sheet_data: Data) -> None:
    """The status is above the words; source, date and the page's address are below."""
    page = written(sheet_data, "embed")["embed/example-minister/two-metres/index.html"].decode()
    assert page.index("Retracted. Paraphrase") < page.index("<blockquote")
    items = [it.text() for it in LexborHTMLParser(page).css("li")]
    assert "Date: about January 2020 (date of publication)" in items
    assert any("“Quay opened, agency says”" in it for it in items)
    sources = LexborHTMLParser(page).css("li a, footer a")
    assert sources[0].attributes["href"] == "https://gazette.example/2021/quay?page=1"
    link = sources[-1]
    assert link.attributes["href"] == "https://sheet.example/people/example-minister/two-metres/"
    assert "default-src 'none'" in page
    assert "unsafe-inline" not in page


POLICY = "default-src 'none'; frame-src {}"


def test_the_newest_card_of_a_feed_on_another_page(
    sheet_data: Data, page: Page, tmp_path: Path
) -> None:
    """Whoever follows a person's feed can show each entry on a page that allows only frames."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(error.message))
    with served(ours) as address, served(theirs) as elsewhere:
        made = data(sheet_data.catalogue, site=SITE._replace(url=f"{address}/"))
        write(made, ["embed", "feeds"], Output(ours), Processes(1))
        with urlopen(f"{address}/people/example-minister/feed.json") as answer:  # noqa: S310  ours
            newest = json.load(answer)["items"][0]
        key = newest["_factsheet"]["key"]
        (theirs / "index.html").write_text(
            f'<!doctype html><link rel="icon" href="data:,">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(address)}">'
            f'<iframe src="{address}/embed/{key}/" width="560" height="320"></iframe>'
        )
        page.goto(f"{elsewhere}/")
        card = page.frame_locator("iframe")
        statement = made.catalogue.entries[key].statement
        assert statement.words in card.locator("blockquote").first.inner_text()
        assert card.locator("footer a").get_attribute("href") == newest["url"]
        assert card.locator("body").evaluate("it => getComputedStyle(it).paddingLeft") == "16px"
    assert problems == []


def test_no_card_is_cut_in_silence(page: Page, tmp_path: Path) -> None:
    """At its full width a frame shows all words; a narrow one says that there is more below."""
    line = "A line of a speech, and each is long enough to be broken once at least in a frame."
    said = statement(quote="\n".join([line] * 12), question={"by": "a reporter", "quote": line})
    word = statement("word", quote="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 4)
    made = data(linked(tmp_path / "content", {"bo": person(said, word)}))
    for path, content in written(made, "embed").items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    sizes = [
        json.loads((tmp_path / f"oembed/bo/{it}.json").read_bytes()) for it in ("lamps", "word")
    ]
    with served(tmp_path) as address:
        for name, size in zip(("lamps", "word"), sizes, strict=True):
            for width, is_whole in ((size["width"], True), (240, False)):
                page.set_viewport_size({"width": width, "height": size["height"]})
                page.goto(f"{address}/embed/bo/{name}/")
                ends = page.locator("blockquote").last.evaluate("it => it.getBoundingClientRect()")
                foot = page.locator("footer").evaluate("it => it.getBoundingClientRect()")
                assert ends["right"] <= width
                assert foot["bottom"] <= size["height"]
                if is_whole:
                    assert ends["bottom"] <= foot["top"]
                told = page.get_by_text("continues below")
                is_higher = page.evaluate("document.documentElement.scrollHeight > innerHeight")
                assert told.is_visible() == is_higher
                if name == "lamps":
                    assert is_higher != is_whole


def withdrawn(folder: Path, *addresses: str, **more: object) -> Catalogue:
    """The catalogue of a project from which something was withdrawn."""
    why = {"date": "2024-11-08", "reason": "Not <his> words.", **more}
    entries = [{"address": it, **why} for it in addresses]
    listed = {"withdrawn": {"withdrawn": entries}}
    return linked(folder, {"bo": person(statement(), former_ids=["rob"])}, listed)


def test_a_frame_says_that_a_statement_was_withdrawn(tmp_path: Path) -> None:
    """At each address that its card had, with the day and the reason, and so does oEmbed."""
    made = data(withdrawn(tmp_path, "people/bo/tide", former_ids=["ebb"]))
    found = written(made, "embed")
    for key in "bo/tide", "bo/ebb", "rob/tide", "rob/ebb":
        page = LexborHTMLParser(found[f"embed/{key}/index.html"].decode())
        said = [it.text() for it in page.css("p")]
        assert said == [
            "Withdrawn",
            "What was here has been removed: 8 November 2024",
            "Not <his> words.",
        ]
        (link,) = page.css("a")
        assert link.attributes["href"] == f"https://sheet.example/people/{key}/"
        told = json.loads(found[f"oembed/{key}.json"])
        assert told["title"] == "Withdrawn"
        assert "author_name" not in told
        assert f"https://sheet.example/embed/{key}/" in told["html"]


def test_frames_of_a_withdrawn_person_say_so(tmp_path: Path) -> None:
    """Those of the statements that the entry names; a person has no card."""
    more = {"former_ids": ["si"], "statements": ["fog"]}
    made = data(withdrawn(tmp_path, "people/cy", **more))
    found = {path for path in written(made, "embed") if path.startswith("embed/")}
    there = "ada-keeper/lamps", "bo/lamps", "rob/lamps"
    assert found == {f"embed/{key}/index.html" for key in ("cy/fog", "si/fog", *there)}


def test_namesakes_are_told_apart(tmp_path: Path) -> None:
    """By name and page; several authors have no page in common."""
    both = {**statement("both", quote="We keep them."), "with": ["cy"]}
    people = {"bo": person(statement(), both, name="Lee"), "cy": person(name="Lee")}
    made = data(linked(tmp_path, people))
    found = written(made, "embed")
    one, several = (json.loads(found[f"oembed/bo/{it}.json"]) for it in ("lamps", "both"))
    assert one["author_name"] == "Lee (bo)"
    assert one["author_url"] == "https://sheet.example/people/bo/"
    assert several["author_name"] == "Lee (bo), Lee (cy)"
    assert "author_url" not in several

"""What readers do with the site, in a real browser, on a site with every field of the model."""

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

MINISTER = "people/example-minister/"
STATEMENT = f"{MINISTER}deep-enough/"
KINDS = (
    "",
    "people/",
    MINISTER,
    STATEMENT,
    "themes/example-harbours/",
    "sources/example-gazette/",
    "timeline/",
    "how-to-read/",
    "methodology/",
    "coverage/",
    "corrections/",
    "publisher/",
    "search/?q=quay",
    "404.html",
)
# What the source of the fixture would hold: the words also where nobody cites them.
ARTICLE = """<!doctype html><title>Example Gazette</title>
<p>The quay is deep enough, and &lt;b>will&lt;/b> stay so &amp; more, somebody had said.</p>
<p style="height: 4000px"></p>
<p id="cited">“The quay is deep enough, and &lt;b>will&lt;/b> stay so &amp; more,” the minister
said.</p>
<p style="height: 4000px"></p>"""


def shown(page: Page) -> list[str | None]:
    """The ids of the statements on a person's page that are not filtered out."""
    return [
        card.get_attribute("id")
        for card in page.locator(".fs-statement").all()
        if card.is_visible()
    ]


def test_filter_and_send_the_address(sheet: str, page: Page, browser: Browser) -> None:
    """A person's page filtered by theme and kind is the same for whoever is sent its address."""
    page.goto(sheet + MINISTER)
    assert len(shown(page)) == 6
    page.get_by_role("combobox", name="Theme").select_option("example-lamps")
    assert shown(page) == ["deep-enough", "lamps-in-arabic", "lit-the-lamps"]
    page.get_by_role("combobox", name="Kind").select_option("quote")
    expect(page.get_by_text("2 of 6 statements.")).to_be_visible()
    address = page.evaluate("location.href")
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == 6
    expect(page).to_have_url(sheet + MINISTER)
    other = browser.new_page()
    other.goto(address)
    assert shown(other) == ["deep-enough", "lamps-in-arabic"]
    assert other.get_by_role("combobox", name="Kind").input_value() == "quote"
    other.close()


def test_the_matrix_leads_to_what_it_counts(sheet: str, page: Page) -> None:
    """A cell of the matrix leads to a section with as many statements as it says."""
    page.goto(sheet)
    page.get_by_role("link", name="3: Example Minister, Example lamps & <lanterns>").click()
    page.wait_for_url("**/people/**")
    section = page.locator("section:has(:target)")
    expect(section.get_by_role("heading")).to_contain_text("3 statements")
    assert section.locator(".fs-statement:visible").count() == 2
    further = section.locator(".fs-further li")
    expect(further).to_have_text(
        re.compile("^Example Minister, 5 March 2021: “The quay is deep .*” \\(Example harbours\\)$")
    )
    page.get_by_role("combobox", name="Theme").select_option("example-lamps")
    expect(page.locator(".fs-statement:visible")).to_have_count(3)
    expect(further).to_be_hidden()


def test_copy_a_citation(sheet: str, browser: Browser) -> None:
    """A click copies the citation, character by character."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(sheet + STATEMENT)
    plain = page.locator(".fs-cite").first
    plain.get_by_role("button", name="Copy").click()
    plain.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Example Minister, 5 March 2021: “The quay is deep enough, and <b>will</b> stay so & more”."
        " Said in Russian, translated by the outlet."
        " In: Example Writer, “Example Minister opens the quay”, Example Gazette, Example Press,"
        " 2021-03-05, paragraph 3, https://gazette.example/2021/quay?page=1, accessed 2021-03-07,"
        " archived 2021-03-08: https://archive.example/quay."
        " Example Sheet, https://sheet.example/people/example-minister/deep-enough/"
    )
    context.close()


@pytest.mark.parametrize(
    "address",
    [MINISTER, f"{MINISTER}two-metres/", "themes/example-harbours/", "timeline/"],
)
def test_translated_words_are_called_so(sheet: str, page: Page, address: str) -> None:
    """Wherever a page shows words that were translated, it says beside them by whom."""
    page.goto(sheet + address)
    told = page.locator(".fs-words", has_text="and <b>will</b> stay so").evaluate_all(
        "(all) => all.map((words) => words.parentElement.textContent)"
    )
    assert told
    assert [it for it in told if "said in Russian, translated by the outlet" not in it] == []


SELECTED = """(element) => {
    getSelection().selectAllChildren(element)
    // What stands before a dot keeps it from beginning a line.
    return getSelection().toString().replace(/\\n+/g, "\\n").replaceAll("\\u00a0·", " ·")
}"""


def test_select_a_card(sheet: str, page: Page) -> None:
    """A selected card has speaker, status, words in their marks, date, source and address."""
    page.goto(sheet + MINISTER)
    quote = page.locator("#deep-enough").evaluate(SELECTED)
    assert quote == (
        "Example Minister\nQuote\n"
        "“The quay is deep enough, and <b>will</b> stay so & more”\n"
        "In the original\n«Причал достаточно глубок, и таким останется»\n"
        "5 March 2021 · Minister of Harbours, Example Cabinet · Example Minister opens the quay,"
        " Example Gazette, paragraph 3 · source cites Example Agency"
        " · said in Russian, translated by the outlet · not checked\n"
        "https://sheet.example/people/example-minister/deep-enough/"
    )
    paraphrase = page.locator("#two-metres").evaluate(SELECTED)
    assert paraphrase.startswith("Retracted\nExample Minister\nParaphrase\nRetracted\nThe agency")
    assert "\nSaid that two metres are enough.\nabout January 2020 (date" in paraphrase


def test_select_a_statement_on_its_own_page(sheet: str, page: Page) -> None:
    """Its words are the heading, in their marks; the speaker follows, and the date once."""
    page.goto(sheet + STATEMENT)
    words = "“The quay is deep enough, and <b>will</b> stay so & more”"
    assert page.locator("h1").inner_text() == words
    corrected = "Corrected 9 March 2021: what was wrong is below."
    quote = page.locator(".fs-statement").evaluate(SELECTED)
    assert quote.startswith(f"Quote\n{corrected}\n{words}\nExample Minister\nIn the original\n«")
    assert quote.count("5 March 2021") == 1
    end = f"translated by the outlet · not checked\nhttps://sheet.example/{STATEMENT}"
    assert quote.endswith(end)
    page.goto(f"{sheet}{MINISTER}two-metres/")
    assert page.locator("h1").inner_text() == "Retracted: Said that two metres are enough."


@pytest.mark.parametrize("address", KINDS)
def test_dates_are_in_words(sheet: str, page: Page, address: str) -> None:
    """What a page says has no date in figures only, and no link is a date alone."""
    page.goto(sheet + address)
    page.evaluate("document.querySelectorAll('pre').forEach((cite) => cite.remove())")
    assert re.findall(r"\d{4}-\d\d.*", page.locator("article").text_content() or "") == []
    links = page.locator("article a").all_text_contents()
    assert [link for link in links if re.fullmatch(r"(about |\d+ )?\w+ \d{4}", link)] == []


def test_a_source_shows_its_addresses(sheet: str, page: Page) -> None:
    """The addresses of a source and of its copy can be read on its page."""
    page.goto(f"{sheet}sources/example-gazette/")
    for address in ("https://gazette.example/2021/quay?page=1", "https://archive.example/quay"):
        box = page.get_by_role("link", name=address).bounding_box()
        assert box
        assert box["height"] > 10


def test_links_say_whose_record_they_open(sheet: str, page: Page) -> None:
    """Each link to a record is named after its statement; no two are called the same."""
    page.goto(f"{sheet}timeline/")
    links = page.locator(".fs-row").get_by_role("link", name="Full record: ")
    names = [link.get_attribute("aria-label") for link in links.all()]
    assert len(set(names)) == page.locator(".fs-row").count()
    day = "about January 2020 (date of publication)"
    retracted = f"Retracted: Example Minister, {day}: Said that two metres are enough."
    assert f"Full record: {retracted}" in names


def test_a_list_is_sorted_by_date(sheet: str, page: Page) -> None:
    """Dates in words are sorted as dates."""
    page.goto(f"{sheet}sources/")
    newest = page.locator("td[data-order='2021-03-05']")
    newest.evaluate("cell => { cell.dataset.order = '1999-12-31' }")
    page.get_by_role("button", name="Date").click()
    dates = page.locator("#list td:nth-child(3)").all_text_contents()
    assert dates == ["", "5 March 2021", "4 March 2021"]


def test_no_heading_repeats_the_title(sheet: str, page: Page) -> None:
    """The page of corrections has its title once, and no breadcrumb leads on to nothing."""
    page.goto(f"{sheet}corrections/")
    assert page.locator("h1, h2").all_inner_texts() == ["Corrections", "Newest first"]
    # Of one speaker and day there can be several: only the words say which statement it was.
    assert page.locator(".fs-ledger > li:not(:has(.fs-diff, .fs-words))").count() == 0
    page.goto(sheet + STATEMENT)
    signs = page.locator(".fs-crumbs li").evaluate_all(
        "(items) => items.map((item) => getComputedStyle(item, '::after').content)"
    )
    assert [sign == "none" for sign in signs] == [False, True]


@pytest.mark.parametrize("address", [MINISTER, f"{MINISTER}never-dredged/"])
def test_copy_a_quote_with_its_source(sheet: str, browser: Browser, address: str) -> None:
    """A click on a card or a statement's page copies all that a quote must not be without."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(sheet + address)
    card = page.locator(".fs-statement", has_text="We never dredged.")
    card.get_by_role("button", name="Copy quote with source").click()
    card.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Disputed: Example Minister, 1 June 2019: “We never dredged.” In: “Вечерний выпуск”,"
        " Example Channel, 2021-03-04, timestamp 00:10:00."
        " Example Sheet, https://sheet.example/people/example-minister/never-dredged/"
    )
    context.close()


@pytest.mark.parametrize(
    ("shown", "now"),
    [("dredged.", "dredged there."), (">Disputed<", ">Retracted<")],
)
def test_nothing_is_copied_or_added_that_differs_from_what_is_shown(
    sheet: str, browser: Browser, shown: str, now: str
) -> None:
    """If a statement was corrected since a list was loaded, its button and details say so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(sheet + MINISTER)
    page.evaluate("navigator.clipboard.writeText('before')")

    def correct(route: Route) -> None:
        body = route.fetch().text()
        assert shown in body
        route.fulfill(body=body.replace(shown, now), content_type="text/html")

    page.route(f"{sheet}{MINISTER}never-dredged/", correct)
    card = page.locator(".fs-statement", has_text="We never dredged.")
    card.get_by_role("button", name="Copy quote with source").click()
    card.get_by_text("Not copied: the statement has changed").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "before"
    card.get_by_text("Details", exact=True).click()
    details = card.locator(".fs-details")
    details.get_by_text("The statement has changed since this page was loaded.").wait_for()
    expect(details.locator(".fs-facts")).to_have_count(0)
    context.close()


def test_every_card_can_be_copied(sheet: str, browser: Browser) -> None:
    """Cards show their statements as the statements' own pages do, whatever they have."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(sheet + MINISTER)
    cards = page.locator(".fs-statement:has(.fs-copying)")
    cards.first.wait_for()
    for card in cards.all():
        card.locator(".fs-copying button").click()
        expect(card.locator(".fs-copying output")).to_have_text(" Copied.")
        card.get_by_text("Details", exact=True).click()
        expect(card.locator(".fs-details .fs-facts")).to_have_count(1)
    context.close()


def test_a_shared_page_says_first_that_it_is_retracted(sheet: str, page: Page) -> None:
    """What a browser's tab, a search engine and a messenger show begins with the status."""
    page.goto(f"{sheet}{MINISTER}two-metres/")
    begins = "Retracted: "
    day = "about January 2020 (date of publication)"
    assert page.title().startswith(f"{begins}Example Minister, {day}: ")
    for name in ('name="description"', 'property="og:title"', 'property="og:description"'):
        content = page.locator(f"meta[{name}]").get_attribute("content")
        assert content is not None
        assert content.startswith(begins), name


def test_found_words_say_what_they_are(sheet: str, page: Page) -> None:
    """A result says before its words that they were retracted; a quote is in its marks, as text."""
    page.goto(f"{sheet}search/?q=metres")
    hit = page.locator(".fs-hit", has_text="two metres are enough").inner_text()
    assert hit.index("Retracted") < hit.index("Said that two metres")
    page.goto(f"{sheet}search/?q=deep")
    quote = page.locator(".fs-hit--quote", has_text="and <b>will</b> stay so").inner_text()
    assert "“The quay is deep enough, and <b>will</b> stay so & more”" in quote
    assert "«Причал достаточно глубок, и таким останется»" in quote
    page.get_by_text("Export", exact=True).click()
    begins = {"JSON": '{\n      "status": "published",', "CSV": "\ufeffstatus,status_in_words,"}
    for kind, begin in begins.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=kind, exact=True).click()
        assert begin in Path(download.value.path()).read_bytes().decode()


def test_download_a_citation(sheet: str, page: Page) -> None:
    """A citation in each format is a file of its own name; its buttons say which format it is."""
    page.goto(sheet + STATEMENT)
    begin = {"bib": "@misc{example-minister:deep-enough,", "ris": "TY  - ELEC", "json": "[{"}
    for name, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        cite = page.locator(".fs-cite", has_text=name)
        cite.locator("summary").click()
        expect(cite.locator("code")).to_contain_text(begin[ending])
        with page.expect_download() as download:
            cite.get_by_role("button", name=f"Download: {name}", exact=True).click()
        assert download.value.suggested_filename == f"example-minister-deep-enough.{ending}"
        content = Path(download.value.path()).read_text(encoding="utf-8")
        assert content == f"{cite.locator('code').text_content()}\n"
    plain = page.locator(".fs-cite").first
    assert plain.get_by_role("button").all_inner_texts() == ["Copy"]
    for name in ("Plain text", "BibTeX", "RIS", "CSL-JSON"):
        expect(page.get_by_role("button", name=f"Copy: {name}", exact=True)).to_have_count(1)


def test_a_reference_manager_finds_the_statement(sheet: str, page: Page) -> None:
    """The head of a statement's page has the tags, with its words as they are."""
    page.goto(sheet + STATEMENT)
    tags = page.evaluate(
        """Object.fromEntries([...document.head.querySelectorAll("meta[name]")]
          .map((tag) => [tag.name, tag.content]))"""
    )
    assert "“The quay is deep enough, and <b>will</b> stay so & more”" in tags["citation_title"]
    assert tags["citation_author"] == "Example Minister"
    assert tags["DC.type"] == "webpage"


def test_open_at_the_words(sheet: str, page: Page) -> None:
    """A statement leads to its source at the words; here to a copy, as the original is gone."""
    page.goto(sheet + STATEMENT)
    facts = page.locator(".fs-facts").first
    opened = facts.get_by_role("link", name="open the copy archived 8 March 2021 at the words")
    assert opened.get_attribute("href") == (
        "https://archive.example/quay#:~:text=%E2%80%9C-,"
        "The%20quay%20is%20deep%20enough%2C%20and%20%3Cb%3Ewill%3C%2Fb%3E%20stay%20so%20%26%20more"
        ",-%2C%E2%80%9D%20the%20minister%20said"
    )
    assert facts.get_by_text("(the original: no longer at this address)").is_visible()
    original = facts.get_by_role("link", name="original address")
    assert original.get_attribute("href") == "https://gazette.example/2021/quay?page=1"
    assert facts.get_by_text(
        "Example Writer, Example Minister opens the quay, Example Gazette, Example Press,"
        " 5 March 2021, paragraph 3"
    ).is_visible()


def test_search_a_phrase_and_read_it_in_its_source(sheet: str, browser: Browser) -> None:
    """From a phrase to its statement, and on to the source, which opens where the words stand."""
    context = browser.new_context()
    context.route(
        "https://archive.example/**",
        lambda route: route.fulfill(body=ARTICLE, content_type="text/html; charset=utf-8"),
    )
    page = context.new_page()
    page.goto(f"{sheet}people/")
    page.get_by_role("searchbox", name="Search").fill("“quay is deep enough”")
    page.keyboard.press("Enter")
    page.locator(".fs-hit__who a", has_text="Example Minister").click()
    page.locator(".fs-facts").first.get_by_role("link", name="at the words").click()
    expect(page).to_have_title("Example Gazette")
    expect(page.locator("#cited")).to_be_in_viewport()
    context.close()


def test_switch_the_scheme(sheet: str, page: Page) -> None:
    """The other colour scheme stays when the next page is opened."""
    page.goto(sheet)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(sheet + MINISTER)
    assert page.evaluate(paper) == dark


def test_print_a_person(sheet: str, page: Page) -> None:
    """On paper, a person's page has words and the addresses of its sources, and no controls."""
    page.goto(sheet + MINISTER)
    page.emulate_media(media="print")
    assert page.get_by_text("The quay is deep enough").first.is_visible()
    address = "https://gazette.example/2021/quay?page=1"
    assert page.get_by_role("link", name=address, exact=True).is_visible()
    for control in (".fs-filter", ".md-header", ".fs-details", ".fs-more", ".md-footer"):
        assert not page.locator(control).first.is_visible(), control
    assert len(page.pdf()) > 20_000


def test_a_printed_sheet_is_filled(sheet: str, page: Page) -> None:
    """A statement whose original has no room left begins on the sheet, with its translation."""
    page.goto(sheet + MINISTER)
    page.locator("#deep-enough").evaluate("""card => {
        card.querySelector(".fs-original .fs-words").textContent = "Глубоко. ".repeat(150)
        document.querySelector("#statements").replaceChildren(card)
    }""")
    first, *_ = pdfium.PdfDocument(page.pdf(format="A4"))
    text = first.get_textpage().get_text_range()
    assert "The quay is deep enough" in text
    assert "Глубоко" not in text


def test_a_short_page_is_printed_on_one_sheet(sheet: str, page: Page) -> None:
    """No empty sheet follows a page that is shorter than one."""
    page.goto(sheet + "publisher/")
    assert len(pdfium.PdfDocument(page.pdf(format="A4"))) == 1


def test_print_a_long_statement(sheet: str, page: Page) -> None:
    """Words that are longer than a sheet of paper begin on the first one."""
    page.goto(sheet + STATEMENT)
    page.locator(".fs-statement--whole .fs-words").first.evaluate(
        "words => { words.textContent = 'We shall go, and come back again. '.repeat(200) }"
    )
    first, *further = pdfium.PdfDocument(page.pdf(format="A4"))
    assert "We shall go" in first.get_textpage().get_text_range()
    assert further


def test_print_a_statement(sheet: str, page: Page) -> None:
    """On paper a statement has the addresses of source and archive, its own, and one citation."""
    page.goto(sheet + STATEMENT)
    page.emulate_media(media="print")
    facts = page.locator(".fs-facts").first
    for name, address in (
        ("original address", "https://gazette.example/2021/quay?page=1"),
        ("open the copy archived 8 March 2021 at the words", "https://archive.example/quay"),
    ):
        link = facts.get_by_role("link", name=name)
        assert link.is_visible()
        printed = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert printed == f'" ({address})"'
    assert page.locator(".fs-permalink", has_text=f"https://sheet.example/{STATEMENT}").is_visible()
    assert page.locator(".fs-cite:visible").count() == 1
    assert page.locator(".fs-cite code").first.is_visible()
    assert not page.locator(".fs-copy").first.is_visible()


def on_paper(page: Page) -> list[str]:
    """The text of each sheet of a page's print."""
    sheets = pdfium.PdfDocument(page.pdf(format="A4"))
    return [sheet.get_textpage().get_text_range() for sheet in sheets]


def test_a_printed_citation_has_an_address_and_no_link(sheet: str, cases: str, page: Page) -> None:
    """Where the screen says to open a source, paper has its address, also below an office."""
    page.goto(f"{cases}organisations/example-cabinet/")
    text = " ".join(" ".join(on_paper(page)).split())
    assert "Example Times, 4 February 2005; https://times.example/2005/deputy" in text
    highest = f"{cases}people/example-boaster/highest-walls/"
    for address in (sheet + MINISTER, sheet + STATEMENT, highest):
        page.goto(address)
        assert not re.search(r"[;,] open\b(?! the copy)", " ".join(on_paper(page)))


@pytest.mark.parametrize(
    "address",
    ["", "themes/example-harbours/", MINISTER, "sources/example-gazette/", "corrections/"],
)
def test_a_printed_page_says_whose_it_is(sheet: str, page: Page, address: str) -> None:
    """The first sheet has the site's name and the page's address; a screen does not."""
    page.goto(sheet + address)
    said = page.locator(".fs-printed")
    assert said.count() == 1
    assert not said.is_visible()
    first, *_ = on_paper(page)
    name = page.locator('meta[property="og:site_name"]').get_attribute("content")
    assert f"{name} · https://sheet.example/{address}" in " ".join(first.split())


def test_a_printed_choice_has_its_address(cases: str, page: Page) -> None:
    """What a filter shows is printed with the address that shows it."""
    page.goto(f"{cases}themes/example-storms/")
    page.locator(".fs-filter [name=kind]").select_option("quote")
    expect(page.locator(".fs-filter--chosen")).to_have_count(1)
    first, *_ = on_paper(page)
    assert "themes/example-storms/?kind=quote" in first


def test_controls_say_of_which_statement_they_are(sheet: str, cases: str, page: Page) -> None:
    """Read out alone, no two of a page are the same, whether it was printed so or filtered."""
    page.goto(f"{cases}themes/example-storms/")
    names = "all => all.map(one => one.getAttribute('aria-label'))"
    controls = page.locator("[data-kind] :is(button, summary, .fs-actions > a)")
    for filtered in False, True:
        if filtered:
            page.locator(".fs-filter [name=kind]").select_option("quote")
            expect(page.locator(".fs-filter--chosen")).to_have_count(1)
            expect(page.locator("#by-date h3 small")).to_have_count(0)
        said = controls.evaluate_all(names)
        assert len(said) > 1
        assert all(said)
        assert len({*said}) == len(said)
    page.goto(sheet + MINISTER)
    said = controls.evaluate_all(names)
    copying = [it for it in said if it.startswith("Copy quote with source: ")]
    assert len(copying) > 1
    assert len({*said}) == len(said)
    assert all(said)


def test_only_what_was_chosen_is_printed(cases: str, page: Page) -> None:
    """A filter of a theme prints its statements, a comparison those of its speakers, no more."""
    theme = f"{cases}themes/example-storms/"
    page.emulate_media(media="print")
    positions, listed = page.locator("#who, .fs-speakers"), page.locator("#by-date")
    page.goto(theme)
    expect(positions).to_have_count(2)
    expect(positions.first).to_be_visible()
    page.goto(f"{theme}?kind=quote")
    expect(page.locator("#by-date h3 small")).to_have_count(0)
    expect(positions.filter(visible=True)).to_have_count(0)
    expect(listed).to_be_visible()
    page.goto(f"{theme}?speaker=example-boaster&speaker=example-witness")
    expect(page.locator("#beside section")).to_have_count(2)
    expect(page.locator("#beside")).to_be_visible()
    expect(positions.filter(visible=True)).to_have_count(0)
    expect(listed).to_be_hidden()


def test_headings_of_a_table_are_on_each_sheet(sheet: str, page: Page) -> None:
    """A list that takes several sheets has its columns' names on each, and no row in two parts."""
    page.goto(f"{sheet}sources/")
    expect(page.locator(".fs-sort").first).to_be_visible()
    page.locator("#list tbody").evaluate(
        "body => { for (let i = 0; i < 7; i += 1) body.append(...body.cloneNode(true).rows) }"
    )
    sheets = on_paper(page)
    assert len(sheets) > 2
    assert all("Published in" in text for text in sheets[:-1])


# The dots that stand first in their lines, with what is before them.
FIRST_IN_LINE = """() => {
    const at = (node, offset) => {
        const range = document.createRange()
        range.setStart(node, offset)
        range.setEnd(node, offset + 1)
        return range.getClientRects()[0]
    }
    const found = []
    for (const block of document.querySelectorAll("article :is(p, ul, li, h1, h2, h3, dd)")) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
        let before
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (let offset = 0; offset < node.data.length; offset += 1) {
                if (!node.data[offset].trim()) continue
                const here = at(node, offset)
                if (!here || !here.width) continue
                if ("·→".includes(node.data[offset]) && before && here.top > before.bottom - 2) {
                    found.push(node.data + " < " + block.textContent)
                }
                before = here
            }
        }
    }
    return found
}"""


@pytest.mark.parametrize("address", [MINISTER, STATEMENT, "themes/example-harbours/", ""])
def test_no_line_begins_with_a_separator(sheet: str, page: Page, address: str) -> None:
    """On phones of all widths, what stands between two facts stays with the first."""
    page.goto(sheet + address)
    assert "·" in page.locator("article").inner_text()
    for width in range(280, 440, 10):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(FIRST_IN_LINE) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_a_long_word_hides_no_number_of_a_list(sheet: str, page: Page, width: int) -> None:
    """A name of one word that is longer than the screen is broken; no row is wider for it."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{sheet}people/")
    page.locator("#list tbody a").first.evaluate(
        "link => (link.textContent = 'Vorsitz'.repeat(40))"
    )
    assert page.locator(".fs-scroll").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_numbers_are_labelled_on_a_phone(sheet: str, page: Page) -> None:
    """Below a theme, where no heading of a column is, its speakers are called so."""
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto(f"{sheet}themes/")
    row = page.get_by_role("row", name="Example harbours")
    expect(row.get_by_text(re.compile(r"^\d+ speakers?$"))).to_be_visible()


@pytest.mark.parametrize("address", ["", "people/", "sources/"])
def test_tables_are_whole_on_paper(sheet: str, page: Page, address: str) -> None:
    """On paper no part of a table is hidden, because nobody can scroll there."""
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(sheet + address)
    page.evaluate(WIDEN)
    page.emulate_media(media="print")
    assert page.locator(".fs-scroll").evaluate(
        "box => getComputedStyle(box).overflowX === 'visible' && box.scrollWidth <= box.clientWidth"
    )


# As many columns as the grid can have.
WIDEN = """() => {
    for (const row of document.querySelectorAll(".fs-matrix tr")) {
        while (row.cells.length < 11) row.append(row.cells[1].cloneNode(true))
    }
}"""


@pytest.mark.parametrize(
    "address", ["people/", MINISTER, "themes/example-harbours/", "timeline/", "search/"]
)
def test_what_tells_of_changes_is_there_before(sheet: str, page: Page, address: str) -> None:
    """What says how many are left is in the page while it says nothing, so that it is read out."""
    page.goto(sheet + address)
    regions = page.locator(".fs-filter output, .fs-search__count[role=status]")
    expect(regions).not_to_have_count(0)
    assert set(regions.all_text_contents()) == {""}
    assert regions.evaluate_all("(all) => all.every((it) => it.checkVisibility())")


def test_the_focus_is_seen_in_the_matrix(sheet: str, page: Page) -> None:
    """On a phone, whoever goes back through the matrix by Tab sees the number with the focus."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(sheet)
    page.evaluate(WIDEN)
    page.locator(".fs-matrix td a").last.focus()
    # Numbers, and the links of rows and columns between them.
    seen = []
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        seen.append(page.evaluate(IN_SIGHT))
    assert seen.count("a number in sight") > 10
    assert "a number out of sight" not in seen


IN_SIGHT = """() => {
    const focused = document.activeElement
    if (!focused.closest(".fs-matrix td")) return "no number"
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const drawn = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return focused.contains(drawn) ? "a number in sight" : "a number out of sight"
}"""


@pytest.mark.parametrize("width", [1440, 600, 360])
def test_a_chain_holds_together(sheet: str, page: Page, width: int) -> None:
    """Each source of a chain is after the one before, on a phone below it; on paper on one page."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{sheet}{MINISTER}two-metres/")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for chain in page.locator(".fs-chain").all():
            boxes = [step.bounding_box() for step in chain.locator("> li").all()]
            for one, other in pairwise(box for box in boxes if box):
                is_below = one["y"] + one["height"] <= other["y"]
                is_beside = one["x"] + one["width"] <= other["x"] and one["y"] == other["y"]
                assert is_below or (is_beside and (width == 1440 or media == "print"))
            assert chain.evaluate("chain => getComputedStyle(chain).breakInside") == "avoid"


def test_by_keyboard_alone(sheet: str, page: Page) -> None:
    """Tab reaches the label, which says what it means, and Escape takes that away again."""
    page.goto(sheet + MINISTER)
    label = page.locator(".fs-statement .fs-kind").first
    meaning = page.get_by_text("The speaker’s exact words").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if label.evaluate("element => element === document.activeElement"):
            break
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(meaning).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/how-to-read/#quote")


FOCUSED = """(target) => {
    const focused = document.activeElement
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const seen = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight
    // Material hides the field itself and draws the focus around its label.
    return [focused === target, seen || focused.name === "__palette"]
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; whatever has it on the way is in sight."""
    element = target.element_handle()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached, seen = page.evaluate(FOCUSED, element)
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if reached:
            return
    raise AssertionError("Tab does not lead there")


def test_from_the_header_to_a_statement_by_keyboard(sheet: str, page: Page) -> None:
    """Tab reaches the field in the header, then a result, then its statement's source."""
    page.goto(sheet)
    tab_to(page, page.get_by_role("searchbox", name="Search"))
    page.keyboard.type("quay")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("11 results")
    expect(page.locator(".fs-facet li").first).to_be_attached()
    tab_to(page, page.locator(".fs-hit__who a", has_text="Example Minister, 5 March 2021"))
    page.keyboard.press("Enter")
    page.wait_for_url(sheet + STATEMENT)
    tab_to(page, page.get_by_role("link", name="at the words").first)


def test_the_menu_by_keyboard(sheet: str, page: Page) -> None:
    """On a phone Tab passes by the menu while it is closed; Enter opens it.

    A section leads to its first page, whose menu has the section open.
    """
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sheet + MINISTER)
    tab_to(page, page.locator(".fs-crumbs a").first)
    page.reload()
    tab_to(page, page.locator(".md-header [for=__drawer]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Timeline")).to_be_in_viewport()
    tab_to(page, page.locator(".md-nav").get_by_role("link", name="About"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{sheet}how-to-read/")
    tab_to(page, page.locator(".md-header [for=__drawer]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Methodology")).to_be_in_viewport()
    tab_to(page, page.get_by_role("link", name="Methodology"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{sheet}methodology/")


def test_sort_and_filter_a_list(sheet: str, page: Page) -> None:
    """A list is sorted by its heads and narrowed down by words, and its address says how."""
    page.goto(f"{sheet}people/")
    names = page.locator("#list tbody a")
    page.get_by_role("button", name="Statements").click()
    assert names.all_text_contents() == ["Example Minister", "Example Envoy", "Example Assembly"]
    page.get_by_label("Filter").fill("example comm")
    assert names.all_text_contents() == ["Example Envoy"]
    page.reload()
    assert names.all_text_contents() == ["Example Envoy"]
    assert page.get_by_label("Filter").input_value() == "example comm"


def test_all_evidence_below_a_statement(sheet: str, page: Page) -> None:
    """On its speaker's page, a click shows the evidence that a statement's own page has."""
    page.goto(sheet + STATEMENT)
    facts = page.locator(".fs-facts").first
    words = facts.inner_text()
    links = facts.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
    page.goto(sheet + MINISTER)
    card = page.locator("#deep-enough")
    card.get_by_text("Details").click()
    shown = card.locator(".fs-facts")
    expect(shown).to_be_visible()
    assert shown.inner_text() == words
    assert links
    assert shown.get_by_role("link").evaluate_all("them => them.map((it) => it.href)") == links


def test_without_scripts(sheet: str, browser: Browser) -> None:
    """Without JavaScript every statement can be read, and no control stands there in vain."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sheet + MINISTER)
    assert page.locator(".fs-statement:visible").count() == 6
    assert page.locator(".fs-filter:visible").count() == 0
    assert page.locator(".fs-details:visible").count() == 0
    page.goto(sheet + STATEMENT)
    assert page.locator(".fs-cite code").first.is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert "example-minister:deep-enough" in Path(download.value.path()).read_text("utf-8")
    assert page.locator("button:visible", has_text="Copy").count() == 0
    assert page.locator(".fs-copying:visible").count() == 0
    page.goto(f"{sheet}search/?q=quay")
    assert page.locator("input:visible").count() == 0
    page.locator("noscript a", has_text="people").click()
    assert page.locator("#list tbody a").count() == 3
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_on_a_phone(sheet: str, page: Page, address: str) -> None:
    """At 360 px nothing but a table scrolls sideways, and the policy blocks nothing."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sheet + address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("h1").count() == 1
    # Only the page for what is not found has nothing to skip to.
    skips = page.locator(".md-skip").all()
    assert len(skips) == (address != "404.html")
    assert [page.locator(f"h1{link.get_attribute('href')}").count() for link in skips] == [
        1 for _ in skips
    ]
    assert "script-src 'self'" in str(
        page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    )


@pytest.mark.parametrize("address", ["people/", "themes/", "sources/"])
def test_lists_fit_on_a_phone(sheet: str, page: Page, address: str) -> None:
    """At 360 px all columns of a list can be seen without scrolling."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sheet + address)
    box = page.get_by_role("region")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("status", ["never-dredged", "two-metres"])
def test_contested_statements_say_so(sheet: str, page: Page, status: str) -> None:
    """A disputed or retracted statement says so, why and by whose account, above its words."""
    page.goto(f"{sheet}{MINISTER}{status}/")
    note, words = page.locator(".fs-note").bounding_box(), page.locator(".fs-words").first
    box = words.bounding_box()
    assert note
    assert box
    assert note["y"] + note["height"] <= box["y"]
    assert page.locator(".fs-note cite").is_visible()


def test_words_in_other_languages(sheet: str, page: Page) -> None:
    """Words in another language say which, and run in its direction."""
    page.goto(sheet + MINISTER)
    arabic = page.locator("#lamps-in-arabic .fs-words")
    assert (arabic.get_attribute("lang"), arabic.get_attribute("dir")) == ("ar", "rtl")
    russian = page.locator("#deep-enough .fs-original .fs-words")
    assert (russian.get_attribute("lang"), russian.get_attribute("dir")) == ("ru", "ltr")


LEFT = "element => element.getBoundingClientRect().left"


def test_a_name_from_right_to_left_moves_nothing_beside_it(sheet: str, page: Page) -> None:
    """A name, title or word from right to left stays apart from the date and place beside it."""
    page.goto(f"{sheet}{STATEMENT}")
    page.evaluate(ARABIC)
    line = page.locator(".fs-evidence").first
    lefts = [item.evaluate(LEFT) for item in line.locator("bdi, cite").all()[:3]]
    assert lefts == sorted(lefts)
    page.goto(sheet + "themes/example-harbours/")
    page.evaluate(ARABIC)
    card = page.locator(".fs-speakers h3").first
    assert card.locator("a").evaluate(LEFT) < card.locator("small").evaluate(LEFT)


# A short name, so that everything is in one line.
ARABIC = """() => {
    const names = document.querySelectorAll("h3 bdi, li bdi, li cite a")
    for (const { firstChild } of names) {
        firstChild.textContent = "مصباح"
    }
}"""


def test_scripts_that_are_not_the_themes_do_not_run(sheet: str, browser: Browser) -> None:
    """A script that got into a page after all is not run."""
    context = browser.new_context()
    page = context.new_page()
    page.route(
        f"{sheet}{MINISTER}",
        lambda route: route.fulfill(
            body=route.fetch()
            .text()
            .replace("</main>", "<script>document.title='x'</script></main>"),
            content_type="text/html; charset=utf-8",
        ),
    )
    page.goto(sheet + MINISTER)
    assert page.title() == "Example Minister - Example Sheet"
    context.close()


def test_figures_line_up_with_their_headings_on_a_phone(sheet: str, page: Page) -> None:
    """Each heading begins or ends where its cells do."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{sheet}evidence/")
    edges = page.locator(".fs-list tr").evaluate_all(
        """rows => rows.map(row => [...row.children].map((it) => {
            const range = document.createRange()
            range.selectNodeContents(it)
            const { left, right } = range.getBoundingClientRect()
            return Math.round(it.className === "fs-number" ? right : left)
        }))"""
    )
    assert len(edges) > 5
    assert {tuple(row) for row in edges} == {tuple(edges[0])}

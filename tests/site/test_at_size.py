"""What readers do with a site of 300 people, in a real browser."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from benchmarks.generate import Plan, mkdocs_yml, write_site
from tests.site.test_accessibility import AXE, SCHEMES, violations
from tests.support.browser import held
from tests.support.project import person, statement
from tests.support.web import served

THEME = "themes/theme-0000/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ONE, OTHER = "person-00000", "person-00003"
LONG = "people/long-speaker/"
PEOPLE = "all => all.map((one) => one.dataset.person)"
JOINT: Mapping[str, Any] = {"with": ["person-00100"]}
TWO = f"{THEME}?speaker={ONE}&speaker={OTHER}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of that site, with a slash at its end; it has no search, which takes longest."""
    folder = tmp_path_factory.mktemp("large")
    write_site(Plan(300, 1), folder)
    write_long(folder / "content")
    (folder / "mkdocs.yml").write_text(mkdocs_yml(search=False), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    with served(folder / "site") as address:
        yield f"{address}/"


def write_long(content: Path) -> None:
    """Add somebody with 14 themes of their own, on a page with several parts, some with another."""
    positions = []
    for theme in range(14):
        title = f"Extra theme {theme:02}"
        fields = {"title": title, "definition": "An invented theme."}
        (content / "themes" / f"extra-{theme:02}.yml").write_text(json.dumps(fields))
        said = [
            statement(
                f"s-{theme}-{at}",
                "source-00000",
                quote=f"On {title}, number {at}: {'the lanterns stay lit, ' * 6}always.",
                date=f"{2010 + at % 9}-{1 + (at + theme) % 12:02}",
                **(JOINT if at == 0 else {}),
            )
            for at in range(20)
        ]
        positions.append({"theme": f"extra-{theme:02}", "statements": said})
    record = person(name="Long Speaker", positions=positions)
    (content / "people" / "long-speaker.yml").write_text(json.dumps(record))


def words(page: Page, scope: str) -> list[str]:
    """What is quoted or told in a part of the page."""
    return page.locator(f"{scope} .fs-statement .fs-words").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_a_theme_to_its_statements(large: str, page: Page, size: dict[str, int]) -> None:
    """The first screen of a theme leads to all statements by date, however many spoke on it."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(large + THEME)
    way = page.get_by_role("link", name="300 statements by date")
    expect(way).to_be_in_viewport()
    way.click()
    expect(page.get_by_role("heading", name="Statements by date")).to_be_in_viewport()
    assert page.locator("#by-date .fs-row").count() > 20


def test_many_positions_are_closed(large: str, page: Page) -> None:
    """A theme on which many spoke lists names and numbers; a position opens on request."""
    page.goto(large + THEME)
    position = page.locator(".fs-speakers details").first
    expect(position.locator("summary")).to_have_text("Person 00000 Vrelax 3 statements")
    expect(position.locator(".fs-words")).not_to_be_visible()
    position.locator("summary").click()
    expect(position.locator(".fs-words")).to_be_visible()
    position.get_by_role("link", name="All statements by Person 00000").click()
    expect(page.locator("section:has(:target) h2 small")).to_have_text("3 statements")


def test_two_speakers_side_by_side(large: str, page: Page, browser: Browser) -> None:
    """Two chosen speakers stand side by side, in the words of their own pages, also when sent."""
    own = []
    for id_ in (ONE, OTHER):
        page.goto(f"{large}people/{id_}/")
        own += words(page, "section:has(> #on_theme-0000)")
    assert len(own) >= 6
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(large + THEME)
    page.get_by_role("combobox", name="Statements by").select_option(ONE)
    expect(page.locator("#beside > section")).to_have_count(1)
    page.get_by_role("combobox", name="beside those by").select_option(OTHER)
    expect(page.locator("#beside > section")).to_have_count(2)
    assert words(page, "#beside") == own
    expect(page).to_have_url(large + TWO)
    other = browser.new_page(viewport={"width": 390, "height": 844})
    other.goto(large + TWO)
    expect(other.locator("#beside > section")).to_have_count(2)
    assert words(other, "#beside") == own
    for shown, has_room in ((page, True), (other, False)):
        left, right = (item.bounding_box() for item in shown.locator("#beside > section").all())
        assert left is not None
        assert right is not None
        assert (left["y"] == right["y"]) is has_room
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    other.close()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#beside")).not_to_be_visible()
    expect(page).to_have_url(large + THEME)


def test_compared_statements_lead_where_they_led(large: str, page: Page) -> None:
    """Links of compared statements lead where they lead on their speaker's page; ids are unique."""
    hrefs = "links => links.map(({ href }) => href)"
    page.goto(f"{large}people/{ONE}/")
    own = page.locator("section:has(> #on_theme-0000) .fs-statement a").evaluate_all(hrefs)
    page.goto(large + TWO)
    section = page.locator("#beside > section").first
    expect(section).to_be_visible()
    assert section.locator(".fs-statement a").evaluate_all(hrefs) == own
    ids = page.locator("[id]").evaluate_all("all => all.map(({ id }) => id)")
    assert len(ids) == len(set(ids))


def test_from_a_person_to_the_comparison(large: str, page: Page) -> None:
    """A person's statements on a theme lead to the theme, where they are chosen already."""
    page.goto(f"{large}people/{ONE}/")
    section = page.locator("section:has(> #on_theme-0000)")
    section.get_by_role("link", name="Compare with another speaker").click()
    expect(page.get_by_role("combobox", name="Statements by")).to_have_value(ONE)
    expect(page.locator("#beside > section h2")).to_contain_text("Person 00000")


def test_a_speaker_that_cannot_be_loaded(large: str, browser: Browser) -> None:
    """Whoever cannot be loaded is named, with a link to their statements."""

    def refuse(route: Route) -> None:
        route.fulfill(status=500)

    page = browser.new_page()
    page.route(f"**/people/{OTHER}/", refuse)
    page.goto(large + TWO)
    expect(page.locator("#beside")).to_contain_text("This could not be loaded.")
    link = page.get_by_role("link", name="Statements by Person 00003")
    assert link.get_attribute("href") == f"../../people/{OTHER}/#on_theme-0000"
    assert words(page, "#beside > section")
    page.close()


@pytest.mark.parametrize(
    ("was", "is_"),
    [('data-person="person-00003"', 'data-person="person-00007"'), ("<bdi>Person 00003", "<bdi>")],
    ids=["statements", "name"],
)
def test_nobody_has_the_words_of_another(large: str, browser: Browser, was: str, is_: str) -> None:
    """A page that is not of the chosen speaker, by its name or its statements, is not shown."""

    def mix(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        assert was in body
        route.fulfill(response=answer, body=body.replace(was, is_))

    page = browser.new_page()
    page.route(f"**/people/{OTHER}/", mix)
    page.goto(large + TWO)
    expect(page.locator("#beside")).to_contain_text("This could not be loaded.")
    shown = page.locator("#beside .fs-statement")
    assert {*shown.evaluate_all("all => all.map(one => one.dataset.person)")} == {ONE}
    page.close()


def test_a_theme_without_scripts(large: str, browser: Browser) -> None:
    """Without scripts the choice of speakers is not shown; positions open, and lead to all."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(large + TWO)
    expect(page.locator("[data-fs-compare]")).not_to_be_visible()
    position = page.locator(".fs-speakers details").nth(1)
    position.locator("summary").click()
    expect(position.get_by_role("link").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", [THEME, "timeline/", f"people/{ONE}/", LONG])
def test_bars_lead_to_what_they_count(large: str, page: Page, address: str) -> None:
    """Each bar leads to as many statements as it says, on however many pages these are."""
    page.goto(large + address)
    bars = page.locator(".fs-chart a").evaluate_all(
        "all => all.map((a) => [new URL(a.href.baseVal, a.baseURI).href, a.textContent.trim()])"
    )
    assert len(bars) > 1
    for href, told in bars:
        label, _, number = told.partition(": ")
        page.goto(href)
        if address == "timeline/":
            expect(page.locator("article")).to_contain_text(f"{number} statement")
            assert page.url.endswith(f"/{label}/")
        else:
            expect(page.locator("#statements .fs-statement, #by-date .fs-row")).to_have_count(
                int(number)
            )


def test_copy_all_of_long_words(large: str, browser: Browser) -> None:
    """What is copied, in a list and on their own page, has words that the citation leaves out."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    long: list[Locator] = []
    for number in range(10):
        page.goto(f"{large}people/person-{number:05}/")
        cards = page.locator(".fs-statement:has(blockquote)").all()
        long = [it for it in cards if len(it.locator("blockquote").first.inner_text()) > 320]
        if long:
            break
    card = long[0]
    said = card.locator("blockquote").first.inner_text()
    for place in (card, page.locator(".fs-statement--whole")):
        place.get_by_role("button", name="with source").click()
        place.get_by_text("Copied.").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert said in copied
        assert "(continues)" not in copied
        if place is card:
            card.get_by_role("link", name="Full record").click()
    assert "(continues)" in page.locator(".fs-cite code").first.inner_text()
    context.close()


def test_filters_apply_to_all_parts(large: str, page: Page) -> None:
    """A choice shows what all parts of a page have of it; without one, the part is as it was."""
    page.goto(large + f"{LONG}page_2/")
    before = words(page, "#statements")
    page.get_by_role("combobox", name="Theme").select_option("extra-00")
    shown = page.locator("#statements .fs-statement")
    expect(shown).to_have_count(20)
    expect(page.locator(".fs-filter output")).to_have_text("20 of 280 statements.")
    expect(page).to_have_url(f"{large}{LONG}page_2/?theme=extra-00")
    copied = shown.first.get_by_role("button", name="Copy quote with source")
    copied.click()
    expect(shown.first.locator(".fs-copying output")).not_to_be_empty()
    page.get_by_role("button", name="Show all").click()
    assert words(page, "#statements") == before


def test_a_filter_of_very_many_shows_some_and_counts_all(large: str, page: Page) -> None:
    """Of very many, the first are shown, all are counted, and the rest is shown on request.

    Only parts that have what is shown are loaded.
    """
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{large}{THEME}page_4/?kind=quote")
    shown, told = page.locator("#by-date .fs-row"), page.locator(".fs-filter output")
    option = page.locator("select[name=kind] option[value=quote]").text_content() or ""
    number = int(re.findall(r"\d+", option)[-1])
    every = re.compile(rf"^{number} of 300 statements\.")
    expect(told).to_have_text(re.compile(rf"{every.pattern} The first 100 are shown\.$"))
    expect(shown).to_have_count(100)
    assert number > 100
    assert len([url for url in asked if "/page_" in url]) < 5
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        before = shown.count()
        more.click()
        expect(shown).not_to_have_count(before)
        assert page.evaluate("document.activeElement.closest('.fs-row') !== null")
    expect(shown).to_have_count(number)
    expect(told).to_have_text(re.compile(f"{every.pattern}$"))
    links = shown.locator(".fs-actions a, a").evaluate_all("all => all.map(({ href }) => href)")
    assert len({link for link in links if "/statement-" in link}) == number
    page.get_by_role("button", name="Show all").click()
    expect(more).not_to_be_visible()


def test_what_comes_too_late_says_nothing(large: str, browser: Browser) -> None:
    """If the next ones cannot be loaded, that is not said of what has been chosen meanwhile."""
    parts = f"**/{THEME}page_*/"
    page = browser.new_page()
    page.goto(f"{large}{THEME}page_4/?kind=quote")
    more = page.get_by_role("button", name="Show more")
    expect(more).to_be_visible()
    hidden = page.locator("#by-date + button")
    with held(page, parts, lambda route: route.fulfill(status=500)):
        more.click()
        page.get_by_role("button", name="Show all").click()
        expect(more).not_to_be_visible()
        expect(hidden).to_be_disabled()
    # The button can be used again once the page has taken note of the failure.
    expect(hidden).to_be_enabled()
    expect(page.locator(".fs-filter output")).to_be_empty()
    page.close()


def test_parts_of_another_day_are_not_taken_for_all(large: str, browser: Browser) -> None:
    """Where the parts have not what was said of them, it is said that this is not all."""

    def older(route: Route) -> None:
        answer = route.fetch()
        told = json.loads(answer.body())
        told["parts"][1] = told["parts"][1][1:]
        route.fulfill(response=answer, body=json.dumps(told))

    def moved(route: Route) -> None:
        answer = route.fetch()
        told = json.loads(answer.body()) | {"state": "0" * 12}
        route.fulfill(response=answer, body=json.dumps(told))

    for handle in (lambda route: route.fulfill(status=500), older, moved):
        page = browser.new_page()
        page.route("**/filed.json", handle)
        page.goto(f"{large}{LONG}?year=2010")
        expect(page.locator(".fs-filter output")).to_contain_text("Not all parts could be loaded")
        expect(page.locator("#statements .fs-statement")).not_to_have_count(0)
        page.close()


def test_a_month_over_two_parts(large: str, page: Page) -> None:
    """A month that begins on one part of a year is shown with what is on the next."""
    page.goto(large + "timeline/2015/page_2/")
    month = page.locator("#months h2").first.get_attribute("id") or ""
    options = page.locator(f"select[name=month] option[value='{month.removeprefix('in-')}']")
    number = int(re.findall(r"\d+", options.text_content() or "")[-1])
    page.goto(large + f"timeline/2015/page_2/?month={month.removeprefix('in-')}#{month}")
    expect(page.locator("#months .fs-row")).to_have_count(number)
    expect(page.locator("#months h2")).to_have_count(1)


def test_find_somebody_among_too_many(large: str, page: Page) -> None:
    """Where people do not fit into a list to choose from, their names can be typed."""
    page.goto(large + "timeline/2015/")
    speaker = page.locator("#months .fs-row").last
    id_ = speaker.get_attribute("data-person")
    field = page.get_by_role("combobox", name="Person")
    field.fill("Nobody of that name")
    field.press("Enter")
    expect(page.locator(".fs-filter output")).to_have_text("Choose one from the list.")
    page.goto(large + f"timeline/2015/?person={id_}")
    told = page.locator(".fs-filter output")
    expect(told).to_have_text(re.compile("statements?[.]"))
    name = field.input_value()
    assert {*page.locator("#months .fs-row").evaluate_all(PEOPLE)} == {id_}
    page.get_by_role("button", name="Show all").click()
    expect(told).to_be_empty()
    field.fill(name)
    field.press("Tab")
    page.wait_for_url(f"**?person={id_}")
    expect(told).to_have_text(re.compile("statements?[.]"))
    assert {*page.locator("#months .fs-row").evaluate_all(PEOPLE)} == {id_}


def test_words_that_stop_say_so_on_paper(large: str, page: Page) -> None:
    """Where a card has the beginning of a statement, paper says that it goes on, too."""
    page.emulate_media(media="print")
    page.goto(large + THEME)
    cut = page.locator(".fs-example--cut")
    assert cut.count()
    expect(cut.locator(".fs-continues").filter(visible=True)).to_have_count(cut.count())


def test_a_filtered_page_says_so_on_paper(large: str, page: Page) -> None:
    """What is printed of a filtered page says what was chosen, and how much of it that is."""
    page.emulate_media(media="print")
    page.goto(large + f"{LONG}?theme=extra-00")
    expect(page.locator(".fs-filter output")).to_have_text("20 of 280 statements.")
    expect(page.locator(".fs-filter output")).to_be_visible()
    expect(page.locator(".fs-filter label:visible")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Theme")).to_be_visible()
    page.goto(large + LONG)
    expect(page.locator(".fs-filter")).not_to_be_visible()


def test_a_part_that_cannot_be_loaded(large: str, browser: Browser) -> None:
    """Where a part is missing, another speaker's or another day's, it is said that it is not all.

    After one more statement, the last of a part is the first of the next: it would be there twice.
    """

    def mix(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace('data-person="long-speaker"', 'data-person="another"')
        route.fulfill(response=answer, body=body)

    def age(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r'data-state="\w+"', 'data-state="of-yesterday"', answer.text())
        route.fulfill(response=answer, body=body)

    for handle in (lambda route: route.fulfill(status=500), mix, age):
        page = browser.new_page()
        page.route(f"**/{LONG}page_3/", handle)
        page.goto(large + f"{LONG}?year=2010")
        expect(page.locator(".fs-filter output")).to_contain_text("Not all parts could be loaded")
        assert "another" not in page.locator("#statements .fs-statement").evaluate_all(PEOPLE)
        page.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_find_anybody_in_the_grid(large: str, browser: Browser, size: dict[str, int]) -> None:
    """Any person and any theme can be found in the grid, by name and by turning its pages."""
    page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
    page.goto(large)
    told = page.locator("[data-fs-grid] output")
    page.get_by_role("searchbox", name="Filter people").fill("long sp")
    page.get_by_role("searchbox", name="Filter themes").fill("extra 13")
    expect(told).to_have_text("People 1–1 of 1. Themes 1–1 of 1.")
    sent = browser.new_page()
    sent.goto(page.evaluate("location.href"))
    cell = sent.get_by_role("link", name="20: Long Speaker, Extra theme 13")
    cell.click()
    expect(sent.locator("h2:target small")).to_contain_text("20 statements")
    sent.close()
    page.get_by_role("button", name="Clear").click()
    seen: list[str] = []
    further = page.get_by_role("button", name="Next people")
    while further.is_enabled():
        seen += page.locator("#grid tbody th").all_inner_texts()
        turned = told.inner_text()
        further.click()
        expect(told).not_to_have_text(turned)
        expect(told).to_contain_text("People")
    seen += page.locator("#grid tbody th").all_inner_texts()
    assert len({*seen}) == len(seen) == 301
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("address", [THEME, "timeline/"])
def test_years_lead_to_their_statements(large: str, page: Page, address: str) -> None:
    """Each year is a link that says how many statements it leads to."""
    page.goto(large + address)
    item = page.get_by_role("navigation", name="Years").get_by_role("listitem").nth(2)
    year, number = item.inner_text().split()
    item.get_by_role("link").click()
    page.wait_for_url(f"**{year}**")
    expect(page.locator("article")).to_contain_text(f"{number} statements")


def test_find_somebody_on_a_phone(large: str, page: Page) -> None:
    """From the list of 300, a few letters lead to one person, and on to a theme of theirs."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(large + "people/")
    box = page.get_by_role("searchbox", name="Filter by name")
    expect(box).to_be_in_viewport()
    box.fill("00263")
    expect(page.get_by_text("1 found.")).to_be_visible()
    page.locator("#list tbody a").click()
    theme = page.get_by_role("navigation", name="Positions by theme").get_by_role("link").last
    expect(theme).to_be_in_viewport()
    theme.click()
    expect(page.locator("h2:target")).to_be_in_viewport()


@pytest.mark.parametrize("address", [TWO, f"{THEME}page_4/", "people/", "", "?people=long"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_at_size(
    large: str, browser: Browser, address: str, size: dict[str, int]
) -> None:
    """Long pages and two speakers side by side break none of axe-core's rules."""
    page = browser.new_page(
        reduced_motion="reduce", viewport={"width": size["width"], "height": size["height"]}
    )
    page.goto(large + address, wait_until="networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = violations(page, SCHEMES["default"])
    page.close()
    assert not found, "\n".join(found)

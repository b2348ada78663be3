"""“Open at the words” in a real browser, on generated pages with the words and places like them."""

import random
from html import escape
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from site_builder.content.model import Citation, Source, Statement
from site_builder.content.printed import words_in
from site_builder.views.opening import opening
from tests.support.awkward import STRINGS

PAGES = 300
FAR = '<p style="height: 3000px"></p>'
# Sentences to draw words from, with the marks that each language has.
LANGUAGES = {
    "en": "the quay is deep enough for every ship that can’t sail and no treaty re-opens it again",
    "de": "die Brücke über den Fluß bleibt größer als »gestern« und die Straße wird nicht schöner",
    "fr": "l’état n’est pas l’ami d’hier et aujourd’hui s’agit-il de «paix» ou de guerre déjà",
    "ru": "мост ещё достаточно глубокий для каждого корабля и «договор» наш его не откроет",
    "uk": "міст і порт п’ять років чекають на кораблі об’єднання не «зʼява» а їхня мета",
    "el": "η γέφυρα είναι αρκετά βαθιά για κάθε πλοίο και «καμία» συνθήκη μας δεν την ανοίγει",
    "ar": "الرصيف عميق بما يكفي لكل سفينة ولا معاهدة لنا تفتحه السَّلَامُ عَلَيْكُمْ قبل الربيع",
    "he": "הרציף עמוק מספיק לכל ספינה ואין הסכם שלנו שפותח אותו שָׁלוֹם לפני האביב",
    "fa": "اسکله برای هر کشتی می\u200cخواهم کتاب\u200cها به اندازه کافی عمیق است و هیچ پیمانی",
    "ko": "부두는 모든 배에 충분히 깊고 우리의 어떤 조약도 그것을 다시 열지 않는다고 말했다",
    "hi": "घाट हर जहाज़ के लिए काफ़ी गहरा है और हमारी कोई संधि उसे फिर नहीं खोलती",
    "zh": "码头 对 每艘船 都 足够深 我们 的 条约 不会 重新 打开 它",
    "th": "ท่าเรือ ลึก พอ สำหรับ เรือ ทุก ลำ และ สนธิสัญญา ของ เรา จะ ไม่ เปิด",
}
UNSPACED = ("zh", "th")
MARKS = ("", "", "", "", "", ",", ";", ".", "…", " —")
QUOTATION_MARKS = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("(", ")"), ("", ""))
KINDS = ("whole", "case", "letters", "omission", "omissions", "start", "end", "replaced", "awkward")


class Case(NamedTuple):
    """A source's page, and where the link of a statement leads that quotes from it."""

    lang: str
    kind: str
    quote: str
    address: str
    html: str


def case(draw: random.Random, url: str) -> Case:
    """A page with words in their place, and with what is like them in others."""
    lang, kind = draw.choice([*LANGUAGES]), draw.choice(KINDS)
    space = "" if lang in UNSPACED else " "

    def some(number: int) -> list[str]:
        return [
            word + draw.choice(MARKS) for word in draw.choices(LANGUAGES[lang].split(), k=number)
        ]

    def text(number: int) -> str:
        return space.join(some(number))

    printed = [some(draw.choice((1, 3, 8, 14, 40))) for _ in range(draw.choice((1, 1, 1, 2)))]
    if kind == "awkward":
        printed[0].insert(0, draw.choice([text for text in STRINGS if "[" not in text]))
    quoted = [list(words) for words in printed]
    edit(draw, kind, quoted)
    quote = "\n\n".join(space.join(words) for words in quoted)
    opened, closed = draw.choice(QUOTATION_MARKS)
    before, after = f"{text(draw.randint(1, 6))} {opened}", f"{closed} {text(draw.randint(1, 6))}"
    around = {"prefix": before, "suffix": after}
    given = {side: words for side, words in around.items() if draw.random() < 0.6}
    is_translated = draw.random() < 0.2
    said = Statement.model_construct(
        quote="What the source has in another language only" if is_translated else quote,
        lang="pl" if is_translated else lang,
        spoken_lang=lang,
        original=quote if is_translated else None,
        translation="outlet" if is_translated else None,
    )
    source = Source.model_construct(
        type="webpage", url=url, lang=lang, archives=(), availability=None
    )
    citation = Citation.model_construct(
        source="it", locator=None, prefix=None, suffix=None, from_=None, to=None
    )
    citation = citation.model_copy(update=given)
    made = opening(source, citation, words_in(source, said, "en"))
    assert made is not None

    whole = space.join(printed[0])
    places = [
        f"{before} Zz {text(2)}",
        f"{text(2)} Zz {after}",
        # Words of the quote, fewer than identify it.
        f"{text(2)} {whole[:19].rpartition(' ')[0]} {text(2)}",
    ]
    if given:
        # All its words, with another neighbour on each side that the citation has.
        left, right = ("Zz" if side in given else words for side, words in around.items())
        places.append(f"{left} {whole} {right}")
    paragraphs = draw.choice(("<br>", "</p><p>")).join(
        marked(draw, space.join(words)) for words in printed
    )
    direction = "rtl" if lang in ("ar", "he", "fa") else "ltr"
    html = (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><meta charset="utf-8">'
        f"<title>x</title><h1>{escape(text(3))}</h1>{FAR}"
        + "".join(f"<p>{escape(place)}</p>{FAR}" for place in places)
        + f'<div id="cited"><p>{escape(before)}{paragraphs}{escape(after)}</p></div>{FAR}'
    )
    return Case(lang, kind, quote, made.address, html)


def edit(draw: random.Random, kind: str, quoted: list[list[str]]) -> None:
    """Put into a quote what editors put there."""
    words = draw.choice(quoted)
    at = draw.randrange(len(words))
    if kind == "case":
        words[0] = f"[{words[0][0].swapcase()[0]}]{words[0][1:]}" if len(words[0]) > 1 else words[0]
    elif kind == "letters":
        words[at] = f"{words[at][:2]}[{words[at][2:]}]"
    elif kind == "omission":
        words[at : at + draw.randint(1, 5)] = ["[…]"]
    elif kind == "omissions":
        for place in draw.sample(range(len(words)), k=min(3, len(words))):
            words[place] = "[…]"
    elif kind == "start":
        quoted[0][: draw.randint(1, 3)] = ["[…]"]
    elif kind == "end":
        quoted[-1][-draw.randint(1, 3) :] = ["[…]"]
    elif kind == "replaced":
        words[at] = "[the editors’ own],"


def marked(draw: random.Random, text: str) -> str:
    """Words as pages have them: some in elements, with other spaces between."""
    words = [escape(word) for word in text.split(" ")]
    for at in draw.sample(range(len(words)), k=len(words) // 8):
        words[at] = draw.choice(("<b>{}</b>", '<a href="#">{}</a>', "<i>{}</i>")).format(words[at])
    spaces = [draw.choice((" ", " ", " ", "\n", "  ", "&nbsp;")) for _ in words[1:]]
    return "".join(part for pair in zip(words, [*spaces, ""], strict=True) for part in pair)


def is_in_sight(page: Page) -> bool:
    """Whether the browser went to the cited place; on a busy machine that takes a moment."""
    return bool(
        page.evaluate(
            """async () => {
              const cited = document.getElementById("cited")
              for (let wait = 0; wait < 400; wait++) {
                const { top, bottom } = cited.getBoundingClientRect()
                if (bottom > 0 && top < innerHeight) return true
                await new Promise((done) => setTimeout(done, 25))
              }
              return false
            }"""
        )
    )


def test_every_link_leads_to_the_words(browser: Browser) -> None:
    """Chromium goes to the cited words, or the link does not promise it."""
    draw = random.Random(27)
    cases = [case(draw, f"https://news.example/{number}") for number in range(PAGES)]
    pages = {f"https://news.example/{number}": made.html for number, made in enumerate(cases)}
    context = browser.new_context()
    context.route(
        "https://news.example/**",
        lambda route: route.fulfill(
            body=pages[route.request.url], content_type="text/html; charset=utf-8"
        ),
    )
    page = context.new_page()
    wrong, offered = [], set()
    for made in cases:
        if ":~:" not in made.address:
            continue
        offered |= {made.lang, made.kind}
        page.goto(made.address)
        if not is_in_sight(page):
            wrong.append(f"{made.lang}, {made.kind}: {made.quote}\n    {made.address}")
    context.close()
    assert not wrong, "\n".join(wrong)
    assert offered == {*LANGUAGES, *KINDS} - {*UNSPACED}


def test_a_passage_is_marked_from_its_first_words_to_its_last(browser: Browser) -> None:
    """Chromium goes to the passage of a paraphrase, past other places of its last words."""
    first, last = "Спикер уточнил, что в ближайшее время", "до самой весны"
    passage = f"{first} переговоров не будет, и так {last}."
    html = (
        f'<!doctype html><meta charset="utf-8"><p>Все ждали {last}. Спикер уточнил.</p>{FAR}'
        f'<p id="cited">{passage}</p>{FAR}<p>{last}, {first}</p>'
    )
    url = "https://news.example/passage"
    source = Source.model_construct(
        type="webpage", url=url, lang="ru", archives=(), availability=None
    )
    citation = Citation.model_construct(
        source="it", locator=None, prefix=None, suffix=None, from_=first, to=last
    )
    made = opening(source, citation)
    assert made is not None
    assert made.label == "open at the words"
    context = browser.new_context()
    context.route(
        f"{url}*",
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )
    page = context.new_page()
    page.goto(made.address)
    assert is_in_sight(page)
    context.close()

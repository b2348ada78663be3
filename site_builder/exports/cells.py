"""Which texts a spreadsheet would run, or show as something else.

It runs what begins as a formula. It takes for a number, a day, a time or a truth value what looks
like one in its language, and shows that in its own form: `007` as 7, `10-12` and `May 6` as days,
`falso` in capital letters. Nobody knows which language that will be, so this is more than any one
of them reads. `search-cells.js` has the same rules for the export of search results, and
`benchmarks.spreadsheets` asks LibreOffice.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What begins a formula (OWASP, “CSV Injection”), in the forms that a spreadsheet takes for it, too.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
# Digits and signs, those of currencies among them, an exponent, half of a day.
_NUMBER = re.compile(
    r"(?=[\d\s.,:($€£¥฿₠-⃀%−．，：٪％＄￠￡￥￦令平昭大明])"
    r"[\d\s.,:;/%$€£¥฿₠-⃀()'’_+\-−–eE．，：／٫٬٪％＄￠￡￥￦年月日時时分秒년월일令和平成昭大正明治]+"
    r"(?:[apAP]\.?[mM]\.?)?"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\d\s.,:;/()'’_+\-−–]+")
_LONGEST = 40
"""The most characters of a text that a spreadsheet takes for a day or an amount."""
_MOST_WORDS = 5
"""The most words beside its digits, as in `quarta-feira, 6 de novembro de 2024`."""
# A day by the letter of a Japanese era.
_ERA = re.compile(r"[mtshr]\d{1,2}(?:[./-]\d{1,2}){2}")
TRUTH = _words(
    "adevărat aplams benar doğru epätosi fals falsch false falsk falskt falso faux fałsz hamis"
    " igaz nepravda onwaar patiess pravda prawda salah sand sann sant tosi true tõene usann"
    " verdadeiro verdadero vero vrai väär waar wahr yanliş yanlış истина ложь лъжа нетачно тачно"
    " хибність істина خطأ درست صواب نادرست จริง เท็จ 거짓 참"
)
"""What is true or false."""
HALVES = _words(
    "a am ap de dop du em fm ip m nachm odp p pm pop popiet pr priekšp priekšpusdienā priešpiet"
    " pēcp pēcpusdienā t vorm z ös öö μ μμ π πμ дп об пп пр сл ب بعدازظهر ص صبح ظ ق م ก่อนเที่ยง"
    " หลังเที่ยง 上午 下午 午前 午後 오전 오후"
)
"""Beside a time, the halves of a day, in one word or two, and what stands in it in ISO 8601."""
CURRENCIES = _words("chf ft kr kč lei r r$ rm rp rs us$ zł грн ден дин лв руб")
"""Currencies that have a word before or after an amount, and no sign."""
_BEGINNING = 3
"""How many letters of a month tell it from other words."""
MONTHS = _words(
    "abr ago agu aoû apr ara aug avg avr ağu bal bir bře cze dec des det dez dic dub déc eki elo"
    " ene eyl feb fev fév geg gen giu gru haz hei hel huh ian iul iun jaa jan jou jui jul jun juu"
    " jän júl jún jūl jūn kas kes kol kov kvě kwi lap led lie lip lis lok lug lut maa mag mai maj"
    " mar may mei mrt mrz máj már mär nis noi nov oca oct okt ott out ožu paź pro rug ruj sau sep"
    " set sie sij spa srp stu sty svi syy sze tam tem tou tra vas vee vel wrz zář ápr úno čer čvc"
    " čvn říj şub απρ αυγ αύγ δεκ ιαν ιου ιού μάι μάρ μαΐ μαι μαρ νοέ νοε οκτ σεπ φεβ авг апр бер"
    " вер гру дек дец жов июл июн кві лип лис лют май мар мая мај нов ное ноя окт сен сеп сер січ"
    " тра феб фев чер юли юни янв яну јан јул јун אוג אוק אפר דצמ יול יונ ינו מאי מרץ נוב ספט פבר"
    " آور أبر أغس أكت اوت اکت دسا ديس سبت سپت فبر فور مار ماي مه مهٔ نوا نوف ينا يول يون ژان ژوئ"
    " अक् अगस अग॰ अप् जनव जन॰ जुल जून दिस नवं नव॰ फ़र मई मार सित ก กรก กัน กุม ต ตุล ธ ธัน พ พฤศ"
    " พฤษ ม มกร มิ มิถ มี มีน ส สิง เม เมษ 一月 七月 三月 九月 二月 五月 八月 六月 十一月 十二月 十月"
    " 四月"
)
"""How months begin, in full and in short, in the languages of the CLDR that spreadsheets have."""


def is_altered(text: str) -> bool:
    """Whether a spreadsheet may run a text, which is not empty, or show something else."""
    if text[0] in _FORMULA:
        return True
    if _NUMBER.fullmatch(text) and _DIGIT.search(text):
        return True
    return len(text) <= _LONGEST and (_is_day_or_amount(text) or text.strip().casefold() in TRUTH)


def _is_day_or_amount(text: str) -> bool:
    if not _DIGIT.search(text):
        return False
    plain = text.strip().casefold()
    words = _WORD.findall(plain)
    return len(words) <= _MOST_WORDS and (
        any(word[:_BEGINNING] in MONTHS for word in words)
        or (len(words) == 1 and words[0] in CURRENCIES)
        or (bool(_DIGIT.match(plain)) and HALVES.issuperset(words))
        or bool(_ERA.fullmatch(plain))
    )

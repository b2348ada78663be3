/* Which cells a spreadsheet would run, or show as something else: the same as `exports/cells.py`, which says why. */

const FORMULA = /^[=+\-@\t\r＝＋－＠]/u
const NUMBER =
  /^(?=[\p{Nd}.,:($€£¥฿₠-⃀%\s−．，：٪％＄￠￡￥￦令平昭大明])[\p{Nd}\s.,:;/%$€£¥฿₠-⃀()'’_+\-−–eE．，：／٫٬٪％＄￠￡￥￦年月日時时分秒년월일令和平成昭大正明治]+(?:[apAP]\.?[mM]\.?)?$/u
const ERA = /^[mtshr]\p{Nd}{1,2}(?:[./-]\p{Nd}{1,2}){2}$/u
const DIGIT = /\p{Nd}/u
const WORD = /[^\p{Nd}\s.,:;/()'’_+\-−–]+/gu
const LONGEST = 40
const MOST_WORDS = 5
const set = (words) => new Set(words.split(" "))
const TRUTH = set(
  "adevărat aplams benar doğru epätosi fals falsch false falsk falskt falso faux fałsz hamis igaz nepravda onwaar" +
  " patiess pravda prawda salah sand sann sant tosi true tõene usann verdadeiro verdadero vero vrai väär waar wahr" +
  " yanliş yanlış истина ложь лъжа нетачно тачно хибність істина خطأ درست صواب نادرست จริง เท็จ 거짓 참",
)
const HALVES = set(
  "a am ap de dop du em fm ip m nachm odp p pm pop popiet pr priekšp priekšpusdienā priešpiet pēcp pēcpusdienā t" +
  " vorm z ös öö μ μμ π πμ дп об пп пр сл ب بعدازظهر ص صبح ظ ق م ก่อนเที่ยง หลังเที่ยง 上午 下午 午前 午後 오전 오후",
)
const CURRENCIES = set("chf ft kr kč lei r r$ rm rp rs us$ zł грн ден дин лв руб")
const BEGINNING = 3
const MONTHS = set(
  "abr ago agu aoû apr ara aug avg avr ağu bal bir bře cze dec des det dez dic dub déc eki elo ene eyl feb fev fév" +
  " geg gen giu gru haz hei hel huh ian iul iun jaa jan jou jui jul jun juu jän júl jún jūl jūn kas kes kol kov kvě" +
  " kwi lap led lie lip lis lok lug lut maa mag mai maj mar may mei mrt mrz máj már mär nis noi nov oca oct okt ott" +
  " out ožu paź pro rug ruj sau sep set sie sij spa srp stu sty svi syy sze tam tem tou tra vas vee vel wrz zář ápr" +
  " úno čer čvc čvn říj şub απρ αυγ αύγ δεκ ιαν ιου ιού μάι μάρ μαΐ μαι μαρ νοέ νοε οκτ σεπ φεβ авг апр бер вер гру дек" +
  " дец жов июл июн кві лип лис лют май мар мая мај нов ное ноя окт сен сеп сер січ тра феб фев чер юли юни янв яну" +
  " јан јул јун אוג אוק אפר דצמ יול יונ ינו מאי מרץ נוב ספט פבר آور أبر أغس أكت اوت اکت دسا ديس سبت سپت فبر فور مار" +
  " ماي مه مهٔ نوا نوف ينا يول يون ژان ژوئ अक् अगस अग॰ अप् जनव जन॰ जुल जून दिस नवं नव॰ फ़र मई मार सित ก กรก กัน กุม" +
  " ต ตุล ธ ธัน พ พฤศ พฤษ ม มกร มิ มิถ มี มีน ส สิง เม เมษ 一月 七月 三月 九月 二月 五月 八月 六月 十一月 十二月 十月 四月",
)

/* Whether a spreadsheet may run a text, or show something else in its place. */
export function isAltered(text) {
  if (FORMULA.test(text) || (NUMBER.test(text) && DIGIT.test(text))) return true
  return [...text].length <= LONGEST && (isDayOrAmount(text) || TRUTH.has(text.trim().toLowerCase()))
}

function isDayOrAmount(text) {
  if (!DIGIT.test(text)) return false
  const plain = text.trim().toLowerCase()
  const words = plain.match(WORD) ?? []
  const isMonth = (word) => MONTHS.has([...word].slice(0, BEGINNING).join(""))
  const isAmount = words.length === 1 && CURRENCIES.has(words[0])
  const isTime = /^\p{Nd}/u.test(plain) && words.every((word) => HALVES.has(word))
  return words.length <= MOST_WORDS && (words.some(isMonth) || isAmount || isTime || ERA.test(plain))
}

"""Sentences and names for synthetic content: grammatical, unlike each other, and about nothing.

Places and surnames are put together from syllables that no language has, so that the words have
the long tail of real text, and nobody who exists is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

_BEGINNINGS = (
    ("Vrel", "Врел"), ("Quolb", "Куолб"), ("Zhad", "Жад"), ("Thrum", "Трум"), ("Glorb", "Глорб"),
    ("Snurv", "Снурв"), ("Oxt", "Окст"), ("Plim", "Плим"), ("Dwog", "Двог"), ("Hjelk", "Хьелк"),
    ("Brast", "Браст"), ("Umf", "Умф"), ("Kvint", "Квинт"), ("Yorp", "Йорп"), ("Shlep", "Шлеп"),
    ("Mezz", "Мезз"), ("Fnor", "Фнор"), ("Tskal", "Цкал"), ("Wump", "Вумп"), ("Edr", "Эдр"),
)  # fmt: skip
_MIDDLES = (
    ("a", "а"), ("ibo", "ибо"), ("uxi", "укси"), ("elo", "ело"), ("ogga", "огга"),
    ("ymi", "ыми"), ("arve", "арве"), ("onu", "ону"), ("ipta", "ипта"), ("ezo", "езо"),
)  # fmt: skip
_ENDINGS = (
    ("x", "кс"), ("mog", "мог"), ("zent", "зент"), ("quib", "квиб"), ("dral", "драл"),
    ("bunk", "бунк"), ("vosh", "вош"), ("thup", "туп"), ("glimt", "глимт"), ("nirk", "нирк"),
    ("sploy", "сплой"), ("wrest", "врест"), ("fleg", "флег"), ("jask", "джаск"), ("porv", "порв"),
)  # fmt: skip
NAMES = len(_BEGINNINGS) * len(_MIDDLES) * len(_ENDINGS)


def invented_name(number: int) -> tuple[str, str]:
    """Return a name in Latin and Cyrillic letters; numbers 0 to `NAMES` - 1 give different ones."""
    number, beginning = divmod(number, len(_BEGINNINGS))
    number, middle = divmod(number, len(_MIDDLES))
    parts = (
        _BEGINNINGS[beginning],
        _MIDDLES[middle],
        _ENDINGS[number % len(_ENDINGS)],
    )
    return "".join(latin for latin, _ in parts), "".join(cyrillic for _, cyrillic in parts)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How clauses are made: `clauses` are patterns whose fields are lists in `words`.

    No word in any list changes its form with another one, so that every choice is grammatical.
    The fields `place` and `number` are filled with an invented name, in Cyrillic letters where
    `cyrillic` says so, and a number.
    """

    clauses: tuple[str, ...]
    joints: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    cyrillic: bool = False


class _Choices(dict[str, str]):
    """The words of one clause, each drawn when its pattern asks for it."""

    def __init__(self, grammar: Grammar, rng: Random) -> None:
        super().__init__()
        self._grammar, self._rng = grammar, rng

    def __missing__(self, field: str) -> str:
        if field == "place":
            return invented_name(int(self._rng.random() * NAMES))[self._grammar.cyrillic]
        if field == "number":
            return str(2 + int(self._rng.random() * 998))
        return pick(self._rng, self._grammar.words[field])


def pick(rng: Random, words: tuple[str, ...]) -> str:
    """One of `words`; four times as fast as `choice`, with a bias too small to matter here."""
    return words[int(rng.random() * len(words))]


def clause(grammar: Grammar, rng: Random) -> str:
    """Write a main clause, without a capital letter and a full stop."""
    return pick(rng, grammar.clauses).format_map(_Choices(grammar, rng))


def sentences(grammar: Grammar, rng: Random, least: int, most: int) -> str:
    """Text of at least `least` words, and of about `most` at the longest; often shorter."""
    # Most are short; the last clause leads beyond what is wanted.
    wanted = least + (most - least) * 0.85 * rng.random() ** 2
    text = clause(grammar, rng)
    while text.count(" ") + 1 < wanted:
        text += pick(rng, grammar.joints) + clause(grammar, rng)
    return ". ".join(part[0].upper() + part[1:] for part in text.split(". ")) + "."


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word.strip() for line in lines for word in line.split(","))


ENGLISH = Grammar(
    clauses=(
        "{subject} {verb} the {adjective} {object} {when}",
        "{when} {subject} {verb} the {object} of {place}",
        "{subject} {verb} the {adjective} {object} because {other} {past} the {second} {when}",
        "in {place} {other} {past} the {second} and {subject} {verb} the {adjective} {object}",
        "{subject} {verb} {number} {plural} from {place}",
        "without the {adjective} {second} {other} {verb} the {object}",
    ),
    joints=(", and ", ", but ", "; ", ". ", ". ", ". ", ", while ", ", although "),
    words={
        "subject": _words(
            "we, nobody, the committee, the ministry, our side, the council, the other side,"
            "the delegation, the parliament, this government, the region, the border service,"
            "every citizen, the central bank, the working group, the fleet, industry, I, they"
        ),
        "other": _words(
            "the neighbours, the partners, the court, the opposition, the commission, the press,"
            "the mediators, the suppliers, the auditors, the island, the northern towns, the union"
        ),
        "verb": _words(
            "will support, must sign, could accept, would never accept, can defend, may postpone,"
            "ought to publish, cannot ignore, will not repeat, might extend, should abolish,"
            "did not promise, must renew, will examine, might withdraw, must not weaken"
        ),
        "past": _words(
            "rejected, blocked, forgot, praised, delayed, rewrote, financed, doubted, cancelled,"
            "ratified, leaked, misread, protected, inspected, halved, tolerated, announced"
        ),
        "adjective": _words(
            "new, old, fair, secret, common, costly, lasting, so-called, temporary, northern,"
            "written, unfinished, economic, maritime, joint, reasonable, dangerous, modest,"
            "humanitarian, technical, unfriendly, strategic, forgotten, annual, independent"
        ),
        "object": _words(
            "agreement, budget, ceasefire, tariff, pipeline, census, harvest, election, railway,"
            "sanction, treaty, corridor, ballot, subsidy, reactor, inquiry, mandate, blockade,"
            "armistice, visa regime, exchange of prisoners, price of grain, reform, canal, summit"
        ),
        "second": _words(
            "protocol, timetable, report, guarantee, licence, loan, letter, majority, warning,"
            "veto, deadline, monitoring, demarcation, embargo, statute, vote, draft, quota"
        ),
        "plural": _words(
            "observers, tonnes of wheat, ships, doctors, amendments, complaints, transformers,"
            "refugees, signatures, prisoners, tractors, inspections, schools, letters, wagons"
        ),
        "when": _words(
            "this winter, before the talks, at any price, in good faith, by the end of the month,"
            "on equal terms, after the vote, for the third time, without conditions, in public,"
            "under pressure, in our own interest, step by step, at the highest level, tomorrow"
        ),
    },
)

RUSSIAN = Grammar(
    clauses=(
        "{when} {subject} {verb} {adjective} {object}",
        "{subject} {verb} {adjective} {object} в городе {place}",
        "{when} {subject} {verb} {object} номер {number}",
    ),
    joints=(", а ", ", но ", "; ", ". ", ". ", ", и "),
    words={
        "subject": _words(
            "комиссия, министерство, парламент, делегация, наша сторона, другая сторона, совет,"
            "правительство, суд, каждый гражданин, рабочая группа, регион"
        ),
        "verb": _words(
            "поддерживает, обсуждает, подписывает, отвергает, финансирует, откладывает, защищает,"
            "публикует, продлевает, проверяет, отменяет, нарушает, признаёт, изучает"
        ),
        "adjective": _words(
            "новый, старый, общий, временный, тайный, дорогой, справедливый, северный, морской,"
            "письменный, совместный, опасный, скромный, технический, ежегодный, разумный"
        ),
        "object": _words(
            "договор, бюджет, тариф, трубопровод, урожай, коридор, протокол, мандат, канал,"
            "реактор, доклад, кредит, график, закон, обмен, саммит, запрет, проект"
        ),
        "when": _words(
            "сегодня, завтра, в этом году, до переговоров, любой ценой, на равных условиях, снова,"
            "после голосования, без условий, под давлением, шаг за шагом, как всегда"
        ),
    },
    cyrillic=True,
)

UKRAINIAN = Grammar(
    clauses=(
        "{when} {subject} {verb} {adjective} {object}",
        "{subject} {verb} {adjective} {object} у місті {place}",
        "{when} {subject} {verb} {object} номер {number}",
    ),
    joints=(", а ", ", але ", "; ", ". ", ". ", ", і "),
    words={
        "subject": _words(
            "комісія, міністерство, парламент, делегація, наша сторона, інша сторона, рада, уряд,"
            "суд, кожен громадянин, робоча група, регіон"
        ),
        "verb": _words(
            "підтримує, обговорює, підписує, відкидає, фінансує, відкладає, захищає, оприлюднює,"
            "подовжує, перевіряє, скасовує, порушує, визнає, вивчає"
        ),
        "adjective": _words(
            "новий, старий, спільний, тимчасовий, таємний, дорогий, справедливий, північний,"
            "морський, письмовий, небезпечний, скромний, технічний, щорічний, розумний"
        ),
        "object": _words(
            "договір, бюджет, тариф, трубопровід, врожай, коридор, протокол, мандат, канал,"
            "реактор, звіт, кредит, графік, закон, обмін, саміт, проєкт, об’єкт"
        ),
        "when": _words(
            "сьогодні, завтра, цього року, до переговорів, будь-якою ціною, на рівних умовах,"
            "знову, після голосування, без умов, під тиском, крок за кроком, як завжди"
        ),
    },
    cyrillic=True,
)

ARABIC = Grammar(
    clauses=(
        "{when} {verb} {subject} {object} {adjective}",
        "{verb} {subject} {object} {adjective} رقم {number}",
        "{verb} {subject} {object} {adjective} {when}",
    ),
    joints=("، و", "، ثم ", "، بينما ", ". ", ". "),
    words={
        "subject": _words(
            "اللجنة, الوزارة, الحكومة, المحكمة, المعارضة, الدولة, المنطقة, الشركة, الصحافة, المدينة"
        ),
        "verb": _words("تناقش, ترفض, تؤيد, تدرس, تنشر, تؤجل, تراجع, تمول, تنتقد, تقبل, تحمي"),
        "adjective": _words(
            "الجديد, القديم, المشترك, المؤقت, السري, العادل, البحري, السنوي, التقني, الخطير"
        ),
        "object": _words(
            "الاتفاق, القرار, التقرير, المشروع, القانون, البروتوكول, القرض, الاقتراح, الموعد, الممر"
        ),
        "when": _words("اليوم, غدا, هذا العام, قبل المحادثات, بعد التصويت, دون شروط, مرة أخرى"),
    },
)

GRAMMARS: Mapping[str, Grammar] = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "ar": ARABIC,
}

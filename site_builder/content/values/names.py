"""Names of people that may not be written as readers know them."""

import re
from itertools import takewhile
from typing import NamedTuple

OF_ONE = ("official", "commentator")
"""The kinds of people that are one person with a name."""
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness hon rt the president
    minister prime deputy vice senator rep representative congressman congresswoman chancellor
    ambassador secretary governor mayor spokesman spokeswoman spokesperson judge justice gen general
    col colonel maj major capt captain lt lieutenant adm admiral jr sr phd md mp mep king queen
    prince princess pope father rev reverend former ex
    """.split()  # noqa: SIM905  one word a line would fill two screens
)
"""What stands before a name, or after it, and belongs to none."""
# What stands before names, whichever of them comes first.
_FORMS_OF_ADDRESS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
    )
)
# Parts of surnames that many write small, alone or before a hyphen.
_PARTICLES = frozenset(
    """
    af al av bin bint d da das de del dela della den der di do dos du e el ibn la las le los ould
    ten ter van vom von y zu zum zur
    """.split()  # noqa: SIM905  as above
)
# In none of these languages is the word part of a name, but for `von und zu`.
_AND = re.compile(r"[;\n]|\s[/&]\s|\s(?:and|et|и|та)\s|(?<!\bvon)\sund\s", re.IGNORECASE)
_CAPITALS_AFTER = re.compile(r"[A-Z]{2,4}")
"""What is written in capitals after a name: `III`, `CBE`, `OFM`."""
_WITH = "keep one of them here. Add `with:` with the others."


class Doubt(NamedTuple):
    """What the name of a person may be instead, and what to write then.

    `meant` is the name of one person with its parts in order; empty if there is none.
    """

    message: str
    hint: str
    is_of_several: bool
    meant: str = ""


def doubt_about(name: str) -> Doubt | None:
    """Return what is doubtful about the name of one person; None if nothing is.

    What stands after a comma belongs to the name if it is a title or an office: `King, Jr.`.
    """
    if sum(1 for part in _AND.split(name) if part.strip()) > 1:
        return _several()
    parts = [part for piece in name.split(",") if (part := piece.strip())]
    if len(parts) < 2:
        return None
    after = [part for part in parts[1:] if _is_title(part, name)]
    addressed = [_without_address(part) for part in parts if part not in after]
    names = [name for _, name in addressed]
    if len(names) < 2 or any(map(_has_office, names[1:])) or _is_office(names[0]):
        return None
    if len(names) > 2:
        return _several()
    surname, given = names
    called = " ".join([*(word for address, _ in addressed for word in address), given, surname])
    meant = ", ".join([called, *after])
    turned = f"write `name: {meant}`."
    if _is_full(surname) and _is_full(given):
        return _several(f" If it is one person whose surname comes first, {turned}")
    first = "The surname may come first here."
    return Doubt(first, f"If so, {turned}", is_of_several=False, meant=meant)


def _several(otherwise: str = "") -> Doubt:
    return Doubt("These may be several people.", f"If so, {_WITH}{otherwise}", is_of_several=True)


def _is_title(part: str, name: str) -> bool:
    """Check whether a part of a name is what stands after names, such as `Jr.` or `CBE`."""
    return all(
        _plain(word) in TITLES or (_CAPITALS_AFTER.fullmatch(word) and not name.isupper())
        for word in part.split()
    )


def _without_address(part: str) -> tuple[list[str], str]:
    """Return the forms of address at the start of a part of a name, and the rest."""
    words = part.split()
    address = [*takewhile(lambda word: _plain(word) in _FORMS_OF_ADDRESS, words[:-1])]
    return address, " ".join(words[len(address) :])


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def _has_office(part: str) -> bool:
    """Check whether a part has words that are no names, as `Prince of Wales` has."""
    return any(_plain(word) in TITLES or _is_small(word) for word in part.split())


def _is_office(part: str) -> bool:
    """Check whether what stands first is an office: `King` by itself is a surname."""
    return " " in part and _has_office(part)


def _is_small(word: str) -> bool:
    """Check whether a word is written small, or begins with a number, and is no particle."""
    first = re.split(r"[-'’]", word, maxsplit=1)[0].casefold()
    return (word[0].islower() or word[0].isdigit()) and first not in _PARTICLES


def _is_full(part: str) -> bool:
    """Check whether a part may be the name of a person by itself."""
    return len([word for word in part.split() if word.casefold() not in _PARTICLES]) > 1

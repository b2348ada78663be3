"""Names that may have been meant by others."""

import pytest

from site_builder.authoring.spreadsheet.alike import LookAlikes

PEOPLE = ("Ada Keeper", "José Ruiz", "Иван Петров", "Alexander Kowalski")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Keeper, Ada", "Ada Keeper"),
        ("Dr Ada Keeper", "Ada Keeper"),
        ("Prime Minister Keeper", "Ada Keeper"),
        ("A. Keeper", "Ada Keeper"),
        ("Ada M. Keeper", "Ada Keeper"),
        ("Keeper", "Ada Keeper"),
        ("Ada Keeper (Minister of Tides)", "Ada Keeper"),
        ("Ada Kepeer", "Ada Keeper"),
        ("Jose Ruiz", "José Ruiz"),
        ("Ivan Petrov", "Иван Петров"),
        ("Aleksander Kowalsky", "Alexander Kowalski"),
        ("Bo Keeper", ""),
        ("B. Keeper", ""),
        ("Ada Smith", ""),
        ("Ada B. Ruiz", ""),
    ],
)
def test_people(name: str, meant: str) -> None:
    """A name turned round, with a title, initials or an office, or misspelt, is asked about."""
    people = LookAlikes(are_people=True)
    for one in PEOPLE:
        people.add(one)
    assert people.find(name) == meant
    if meant:
        # Whichever comes first.
        turned = LookAlikes(are_people=True)
        turned.add(name)
        assert turned.find(meant) == name


def test_numbered_titles() -> None:
    """Titles that differ in a number are two; those that differ in a letter may be one."""
    titles = LookAlikes(are_people=False)
    titles.add("Security Council, meeting 101")
    assert titles.find("Security Council, meeting 102") == ""
    assert titles.find("Securty Council, meeting 101") == "Security Council, meeting 101"


def test_the_cost_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are compared with few others, however many there are."""
    compared = [0]

    def count(one: str, other: str) -> float:
        compared[0] += 1
        return float(one == other)

    monkeypatch.setattr("site_builder.authoring.spreadsheet.alike.fuzz.ratio", count)
    people = LookAlikes(are_people=True)
    names = [f"Name{chr(97 + n % 26)}{n} Of{chr(97 + n // 26 % 26)}{n}" for n in range(2_000)]
    for name in names:
        people.find(name)
        people.add(name)
    assert compared[0] <= 10 * len(names)

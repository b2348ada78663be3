from site_builder.authoring.yaml.layout import lines, of_fields
from site_builder.content.document import Plain
from site_builder.content.model import Person

LONG = "word " * 30 + "end"
POSITIONS: Plain = [
    {
        "statements": [
            {"citations": [{"locator": "page 1", "source": "a"}], "quote": "One.", "id": "one"},
            {"quote": "Two.", "id": "two"},
        ],
        "theme": "peace",
    }
]


def written(**fields: Plain) -> str:
    """A person's fields as they are laid out."""
    return "\n".join(lines(of_fields(fields, Person)))


def test_the_models_order() -> None:
    """Fields come in the model's order, at every depth; statements are paragraphs of their own."""
    assert written(positions=POSITIONS, kind="official", name="A").split("\n") == [
        "name: A",
        "kind: official",
        "positions:",
        "  - theme: peace",
        "    statements:",
        "      - id: one",
        "        quote: One.",
        "        citations:",
        "          - source: a",
        "            locator: page 1",
        "",
        "      - id: two",
        "        quote: Two.",
    ]


def test_what_is_short_stands_on_one_line() -> None:
    """A short list, and a short part that is read at a glance, are one line each, if they fit."""
    assert written(former_ids=["a", "b"]) == "former_ids: [a, b]"
    assert written(names=[{"name": "Ада", "lang": "ru"}]).split("\n") == [
        "names:",
        "  - { name: Ада, lang: ru }",
    ]
    long = written(names=[{"lang": "ru", "name": LONG}]).split("\n")
    assert long[:2] == ["names:", "  - name: >-"]
    assert long[-1] == "    lang: ru"


def test_unknown_fields_are_not_lost() -> None:
    """A field that the model does not know comes last."""
    assert written(colour="red", name="A") == "name: A\ncolour: red"

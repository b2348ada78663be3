from pathlib import Path

from site_builder.views.question import asked
from tests.support.project import statement
from tests.support.views import entries


def test_a_question_stands_in_the_name_of_whoever_asked(tmp_path: Path) -> None:
    """It has the marks of its own language, and is cut only where it need not be whole."""
    long = "Warum " * 60 + "nicht?"
    question = {"by": "a reporter", "quote": long, "lang": "de"}
    entry, none = entries(
        tmp_path,
        statement("answered", question=question),
        statement("alone", quote="Nobody asked me", date="2024-11-07"),
    )
    assert asked(none, "en") is None
    found = asked(entry, "en")
    assert found is not None
    assert (found.text.lang, found.text.opening, found.text.closing) == ("de", "„", "“")
    assert found.told("en", whole=True) == f"asked by a reporter: „{long}“"
    told = found.told("en")
    assert told.startswith("asked by a reporter: „Warum ")
    assert len(told) < 300 < len(long)

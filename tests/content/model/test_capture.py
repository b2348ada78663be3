import pytest
from pydantic import ValidationError

from site_builder.content.model import Capture, digest

ZERO = f"sha256:{'0' * 64}"
FIELDS = {
    "id": "news",
    "path": "captures/news.yml",
    "fetched": "2026-11-26",
    "media": "text/html",
    "by": "upload",
    "extractor": "html/1",
    "body": ZERO,
    "text": ZERO,
}


def extract(start: str, end: str, text: str = "abc") -> dict[str, object]:
    """An extract as a file has it."""
    return {"at": [start, end], "text": text, "sha256": digest(text)}


def test_an_extract_knows_whether_it_was_edited() -> None:
    """An extract whose length or digest is another one was edited."""
    made = Capture.model_validate({**FIELDS, "extracts": [extract("5", "8"), extract("8", "12")]})
    assert [one.is_as_written for one in made.extracts] == [True, False]


@pytest.mark.parametrize(
    "extracts",
    [
        [extract("8", "5")],
        [extract("x", "5")],
        [extract("-1", "2")],
        [extract("5", "8"), extract("7", "10")],
    ],
)
def test_stretches_in_order(extracts: list[object]) -> None:
    """Stretches begin before they end, and do not overlap."""
    with pytest.raises(ValidationError, match="bad-stretch"):
        Capture.model_validate({**FIELDS, "extracts": extracts})

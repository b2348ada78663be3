import pytest

from site_builder.authoring.captures import CaptureError, capture_text
from site_builder.content.model import Extract, digest

ZERO = f"sha256:{'0' * 64}"
FIELDS = {
    "url": "https://news.example/a?b=1#c: d",
    "fetched": "2026-11-26",
    "media": "text/html",
    "by": "upload",
    "extractor": "html/1",
    "body": ZERO,
    "text": ZERO,
}


def extract(text: str, at: int = 0) -> Extract:
    """An extract with a text."""
    return Extract.model_construct(at=(at, at + len(text)), text=text, sha256=digest(text))


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "- a list: # no",
        'quotes " and \\ and ’',
        "two\n\nparagraphs\nand: lines",
        " leading and trailing ",
        "null",
        "long " * 60 + "end",
        "трудные слова — «да»",
    ],
)
def test_any_text_is_kept(text: str) -> None:
    """A capture gives back every text as it was; what it writes has been read again."""
    assert extract(text).sha256 in capture_text({**FIELDS, "url": None}, [extract(text)])


def test_what_yaml_cannot_hold_is_refused() -> None:
    """A text that content cannot have is refused, not altered."""
    with pytest.raises(CaptureError, match="cannot be written"):
        capture_text({**FIELDS, "url": None}, [extract("a\u200bb")])

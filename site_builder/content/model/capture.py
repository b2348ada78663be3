"""A copy of a source: what there is of it, and the stretches of its text around quoted words.

The tool writes these files (`factsheet capture`). The whole copy is outside the repository; its
digests tie the stretches to it.
"""

import hashlib
import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from site_builder.content.model.fields import Date, IsText, Line, Url, fault, matching
from site_builder.content.model.part import Part
from site_builder.content.model.records import File

_DIGEST = r"sha256:[0-9a-f]{64}"
_EXAMPLE = f"sha256:{'0' * 64}"
Digest = Annotated[str, matching(_DIGEST, _EXAMPLE), Field(examples=[_EXAMPLE])]


def digest(data: str | bytes) -> str:
    """Return the SHA-256 of bytes, or of a text in UTF-8, as `sha256:…`."""
    return f"sha256:{hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()}"


def _stretch(value: object) -> tuple[int, int]:
    numbers = value if isinstance(value, list) else []
    if len(numbers) == 2 and all(re.fullmatch(r"\d{1,9}", str(one), re.ASCII) for one in numbers):
        start, end = map(int, numbers)
        if start < end:
            return start, end
    raise fault("bad-stretch", "This must be two numbers, the smaller one first.", _AGAIN)


_AGAIN = "Run `factsheet capture` again: the tool writes this file."


def _text(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise fault("empty-value", "This value is empty.", _AGAIN)


class Extract(Part):
    """A stretch of a source's text; `at` is where it begins and ends, in code points."""

    at: Annotated[
        tuple[int, int],
        PlainValidator(_stretch),
        WithJsonSchema(
            {"type": "array", "items": {"type": ["integer", "string"]}, "examples": [[1902, 1963]]}
        ),
    ] = Field(description="Where the text begins and ends in the whole text, in code points.")
    text: Annotated[str, BeforeValidator(_text), IsText()] = Field(
        description="The quoted words, and at most eight words on either side.",
        examples=["the minister answered: “We will not talk before spring.” He then left"],
    )
    sha256: Digest = Field(description="The digest of this text, by which an edit is noticed.")

    @property
    def is_as_written(self) -> bool:
        """Whether the text is the one that the tool has written."""
        return len(self.text) == self.at[1] - self.at[0] and digest(self.text) == self.sha256


Extractor = Literal["html/1", "pdf/1", "captions/1", "text/1", "ocr/1"]


class Capture(File):
    """A copy of a source. Its id is the source's."""

    url: Url | None = Field(None, description="The address that the copy was made of.")
    final_url: Url | None = Field(
        None, description="The address that this one led to, if it is another one."
    )
    fetched: Date = Field(description="The day on which the copy was made.")
    media: Line = Field(description="Its media type.", examples=["text/html"])
    by: Literal["fetch", "upload", "archive"] = Field(
        description="How it was got: from its address, from somebody's file, from an archive."
    )
    extractor: Extractor = Field(
        description="How the text was read from it; `ocr/1` if a machine read it from an image."
    )
    body: Digest = Field(description="The digest of the whole copy.")
    text: Digest = Field(description="The digest of its whole text.")
    extracts: tuple[Extract, ...] = Field((), description="The text around the quoted words.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for before, after in zip(self.extracts, self.extracts[1:], strict=False):
            if after.at[0] < before.at[1]:
                raise fault(
                    "bad-stretch",
                    "Two extracts overlap, or are not in the order of the text.",
                    _AGAIN,
                )
        return self

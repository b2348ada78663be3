"""The files of a segment, read as docs/search-index.md describes them."""

import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

from site_builder.search.documents import Document, Field
from site_builder.search.segment import varint, write_segment

COMMON = ["lamp", "lamps", "tide", "ночь", "海"]
RARE = ["fog", "buoy"]


def unpacked(data: bytes) -> tuple[Any, bytes]:
    """The JSON and the bytes of a file."""
    whole = zlib.decompress(data)
    end = 4 + int.from_bytes(whole[:4], "little")
    return json.loads(whole[4:end]), whole[end:]


def numbers(data: bytes) -> Iterator[int]:
    """All numbers in some bytes."""
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def places_of(
    entry: list[Any], documents: bytes, beside: bytes, files: dict[str, bytes]
) -> dict[Any, list[int]]:
    """Where a form is: places by document and field; none if it has no places of its own."""
    if len(entry) == 3:
        return {}
    found: dict[Any, list[int]] = {}
    file, further = 0, []
    if beside:
        read = numbers(beside)
    else:
        file, offset, *further = entry[3:]
        read = numbers(unpacked(files[f"positions-{file}.bin"])[1][offset:])
    pairs = numbers(documents)
    document = 0
    for ordinal, distance in enumerate(pairs):
        document += distance
        mask = next(pairs)
        if ordinal in further:
            file += 1
            read = numbers(unpacked(files[f"positions-{file}.bin"])[1])
        for field in Field:
            if mask >> field & 1:
                place = 0
                found[document, field] = []
                for _ in range(next(read)):
                    place += next(read)
                    found[document, field].append(place)
    return found


def test_everything_is_where_the_format_says() -> None:
    """A reader finds each word, and each pair with a common word, at its places."""
    rng = Random(5)
    words_of = {Field.WORDS: 12, Field.CONTEXT: 800}
    # The first one more often, so that some pairs have places in files of their own.
    words = [*COMMON * 40, *COMMON[:1] * 120, *RARE]
    said = [
        {field: rng.choices(words, k=size) for field, size in words_of.items()} for _ in range(400)
    ]
    documents = [
        Document(
            f"people/a/{at}/",
            tuple((field, ((" ".join(own), "en"),)) for field, own in texts.items()),
            {"Year": (str(at % 3),)},
            {"at": at},
            (733_000 + at, 733_000 + at * 2),
        )
        for at, texts in enumerate(said)
    ]
    files: dict[str, bytes] = {}
    segment = write_segment(documents, 64, files.__setitem__)
    assert segment.documents == 400
    found: dict[str, dict[Any, list[int]]] = {}
    # Words without places, with places beside, in a file, in several.
    lengths: list[int] = []
    for number, first in enumerate(segment.shards):
        head, data = unpacked(files[f"words-{number}.bin"])
        assert head[0][0] == first
        for _, _, entries in head:
            for entry in entries:
                of_documents, data = data[: entry[2]], data[entry[2] :]
                lengths.append(len(entry))
                beside = entry[3] if len(entry) == 4 else 0
                found[entry[0]] = places_of(entry, of_documents, data[:beside], files)
                data = data[beside:]
    assert segment.common == tuple(sorted(COMMON))
    expected: dict[str, dict[Any, list[int]]] = {word: {} for word in COMMON}
    for at, texts in enumerate(said):
        for field, own in texts.items():
            for place, word in enumerate(own):
                if word in RARE:
                    expected.setdefault(word, {}).setdefault((at, field), []).append(place)
            for place, pair in enumerate(pairwise(own)):
                if {*pair} & {*COMMON}:
                    key = f" {' '.join(pair)}"
                    expected.setdefault(key, {}).setdefault((at, field), []).append(place)
    assert found == expected
    assert {*lengths} >= {3, 4, 5}
    assert max(lengths) > 5
    shown = [unpacked(files[f"shown-{at}.bin"])[0] for at in range(7)]
    assert [one["at"] for part in shown for one in part] == [*range(400)]
    values, column = unpacked(files["facets.bin"])
    assert values == {"Year": ["0", "1", "2"]}
    assert [*numbers(column)][:6] == [1, 0, 1, 1, 1, 2]
    days = [*numbers(unpacked(files["dates.bin"])[1])]
    assert days[:4] == [733_000, 0, 733_001, 1]


def test_numbers() -> None:
    """Each number is read as it was written."""
    for number in (0, 1, 127, 128, 300, 16_383, 16_384, 3_652_059):
        assert [*numbers(varint(number))] == [number]

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


def places_of(entry: list[Any], documents: bytes, files: dict[str, bytes]) -> dict[Any, list[int]]:
    """Where a form is: places by document and field; none if it has no places of its own."""
    if len(entry) == 3:
        return {}
    _, _, _, file, offset, *further = entry
    found: dict[Any, list[int]] = {}
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
    words_of = {Field.WORDS: 12, Field.CONTEXT: 300}
    said = [
        {field: rng.choices(COMMON * 20 + RARE, k=size) for field, size in words_of.items()}
        for _ in range(400)
    ]
    documents = [
        Document(
            f"people/a/{at}/",
            tuple((field, ((" ".join(words), "en"),)) for field, words in texts.items()),
            {"Year": (str(at % 3),)},
            {"at": at},
            (733_000 + at, 733_000 + at * 2),
        )
        for at, texts in enumerate(said)
    ]
    files: dict[str, bytes] = {}
    segment = write_segment(documents, files.__setitem__)
    assert segment.documents == 400
    found: dict[str, dict[Any, list[int]]] = {}
    for number, first in enumerate(segment.shards):
        head, data = unpacked(files[f"words-{number}.bin"])
        assert head[0][0] == first
        for _, _, entries in head:
            for entry in entries:
                own, data = data[: entry[2]], data[entry[2] :]
                found[entry[0]] = places_of(entry, own, files)
    assert segment.common == tuple(sorted(COMMON))
    expected: dict[str, dict[Any, list[int]]] = {word: {} for word in COMMON}
    for at, texts in enumerate(said):
        for field, words in texts.items():
            for place, word in enumerate(words):
                if word in RARE:
                    expected.setdefault(word, {}).setdefault((at, field), []).append(place)
            for place, pair in enumerate(pairwise(words)):
                if {*pair} & {*COMMON}:
                    key = f" {' '.join(pair)}"
                    expected.setdefault(key, {}).setdefault((at, field), []).append(place)
    assert found == expected
    assert sum(name.startswith("positions-") for name in files) > len(COMMON)
    shown = [unpacked(files[f"shown-{at}.bin"])[0] for at in range(7)]
    assert [one["at"] for part in shown for one in part] == [*range(400)]
    values, column = unpacked(files["facet-year.bin"])
    assert values == ["0", "1", "2"]
    assert [*numbers(column)][:6] == [1, 0, 1, 1, 1, 2]
    days = [*numbers(unpacked(files["dates.bin"])[1])]
    assert days[:4] == [733_000, 0, 733_001, 1]


def test_numbers() -> None:
    """Each number is read as it was written."""
    for number in (0, 1, 127, 128, 300, 16_383, 16_384, 3_652_059):
        assert [*numbers(varint(number))] == [number]

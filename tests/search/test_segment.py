"""The files of a segment, read as docs/search-index.md describes them."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from site_builder.search.documents import Document, Field
from site_builder.search.segment import DIGEST, TOGETHER, Segment, write_segment
from site_builder.search.stretch import varint
from tests.support.stretches import InStretches

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


def digest(digests: str, at: int = 0) -> str:
    """One of several digests."""
    return digests[at * DIGEST : (at + 1) * DIGEST]


def places_of(
    entry: list[Any], documents: bytes, beside: bytes, files: list[bytes]
) -> dict[Any, list[int]]:
    """Where a form is: places by document and field; none if it has no places of its own.

    `files` are the files of positions of its shard.
    """
    if len(entry) == 3:
        return {}
    found: dict[Any, list[int]] = {}
    file, further = 0, []
    if beside:
        read = numbers(beside)
    else:
        file, offset, *further = entry[3:]
        read = numbers(unpacked(files[file])[1][offset:])
    listed = numbers(documents)
    document = mask = 0
    for ordinal, distance in enumerate(listed):
        document += distance // 2
        mask = next(listed) if distance % 2 else mask
        if ordinal in further:
            file += 1
            read = numbers(unpacked(files[file])[1])
        for field in Field:
            if mask >> field & 1:
                place, goes_on = 0, True
                found[document, field] = []
                while goes_on:
                    step = next(read)
                    place, goes_on = place + step // 2, step % 2 == 1
                    found[document, field].append(place)
    return found


@pytest.mark.parametrize("size", [400, 37, 1])
def test_everything_is_where_the_format_says(size: int) -> None:
    """A reader finds each word, and each pair with a common word, at its places.

    So it does however many documents are in a stretch.
    """
    rng = Random(5)
    words_of = {Field.WORDS: 12, Field.CONTEXT: 800}
    # The first one more often, so that some pairs have places in files of their own.
    words = [*COMMON * 120, *COMMON[:1] * 360, *RARE]
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
    segment = write_segment(InStretches(documents, size), 64, files.__setitem__)
    assert segment.documents == 400
    found: dict[str, dict[Any, list[int]]] = {}
    # Words without places, with places beside, in a file, in several.
    lengths: list[int] = []
    for number, first in enumerate(segment.shards):
        name = f"words-{number}-{digest(segment.digests['words'], number)}.bin"
        (digests, groups), data = unpacked(files.pop(name))
        positions = [
            files.pop(f"positions-{number}-{at}-{digest(digests, at)}.bin")
            for at in range(len(digests) // DIGEST)
        ]
        assert groups[0][0] == first
        for _, _, entries in groups:
            for entry in entries:
                of_documents, data = data[: entry[2]], data[entry[2] :]
                lengths.append(len(entry))
                beside = entry[3] if len(entry) == 4 else 0
                found[entry[0]] = places_of(entry, of_documents, data[:beside], positions)
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
    shared = (digest(segment.digests["shown"], at // TOGETHER) for at in range(7))
    shown = [unpacked(files.pop(f"shown-{at}-{own}.bin"))[0] for at, own in enumerate(shared)]
    assert [one["at"] for part in shown for one in part] == [*range(400)]
    values, column = unpacked(files.pop(f"facets-0-{segment.digests['facets']}.bin"))
    assert values == {"Year": ["0", "1", "2"]}
    assert [*numbers(column)][:6] == [1, 0, 1, 1, 1, 2]
    dates = files.pop(f"dates-0-{segment.digests['dates']}.bin")
    assert [*numbers(unpacked(dates)[1])][:4] == [733_000, 0, 733_001, 1]
    assert not files


@pytest.fixture(scope="module")
def many() -> list[Document]:
    """Documents with enough words for many files, the most frequent of them common ones."""
    rng = Random(7)
    words = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "bdfgklmnprst"]
    weights = [1 / (at + 1) for at in range(len(words))]
    return [
        Document(
            f"people/a/{at}/",
            ((Field.WORDS, ((" ".join(rng.choices(words, weights, k=60)), "en"),)),),
            {},
            {"at": at, "words": rng.randbytes(40).hex()},
        )
        for at in range(2_000)
    ]


def written(documents: list[Document]) -> tuple[Segment, dict[str, bytes]]:
    """A segment, and its files."""
    files: dict[str, bytes] = {}
    return write_segment(InStretches(documents), 16, files.__setitem__), files


def test_an_edit_renames_few_files(many: list[Document]) -> None:
    """Another word changes the files that have it, or the word before; all others stay."""
    segment, before = written(many)
    ((field, ((text, lang),)),) = many[700].texts
    other = ((field, ((f"{text.rpartition(' ')[0]} umbrella", lang),)),)
    edited = replace(many[700], texts=other, shown={"at": 700, "words": "umbrella"})
    after = written([*many[:700], edited, *many[701:]])[1]
    assert len(segment.shards) > 8
    assert len(before) > 100
    # Both words, both pairs with the word before, and their places.
    new = after.keys() - before.keys()
    assert {name.partition("-")[0] for name in new} == {"positions", "shown", "words"}
    assert len(new) <= TOGETHER + 8


def test_a_name_belongs_to_its_bytes(many: list[Document]) -> None:
    """No two files of two states have one name, so that a cache never has another one."""
    rng, files = Random(3), written(many)[1]
    for _ in range(5):
        edited = many[:]
        for at in rng.sample(range(len(many)), 3):
            ((field, ((text, lang),)),) = many[at].texts
            words = text.split()
            rng.shuffle(words)
            edited[at] = replace(
                many[at], texts=((field, ((" ".join(words), lang),)),), shown={"at": -at}
            )
        for name, data in written(edited)[1].items():
            assert files.setdefault(name, data) == data


def test_numbers() -> None:
    """Each number is read as it was written."""
    for number in (0, 1, 127, 128, 300, 16_383, 16_384, 3_652_059):
        assert [*numbers(varint(number))] == [number]

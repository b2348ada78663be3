import gzip
import json
import zlib

from site_builder.exports.data import Data
from tests.support.data import written


def lines(made: Data, name: str) -> list[dict[str, object]]:
    """What the lines of a file hold."""
    text = gzip.decompress(written(made, "jsonl")[f"data/v1/{name}.jsonl.gz"]).decode()
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_reads_back(awkward_data: Data) -> None:
    """Each line is a statement or record, as it is exported, whatever its texts are."""
    said = [it.json for record in awkward_data.records() for it in record.said]
    assert lines(awkward_data, "statements") == said
    assert lines(awkward_data, "sources") == [
        record.json for record in awkward_data.records() if record.kind.name == "source"
    ]


def test_people_without_statements(sheet_data: Data) -> None:
    """A person has the summaries of their positions; the statements are in a file of their own."""
    minister = next(it for it in lines(sheet_data, "people") if it["id"] == "example-minister")
    assert minister["positions"] == [
        {"theme": "example-harbours", "summary": "Holds that the quay is deep enough."},
        {"theme": "example-lamps", "summary": "Had the lamps lit."},
    ]


def test_same_bytes(sheet_data: Data) -> None:
    """No time and no name is in the compressed files."""
    assert written(sheet_data, "jsonl") == written(sheet_data, "jsonl")
    head = written(sheet_data, "jsonl")["data/v1/statements.jsonl.gz"][:10]
    assert head == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def test_pieces_make_one_member(sheet_data: Data) -> None:
    """However many pieces were joined, it is one stream: browsers read no second one."""
    whole = written(sheet_data, "jsonl")["data/v1/people.jsonl.gz"]
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert stream.decompress(whole).count(b"\n") == len(sheet_data.people)
    assert stream.eof
    assert stream.unused_data == b""

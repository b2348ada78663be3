"""Cut the records of a site into parts: what is made of a part is kept and shared as a whole.

Where a part begins follows from the id of its first record. So a record that is added, removed or
renamed changes the part that it is in, and at most the one before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from site_builder.content.kinds import KINDS, ORGANISATION, PERSON, SOURCE, THEME, Kind
from site_builder.content.model import Record
from site_builder.exports.data import Data

Part = Sequence[Record]
"""Records of one kind that follow each other."""
AVERAGE: Mapping[Kind, int] = {PERSON: 32, THEME: 8, SOURCE: 64, ORGANISATION: 64}
"""How many there are in a part on average: an edit makes all of them anew."""


def parts(data: Data) -> list[Part]:
    """Return all selected records in their order, in parts."""
    return [part for kind in KINDS for part in _cut(data.of(kind), AVERAGE[kind])]


def _cut(records: Sequence[Record], average: int) -> Iterator[Part]:
    begun = 0
    for at, record in enumerate(records):
        if at and crc32(record.id.encode()) % average == 0:
            yield records[begun:at]
            begun = at
    if records:
        yield records[begun:]

"""Documents of a segment, in stretches of a size."""

from collections.abc import Iterator, Sequence

from site_builder.parallel import chunks
from site_builder.search.documents import Document
from site_builder.search.stretch import Reader, Stretch, Terms


class InStretches:
    """Documents in stretches of a size."""

    def __init__(self, documents: Sequence[Document], size: int = 512) -> None:
        self._reader = Reader()
        self._read = [self._reader.read(own) for own in chunks(documents, size)]

    def all(self) -> Iterator[Stretch]:
        """What each stretch adds."""
        return (stretch for stretch, _ in self._read)

    def pairs(self, common: frozenset[str]) -> Iterator[Terms]:
        """The pairs of each stretch."""
        return self._reader.pairs([read for _, read in self._read], common)

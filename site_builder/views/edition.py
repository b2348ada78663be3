"""What tells a source from others of its title: editors, volume, pages, numbers of libraries."""

from collections.abc import Iterator

from site_builder.content.model import Source
from site_builder.views.words import site_words


def edition(source: Source, lang: str) -> Iterator[str]:
    """Yield what tells the edition and the place of a source in words, by parts."""
    gettext = site_words(lang).gettext
    if source.editors:
        yield gettext("edited by %(names)s", names=", ".join(source.editors))
    if source.edition:
        yield gettext("edition: %(edition)s", edition=source.edition)
    if source.volume:
        yield gettext("volume %(number)s", number=source.volume)
    if source.issue:
        yield gettext("issue %(number)s", number=source.issue)
    if source.chapter:
        yield gettext("chapter %(number)s", number=source.chapter)
    if source.pages:
        yield gettext("pages %(pages)s", pages=source.pages)
    if source.isbn:
        yield f"ISBN {source.isbn}"
    if source.issn:
        yield f"ISSN {source.issn}"
    if source.doi:
        yield f"doi:{source.doi}"

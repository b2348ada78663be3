"""What records are called where nothing beside it tells them apart."""

from collections import Counter
from collections.abc import Mapping

from site_builder.content.catalogue import Catalogue
from site_builder.content.kinds import ORGANISATION, PERSON, SOURCE, THEME
from site_builder.content.model import Person, Record
from site_builder.views.attribution import called


class Titles:
    """Names and titles of records, with the id if several of a kind have the same."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._lang = catalogue.lang
        people = {id_: called(person, catalogue.lang) for id_, person in catalogue.people.items()}
        themes = {id_: theme.title for id_, theme in catalogue.themes.items()}
        sources = {id_: source.title for id_, source in catalogue.sources.items()}
        bodies = {id_: body.name for id_, body in catalogue.organisations.items()}
        self._of = {
            PERSON: told_apart(people),
            THEME: told_apart(themes),
            SOURCE: told_apart(sources),
            ORGANISATION: told_apart(bodies),
        }

    def of(self, record: Record) -> str:
        """Return what a record is called."""
        return self._of[record.KIND][record.id]

    def listed(self, person: Person) -> str:
        """Return what a person is called where people are listed by their family names."""
        title, name = self.of(person), called(person, self._lang)
        # What tells namesakes apart follows their name.
        return (person.sort_name or name) + title.removeprefix(name)


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles by their ids, with the id where several have the same title."""
    shared = Counter(titles.values())
    return {
        id_: title if shared[title] == 1 else f"{title} ({id_})" for id_, title in titles.items()
    }

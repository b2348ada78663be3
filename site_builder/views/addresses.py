"""The address of each record's page. Addresses consist of ids and end in a slash.

They are relative to the site; a page prefixes them with its way up to the site's root.
"""

from collections.abc import Iterator
from itertools import chain

from site_builder.content.catalogue import Catalogue, Entry, moved_from
from site_builder.content.kinds import KINDS, ORGANISATION, PERSON, SOURCE, THEME
from site_builder.content.model import Person, Record, Theme, Withdrawal

PEOPLE, THEMES, SOURCES, ORGANISATIONS = (
    f"{kind.folder}/" for kind in (PERSON, THEME, SOURCE, ORGANISATION)
)
SEARCH, READING = "search/", "how-to-read/"
TIMELINE, COVERAGE, CORRECTIONS = "timeline/", "coverage/", "corrections/"
EVIDENCE = "evidence/"
PUBLISHER, DATA = "publisher/", "data/"
IMAGES = "assets/images"
"""The folder of portraits in the site."""
UNDATED = "undated"
"""The year of statements without one, in a filter."""
PAGE = "index.html"
"""The file of a page, in the folder that its address leads to."""
FOLDERS = {**{kind.name: f"{kind.folder}/" for kind in KINDS}, "statement": PEOPLE}
"""The folder of the pages that a reference can lead to, by its kind."""


def address_of(record: Record) -> str:
    """Return the address of a record's page."""
    return f"{record.KIND.folder}/{record.id}/"


def card_of(entry: Entry) -> str:
    """Return the address of a statement's card for frames on other sites."""
    return card_at(entry.key)


def card_at(key: str) -> str:
    """Return the address of the card of a statement with this key, which may be a former one."""
    return f"embed/{key}/"


def way_up(address: str) -> str:
    """Return the way from a page to the site's root, such as `../../`."""
    return "../" * address.count("/")


def family_of(address: str) -> str:
    """Return where the pages of a page's record or year are, or the page's own address."""
    return "".join(f"{step}/" for step in address.split("/")[:2] if step)


def kind_of(address: str) -> str:
    """Return the kind of a page: its folder, and how deep below it the page is.

    Pages of one kind have the same chrome. `people/*/` is the kind of people, `people/*/*/` that of
    statements and of later parts.
    """
    folder, slash, below = address.partition("/")
    return f"{folder}{slash}{'*/' * below.count('/')}"


def part_address(address: str, number: int) -> str:
    """Return the address of part `number` (from 1) of a long page. No id has an underscore."""
    return address if number == 1 else f"{address}page_{number}/"


def compare_address(theme: Theme, person: Person) -> str:
    """Return the address that shows somebody's statements on a theme, to be compared."""
    return f"{address_of(theme)}?speaker={person.id}#compare"


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pages that have moved, each with the present one.

    A person's former ids give their statements former addresses too.
    """
    records = chain.from_iterable(records.values() for records in catalogue.by_kind.values())
    for former, address in moved_from(records, catalogue.entries.values()):
        yield f"{former}/", f"{address}/"


def former_addresses(record: Record) -> Iterator[str]:
    """Yield the addresses that a record's page had."""
    return (f"{record.KIND.folder}/{former}/" for former in record.former_ids)


def withdrawn_at(catalogue: Catalogue) -> dict[str, Withdrawal]:
    """Return what was withdrawn, by the addresses of pages where nothing else is.

    A statement was also at the former addresses of its person.
    """
    here = {address for address, _ in redirects(catalogue)}
    pages = {f"{address}/": it for it in catalogue.withdrawn for address in it.addresses}
    for it in catalogue.withdrawn:
        for address in it.addresses:
            _, id_, *statement = address.split("/")
            person = catalogue.people.get(id_) if statement else None
            for former in former_addresses(person) if person else ():
                pages.setdefault(f"{former}{statement[0]}/", it)
    return {address: it for address, it in pages.items() if address not in here}

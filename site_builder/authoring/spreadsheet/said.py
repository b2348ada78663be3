"""A person's statements, with those that the rows of a sheet add to them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from site_builder.authoring.files import FileWrite
from site_builder.authoring.new import suggested_id
from site_builder.authoring.person_files import PersonFile, extended, refuse_brackets
from site_builder.authoring.spreadsheet.mapping import STANCE
from site_builder.authoring.spreadsheet.row import Problems, RowError, Values
from site_builder.authoring.yaml.edit import Addition, EditError, Held
from site_builder.content.document import Plain
from site_builder.content.model import StatementKind
from site_builder.diagnostics import quoted

Words = tuple[str, str, str]
"""A statement's kind, words and date."""


class Said:
    """A person's files: their statements and those that rows have added, by id and by words.

    `lang` is the site's language, in which words are unless their statement names another.
    """

    def __init__(self, id_: str, files: Sequence[PersonFile], lang: str) -> None:
        self.id = id_
        self._lang = lang
        self.added: list[Addition] = []
        self._held: Held = {}
        self._files = files
        self._by_id: dict[str, Values] = {}
        self._by_words: dict[Words, tuple[str, Values]] = {}
        self._ids_added: set[str] = set()
        self._open: set[str] = set()
        self._rows: dict[str, str] = {}
        for file in files:
            person = file.document.plain()
            for theme, statement in _statements(person):
                self._keep(theme, statement)
            for position in _items(person, "positions"):
                for stance in _items(position, "stances"):
                    for which in stance.get("statements", ()):
                        self._held[str(which)] = str(stance.get("holds"))

    def extended(self) -> Iterator[FileWrite]:
        """Yield the files with everything that was added.

        Raises:
            EditError: the result would not say what was asked for.
        """
        return extended(self._files, self.added, self._held)

    def add(self, theme: str, statement: Values, stance: str = "", row: str = "") -> None:
        """Add a statement and the stance that rests on it; an id is made of its words if needed.

        `row` names the row that says it, such as `row 2`.

        Raises:
            RowError: no id can be made, or a file has no place for the statement.
        """
        if theme not in self._open:
            try:
                refuse_brackets(self._files, theme)
            except EditError as error:
                raise RowError(("person", str(error))) from None
            self._open.add(theme)
        if "id" not in statement:
            statement["id"] = self._free_id(statement)
        self._ids_added.add(str(statement["id"]))
        self._rows[str(statement["id"])] = row
        self._keep(theme, statement)
        if stance:
            self._held[str(statement["id"])] = stance
        self.added.append((theme, statement))

    def existing(self, statement: Values, theme: str, stance: str = "") -> str | None:
        """Return the id of the statement that already says what the row says, if there is one.

        Raises:
            RowError: a statement has the row's id but other words, or its words but another id,
                theme, source or stance.
        """
        words = _words(statement)
        own = self._by_id.get(str(statement["id"])) if "id" in statement else None
        if own is not None and _words(own) != words:
            called = self._called(str(own["id"]))
            said = f"{called} already exists with other words or another date. Not overwritten."
            raise RowError(("id", said))
        if words not in self._by_words:
            return None
        other_theme, other = self._by_words[words]
        id_ = str(other.get("id"))
        called = self._called(id_)
        if statement.get("id", id_) != id_:
            said = f"The same words with the same date already exist as {called}."
            raise RowError(("id", said))
        if theme != other_theme and theme not in other.get("also", ""):
            said = f"{called} is already under {quoted(other_theme)}. Add this theme to `also`."
            raise RowError(("theme", said))
        if _sources(statement) - _sources(other):
            said = f"{called} already exists with another source."
            raise RowError(("source", f"{said} Add this source to its `citations` by hand."))
        if stance and (there := self._held.get(id_, "")) != stance:
            has = f"with the stance {quoted(there)}" if there else "without a stance"
            said = f"{called} already exists {has}. Change it by hand."
            raise RowError((STANCE, said))
        return id_

    def refuse_other(self, id_: str, statement: Values, names: Iterable[str]) -> None:
        """Refuse what a row says beyond the statement that is there, as it is never changed.

        `names` are the fields that cells of the row hold; defaults may have been changed since.

        Raises:
            RowError: the statement says something else, or is cited from another place.
        """
        there = self._by_id[id_]
        called = self._called(id_)
        problems: Problems = []
        for name in dict.fromkeys(names):
            if name in statement and not _says(there.get(name), statement[name]):
                has = "another" if name in there else "no"
                said = f"{called} already exists with {has} {quoted(name)}. Change it by hand."
                problems.append((name, said))
        if not _says(there.get("citations"), statement["citations"]):
            said = f"{called} is already cited from another place in this source."
            problems.append(("source", f"{said} Change it by hand."))
        if problems:
            raise RowError(*problems)

    def _called(self, id_: str) -> str:
        """Return how a statement is named, with the row of this sheet that it comes from."""
        row = self._rows.get(id_, "")
        return f"{quoted(id_)} ({row})" if row else quoted(id_)

    def _free_id(self, statement: Values) -> str:
        lang = str(statement.get("lang", self._lang))
        wanted = suggested_id(_words(statement)[1], lang, 40)
        if not wanted:
            raise RowError(("id", "Cannot make an id from these words. Give the row an id."))
        if wanted in self._by_id and wanted not in self._ids_added:
            said = (
                f"{self.id} already has a statement {quoted(wanted)} with other words."
                " Give the row an id."
            )
            raise RowError(("id", said))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(id_ for id_ in chain([wanted], numbered) if id_ not in self._by_id)

    def _keep(self, theme: str, statement: Values) -> None:
        self._by_id[str(statement.get("id"))] = statement
        # If two say the same, the first counts.
        self._by_words.setdefault(_words(statement), (theme, statement))


def _statements(person: Values) -> Iterator[tuple[str, Values]]:
    """Yield the statements in a person's file, each with its theme; skip what is not one."""
    for position in _items(person, "positions"):
        for statement in _items(position, "statements"):
            yield str(position.get("theme")), statement


def _items(fields: Values, name: str) -> Iterator[Values]:
    """Yield the items of a list that have fields; none if there is no such list."""
    listed = fields.get(name)
    return (item for item in (listed if isinstance(listed, list) else []) if isinstance(item, dict))


def _words(statement: Values) -> Words:
    """Return a statement's kind, words and date: what makes it the same as another."""
    kind = next((kind for kind in StatementKind if kind in statement), "")
    return kind, str(statement.get(kind)), str(statement.get("date"))


def _says(there: Plain | None, value: Plain) -> bool:
    """Check whether all of a value is there; a list or a part may have more."""
    match there, value:
        case list(), list():
            return all(any(_says(one, item) for one in there) for item in value)
        case dict(), dict():
            return all(_says(there.get(name), inner) for name, inner in value.items())
    return there == value


def _sources(statement: Values) -> set[str]:
    citations = statement.get("citations")
    return {
        str(citation.get("source"))
        for citation in (citations if isinstance(citations, list) else [])
        if isinstance(citation, dict)
    }

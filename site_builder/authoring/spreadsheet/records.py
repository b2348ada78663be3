"""The records that the rows of a sheet name: those that are there, and those that rows add."""

from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process

from site_builder.authoring.names import Names, names_of
from site_builder.authoring.new import MISSING, faults_by_route, file_of, id_fault, suggested_id
from site_builder.authoring.spreadsheet.alike import LookAlikes
from site_builder.authoring.spreadsheet.mapping import RECORDS, REFERENCES, ColumnMap
from site_builder.authoring.spreadsheet.row import (
    TITLES,
    Problem,
    Problems,
    RecordKey,
    RowError,
    Values,
    filled,
    root_of,
    within,
)
from site_builder.authoring.spreadsheet.told import faults_beside, fill, in_sheet
from site_builder.content import document
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import label
from site_builder.content.model import Known, is_id
from site_builder.content.values.names import doubt_about
from site_builder.content.values.urls import is_address, same_address, without_tracking
from site_builder.diagnostics import MAX_SAME, quoted

# Of 100: a name this similar to an unknown one is worth a question.
_POSSIBLE = 60


class Named:
    """The records that a row names: those that are `new` with it, and what is wrong with any."""

    def __init__(
        self, find: Callable[[str, str, Values], tuple[str, Values]], problems: Iterable[Problem]
    ) -> None:
        self._find = find
        self.new: dict[RecordKey, Values] = {}
        self.problems = [*problems]

    def id_of(self, kind: str, called: str, own: Values, field: str = "") -> str:
        """Return the id of a record; empty if there is a problem, which `field` has if given."""
        try:
            id_, values = self._find(kind, called, own)
        except RowError as error:
            self.problems += ((field or name, message) for name, message in error.problems)
            return ""
        if values:
            self.new[kind, id_] = values
        return id_


class Records:
    """The records that rows may name: those of the content, and those that rows have `added`."""

    def __init__(
        self, mapping: ColumnMap, content: Path, catalogue: Catalogue, known: Known
    ) -> None:
        self._mapping = mapping
        self._defaults = mapping.defaults()
        self._content = content
        self._lang = catalogue.lang
        self._names = names_of(catalogue, known)
        self._alike = {kind: _look_alikes(kind, names) for kind, names in self._names.items()}
        self._called = {
            "person": mapping.people, "theme": mapping.themes, "source": mapping.sources,
            "organisation": mapping.organisations,
        }  # fmt: skip
        self._there: dict[RecordKey, Values] = {}
        self._searches = 0
        self.known = Known({kind: names.by_id.keys() for kind, names in self._names.items()})
        self.added: dict[RecordKey, Values] = {}
        self._rows: dict[RecordKey, str] = {}

    def known_with(self, new: Iterable[RecordKey]) -> Known:
        """Return the records that are known when these have been added too."""
        return Known(
            {
                kind: names.ids_and(*(id_ for of, id_ in new if of == kind))
                for kind, names in self._names.items()
            }
        )

    def named(self, problems: Problems) -> Named:
        """Return what finds the records that a row names; it has `problems` already."""
        told = {name for name, _ in problems}
        return Named(partial(self._record, told=told), problems)

    def add(self, key: RecordKey, values: Values, row: str) -> None:
        """Add a record, which rows below can name; `row` names the one that it comes from."""
        self.added[key] = values
        self._rows[key] = row
        kind, id_ = key
        names = [str(values[name]) for name in (TITLES[kind], "url") if name in values]
        self._names[kind].add(id_, names)
        for name in (id_, *names):
            if not is_address(name):
                self._alike[kind].add(name)

    def nested(
        self,
        fields: Values,
        problems: Problems,
        before: str = "",
        cited: Mapping[str, str] = MappingProxyType({}),
        named: Named | None = None,
    ) -> Values:
        """Return the fields of a record or statement, with those of its parts inside of these.

        A default without a number is that of each item of the list. `before` stands before the
        fields in the mapping; `cited` has the id of the source that the row itself adds; `named`
        and `problems` are as in `_with_ids`.
        """
        fields = self._with_ids(before, fields, problems, named)
        if not any("." in name for name in fields):
            return fields
        made: Values = {}
        lists: dict[str, dict[str, Values]] = {}
        defaults: dict[str, Values] = {}
        for name, value in fields.items():
            root, _, inner = name.partition(".")
            if not inner:
                made[name] = value
            elif root.endswith("[]"):
                defaults.setdefault(root[:-2], {})[inner] = value
            elif root.endswith("]"):
                of, _, item = root[:-1].partition("[")
                lists.setdefault(of, {}).setdefault(item, {})[inner] = value
            else:
                part = made.setdefault(root, {})
                assert isinstance(part, dict)
                part[inner] = value
        for root, part in made.items():
            if isinstance(part, dict):
                made[root] = self._with_source(f"{before}{root}.", part, cited, problems)
        for root, items in lists.items():
            parts = {number: defaults.get(root, {}) | item for number, item in items.items()}
            made[root] = [
                self._with_source(f"{before}{root}[{number}].", part, cited, problems)
                for number, part in parts.items()
            ]
        return made

    def _record(self, kind: str, called: str, given: Values, told: Set[str]) -> tuple[str, Values]:
        """Return the id of the record that a cell names, and its fields if this row adds it.

        `given` are the fields that the row's own cells hold, `told` those with a problem. Of a
        record without a name, these are judged alone.
        """
        model, title = RECORDS[kind], TITLES[kind]
        roots = {root_of(name) for name in given}
        flat = filled(within(self._defaults, kind), given)
        problems: Problems = []
        whole = self.nested(flat, problems, f"{kind}.")
        given = {name: value for name, value in whole.items() if name in roots}
        try:
            is_whole = not any(name.startswith(f"{kind}.") for name in told)
            id_, own = self._identified(kind, called, whole, given, is_whole=is_whole)
        except RowError as error:
            problems += error.problems
            # What is missing in a new record is not, if another one was meant.
            id_, own = "", whole and {title: called, **whole}
        wrong = [
            (route, fault)
            for route, fault in (faults_by_route(model, own, self.known) if own else ())
            if id_ or fault.code not in MISSING
        ]
        told = told | {name for name, _ in problems}
        # That a row names none is told where it is missing.
        if not called or f"{kind}.{title}" in told:
            told |= {kind}
        problems += faults_beside(self._mapping, kind, wrong, flat, told)
        if problems:
            raise RowError(*problems)
        return id_, own

    def _identified(
        self, kind: str, called: str, whole: Values, given: Values, *, is_whole: bool
    ) -> tuple[str, Values]:
        """Return the id of the record that a cell names, and its fields if it is a new one.

        `whole` are the fields that the row and the defaults give it, `given` those of the row. If
        these are not all (`is_whole`), it may be a new one without any.

        Raises:
            RowError: it is not certain which record is meant, or the row says something else.
        """
        if not called:
            raise RowError
        model, title = RECORDS[kind], TITLES[kind]
        named = self._called[kind].get(called, called)
        if found := self._found(kind, named):
            self._refuse_other(kind, found, given)
            return found, {}
        under = _under(kind)
        if kind == "person" and named.casefold() in _NOBODY:
            said = f"{quoted(named)} is not a name. Give an id under `people:` in the mapping file"
            raise RowError((kind, f"{said}, such as that of a record of `kind: unnamed`."))
        own = whole
        is_one = kind == "person" and own.get("kind") not in ("organisation", "unnamed")
        doubt = doubt_about(named) if is_one and called not in self._called[kind] else None
        is_url = kind == "source" and is_address(called)
        is_named = (is_id(named) and title in own) or "identifiers" in own
        is_settled = called in self._called[kind] or is_named
        # With an id or an identifier, or an entry in the mapping file, it is not a misspelling.
        alike = "" if is_settled or is_url else self._meant(kind, named, is_new=bool(own))
        if doubt and (doubt.is_of_several or not alike):
            said = f"No person is called {quoted(named)}. {doubt.message}"
            hint = in_sheet(doubt.hint, "person.name", self._mapping)
            otherwise = "Otherwise, give an id under `people:` in the mapping file."
            raise RowError((kind, f"{said} {hint} {otherwise}"))
        if alike or (is_whole and not own):
            needed = " ".join(fill(f"{kind}.{name}", self._mapping) for name in _needed(kind))
            hint = alike or f"To add it, {needed[:1].lower()}{needed[1:]}"
            said = f"No {kind} is called {quoted(named)}. {hint}"
            raise RowError((kind, f"{said} {_otherwise(kind)}"))
        if is_url:
            # Also if the mapping file gives it an id: it is still where the source is.
            own = {"url": called, **own}
        if kind == "source" and "url" in own:
            own = {**own, "url": without_tracking(str(own["url"]))}
        if is_url:
            if title not in own and is_whole:
                said = f"No source has the address {quoted(called)}, and a new one needs a title."
                column = self._mapping.own_column("source.title")
                hint = f"Fill in {quoted(column)}" if column else "Add a column for `source.title`"
                raise RowError((kind, f"{said} {hint}."))
        elif not is_id(called):
            # A default title is for sources that are named by an address or an id.
            own = {title: called} | own | {title: given.get(title, called)}
        there = self._names[kind].find(str(own.get("url", "")))
        if there:
            said = f"The source {quoted(there[0])} has this address. {under}."
            raise RowError(("source.url" if "url" in given else kind, said))
        words, lang = str(own.get(title, named)), str(own.get("lang", self._lang))
        id_ = named if is_id(named) else suggested_id(words, lang)
        is_taken = id_ in self._names[kind].by_id
        fault = id_fault(self._content, model, id_)
        if is_taken:
            # Another one, as it has another name or address: its id would cite the wrong source.
            free = next(it for n in count(2) if (it := f"{id_}-{n}") not in self._names[kind].by_id)
            said = f"This would get the id {quoted(id_)}, which another {kind} has"
            hint = f"Give it one of its own, such as {quoted(free)}, under `{_folder(kind)}:`"
            raise RowError((kind, f"{said}: {self._place(kind, id_)}. {hint} in the mapping file."))
        if fault:
            raise RowError((kind, f"{fault} {under}."))
        return id_, own

    def _found(self, kind: str, named: str) -> str:
        """Return the id of the one record with this name or id; empty if there is none.

        Raises:
            RowError: several records have the name.
        """
        matches = self._names[kind].find(named)
        if len(matches) > 1:
            listed = ", ".join(map(quoted, matches))
            said = f"Several are called {quoted(named)}: {listed}. {_under(kind)}."
            raise RowError((kind, said))
        return next(iter(matches), "")

    def _there_already(self, kind: str, called: str) -> str:
        """Return the id of a record that a row refers to, but does not describe.

        Raises:
            RowError: there is none, or there are several.
        """
        named = self._called[kind].get(called, called)
        if found := self._found(kind, named):
            return found
        alike = self._meant(kind, named, is_new=False)
        hint = f"Add it first, with `factsheet new {kind}` or an import of its own."
        said = f"No {kind} is called {quoted(named)}. {alike or hint}"
        raise RowError((kind, f"{said} {_otherwise(kind)}"))

    def _with_ids(
        self, path: str, fields: Values, problems: Problems, named: Named | None = None
    ) -> Values:
        """Return fields with the ids of the records that they name.

        `named` gets those that are added with the row, and what is wrong with any. Without it, the
        records must be there; what is not is left out, and told in `problems`.
        """
        found = named or Named(lambda kind, called, _: (self._there_already(kind, called), {}), ())
        made = dict(fields)
        for name in (name for name in REFERENCES if name in fields):
            called, kind = fields[name], REFERENCES[name]
            asked = [*map(str, called)] if isinstance(called, list) else [str(called)]
            together = [one for one in asked if isinstance(called, list) and self._joins(kind, one)]
            if together:
                found.problems += ((f"{path}{name}", _no_one(one)) for one in together)
                del made[name]
                continue
            ids = [found.id_of(kind, one, {}, f"{path}{name}") for one in asked]
            made[name] = [*ids] if isinstance(called, list) else ids[0]
            if found is not named and not all(ids):
                del made[name]
        problems += found.problems if found is not named else ()
        return made

    def _joins(self, kind: str, called: str) -> bool:
        """Check whether what one item of a list is called seems to be several people."""
        if kind != "person" or called in self._called[kind] or self._names[kind].find(called):
            return False
        doubt = doubt_about(called)
        return doubt is not None and doubt.is_of_several

    def _with_source(
        self, path: str, part: Values, cited: Mapping[str, str], problems: Problems
    ) -> Values:
        """Return a part with the citation that its `source` and `locator` make."""
        part = self._with_ids(path, part, problems)
        if "source" not in part:
            return part
        called = str(part["source"])
        rest = {name: value for name, value in part.items() if name not in ("source", "locator")}
        try:
            id_ = cited.get(called) or self._there_already("source", called)
        except RowError as error:
            problems += ((f"{path}source", message) for _, message in error.problems)
            return rest
        place = {"locator": part["locator"]} if "locator" in part else {}
        return {**rest, "citations": [{"source": id_, **place}]}

    def _refuse_other(self, kind: str, id_: str, given: Values) -> None:
        """Refuse fields that a record does not have, as it is never changed."""
        if not given:
            return
        is_new = (kind, id_) in self.added
        written = self.added[kind, id_] if is_new else self._fields_of(kind, id_)
        place = self._place(kind, id_)
        where = f"{place[0].upper()}{place[1:]}"
        problems: Problems = []
        for name, value in given.items():
            there = written.get(name)
            if there == value or (name == "url" and _is_same_address(there, value)):
                continue
            what = f"has another {quoted(name)}" if name in written else f"has no {quoted(name)}"
            said = f"{where} {what} for the {kind} {quoted(id_)}."
            hint = "Correct one of them by hand."
            if name == "url" and name in written:
                column = quoted(self._mapping.own_column("source.url") or "its column")
                hint = (
                    f"If these are two sources, write `source` for {column} in the mapping file,"
                    " and `source.title` for what names both. If they are one, correct the address."
                )
            problems.append((f"{kind}.{name}", f"{said} {hint}"))
        if problems:
            raise RowError(*problems)

    def _place(self, kind: str, id_: str) -> str:
        """Return the row that a record comes from, or its file."""
        return self._rows.get((kind, id_), "") or quoted(f"{_folder(kind)}/{id_}.yml")

    def _fields_of(self, kind: str, id_: str) -> Values:
        """Return the fields of a record as its file has them; none if it cannot be read."""
        if (kind, id_) not in self._there:
            file = file_of(self._content, RECORDS[kind], id_)
            tree, _ = document.read(file, label(file, self._content))
            self._there[kind, id_] = tree.plain() if tree else {}
        return self._there[kind, id_]

    def _meant(self, kind: str, named: str, *, is_new: bool) -> str:
        """Return a question about a record that may have been meant; empty if none is similar."""
        near = self._alike[kind].find(named)
        if not near and not is_new and self._searches < MAX_SAME:
            # Among all names, which takes time, so only for the first of them.
            self._searches += 1
            names = [name for name, _ in self._names[kind].all()]
            scored = process.extractOne(
                named.casefold(), names, scorer=fuzz.ratio, score_cutoff=_POSSIBLE
            )
            near = scored[0] if scored else ""
        ids = self._names[kind].find(near) if near else []
        return f"Did you mean {quoted(ids[0])}?" if ids else ""


# What lists have where nobody knows who spoke.
_NOBODY = frozenset(
    (
        "-",
        "?",
        "anon",
        "anonymous",
        "n/a",
        "na",
        "nan",
        "nobody",
        "none",
        "null",
        "unknown",
        "various",
    )
)


def _folder(kind: str) -> str:
    return RECORDS[kind].KIND.folder


def _under(kind: str) -> str:
    return f"Give its id under `{_folder(kind)}:` in the mapping file"


def _no_one(called: str) -> str:
    several = (
        "If these are several people, put `;` between them. In a text file with `;` between its"
        " columns, put quotation marks around the cell, too: the rest would go to the next column."
    )
    return f"No person is called {quoted(called)}. {several} {_otherwise('person')}"


def _otherwise(kind: str) -> str:
    subject = "they are" if kind == "person" else "it is"
    whose = "their" if kind == "person" else "its"
    return (
        f"If {subject} there under another name, give {whose} id under `{_folder(kind)}:` in the"
        " mapping file."
    )


def _needed(kind: str) -> list[str]:
    """Return the fields without which there is no record of a kind, beside its name."""
    fields = RECORDS[kind].model_fields
    return [
        name
        for name, field in fields.items()
        if field.is_required() and name not in ("id", "path", TITLES[kind])
    ]


def _look_alikes(kind: str, names: Names) -> LookAlikes:
    alike = LookAlikes(are_people=kind == "person")
    for id_, called in names.by_id.items():
        for name in dict.fromkeys((id_, *called)):
            if not is_address(name):
                alike.add(name)
    return alike


def _is_same_address(one: object, other: object) -> bool:
    return same_address(str(one)) == same_address(str(other))

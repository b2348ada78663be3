"""`factsheet new`: add a record or a statement, from options or by asking."""

import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.names import Names, names_of
from site_builder.authoring.new import (
    MISSING,
    faults_by_route,
    id_fault,
    new_record,
    new_statement,
    or_another_id,
    sentence,
    statement_faults,
    suggested_id,
)
from site_builder.authoring.yaml.edit import EditError
from site_builder.authoring.yaml.explain import Comments
from site_builder.cli.answers import kept, option
from site_builder.cli.asking import ask, choose, filled, has_terminal
from site_builder.cli.settings import SETTINGS, Refusal, config_option, settings_of
from site_builder.cli.written import report_faults
from site_builder.content.discover import label
from site_builder.content.document import Plain
from site_builder.content.identity import name_key
from site_builder.content.kinds import PERSON
from site_builder.content.model import (
    MODELS,
    Organisation,
    Person,
    Record,
    Source,
    Statement,
    StatementKind,
    Theme,
)
from site_builder.content.values.locales import countries
from site_builder.content.values.names import OF_ONE, Doubt, doubt_about
from site_builder.content.values.urls import is_address, without_tracking
from site_builder.diagnostics import is_slip, quoted
from site_builder.examine import Content, Inputs, load
from site_builder.exports.schemas import Schema, description, schema

Values = dict[str, Plain]
_KINDS = [kind.value for kind in StatementKind]
# Asked for in a terminal; other fields can be given as options or written into the file.
_ASKED: dict[type[BaseModel], tuple[str, ...]] = {
    Person: ("name", "kind", "country", "summary"),
    Theme: ("title", "definition", "excludes"),
    Source: ("title", "type", "publication", "issued", "lang", "url"),
    Organisation: ("name", "kind", "country", "summary"),
    Statement: ("date", "date_note", "as_printed", "context"),
}
_QUESTIONS = {
    "person": "Who said or did it?",
    "theme": "What is it about?",
    "source": "Where was it published?",
}
_ID = "The name of its file and part of its address: small letters, digits and hyphens."
_SKIP = " Press Enter to skip."
_REQUIRED = "This is required."
_MANY = "Add one person at a time; whoever speaks with somebody else is named in `with:`."


class _Site:
    """The site's content folder, and the records in it."""

    def __init__(self, config_file: Path) -> None:
        settings = settings_of(config_file)
        self.config_file = config_file
        self.folder, self.lang = settings.content, settings.lang
        if not self.folder.is_dir():
            raise Refusal(f"{config_file} names a missing folder: {self.folder}.")

    def load(self) -> Content:
        """Read all content as it is now."""
        return load(Inputs(self.folder, Path.cwd(), self.lang))

    @cached_property
    def before(self) -> Content:
        """The content before anything is written."""
        return self.load()

    @cached_property
    def names(self) -> dict[str, Names]:
        """The names of all records, by kind."""
        return names_of(self.before.catalogue, self.before.listing.known)

    def withdrawn(self, model: type[Record], id_: str) -> str:
        """Return why nothing may have an id that was withdrawn; empty if it was not."""
        address = f"{model.KIND.folder}/{id_}"
        if all(address not in it.addresses for it in self.before.catalogue.withdrawn):
            return ""
        return f"{quoted(address)} was withdrawn, and links to it mean that. Choose another id."

    def forget(self) -> None:
        """Forget what was read, as something was written."""
        del self.before, self.names

    def faults(self, model: type[BaseModel], values: Values) -> list[tuple[str, str]]:
        """Return the faults of some values of a record or statement: the field, and a sentence."""
        if not values:
            return []
        known = self.before.listing.known
        if issubclass(model, Record):
            found = faults_by_route(model, values, known)
        else:
            found = statement_faults(min(known.of("theme"), default=""), values, known)
        return [
            (next((step for step in reversed(route) if isinstance(step, str)), ""), sentence(fault))
            for route, fault in found
            if fault.code not in MISSING
        ]


def _options(model: type[BaseModel], *left_out: str) -> Callable[[Any], Any]:
    """Return a decorator that adds an option for each field with a text or a list of texts."""

    def decorate(function: Any) -> Any:
        for name, field in reversed(schema(model)["properties"].items()):
            is_list = field.get("items", {}).get("type") == "string"
            if name not in left_out and (is_list or "string" in field.get("type", "")):
                help_ = description(field) + (" Can be repeated." if is_list else "")
                function = click.option(option(name), name, help=help_, multiple=is_list)(function)
        return function

    return decorate


def _commented(function: Any) -> Any:
    """Add the options that say which further fields are explained by comments."""
    bare = click.option("--bare", is_flag=True, help="Leave out the comments on further fields.")
    whole = click.option("--all", "whole", is_flag=True, help="Add comments on all further fields.")
    return bare(whole(function))


def _comments(bare: bool, whole: bool) -> Comments:
    if bare and whole:
        raise click.UsageError("Give `--bare` or `--all`, not both.")
    return Comments.NONE if bare else Comments.ALL if whole else Comments.USUAL


@click.group("new")
def command() -> None:
    """Add a person, a theme, a source, an organisation or a statement.

    In a terminal, you are asked for what is missing. Existing content is never overwritten.
    """


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _record_command(model: type[Record], next_step: str) -> click.Command:
    kind = model.__name__.lower()

    @click.command(kind, help=f"Add {_one(kind)} in a new file.")
    @click.option("--id", "id_", help=_ID)
    @_options(model, "former_ids")
    @_commented
    @config_option
    def new(config_file: Path, id_: str | None, bare: bool, whole: bool, **given: Any) -> None:
        comments = _comments(bare, whole)
        id_ = _new_record(_Site(config_file), model, id_, _values(given), comments)
        _say_next(next_step.format(id=id_))

    return new


def _new_record(
    site: _Site,
    model: type[Record],
    id_: str | None,
    values: Values,
    comments: Comments,
    *,
    is_offered: bool = False,
) -> str:
    """Write a new record's file, asking for what is missing; return its id.

    `is_offered` if records of similar names have been offered in its place.
    """
    with kept(model.KIND.name, site.config_file, values, {"id": id_ or ""}):
        _complete(site, model, values)
        if model is Person and not is_offered:
            _doubt_near_name(site, str(values["name"]))
        if model is Source and "url" in values:
            values["url"] = without_tracking(str(values["url"]))
        if id_ is None:
            words = [values.get("publication", ""), values.get("name", values.get("title", ""))]
            id_ = _ask_id(
                _ID,
                suggested_id(" ".join(map(str, words)), str(values.get("lang", site.lang)), 48),
                lambda answer: (
                    id_fault(site.folder, model, answer) or site.withdrawn(model, answer)
                ),
            )
        elif why := site.withdrawn(model, id_):
            raise Refusal(why)
        new = _written(lambda: new_record(site.folder, model, id_, values, comments=comments))
    _report(site, new, comments)
    return id_


command.add_command(
    _record_command(Person, "Add what they said: `factsheet new statement --person {id}`.")
)
command.add_command(
    _record_command(Theme, "Add what was said about it: `factsheet new statement --theme {id}`.")
)
command.add_command(
    _record_command(Source, "Add a quote from it: `factsheet new statement --source {id}`.")
)


command.add_command(_record_command(Organisation, "Refer to it by `organisation_id: {id}`."))


@command.command("statement")
@click.option("--person", help="Who said or did it: an id, or a name.")
@click.option("--theme", help="What it is about: an id, or a title.")
@click.option("--source", help="Where it was published: an id, or a title.")
@click.option("--locator", help="The place in the source, for example `paragraph 3`.")
@click.option("--prefix", help="The words just before the quoted ones, as printed.")
@click.option("--suffix", help="The words just after the quoted ones, as printed.")
@_options(Statement, "former_ids")
@_commented
@config_option
def _statement(
    config_file: Path,
    person: str | None,
    theme: str | None,
    source: str | None,
    bare: bool,
    whole: bool,
    **given: Any,
) -> None:
    """Add a statement to a person's file."""
    comments = _comments(bare, whole)
    site = _Site(config_file)
    wanted = {"--person": person, "--theme": theme, "--source": source, "--date": given["date"]}
    missing = [option for option, value in wanted.items() if value is None]
    if _wants_note(given) and not given["date_note"]:
        missing.append("--date-note")
    if not any(given[kind] for kind in _KINDS):
        missing.append(" or ".join(option(kind) for kind in _KINDS))
    place = _values({name: given.pop(name) for name in ("locator", "prefix", "suffix")})
    values = _values(given)
    records = _values({"person": person, "theme": theme, "source": source})
    if not has_terminal():
        _refuse_all(site, missing, records, values, place)
    with kept("statement", config_file, records, values, place):
        for kind in _QUESTIONS:
            records[kind] = _record(site, kind, records.get(kind), comments)
        person, theme, source = map(str, records.values())
        _ask_words(site, values)
        _complete(site, Statement, values)
        if "locator" not in place and has_terminal():
            place["locator"] = ask(
                "Locator",
                "The place in the source, for example `paragraph 3`." + _SKIP,
                lambda answer: _wrong(site, Statement, _cited(source, {"locator": answer})),
            )
        fields = values | _cited(source, place)
        _refuse(site, Statement, fields)
        if "id" not in values:
            words = next(str(values[kind]) for kind in _KINDS if kind in values)
            entries = site.before.catalogue.by_person.get(person, ())
            taken = {it.id: it.words for it in (entry.statement for entry in entries)}
            values["id"] = _ask_id(
                schema(Statement)["properties"]["id"]["description"],
                suggested_id(words, str(values.get("lang", site.lang)), 40),
                lambda answer: (
                    f"{person} already has a statement `{answer}`: {quoted(taken[answer])}."
                    f" {or_another_id(f'people/{person}.yml')}"
                    if answer in taken
                    else site.withdrawn(Person, f"{person}/{answer}")
                    or _wrong(site, Statement, {"id": answer})
                ),
            )
        elif why := site.withdrawn(Person, f"{person}/{values['id']}"):
            raise Refusal(why)
        fields |= {"id": values["id"]}
        new = _written(lambda: new_statement(site.folder, person, theme, fields, comments=comments))
    _report(site, new, comments)
    address = f"people/{person}/{values['id']}/"
    _say_next(
        "Compare the words with the source once more, letter by letter."
        f" To see them, run `{_serve(config_file)}` and open {address}"
    )


def _cited(source: str, place: Values) -> Values:
    return {"citations": [{"source": source, **_values(place)}]}


def _serve(config_file: Path) -> str:
    """Return the command that shows the site here."""
    if config_file != SETTINGS:
        return shlex.join(["mkdocs", "serve", "--config-file", str(config_file)])
    makefile = Path("Makefile")
    text = makefile.read_text(encoding="utf-8", errors="replace") if makefile.is_file() else ""
    has_target = re.search(r"^serve:", text, re.MULTILINE)
    return "make serve" if has_target else "mkdocs serve"


def _values(given: Mapping[str, Any]) -> Values:
    """Return the options that were used, in the shape that YAML has."""
    return {
        name: [*value] if isinstance(value, tuple) else value
        for name, value in given.items()
        if value
    }


def _complete(site: _Site, model: type[BaseModel], values: Values) -> None:
    """Ask for what is missing; refuse what the model refuses."""
    made = schema(model)
    # A statement's citations and its id come from questions of their own.
    required = [name for name in made["required"] if name not in ("citations", "id")]
    missing = [option(name) for name in required if name not in values]
    doubted = partial(_doubtful, model, values)
    _all_at_once(
        lambda: _refuse_to_guess(missing),
        lambda: _refuse(site, model, values),
        lambda: None if has_terminal() else _refuse_doubtful(doubted()),
    )
    if doubt := doubted():
        values["name"] = _ask_doubtful(site, model, doubt, str(values["name"]))
    for name in _ASKED[model] if has_terminal() else ():
        if name == "date_note":
            if not _wants_note(values):
                continue
            required = [*required, name]
        if name not in values:
            field = made["properties"][name]
            help_ = description(field)
            if "examples" in field:
                help_ += f" For example: {str(field['examples'][0]).rstrip('.')}."
            help_ += "" if name in required else _SKIP
            complaint = _complaint(site, model, name, required)
            if answer := ask(field["title"], help_, complaint, listed=_values_of(name, field)):
                values[name] = answer
            if name == "name" and (doubt := doubted()):
                values[name] = _ask_doubtful(site, model, doubt, answer)


def _doubtful(model: type[BaseModel], values: Values) -> Doubt | None:
    """Return what is doubtful about the name of a new person; None if nothing is."""
    is_one = model is Person and values.get("kind", OF_ONE[0]) in OF_ONE
    return doubt_about(str(values.get("name", ""))) if is_one else None


def _refuse_doubtful(doubt: Doubt | None) -> None:
    """End before a name is written that the check would only warn of afterwards."""
    if doubt is None:
        return
    hint = _MANY if doubt.is_of_several else f"Give `--name {shlex.quote(doubt.meant)}`."
    sure = "If the name is right as it is, run this in a terminal, which asks for it again."
    raise Refusal(f"--name: {doubt.message} {hint} {sure}")


def _ask_doubtful(site: _Site, model: type[BaseModel], doubt: Doubt, name: str) -> str:
    """Ask for a doubtful name again; the same answer is taken now."""
    help_ = f"{doubt.message} {_MANY if doubt.is_of_several else 'Press Enter to turn it round.'}"
    help_ += f" If the name is right as it is, type {quoted(name)} again."
    complaint = _complaint(site, model, "name", ["name"])
    return ask("Name", help_, complaint, default=doubt.meant)


def _doubt_near_name(site: _Site, name: str) -> None:
    """Ask whether a new person is somebody else than those of nearly the same name.

    If nobody can answer, there is a warning.

    Raises:
        Refusal: it is one of them.
    """
    key = name_key(name)
    near = [
        f"{person.name} ({quoted(person.id)})"
        for person in site.before.catalogue.people.values()
        if any(
            key != (other := name_key(called)) and is_slip(key, other)
            for called in site.names[PERSON.name].by_id[person.id]
        )
    ]
    if not near:
        return
    said = f"{quoted(name)} is one letter away from {', '.join(near)}."
    if not has_terminal():
        click.echo(f"Warning: {said} If they are the same, delete the new file.", err=True)
    elif not click.confirm(filled(f"{said} Is this somebody else?"), default=True):
        raise Refusal("Nothing was written. `factsheet new statement` adds to a person's file.")


def _wants_note(values: Mapping[str, Any]) -> bool:
    """Check whether a date is one of those that have to be explained."""
    return values.get("date") == "unknown" or values.get("date_basis") == "inferred"


def _values_of(name: str, field: Schema) -> Callable[[], Iterable[str]] | None:
    """Return what lists the values that a field can have, if these can be listed."""
    if name == "country":
        return lambda: (f"{code}  {called}" for code, called in countries().items())
    if "enum" in field:
        return lambda: [filled(", ".join(field["enum"]))]
    return None


def _complaint(
    site: _Site, model: type[BaseModel], name: str, required: list[str]
) -> Callable[[str], str]:
    def complaint(answer: str) -> str:
        if not answer:
            return _REQUIRED if name in required else ""
        return _wrong(site, model, {name: answer})

    return complaint


def _wrong(site: _Site, model: type[BaseModel], values: Values) -> str:
    return "\n".join(dict.fromkeys(why for _, why in site.faults(model, values)))


def _refuse(site: _Site, model: type[BaseModel], values: Values) -> None:
    """End with all faults of the options, before anything is asked."""
    found = dict.fromkeys(site.faults(model, values))
    lines = (f"{option(name)}: {why}" if name else why for name, why in found)
    if found:
        raise Refusal("\n".join(lines))


def _refuse_to_guess(missing: list[str]) -> None:
    if missing and not has_terminal():
        raise Refusal(f"Missing: {', '.join(missing)}. In a terminal, you would be asked for it.")


def _refuse_all(
    site: _Site, missing: list[str], records: Values, values: Values, place: Values
) -> None:
    """End with everything that is wrong with a statement's options, as nothing can be asked."""
    found: dict[str, str | None] = {}

    def find(kind: str, called: Plain) -> None:
        found[kind] = choose(kind, str(called), site.names[kind])

    def judge() -> None:
        source = found.get("source")
        _refuse(site, Statement, values | (_cited(source, place) if source else {}))

    _all_at_once(
        lambda: _refuse_to_guess(missing),
        *(partial(find, kind, called) for kind, called in records.items()),
        judge,
    )


def _all_at_once(*judges: Callable[[], None]) -> None:
    """End with what any of these refuses, after all have been asked."""
    said: list[str] = []
    for judge in judges:
        try:
            judge()
        except Refusal as error:
            said.append(error.message)
    if said:
        raise Refusal("\n".join(said))


def _record(site: _Site, kind: str, given: Plain | None, comments: Comments) -> str:
    """Return the id of a record, as given or as answered; one that is missing can be added."""

    def listed() -> Iterator[str]:
        names = site.names[kind]
        for id_ in names.by_id:
            yield f"{names.called(id_)}  {id_}"

    called = str(given or "")
    while True:
        if not called:
            called = ask(
                kind.capitalize(),
                f"{_QUESTIONS[kind]} Part of the name is enough.",
                lambda answer: "" if answer else _REQUIRED,
                listed=listed,
            )
        if id_ := choose(kind, called, site.names[kind]):
            return id_
        if click.confirm(filled(f"Add the {kind} {quoted(called)} now?"), default=True):
            whole = _whole_name(site, kind, called)
            if whole != called and (id_ := choose(kind, whole, site.names[kind])):
                return id_
            return _add(site, kind, whole, comments)
        called = ""


def _whole_name(site: _Site, kind: str, called: str) -> str:
    """Ask for the name or title of a new record: what was looked for may be a part of it."""
    if is_address(called):
        return called
    model = MODELS[kind]
    name = "name" if "name" in model.model_fields else "title"
    field = schema(model)["properties"][name]
    help_ = f"{description(field)} Press Enter if this is all of it."
    return ask(field["title"], help_, _complaint(site, model, name, [name]), default=called)


def _add(site: _Site, kind: str, called: str, comments: Comments) -> str:
    """Add a record of this name, title or address; return its id."""
    model = MODELS[kind]
    fields = ("url",) if is_address(called) else ("name", "title")
    values: Values = {
        field: called
        for field in fields
        if field in model.model_fields and not _wrong(site, model, {field: called})
    }
    id_ = _new_record(site, model, None, values, comments, is_offered=True)
    site.forget()
    return id_


def _ask_words(site: _Site, values: Values) -> None:
    if any(kind in values for kind in _KINDS):
        return
    kind = ask(
        "Kind",
        "quote: their exact words; paraphrase: what the source says they said;"
        " action: what it says they did.",
        lambda answer: "" if answer in _KINDS else f"Write one of: {', '.join(_KINDS)}.",
        default="quote",
    )
    help_ = schema(Statement)["properties"][kind]["description"]
    values[kind] = ask(kind.capitalize(), help_, _complaint(site, Statement, kind, [kind]))


def _ask_id(help_: str, suggestion: str, complaint: Callable[[str], str]) -> str:
    """Return a valid id: the answer, or the suggestion if nobody is there to choose."""
    if has_terminal():
        return ask("Id", help_, complaint, default=suggestion)
    if why := complaint(suggestion):
        raise Refusal(f"Missing: --id. {why}")
    return suggestion


def _written(make: Callable[[], FileWrite]) -> FileWrite:
    """Write the file."""
    try:
        new = make()
        write(new)
    except (EditError, WriteError) as error:
        raise Refusal(str(error)) from None
    return new


def _report(site: _Site, new: FileWrite, comments: Comments) -> None:
    """Check everything, and report what is wrong in the file that was written."""
    base = Path.cwd()
    path = label(new.file, base)
    click.echo(f"\n{'Added to' if new.was else 'Wrote'} {path}")
    if comments is not Comments.NONE:
        said = "Comments in the file explain further fields. Delete those you do not need."
        more = " `--all` explains every field." if comments is Comments.USUAL else ""
        click.echo(filled(said + more))
    if report_faults(site.load().diagnostics, [path], base):
        sys.exit(1)


def _say_next(step: str) -> None:
    click.echo(filled(f"Next: {step}"))

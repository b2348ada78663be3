"""Find what a change does to published content without a record of it.

Addresses that lead nowhere any more, words, dates, speakers and names that are others now, marks of
doubt that are gone, and copies of sources that have other words or are gone.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from site_builder.changes.difference.compare import (
    NO_REDIRECT,
    OTHER_SPEAKER,
    WORDS,
    Change,
    FieldChange,
    How,
)
from site_builder.changes.difference.copies import ALTERED_COPY
from site_builder.changes.difference.sides import Difference
from site_builder.checks.withdrawn import WithdrawnList, read_withdrawn
from site_builder.checks.words import words_of
from site_builder.content.discover import WITHDRAWN, files_of, label, record_at
from site_builder.content.document import Document, Scalar, Sequence, read
from site_builder.content.kinds import PERSON, SOURCE
from site_builder.content.model import Withdrawal, is_id
from site_builder.diagnostics import Diagnostic, Route, Span, quoted
from site_builder.evidence.nearest import differences

_CORRECT = (
    "Add an entry to `corrections:` with the day of the correction as `date:`, a `note:` that says"
    " what was wrong and, if these are words, `was:` with those before, or undo the change."
)
_SPEAKERS = frozenset(("with", "on_behalf_of"))
_UNMARKED = frozenset(("", "published"))
"""The statuses that mark no doubt."""
_GONE = " If it has to be gone, say so in `withdrawn.yml`: `factsheet explain vanished-id`."
_GONE_STATEMENT = (
    " If it has to be gone, or is in the file of another person, say so in `withdrawn.yml`:"
    " `factsheet explain vanished-id`."
)
_KEEP_STATEMENT = (
    " If nothing replaces it, keep it: with `status: retracted` if it was taken back, or with"
    f" `status: misattributed` if that person never said it.{_GONE_STATEMENT}"
)
_KEEP_RECORD = f" If nothing replaces it, keep the file.{_GONE}"


def unrecorded(found: Difference, content: Path, base: Path) -> Iterator[Diagnostic]:
    """Yield the faults of a change of the content folder; paths are relative to `base`."""
    withdrawn, _ = read_withdrawn(content, base)
    yield from _all_vanished(found, withdrawn, content, base)
    yield from _unlisted(found, withdrawn)
    yield from _uncounted(found, withdrawn)
    yield from _repeated(found, withdrawn)
    removed = {change.address for change in found.changes if change.how is How.REMOVED}
    moved = {change.former: change.address for change in found.changes if change.former}
    for change in found.changes:
        _, statement = _parts(change.address)
        if former := _former_name(change, content, base):
            yield Diagnostic(
                "silent-change",
                f"This person was published as {quoted(former)}, and has another name now.",
                _span(change.address, content, base),
                f"Add `- name:` with {quoted(former)} beneath `names:`, or undo the change.",
            )
        altered = _altered(change, moved)
        if statement and altered:
            hint = _CORRECT
            if change.former and (former := _parts(change.former)[0]) in removed:
                # The whole file is gone from there, as it is if somebody has renamed it.
                id_ = former.rpartition("/")[2]
                hint = f"If this file was only renamed, add `former_ids: [{id_}]`. If not: {hint}"
            yield Diagnostic(
                "silent-change",
                f"The {altered} of this published statement changed without a correction.",
                _span(change.address, content, base),
                hint,
            )
        elif statement:
            yield from _false_was(change, content, base)
    yield from _copies(found, content, base)


def _copies(found: Difference, content: Path, base: Path) -> Iterator[Diagnostic]:
    """Yield the copies of sources that a change has altered or taken away."""
    for change in found.evidence:
        source = change.address.rpartition("/")[2]
        if change.note == ALTERED_COPY:
            before, now = change.fields[0].before, change.fields[0].now
            span = _extract_span(change.address, now, content, base)
            yield Diagnostic(
                "altered-copy",
                f"This edits the copy of `{source}`, which quotes are compared with."
                f" {differences(before, now)}",
                span,
                "Undo this edit: a copy never changes. If the source prints other words now, save"
                f" it again and run `factsheet capture {source} --file …`.",
            )
        elif (
            change.kind == "capture"
            and change.how is How.REMOVED
            and (content / SOURCE.folder / f"{source}.yml").exists()
        ):
            yield Diagnostic(
                "altered-copy",
                f"The copy of `{source}` is gone, so quotes from it are not compared any more.",
                Span(label(content / f"{change.address}.yml", base)),
                f"Undo the removal, or take another copy: `factsheet capture {source} --file …`.",
            )


def _all_vanished(
    found: Difference, withdrawn: WithdrawnList, content: Path, base: Path
) -> Iterator[Diagnostic]:
    """Yield the published addresses that lead nowhere any more, and were not withdrawn."""
    removed = {change.address for change in found.changes if change.how is How.REMOVED}
    for change in found.changes:
        former = change.former or change.address
        if withdrawn.has(former) or not _could_be(former):
            continue
        record, statement = _parts(change.address)
        is_gone = change.how is How.REMOVED and not (statement and record in removed)
        if is_gone or change.note.startswith(NO_REDIRECT):
            yield _vanished(change, _span(change.address, content, base))
    for former, address in found.forgotten.items():
        if not withdrawn.has(former) and _could_be(former):
            id_ = former.rpartition("/")[2]
            yield Diagnostic(
                "vanished-id",
                f"The former address {quoted(f'{former}/')} no longer leads here.",
                _span(address, content, base),
                f"Put {quoted(id_)} back into `former_ids:`.",
            )
    back = {change.address for change in found.changes if change.how is How.ADDED}
    for address in found.withdrawn:
        if not (address in withdrawn.addresses or address in back):
            yield Diagnostic(
                "vanished-id",
                f"The entry for {quoted(address)} is gone, and with it the page at this address.",
                Span(label(content / WITHDRAWN, base)),
                "Put it back: the page says when and why this was withdrawn.",
            )


def _unlisted(found: Difference, withdrawn: WithdrawnList) -> Iterator[Diagnostic]:
    """Yield the entries of what was withdrawn that do not say what went along.

    An entry that names some, or none, has left out the others: an id may say what had to go.
    """
    gone = _gone(found)
    for it, place in _made_now(found, withdrawn):
        beside = _ids_in(found.buried, it.address.rpartition("/")[0])
        formers = {id_ for id_, former in beside.items() if found.buried[former] == it.address}
        ids = {*_ids_in(gone, it.address), *_ids_in(found.buried, it.address)}
        missing = [
            f"`{name}: [{', '.join(sorted(listed))}]`"
            for name, listed, given in (
                ("former_ids", formers, it.former_ids),
                ("statements", ids, it.statements),
            )
            if listed and given is None
        ]
        if missing:
            yield Diagnostic(
                "vanished-id",
                f"Other addresses went along with {quoted(it.address)}, and this does not say so.",
                place,
                f"Add {' and '.join(missing)}. What links to them, such as a frame on another"
                " site, then says that it was withdrawn. Leave out each id that itself tells what"
                " had to go.",
            )


def _uncounted(found: Difference, withdrawn: WithdrawnList) -> Iterator[Diagnostic]:
    """Yield the entries of what had corrections that do not say how many there were."""
    for it, place in _made_now(found, withdrawn):
        counts = (number for at, number in found.corrected.items() if _is_in(it.address, at))
        most = max(counts, default=0)
        if (it.corrections or 0) < most:
            said, do = (
                ("does not say so", "Add") if it.corrections is None else ("says less", "Write")
            )
            yield Diagnostic(
                "vanished-id",
                f"There were corrections of {quoted(it.address)}, and this {said}.",
                place,
                f"{do} `corrections: {most}`. Feeds then have the withdrawal in place of what each"
                " of them said, which readers' programs keep.",
            )


def _made_now(found: Difference, withdrawn: WithdrawnList) -> Iterator[tuple[Withdrawal, Span]]:
    """Yield the entries of what this change withdraws, each with its place."""
    gone = _gone(found)
    for at, it in enumerate(withdrawn.withdrawn):
        if it.address in gone:
            assert withdrawn.document is not None  # it comes from a file
            yield it, withdrawn.document.span(("withdrawn", at, "address"))


def _gone(found: Difference) -> set[str]:
    """Return the addresses that have nothing any more."""
    gone = {it.address for it in found.changes if it.how is How.REMOVED}
    return gone | {it.former for it in found.changes if it.note.startswith(NO_REDIRECT)}


def _is_in(withdrawn: str, address: str) -> bool:
    """Check whether a statement was withdrawn, by itself or with its person."""
    return address == withdrawn or address.startswith(f"{withdrawn}/")


def _repeated(found: Difference, withdrawn: WithdrawnList) -> Iterator[Diagnostic]:
    """Yield the reasons that tell readers what had to go: the words, or the name of a person."""
    repeating = {
        withdrawn.withdrawn.index(it): address
        for address, texts in found.unsaid.items()
        if (it := withdrawn.entry_of(address))
        and any(_has_of(text, words_of(it.reason)) for text in texts)
    }
    for at, address in sorted(repeating.items()):
        assert withdrawn.document is not None  # it comes from a file
        yield Diagnostic(
            "vanished-id",
            f"This reason repeats what was said at {quoted(address)}."
            if _parts(address)[1]
            else "This reason repeats the name of the person who was withdrawn.",
            withdrawn.document.span(("withdrawn", at, "reason")),
            "Say why without it: the page that stands there and the corrections show the reason.",
        )


_TELLING = 4
"""So many words in a row of a text are repeated on purpose; fewer may be so by chance."""


def _has_of(text: str, reason: tuple[str, ...]) -> bool:
    """Check whether a reason has a whole text, or some words in a row of a longer one."""
    words = words_of(text)
    size = min(len(words), _TELLING)
    runs = {words[at : at + size] for at in range(len(words) - size + 1)} if size > 1 else set()
    return any(reason[at : at + size] in runs for at in range(len(reason) - size + 1))


def _ids_in(addresses: Iterable[str], folder: str) -> dict[str, str]:
    """Return the addresses in a folder by their ids."""
    parted = ((it, *it.rpartition("/")[::2]) for it in addresses)
    return {id_: address for address, there, id_ in parted if there == folder}


def _could_be(address: str) -> bool:
    """Check whether anything could be published there: with an id that is none, nothing could."""
    return all(map(is_id, address.split("/")[1:]))


def _parts(address: str) -> tuple[str, str]:
    """Return the address of a record, and the id of a statement in it."""
    folder, id_, *statement = address.split("/", 2)
    return f"{folder}/{id_}", "".join(statement)


def _vanished(change: Change, span: Span) -> Diagnostic:
    former = change.former or change.address
    id_ = former.rpartition("/")[2]
    where, instead = "here", ""
    if not change.former and _parts(former)[1]:
        # A former id leads from an address of the same person alone.
        where, instead = "to the statement of the same person that replaces it", _KEEP_STATEMENT
    elif not change.former:
        where, instead = "to what replaces it", _KEEP_RECORD
    return Diagnostic(
        "vanished-id",
        f"Nothing is at the published address {quoted(f'{former}/')} any more.",
        span,
        f"Add `former_ids: [{id_}]` {where}, so that the address leads there.{instead}",
    )


def _altered(change: Change, moved: Mapping[str, str]) -> str:
    """Return what has changed of what readers were told; empty if nothing, or if it is recorded.

    `moved` has the present addresses by former ones.
    """
    if change.how is not How.CHANGED:
        return ""
    # An entry that was there before is about an earlier change.
    if any(field.name.startswith("corrections") and not field.before for field in change.fields):
        return ""
    fields = {field.name: field for field in change.fields}
    told = {name for name, field in fields.items() if field.before}
    others = {
        name
        for name in (*_SPEAKERS, "retracts")
        if name in fields and _names_others(fields[name], moved)
    }
    altered = {
        "words": told & {*WORDS},
        "date": "date" in told,
        "speaker": change.note == OTHER_SPEAKER or others & _SPEAKERS,
        "status": "status" in fields and _is_cleared(fields["status"]),
        "`retracts:`": "retracts" in told & others,
    }
    return " and ".join(name for name, is_altered in altered.items() if is_altered)


def _false_was(change: Change, content: Path, base: Path) -> Iterator[Diagnostic]:
    """Yield a fault if a correction gives words as published before that were not.

    Another entry may have them: of two corrections since, the later one has words in between.
    """
    fields = [field for field in change.fields if field.name.startswith("corrections")]
    new = [field for field in fields if not field.before]
    if change.how is not How.CHANGED or not any("was: " in field.now for field in new):
        return
    told = {field.name: field.before for field in change.fields if field.before}
    before = [told[name] for name in WORDS if name in told]
    if not before and "date" not in told:
        return  # It is about an earlier change, which nobody noted then.
    document, route = _found_at(change.address, content, base)
    listed = document.node((*route, "corrections")) if document else None
    given: list[tuple[str, Span]] = []
    for at in range(len(listed.items) if isinstance(listed, Sequence) else 0):
        assert document is not None
        node = document.node((*route, "corrections", at, "was"))
        if isinstance(node, Scalar):
            given.append((node.text, document.span((*route, "corrections", at, "was"))))
    published = {" ".join(words.split()) for words in before}
    if not before and len(listed.items if isinstance(listed, Sequence) else ()) > 1:
        return  # So may be one of several; another one is about the date.
    if not given or any(" ".join(words.split()) in published for words, _ in given):
        return
    entered = next((it for it in given if any(f"was: {it[0]}" in field.now for field in new)), None)
    words, span = entered or given[-1]
    if before:
        said, whole = f"{quoted(words)} is not what was published.", quoted(before[0])
        # Shortened words must not be typed.
        is_short = whole == f"`{before[0]}`"
        hint = f"Write {whole}." if is_short else "Copy the whole words from `factsheet diff`."
    else:
        said = f"{quoted(words)} stands for the words before, which have not changed."
        hint = "Delete `was:`, and say in the `note:` what was wrong."
    yield Diagnostic("silent-change", said, span, hint)


def _is_cleared(status: FieldChange) -> bool:
    """Check whether a doubt is dropped, or words that were misattributed become the person's.

    The note on the new status explains all other changes.
    """
    was_marked = status.before not in _UNMARKED
    return was_marked and (status.now in _UNMARKED or status.before == "misattributed")


def _names_others(field: FieldChange, moved: Mapping[str, str]) -> bool:
    """Check whether a field names other people or statements, not the same ones by new ids."""
    before = {_present(id_, moved) for id_ in field.before.split(", ")}
    return before != {*field.now.split(", ")}


def _present(id_: str, moved: Mapping[str, str]) -> str:
    """Return the present id of a person or a statement."""
    person, _, statement = id_.partition("/")
    there = moved.get(f"{PERSON.folder}/{id_}", "").removeprefix(f"{PERSON.folder}/")
    if there or not statement:
        return there or id_
    return f"{_present(person, moved)}/{statement}"


def _extract_span(address: str, words: str, content: Path, base: Path) -> Span:
    """Return where the file of a capture has an extract, or its beginning."""
    file = content / f"{address}.yml"
    path = label(file, base)
    document, _ = read(file, path)
    listed = document.node(("extracts",)) if document else None
    for at in range(len(listed.items) if isinstance(listed, Sequence) else 0):
        assert document is not None
        route = ("extracts", at, "text")
        node = document.node(route)
        if isinstance(node, Scalar) and node.text == words:
            return document.span(route)
    return Span(path)


def _former_name(change: Change, content: Path, base: Path) -> str:
    """Return the name that a person was published under, if their file has it no longer."""
    if change.kind != PERSON.name or change.how is not How.CHANGED:
        return ""
    former = next((field.before for field in change.fields if field.name == "name"), "")
    file = content / f"{change.address}.yml"
    document, _ = read(file, label(file, base)) if former and file.is_file() else (None, [])
    names = document.node(("names",)) if document else None
    for at in range(len(names.items) if document and isinstance(names, Sequence) else 0):
        node = document.node(("names", at, "name")) if document else None
        if isinstance(node, Scalar) and node.text == former:
            return ""
    return former


def _span(address: str, content: Path, base: Path) -> Span:
    """Return where a record's files have the statement, or the beginning of its own file."""
    document, route = _found_at(address, content, base)
    if document:
        return document.span((*route, "id"))
    return Span(label(content / f"{_parts(address)[0]}.yml", base))


def _found_at(address: str, content: Path, base: Path) -> tuple[Document | None, Route]:
    """Return the document that has a statement, and the way to it there."""
    record, id_ = _parts(address)
    files = [
        content / path
        for key in [record_at(f"{record}.yml")]
        if key
        for path in files_of(content, key)
    ]
    for file in files:
        document, _ = read(file, label(file, base))
        positions = document.node(("positions",)) if document else None
        for at in range(len(positions.items) if isinstance(positions, Sequence) else 0):
            assert document is not None
            statements = document.node(("positions", at, "statements"))
            for number in range(len(statements.items) if isinstance(statements, Sequence) else 0):
                route = ("positions", at, "statements", number)
                node = document.node((*route, "id"))
                if isinstance(node, Scalar) and node.text == id_:
                    return document, route
    return None, ()

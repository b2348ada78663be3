"""An index of what was kept is the one that is made of everything, or nothing was kept."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from site_builder.diagnostics import has_errors
from site_builder.examine import Content, Inputs, load
from site_builder.installed import installed
from site_builder.kept import Kept
from site_builder.parallel import Processes
from site_builder.search import kept, segment
from site_builder.search.documents import Document, Documents
from site_builder.search.index import write_index
from site_builder.search.kept import made_from
from site_builder.settings import Site
from site_builder.site_folder import Output
from site_builder.user_cache import Store
from site_builder.views import Views
from tests.support.edited import CHANGES, SEED, MakeEditor, MakeSite, contents, edited
from tests.support.project import SOURCE, Fields, Project, person, statement, tree

SITE = Site("Dossier", "https://sheet.example/")
WORDS = [
    "the",
    "lamp",
    "tide",
    "of",
    "boat",
    "wind",
    "harbour",
    "and",
    "fog",
    "buoy",
    "light",
    "a",
    "keeper",
]


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of about eight documents, kept in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_STRETCH", 8)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the documents of statements that are made, in their order."""
    noted: list[str] = []
    make = Documents.statement

    def note(documents: Documents, entry: object) -> Document:
        made = make(documents, entry)  # type: ignore[arg-type]
        noted.append(made.address)
        return made

    monkeypatch.setattr(Documents, "statement", note)
    return noted


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three people with forty statements each, on two themes."""
    project, random = Project(tmp_path / "project"), Random(SEED)
    project.write("themes/boats.yml", {"title": "Boats", "definition": "Words on boats."})
    for name, theme in (("ada-keeper", "boats"), ("bo", "boats"), ("cy", "lighthouses")):
        said = [
            statement(
                f"said-{at}",
                quote=" ".join(random.choices(WORDS, k=30)),
                date=f"20{random.randrange(10, 24)}-0{random.randrange(1, 10)}-11",
            )
            for at in range(40)
        ]
        project.write(f"people/{name}.yml", person(*said, name=name, theme=theme))
    project.write("sources/checkers.yml", {"title": "Never said", "type": "webpage"})
    note = {"note": "A joke.", "citations": [{"source": "checkers"}]}
    rumour = statement("rumour", quote="Dry land.", status="misattributed", status_note=note)
    project.write("people/ed.yml", person(rumour, name="Ed"))
    project.write("sources/court.yml", {"title": "A ruling", "type": "webpage"})
    ruling = {
        "by": "Example Court",
        "quote": "Not so.",
        "date": "2012-01-01",
        "citations": [{"source": "court"}],
    }
    judged = statement("judged", quote="All is well.", date="2011-01-01", findings=[ruling])
    project.write("people/flo.yml", person(judged, name="Flo"))
    project.write("people/gus.yml", taking_back("Gus"))
    project.write("people/ivy.yml", disputed("A joke."))
    return project


def disputed(why: str) -> Fields:
    """Somebody with two wordings of a remark, the nearest of which is disputed."""
    note = {"note": why, "citations": [{"source": "court"}]}
    nearest = statement("said", quote="The sea is dry.", status="disputed", status_note=note)
    return person(nearest, statement("told", quote="Dry sea.", wording_of="ivy/said"), name="Ivy")


def taking_back(name: str) -> Fields:
    """Somebody who takes another one's words back."""
    back = statement(
        "back", quote="She was wrong.", date="2025-01-01", retracts="ada-keeper/said-9"
    )
    return person(back, name=name)


def content_of(project: Project, lang: str = "en") -> Content:
    """The content of a project, without faults."""
    content = load(Inputs(project.content, project.folder, lang))
    assert not has_errors(content.diagnostics)
    return content


def keeping(project: Project, content: Content) -> Kept:
    """What is kept of a project's index."""
    views = Views(content.catalogue, SITE, content.proofs, content.looks)
    return Kept(Store(project.content, "index"), views.origins())


def index(project: Project, folder: Path, *, warm: bool, lang: str = "en") -> Mapping[str, bytes]:
    """The files of a project's index, with what was kept or without."""
    content = content_of(project, lang)
    own = keeping(project, content) if warm else None
    documents = Documents(content.catalogue, content.proofs)
    write_index(documents, Output(folder), Processes(1), 64, kept=own)
    if own:
        own.store.prune()
    return tree(folder)


def test_an_index_of_what_was_kept_is_a_fresh_one(
    project: Project, tmp_path: Path, read: list[str]
) -> None:
    """After each kind of edit the bytes are those of an index of everything."""
    people = project.content / "people"
    first = (people / "bo.yml").read_text()

    def rewrite(old: str, new: str) -> Callable[[], object]:
        file = people / "bo.yml"
        return lambda: file.write_text(file.read_text().replace(old, new, 1))

    def in_the_middle() -> None:
        new = person(statement("early", quote="Early light.", date="2015-05-05"), name="Dee")
        project.write("people/dee.yml", new)

    boats = {"title": "Boats", "definition": "Words on boats."}
    edits: dict[str, Callable[[], object]] = {
        "nothing": lambda: None,
        "a word": rewrite("lamp", "umbrella"),
        "a statement of long ago": in_the_middle,
        "a statement less": rewrite("said-7", "other-7"),
        "nobody": (people / "cy.yml").unlink,
        "an id": lambda: (people / "bo.yml").rename(people / "bob.yml"),
        "a name": lambda: (people / "bob.yml").write_text(first.replace("bo", "Robert", 1)),
        "a theme": lambda: project.write("themes/boats.yml", {**boats, "title": "Ships"}),
        "a theme that is called like another one": lambda: project.write(
            "themes/boats.yml", {**boats, "title": "Lighthouses"}
        ),
        "what refutes words": lambda: project.write(
            "sources/checkers.yml", {"title": "A joke", "type": "webpage"}
        ),
        "a source that is called like it": lambda: project.write(
            "sources/more.yml", {"title": "A joke", "type": "webpage"}
        ),
        "a source that is called like that of what others found": lambda: project.write(
            "sources/later.yml", {"title": "A ruling", "type": "webpage"}
        ),
        "the name of who took words back": lambda: project.write(
            "people/gus.yml", taking_back("Hal")
        ),
        "why another wording is disputed": lambda: project.write(
            "people/ivy.yml", disputed("A slip.")
        ),
        "a source": lambda: project.write("sources/gazette.yml", {**SOURCE, "title": "Herald"}),
    }
    index(project, tmp_path / "first", warm=True)
    for number, (edit, make) in enumerate(edits.items()):
        make()
        fresh = index(project, tmp_path / f"fresh-{number}", warm=False)
        read.clear()
        assert index(project, tmp_path / f"kept-{number}", warm=True) == fresh, edit
        if edit == "nothing":
            assert read == []
        elif edit in {"a word", "a statement of long ago"}:
            assert 0 < len(read) < 60, edit


def test_damage_is_found(project: Project, tmp_path: Path) -> None:
    """With a byte changed in each file that was kept, an index is that of everything."""
    fresh, random = index(project, tmp_path / "fresh", warm=False), Random(SEED)
    for number in range(3):
        assert index(project, tmp_path / f"kept-{number}", warm=True) == fresh
        files = [file for file in (tmp_path / "cache").rglob("*.index/*/*") if file.is_file()]
        assert len(files) > 30
        for file in files:
            data = bytearray(file.read_bytes())
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            file.write_bytes(data)


def test_pairs_are_made_again_if_other_words_are_common(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has become common elsewhere has pairs in documents that are the same as before."""
    before = index(project, tmp_path / "first", warm=True)
    monkeypatch.setattr(segment, "_COMMON", 1)
    fresh = index(project, tmp_path / "fresh", warm=False)
    assert fresh != before
    assert index(project, tmp_path / "kept", warm=True) == fresh


def test_each_language_has_documents_of_its_own(project: Project, tmp_path: Path) -> None:
    """What was kept of a site in one language is not taken for one in another."""
    index(project, tmp_path / "first", warm=True)
    fresh = index(project, tmp_path / "fresh", warm=False, lang="de")
    assert index(project, tmp_path / "kept", warm=True, lang="de") == fresh


def test_another_program_reads_anew(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of the code or of a library, nothing of before is used."""
    taken: list[str] = []
    get = Store.get

    def note(store: Store, key: str) -> bytes | None:
        data = get(store, key)
        taken.extend([key] if data is not None else [])
        return data

    index(project, tmp_path / "first", warm=True)
    monkeypatch.setattr(Store, "get", note)
    index(project, tmp_path / "again", warm=True)
    assert taken
    taken.clear()
    other = installed()._replace(package="another")
    monkeypatch.setattr("site_builder.search.kept.installed", lambda: other)
    index(project, tmp_path / "kept", warm=True)
    assert taken == []


def test_what_alone_is_missing_is_made_again(
    project: Project, tmp_path: Path, read: list[str]
) -> None:
    """If only one file is missing, such as the pairs of a stretch, it is made as it was."""
    fresh = index(project, tmp_path / "fresh", warm=False)
    index(project, tmp_path / "first", warm=True)
    store = next((tmp_path / "cache").rglob("*.index"))
    whole = {file: file.read_bytes() for file in store.glob("*/*")}
    read.clear()
    for number, (file, data) in enumerate(whole.items()):
        file.unlink()
        assert index(project, tmp_path / f"kept-{number}", warm=True) == fresh
        assert file.read_bytes() == data
    assert read


def made(content: Content) -> Iterator[tuple[bytes, Document]]:
    """Each document, and the digest of what it is made from."""
    views = Views(content.catalogue, SITE, content.proofs, content.looks)
    origins, documents = views.origins(), Documents(content.catalogue, content.proofs)
    for record in documents.records:
        yield made_from(record, documents, origins), documents.record(record)
    for entry in documents.entries:
        yield made_from(entry, documents, origins), documents.statement(entry)


@edited
def test_what_is_made_from_the_same_is_the_same(
    site: MakeSite, editor: MakeEditor, tmp_path: Path
) -> None:
    """After random edits of all kinds, what is made from the same is the same document."""
    known: dict[bytes, Document] = {}
    same = 0
    for content, done in contents(site, editor, tmp_path):
        for origin, document in made(content):
            same += origin in known
            assert known.setdefault(origin, document) == document, f"{document.address}: {done}"
    assert same > CHANGES

"""Data as formats give them: of the example sheet, and of records full of awkward texts."""

from collections.abc import Collection
from concurrent.futures import Executor
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.diagnostics import has_errors
from site_builder.examine import Inputs, load
from site_builder.exports.data import EVERYTHING, Data, Selection
from site_builder.exports.kept import KeptData
from site_builder.exports.package import Written
from site_builder.exports.release import Release
from site_builder.exports.write import Export, files
from site_builder.parallel import Processes
from site_builder.settings import Publisher, Site
from site_builder.site_folder import Output
from tests.support.awkward import STRINGS
from tests.support.paths import ROOT
from tests.support.project import Fields, Project, person

PUBLISHER = Publisher(
    "The Example Editors", licence="CC BY 4.0", licence_url="https://licence.example/by/"
)
SITE = Site("Dossier & <Co>", "https://sheet.example/", publisher=PUBLISHER)
RELEASE = Release("0123456789abcdef0123456789abcdef01234567", "2024-11-06T12:00:00Z")


def data(catalogue: Catalogue, selection: Selection = EVERYTHING, site: Site = SITE) -> Data:
    """The data of a catalogue."""
    return Data(catalogue, site, RELEASE, selection)


def own() -> Data:
    """The data of this repository's own content, with the receipts of its quotes."""
    content = load(Inputs(ROOT / "content", ROOT))
    return Data(content.catalogue, SITE, RELEASE, proofs=content.proofs)


def written(made: Data, *names: str) -> dict[str, bytes]:
    """What is in each file of these formats."""
    found: dict[str, bytes] = {}
    for file, _ in files(made, names):
        found[file.path] = found.get(file.path, b"") + file.data
    return found


def write(
    made: Data,
    names: Collection[str],
    output: Output,
    executor: Executor | None = None,
    kept: KeptData | None = None,
) -> tuple[Written, ...]:
    """Write all files of these formats, in both steps; return those to download."""
    export = Export(made, names, kept)
    together = export.write_together(output, executor or Processes(1))
    for key in export.later:
        export.write(key, output)
    return together


def awkward(number: int) -> str:
    """The id of the person whose texts are one of the awkward ones."""
    return f"p{number}"


def awkward_catalogue(folder: Path) -> Catalogue:
    """A catalogue in which each awkward text is every text of a person and of a statement."""
    project = Project(folder)
    for number, text in enumerate(STRINGS):
        project.write(f"people/{awkward(number)}.yml", _person(number, text))
        project.write(f"sources/s{number}.yml", _source(text))
        theme = {"title": text, "definition": "Invented.", "aliases": [text]}
        project.write(f"themes/t{number}.yml", theme)
    content = load(Inputs(project.content, folder))
    assert not has_errors(content.diagnostics)
    return content.catalogue


def _person(number: int, text: str) -> Fields:
    citation = {"source": f"s{number}", "locator": text, "prefix": text, "suffix": text}
    said = {
        "id": "said",
        "quote": text,
        "lang": "en",
        "spoken_lang": "ru",
        "original": text,
        "translation": "outlet",
        "date": "2020-01~",
        "date_basis": "inferred",
        "date_note": text,
        "as_printed": text,
        "medium": text,
        "citations": [citation],
    }
    told = {"id": "told", "paraphrase": text, "date": "../2019?", "citations": [citation]}
    done = {"id": "done", "action": text, "date": "2018/2019", "citations": [citation]}
    office = {"title": text, "organisation": text, "citations": [citation]}
    return person(
        said,
        told,
        done,
        theme=f"t{number}",
        name=text,
        names=[{"name": text}],
        offices=[office],
        links=[{"title": text, "url": "https://minister.example/"}],
    )


def _source(text: str) -> Fields:
    return {
        "title": text,
        "type": "webpage",
        "authors": [text],
        "publication": text,
        "publisher": text,
        "url": "https://gazette.example/?a=1&b=2",
        "relays": ["gazette"],
    }

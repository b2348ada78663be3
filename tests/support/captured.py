"""A project with a copy of its source, compared."""

from pathlib import Path

from site_builder.examine import Content, Inputs, load
from tests.support.commands import factsheet
from tests.support.network import Host, answer
from tests.support.project import SOURCE, Fields, Project, person, statement

COPY = (
    "Talks before spring\nThe minister answered: “We will not talk before spring, and that’s"
    " final.” He added that the treaty of 1,500 pages, read by few in the hall, would stay."
    " “We are neighbours,” said the minister. All in all it was a long evening, and nobody left."
)
FOUND = (
    statement("exact", quote="We will not talk before spring"),
    statement("typographic", quote="that's final"),
    statement("gap", quote="the treaty of 1,500 pages, […] would stay"),
    statement(
        "passage",
        paraphrase="Nobody left.",
        citations=[{"source": "gazette", "from": "All in all", "to": "nobody left"}],
    ),
)
LOST = statement("lost", quote="We will now talk before spring")
CHECKED_BY_HAND = statement(
    "hand", action="Sat.", citations=[{"source": "gazette", "attested": {"by": "A", "on": "2024"}}]
)


def project(folder: Path, *statements: Fields) -> Project:
    """A project in which Bo makes these statements, with a copy of their source beside it."""
    made = Project(folder)
    (made.content / "people" / "ada-keeper.yml").unlink()
    made.write("people/bo.yml", person(*statements))
    (folder / "copy.txt").write_text(COPY, encoding="utf-8")
    return made


def captured(folder: Path, *statements: Fields) -> Project:
    """A project whose statements were compared with the copy of their source."""
    made = project(folder, *statements)
    capture(folder)
    return made


def capture(folder: Path, *options: str, file: str = "copy.txt") -> tuple[int, str]:
    """The exit code and the words of `factsheet capture` in a project's folder."""
    result = factsheet(
        *("capture", "gazette", "--file", str(folder / file), "--date", "2024-11-07"),
        *("--config-file", str(folder / "mkdocs.yml"), "--store", str(folder / "store"), *options),
    )
    return result.exit_code, result.output


def content_of(made: Project) -> Content:
    """The content of a project."""
    return load(Inputs(made.content, made.folder))


def online(folder: Path, host: Host, *statements: Fields) -> Project:
    """A project with somebody to write to, whose source is the page `/a` of a host."""
    made = project(folder, *statements)
    own = {"content": "dossier", "search": False, "exports": []}
    made.set(plugins=[{"factsheet": {**own, "publisher": {"contact": "a@sheet.test"}}}])
    made.write("sources/gazette.yml", {**SOURCE, "url": host.url("/a")})
    host.does |= {"/robots.txt": answer(status=404), "/a": answer(page(COPY))}
    return made


def page(text: str) -> str:
    """A web page with a text."""
    return f"<!doctype html><meta charset=utf-8><title>T</title><p>{text}</p>"


def ask(folder: Path, host: Host, command: str, *arguments: str) -> tuple[int, str]:
    """The exit code and the words of a command that asks this host."""
    result = factsheet(
        *(command, *arguments, "--config-file", str(folder / "mkdocs.yml")),
        network=host.network(),
    )
    return result.exit_code, result.output

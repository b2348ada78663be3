"""Another project that uses the package: its own folder, settings and content."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

Fields = Mapping[str, object]
Plugin = BasePlugin[MkDocsConfig]
SOURCE: Fields = {"title": "The Gazette of the third", "type": "article-newspaper"}
THEME: Fields = {"title": "Lighthouses", "definition": "Words on lighthouses."}


def statement(id_: str = "lamps", source: str = "gazette", **fields: object) -> Fields:
    """A statement with what it must have; a quote, unless the fields say otherwise."""
    kinds = {"quote", "paraphrase", "action"} & fields.keys()
    words = {} if kinds else {"quote": "Keep the lamps lit."}
    return {
        "id": id_,
        **words,
        "date": "2024-11-06",
        "citations": [{"source": source}],
        **fields,
    }


def person(*statements: Fields, theme: str = "lighthouses", **fields: object) -> Fields:
    """A person with what they must have, and one position."""
    positions = [{"theme": theme, "statements": list(statements)}] if statements else []
    return {"name": "Ada Keeper", "kind": "official", "positions": positions, **fields}


class CompiledOnce(BasePlugin[MkDocsConfig], BytecodeCache):  # type: ignore[no-untyped-call]
    """Keeps the theme's templates compiled: that is half of the time of building a small site."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Have the host look for compiled templates here."""
        env.bytecode_cache = self
        return env

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before; its checksum tells whether the template is the same."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED_ONCE = CompiledOnce()


class Project:
    """A folder with `mkdocs.yml` and content in `dossier/`: one record of each kind, to begin with.

    No data are exported and no search index is made, unless the settings say so.
    Everything is written as JSON, which is YAML in which a text can hold any character.
    """

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.content = folder / "dossier"
        self.site = folder / "site"
        (self.content / "pages").mkdir(parents=True)
        self.settings: dict[str, object] = {
            "site_name": "Dossier",
            "docs_dir": "dossier/pages",
            "theme": {"name": "material", "font": False},
            "plugins": [{"factsheet": {"content": "dossier", "search": False, "exports": []}}],
            "validation": {"nav": {"omitted_files": "warn"}},
        }
        self.write("people/ada-keeper.yml", person(statement()))
        self.write("themes/lighthouses.yml", THEME)
        self.write("sources/gazette.yml", SOURCE)
        self.set(**settings)

    def set(self, **settings: object) -> None:
        """Write `mkdocs.yml` with these settings besides; None takes one away."""
        self.settings.update(settings)
        kept = {name: value for name, value in self.settings.items() if value is not None}
        self.replace(self.folder / "mkdocs.yml", json.dumps(kept))

    def write(self, path: str, fields: Fields | str) -> Path:
        """Write a record, or a text as it is, into the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = fields if isinstance(fields, str) else json.dumps(fields, ensure_ascii=False)
        self.replace(file, text)
        return file

    def replace(self, file: Path, text: str) -> None:
        """Write a file in one step: nobody who watches the folder finds half of it."""
        beside = self.folder.with_name(f"{self.folder.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def build(self, *, strict: bool = True, plugins: Sequence[Plugin] = ()) -> MkDocsConfig:
        """Build the site in this process, as `mkdocs build` does, with further plugins."""
        config = load_config(str(self.folder / "mkdocs.yml"), strict=strict)
        for number, plugin in enumerate((*plugins, COMPILED_ONCE)):
            config.plugins[f"further-{number}"] = plugin
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return config

    def page(self, address: str) -> str:
        """The page at an address of the built site."""
        return (self.site / address / "index.html").read_bytes().decode("utf-8")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with the moment of its last change in nanoseconds."""
    files = tree(folder)
    return {path: (files[path], (folder / path).stat().st_mtime_ns) for path in files}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its way from there."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }

"""Take the browser's half of the stemmers from Sphinx, which ships what Snowball generates.

They are installed as modules in the folder `factsheet_stemmers`, beside the package. The other half
is the package `snowballstemmer`. One version of Snowball has generated both, or nothing is built:
words that the halves cut differently would not be found.
"""

import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDER = "factsheet_stemmers"
_LICENCE = "/* Snowball {}, BSD 3-Clause: https://snowballstem.org/license.html */\n"


class StemmersHook(BuildHookInterface[Any]):
    """Adds the modules to what is installed, in an editable installation, too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write one module for each stemmer, and one for what they share.

        Raises:
            ValueError: Sphinx's stemmers are of another version than `snowballstemmer`.
        """
        spec = find_spec("sphinx")
        assert spec is not None  # `build-system.requires` names it
        assert spec.origin is not None
        folder = Path(spec.origin).parent / "search"
        # Only these say what has generated them.
        sources = (folder / "non-minified-js").glob("*-stemmer.js")
        snowball = _version([source.read_text(encoding="utf-8") for source in sources])
        pinned = f"snowballstemmer=={snowball}"
        if pinned not in self.metadata.core.dependencies:
            message = f"Sphinx has stemmers of Snowball {snowball}: pin {pinned} or another Sphinx"
            raise ValueError(message)
        self._made = Path(tempfile.mkdtemp(prefix="factsheet-stemmers-"))
        for script in sorted((folder / "minified-js").glob("*-stemmer.js")):
            name = script.name.removesuffix("-stemmer.js")
            text = script.read_text(encoding="utf-8").strip()
            module = self._made / f"{name}.js"
            module.write_text(_module(name, text, snowball), encoding="utf-8", newline="\n")
        kind = "force_include_editable" if version == "editable" else "force_include"
        build_data[kind][str(self._made)] = _FOLDER

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what has been taken over."""
        del version, build_data, artifact_path
        shutil.rmtree(self._made)


def _version(sources: list[str]) -> str:
    """Return the version of Snowball that has generated all of these scripts."""
    found = {said for source in sources for said in re.findall(r"by Snowball (\S+)", source)}
    if len(found) != 1:
        raise ValueError(f"Sphinx has stemmers of {len(found)} versions of Snowball, not one")
    return found.pop()


def _module(name: str, script: str, snowball: str) -> str:
    licence = _LICENCE.format(snowball)
    if name == "base":
        return f"{licence}let {script}\nexport {{ BaseStemmer }}\n"
    # The script begins with `var EnglishStemmer=`.
    made = script.removeprefix("var ").partition("=")[0]
    shared = 'import { BaseStemmer } from "./base.js"\n'
    return f"{licence}{shared}{script}\nexport default new {made}()\n"

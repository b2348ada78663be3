"""Take the browser's half of the stemmers from Sphinx, which ships what Snowball generates.

They are installed as modules in the folder `factsheet_stemmers`, beside the package. The other half
is the package `snowballstemmer`, of the same version of Snowball.
"""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDER = "factsheet_stemmers"
_LICENCE = "/* Snowball 3, BSD 3-Clause: https://snowballstem.org/license.html */\n"


class StemmersHook(BuildHookInterface[Any]):
    """Adds the modules to what is installed, in an editable installation, too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write one module for each stemmer, and one for what they share."""
        spec = find_spec("sphinx")
        assert spec is not None  # `build-system.requires` names it
        assert spec.origin is not None
        scripts = Path(spec.origin).parent / "search" / "minified-js"
        self._made = Path(tempfile.mkdtemp(prefix="factsheet-stemmers-"))
        for script in sorted(scripts.glob("*-stemmer.js")):
            name = script.name.removesuffix("-stemmer.js")
            text = script.read_text(encoding="utf-8").strip()
            module = self._made / f"{name}.js"
            module.write_text(_module(name, text), encoding="utf-8", newline="\n")
        kind = "force_include_editable" if version == "editable" else "force_include"
        build_data[kind][str(self._made)] = _FOLDER

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what has been taken over."""
        del version, build_data, artifact_path
        shutil.rmtree(self._made)


def _module(name: str, script: str) -> str:
    if name == "base":
        return f"{_LICENCE}let {script}\nexport {{ BaseStemmer }}\n"
    # The script begins with `var EnglishStemmer=`.
    made = script.removeprefix("var ").partition("=")[0]
    shared = 'import { BaseStemmer } from "./base.js"\n'
    return f"{_LICENCE}{shared}{script}\nexport default new {made}()\n"

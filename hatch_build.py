"""Take the browser's half of the stemmers from Sphinx, which ships what Snowball generates.

They become modules in `site_builder/search/stemmers/`, which git ignores. The other half is the
package `snowballstemmer`, of the same version of Snowball.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_TO = "site_builder/search/stemmers"
_LICENCE = "/* Snowball 3, BSD 3-Clause: https://snowballstem.org/license.html */\n"


class StemmersHook(BuildHookInterface[Any]):
    """Writes the modules before the package is built, and into it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write one module for each stemmer, and one for what they share."""
        del version
        spec = find_spec("sphinx")
        assert spec is not None  # `build-system.requires` names it
        assert spec.origin is not None
        scripts = Path(spec.origin).parent / "search" / "minified-js"
        folder = Path(self.root, _TO)
        folder.mkdir(exist_ok=True)
        for script in sorted(scripts.glob("*-stemmer.js")):
            name = script.name.removesuffix("-stemmer.js")
            text = script.read_text(encoding="utf-8").strip()
            if name == "base":
                module = f"{_LICENCE}let {text}\nexport {{ BaseStemmer }}\n"
            else:
                # The script begins with `var EnglishStemmer=`.
                made = text.removeprefix("var ").partition("=")[0]
                shared = 'import { BaseStemmer } from "./base.js"\n'
                module = f"{_LICENCE}{shared}{text}\nexport default new {made}()\n"
            (folder / f"{name}.js").write_text(module, encoding="utf-8", newline="\n")
        build_data["artifacts"].append(f"/{_TO}/*.js")

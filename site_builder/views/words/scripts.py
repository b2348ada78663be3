"""The words of the site's scripts: their module `words.js`, with a catalogue in it."""

import json

from site_builder.views.words import Words

_MESSAGES, _FORM = "const messages = {}\n", "const form = (n) => n !== 1\n"


def with_messages(module: str, words: Words) -> str:
    """Return the module with the scripts' messages in the site's language.

    Raises:
        ValueError: the module has no place for them.
    """
    if _MESSAGES not in module or _FORM not in module:
        raise ValueError("words.js has no place for messages")
    messages = json.dumps(words.of_scripts, ensure_ascii=False, separators=(",", ":"))
    # gettext's plural expressions are JavaScript too.
    return module.replace(_MESSAGES, f"const messages = {messages}\n").replace(
        _FORM, f"const form = (n) => {words.plural}\n"
    )

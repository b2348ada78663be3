"""The text of captions: WebVTT (W3C) and SubRip, without times, notes, styles and names of cues."""

import html
import re

from site_builder.evidence.extractors.encoding import UnreadableError

_TIME = r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}"
_TIMES = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}\b.*$")
_TAG = re.compile(r"</?[^<>]*>")


def text_of(captions: str) -> str:
    """Return what the cues say, a line for each line of theirs.

    Captions that roll up repeat the last line of the cue before; it is kept once.

    Raises:
        UnreadableError: there are no cues.
    """
    said: list[str] = []
    has_cues = False
    for block in re.split(r"\n(?:[ \t]*\n)+", re.sub(r"\r\n?", "\n", captions)):
        lines = block.split("\n")
        times = next((at for at, line in enumerate(lines) if _TIMES.match(line)), None)
        if times is None:
            continue  # the header, a note, a style, a region
        has_cues = True
        for line in lines[times + 1 :]:
            text = html.unescape(_TAG.sub("", line)).strip()
            if text and (not said or text != said[-1]):
                said.append(text)
    if not has_cues:
        raise UnreadableError("The file has no captions with times (WebVTT or SubRip).")
    return "\n".join(said)

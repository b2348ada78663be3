from site_builder.evidence.extractors import read

VTT = b"""WEBVTT - Title

NOTE not said

STYLE
::cue { color: red }

intro
00:00.000 --> 00:02.000 align:start
<v Bob>We will <i>not</i> talk

00:02.000 --> 00:04.000
We will not talk
before &amp; after spring
"""
SRT = (
    b"1\r\n00:00:01,000 --> 00:00:02,000\r\nWe will wait.\r\n\r\n"
    b"2\r\n00:00:02,000 --> 00:00:03,000\r\nWe go.\r\n"
)


def test_webvtt() -> None:
    """The text is what is said: no times, names, notes, styles, and no line that rolls up twice."""
    assert read(VTT, "text/vtt").text == "We will not talk\nbefore & after spring"


def test_subrip() -> None:
    """SubRip is read alike."""
    assert read(SRT, "application/x-subrip").text == "We will wait.\nWe go."

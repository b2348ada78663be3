"""Where a source opens: at the words, the time or the page that is cited, or as a whole."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from site_builder.content.model import Citation, Source
from site_builder.views.text_fragment import at_passage, at_words, without_directive
from site_builder.views.wording import wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

_GONE = ("dead", "deleted")
_WITHOUT_TEXT = {"broadcast", "figure", "graphic", "map", "motion_picture", "post", "song"}
# What their pages have of text comes from a script, in a frame or after a login.
_PLATFORMS = {
    "bsky.app", "dailymotion.com", "facebook.com", "fb.watch", "instagram.com", "linkedin.com",
    "ok.ru", "rumble.com", "rutube.ru", "soundcloud.com", "spotify.com", "t.me", "threads.com",
    "threads.net", "tiktok.com", "truthsocial.com", "twitch.tv", "twitter.com", "vimeo.com",
    "vk.com", "weibo.com", "x.com", "youtu.be", "youtube.com",
}  # fmt: skip
_MEDIA = {
    "aac", "flac", "m4a", "m4v", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "wav", "webm",
}  # fmt: skip
_FILES = _MEDIA | {
    "csv", "doc", "docx", "epub", "gif", "jpeg", "jpg", "odt", "pdf", "png", "ppt", "pptx", "rtf",
    "svg", "tif", "tiff", "webp", "xls", "xlsx", "zip",
}  # fmt: skip
_TIME = re.compile(r"(?:timestamp )?(?:(\d{1,2}):)?(\d{1,3}):(\d\d)(?![\d:])", re.IGNORECASE)
_PAGE = re.compile(r"(?:pages?|pp?\.) ?(\d+)\b", re.IGNORECASE)
_OWN_TIME = re.compile(r"t=|start=|time_continue=")


class Opening(NamedTuple):
    """A link to a source: its address, what it is called, and what a reader should know before.

    `is_copy` says that it leads to an archived copy, because the original is gone.
    """

    address: str
    label: str
    note: str = ""
    is_copy: bool = False

    @property
    def page(self) -> str:
        """The address without what leads to the words on the page: what is printed on paper."""
        return self.address.partition(":~:")[0].removesuffix("#")


def opening(
    source: Source, citation: Citation, words: str = "", lang: str = "en"
) -> Opening | None:
    """Return the link that opens a source where it is cited; None if no address is known.

    `words` are the source's own, if they are known; a paraphrase or an action opens at the passage
    that the citation names. `lang` is the site's language. A source that is gone opens as its
    archived copy.
    """
    if source.archives and (source.url is None or source.availability in _GONE):
        return _of_copy(source, citation, words, lang)
    if source.url is None:
        return None
    if source.availability not in (None, "live"):
        return _plain(source.url, lang, _availability(source, lang))
    return (
        _at_time(source.url, citation.locator or "", lang)
        or _at_page(source.url, citation.locator or "", lang)
        or _at_text(source, citation, words, lang)
        or _plain(source.url, lang)
    )


def _plain(url: str, lang: str, note: str = "") -> Opening:
    # Translators: a link to a source; its first letter becomes a capital where it stands alone.
    label = site_words(lang).pgettext("a source", "open")
    return Opening(without_directive(url), label, note)


def _of_copy(source: Source, citation: Citation, words: str, lang: str) -> Opening:
    gettext, archive = site_words(lang).gettext, source.archives[0]
    day = date_in_words(archive.captured, lang)
    note = ""
    if source.availability:
        note = gettext("the original: %(note)s", note=_availability(source, lang))
    if opened := _at_words(source, archive.url, citation, words):
        label = gettext("open the copy archived %(date)s at the words", date=day)
        return Opening(opened, label, note, is_copy=True)
    label = gettext("open the copy archived %(date)s", date=day)
    return Opening(archive.url, label, note, is_copy=True)


def _availability(source: Source, lang: str) -> str:
    return wording(lang).availability_notes[source.availability or ""]


def _at_words(source: Source, url: str, citation: Citation, words: str) -> str:
    """Return the address of a source, or of its copy, at the words; empty if it has no text."""
    if (
        source.type in _WITHOUT_TEXT
        or (source.url and (_platform(source.url) in _PLATFORMS or _ending(source.url) in _FILES))
        or _TIME.match(citation.locator or "")
    ):
        return ""
    if citation.from_:
        return at_passage(url, citation.from_, citation.to or "")
    return at_words(url, words, citation.prefix or "", citation.suffix or "")


def _at_time(url: str, locator: str, lang: str) -> Opening | None:
    """Open a recording at a time, where its host or its player is known to take it."""
    found = _TIME.match(locator)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    at = hours * 3600 + minutes * 60 + seconds
    parts, platform = urlsplit(url), _platform(url)
    if _ending(url) in _MEDIA:
        parts = parts._replace(fragment=f"t={at}")
    elif platform == "vimeo.com" and re.fullmatch(r"(/video)?/\d+", parts.path):
        parts = parts._replace(fragment=f"t={at}s")
    elif platform == "youtu.be" or (
        platform == "youtube.com" and re.match(r"/(watch$|live/)", parts.path)
    ):
        kept = [value for value in parts.query.split("&") if value and not _OWN_TIME.match(value)]
        parts = parts._replace(query="&".join([*kept, f"t={at}"]), fragment="")
    else:
        return None
    time = found[0].removeprefix("timestamp ")
    # Translators: opens a recording at a time, such as 1:30.
    return Opening(parts.geturl(), site_words(lang).gettext("open at %(time)s", time=time))


def _at_page(url: str, locator: str, lang: str) -> Opening | None:
    """Open a PDF at a page (RFC 8118)."""
    found = _PAGE.match(locator)
    if not found or _ending(url) != "pdf":
        return None
    page = int(found[1])
    return Opening(
        urlsplit(url)._replace(fragment=f"page={page}").geturl(),
        site_words(lang).gettext("open at page %(page)s", page=page),
    )


def _at_text(source: Source, citation: Citation, words: str, lang: str) -> Opening | None:
    opened = _at_words(source, source.url or "", citation, words)
    return Opening(opened, site_words(lang).gettext("open at the words")) if opened else None


def _platform(url: str) -> str:
    """Return what the hosts of one platform share, such as `youtube.com`."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return host if host in _PLATFORMS else ".".join(host.split(".")[-2:])


def _ending(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2].rpartition(".")[2].lower()

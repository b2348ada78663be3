"""What a browser gets: pages with the faults over them, and other files as they are."""

import mimetypes
from dataclasses import dataclass, replace
from http import HTTPStatus

from site_builder.checks.lines import line_reader
from site_builder.preview import panel
from site_builder.preview.failure import fault_of
from site_builder.preview.pages import Pages
from site_builder.preview.preview import Preview, State

OWN = ".preview/"
"""The folder of the preview's own files; nothing in a site begins with a dot."""
NEWS = "news/"
"""In that folder, where browsers wait for the state after the one whose number they give."""
_HTML = "text/html; charset=utf-8"
_NO_PAGES = (
    "Nothing to show yet",
    "The content had errors when the preview started. Once they are fixed, the site appears here.",
)
_UNPRINTED = ("Cannot print this page", "The fault is in a template or in the builder.")
_MISSING = ("Page not found", "The site has no page at this address.")


@dataclass(frozen=True, slots=True)
class Response:
    """A response: `kind` is a media type, `location` a redirect's target, relative to the site."""

    status: HTTPStatus
    kind: str
    body: bytes
    location: str = ""


class Responses:
    """Makes the responses of a preview that is served below the path `mount`."""

    def __init__(self, preview: Preview, mount: str, address: panel.Address) -> None:
        self._preview, self._address = preview, address
        self._files = f"{mount}{OWN}"

    def at(self, path: str) -> Response:
        """Return the response for a path, relative to the site."""
        own = panel.FILES.get(path.removeprefix(OWN)) if path.startswith(OWN) else None
        if own is not None:
            return Response(HTTPStatus.OK, _kind(path), own.read_bytes())
        with self._preview.showing() as shown:
            state = shown
            try:
                response = self._find(state.pages, path)
            except Exception as error:  # noqa: BLE001  others' templates run there
                fault = fault_of(error, self._preview.base)
                state = replace(state, diagnostics=(fault, *state.diagnostics))
                response = _page(HTTPStatus.INTERNAL_SERVER_ERROR, _UNPRINTED)
        if response.kind != _HTML:
            return response
        body, end, rest = response.body.rpartition(b"</body>")
        return replace(response, body=b"".join((body, self._over(state), end, rest)))

    def _find(self, pages: Pages | None, path: str) -> Response:
        if pages is None:
            return _page(HTTPStatus.SERVICE_UNAVAILABLE, _NO_PAGES)
        _, _, name = path.rpartition("/")
        address = path.removesuffix(name) if name == "index.html" else path
        if not address or address.endswith("/"):
            page = pages.page(address)
            if page is not None:
                return Response(HTTPStatus.OK, _HTML, page.encode("utf-8", "xmlcharrefreplace"))
        else:
            data = pages.file(path)
            if data is None:
                data = self._preview.made_in_background(path)
            if data is not None:
                return Response(HTTPStatus.OK, _kind(path), data)
            if pages.page(f"{path}/") is not None:
                return Response(HTTPStatus.FOUND, "text/plain", b"", f"{path}/")
        missing = pages.file("404.html")
        if missing is None:
            return _page(HTTPStatus.NOT_FOUND, _MISSING)
        return Response(HTTPStatus.NOT_FOUND, _HTML, missing)

    def _over(self, state: State) -> bytes:
        """Return what is laid over a page: the faults, and the script that waits for news."""
        below = "The page below is from the last content without errors." if state.pages else ""
        read_line = line_reader(self._preview.base)
        over = panel.panel(state.diagnostics, read_line, self._address, below, self._files)
        return (over + panel.news(f"{self._files}{NEWS}", state.number, self._files)).encode()


def _page(status: HTTPStatus, words: tuple[str, str]) -> Response:
    return Response(status, _HTML, panel.page(*words).encode())


def _kind(path: str) -> str:
    kind, encoding = mimetypes.guess_type(path)
    if kind is None or encoding is not None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

"""What the `robots.txt` of a host allows (RFC 9309)."""

from protego import Protego

AGENT = "officials-fact-sheet"
"""The name by which a `robots.txt` can mean this tool."""
MAX_BYTES = 500 * 1024
"""How much of the file is read; the standard asks for no less."""
MAX_DELAY = 60.0
"""The longest pause in seconds that a `robots.txt` can ask for; others are taken for this one."""


class Robots:
    """What one host allows; an empty text allows everything."""

    def __init__(self, data: bytes) -> None:
        self._rules = Protego.parse(
            data[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
        )

    def allows(self, url: str) -> bool:
        """Check whether this tool may ask for an address."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def pause(self) -> float:
        """How long to wait between two requests, in seconds; 0 if it does not say."""
        return min(max(float(self._rules.crawl_delay(AGENT) or 0), 0.0), MAX_DELAY)

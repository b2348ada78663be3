"""Share what the commands that ask the network need: the web, and who is asking.

`click` hands a `Network` to a command as its object, if the caller gives one. Tests do, to reach a
server on their own machine; nothing in the environment or in a project's files can.
"""

import re
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from site_builder.authoring.origin import NAME
from site_builder.cli.extras import missing
from site_builder.cli.settings import Refusal
from site_builder.content.model import Source
from site_builder.diagnostics import did_you_mean, quoted
from site_builder.mkdocs.settings import Settings

if TYPE_CHECKING:
    from site_builder.evidence.web.addresses import Guard
    from site_builder.evidence.web.fetch import Limits, Resolve, Web

# What a header can hold without being quoted.
_PLAIN = re.compile(r"[!-'*-~]+")


@dataclass(frozen=True)
class Network:
    """What tests give otherwise than it is; None stands for how it is (`evidence.web`)."""

    guard: "Guard | None" = None
    limits: "Limits | None" = None
    resolve: "Resolve | None" = None
    trust: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)
    wait: Callable[[float], None] = time.sleep
    archive: str | None = None


def web_of(network: Network | None, settings: Settings) -> "Web":
    """Return the web, as a command asks it for a site.

    Raises:
        Refusal: the extra is not installed, or the site has no address to write to.
    """
    agent = _agent(settings)
    try:
        from site_builder.evidence.web.addresses import Guard
        from site_builder.evidence.web.fetch import Limits, Web, resolve
    except ImportError as error:
        raise Refusal(missing(error, "capture,net")) from None
    given = network or Network()
    return Web(
        agent,
        given.guard or Guard(),
        given.limits or Limits(),
        given.resolve or resolve,
        given.trust,
        given.wait,
    )


def with_addresses(known: Mapping[str, Source], ids: Iterable[str]) -> list[Source]:
    """Return the sources of these ids, each once.

    Raises:
        Refusal: there is no such source, or it has no address.
    """
    found = {}
    for id_ in ids:
        if id_ not in known:
            hint = did_you_mean(id_, known)
            raise Refusal(f"There is no source {quoted(id_)}. {hint}".rstrip())
        if known[id_].url is None:
            raise Refusal(f"The source {quoted(id_)} has no `url:`.")
        found[id_] = known[id_]
    return [*found.values()]


def _agent(settings: Settings) -> str:
    """Return who is asking, for whoever runs the host that is asked.

    Raises:
        Refusal: it would not say whom to write to.
    """
    contact = settings.site.publisher.contact
    if contact.rstrip("/").endswith(".example"):
        raise Refusal(
            f"Change `contact:` under `publisher:` in mkdocs.yml: nobody reads {quoted(contact)},"
            " because names in `.example` never exist. Hosts are told who is asking them."
        )
    if not _PLAIN.fullmatch(contact):
        raise Refusal(
            "Set `contact:` under `publisher:` in mkdocs.yml to an e-mail or web address that is"
            " read: hosts are told who is asking them."
        )
    site = settings.site.url
    about = f"+{site}; {contact}" if _PLAIN.fullmatch(site) else contact
    return f"{NAME}/{version(NAME)} ({about})"

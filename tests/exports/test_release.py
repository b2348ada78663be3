from site_builder.exports.release import Release, envelope
from site_builder.settings import Site
from tests.support.data import RELEASE, SITE


def test_envelope() -> None:
    """A document says which release it is of and how it may be reused; null is what is unknown."""
    assert envelope(SITE, RELEASE) == {
        "schema": "1.1",
        "release": RELEASE.commit,
        "generated": "2024-11-06T12:00:00Z",
        "licence": {
            "name": "CC BY 4.0",
            "url": "https://licence.example/by/",
            "notice": "Quoted words belong to those who said or printed them.",
        },
    }
    unknown = envelope(Site("A"), Release())
    assert unknown["release"] is unknown["generated"] is unknown["licence"]["url"] is None


def test_day() -> None:
    """The day of a release is that of its commit."""
    assert RELEASE.day == "2024-11-06"

"""What a command says that lacks a library."""

from site_builder.cli.extras import missing


def test_a_missing_library_is_named_with_what_installs_it() -> None:
    """The command to type is in the message, quoted for every shell."""
    said = "This needs warcio: run `pip install 'officials-fact-sheet[capture]'`."
    assert missing(ImportError(name="warcio")) == said
    assert "'officials-fact-sheet[s3]'" in missing(ImportError(name="obstore"), "s3")

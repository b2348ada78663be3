import shlex
from pathlib import Path

import pytest

from site_builder.cli import answers
from site_builder.cli.answers import kept
from site_builder.cli.settings import SETTINGS
from site_builder.content.document import Plain


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is there to answer."""
    monkeypatch.setattr(answers, "has_terminal", lambda: True)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_whatever_ends_it(error: type[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    """Answers given until then are shown as options, lists one by one, whatever went wrong."""
    given: dict[str, Plain] = {}

    def answer() -> None:
        with kept("person", Path("other.yml"), given):
            given.update({"as_printed": "it's", "about": ["a", "b"], "context": ""})
            raise error

    with pytest.raises(error):
        answer()
    said = capsys.readouterr().out
    options = ["--as-printed", "it's", "--about", "a", "--about", "b", "--config-file", "other.yml"]
    assert shlex.join(["factsheet", "new", "person", *options]) in said


def test_nothing_is_said_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an answer, and after success, there is nothing to go on with."""
    with kept("person", SETTINGS, {"name": "A"}):
        pass
    with pytest.raises(KeyboardInterrupt), kept("person", SETTINGS, {"id": ""}):
        raise KeyboardInterrupt
    assert capsys.readouterr().out == ""

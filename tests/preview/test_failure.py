import logging
from pathlib import Path

import jinja2
import pytest
import yaml

from site_builder.preview.failure import culprit, fault_of, heard, plugin_is_gone


def raised(program: str, file: Path) -> Exception:
    """What a program raises that is written into a file."""
    file.write_text(program, encoding="utf-8")
    try:
        exec(compile(program, file, "exec"), {})  # noqa: S102  the program is a test's own
    except Exception as error:  # noqa: BLE001  whatever it is
        return error
    raise AssertionError("It raised nothing.")


def test_a_hook_is_named_with_its_line(tmp_path: Path) -> None:
    """A hook of the project is where to look, and the kind of its error is said."""
    fault = fault_of(raised("\n\nraise ValueError('no lamps')\n", tmp_path / "hook.py"), tmp_path)
    assert (fault.span.path, fault.span.line) == ("hook.py", 3)
    assert "ValueError: no lamps" in fault.message


def test_a_hook_that_is_no_python(tmp_path: Path) -> None:
    """A hook that cannot be read is named; one that lies outside of the project is not."""
    error = raised("x = 1\ndef on_page(:\n", tmp_path / "hook.py")
    assert culprit(error, tmp_path) == ((tmp_path / "hook.py").resolve(), 2)
    assert culprit(error, tmp_path / "elsewhere") is None


def test_a_template_is_named_with_its_line(tmp_path: Path) -> None:
    """The innermost template that was at work is where to look, not the library that ran it."""
    (tmp_path / "main.html").write_text("\n{{ nothing.at.all }}\n", encoding="utf-8")
    loader = jinja2.FileSystemLoader(tmp_path)
    template = jinja2.Environment(loader=loader).get_template("main.html")  # noqa: S701
    with pytest.raises(jinja2.UndefinedError) as error:
        template.render()
    fault = fault_of(error.value, tmp_path)
    assert (fault.span.path, fault.span.line) == ("main.html", 2)
    assert "'nothing' is undefined" in fault.message


def test_a_place_in_a_message_is_the_place(tmp_path: Path) -> None:
    """Where a message names a place in YAML, that is where to look."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: [\n", encoding="utf-8")
    with file.open() as opened, pytest.raises(yaml.YAMLError) as error:
        yaml.safe_load(opened)
    assert str(fault_of(error.value, tmp_path).span) == "mkdocs.yml:2:1"


def test_without_a_place_the_settings_are_it(tmp_path: Path) -> None:
    """What names no place is looked for in the settings; what is empty says its kind."""
    assert fault_of(KeyError(), tmp_path).span.path == "mkdocs.yml"
    assert "KeyError" in fault_of(KeyError(), tmp_path).message
    assert plugin_is_gone(tmp_path).span.path == "mkdocs.yml"


def test_what_the_host_logs_is_heard(tmp_path: Path) -> None:
    """Errors that are logged meanwhile are said, each once; warnings and later ones are not."""
    log = logging.getLogger("test.heard")
    with heard(log) as lines:
        log.warning("doubtful")
        log.error("no theme %s", "marble")
        log.error("no theme %s", "marble")
    log.error("too late")
    assert lines == ["no theme marble"] * 2
    assert fault_of(SystemExit(1), tmp_path, lines).message.count("no theme marble") == 1

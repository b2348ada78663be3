from rich.console import Console

from site_builder.checks.reports.markdown import rendered

PAGE = """\
# some-code

Some `words` and [a link](https://example.org).

```yaml
name: Ada
```
"""


def test_a_page_without_ornaments() -> None:
    """A heading stands at the left, code is indented, and a link shows where it leads."""
    console = Console(width=60, force_terminal=False)
    with console.capture() as captured:
        console.print(rendered(PAGE))
    lines = [line.rstrip() for line in captured.get().splitlines() if line.strip()]
    assert lines == ["some-code", "Some words and a link (https://example.org).", "    name: Ada"]

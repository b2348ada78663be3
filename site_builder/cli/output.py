"""Print output laid out for the width of the terminal."""

from collections.abc import Callable

import click
from rich.console import Console, RenderableType
from rich.theme import Theme

_WIDEST = 100
# By default, `rich` shows code on black.
_THEME = Theme({"markdown.code": "cyan"})


def show(lay_out: Callable[[bool], RenderableType]) -> None:
    """Print what `lay_out` returns; its argument tells whether there are colours.

    Lines are as wide as the terminal, up to a width at which prose is easy to read.
    """
    color = click.get_current_context().color
    console = Console(highlight=False, theme=_THEME, force_terminal=color, no_color=color is False)
    console.width = min(console.width, _WIDEST)
    with console.capture() as captured:
        console.print(lay_out(console.is_terminal and not console.no_color))
    # `rich` fills each line up with spaces.
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))

"""Change a page around its content, where the words of records are."""

from collections.abc import Callable


def around(html: str, content: str, change: Callable[[str], str]) -> str:
    """Return the page with everything changed but its `content`; all of it, if that is empty.

    A page that does not have the content as it was is left as it is: a template or another plugin
    has altered it, so nobody knows where the quotes are.
    """
    if not content:
        return change(html)
    before, found, after = html.partition(content)
    return f"{change(before)}{found}{change(after)}" if found else html

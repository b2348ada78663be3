"""What a built site weighs, by kind of file and by part of its pages.

`python -m benchmarks.weigh SITE` prints two tables: how many files of each kind there are and their
share of all bytes, and the mean bytes of each part of the pages of records.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from site_builder.views.addresses import kind_of

_LINKED_DATA = re.compile(rb'<script type="application/ld\+json">.*?</script>', re.DOTALL)
_PERSON = "people/*/"
_LEAST = 0.01
"""The least share of all bytes that a kind has a line for."""


class Parts(NamedTuple):
    """Bytes of a page; an article has all words of records, what is around it menus and scripts."""

    linked_data: int
    head: int
    before: int
    article: int
    after: int


def kind(path: Path) -> str:
    """Return what a file counts as, by its path within the site.

    Later parts of a list count as pages of their own. A person's statements are one kind of page.
    """
    folder = "".join(f"{step}/" for step in path.parent.parts)
    if path.suffix == ".html":
        is_part = path.parent.name.startswith("page_")
        return f"{kind_of(folder).removesuffix('*/')}page_*/" if is_part else kind_of(folder) or "/"
    if kind_of(folder) == _PERSON and path.suffix != ".png":
        return _PERSON + path.name
    return f"{folder.partition('/')[0]} *{path.suffix}"


def parts(page: bytes) -> Parts:
    """Return how many bytes each part of a page has."""
    body, article, end = (page.find(it) for it in (b"<body", b"<article", b"</article>"))
    linked_data = sum(map(len, _LINKED_DATA.findall(page[:body])))
    return Parts(linked_data, body - linked_data, article - body, end - article, len(page) - end)


def shares(sizes: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield a table of kinds of files with their bytes, the heaviest first."""
    count, weight = Counter[str](), Counter[str]()
    for name, size in sizes:
        count[name] += 1
        weight[name] += size
    total = weight.total()
    yield f"| {count.total():,} files | files | MB | share | mean bytes |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, size in weight.most_common():
        if size >= _LEAST * total:
            mean = size // count[name]
            yield f"| {name} | {count[name]:,} | {size / 1e6:.1f} | {size / total:.1%} | {mean:,} |"
    yield f"| all | {count.total():,} | {total / 1e6:.1f} | | |"


def means(pages: Iterable[tuple[str, Parts]]) -> Iterator[str]:
    """Yield a table of the mean bytes that pages of each kind have of each part."""
    count, weight = Counter[str](), dict[str, Counter[str]]()
    for name, its in pages:
        count[name] += 1
        weight.setdefault(name, Counter()).update(its._asdict())
    yield f"| mean bytes | {' | '.join(Parts._fields).replace('_', ' ')} | all |"
    yield f"| --- {'| ---: ' * (len(Parts._fields) + 1)}|"
    for name, sums in sorted(weight.items()):
        cells = [sums[part] // count[name] for part in Parts._fields]
        cells.append(sums.total() // count[name])
        yield f"| {name} | {' | '.join(f'{cell:,}' for cell in cells)} |"


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(site: Path) -> None:
    """Print what the built site in the folder SITE weighs."""
    files = [file for file in site.rglob("*") if file.is_file()]
    click.echo("\n".join(shares((kind(it.relative_to(site)), it.stat().st_size) for it in files)))
    pages = [
        file for file in files if "*" in kind(file.relative_to(site)) and file.suffix == ".html"
    ]
    read = ((kind(it.relative_to(site)), it.read_bytes()) for it in pages)
    whole = ((name, parts(page)) for name, page in read if b"<article" in page)
    click.echo("\n" + "\n".join(means(whole)))


if __name__ == "__main__":
    main()

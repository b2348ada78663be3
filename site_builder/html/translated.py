"""Jinja's `{% trans %}`, translated while a template is compiled.

A message is cut at its placeholders into text of the template and values, which the template
engine prints and escapes as it does all others. So a page in any language is printed as fast as
one whose template has the words in it.
"""

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

from site_builder.views.words import Words

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%(%)")


class Translated(InternationalizationExtension):
    """Translates with the `Words` that its environment has as `words`."""

    def form(self, number: int, is_translated: bool) -> int:
        """Return which form of a message goes with a number."""
        return self._words.form(number, is_translated=is_translated)

    @property
    def _words(self) -> Words:
        words = getattr(self.environment, "words", None)
        assert isinstance(words, Words)
        return words

    def _make_node(  # type: ignore[override]
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Node:
        """Return what prints a message in the form that goes with the number at hand."""
        del vars_referenced, num_called_num
        *others, last = self._words.forms(context or "", singular, plural or "")
        is_translated = nodes.Const(self._words.has(context or "", singular))
        node: nodes.Node = nodes.Output([*_pieces(last, variables)])
        if plural_expr is None:
            return node
        for at, form in reversed([*enumerate(others)]):
            is_it = nodes.Compare(
                self.call_method("form", [plural_expr, is_translated]),
                [nodes.Operand("eq", nodes.Const(at))],
            )
            node = nodes.If(is_it, [nodes.Output([*_pieces(form, variables)])], [], [node])
        return node


def _pieces(message: str, variables: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield the text of a message and the values for its placeholders."""
    done = 0
    for found in _PLACEHOLDER.finditer(message):
        yield nodes.TemplateData(message[done : found.start()])
        yield variables[found[1]] if found[1] else nodes.TemplateData("%")
        done = found.end()
    yield nodes.TemplateData(message[done:])

"""The edge: the only room that knows MkDocs. Each module holds one side of it."""

from site_builder.plugin.hooks import FactSheetPlugin

__all__ = ["FactSheetPlugin"]

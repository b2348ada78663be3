"""MkDocs after a build, ready to render one of its pages again."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from site_builder.hosts.mkdocs.pages import SheetPage, source_of
from site_builder.pages.frame import Frame, Sheet
from site_builder.pages.write import Site
from site_builder.preview.printer import HostPages


@dataclass(eq=False)
class MkDocs:
    """What a preview knows of MkDocs (`serving.printer.Host`)."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    site: Site
    description: str
    frames: Mapping[str, Frame]
    hand_written: HostPages
    generated: HostPages

    def render(self, sheet: Sheet) -> str:
        """Take the page at the sheet's address through everything that a build does with a page."""
        config, files, plugins = self.config, self.files, self.config.plugins
        file = files.get_file_from_path(source_of(sheet.address))
        assert file is not None, f"MkDocs built no page for {sheet.address}"
        page = file.page
        assert isinstance(page, SheetPage)
        page.show(sheet)
        plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.active = True
        try:
            built = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            context = build.get_context(self.nav, built, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            return plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False

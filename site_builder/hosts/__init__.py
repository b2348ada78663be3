"""The site generators that a site can be built with. MkDocs is one."""

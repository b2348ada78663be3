"""How many items a list may have where each is printed on many pages, or multiplied with others.

`docs/limits.md` lists all limits, with what content can cost; decision 31 says why.
"""

MAX_FORMER_IDS = 5
"""Former ids of a record or statement. A statement's redirects are those of its person, times its
own: 35 at most."""
MAX_NAMED = 20
"""Further themes of a statement, or people that it is about: each lists the statement."""
MAX_CITED = 20
"""Citations of a statement, office or note, or archived copies of a source: each is printed
wherever a statement is."""
MAX_RELAYS = 20
"""Sources that a source draws on, directly or through others."""
MAX_ITEMS = 50
"""Items of any other list in a record, such as names, offices or authors."""

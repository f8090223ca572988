"""The look and the words of every page: shell, components, form rendering, icons, styles and scripts.

Ground storey: it knows no record and imports no other room. Pages of later rooms extend
`design/page.html` and import the macros under `design/macros/`. Nouns: page, panel, clock card, identity
strip, field, row. Neighbour on the same storey: `records` (a stranger).
"""

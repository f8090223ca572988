"""Going on when the computers do not: the pack that is printed, and the paper that is typed in afterwards.

Nouns: PackState (when a service's pack was last written, and what got in its way). The pack is one file that opens in
any browser with a passphrase and nothing else; what stands in it is put together by `hub`.
Neighbours: `workforce` below; `rota` and every later room above.
"""

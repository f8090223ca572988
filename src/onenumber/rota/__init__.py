"""Who could come: the duty list, typed or imported; later filled by the rota.

Noun: Duty. Rights and offers follow this list, not the clock.
Neighbours: `persons` and `workforce` below, `allocation` above.
"""

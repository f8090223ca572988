"""Messages to people who work here: on screen and by e-mail, with what became of each.

Nouns: Message, Delivery. A message carries reference, power, kind of place, area and times; never a name,
initials, age, NHS number or address. Neighbours: `access` below; `allocation` writes offers through it.
"""

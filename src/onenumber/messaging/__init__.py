"""Messages to people who work here: on screen, by e-mail and by text, with what became of each; and texts that come in.

Nouns: Message, Delivery, InboundText. A message carries reference, power, kind of place, area and times; never a name,
initials, age, NHS number or address. Neighbours: `access` below; `allocation` writes offers through it, and later rooms
react to TextReceived.
"""

"""Users, roles, sign-in and the reason given to open a record (break-glass).

Nouns: User, Role, Grant (a role in a service for a period), ReasonGiven.
Neighbours: `organisations` below; `persons` and all above ask who the viewer is.
"""

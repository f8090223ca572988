"""On screen: on My day and the board of the one it is for."""

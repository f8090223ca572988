"""The address does not exist or is refused for good."""


class Refused(Exception):
    """Nothing is gained by trying again; the words show on the board."""

"""Why a message did not go: for good, or for now. The words show on the board and name nobody."""


class Refused(Exception):
    """Nothing is gained by trying again."""


class NotNow(Exception):
    """It may go later."""

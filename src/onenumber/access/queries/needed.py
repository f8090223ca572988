"""A record that opens only with a reason: the page is answered by the page that asks for one (break-glass)."""


class ReasonNeeded(Exception):
    """Raise it, or a kind of it, from a query; the gate sends the viewer on to `ask_at`, within this service.

    The page they came from is named in its address as `next`: given a reason, they go back there.
    """

    def __init__(self, ask_at: str) -> None:
        super().__init__(ask_at)
        self.ask_at = ask_at

"""The gates every request passes: who is looking, since when, and how often."""

from onenumber.access.middleware.sign_in import SignInRequired
from onenumber.access.middleware.viewer import ViewerMiddleware

__all__ = ["SignInRequired", "ViewerMiddleware"]

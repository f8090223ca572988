"""The gates every request passes: since when, who is looking, how often, and with what proof."""

from onenumber.access.middleware.posts import PostLimit
from onenumber.access.middleware.second_factor import SecondFactor
from onenumber.access.middleware.sessions import SessionLimits
from onenumber.access.middleware.sign_in import SignInRequired
from onenumber.access.middleware.viewer import ViewerMiddleware

__all__ = ["PostLimit", "SecondFactor", "SessionLimits", "SignInRequired", "ViewerMiddleware"]

"""Who a session belongs to: the user together with the grants that the viewer is made of, in one prepared query."""

from allauth.account.auth_backends import AuthenticationBackend

from onenumber.access.models import User
from onenumber.access.queries.viewer import user_with_grants


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth publishes no types
    """allauth's rules for signing in; reading the signed-in user, which every request does, is ours."""

    def get_user(self, user_id: int) -> User | None:
        """The user, if they may still sign in."""
        user = user_with_grants(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

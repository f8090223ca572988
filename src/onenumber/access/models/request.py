"""A request after the gates: it carries who is looking and the one moment at which it is answered."""

from datetime import datetime

from django.http import HttpRequest

from onenumber.access.models.user import User
from onenumber.audit.models import Viewer


class ViewerRequest(HttpRequest):
    """What every view is handed; annotate `request: ViewerRequest` to read `viewer` and `at`."""

    user: User  # set aside from AnonymousUser: views that need nobody signed in do not ask for it
    viewer: Viewer
    at: datetime

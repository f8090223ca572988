"""The requests of arranging, writing and handing over: a handover's list, 25 doctors asked at once, a report kept as it
is typed, and its PDF. Needs Django set up; the product itself is asked for the pages whose forms are sent.
"""

import re
import time
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from requests_of import FORM, Request, SignedIn, sign_in

from onenumber.allocation.models import Ask
from onenumber.cases.models import Commitment, Document, OpenCase, ReportDraft
from onenumber.cases.queries import PART_KEYS
from onenumber.handover.models import Handover

ASKED = 25
PARAGRAPH = "Seen at home with both doctors. Frightened, willing to talk, sister present. " * 6
Fetch = Callable[[Request], str]


def form_post(who: SignedIn, path: str, fields: list[tuple[str, str]], *, expects: int = 303) -> Request:
    """A form as a browser sends it."""
    body = urlencode([*fields, ("csrfmiddlewaretoken", who.token)])
    return Request("POST", path, {**who.headers, "Content-Type": FORM}, body.encode(), expects=expects)


def handover(who: SignedIn) -> Request:
    """The newest list."""
    return Request("GET", f"/handover/{Handover.objects.latest('boundary_at').pk}/", who.headers)


def asks(who: SignedIn, fetch: Fetch, count: int) -> Iterator[Request]:
    """25 doctors asked about each of `count` open cases, none of which has an ask under way; three actions a case."""
    busy = Ask.objects.filter(answer="").values("case_id")
    open_now = OpenCase.objects.exclude(case_id__in=busy).exclude(holder_id=None).order_by("received_at")
    for reference in open_now.values_list("reference", flat=True)[:count]:
        path = f"/cases/{reference}/doctors/"
        page = fetch(Request("GET", path, who.headers, query="all=yes"))
        hidden = re.findall(r'name="([a-z_]+)"[^>]* value="([^"]*)"', page.partition("<main")[2])
        fields = {name: value for name, value in hidden if name not in {"ask", "csrfmiddlewaretoken"}}
        ticked = re.findall(r'name="ask" value="(\d+)" checked', page)[:ASKED]
        if len(ticked) < ASKED:
            raise RuntimeError(f"{path} offers {len(ticked)} doctors to ask, not {ASKED}")
        fields |= {"wanted": "2", "minutes": re.findall(r'name="minutes"[^>]* value="(\d+)"', page)[0]}
        yield form_post(who, path, [*fields.items(), *(("ask", number) for number in ticked)])


class Writer:
    """An AMHP who writes a report of a case they hold."""

    def __init__(self) -> None:
        standing = Commitment.objects.filter(case__reference__in=OpenCase.objects.values("reference"))
        first = standing.filter(practitioner__user__email__regex="^amhp[0-6]@").latest("pk")
        self.reference = first.case.reference
        self.who = sign_in(int(re.findall(r"\d+", first.practitioner.user.email)[0]))
        self.page = str(uuid.uuid4())
        draft = ReportDraft.objects.filter(case=first.case, user_id=self.who.user_id).first()
        self.opened_at = draft.sequence if draft else 0

    def keeps(self) -> Iterator[Request]:
        """One part grows by a few words from one request to the next, for ever, as the page's script sends it."""
        path, sequence = f"/cases/{self.reference}/report/draft/", int(time.time() * 1000)
        while True:
            sequence += 1
            fields = [*self._fields(), ("sequence", str(sequence))]
            yield form_post(self.who, path, [*fields, (PART_KEYS[0], f"{PARAGRAPH} {sequence}")], expects=200)

    def pdf(self, fetch: Fetch) -> Request:
        """The PDF of an outline finished for this."""
        path = f"/cases/{self.reference}"
        fields = [*self._fields(), (PART_KEYS[0], PARAGRAPH), ("do", "outline")]
        fetch(form_post(self.who, f"{path}/report/", fields))
        number = Document.objects.filter(case__reference=self.reference).latest("number").number
        return Request("GET", f"{path}/documents/{number}/pdf/", self.who.headers)

    def _fields(self) -> list[tuple[str, str]]:
        page = [("key", self.page), ("opened_at", str(self.opened_at))]
        return page + [(key, PARAGRAPH) for key in PART_KEYS[1:]]

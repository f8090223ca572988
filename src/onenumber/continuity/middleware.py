"""While a sheet of paper is typed in, every screen knows it by its address: `?paper=` and the number of the entry.

It stands in the address and not in the session, so that a live call in another tab stays a live call. What is
recorded then carries the time and the hand of the paper, and who typed it; once a form was answered, the way leads
back to the sheets.
"""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from onenumber.access.models import ViewerRequest
from onenumber.audit.models import Viewer
from onenumber.continuity.models import SheetEntry
from onenumber.continuity.queries import entry_being_typed, from_paper, was_typed
from onenumber.design.page import PaperLine

REDIRECTS = (301, 302, 303)
HAND = 40  # letters of a name, so that both hands find room beside the sheet


def typing(viewer: Viewer, entry: SheetEntry) -> Viewer:
    """The viewer as the hand that types somebody's paper in: every fact they record says so by its author's name."""
    paper = from_paper(entry)
    name = f"{paper.written_by[:HAND]} on paper ({paper.sheet}), typed in by {viewer.name[:HAND]}"
    return replace(viewer, name=name[:120], paper=paper)


class FromPaperMiddleware:
    """Behind the gates: the viewer is known, and nothing was looked at yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "paper" not in request.GET or answer.status_code not in REDIRECTS:
            return answer
        # A form sent twice is answered by an earlier gate: the entry is then still to be looked up.
        seen = cast(ViewerRequest, request)
        entry = getattr(request, "paper_entry", None) or entry_being_typed(seen.viewer, request.GET["paper"])
        return answer if entry is None else _onward(request, entry, answer)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Name the sheet to the screen. An address that names none of this viewer's is no page at all."""
        seen = cast(ViewerRequest, request)
        if "paper" not in request.GET or not seen.viewer.user_id:
            return None
        entry = entry_being_typed(seen.viewer, request.GET["paper"])
        if entry is None:
            raise Http404("no such sheet")
        if was_typed(entry):
            return HttpResponseRedirect(_sheets(entry), status=HTTPStatus.SEE_OTHER)
        seen.viewer = typing(seen.viewer, entry)
        setattr(request, "paper_entry", entry)  # noqa: B010 - a request knows no such attribute
        line = PaperLine(
            sheet=entry.sheet.number, written_by=entry.written_by, happened_at=entry.happened_at,
            leave_url=_sheets(entry), query=f"?paper={entry.pk}",
        )  # fmt: skip
        setattr(request, "paper_line", line)  # noqa: B010
        return None


def _sheets(entry: SheetEntry) -> str:
    return f"/paper/{entry.sheet.period.reference}/"


def _onward(request: HttpRequest, entry: SheetEntry, answer: HttpResponse) -> HttpResponse:
    """A redirect stays with the sheet until the form was answered, and then leads to the next sheet."""
    where = answer.headers.get("Location", "")
    if not where.startswith("/"):
        return answer
    if request.method == "POST" and was_typed(entry):
        answer.headers["Location"] = f"{_sheets(entry)}?typed={entry.sheet.number}"
    elif "paper=" not in urlsplit(where).query:
        answer.headers["Location"] = f"{where}{'&' if '?' in where else '?'}paper={entry.pk}"
    return answer

"""The board: one look while holding a telephone. Polled with an ETag; an unchanged board costs three small queries."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.hub.policies import boards_of, may_arrange, may_see_names
from onenumber.hub.presenters.board import present_board
from onenumber.hub.queries import board_facts, board_version
from onenumber.messaging.policies import may_see_texts
from onenumber.organisations.policies import may_keep_agreements
from onenumber.organisations.queries import agreements_due

KEYS = (
    KeyHelp(keys=("1", "9"), does="open what needs you now"),
    KeyHelp(keys=("J", "K"), does="move through the cases"),
    KeyHelp(keys=("Enter",), does="open the case"),
    KeyHelp(keys=("O",), does="offer the case"),
)


def _chosen(viewer: Viewer, wanted: str) -> tuple[int, str]:
    """The wanted service, or the first whose board the viewer may open, with the version of its board."""
    for number in boards_of(viewer):
        prefix, version = board_version(viewer, number)
        if wanted in ("", prefix):
            return number, version
    raise NotAllowed("board")


@require_safe
def board(request: ViewerRequest) -> HttpResponse:
    """Everything open in one service, what needs someone now first."""
    viewer = request.viewer
    number, version = _chosen(viewer, request.GET.get("service", ""))
    order = request.GET.get("order", "law")
    if request.headers.get("If-None-Match") == version:
        return HttpResponse(status=304, headers={"ETag": version})
    names = may_see_names(viewer, service_id=number)
    facts = board_facts(viewer, number)
    shown = {
        "board": present_board(
            facts,
            at=viewer.at,
            order=order,
            names=names,
            reads_texts=may_see_texts(viewer, service_id=number),
        ),
        "service": facts.service,
        "arranges": may_arrange(viewer, service_id=number),
        "due": agreements_due(viewer, number) if may_keep_agreements(viewer, service=facts.service) else 0,
        "etag": version,
        "at": viewer.at,
    }
    fragment = request.headers.get("X-Fragment") == "board"
    about(request, title="Board", keys=KEYS)
    answer = render(request, "hub/board_parts.html" if fragment else "hub/board.html", shown)
    answer.headers["ETag"] = version
    return answer

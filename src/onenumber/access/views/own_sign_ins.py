"""Your sign-ins: where you are signed in, and a button to end each; and your choices of keys and print."""

from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.actions import choose_keys
from onenumber.access.forms.keys import KeysForm
from onenumber.access.models import ViewerRequest
from onenumber.access.presenters.own_sign_ins import sign_in_rows
from onenumber.design.about import about
from onenumber.records.submissions import read_key

HERE = "/sign-in/yours/"


@require_http_methods(["GET", "HEAD", "POST"])
def own_sign_ins(request: ViewerRequest) -> HttpResponse:
    """The list; a POST keeps your choices."""
    user = request.user
    chosen = {"single_letter_keys": user.single_letter_keys, "large_print": user.large_print}
    form = KeysForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        choose_keys(
            by=request.viewer,
            at=request.at,
            on=form.cleaned_data["single_letter_keys"],
            large_print=form.cleaned_data["large_print"],
            key=read_key(request.POST.get("key")),
        )
        messages.success(request, "Your choice is kept.")
        return HttpResponseRedirect(HERE, status=303)
    about(request, title="Your sign-ins")
    rows = sign_in_rows(UserSession.objects.purge_and_list(user), here=request.session.session_key or "")
    return render(request, "access/own_sign_ins.html", {"rows": rows, "form": form, "key": uuid4()})


@require_POST
def end_sign_in(request: ViewerRequest, number: int) -> HttpResponse:
    """End one of your own sign-ins; ending this one signs you out."""
    session = UserSession.objects.filter(pk=number, user_id=request.viewer.user_id).first()
    if session is None:
        raise Http404
    session.end()
    messages.success(request, "That sign-in is ended.")
    return HttpResponseRedirect(HERE, status=303)

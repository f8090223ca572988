"""Saving: the form's answers become the facts of a contact, handed to one action."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from amhp.calendar import say_wall_time
from onenumber.access.models import ViewerRequest
from onenumber.hub.actions.take_contact import About, Taken, take_contact
from onenumber.hub.forms.take import TakeForm
from onenumber.hub.presenters.take_choices import NOTHING_KNOWN, RUNNING
from onenumber.intake.models import ContactFacts, Draft
from onenumber.organisations.models import Locality, Organisation
from onenumber.persons.models import Person
from onenumber.persons.queries import is_unknown, suggestions
from onenumber.records.submissions import read_key
from onenumber.rota.queries import duty_kind

SEE_OTHER = 303
MOST_ANSWERS = 12


def save(request: ViewerRequest, draft: Draft, form: TakeForm) -> HttpResponse:
    """One action; then the offer, the board, or the contact's own page."""
    then = request.POST.get("then", "board")
    locality = _locality(draft, form)
    same, others = _people(request, draft, form)
    taken = take_contact(
        by=request.viewer,
        at=request.at,
        service=draft.service,
        reference=draft.reference,
        facts=facts_from(form, locality=locality, duty=duty_kind(draft.service_id, request.at)),
        about=about_from(form),
        council=_council(draft, locality),
        same_person=same,
        not_same=others,
        answered=then == "answered",
        then_offer=then == "offer",
        key=read_key(request.POST.get("key")),
    )
    messages.success(request, _said(taken))
    return HttpResponseRedirect(_next_page(taken, then), status=SEE_OTHER)

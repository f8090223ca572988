"""Saving: the form's answers become the facts of a contact, handed to one action."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import AlreadyDone, Conflict
from onenumber.hub.actions.take_contact import About, BackUpAsked, Taken, take_contact
from onenumber.hub.forms.take import TakeForm
from onenumber.hub.presenters.take_choices import NOTHING_KNOWN, RUNNING
from onenumber.intake.models import ContactFacts, Draft
from onenumber.organisations.models import Locality, Organisation
from onenumber.organisations.queries import locality_of
from onenumber.persons.models import Person
from onenumber.persons.queries import is_unknown, suggestions
from onenumber.records.submissions import already_answered, read_key
from onenumber.rota.queries import duty_kind

SEE_OTHER = 303
MOST_ANSWERS = 12


def save(request: ViewerRequest, draft: Draft, form: TakeForm) -> HttpResponse:
    """One action; then the offer, the board, or the contact's own page."""
    key = read_key(request.POST.get("key"))
    if draft.finished_at is not None:
        refuse_finished(request, draft, key)
    then = request.POST.get("then", "")
    locality = _locality(draft, form)
    same, others = _people(request, draft, form)
    taken = take_contact(
        by=request.viewer,
        at=request.at,
        service=draft.service,
        reference=draft.reference,
        facts=facts_from(
            form, locality=locality, duty=duty_kind(draft.service_id, request.viewer.happened(request.at))
        ),
        about=about_from(form),
        council=_council(draft, locality),
        back_up=back_up_from(form),
        same_person=same,
        not_same=others,
        then=then,
        key=key,
    )
    messages.success(request, _said(taken))
    return HttpResponseRedirect(taken.leads_to, status=SEE_OTHER)


def refuse_finished(request: ViewerRequest, draft: Draft, key: UUID | None = None) -> None:
    """The draft was saved (go where that led) or put aside (say so, with what was typed)."""
    led_to = already_answered(key, by_id=request.viewer.user_id) if key else None
    if led_to is not None:
        raise AlreadyDone(led_to)
    raise Conflict(
        f"{draft.reference} was saved or put aside already. What you typed is below.",
        link=f"/take/{draft.reference}/",
        link_text=f"Open {draft.reference}",
    )


def facts_from(form: TakeForm, *, locality: Locality | None, duty: str) -> ContactFacts:
    """The contact as the form has it; what is not known is empty."""
    said, found = form.cleaned_data, form.reading
    runs = found.event in RUNNING
    back_up = found.kind == "back_up"
    return ContactFacts(
        kind=found.kind,
        received_at=found.received_at or form.draft.answered_at,
        channel=said["channel"] or "phone",
        duty_kind=duty,
        locality=locality,
        caller_name=_known(said["caller_name"]),
        caller_role=_known(said["caller_role"]),
        caller_number=_known(said["caller_number"]),
        place=_known(said["place"]),
        place_kind=said["place_kind"],
        source=said["source"],
        event=found.event,
        event_at=found.event_at,
        event_told_by=said["event_says"] if runs else "",
        danger=said["danger"],
        asked_for="" if back_up else said["ask"],
        back_up_why=said["back_up_why"] if back_up else "",
        back_up_soon=said["back_up_soon"] if back_up else "",
        words=said["words"],
    )


def about_from(form: TakeForm) -> About:
    """The person as the caller told of them."""
    said, birth = form.cleaned_data, form.reading.birth
    help_needed = said["language_or_help"]
    place = said["place"] if said["place_kind"] == "HOME" else ""
    return About(
        name=_known(said["person_name"]),
        birth_date=birth.born_on,
        age_estimate=birth.estimated_age,
        nhs_number=form.reading.nhs_number,
        language_or_help="" if help_needed.strip() == NOTHING_KNOWN else _known(help_needed),
        address=_known(place),
    )


def back_up_from(form: TakeForm) -> BackUpAsked | None:
    """Why back-up is needed, when that is what the call is."""
    if form.reading.kind != "back_up":
        return None
    said = form.cleaned_data
    return BackUpAsked(why=said["back_up_why"], urgent=said["back_up_soon"] == "now", words=said["words"])


def _known(text: str) -> str:
    return "" if is_unknown(text) else text.strip()


def _locality(draft: Draft, form: TakeForm) -> Locality | None:
    code = form.cleaned_data["locality"]
    return locality_of(draft.service, code=code) if code else None


def _council(draft: Draft, locality: Locality | None) -> Organisation:
    if locality is not None:
        return locality.council
    councils = list(draft.service.councils.order_by("pk"))
    provider = draft.service.provider
    return provider if provider in councils or not councils else councils[0]


def _people(request: ViewerRequest, draft: Draft, form: TakeForm) -> tuple[Person | None, list[Person]]:
    """The records answered about; only those that the page would suggest now, since an answer opens the
    record.
    """
    same, others = form.cleaned_data["same_person"], form.cleaned_data["not_same"].split(",")
    if not same and not any(others):
        return None, []
    offered = suggestions(
        request.viewer,
        service_id=draft.service_id,
        name=form.cleaned_data["person_name"],
        birth=form.reading.birth,
        nhs_number=form.reading.nhs_number,
        at=request.at,
    )
    known = {str(one.person_id): one.person_id for one in offered}
    wanted = {known[text] for text in (same, *others[:MOST_ANSWERS]) if text in known}
    rows = Person.objects.select_related("service", "council").in_bulk(wanted)
    chosen = rows.get(known.get(same, 0))
    return chosen, [rows[known[text]] for text in others if text in known and text != same]


def _said(taken: Taken) -> str:
    kept = f"{taken.contact.reference} kept."
    if taken.case is None:
        return kept
    if taken.joined:
        return f"{kept} It joined {taken.case.reference}, which is on the board."
    return f"{kept} {taken.case.reference} is on the board."

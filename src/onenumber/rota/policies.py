"""Who may see and who may change the duty list (the record, who may do what: "rota, offers of duties")."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.rota.models import Duty

CHANGERS = ("amhp_lead", "manager", "support")
READERS = (*CHANGERS, "hub_amhp", "locality_amhp", "edt_officer", "trainee")


def may_change_duty_list(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The AMHP lead, a manager or support."""
    return viewer.may_in(service.pk, CHANGERS)


def may_withdraw_duty(viewer: Viewer, *, duty: Duty, **_facts: Any) -> bool:
    """Whoever may change the list that the duty stands on."""
    return viewer.may_in(duty.service_id, CHANGERS)

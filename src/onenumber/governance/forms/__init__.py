"""The forms of this room: about one record, about one request, about one proposal."""

from onenumber.governance.forms.deciding import EndForm, ItemForm, ItemsForm, ProposalForm
from onenumber.governance.forms.record import FORMS, RecordForm

__all__ = ["FORMS", "EndForm", "ItemForm", "ItemsForm", "ProposalForm", "RecordForm"]

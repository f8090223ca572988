"""The forms of a handover: making a list, adding an item, and what is said about one."""

from onenumber.handover.forms.item import AcceptForm, AnswerForm, AskForm, ItemForm, WordForm
from onenumber.handover.forms.list import AddForm, MakeForm

__all__ = ["AcceptForm", "AddForm", "AnswerForm", "AskForm", "ItemForm", "MakeForm", "WordForm"]

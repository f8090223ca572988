"""What is said about an item: what is expected next, questions with their answers, and who accepted it."""

from django.db import models
from django.db.models import Q

from onenumber.handover.models.item import HandoverItem
from onenumber.records.models import Fact
from onenumber.workforce.models import Practitioner


class ItemSentence(Fact):
    """What the receiving duty is to do or to know; the newest counts. `to_take_over`: the holder hands the case on."""

    item = models.ForeignKey(HandoverItem, on_delete=models.PROTECT, related_name="sentences")
    words = models.CharField(max_length=400)
    to_take_over = models.BooleanField(default=False)


class ItemQuestion(Fact):
    """The receiving duty asks, or does not take it and says why; the giving duty answers once."""

    class Kind(models.TextChoices):
        QUESTION = "question", "question"
        DECLINED = "declined", "not taken"

    item = models.ForeignKey(HandoverItem, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=400)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_to_a_question_has_its_time",
            )
        ]


class ItemAcceptance(Fact):
    """From now on the item is theirs, by name; once for each item, kept by the database."""

    item = models.OneToOneField(HandoverItem, on_delete=models.PROTECT, related_name="acceptance")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    took_case_over = models.BooleanField(default=False)

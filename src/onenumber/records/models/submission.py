"""A form that has been answered: sent again (a double click, a lost answer), it gets the first answer back."""

from django.db import models


class Submission(models.Model):
    """The key a form carried, who sent it, and where the first answer led."""

    key = models.UUIDField(primary_key=True)
    by_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    leads_to = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    paper_entry_id = models.BigIntegerField(null=True)  # the sheet of paper it was typed from, once each

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper_entry_id"],
                condition=models.Q(paper_entry_id__isnull=False),
                name="typed_in_once",
            )
        ]

"""Leave to delete one guarded row: the only way through the guards, and never beyond one transaction.

A permit points at a row of `Never`, which is always empty, and both databases check that when the transaction is
committed: a permit that is still there makes the commit fail. It names two people, who are not the same.
"""

from django.db import models


class Never(models.Model):
    """No row, ever: whatever points here cannot be committed."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk__isnull=True), name="never_a_row")]


class Permit(models.Model):
    """This row of this table may be deleted, now, by the destruction under this reference."""

    table_name = models.CharField(max_length=63)
    row_key = models.CharField(max_length=64)
    destruction = models.CharField(max_length=20)
    proposed_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    never = models.ForeignKey(Never, on_delete=models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_key"], name="permit_of_a_row")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proposed_by_id=models.F("approved_by_id")), name="permit_of_two_people"
            )
        ]

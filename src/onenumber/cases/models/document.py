"""What was written about a case to be read elsewhere: report, outline, letter, addendum; and with whom it was shared.

Each is finished once, with its content as one exact text and the SHA-256 of that text. While it is written it is a
draft: one overwritten row for each author, outside the chain.
"""

from django.db import models

from onenumber.access.models import User
from onenumber.cases.models.case import Case, CaseFact
from onenumber.records.models import CorrectableFact, Fact


class Document(CaseFact, Fact):
    """A finished, locked document. `happened_at` is when it was finished; later words are an addendum of their own."""

    class Kind(models.TextChoices):
        REPORT = "report", "report"
        OUTLINE = "outline", "outline report"
        LETTER = "letter", "letter"
        ADDENDUM = "addendum", "addendum"

    number = models.PositiveSmallIntegerField()  # in its case, of whatever kind: what its address says
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.PositiveSmallIntegerField()  # among those of its kind
    slot = models.CharField(max_length=40, blank=True)  # of a letter: whose approved text, in which language
    adds_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="addenda")
    amhp_id = models.BigIntegerField(null=True)  # the practitioner who wrote it
    approval_in_force = models.BooleanField(null=True)
    content = models.TextField()  # JSON, exactly as hashed
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["case", "kind", "version"], name="document_version_once"),
            models.CheckConstraint(
                condition=models.Q(kind="addendum", adds_to__isnull=False)
                | (~models.Q(kind="addendum") & models.Q(adds_to__isnull=True)),
                name="an_addendum_adds_to_something",
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="document_has_digest"
            ),
        ]


class Sharing(CaseFact, CorrectableFact):
    """A document was given to somebody: to whom, how, and when (`happened_at`)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sharings")
    to_whom = models.CharField(max_length=200)
    how = models.CharField(max_length=120)

    class Meta(CorrectableFact.Meta):
        """With the rule that a correction says why."""


class ReportDraft(models.Model):
    """What one author has written of a report so far. Overwritten as they type, emptied when it is finished."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="report_drafts")
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    words = models.JSONField(default=dict)  # by the key of the part
    page = models.UUIDField(null=True)  # the open page that kept it last
    sequence = models.PositiveBigIntegerField(default=0)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_report_draft_an_author")]

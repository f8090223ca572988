"""A message and each way it was sent. A delivery is one row, overwritten with its tries until it is done."""

from django.db import models

from onenumber.access.models import User
from onenumber.organisations.models import Service


class Message(models.Model):
    """What was said to whom, about which reference."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    to_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="messages")
    to_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=30)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about"]), models.Index(fields=["to_user", "written_at"])]


class Delivery(models.Model):
    """One channel of a message: waiting, handed over (a receipt will tell), delivered, or given up and why.

    `handed_as` is the reference of the latest try: a receipt that names another one is of a try that no longer counts.
    """

    class Channel(models.TextChoices):
        SCREEN = "screen", "on screen"
        EMAIL = "email", "e-mail"
        TEXT = "text", "text"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    address = models.CharField(max_length=254, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    handed_as = models.UUIDField(null=True, unique=True)
    gateway_id = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="deliveries_waiting",
                condition=models.Q(next_try_at__isnull=False),
            ),
            models.Index(
                fields=["given_up_at"],
                name="deliveries_given_up",
                condition=models.Q(given_up_at__isnull=False),
            ),
            models.Index(fields=["address"], name="texts_to_a_number", condition=models.Q(channel="text")),
        ]

"""One message as a plain-text e-mail. Nothing about a person is in it: subject and body name a reference
only.
"""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage

from onenumber.messaging.channels.refused import Refused
from onenumber.messaging.models import Delivery

FOR_GOOD = 500  # SMTP codes from here on say that trying again will not help


def send(delivery: Delivery) -> None:
    """Hand it to the mail server. Raises Refused for an address it will never take, OSError for all else."""
    message = delivery.message
    service = message.service
    body = f"{message.body}\n\n{service.name}. Do not answer this e-mail: ring {service.one_number}."
    try:
        EmailMessage(subject=message.subject, body=body, to=[delivery.address]).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        if codes and min(codes) >= FOR_GOOD:
            raise Refused("the mail server does not know this address") from refused
        raise

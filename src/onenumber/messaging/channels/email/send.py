"""One message as a plain-text e-mail, through Notify where its e-mail template is set, else the mail server.

Nothing about a person is in it: subject and body name a reference only.
"""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage

from onenumber.messaging.channels.notify import Handed, gateway, hand_over_email
from onenumber.messaging.channels.refused import Refused
from onenumber.messaging.models import Delivery

FOR_GOOD = 500  # SMTP codes from here on say that trying again will not help


def send(delivery: Delivery) -> Handed | None:
    """Hand it on. Raises Refused for an address that will never be taken, OSError or NotNow for all else."""
    message = delivery.message
    service = message.service
    body = f"{message.body}\n\n{service.name}. Do not answer this e-mail: ring {service.one_number}."
    way = gateway()
    if way is not None and way.email_template:
        reference = str(delivery.handed_as)
        return hand_over_email(delivery.address, message.subject, body, reference=reference)
    try:
        EmailMessage(subject=message.subject, body=body, to=[delivery.address]).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        if codes and min(codes) >= FOR_GOOD:
            raise Refused("the mail server does not know this address") from refused
        raise
    return None

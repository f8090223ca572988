"""A pack is due, sealed and put into its folders. Outside the chain: one overwritten row, and no fact of anybody's.

Sealing takes half a second of work on purpose, so it is never done inside a transaction.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from amhp.calendar import in_london, say_date
from onenumber.continuity.keeping import PackTrouble, passphrase_file, put_everywhere, read_passphrase
from onenumber.continuity.models import PackState
from onenumber.continuity.sealing import Cover, seal
from onenumber.organisations.models import Service

LONGEST_TROUBLE = 300


def claim_pack(*, service: Service, due_since: datetime | None, at: datetime) -> bool:
    """Whether this worker writes the pack now; of two workers one gets it. `due_since` is the last try it saw."""
    if due_since is None:
        _, made = PackState.objects.get_or_create(service=service, defaults={"tried_at": at})
        return made
    return PackState.objects.filter(service=service, tried_at=due_since).update(tried_at=at) == 1


def write_pack(*, service: Service, at: datetime, code: str, body: str) -> str:
    """Seal what stands in the pack and keep it in every folder. What went wrong, or nothing."""
    try:
        folders = [Path(folder) for folder in settings.PACK_FOLDERS]
        if not folders:
            raise PackTrouble("no folder is set for it (ONENUMBER_PACK_FOLDER)")
        words = read_passphrase(service.prefix)
        page = seal(body, cover=_cover(service, at, code), passphrase=words)
        troubles = put_everywhere(
            folders, f"{code}.html", page, prefix=service.prefix, keep=settings.PACKS_KEPT
        )
    except PackTrouble as problem:
        return _note(service, written=False, at=at, trouble=str(problem))
    return _note(service, written=len(troubles) < len(folders), at=at, trouble="; ".join(troubles))


def _cover(service: Service, at: datetime, code: str) -> Cover:
    since = datetime.fromtimestamp(passphrase_file(service.prefix).stat().st_mtime, at.tzinfo)
    local = in_london(at)
    return Cover(
        title=f"One Number on paper: {service.short_name}",
        service=service.name,
        code=code,
        made=f"{say_date(local.date())}, {local:%H:%M}",
        passphrase_since=say_date(in_london(since).date()),
    )


def _note(service: Service, *, written: bool, at: datetime, trouble: str) -> str:
    values = {"tried_at": at, "trouble": trouble[:LONGEST_TROUBLE]} | ({"made_at": at} if written else {})
    PackState.objects.update_or_create(service=service, defaults=values)
    return trouble

"""How long records are kept: classes with period, source and how well the source was checked, as data.

Nothing is invented: a class whose period was not found has none, and nothing of it ever falls due.
"""

from amhp.retention.schedule import (
    RetentionClass,
    ScheduleError,
    Verified,
    due_on,
    read_schedule,
    retention_class,
    schedule,
    years_after,
)

__all__ = [
    "RetentionClass",
    "ScheduleError",
    "Verified",
    "due_on",
    "read_schedule",
    "retention_class",
    "schedule",
    "years_after",
]

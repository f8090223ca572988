"""What the ground holds."""

from onenumber.records.models.counter import Counter
from onenumber.records.models.fact import CorrectableFact, Fact
from onenumber.records.models.outgoing import Outgoing
from onenumber.records.models.permit import Never, Permit
from onenumber.records.models.submission import Submission
from onenumber.records.models.worker_beat import WorkerBeat

__all__ = ["CorrectableFact", "Counter", "Fact", "Never", "Outgoing", "Permit", "Submission", "WorkerBeat"]

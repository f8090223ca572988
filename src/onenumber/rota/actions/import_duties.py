"""A duty list arrives as a CSV file: all of it is kept, or nothing, with every problem named by its row."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Service
from onenumber.organisations.queries import localities
from onenumber.rota.actions._lines import NewLine, add_line, overlap_words, overlapping, problem_of
from onenumber.rota.duty_file import BadDutyFile, RowProblem, TypedDuty, read_duties
from onenumber.rota.models import Duty
from onenumber.rota.policies import may_change_duty_list
from onenumber.workforce.models import Practitioner


class _Names:
    """People and localities of a service by the words a file uses."""

    def __init__(self, service: Service) -> None:
        self.areas = {
            word.casefold(): area for area in localities(service) for word in (area.name, area.code)
        }
        self.people = list(Practitioner.objects.filter(service=service))

    def person(self, line: TypedDuty) -> Practitioner:
        """The one practitioner meant; ValueError says why none or several."""
        if line.email:
            found = [p for p in self.people if p.email.casefold() == line.email.casefold()]
        else:
            found = [p for p in self.people if p.name.casefold() == line.name.casefold()]
        if not found:
            raise ValueError(f"nobody called {line.email or line.name} is in the list of people.")
        if len(found) > 1:
            raise ValueError(f"{len(found)} people are called {line.name}: add a column e-mail.")
        return found[0]

    def area(self, line: TypedDuty) -> Locality | None:
        """The locality meant, or none."""
        if not line.locality:
            return None
        area = self.areas.get(line.locality.casefold())
        if area is None:
            raise ValueError(f"there is no locality {line.locality}.")
        return area


@action("duty.imported", policy=may_change_duty_list)
def import_duties(
    *, by: Viewer, at: datetime, service: Service, text: str, key: UUID | None = None
) -> Done[list[Duty]]:
    """Every line of the file on the duty list; a line that stands there already is left as it is.

    Raises BadDutyFile with every problem by row; nothing is kept then.
    """
    names, added, problems = _Names(service), [], []
    for line in read_duties(text):
        try:
            duty = _add(by=by, at=at, service=service, line=line, names=names)
        except ValueError as problem:
            problems.append(RowProblem(line.row, str(problem)))
        else:
            added += [duty] if duty else []
    if problems:
        raise BadDutyFile(problems)
    return Done(added, subject=f"duty list of {len(added)} lines", service_id=service.pk, leads_to="/duty/")


def _add(*, by: Viewer, at: datetime, service: Service, line: TypedDuty, names: _Names) -> Duty | None:
    new = NewLine(service, names.person(line), line.kind, names.area(line), line.starts_at, line.ends_at)
    problem = problem_of(new)
    if problem:
        raise ValueError(problem)
    other = overlapping(new)
    if other is None:
        return add_line(by=by, at=at, line=new)
    same = (other.kind, other.locality, other.starts_at, other.ends_at)
    if same == (new.kind, new.locality, new.starts_at, new.ends_at):
        return None
    raise ValueError(overlap_words(new.practitioner, other))

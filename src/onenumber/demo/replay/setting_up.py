"""Sets the service up as a real one is: settings and people loaded from files, the duty list pasted by the lead."""

from datetime import date, timedelta

from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.duties import LONDON, duty_list
from onenumber.demo.county.staff import people_csv
from onenumber.demo.county.told import DutyTold
from onenumber.demo.replay.scene import Scene
from onenumber.demo.replay.service import CannotReplay, Service

LEAD = "Maud Fairbrother"
IMPORT = "/duty/import/"
COLUMNS = "date,name,kind,from,to,locality"


def load_service(service: Service, *, seed: int, first: date) -> None:
    """Make the tables, the county's settings and its people."""
    people = service.data / "replay" / "people.csv"
    people.write_text(people_csv(seed=seed, on=first), encoding="utf-8")
    service.run("load", str(DATA / "service.toml"), str(people))


def duty_line(line: DutyTold) -> str:
    """One line of the duty list as a file has it."""
    starts, ends = (moment.astimezone(LONDON) for moment in (line.starts_at, line.ends_at))
    return f"{starts:%Y-%m-%d},{line.who.name},{line.kind},{starts:%H:%M},{ends:%H:%M},{line.locality}"


def list_duties(scene: Scene, *, first: date, days: int) -> None:
    """The lead pastes the duty list of these days, and of the day before and after. Raises CannotReplay."""
    told = duty_list(first=first - timedelta(days=1), last=first + timedelta(days=days + 1), today=first)
    lead = scene.browser(LEAD)
    form = lead.open(IMPORT).page.form(IMPORT)
    answer = lead.send(form, {"text": "\n".join([COLUMNS, *map(duty_line, told)])})
    if not answer.taken:
        raise CannotReplay(f"The duty list was not taken: {answer.page.errors or answer.page.heading}")

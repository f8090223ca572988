"""What this room gives the hub's composite pages: its forms as they are printed blank, and what the return lacks.

The fragment of the latter is cases/lacking.html.
"""

from onenumber.cases.panels.blank import blank_forms
from onenumber.cases.presenters.lacking import Lacking, lacking_lines

__all__ = ["Lacking", "blank_forms", "lacking_lines"]

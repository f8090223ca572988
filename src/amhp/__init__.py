"""How the work of an Approved Mental Health Professional works: the law's clocks, the dataset, the charts.

Plain Python that anyone can read and test in milliseconds: no Django, no database, no network, and no
function that reads the clock (`at=` is passed in). The service in `onenumber` stands on it, never the reverse.
"""

"""`python -m onenumber.config`: the same as the `onenumber` command."""

from onenumber.config.commands import main

main()

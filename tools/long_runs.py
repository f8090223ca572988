"""`make long`: what the tests do a few times, done for hours. What came of it stands in docs/developer/testing.md.

python tools/long_runs.py                                   all of them, whole
python tools/long_runs.py requests=5000 tamperings=10000    only these, so often
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.databases import PrivatePostgreSQL  # noqa: E402

WHOLE = {"kills": 100, "tamperings": 10_000, "requests": 200_000, "wall": 1}
TESTS = {
    "kills": ("ONENUMBER_KILLS", "tests/reliability/test_kills.py"),
    "tamperings": ("ONENUMBER_TAMPERINGS", "tests/onenumber/audit/test_chain.py"),
    "requests": ("ONENUMBER_REQUESTS", "tests/isolation/test_bad_input.py"),
    "wall": ("ONENUMBER_WHOLE_WALL", "tests/isolation/test_second_wall.py"),
}


def asked(arguments: list[str]) -> dict[str, int]:
    """What to run and how often, from `name=count`; a name alone is the whole."""
    said = dict(argument.partition("=")[::2] for argument in arguments) or dict.fromkeys(WHOLE, "")
    if unknown := set(said) - set(WHOLE):
        raise SystemExit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(WHOLE)}")
    return {name: int(count or WHOLE[name]) for name, count in said.items()}


def run(name: str, count: int, **environment: str) -> bool:
    """One long run; says how long it took."""
    variable, test = TESTS[name]
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment, variable: str(count)}, check=False
    )
    took = time.monotonic() - began
    print(
        f"{name}: {count}, {'passed' if done.returncode == 0 else 'FAILED'}, {took:.0f} seconds", flush=True
    )
    return done.returncode == 0


def main() -> int:
    """Each in turn; the exit status says whether all passed."""
    passed = []
    for name, count in asked(sys.argv[1:]).items():
        if name != "wall":
            passed.append(run(name, count))
            continue
        with PrivatePostgreSQL() as server:
            passed.append(run(name, count, ONENUMBER_DATABASE=server.address("wall")))
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())

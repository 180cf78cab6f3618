"""A process that works through tasks with a crew until it is ended: `crew_driver.py FOLDER`."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sitrep.crew.crews import map_in_order


def start() -> Callable[[int], int]:
    def slow(task: int) -> int:
        Path(sys.argv[1], str(os.getpid())).touch()
        time.sleep(60)
        return task

    return slow


if __name__ == "__main__":
    for _ in map_in_order(start, range(4), 2, 100):
        pass

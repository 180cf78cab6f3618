"""The modules of bench/ are found from its scripts' own folders, as `python bench/run.py` finds them."""

import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "gold")]

"""The modules of bench/ are found from its scripts' own folder, as `python bench/run.py` finds them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

"""The modules of supply/ are found from their scripts' own folder, as `python supply/audit.py` finds them."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "supply")]

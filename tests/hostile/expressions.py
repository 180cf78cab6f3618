"""Every regular expression of the package on strings of 20,000 characters, which the ordinary test spares.

Prints how many expressions and strings there were; ends with a status of 1 where one grew faster than its text.
"""

import sys

from tests.patterns.collecting import every_pattern
from tests.patterns.pumping import pumps
from tests.patterns.test_patterns import slow_ones

LENGTH = 5000


def main() -> int:
    """Attack all of them."""
    found = every_pattern()
    slow = slow_ones(found, LENGTH)
    strings = sum(1 for one in found for _ in pumps(one.pattern))
    sys.stdout.write(f"{len(found)} expressions, {strings} strings, {len(slow)} that are not linear\n")
    sys.stdout.write("".join(f"{where}: {told}\n" for where, told in slow.items()))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())

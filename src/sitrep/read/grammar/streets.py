"""Words of streets, and the numbers of their houses, which look like years: "the 1900 block", "2015 Mill Road"."""

from sitrep.model.parses import Parse, Token

# The last words of names of streets, written with a capital.
STREETS = frozenset(
    {"street", "road", "avenue", "drive", "lane", "boulevard", "parkway", "st", "st.", "rd", "rd.", "ave", "ave.",
     "blvd.", "highway", "freeway", "expressway"}
)  # fmt: skip
# What a street is numbered by.
BLOCKS = frozenset({"block", "blocks"})


def is_house_number(parse: Parse, number: Token) -> bool:
    """Whether a number counts houses or blocks of a street: it stands right before its name, or before "block"."""
    following = parse.tokens[number.i + 1] if number.i + 1 < len(parse.tokens) else None
    if following is None:
        return False
    before = parse.tokens[number.i - 1].lower if number.i > 0 else ""
    if following.lower in BLOCKS:
        return before == "the"
    name = parse.head(number)
    street = name.lower in STREETS and name.text[0].isupper() and following.text[0].isupper()
    return street and name.i > number.i and before not in ("in", "since", "of")

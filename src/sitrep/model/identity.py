"""Identifiers made from content: the same content has the same name everywhere and always."""

import hashlib
import json

JSON = dict[str, "JSON"] | list["JSON"] | str | int | float | bool | None


def canonical(value: JSON) -> str:
    """One spelling of a JSON value: keys sorted, no spaces, text as it is.

    >>> canonical({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(prefix: str, *parts: JSON) -> str:
    """`prefix-` and 16 hexadecimal digits of the SHA-256 of the parts.

    >>> content_id("d", "abc", 1) == content_id("d", "abc", 1) != content_id("d", "abc1")
    True
    """
    digest = hashlib.sha256(canonical(list(parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()

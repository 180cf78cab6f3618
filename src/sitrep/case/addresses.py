"""When two addresses of the web are one: spellings that lead to the same page."""

from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say where a reader came from, not what is read.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ocid", "cmpid")
DEFAULT_PORTS = frozenset({80, 443})


def normal_address(url: str) -> str:
    """An address in one spelling: without scheme, `www.`, default port, fragment, tracking, or a slash at the end.

    >>> normal_address("HTTPS://www.Wire.example:443/raid/?utm_source=x&b=2&a=1#top")
    'wire.example/raid?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.hostname:
        return url.strip()
    host = parts.hostname.removeprefix("www.")
    place = host if port is None or port in DEFAULT_PORTS else f"{host}:{port}"
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING))
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{place}{parts.path.rstrip('/')}{query}"

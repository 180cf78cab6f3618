import pytest

from sitrep.ingest.xml_files import XmlKind, safe_xml, xml_kind
from sitrep.model.errors import IngestError


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<rss version='2.0'/>", XmlKind.FEED),
        (b'<?xml version="1.0"?>\n<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', XmlKind.FEED),
        (b"<rdf:RDF/>", XmlKind.FEED),
        (b"\xef\xbb\xbf<urlset/>", XmlKind.SITEMAP),
        (b"<sitemapindex/>", XmlKind.SITEMAP),
        (b"<html/>", XmlKind.OTHER),
    ],
)
def test_the_root_tells_what_xml_is(content: bytes, kind: XmlKind) -> None:
    assert xml_kind(content) is kind


def test_the_declared_encoding_is_used() -> None:
    content = '<?xml version="1.0" encoding="windows-1251"?><rss>Мост</rss>'.encode("windows-1251")
    assert safe_xml(content) == "<rss>Мост</rss>"


def test_bytes_that_do_not_fit_the_declared_encoding_are_refused() -> None:
    with pytest.raises(IngestError, match="does not fit"):
        safe_xml(b'<?xml version="1.0" encoding="euc-jp"?><rss>\xff\xff\xfe</rss>')


def test_characters_that_html_names_are_put_in_and_those_of_xml_stay() -> None:
    assert safe_xml(b"<rss>&nbsp;&amp;&lt;&eacute;&nobody;</rss>") == "<rss>\xa0&amp;&lt;é&nobody;</rss>"

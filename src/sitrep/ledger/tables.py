"""The tables of a ledger as they are now. How a file comes to have them is in `sitrep.ledger.migrations`.

`id` names what is spoken of and may stand in several rows; the primary key names the row's content.
`body` is the whole record as JSON; the columns beside it are for finding it. `reading` is the
`documents.record` that was read: one document as one origin extracted it from one capture.
"""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text, column, table

METADATA = MetaData()


def _text(name: str) -> "Column[str]":
    return Column(name, Text, nullable=False)


def _key(name: str) -> "Column[str]":
    return Column(name, Text, primary_key=True, nullable=False)


def _number(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


def _refers(name: str, target: str) -> "Column[str]":
    return Column(name, Text, ForeignKey(target), nullable=False)


SCHEMA_VERSION = Table(
    "schema_version", METADATA, Column("number", Integer, primary_key=True, nullable=False), _text("digest")
)

# `number` is the order in which origins were first used: a document's current reading is its latest origin's.
ORIGINS = Table(
    "origins",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("body"),
)

# The one table with a clock in it; no export reads it.
RUNS = Table("runs", METADATA, _key("id"), _text("started"))

CAPTURES = Table(
    "captures",
    METADATA,
    _key("id"),
    _text("sha256"),
    _text("media_type"),
    _text("name"),
    _number("size"),
    _refers("run", "runs.id"),
    # What an archive of the web says of the bytes: their address, when they were fetched, their character encoding.
    Column("url", Text),
    Column("captured", Text),
    Column("charset", Text),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    _key("record"),
    _text("id"),
    _refers("capture", "captures.id"),
    _refers("origin", "origins.id"),
    _refers("run", "runs.id"),
    _text("sha256"),
    _text("external_id"),
    _text("lang"),
    _text("body"),
)

# A row says that the annotations, claims and resolutions of a document are there, all of them.
READINGS = Table(
    "readings",
    METADATA,
    Column("reading", Text, ForeignKey("documents.record"), primary_key=True, nullable=False),
    _text("digest"),
    _refers("run", "runs.id"),
)


def _mentions(name: str) -> Table:
    """A table of records that hang on a span of a read document. `position` is the reader's order."""
    return Table(
        name,
        METADATA,
        _key("id"),
        _refers("reading", "readings.reading"),
        _text("document"),
        _text("kind"),
        _number("position"),
        _number("start"),
        _number("end"),
        _text("body"),
    )


ANNOTATIONS = _mentions("annotations")
RESOLUTIONS = _mentions("resolutions")

CLAIMS = Table(
    "claims",
    METADATA,
    _key("record"),
    _text("id"),
    _refers("reading", "readings.reading"),
    _text("document"),
    _refers("origin", "origins.id"),
    _number("position"),
    _number("start"),
    _text("body"),
)

# Of the first schema, and empty: no command ever wrote to it. JUDGEMENT_LOG holds what people say.
EARLY_JUDGEMENTS = Table(
    "judgements",
    METADATA,
    _key("id"),
    _text("claim"),
    _text("verdict"),
    Column("field", Text),
    Column("value", Text),
    _text("by"),
    _text("at"),
    _text("why"),
)

# One line after another, each with the hash of the one before: `sitrep.ledger.chains` says how.
JUDGEMENT_LOG = Table(
    "judgement_log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
    _refers("run", "runs.id"),
    _text("body"),
)

# The texts of the log, which its lines hold by digests: they can be erased with a page and the chain still holds.
# `name` is where a text stands in its line (`why`, `seen.0.evidence`), `text` is JSON.
JUDGEMENT_TEXTS = Table(
    "judgement_texts",
    METADATA,
    Column("line", Integer, ForeignKey("judgement_log.number"), primary_key=True, nullable=False),
    Column("name", Text, primary_key=True, nullable=False),
    _text("salt"),
    _text("text"),
)

# What was erased, by the line of the log that says so. `body` is a `sitrep.model.tombstones.Tombstone`.
TOMBSTONES = Table(
    "tombstones",
    METADATA,
    Column("number", Integer, ForeignKey("judgement_log.number"), primary_key=True),
    _text("sha256"),
    _text("body"),
)

# Which claims tell of one incident, as each run of linking had it: `profile` is the digest of the weights it used.
# A linking that says what an earlier one said is a row again: the latest row is what holds.
LINKINGS = Table(
    "linkings",
    METADATA,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("profile"),
    _refers("run", "runs.id"),
    _text("body"),
)

REFUSALS = Table(
    "refusals",
    METADATA,
    _key("id"),
    Column("capture", Text, ForeignKey("captures.id")),
    _text("path"),
    _text("body"),
    _refers("run", "runs.id"),
)

# Visits to pages of the web, each a row, in their order: `sitrep.model.visits.Visit`.
VISITS = Table(
    "visits",
    METADATA,
    Column("number", Integer, primary_key=True),
    _text("address"),
    _text("at"),
    Column("final", Text),
    Column("status", Integer),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Text),
    Column("refusal", Text),
    _refers("run", "runs.id"),
)

# A view: the record of each document that its latest origin made.
CURRENT_DOCUMENTS = table("current_documents", column("record", Text), column("id", Text))

"""The tables. Whatever could tell about a person is a keyed hash or sealed bytes."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

chat = Table(
    "chat",
    metadata,
    Column("key", String(22), primary_key=True),  # keyed hash of the chat id
    Column("address", LargeBinary, nullable=False),  # the chat id, sealed
    Column("session", LargeBinary),  # the interview, sealed; none in a group or after /delete
    Column("version", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),  # number of the last letter written
    Column("live", BigInteger),  # message that holds the live screen
    Column("owner", BigInteger),  # replica that sends the letters; none: nothing to send
    Column("blocked", Boolean, nullable=False),
    Column("told", Boolean, nullable=False),  # a group heard that this is a private matter
    Column("gone", Boolean, nullable=False),  # erased; the row goes with the farewell
    Column("touched_on", Date, nullable=False),
    Index("chat_owner", "owner"),
    Index("chat_touched_on", "touched_on"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("chat", String(22), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("letter", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("claimed_at", BigInteger, nullable=False),
    Index("claim_claimed_at", "claimed_at"),
    sqlite_with_rowid=False,
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("chat", String(22), index=True),
    Column("noted_at", BigInteger, nullable=False),
    Column("reason", String(80), nullable=False),
    Column("raw", LargeBinary, nullable=False),
)

replica = Table(
    "replica",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", Float(53), nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("owner", BigInteger, nullable=False),
)

budget = Table(
    "budget",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("level", Float(53), nullable=False),
    Column("at", Float(53), nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

"""The only clock of days: what day it is in Japan, whose offices count by it."""

from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))  # no summer time since 1951


def today_in_japan() -> date:
    """Return the day in Japan."""
    return datetime.now(UTC).astimezone(JAPAN).date()

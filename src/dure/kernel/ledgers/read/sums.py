"""What lies in accounts: the last closing of each and the rows after it, in the words of either database."""

import json
from typing import NamedTuple

from django.db import connection


class Room(NamedTuple):
    """How much lies in an account, how much is needed of it, and how many rows were summed."""

    id: int
    floor: int | None
    balance: int
    need: int
    tail: int


POSTGRESQL = """
SELECT a.id, a.floor, (coalesce(c.balance, 0) + i.amount - o.amount)::bigint AS balance, n.need,
  i.tail + o.tail AS tail
FROM unnest(%s::bigint[], %s::bigint[]) AS n(id, need) JOIN ledgers_account a ON a.id = n.id
LEFT JOIN LATERAL (SELECT up_to, balance FROM ledgers_closing
  WHERE account_id = a.id ORDER BY up_to DESC LIMIT 1) c ON true
CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS amount, count(*) AS tail FROM ledgers_transfer
  WHERE credit_id = a.id AND id > coalesce(c.up_to, 0)) i
CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS amount, count(*) AS tail FROM ledgers_transfer
  WHERE debit_id = a.id AND id > coalesce(c.up_to, 0)) o
"""
SQLITE = """
WITH n AS (
  SELECT w.value ->> 0 AS id, w.value ->> 1 AS need,
    coalesce((SELECT max(up_to) FROM ledgers_closing WHERE account_id = w.value ->> 0), 0) AS up_to
  FROM json_each(%s) w)
SELECT a.id, a.floor,
  coalesce((SELECT balance FROM ledgers_closing WHERE account_id = a.id AND up_to = n.up_to), 0)
  + coalesce((SELECT sum(amount) FROM ledgers_transfer WHERE credit_id = a.id AND id > n.up_to), 0)
  - coalesce((SELECT sum(amount) FROM ledgers_transfer WHERE debit_id = a.id AND id > n.up_to), 0),
  n.need,
  (SELECT count(*) FROM ledgers_transfer WHERE credit_id = a.id AND id > n.up_to)
  + (SELECT count(*) FROM ledgers_transfer WHERE debit_id = a.id AND id > n.up_to)
FROM n CROSS JOIN ledgers_account a ON a.id = n.id
"""


def rooms(needs: dict[int, int]) -> list[Room]:
    """The balance, floor and tail of each account, with what is needed of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL, [list(needs), list(needs.values())])
        else:
            cursor.execute(SQLITE, [json.dumps(list(needs.items()))])
        return [Room._make(row) for row in cursor]

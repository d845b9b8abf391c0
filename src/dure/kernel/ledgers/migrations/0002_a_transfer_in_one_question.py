"""One plain transfer as one question to PostgreSQL, so that nobody waits for a lock across the network.

It does what `find` and `put` in write/sql/postgresql.py do one after the other, in the same order: the lock on
the account that is drawn on, then, in a statement of its own that sees what others have committed meanwhile,
the sum, then the gate of the book and the row. It writes the row or nothing, and refuses nothing: whoever asks goes
the long way to find out why nothing was written. SQLite has no network and goes the long way always.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION ledgers_transfer(
  said_place text, said_key uuid, said_debit text, said_credit text, said_unit text, said_amount bigint,
  said_kind smallint, said_happened bigint, said_recorded bigint, said_reason bytea, seed integer,
  OUT written bigint, OUT drawn bigint, OUT tail bigint)
LANGUAGE plpgsql AS $$
DECLARE
  book smallint;
  source record;
  room bigint;
BEGIN
  SELECT b.id INTO book FROM ledgers_book b WHERE b.place = said_place;
  SELECT d.id, d.floor, d.lanes, c.id AS credit, r.id AS reason INTO source
  FROM ledgers_account d, ledgers_account c, ledgers_reason r
  WHERE d.book_id = book AND d.path = said_debit AND d.unit = said_unit AND d.lane = 0
    AND c.book_id = book AND c.path = said_credit AND c.unit = said_unit AND c.lane = 0
    AND r.book_id = book AND r.digest = said_reason;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  drawn := source.id;
  IF source.lanes > 0 THEN
    SELECT a.id INTO drawn FROM ledgers_account a
    WHERE a.book_id = book AND a.path = said_debit AND a.unit = said_unit
      AND a.lane = seed % source.lanes + 1;
  END IF;
  tail := 0;
  IF source.floor IS NOT NULL THEN
    PERFORM 1 FROM ledgers_account a WHERE a.id = drawn FOR NO KEY UPDATE;
    SELECT coalesce(c.balance, 0) + i.amount - o.amount, i.tail + o.tail INTO room, tail
    FROM (SELECT 1) one
    LEFT JOIN LATERAL (SELECT up_to, balance FROM ledgers_closing
      WHERE account_id = drawn ORDER BY up_to DESC LIMIT 1) c ON true
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*) AS tail
      FROM ledgers_transfer WHERE credit_id = drawn AND id > coalesce(c.up_to, 0)) i
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*) AS tail
      FROM ledgers_transfer WHERE debit_id = drawn AND id > coalesce(c.up_to, 0)) o;
    IF room - said_amount < source.floor THEN
      RETURN;
    END IF;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(4801, book);
  INSERT INTO ledgers_transfer (book_id, key, debit_id, credit_id, amount, kind, happened_at_us,
    recorded_at_us, reason_id)
  VALUES (book, said_key, drawn, source.credit, said_amount, said_kind, said_happened, said_recorded,
    source.reason)
  ON CONFLICT DO NOTHING RETURNING id INTO written;
END $$
"""


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ledgers_transfer", params=None)


class Migration(migrations.Migration):

    dependencies = [("ledgers", "0001_initial")]

    operations = [migrations.RunPython(make, remove)]

"""What may be done with the ledgers. Every verb is one transaction, all or nothing (a sweep is one a piece).

Rows are only added. What was wrong is put right by a reversal, which is a row too.
"""

from dure.kernel.ledgers.read.keys import make_key
from dure.kernel.ledgers.read.values import Movement, Posted, Reason
from dure.kernel.ledgers.write.holds import complete, hold, reverse, time_out, void
from dure.kernel.ledgers.write.loading import load_transfers
from dure.kernel.ledgers.write.opening import load_accounts, load_units, open_account
from dure.kernel.ledgers.write.posting import post, transfer
from dure.kernel.ledgers.write.refusals import KeyReused, NotEnough, NothingToClose, Refused, SumDiffers
from dure.kernel.ledgers.write.sealing import close, seal
from dure.kernel.ledgers.write.sweeping import sweep
from dure.kernel.ledgers.write.tallying import tally
from dure.kernel.ledgers.write.totals import Wanted, begin_total, gather_total, publish_total

__all__ = [
    "KeyReused",
    "Movement",
    "NotEnough",
    "NothingToClose",
    "Posted",
    "Reason",
    "Refused",
    "SumDiffers",
    "Wanted",
    "begin_total",
    "close",
    "complete",
    "gather_total",
    "hold",
    "load_accounts",
    "load_transfers",
    "load_units",
    "make_key",
    "open_account",
    "post",
    "publish_total",
    "reverse",
    "seal",
    "sweep",
    "tally",
    "time_out",
    "transfer",
    "void",
]

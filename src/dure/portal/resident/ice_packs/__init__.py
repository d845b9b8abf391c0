"""Ice packs on their way: from collectors to washing to markets, as lots in the ledger."""

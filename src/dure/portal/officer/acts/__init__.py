"""What is done with a book: verbs of allowances, credits and claims, made of the ledger's own."""

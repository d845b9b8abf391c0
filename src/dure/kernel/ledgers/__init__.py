"""What moved? Points, won, allowances: pairs of accounts, rows that are only ever added."""

"""The officers' side of wallets: money behind exchanges, cash, causes, draws, what is taken back."""

"""What lies in a resident's wallet, and what may be done with it: exchange, cash, gifts, causes, draws."""

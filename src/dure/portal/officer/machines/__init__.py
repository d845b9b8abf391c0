"""The officer's side of machines: what needs emptying, what is broken, which keys hold, what waits."""

"""The keeper's side of a market: what is fetched, goods and stock, books that are out, sellers' payments."""

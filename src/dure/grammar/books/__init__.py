"""Tables of the city's books: taxonomies, factors and what inventories are made from."""

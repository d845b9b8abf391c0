"""Tables of the city's books: taxonomies, factors, parameters, and the files that people bring."""

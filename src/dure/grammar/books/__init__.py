"""The language of the city's books: factors, warming potentials, and tables of activities from anywhere."""

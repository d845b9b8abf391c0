"""What pages are made of: number, chart, table, map, list."""

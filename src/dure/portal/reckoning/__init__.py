"""From a table of activities to emissions: what the grammar reads, joined to what the engines compute."""

"""What was done, by whom, under which law: append-only rows, sealed in batches."""

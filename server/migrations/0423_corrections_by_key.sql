-- The rows a correction moves are found by their keys, whatever was known of the tables when the session made its plan: a
-- bitmap scan needs a key, and scans of whole tables are off already (0422).
alter function health.apply_corrections set enable_indexscan = off;

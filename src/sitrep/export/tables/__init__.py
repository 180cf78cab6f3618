"""Claims and incidents as tables: lines of JSON, CSV and workbooks, over the same typed columns."""

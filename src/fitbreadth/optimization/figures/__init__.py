"""The pictures of the optimization chapter: one module a figure, rows in and a chart out."""

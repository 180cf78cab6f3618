"""Reading: a document's text in, annotations and claims out. Facts about the text and nothing else."""

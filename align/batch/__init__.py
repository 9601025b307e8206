"""Many documents at a time: what a rerun skips, windows of sentences, processes, the results."""

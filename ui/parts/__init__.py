"""The parts of each page: choose, compute, show. One module per page."""

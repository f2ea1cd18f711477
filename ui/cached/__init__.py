"""The only caches: services asked once per scope and plain values. One module per section."""

"""Documents that are written from the code; a test in tests/house compares them with what stands in docs/."""

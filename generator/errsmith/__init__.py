"""errsmith: typed exceptions from specs of providers' error codes."""

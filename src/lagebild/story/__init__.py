"""Documents and Analyses -> Picture: copies, stories, claims, origins, standing, series. Pure."""

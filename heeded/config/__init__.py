"""Settings and addresses: the only place that reads the environment."""

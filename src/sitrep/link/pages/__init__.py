"""One page: which of its claims tell of one happening, and which happening is its main incident."""

"""Nothing here is collected by `make test`: some of it needs packages of the long targets, all of it takes long."""

collect_ignore_glob = ["*.py"]

"""How a request goes out: over sockets that end with their deadline, once, without redirect or retry."""

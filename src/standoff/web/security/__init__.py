"""Who may do what: addresses and sizes of requests, users, sessions, forms."""

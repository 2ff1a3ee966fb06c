"""Who did what to whom: events by rules over syntax, and which demand a reply answers."""

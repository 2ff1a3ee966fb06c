"""Who is meant later: pronouns and definite descriptions."""

"""Who is named: states, organizations, blocs, groups and persons."""

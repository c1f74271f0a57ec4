"""Who may do what at the hub, under which law: the act tables and the words that they use."""

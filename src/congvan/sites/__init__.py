"""The programs: settings, processes and the congvan command. The only storey that composes."""

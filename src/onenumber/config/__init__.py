"""The roof: settings, addresses, the console command. It puts the rooms together and holds no rules."""

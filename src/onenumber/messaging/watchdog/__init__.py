"""A process of its own that looks whether worker, database and web server live, and tells the duty phone when not.

It depends on none of them: it reads the worker's beat over its own connection, keeps what it must know in a file
beside the database, and sends through the gateway and the mail server itself.
"""

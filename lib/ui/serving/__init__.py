"""What stands between the network and the pages: which calls are let in, how large they may be, what every answer carries, what is logged.

Every module here is plain ASGI around the whole application, so that nothing that the framework or a page answers goes round it.
"""

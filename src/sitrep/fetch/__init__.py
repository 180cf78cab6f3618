"""The only room that opens connections: pages of the open web, fetched politely and safely.

Every name is resolved first, every address looked at before it is connected to, every limit kept while bytes come in.
"""

"""How schemathesis writes and reads what is neither JSON nor text."""

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def piece(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.deserializer("application/octet-stream", "application/vnd.lingshi.snapshot")
def bytes_of(context, response):
    return response.content.decode("latin-1")

"""What the service has answered so far: the objects that exist, the states and cursors that are valid."""

import collections
import itertools
import json
import re
from urllib.parse import unquote

# Products as `dp:name` and tables as `dp:name:table`, both without a version, in the order of their making.
products = {}
tables = {}
deleted = set()

etags = collections.deque(maxlen=20)
cursors = collections.defaultdict(lambda: collections.deque(maxlen=20))

# Makes names that are not taken.
numbers = itertools.count()


def versionless(encoded):
    """An id, as it is in the path, without its version."""
    return re.sub(r":v[0-9]+\.[0-9]+", "", unquote(encoded))


def remember(operation, case, response):
    """Takes note of an answer."""
    etags.extend(response.headers.get("etag", ()))
    if response.status_code == 200 and case.method == "GET" and b'"nextCursor":' in response.content:
        if response.content.startswith(b"{"):
            cursors[operation].extend(filter(None, [json.loads(response.content).get("nextCursor")]))
    elif operation == "getCatalogue":
        cursors[operation].extend(re.findall(r"[?&]cursor=([^&>]+)", str(response.headers.get("link", ""))))
    elif response.status_code == 201 and operation == "putContract":
        made = response.json()
        products[versionless(made["id"])] = None
        tables.update((versionless(table["id"]), None) for table in made["schemas"])
    elif response.status_code == 201 and operation in ("createDataProduct", "createSchema"):
        made = products if operation == "createDataProduct" else tables
        made[versionless(response.json()["id"])] = None
    elif response.status_code == 204:
        gone = versionless(next(iter(case.path_parameters.values())))
        deleted.add(gone)
        products.pop(gone, None)
        for table in [table for table in tables if table == gone or table.startswith(gone + ":")]:
            del tables[table]


def existing(encoded, among, salt, is_linked):
    """The id itself when it means something that was made here, or else that of something that exists.

    Without its version, which is soon not the latest one, unless it may be the one that a link has led to.
    """
    wanted = versionless(encoded)
    if wanted in among or wanted in deleted:
        return encoded if is_linked else wanted
    return list(among)[salt % len(among)] if among else wanted

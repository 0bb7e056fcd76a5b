"""What is changed in a valid request: one thing, somewhere between its path and the encoding of its body."""

import json
from urllib.parse import quote

import generation
import values

JSON_FAULTS = {
    "trailing-comma": lambda text: text[:-1] + b"," + text[-1:],
    "single-quotes": lambda text: text.replace(b'"', b"'"),
    "comment": lambda text: b"/* a */ " + text,
    "cut-off": lambda text: text[: len(text) // 2],
    "followed-by-more": lambda text: text + b" x",
    "blanks-around": lambda text: b" \r\n\t" + text + b"\n ",
    "two-mebibytes": lambda text: text + b" " * 2 * 1024 * 1024,
    "byte-order-mark": lambda text: b"\xef\xbb\xbf" + text,
    "utf-16": lambda text: text.decode().encode("utf-16"),
    "bad-utf-8": lambda text: text.replace(b'": "', b'": "\xff\xfe', 1),
    "raw-control-character": lambda text: text.replace(b'": "', b'": "\x01', 1),
    "lone-surrogate": lambda text: text.replace(b'": "', b'": "\\ud800', 1),
    "nul-escape": lambda text: text.replace(b'": "', b'": "\\u0000', 1),
    "unknown-escape": lambda text: text.replace(b'": "', b'": "\\x41', 1),
    "not-a-number": lambda text: text.replace(b'"type": ', b'"minimum": NaN, "type": ', 1).replace(b"1.5", b"NaN"),
    "infinity": lambda text: b'{"surplus": -Infinity, ' + text[1:],
    "leading-zero": lambda text: b'{"surplus": 01, ' + text[1:],
    "huge-number": lambda text: b'{"retentionPeriod": 1e400, ' + text[1:],
    "repeated-name": lambda text: text[:1] + text[1:-1] + b", " + text[1:],
    "blank": lambda text: b"  ",
    "empty": lambda text: b"",
    "null": lambda text: b"null",
    "text-of-json": lambda text: json.dumps(text.decode()).encode(),
    "deeply-nested": lambda text: b"[" * 300 + b"]" * 300,
}
MEDIA_TYPES = [
    None, "", "text/plain", "application/xml", "application/*", "application/json", "APPLICATION/JSON",
    "application/json; charset=utf-8", "application/json;charset=UTF-8", "application/json; charset=utf-16",
    "application/json; charset=latin-1", "application/json;", "application/json; v=1", "application/vnd.granary+json",
    "application/problem+json", "json", "application/jsonx", "text/csv", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "application/json, text/csv", "application/octet-stream",
]  # fmt: skip
ACCEPTS = [
    "image/png", "application/xml", "text/*", "*/*;q=0", "application/json;q=0", "application/json;q=0.0, */*;q=0.1",
    "application/problem+json", "", "application", "*", ";;", "text/html, application/xhtml+xml, */*;q=0.8",
    "APPLICATION/JSON", "application/json;v=2", "application/*", "application/yaml",
]  # fmt: skip
NUMBERS = ["+5", " 5", "5 ", "5.0", "1e1", "05", "0x10", "1_0", "-0", "", "abc", "null", "true", "5,6", "٣", "0", "-1",
           "500", "501", "1000000", "1000001", "99999999999999999999", "2147483648", "%00"]  # fmt: skip
PATH_ENDS = ["%0A", "%20", "%00", "%2F", "%FF", "%zz", "%", "é".encode(), "/", "//", "%3A", ":", "!", "A", "%C3%A9", ".",
             ";a=b", ":v0.1", ":v1.00", ":v1", ":v1.0:x:y", "a" * 160, "%41", "%ED%A0%80"]  # fmt: skip


def apply(rng, request, operation):
    """Changes the request in one respect and labels it."""
    kinds = [change_credentials, change_accept, change_media_type, add_query]
    places = {parameter["in"] for parameter in operation["parameters"]}
    kinds += [change_query] * 4 * ("query" in places) + [change_header] * 2 * ("header" in places)
    kinds += [change_path] * 3 * ("path" in places)
    if request.body is not None:
        kinds += [change_value] * 10 + [change_body] * 4
    request.label = rng.choice(kinds)(rng, request, operation)


def change_credentials(rng, request, operation):
    """Another key than the right one, or it by another way; `KEY` stands for the right one."""
    label = rng.choice(["none", "wrong", "empty", "twice", "basic", "basic-wrong", "basic-broken", "bearer", "both"])
    request.parts["credentials"] = label
    return f"credentials {label}"


def change_accept(rng, request, operation):
    """Something else in Accept."""
    request.headers = [header for header in request.headers if header[0] != "Accept"]
    accept = rng.choice(ACCEPTS)
    request.headers.append(("Accept", accept))
    return f"accept {accept}"


def change_media_type(rng, request, operation):
    """Another media type, or none, or a body where there is none."""
    if request.body is None:
        request.body = rng.choice([b"{}", b"x"])
    request.headers = [header for header in request.headers if header[0] != "Content-Type"]
    media_type = rng.choice(MEDIA_TYPES)
    if media_type is not None:
        request.headers.append(("Content-Type", media_type))
    return f"media-type {media_type}"


def add_query(rng, request, operation):
    """A parameter that the contract does not have."""
    extra = rng.choice(["surplus=1", "surplus", "=1", "", "surplus[a]=1", "LIMIT=1", "limit%00=1", "&&", "%zz=1", "%FF=1"])
    request.query.insert(rng.randint(0, len(request.query)), extra)
    return f"query-extra {extra}"


def change_query(rng, request, operation):
    """Another value, form or number of a parameter of the query."""
    parameter = rng.choice([parameter for parameter in operation["parameters"] if parameter["in"] == "query"])
    name = parameter["name"]
    kept = [pair for pair in request.query if pair.partition("=")[0].partition("[")[0] != name]
    schema = parameter.get("schema") or parameter["content"]["application/json"]["schema"]
    if parameter.get("style") == "deepObject":
        pairs = rng.choice([[f"{name}=a"], [f"{name}[]=a"], [f"{name}[flag]=true", f"{name}[flag]=true"], [f"{name}[flag][a]=1"],
                            [f"{name}[flag"], [f"{name}[flag]"], [f"{name}[flag]="], [f"{name}flag]=a"], [f"{name}%5Bflag%5D=true"],
                            [f"{name}[flag]x=true"], [f"{name}[a{at}]=1" for at in range(51)], [f"{name}[flag]=" + "a" * 1025],
                            [f"{name}={{}}"]])  # fmt: skip
    elif "content" in parameter:
        texts = ["", "x", "{", "[]", "null", "7", '{"a":7}', '{"a":"A"}', '{"a":"b","a":"b"}', '{"a":"b"} x', '"{}"']
        pairs = [f"{name}={quote(rng.choice(texts))}"]
    elif schema["type"] == "integer":
        pairs = [f"{name}={quote(rng.choice(NUMBERS), safe='%+')}"]
    elif schema["type"] == "array":
        texts = ["", ",", "text,", ",text", "text,text", "Text", "text flag", "text|flag", "text%2Cflag", "[text]", "a" * 64, "1"]
        pairs = rng.choice([[f"{name}={quote(rng.choice(texts), safe='%,')}"], [f"{name}=text", f"{name}=flag"], [f"{name}[]=text"]])
    else:
        text = values.miss(rng, schema, request.parts.get(name) or values.valid(rng, schema))[1]
        pairs = [f"{name}={quote(str(text).encode('utf-8', 'surrogatepass'))}"]
    if rng.random() < 0.15:
        pairs = pairs[:1] * 2
    request.query = kept + pairs
    return f"query {name} " + "&".join(pairs)[:60]


def change_header(rng, request, operation):
    """Another value of a header, or the header twice."""
    name = rng.choice([parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"])
    request.headers = [header for header in request.headers if header[0] != name]
    value = rng.choice(["", " ", "*", 'W/"a"', '"a", "b"', "a\tb", "é", "a" * 512, "a" * 513, "\x7f", '""', "~ !"])
    request.headers += [(name, value)] * rng.choice([1, 1, 1, 2])
    return f"header {name} {value[:12]!r}"


def change_path(rng, request, operation):
    """Another id in the path."""
    end = rng.choice(PATH_ENDS)
    end = quote(end) if isinstance(end, bytes) else end
    name = next(parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path")
    id = quote(str(request.parts[name]), safe=":")
    changed = rng.choice([id + end, end + id, id.upper(), id.replace(":", "%3A"), id.replace("dp:", "%64p:"), id.replace("dp", "xx")])
    request.path = request.path.replace(id, changed, 1)
    return "path " + ("end" if changed in (id + end, end + id) else "spelling") + f" {end[:12]}"


def change_value(rng, request, operation):
    """A body whose value misses its schema."""
    schema, value, media_type = request.parts["body"]
    label, changed = values.miss(rng, schema, value)
    request.body = generation.encode(media_type, changed)
    if rng.random() < 0.05:
        request.headers = [(name, text.upper() if name == "Content-Type" else text) for name, text in request.headers]
        return f"capitals, value {label}"
    return f"value {label}"


def change_body(rng, request, operation):
    """A body that is not quite of its media type."""
    label = rng.choice(list(JSON_FAULTS))
    request.body = JSON_FAULTS[label](request.body)
    return f"body {label}"

"""Values that satisfy a schema, and values that miss it by little."""

import copy
import string

import rstr


def resolve(node, document):
    """The node with every `$ref` in it replaced by what it means. The contract has no recursive schema."""
    if isinstance(node, dict):
        if "$ref" in node:
            target = document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            return resolve(target, document)
        return {key: resolve(value, document) for key, value in node.items()}
    if isinstance(node, list):
        return [resolve(item, document) for item in node]
    return node


def flat(schema):
    """The schema with its `allOf` drawn into it."""
    merged = {key: value for key, value in schema.items() if key != "allOf"}
    for part in schema.get("allOf", ()):
        merged = {**flat(part), **merged}
    return merged


def valid(rng, schema):
    """A value that satisfies the schema, often at one of its bounds."""
    schema = flat(schema)
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return valid(rng, rng.choice(schema[choice]))
    if "enum" in schema:
        return rng.choice(schema["enum"])
    kind = schema.get("type", "object")
    if kind == "object":
        return _valid_object(rng, schema)
    if kind == "array":
        return _valid_array(rng, schema)
    if kind == "string":
        return _valid_string(rng, schema)
    if kind == "boolean":
        return rng.random() < 0.5
    least, most = schema.get("minimum", -(2**31)), schema.get("maximum", 2**31 - 1)
    number = rng.choice([least, most, 0, 1, rng.randint(-1000, 1000)])
    number = min(max(number, least), most)
    if kind == "number" and abs(number) < 1000:
        return number + rng.choice([0, 0.5])
    return number


def _valid_object(rng, schema):
    value = {}
    for name, property in schema.get("properties", {}).items():
        if name in schema.get("required", ()) or rng.random() < 0.4:
            value[name] = valid(rng, property)
    more = schema.get("additionalProperties")
    if isinstance(more, dict):
        for _ in range(rng.randint(0, 3)):
            value["".join(rng.choices(string.ascii_lowercase, k=4))] = valid(rng, more)
    return value


def _valid_array(rng, schema):
    least = schema.get("minItems", 0)
    items = [valid(rng, schema["items"]) for _ in range(least + rng.randint(0, 2))]
    if schema.get("uniqueItems"):
        items = [item for at, item in enumerate(items) if item not in items[:at]]
    return items


def _valid_string(rng, schema):
    least, most = schema.get("minLength", 0), min(schema.get("maxLength", 40), 5000)
    if schema.get("format") == "email":
        return "a" * rng.randint(1, 20) + "@example.org"
    if schema.get("format") in ("date", "date-time"):
        day = f"{rng.randint(1970, 2999)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return day if schema["format"] == "date" else f"{day}T{rng.randint(0, 23):02}:00:00Z"
    if "pattern" in schema:
        for _ in range(50):
            text = rstr.Rstr(rng).xeger(schema["pattern"].replace("*", "{0,30}").replace("+", "{1,30}"))
            if least <= len(text) <= most:
                return text
        return schema.get("example", "")
    length = rng.choice([least, most, rng.randint(least, min(most, least + 20))])
    return "".join(rng.choices("aZ09 _-é😀\"\\/", k=length))


def spots(schema, value, holder=None, key=None):
    """Every place in a value, as (schema, container, key); the value itself has no container."""
    schema = flat(schema)
    yield schema, holder, key
    if isinstance(value, dict):
        for name, item in value.items():
            below = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if isinstance(below, dict):
                yield from spots(below, item, value, name)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            if "items" in schema:
                yield from spots(schema["items"], item, value, at)


def miss(rng, schema, value):
    """A label and a copy of the value with one thing in it changed so that, mostly, it satisfies the schema no more."""
    value = copy.deepcopy(value)
    below, holder, key = rng.choice(list(spots(schema, value)))
    at = value if holder is None else holder[key]
    label, changed = rng.choice(list(_changes(rng, below, at)))
    if holder is None:
        return label, changed
    holder[key] = changed
    return label, value


def _changes(rng, schema, value):
    others = ["x", "", 7, -1, 1.5, 1.0, 0, True, False, None, [], {}, ["a"], {"a": 1}, 10**30, "7", "true", "null"]
    yield "other", rng.choice(others)
    if isinstance(value, dict):
        yield "extra-property", {**value, "surplus": rng.choice(others)}
        for name in schema.get("required", ()):
            yield "missing-property", {known: item for known, item in value.items() if known != name}
        yield "property-case", {name.upper(): item for name, item in value.items()}
        if "maxProperties" in schema:
            yield "max-properties", {f"p{at}": "a" for at in range(schema["maxProperties"] + rng.randint(0, 1))}
    elif isinstance(value, list):
        yield "repeated-item", value + value[:1]
        yield "item-of-other-type", value + [rng.choice(others)]
        if schema.get("maxItems", 10**6) <= 500 and value:
            yield "max-items", (value * 501)[: schema["maxItems"] + rng.randint(0, 1)]
        yield "no-items", []
    elif isinstance(value, str):
        least, most = schema.get("minLength", 0), schema.get("maxLength", 40)
        yield "too-short", value[: max(least - 1, 0)]
        if most <= 5000:
            yield "length", (value or "a")[:1] * (most + rng.randint(0, 1))
        yield "appended", value + rng.choice(["\n", " ", "\0", "é", "A", "!", ":", "\ud800"])
        yield "prepended", rng.choice(["\n", " ", "A", "é", "-"]) + value
        yield "upper-case", value.upper()
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        for bound in ("minimum", "maximum"):
            if bound in schema and isinstance(schema[bound], int):
                yield bound, schema[bound] + rng.choice([-1, 0, 1])
        yield "as-text", str(value)
        yield "not-finite", rng.choice([float("nan"), float("-inf")])
        yield "as-fraction", rng.choice([value + 0.5, float(value)])

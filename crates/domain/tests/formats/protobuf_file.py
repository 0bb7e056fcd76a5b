"""protoc compiles the file, and every good row survives being encoded."""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import agreement
import grpc_tools
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

tally = agreement.Tally("protoc")
well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
folder = pathlib.Path(tempfile.mkdtemp())
tables = agreement.tables()
for number, table in enumerate(tables):
    (folder / f"t{number}.proto").write_text(table["formats"]["protobuf"])
for number, table in enumerate(tables):
    out = folder / f"t{number}.bin"
    protoc = [sys.executable, "-m", "grpc_tools.protoc", f"-I{folder}", f"-I{well_known}", "--include_imports"]
    run = subprocess.run([*protoc, f"--descriptor_set_out={out}", f"t{number}.proto"], capture_output=True, text=True)
    if run.returncode or run.stderr:
        tally.fault(f"{table['id']}: {run.stderr}\n{table['formats']['protobuf']}")
        continue
    files, pool = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes()), descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    file = files.file[-1]
    name = f"{file.package}.{file.message_type[0].name}"
    message = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
    for row in table["rows"]:
        kinds_differ = any(rule in ("type", "range") for _, rule in row["rules"])
        if not row["accepted"] and not kinds_differ:
            continue
        given = json.loads(row["row"])
        value = {n: p["stored"] if row["accepted"] else given.get(n) for n, p in row["plain"].items()}
        value = {name: stored for name, stored in value.items() if stored is not None}
        for column in table["definition"]["columns"]:  # the reader of JSON compares a float with the largest as doubles
            if column["type"] == "float" and isinstance(value.get(column["name"]), float):
                value[column["name"]] = struct.unpack("f", struct.pack("f", value[column["name"]]))[0]
        try:
            back = message.FromString(json_format.ParseDict(value, message()).SerializeToString())
        except json_format.ParseError:
            back = None
        # Texts, dates and small numbers are wider in a message.
        tally.verdict(row["accepted"], back is not None, f"{table['id']} {value}", not row["accepted"])
        if row["accepted"] and back is not None:
            for column in table["definition"]["columns"]:
                field, name = getattr(back, column["name"]), column["name"]
                is_plain = column["type"] not in ("timestamp", "float")
                if is_plain and name in value and field != value[name]:
                    tally.fault(f"{table['id']} {name}: {value[name]!r} came back as {field!r}")
                if column.get("nullable", True) and back.HasField(name) != (name in value):
                    tally.fault(f"{table['id']} {name}: presence is lost")
tally.finish(least=50)

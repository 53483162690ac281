"""Reads a safetensors file with the format's own library and writes it again; prints what was read as one JSON object.

    python3 safetensors_reader.py FILE COPY        needs: pip install safetensors==0.8.0
"""
import ctypes
import hashlib
import json
import sys

import safetensors

content = open(sys.argv[1], "rb").read()
tensors = safetensors.deserialize(content)  # the Rust implementation; raises if the file is not well formed
# Metadata is not part of what deserialize returns, so it is taken from the header as the format's description says.
header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
metadata = header.get("__metadata__", {})
print(
    json.dumps(
        {
            "metadata": metadata,
            "tensors": {
                name: {
                    "dtype": tensor["dtype"],
                    "shape": tensor["shape"],
                    "sha256": hashlib.sha256(bytes(tensor["data"])).hexdigest(),
                }
                for name, tensor in tensors
            },
        }
    )
)


NAMES = {"F32": "float32"}
# serialize takes addresses, so the buffers stay referenced until it is done.
buffers = {name: ctypes.create_string_buffer(bytes(tensor["data"]), max(1, len(tensor["data"]))) for name, tensor in tensors}
copy = safetensors.serialize(
    {
        name: safetensors.TensorSpec(
            dtype=NAMES[tensor["dtype"]],
            shape=tensor["shape"],
            data_ptr=ctypes.addressof(buffers[name]),
            data_len=len(tensor["data"]),
        )
        for name, tensor in tensors
    },
    metadata,
)
open(sys.argv[2], "wb").write(copy)

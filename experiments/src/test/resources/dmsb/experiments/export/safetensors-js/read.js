// Reads a safetensors file with the JavaScript reader of the format's authors; prints what was read as one JSON object.
//     npm ci --ignore-scripts && node read.js FILE
import { parseSafetensorsMetadata } from "@huggingface/hub";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const file = readFileSync(process.argv[2]);

// The reader asks a server for ranges of bytes; here the server is the file.
async function fetch(url, { headers }) {
  const [, first, last] = new Headers(headers).get("Range").match(/^bytes=(\d+)-(\d+)$/).map(Number);
  return new Response(file.subarray(first, last + 1), {
    status: 206,
    headers: { ETag: "file", "Content-Range": `bytes ${first}-${last}/${file.length}` },
  });
}

const { header } = await parseSafetensorsMetadata({ repo: "local/file", path: "model.safetensors", fetch });
const { __metadata__: metadata, ...entries } = header;
const start = 8 + Number(file.readBigUInt64LE(0));
const tensors = Object.fromEntries(
  Object.entries(entries).map(([name, { dtype, shape, data_offsets: [from, to] }]) => {
    const sha256 = createHash("sha256").update(file.subarray(start + from, start + to)).digest("hex");
    return [name, { dtype, shape, sha256 }];
  }),
);
console.log(JSON.stringify({ metadata, tensors }));

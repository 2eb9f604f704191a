// A CSV file of any size, streamed: it is never held in memory. tsx send-csv.ts clicks.csv
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

const { URL: url, KEY: key } = process.env;
const file = process.argv[2] ?? "clicks.csv";

const answer = await fetch(`${url}/api/ingest/interactions?wait=20`, {
  method: "POST",
  headers: { authorization: `Bearer ${key}`, "content-type": "text/csv; charset=utf-8" },
  body: Readable.toWeb(createReadStream(file)) as ReadableStream,
  // Node wants to be told that the body goes out before the answer comes in
  duplex: "half",
} as RequestInit);
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());

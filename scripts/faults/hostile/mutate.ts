import type { ValidRequest } from "./bodies";

type Random = () => number;

const anInteger = (random: Random, below: number) => Math.floor(random() * below);
const splice = (body: Buffer, at: number, drop: number, put: Buffer) =>
  Buffer.concat([body.subarray(0, at), put, body.subarray(at + drop)]);

/** What stands at the edges of formats: it breaks more than noise does. */
const edges = [
  Buffer.from([0]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xef, 0xbb, 0xbf]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.alloc(10, 0xff),
  Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
  ...['"', '""', "\\", "\\u", "\r", "\n", "\r\n", "[", "]", "{", "}", ",", ":", "null", "-", "1e999", "NaN"].map(
    (word) => Buffer.from(word),
  ),
  Buffer.from("[".repeat(10_000)),
  Buffer.from('{"a":'.repeat(5_000)),
  Buffer.from("9".repeat(400)),
  Buffer.from('"__proto__":{"x":1},'),
  Buffer.from("\u2028\u0000\ud83d"),
];

const mutations: ((body: Buffer, random: Random) => Buffer)[] = [
  function flipBit(body, random) {
    const copy = Buffer.from(body);
    const at = anInteger(random, body.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << anInteger(random, 8));
    return copy;
  },
  function putByte(body, random) {
    const copy = Buffer.from(body);
    copy[anInteger(random, body.length)] = anInteger(random, 256);
    return copy;
  },
  function cutOff(body, random) {
    return body.subarray(0, anInteger(random, body.length + 1));
  },
  function cutFront(body, random) {
    return body.subarray(anInteger(random, body.length + 1));
  },
  function takeOut(body, random) {
    return splice(body, anInteger(random, body.length), 1 + anInteger(random, 40), Buffer.alloc(0));
  },
  function repeatPart(body, random) {
    const at = anInteger(random, body.length);
    const part = body.subarray(at, at + 1 + anInteger(random, 60));
    const times = random() < 0.05 ? 2_000 : 1 + anInteger(random, 4);
    return splice(body, at, 0, Buffer.concat(Array.from({ length: times }, () => part)));
  },
  function putEdge(body, random) {
    return splice(
      body,
      anInteger(random, body.length + 1),
      0,
      edges[anInteger(random, edges.length)] ?? Buffer.alloc(0),
    );
  },
  function putNoise(body, random) {
    const noise = Buffer.from(Array.from({ length: 1 + anInteger(random, 200) }, () => anInteger(random, 256)));
    return splice(body, anInteger(random, body.length + 1), anInteger(random, 20), noise);
  },
  function swapParts(body, random) {
    const at = anInteger(random, body.length);
    return Buffer.concat([body.subarray(at), body.subarray(0, at)]);
  },
];

/** Spoils a request: its body one to four times over, and one in ten times what its headers say of it. */
export function mutate(request: ValidRequest, all: readonly ValidRequest[], random: Random): ValidRequest {
  let { body } = request;
  for (let left = 1 + anInteger(random, 4); left > 0 && body.length > 0; left -= 1) {
    const mutation = mutations[anInteger(random, mutations.length)];
    body = mutation ? mutation(body, random) : body;
  }
  const other = all[anInteger(random, all.length)];
  const headers = random() < 0.1 && other ? other.headers : request.headers;
  return { ...request, headers, body };
}

/** PostgreSQL reads a client's bytes in pieces of this size (PQ_RECV_BUFFER_SIZE in pqcomm.c). */
const bufferBytes = 8192;

/**
 * Cuts whole protocol messages so that none but the last of a part ends exactly where a read of the
 * embedded database ends. It takes its input for finished there, and silently drops the messages behind:
 * a Parse and a Bind of together 8192 bytes were answered, their Execute and Sync never were.
 * @param messages whole messages, each with its type byte
 */
export function cutAtBufferEdges(messages: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = 0; end + 5 <= messages.length; ) {
    end += 1 + messages.readUInt32BE(end + 1);
    if ((end - start) % bufferBytes === 0 && end < messages.length) {
      parts.push(messages.subarray(start, end));
      start = end;
    }
  }
  parts.push(messages.subarray(start));
  return parts;
}

import { AvroError } from "../avro-cursor";

export function damaged(codec: string): AvroError {
  return new AvroError(`The block's ${codec} data is damaged.`);
}

export function growsBeyond(limit: number): AvroError {
  return new AvroError(`The block grows beyond ${limit} bytes.`);
}

/** One or more whole records as they stand in the body. */
export interface Cut {
  /** A view that is good until the splitter is asked for the next cut. */
  bytes: Uint8Array;
  /** 1, except for an Avro block. */
  records: number;
}

/**
 * Cuts a body at the borders of its records, whatever pieces it comes in: the cuts depend on the
 * bytes alone. It keeps at most one unfinished record (an Avro block counts as one).
 * `push` and `end` throw BodyRefusal where the body cannot be cut, after they have given every
 * record in front of that place.
 */
export interface Splitter {
  /** Gives the records that this piece completes. */
  push(piece: Uint8Array): Iterable<Cut>;
  /** Gives what the end of the body completes. */
  end(): Iterable<Cut>;
  /** What stands first in every chunk; known as soon as there is a cut, and after `end`. */
  readonly prefix: Uint8Array;
  /** Of a CSV body, once its header line is known. */
  readonly delimiter?: string;
}

/** One or more whole records as they stand in the body. */
export interface Cut {
  /** A view that is good until the splitter is asked for the next cut. */
  bytes: Uint8Array;
  /** 1, except for an Avro block. */
  records: number;
  /** Where the record begins in what the splitter was given; a broken upload can go on there. */
  offset: number;
  /** Of text: the line in which the record begins, counted from 1; of JSON and Avro there is none. */
  line?: number;
  /** Of text: how many blank lines stand directly in front of it. */
  blankLines?: number;
}

/** What a splitter has to know to begin at a record in the middle of a body: JSON, of at most some 400 KB. */
export interface SplitterStart {
  /** Where the record begins. */
  offset: number;
  /** Records in front of it. */
  records: number;
  line?: number;
  /** What the splitter's `memory` was. */
  memory: string;
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
  /** What of the part already read matters to the rest: a header, the delimiter; good once there is a cut. */
  readonly memory?: string;
}

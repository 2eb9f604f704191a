/** Why a schema is none, and where. */
export class SchemaProblem extends Error {
  override readonly name = "SchemaProblem";

  constructor(
    /** `fields[2].type`; empty for the whole. */
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

const primitives = new Set(["null", "boolean", "int", "long", "float", "double", "bytes", "string"]);
const namePattern = /^[A-Za-z_]\w*$/;
const maxDepth = 64;

/** What changes how a value is understood, but not how it is read: no part of the canonical form. */
const meaningful = ["logicalType", "precision", "scale"];

type Node = Record<string, unknown>;
interface Place {
  /** The namespace of the named type around. */
  namespace: string;
  path: string;
  depth: number;
}

/**
 * Writes a schema in its Parsing Canonical Form (Avro specification, "Transforming into Parsing
 * Canonical Form"): full names, only what reading needs, in a fixed order, without white space.
 * @param schema parsed JSON
 * @param options.keepMeaning keeps logical types too, which the canonical form leaves out
 * @throws SchemaProblem for what is no schema, or nests deeper than 64 levels
 */
export function canonicalForm(schema: unknown, options: { keepMeaning?: boolean } = {}): string {
  const form = new Canonicaliser(options.keepMeaning ?? false);
  return JSON.stringify(form.convert(schema, { namespace: "", path: "", depth: 0 }));
}

class Canonicaliser {
  readonly #defined = new Set<string>();

  constructor(readonly keepMeaning: boolean) {}

  convert(schema: unknown, place: Place): unknown {
    if (place.depth > maxDepth) throw new SchemaProblem(place.path, `nests deeper than ${maxDepth} levels`);
    if (typeof schema === "string") return this.#reference(schema, place);
    if (Array.isArray(schema)) return schema.map((branch, index) => this.convert(branch, within(place, `[${index}]`)));
    if (!isNode(schema)) throw new SchemaProblem(place.path, "is no schema: it needs a type");
    const plain = this.#complex(schema, place);
    const kept = this.keepMeaning ? meaningful.filter((name) => schema[name] !== undefined) : [];
    if (kept.length === 0) return plain;
    return {
      ...(isNode(plain) ? plain : { type: plain }),
      ...Object.fromEntries(kept.map((name) => [name, schema[name]])),
    };
  }

  #reference(name: string, place: Place): string {
    if (primitives.has(name)) return name;
    const full = name.includes(".") || place.namespace === "" ? name : `${place.namespace}.${name}`;
    if (this.#defined.has(full)) return full;
    throw new SchemaProblem(place.path, `names the type \`${name.slice(0, 100)}\`, which is not defined before`);
  }

  #complex(node: Node, place: Place): unknown {
    switch (node.type) {
      case "record": {
        const name = this.#define(node, place);
        return { name, type: "record", fields: this.#fields(node.fields, { ...place, namespace: namespaceOf(name) }) };
      }
      case "enum":
        return { name: this.#define(node, place), type: "enum", symbols: readSymbols(node.symbols, place) };
      case "fixed":
        return { name: this.#define(node, place), type: "fixed", size: readSize(node.size, place) };
      case "array":
        return { type: "array", items: this.convert(node.items, within(place, ".items")) };
      case "map":
        return { type: "map", values: this.convert(node.values, within(place, ".values")) };
      default:
        return this.convert(node.type, within(place, ".type"));
    }
  }

  #define(node: Node, place: Place): string {
    const name = fullName(node, place);
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (primitives.has(last)) throw new SchemaProblem(place.path, `has the name of a primitive type, \`${last}\``);
    if (this.#defined.has(name)) throw new SchemaProblem(place.path, `defines \`${name}\` a second time`);
    this.#defined.add(name);
    return name;
  }

  #fields(fields: unknown, place: Place): unknown[] {
    if (!Array.isArray(fields)) throw new SchemaProblem(place.path, "is a record without an array of fields");
    return fields.map((field: unknown, index) => {
      const at = within(place, `.fields[${index}]`);
      if (!isNode(field)) throw new SchemaProblem(at.path, "is no field: it needs a name and a type");
      if (typeof field.name !== "string" || !namePattern.test(field.name)) throw badName(at.path, field.name);
      return { name: field.name, type: this.convert(field.type, within(at, ".type")) };
    });
  }
}

/** A name with a dot is full; another one is in the namespace beside it, else in that of the type around. */
function fullName(node: Node, place: Place): string {
  const { name, namespace } = node;
  if (typeof name !== "string" || !name.split(".").every((part) => namePattern.test(part)))
    throw badName(place.path, name);
  if (name.includes(".")) return name;
  const space = namespace ?? place.namespace;
  if (space === "") return name;
  if (typeof space !== "string" || !space.split(".").every((part) => namePattern.test(part)))
    throw badName(place.path, space);
  return `${space}.${name}`;
}

function namespaceOf(full: string): string {
  return full.slice(0, Math.max(0, full.lastIndexOf(".")));
}

function readSymbols(symbols: unknown, { path }: Place): string[] {
  if (!Array.isArray(symbols)) throw new SchemaProblem(path, "is an enum without an array of symbols");
  const wrong = symbols.find((symbol: unknown) => typeof symbol !== "string" || !namePattern.test(symbol));
  if (wrong !== undefined) throw badName(path, wrong);
  return symbols;
}

/** Canonical integers have no quotes and no zeros in front. */
function readSize(size: unknown, { path }: Place): number {
  const number = typeof size === "string" && /^\d{1,15}$/.test(size) ? Number(size) : size;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  throw new SchemaProblem(path, "is a fixed type without a size in whole bytes");
}

function within(place: Place, step: string): Place {
  return { ...place, path: place.path === "" ? step.replace(/^\./, "") : place.path + step, depth: place.depth + 1 };
}

function badName(path: string, name: unknown): SchemaProblem {
  const said = typeof name === "string" ? `the name \`${name.slice(0, 100)}\`` : "no name";
  return new SchemaProblem(path, `has ${said}: names have letters, digits and underscores, and begin with no digit`);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

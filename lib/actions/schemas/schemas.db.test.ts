import { afterAll, describe, expect, it } from "vitest";
import { avroSchemaListSchema, avroSchemaSchema } from "@/lib/contracts/avro-schema";
import { readSchema } from "@/lib/read-models/schemas/find-schema";
import { listSchemas } from "@/lib/read-models/schemas/list-schemas";
import { everySource } from "@/lib/scope";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { registerSchema } from "./register-schema";

const prisma = getPrisma();
const actor = "schemas-test@example.com";
const record = (name: string, more: object = {}) => ({
  type: "record",
  name: `schemas.test.${name}`,
  fields: [
    { name: "id", type: "string" },
    { name: "at", type: "long", ...more },
  ],
});

afterAll(async () => {
  await prisma.avroSchema.deleteMany({ where: { name: { startsWith: "schemas.test" } } });
  await prisma.auditLog.deleteMany({ where: { actor } });
  await closePrisma();
});

const list = async () => {
  let text = "";
  for await (const piece of listSchemas(everySource)) text += piece;
  return avroSchemaListSchema.parse(JSON.parse(text)).schemas;
};

describe("registerSchema", () => {
  it("keeps a schema under the fingerprint that messages carry, as it was given", async () => {
    const given = JSON.stringify(record("Kept", { doc: "in ms", default: 0 }), null, 2);
    const { isNew, schema } = await registerSchema(actor, given);
    expect(isNew).toBe(true);
    expect(avroSchemaSchema.parse(schema)).toMatchObject({ name: "schemas.test.Kept", schema: JSON.parse(given) });
    expect(await readSchema(schema.fingerprint)).toBe(given);
    expect(await list()).toContainEqual(schema);
    const subject = `avro_schema:${schema.fingerprint}`;
    expect(await prisma.auditLog.findMany({ where: { subject } })).toMatchObject([
      { actor, action: "avro_schema.create" },
    ]);
  });

  it("gives what is there, however it is written and documented now", async () => {
    const { schema } = await registerSchema(actor, record("Again"));
    const again = await registerSchema(actor, JSON.stringify({ doc: "new", ...record("Again", { doc: "x" }) }));
    expect(again).toEqual({ isNew: false, schema });
    expect(await prisma.auditLog.count({ where: { subject: `avro_schema:${schema.fingerprint}` } })).toBe(1);
  });

  it("takes one schema once from many who register it at the same time", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => registerSchema(actor, record("Together"))));
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(all.map(({ schema }) => schema.fingerprint)).size).toBe(1);
  });

  it("refuses another logical type under the same fingerprint", async () => {
    const at = (logicalType: string) => record("Logical", { type: { type: "long", logicalType } });
    await registerSchema(actor, at("timestamp-millis"));
    await expect(registerSchema(actor, at("timestamp-micros"))).rejects.toMatchObject({ code: "conflict" });
    expect((await registerSchema(actor, at("timestamp-millis"))).isNew).toBe(false);
  });

  it("lists them by name, however many there are", async () => {
    for (let index = 0; index < 45; index += 1) await registerSchema(actor, record(`Many${index + 10}`));
    const names = (await list()).map(({ name }) => name).filter((name) => name.includes("Many"));
    expect(names).toEqual(Array.from({ length: 45 }, (_, index) => `schemas.test.Many${index + 10}`));
  });

  const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  it.each<[string, unknown, string]>([
    ["no JSON", "{", "is not JSON"],
    ["an unknown type", "strin", "not defined"],
    ["no schema", '"strin"', "not defined"],
    ["a problem within", record("Bad", { type: "lon" }), "`schema.fields[1].type` names the type `lon`"],
    ["what only the reader refuses", ["int", "int"], "cannot be read with"],
    ["unions in unions", ["int", ["null"]], "cannot be read with"],
    ["a fixed with a quoted size", { type: "fixed", name: "F", size: "16" }, "cannot be read with"],
    ["thousands of levels", deep(50_000), "nests deeper"],
    ["thousands of levels in a default", `{"type":"map","values":"int","default":${deep(50_000)}}`, "nests deeper"],
    ["more than 200,000 characters", record("Long", { doc: "x".repeat(200_000) }), "is longer"],
  ])("refuses %s and says why", async (_, given, message) => {
    await expect(registerSchema(actor, given)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(message),
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeWay } from "@/app/api/imports/whole-way.fixture";
import { previewSchema, proposalSchema } from "@/lib/contracts/preview";
import { POST as previewRoute } from "../preview/route";
import { POST as proposalRoute } from "./route";

let way: Awaited<ReturnType<typeof openWholeWay>>;
let source: string;
beforeAll(async () => {
  way = await openWholeWay();
  source = await way.makeSource({ clicks: { fields: { userId: "who" } } });
});
afterAll(() => way.close());

const post = (route: typeof proposalRoute, path: string, input: object, id = source) =>
  way.call(route, {
    path: `/api/sources/${id}/mapping/${path}`,
    params: { id },
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
const propose = (input: object, id?: string) => post(proposalRoute, "proposal", input, id);

const year = new Date().getUTCFullYear() - 1;
const rows = () => [
  "cmp;who;click_time",
  `${way.ids.campaignId};u1;04.05.${year} 10:00`,
  `${way.ids.campaignId};u2;13.05.${year} 09:00`,
];

describe("POST /api/sources/{id}/mapping/proposal", () => {
  it("proposes a mapping with which a preview takes everything in, and keeps the source's own rules", async () => {
    const input = { kind: "clicks", contentType: "text/csv", sample: rows().join("\n") };
    const proposal = proposalSchema.strict().parse(await (await propose(input)).json());
    expect(proposal.mapping).toEqual({
      clicks: {
        fields: {
          userId: "who",
          campaignId: "cmp",
          occurredAt: { path: "click_time", type: "datetime", format: "dd.MM.yyyy HH:mm" },
        },
      },
    });
    expect(proposal.fields.find(({ field }) => field === "userId")).toMatchObject({ by: "mapped", path: "who" });
    expect(proposal.sample.map(({ path }) => path)).toEqual(["cmp", "who", "click_time"]);
    const before = previewSchema.parse(await (await post(previewRoute, "preview", input)).json());
    const after = previewSchema.parse(
      await (await post(previewRoute, "preview", { ...input, mapping: proposal.mapping })).json(),
    );
    expect([before.accepted, after.accepted]).toEqual([0, 2]);
  });

  it("takes a mapping that is not saved for the source's own", async () => {
    const mapping = { clicks: { fields: { userId: "cmp" } } };
    const input = { kind: "clicks", contentType: "text/csv", sample: rows().join("\n"), mapping };
    const proposal = proposalSchema.parse(await (await propose(input)).json());
    expect(proposal.mapping.clicks?.fields.userId).toBe("cmp");
  });

  it.each<[string, object, number]>([
    ["a sample without a record that can be read", { kind: "clicks", sample: "[1, 2]" }, 400],
    ["nothing", { kind: "clicks", sample: "" }, 400],
    ["a kind that is none", { kind: "views", sample: "[]" }, 400],
    ["too much", { kind: "clicks", sample: "ä".repeat(400_000) }, 413],
  ])("refuses %s", async (_, input, status) => expect((await propose(input)).status).toBe(status));

  it("refuses a source that is not there", async () => {
    expect((await propose({ kind: "clicks", sample: "[{}]" }, "none")).status).toBe(404);
  });
});

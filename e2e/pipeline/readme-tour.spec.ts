import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { credentials } from "../support/product";

/** The shell blocks of the README's tour, one script, pointed at the product under test. */
function tourScript(): string {
  const readme = readFileSync("README.md", "utf8");
  const tour = readme.slice(readme.indexOf("## Five minutes"), readme.indexOf("## How it works"));
  const blocks = [...tour.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]);
  return blocks
    .map((block) => `${block}\necho; echo ----`)
    .join("\n")
    .replaceAll("http://127.0.0.1:3000", credentials().url)
    .replaceAll(".data/credentials.json", `${process.env.E2E_DATA_DIR}/credentials.json`);
}

test("the README's tour runs as it stands", async () => {
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", tourScript()]);
  const answers = stdout
    .split("----\n")
    .slice(1, -2)
    .map((answer) => JSON.parse(answer.trim()));
  const [, impressions, interactions, bids] = answers;
  expect(impressions).toMatchObject({
    received: 2,
    stored: 1,
    rejected: 1,
    reasons: [{ reason: "missing_field", field: "userId", count: 1 }],
  });
  expect(interactions).toMatchObject({ received: 2, stored: 2 });
  expect(bids).toMatchObject({ received: 1, stored: 1 });

  // the last block prints three answers, one behind the other
  const performance = JSON.parse(`${stdout.split("----\n").at(-2)?.trim().split('{"issues"')[0]}`);
  expect(performance.totals).toMatchObject({ impressions: 1, clicks: 1, bidRequests: 1 });
});

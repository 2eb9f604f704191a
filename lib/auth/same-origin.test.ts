import { expect, it } from "vitest";
import { requireSameOrigin } from "./same-origin";
import { trustedOrigins } from "./trusted-origins";

const origins = trustedOrigins({ PUBLIC_URL: "https://ads.example/console/", HOST: "127.0.0.1", PORT: 3000 });
const request = (method: string, origin?: string) =>
  new Request("http://127.0.0.1:3000/api/x", { method, headers: origin === undefined ? {} : { origin } });

it.each(["https://ads.example", "http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"])(
  "lets the console at %s change things",
  (origin) => expect(() => requireSameOrigin(request("POST", origin), origins)).not.toThrow(),
);

it.each([
  undefined,
  "null",
  "https://evil.example",
  "http://ads.example",
  "https://ads.example.evil.example",
  "http://localhost:3001",
])("refuses changes from %j", (origin) => {
  expect(() => requireSameOrigin(request("PATCH", origin), origins)).toThrow(
    expect.objectContaining({ code: "wrong_scope" }),
  );
});

it("asks reading requests for nothing", () => {
  expect(() => requireSameOrigin(request("GET"), origins)).not.toThrow();
});

it("does not trust the address of every interface", () => {
  const open = trustedOrigins({ PUBLIC_URL: "http://0.0.0.0:3000", HOST: "0.0.0.0", PORT: 3000 });
  expect(open).toContain("http://localhost:3000");
});

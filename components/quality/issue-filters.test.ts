import { describe, expect, it } from "vitest";
import { issueQuerySchema } from "@/lib/contracts/quality";
import { isNarrowed, issueHref, readIssueFilters, toIssueQuery } from "./issue-filters";

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readIssueFilters((name) => params.get(name));
};

describe("readIssueFilters", () => {
  it("shows what is open, the one seen last first, when the address says nothing", () => {
    expect(read("")).toEqual({
      state: "open",
      source: null,
      kind: null,
      reason: null,
      field: null,
      assignee: null,
      is: null,
      sort: "lastSeen",
    });
    expect(isNarrowed(read("state=ignored&sort=count"))).toBe(false);
  });

  it("reads every filter", () => {
    const query =
      "state=ignored&source=shop&kind=bid-requests&reason=wrong_type&field=user.id&assignee=none&is=new&sort=count";
    const filters = read(query);
    expect(toIssueQuery(filters, "ann@example.com").toString()).toBe(query);
    expect(isNarrowed(filters)).toBe(true);
    expect(issueQuerySchema.safeParse(Object.fromEntries(toIssueQuery(filters, "a"))).success).toBe(true);
  });

  it("passes over what an address can hold and the API would refuse", () => {
    const broken = read(
      `state=gone&source=&kind=views&reason=bad&field=${"x".repeat(300)}&assignee=%00&is=old&sort=random`,
    );
    expect(broken).toEqual(read(""));
  });
});

describe("toIssueQuery", () => {
  it("names whoever looks", () => {
    expect(toIssueQuery(read("assignee=me"), "ann@example.com").get("assignee")).toBe("ann@example.com");
  });
});

describe("issueHref", () => {
  it.each([
    ["a/b", "?state=open", "/quality/a%2Fb?state=open"],
    ["a", "", "/quality/a"],
    [null, "source=s", "/quality?source=s"],
  ])("of %s with %s is %s", (id, search, href) => {
    expect(issueHref(id, search)).toBe(href);
  });
});

import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { errorBodySchema } from "@/lib/contracts/error";
import { AppError, type ErrorCode, statusByCode } from "@/lib/errors";
import { errorAnswer } from "./error-answer";

const log = () => ({ error: vi.fn(), warn: vi.fn() });

describe("errorAnswer", () => {
  it.each(Object.entries(statusByCode) as [ErrorCode, number][])("answers %s with status %i", async (code, status) => {
    const answer = errorAnswer(new AppError(code, "Do this.", { at: 1 }, 1.2), log());
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: { code, message: "Do this.", details: { at: 1 } } });
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  it("tells nothing of a fault but an incident id, under which it is logged", async () => {
    const logged = log();
    const fault = new Error("password=hunter2 at /srv/secret");
    const answer = errorAnswer(fault, logged);
    const body = errorBodySchema.parse(await answer.json());
    expect(answer.status).toBe(500);
    expect(body.error.code).toBe("internal");
    expect(JSON.stringify(body)).not.toContain("hunter2");
    expect(logged.error).toHaveBeenCalledWith({ incidentId: body.error.incidentId, err: fault }, expect.any(String));
  });

  it("logs of a row that does not fit only where, not what", () => {
    const logged = log();
    const error = z.object({ email: z.number() }).safeParse({ email: "a@b.c" }).error;
    errorAnswer(error, logged);
    expect(JSON.stringify(logged.error.mock.calls)).toContain("email");
    expect(JSON.stringify(logged.error.mock.calls)).not.toContain("a@b.c");
  });

  it.each([
    Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
    Object.assign(new Error("query"), { code: "P2010", cause: { originalCode: "57P01" } }),
    new Error("outer", { cause: new Error("Connection terminated unexpectedly") }),
  ])("answers an unreachable database with unavailable: %s", async (error) => {
    const answer = errorAnswer(error, log());
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  });

  it("says with 401 how to authenticate", () => {
    expect(errorAnswer(new AppError("unauthorized", "x"), log()).headers.get("www-authenticate")).toMatch(/^Bearer/);
  });
});

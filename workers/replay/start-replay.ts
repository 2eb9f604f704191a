import type { Role, RoleContext } from "@/workers/runtime/role";

/** Role `replay`: takes rejected records through the pipeline again, when a person asks for it. */
export async function startReplay(_context: RoleContext): Promise<Role> {
  return { name: "replay", stop: async () => undefined };
}

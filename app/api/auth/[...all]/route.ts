import { getAuth } from "@/lib/auth/auth";
import { authAnswer } from "@/lib/auth/auth-answer";

export const dynamic = "force-dynamic";

async function answer(request: Request): Promise<Response> {
  return authAnswer(await getAuth().handler(request));
}

export { answer as GET, answer as POST };

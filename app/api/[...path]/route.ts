import { AppError } from "@/lib/errors";
import { handlePublic } from "@/lib/http/handle";

export const dynamic = "force-dynamic";

/** A path of the API that there is none of: a program that mistyped it is answered as a program. */
const answer = handlePublic<{ path: string[] }>(async ({ url }) => {
  throw new AppError(
    "not_found",
    `There is nothing at ${url.pathname.slice(0, 200)}: see /docs/api for what there is.`,
  );
});

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };

import { z } from "zod";
import { textSchema } from "./primitives";

/** The screens whose address a person can keep. */
export const viewScreenSchema = z.enum(["campaigns"]);
export type ViewScreen = z.infer<typeof viewScreenSchema>;

/** A person keeps at most so many views of a screen. */
export const mostViews = 50;

const nameSchema = textSchema(80);
/** The query of the screen's address, without its question mark; empty for the screen as it comes. */
const querySchema = z
  .string()
  .max(4000, "must have at most 4,000 characters")
  .regex(/^[!-~]*$/, "must be the query of an address, with everything else percent-encoded");

export const viewQuerySchema = z.object({ screen: viewScreenSchema });

/** `POST /api/views`: a view of the same name is replaced. */
export const viewInputSchema = z.object({
  screen: viewScreenSchema,
  name: nameSchema,
  query: querySchema,
});
export type ViewInput = z.infer<typeof viewInputSchema>;

/** `PATCH /api/views/{id}`; a screen has one default at most, the last one that was made it. */
export const viewPatchSchema = z.object({
  name: nameSchema.optional(),
  query: querySchema.optional(),
  isDefault: z.boolean().optional(),
});
export type ViewPatch = z.infer<typeof viewPatchSchema>;

export const savedViewSchema = z.object({
  id: z.string(),
  screen: viewScreenSchema,
  name: z.string(),
  query: z.string(),
  /** Shown when the screen is opened without filters. */
  isDefault: z.boolean(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** `GET /api/views` */
export const viewListSchema = z.object({ views: z.array(savedViewSchema) });
export type ViewList = z.infer<typeof viewListSchema>;

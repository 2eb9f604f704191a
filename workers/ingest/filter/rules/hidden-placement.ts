import type { RecordRule } from "../record-rule";

/** An impression that was told to be out of sight, or to have no width or height. */
export const hiddenPlacement: RecordRule<"hidden_placement"> = {
  name: "hidden_placement",
  compile:
    () =>
    ({ kind, event }) =>
      kind === "impression" && (event.hidden === true || event.width === 0 || event.height === 0),
};

import { readAddress } from "../address/read-address";
import type { RecordRule } from "../record-rule";

/** An address that nobody can have come from: private, reserved, or none at all. Exchanges mask those of bid requests. */
export const nonRoutableAddress: RecordRule<"non_routable_address"> = {
  name: "non_routable_address",
  compile:
    () =>
    ({ kind, event }) =>
      kind !== "bid_request" && event.ip !== undefined && readAddress(event.ip)?.isPublic !== true,
};

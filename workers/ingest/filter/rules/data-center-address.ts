import { AddressSet, readNetwork } from "../address/address-set";
import { readAddress } from "../address/read-address";
import type { RecordRule } from "../record-rule";

/** An address of a hosting company, where servers stand and not people. Exchanges mask those of bid requests. */
export const dataCenterAddress: RecordRule<"data_center_address"> = {
  name: "data_center_address",
  compile: ({ networks, exceptions }, { dataCenters }) => {
    const [added, excepted] = [networks, exceptions].map(
      (texts) => new AddressSet(texts.map(readNetwork).filter((network) => network !== null)),
    );
    return ({ kind, event }) => {
      const address = kind === "bid_request" || event.ip === undefined ? null : readAddress(event.ip);
      if (!address || excepted?.has(address)) return false;
      return dataCenters.has(address) || (added?.has(address) ?? false);
    };
  },
};

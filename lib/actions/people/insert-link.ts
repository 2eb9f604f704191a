import type { Role } from "@/lib/contracts/people";
import type { Transaction } from "@/lib/storage/prisma";
import { linkLifeSeconds } from "./stored-link";

/** The stored form of a new link; who makes it shows the token once. */
export interface MadeLink {
  id: string;
  tokenHash: string;
}

type Purpose =
  | { kind: "invitation"; role: Role; advertiserIds: readonly string[] | null }
  | { kind: "reset"; userId: string };

interface For {
  email: string;
  name: string;
  actor: string;
}

/** Stores a link that works once, and gives when it ends. */
export async function insertLink(db: Transaction, made: MadeLink, whom: For, purpose: Purpose): Promise<Date> {
  const expiresAt = new Date(Date.now() + linkLifeSeconds[purpose.kind] * 1000);
  const isInvitation = purpose.kind === "invitation";
  await db.oneTimeLink.create({
    data: {
      ...made,
      kind: purpose.kind,
      email: whom.email,
      name: whom.name,
      createdBy: whom.actor,
      expiresAt,
      userId: isInvitation ? null : purpose.userId,
      role: isInvitation ? purpose.role : null,
      allAdvertisers: isInvitation && purpose.advertiserIds === null,
      advertiserIds: isInvitation ? [...(purpose.advertiserIds ?? [])] : [],
    },
  });
  return expiresAt;
}

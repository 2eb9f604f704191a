import type { PullLocation } from "@/lib/contracts/pull";
import { folderPlace } from "./folder-place";
import type { Place } from "./place";

/** What a location is opened with. */
export interface PlaceAccess {
  /** The setting PULL_FOLDERS. */
  roots: readonly string[];
  secretAccessKey: string | null;
}

/** Opens a location; nothing is read yet. Close it afterwards. */
export async function openPlace(location: PullLocation, { roots, secretAccessKey }: PlaceAccess): Promise<Place> {
  if (location.type === "folder") return folderPlace(location.path, roots);
  // Amazon's client is large, and most installations never need it
  const { bucketPlace } = await import("./bucket-place");
  return bucketPlace(location, secretAccessKey);
}

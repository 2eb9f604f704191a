import type { PullLocation } from "@/lib/contracts/pull";
import { bucketPlace } from "./bucket-place";
import { folderPlace } from "./folder-place";
import type { Place } from "./place";

/** What a location is opened with. */
export interface PlaceAccess {
  /** The setting PULL_FOLDERS. */
  roots: readonly string[];
  secretAccessKey: string | null;
}

/** Opens a location; nothing is read yet. Close it afterwards. */
export function openPlace(location: PullLocation, { roots, secretAccessKey }: PlaceAccess): Place {
  return location.type === "folder" ? folderPlace(location.path, roots) : bucketPlace(location, secretAccessKey);
}

import { redirect } from "next/navigation";

/** The console opens on the campaigns. */
export default function HomePage() {
  redirect("/campaigns");
}

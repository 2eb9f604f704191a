import Link from "next/link";
import { FullPage } from "@/components/shell/full-page";
import { Button } from "@/components/ui/button";

/** No page has this address. */
export default function NotFound() {
  return (
    <FullPage title="There is no such page" description="The address may be mistyped, or what it showed was removed.">
      <Button asChild>
        <Link href="/overview">To the overview</Link>
      </Button>
    </FullPage>
  );
}

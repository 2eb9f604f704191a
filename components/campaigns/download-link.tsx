import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

/** What a card shows, as a file, in the line of its title. */
export function DownloadLink({ href, what }: { href: string; what: string }) {
  return (
    <Button variant="ghost" size="sm" asChild>
      <a href={href} download aria-label={`CSV of ${what}`}>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  );
}

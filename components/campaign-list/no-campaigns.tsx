import { Megaphone, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

/** There is no campaign in the catalogue, or none that this person may see. */
export function NoCampaigns() {
  return (
    <EmptyState
      icon={<Megaphone aria-hidden />}
      title="No campaigns yet"
      description="Put your advertisers, campaigns and creatives into the catalogue, under Catalogue or over the API; events that refer to them are then counted here."
    >
      <CodeBlock
        code={`curl -X PUT "$URL/api/catalog" -H "Authorization: Bearer $MANAGE_KEY" \\
  -H 'Content-Type: application/json' -d @catalog.json`}
      />
    </EmptyState>
  );
}

/** There are campaigns, and the filters let none of them through. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No campaign fits"
      description="None of the campaigns has all that the search and the filters ask for."
      action={
        <Button variant="secondary" onClick={onClear}>
          Clear the filters
        </Button>
      }
    />
  );
}

"use client";

import { Bookmark, Pencil, Plus, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ForeignText } from "@/components/ui/foreign-text";
import { toast } from "@/components/ui/toast";
import type { SavedView } from "@/lib/contracts/views";
import { useChangeView, useDeleteView } from "./queries";
import { sameQuery } from "./same-query";
import { SaveViewDialog } from "./save-view-dialog";

type ViewsMenuProps = {
  views: readonly SavedView[];
  /** The query of the address now. */
  query: string;
  onOpen: (query: string) => void;
};

const everything = "*";

/** The views that a person keeps of the list: to open, to keep one more, to change the one that is open. */
export function ViewsMenu({ views, query, onOpen }: ViewsMenuProps) {
  const [isSaving, setIsSaving] = useState(false);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const change = useChangeView();
  const remove = useDeleteView();
  const same = views.find((view) => sameQuery(view.query, query));
  // still the opened one while a person changes what it shows
  const opened = same ?? views.find(({ id }) => id === openedId && query !== "");
  const failed = (error: Error) => toast.error(error.message);

  const open = (id: string) => {
    setOpenedId(id === everything ? null : id);
    onOpen(views.find((view) => view.id === id)?.query ?? "");
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="secondary" className="max-w-52">
            <Bookmark aria-hidden />
            <span className="truncate">{opened ? <ForeignText text={opened.name} /> : "Views"}</span>
            {opened && !same && (
              <span>
                <span aria-hidden>•</span>
                <span className="sr-only">changed</span>
              </span>
            )}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-64">
          <DropdownMenuRadioGroup value={same?.id ?? (query === "" ? everything : "")} onValueChange={open}>
            <DropdownMenuRadioItem value={everything}>All campaigns</DropdownMenuRadioItem>
            {views.map(({ id, name, isDefault }) => (
              <DropdownMenuRadioItem key={id} value={id}>
                <span className="truncate">
                  <ForeignText text={name} />
                </span>
                {isDefault && <Star aria-label="shown first" className="size-3.5" />}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          {views.length === 0 && <DropdownMenuLabel>Keep filters, order and columns under a name.</DropdownMenuLabel>}
          <DropdownMenuItem onSelect={() => setIsSaving(true)}>
            <Plus aria-hidden />
            Save as a new view…
          </DropdownMenuItem>
          {opened && !same && (
            <DropdownMenuItem onSelect={() => change.mutate({ id: opened.id, patch: { query } }, { onError: failed })}>
              <Pencil aria-hidden />
              <span className="truncate">
                Update “<ForeignText text={opened.name} />”
              </span>
            </DropdownMenuItem>
          )}
          {same && (
            <DropdownMenuItem
              onSelect={() =>
                change.mutate({ id: same.id, patch: { isDefault: !same.isDefault } }, { onError: failed })
              }
            >
              <Star aria-hidden />
              {same.isDefault ? "Show all campaigns first" : "Show this view first"}
            </DropdownMenuItem>
          )}
          {opened && (
            <DropdownMenuItem danger onSelect={() => remove.mutate(opened.id, { onError: failed })}>
              <Trash2 aria-hidden />
              <span className="truncate">
                Delete “<ForeignText text={opened.name} />”
              </span>
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <SaveViewDialog
        open={isSaving}
        onOpenChange={setIsSaving}
        query={query}
        names={views.map(({ name }) => name)}
        onSaved={({ id }) => setOpenedId(id)}
      />
    </>
  );
}

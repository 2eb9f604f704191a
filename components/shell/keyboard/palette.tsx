"use client";

import { Command } from "cmdk";
import { Bell, Building2, Keyboard as KeyboardIcon, Megaphone, Plug, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as DialogPrimitive from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { NAVIGATION } from "@/components/shell/navigation";
import { ForeignText } from "@/components/ui/foreign-text";
import { Kbd } from "@/components/ui/kbd";
import { useMayAny } from "@/components/ui/permissions";
import { useSearch } from "./use-search";

type PaletteProps = { onClose: () => void; onKeys: () => void };

/** Goes to any screen, campaign, advertiser, source or alert by its name, and does what can be done from anywhere. */
export function Palette({ onClose, onKeys }: PaletteProps) {
  const router = useRouter();
  const may = useMayAny();
  const { resolvedTheme, setTheme } = useTheme();
  const [words, setWords] = useState("");
  const { data, isFetching } = useSearch(words);
  const wanted = words.trim().toLowerCase();
  const fits = (label: string) => label.toLowerCase().includes(wanted);
  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const screens = NAVIGATION.filter(({ needs, label }) => may(needs) && fits(label));
  return (
    <DialogPrimitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className="fixed inset-0 z-50 animate-fade bg-black/40 dark:bg-black/60" />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-[12dvh] z-50 mx-auto max-w-xl animate-fade overflow-hidden rounded-xl border bg-popover shadow-lg focus:outline-none"
        >
          <DialogPrimitive.Title className="sr-only">Go to, or do</DialogPrimitive.Title>
          <Command shouldFilter={false} loop label="Go to, or do">
            <Command.Input
              autoFocus
              value={words}
              onValueChange={setWords}
              maxLength={200}
              placeholder="Find a campaign, an advertiser, a screen …"
              className="h-12 w-full border-b bg-transparent px-4 text-[16px] outline-none placeholder:text-faint-foreground sm:text-sm"
            />
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1">
              <Command.Empty className="px-3 py-8 text-center text-muted-foreground text-sm">
                {isFetching ? "Looking …" : "Nothing is called so."}
              </Command.Empty>
              <Group heading="Campaigns">
                {data?.campaigns.map(({ id, name, advertiserName }) => (
                  <Item
                    key={id}
                    value={`campaign ${id}`}
                    icon={<Megaphone />}
                    onSelect={go(`/campaigns/${encodeURIComponent(id)}`)}
                    hint={<ForeignText text={advertiserName} />}
                  >
                    <ForeignText text={name} />
                  </Item>
                ))}
              </Group>
              <Group heading="Advertisers">
                {data?.advertisers.map(({ id, name }) => (
                  <Item
                    key={id}
                    value={`advertiser ${id}`}
                    icon={<Building2 />}
                    onSelect={go(`/campaigns?advertiser=${encodeURIComponent(id)}`)}
                  >
                    <ForeignText text={name} />
                  </Item>
                ))}
              </Group>
              <Group heading="Alerts">
                {data?.alerts.map(({ id, title }) => (
                  <Item
                    key={id}
                    value={`alert ${id}`}
                    icon={<Bell />}
                    onSelect={go(`/alerts/${encodeURIComponent(id)}`)}
                  >
                    <ForeignText text={title} />
                  </Item>
                ))}
              </Group>
              <Group heading="Sources">
                {data?.sources.map(({ id, name }) => (
                  <Item
                    key={id}
                    value={`source ${id}`}
                    icon={<Plug />}
                    onSelect={go(`/sources/${encodeURIComponent(id)}`)}
                  >
                    <ForeignText text={name} />
                  </Item>
                ))}
              </Group>
              <Group heading="Screens">
                {screens.map(({ key, label, href, icon: Icon, goKey }) => (
                  <Item
                    key={key}
                    value={`screen ${key}`}
                    icon={<Icon />}
                    onSelect={go(href)}
                    hint={<Keys keys={["g", goKey]} />}
                  >
                    {label}
                  </Item>
                ))}
              </Group>
              <Group heading="Do">
                {fits("Light or dark theme") && (
                  <Item
                    value="do theme"
                    icon={<SunMoon />}
                    onSelect={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
                  >
                    {resolvedTheme === "dark" ? "Light theme" : "Dark theme"}
                  </Item>
                )}
                {fits("Keys, shortcuts") && (
                  <Item value="do keys" icon={<KeyboardIcon />} onSelect={onKeys} hint={<Keys keys={["?"]} />}>
                    Show all keys
                  </Item>
                )}
              </Group>
            </Command.List>
          </Command>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

/** A heading over what there is; nothing where there is nothing. */
function Group({ heading, children }: { heading: string; children: ReactNode }) {
  if (!Array.isArray(children) || children.every((child) => !child)) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { value: string; icon: ReactNode; hint?: ReactNode; onSelect: () => void; children: ReactNode };

function Item({ value, icon, hint, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="max-w-40 shrink-0 truncate text-muted-foreground text-xs">{hint}</span>}
    </Command.Item>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

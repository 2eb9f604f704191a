"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

/** So long a person types on before the address follows. */
const settleMs = 200;

/** Search as you type; Escape clears it. `/` comes here from anywhere on the screen. */
export function ListSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // a view, or the way back, has changed it
    if (value !== sent.current) setTyped(value);
    sent.current = value;
  }, [value]);

  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onChange(typed);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [typed, onChange]);

  return (
    <div ref={frame} className="w-full sm:w-60">
      <Input
        type="search"
        icon={<Search aria-hidden />}
        placeholder="Search campaigns"
        aria-label="Search campaigns"
        aria-keyshortcuts="/"
        data-search
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setTyped("")}
      />
    </div>
  );
}

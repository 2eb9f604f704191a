"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { StatusDot } from "@/components/ui/status-dot";
import { EndSecondFactorDialog } from "./end-second-factor-dialog";
import { EnrolDialog } from "./enrol-dialog";

/** Whether a code is asked for after the password. */
export function SecondFactorCard({ isOn }: { isOn: boolean }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Card>
      <CardHeader
        title="Second factor"
        description="After the password, a code from an app on your phone: a password that leaks opens nothing then."
      />
      <CardContent className="flex items-center justify-between gap-4">
        <StatusDot tone={isOn ? "success" : "neutral"}>{isOn ? "on" : "off"}</StatusDot>
        <Button variant="secondary" onClick={() => setOpen(true)}>
          {isOn ? "Turn it off…" : "Set it up…"}
        </Button>
      </CardContent>
      {open && (isOn ? <EndSecondFactorDialog onClose={close} /> : <EnrolDialog onClose={close} />)}
    </Card>
  );
}

import {
  type AlertAction,
  alertActionSchemas,
  alertDetailSchema,
  alertListSchema,
  alertQuerySchema,
  alertStateSchema,
  severitySchema,
} from "@/lib/contracts/alerts";
import { named, type Operation } from "./operation";

const detail = named("AlertDetail", alertDetailSchema);

const summaries: Record<AlertAction, string> = {
  acknowledge: "Say that somebody is on it",
  resolve: "Say that it is over",
  snooze: "Be quiet until a time",
  assign: "Give it to somebody, or to nobody",
  comment: "Add a line to its timeline",
};

const actions = Object.entries(alertActionSchemas).map(([action, schema]): Operation => {
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return {
    id: `${action}Alert`,
    tag: "Alerts",
    method: "post",
    path: `/api/alerts/{id}/${action}`,
    summary: summaries[action as AlertAction],
    access: "alerts",
    body: named(`${name}Alert`, schema),
    answers: { 200: { description: "The alert as it is now", schema: detail } },
    errors: ["conflict"],
  };
});

export const alertOperations: Operation[] = [
  {
    id: "listAlerts",
    tag: "Alerts",
    method: "get",
    path: "/api/alerts",
    summary: "List alerts, with how many there are in each state",
    description: `\`state\` (${alertStateSchema.options.join(", ")}) and \`severity\` (${severitySchema.options.join(", ")}) take one value, or several with commas between.`,
    access: "reports",
    query: alertQuerySchema,
    answers: { 200: { description: "The alerts", schema: named("AlertList", alertListSchema) } },
  },
  {
    id: "getAlert",
    tag: "Alerts",
    method: "get",
    path: "/api/alerts/{id}",
    summary: "An alert with its timeline and its evidence",
    access: "reports",
    answers: { 200: { description: "The alert", schema: detail } },
  },
  ...actions,
];

import { z } from "zod";
import { accountPatchSchema, accountSchema, passwordChangeSchema, sessionListSchema } from "@/lib/contracts/account";
import {
  createdLinkSchema,
  invitationInputSchema,
  linkSchema,
  linkTokenSchema,
  linkUseSchema,
  peopleSchema,
  personPatchSchema,
} from "@/lib/contracts/people";
import { named, type Operation } from "./operation";

const people = named("People", peopleSchema);
const createdLink = named("CreatedLink", createdLinkSchema);
const account = named("Account", accountSchema);
const sessions = named("SessionList", sessionListSchema);
const everybody = { 200: { description: "Everybody as they are then", schema: people } };
const administration = { tag: "People", access: "people" } as const;
const own = { tag: "Account", access: "self" } as const;

export const peopleOperations: Operation[] = [
  {
    ...administration,
    id: "listPeople",
    method: "get",
    path: "/api/people",
    summary: "Everybody who may sign in, and who is invited",
    answers: { 200: { description: "By name", schema: people } },
  },
  {
    ...administration,
    id: "changePerson",
    method: "patch",
    path: "/api/people/{id}",
    summary: "Change somebody's name, role, advertisers, or whether they may sign in",
    description:
      "Where it is more than the name their sessions end. Nobody changes their own role, and an administrator always stays.",
    body: named("PersonPatch", personPatchSchema),
    answers: everybody,
    errors: ["conflict"],
  },
  {
    ...administration,
    id: "makeResetLink",
    method: "post",
    path: "/api/people/{id}/reset-link",
    summary: "Make a link with which somebody sets a new password, once, within the hour",
    answers: { 201: { description: "The link, shown here only", schema: createdLink } },
  },
  {
    ...administration,
    id: "endSessionsOf",
    method: "delete",
    path: "/api/people/{id}/sessions",
    summary: "End every session of somebody",
    answers: everybody,
  },
  {
    ...administration,
    id: "resetSecondFactor",
    method: "delete",
    path: "/api/people/{id}/second-factor",
    summary: "Take away the second factor of somebody who lost their device",
    answers: everybody,
  },
  {
    ...administration,
    id: "invitePerson",
    method: "post",
    path: "/api/people/invitations",
    summary: "Invite somebody; the link works once, for 7 days",
    body: named("InvitationInput", invitationInputSchema),
    answers: { 201: { description: "The link, shown here only", schema: createdLink } },
    errors: ["conflict"],
  },
  {
    ...administration,
    id: "revokeInvitation",
    method: "delete",
    path: "/api/people/invitations/{id}",
    summary: "Let an invitation be taken up no more",
    answers: everybody,
  },
  {
    id: "lookAtLink",
    tag: "Account",
    method: "post",
    path: "/api/links/look",
    summary: "What an invitation or a reset is for, for who has its token",
    access: "public",
    body: named("LinkToken", linkTokenSchema),
    answers: { 200: { description: "It still works", schema: named("OneTimeLink", linkSchema) } },
    errors: ["not_found"],
  },
  {
    id: "useLink",
    tag: "Account",
    method: "post",
    path: "/api/links/use",
    summary: "Set the password that an invitation or a reset is for; it works once",
    access: "public",
    body: named("LinkUse", linkUseSchema),
    answers: {
      200: { description: "With which email to sign in", schema: named("UsedLink", z.object({ email: z.string() })) },
    },
    errors: ["not_found", "conflict", "unavailable"],
  },
  {
    ...own,
    id: "getAccount",
    method: "get",
    path: "/api/account",
    summary: "Who has signed in",
    answers: { 200: { description: "The person", schema: account } },
  },
  {
    ...own,
    id: "renameSelf",
    method: "patch",
    path: "/api/account",
    summary: "Change how one is called",
    body: named("AccountPatch", accountPatchSchema),
    answers: { 200: { description: "The person", schema: account } },
  },
  {
    ...own,
    id: "changePassword",
    method: "post",
    path: "/api/account/password",
    summary: "Change one's own password; every other session ends",
    body: named("PasswordChange", passwordChangeSchema),
    answers: { 200: { description: "Changed; the session goes on under a new token" } },
  },
  {
    ...own,
    id: "listOwnSessions",
    method: "get",
    path: "/api/account/sessions",
    summary: "One's own sessions",
    answers: { 200: { description: "The newest first", schema: sessions } },
  },
  {
    ...own,
    id: "endOtherSessions",
    method: "delete",
    path: "/api/account/sessions",
    summary: "End all of one's own sessions but this one",
    answers: { 200: { description: "What is left", schema: sessions } },
  },
  {
    ...own,
    id: "endOwnSession",
    method: "delete",
    path: "/api/account/sessions/{id}",
    summary: "End one of one's own sessions",
    answers: { 200: { description: "What is left", schema: sessions } },
  },
];

import { expect, it } from "vitest";
import { requireGoodPassword } from "./require-good-password";

const own = ["ann.kowalski@acme.example", "Ann Kowalski"];

it.each([
  "aaaaaaaaaaaa",
  "abababababab",
  "password1234",
  "Password!2026",
  "PASSWORDpassword",
  "123456789012",
  "qwertyuiop12",
  "kowalski2026!",
  "ann.kowalski@acme.example",
  "advertisex123",
])("refuses %s", (password) => {
  expect(() => requireGoodPassword(password, own)).toThrow(expect.objectContaining({ code: "invalid_request" }));
});

it.each([
  "correct horse battery staple",
  "tulips under the bridge",
  "Zx9#kQ2!vB7p",
  "пароль зелёных яблок",
  "7391-0284-6615",
])("takes %s", (password) => {
  expect(() => requireGoodPassword(password, own)).not.toThrow();
});

import { expect, it } from "vitest";
import { splitStatements } from "./split-statements";

it.each([
  ["select 1; select 2;", ["select 1", "select 2"]],
  ["select 1", ["select 1"]],
  ["select 'a;''b'; select \"c;d\"", ["select 'a;''b'", 'select "c;d"']],
  ["do $$ begin; end $$; do $x$ $$;$$ $x$", ["do $$ begin; end $$", "do $x$ $$;$$ $x$"]],
  ["select $1; select 2", ["select $1", "select 2"]],
  ["-- one; two\nselect 1; /* ; */\n", ["-- one; two\nselect 1"]],
  ["-- nothing;\n;;", []],
])("cuts %j", (sql, statements) => {
  expect(splitStatements(sql)).toEqual(statements);
});

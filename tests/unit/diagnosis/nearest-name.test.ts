import { expect, test } from "vitest";
import { howItMisses, nearestName } from "#lib/diagnosis/nearest-name.ts";

const CASE = "which differs in upper and lower case";
const ONE = "which is one character off";
const TWO = "which is two characters off";
const SINGLE = "which is one single name to a browser";

test.each<{ name: string; asked: string; listed: string[]; want: [near: string, how: string] | null }>([
  {
    name: "a letter left out",
    asked: "x-requested-with",
    listed: ["Accept", "X-Requsted-With"],
    want: ["X-Requsted-With", ONE],
  },
  { name: "a hyphen left out", asked: "content-type", listed: ["ContentType"], want: ["ContentType", ONE] },
  { name: "underscores", asked: "x-api-key", listed: ["x_api_key"], want: ["x_api_key", TWO] },
  { name: "no X-", asked: "x-api-key", listed: ["Api-Key"], want: ["Api-Key", TWO] },
  { name: "British spelling", asked: "authorization", listed: ["Authorisation"], want: ["Authorisation", ONE] },
  {
    name: "the nearest of several",
    asked: "x-request-id",
    listed: ["X-Request-Ids-", "X-Request-Idd"],
    want: ["X-Request-Idd", ONE],
  },
  { name: "a method in lower case", asked: "PUT", listed: ["get", "put"], want: ["put", CASE] },
  { name: "quotes, which a name may have", asked: "PUT", listed: ["'GET'", "'PUT'"], want: ["'PUT'", SINGLE] },
  { name: "bars, which a name may have", asked: "DELETE", listed: ["GET|DELETE"], want: ["GET|DELETE", SINGLE] },
  { name: "a method with a slip", asked: "DELETE", listed: ["DELTE"], want: ["DELTE", ONE] },
  { name: "another short name is another name", asked: "x-a", listed: ["x-b"], want: null },
  { name: "another method is another method", asked: "PUT", listed: ["GET", "POST"], want: null },
  { name: "three edits are another name", asked: "x-requested-with", listed: ["x-requested-for"], want: null },
  { name: "a part of a name is another name", asked: "x-api", listed: ["x-api-version"], want: null },
  { name: "nothing is near nothing", asked: "x-api-key", listed: [""], want: null },
])("$name: $asked", ({ asked, listed, want }) => {
  const near = nearestName(asked, listed);
  expect(near === "" ? null : [near, howItMisses(asked, near)]).toEqual(want);
});

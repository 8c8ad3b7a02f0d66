import { expect, test } from "vitest";
import { answer } from "#lib/api/answer.ts";
import { postDeletion } from "#lib/api/deletion-form.ts";
import { anApi } from "./api-fixture.ts";

const ID = "q3VdAAAAAAAAAAAAAAAAAA";

function post(headers: Readonly<Record<string, string>>, id = ID) {
  const asked: string[] = [];
  const api = anApi({
    deleteDiagnosis: (_, token) => {
      asked.push(token);
      return Promise.resolve(id !== ID ? "gone" : token === "right" ? "deleted" : "forbidden");
    },
  });
  const request = new Request(`https://preflight.example/d/${id}/deletion`, { method: "POST", headers });
  return answer(api.open, request, (call) => postDeletion(call, id)).then((response) => ({ response, asked }));
}

test("the cookie's token deletes, and leads to the page that says so", async () => {
  const { response, asked } = await post({ cookie: "theme=dark; delete-token=right", "sec-fetch-site": "same-origin" });
  expect(asked).toEqual(["right"]);
  expect([response.status, response.headers.get("location"), response.headers.get("set-cookie")]).toEqual([
    303,
    `/d/${ID}`,
    `delete-token=; Path=/d/${ID}; Max-Age=0`,
  ]);
});

test("what is gone already leads there too", async () => {
  const { response } = await post({ cookie: "delete-token=right" }, "r3VdAAAAAAAAAAAAAAAAAA");
  expect(response.status).toBe(303);
});

test.each([
  ["no cookie", {}, 0],
  ["another cookie", { cookie: "not-delete-token=right" }, 0],
  ["a wrong token", { cookie: "delete-token=wrong" }, 1],
  ["a form of another site", { cookie: "delete-token=right", "sec-fetch-site": "cross-site" }, 0],
  ["a form of a neighbour", { cookie: "delete-token=right", "sec-fetch-site": "same-site" }, 0],
  ["a token in the address bar", { cookie: "delete-token=right", "sec-fetch-site": "none" }, 0],
])("%s is refused", async (_, headers, times) => {
  const { response, asked } = await post(headers);
  expect([response.status, asked.length]).toEqual([403, times]);
});

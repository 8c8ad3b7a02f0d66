import { literalPath, staticHeaders } from "./policy-values.ts";
import type { Recipe } from "./recipe.ts";

export const vercel: Recipe<"vercel"> = {
  id: "vercel",
  name: "Vercel",
  language: "json",
  servers: ["Vercel"],
  docs: "https://vercel.com/kb/guide/how-to-enable-cors",
  install: null,
  trap: "This only adds headers: the preflight goes to your function, which has to answer `OPTIONS` with a 2xx status, and Deployment Protection refuses it before that unless the path is on its OPTIONS Allowlist. The headers are the same for every origin, so a second origin takes code in the function instead.",
  verified: false,
  write: (policy) => [
    {
      place: "in `vercel.json`",
      code: JSON.stringify(
        {
          headers: [
            {
              source: literalPath(policy) ?? "/(.*)",
              headers: staticHeaders(policy).map(([key, value]) => ({ key, value })),
            },
          ],
        },
        null,
        2,
      ),
    },
  ],
};

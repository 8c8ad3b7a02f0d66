import { literalPath, staticHeaders } from "./policy-values.ts";
import type { Recipe } from "./recipe.ts";

export const firebase: Recipe<"firebase"> = {
  id: "firebase",
  name: "Firebase Hosting",
  language: "json",
  servers: ["Firebase"],
  docs: "https://firebase.google.com/docs/hosting/full-config#headers",
  install: null,
  trap: "Hosting only adds headers and does not decide how `OPTIONS` is answered: whatever needs a preflight belongs in a function. The headers are the same for every origin, so a second origin takes a function too.",
  verified: false,
  write: (policy) => [
    {
      place: "in `firebase.json`, merged with what `hosting` has already",
      code: JSON.stringify(
        {
          hosting: {
            headers: [
              {
                source: literalPath(policy) ?? "**",
                headers: staticHeaders(policy).map(([key, value]) => ({ key, value })),
              },
            ],
          },
        },
        null,
        2,
      ),
    },
  ],
};

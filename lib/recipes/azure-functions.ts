import { lines } from "./lines.ts";
import { shellQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

const APP = '--resource-group "$RESOURCE_GROUP" --name "$FUNCTION_APP"';

export const azureFunctions: Recipe<"azure-functions"> = {
  id: "azure-functions",
  name: "Azure Functions",
  language: "shell",
  servers: ["Azure"],
  docs: "https://learn.microsoft.com/cli/azure/functionapp/cors",
  install: null,
  trap: "The platform allows every method and header to the origins in its list and cannot expose response headers; once the list is not empty, CORS code in the function has no effect. Whoever needs more clears the list and does all of it in the function.",
  verified: false,
  write: (policy) => [
    {
      place: "in a shell that is logged in with `az login`, with the names of your own group and function app",
      code: lines(
        `az functionapp cors add ${APP} --allowed-origins ${shellQuoted(policy.origin)}`,
        policy.credentials ? `az functionapp cors credentials ${APP} --enable true` : null,
      ),
    },
  ],
};

import { lines } from "./lines.ts";
import { headersNeverEmpty } from "./policy-values.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const kubernetesIngress: Recipe<"kubernetes-ingress"> = {
  id: "kubernetes-ingress",
  name: "ingress-nginx (Kubernetes)",
  language: "yaml",
  servers: ["nginx"],
  docs: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors",
  install: null,
  trap: "`enable-cors` alone allows every origin, and with credentials, so each annotation has to be there; values with other signs than letters, digits, `-` and `_` fall back to that. It sends no `Vary: Origin`, and the service behind it must send no CORS headers of its own.",
  verified: false,
  write: (policy) => [
    {
      place: "in the Ingress that routes the path",
      code: lines(
        "metadata:",
        "  annotations:",
        '    nginx.ingress.kubernetes.io/enable-cors: "true"',
        `    nginx.ingress.kubernetes.io/cors-allow-origin: ${doubleQuoted(policy.origin)}`,
        `    nginx.ingress.kubernetes.io/cors-allow-credentials: "${String(policy.credentials)}"`,
        `    nginx.ingress.kubernetes.io/cors-allow-methods: ${doubleQuoted(policy.methods.join(", "))}`,
        `    nginx.ingress.kubernetes.io/cors-allow-headers: ${doubleQuoted(headersNeverEmpty(policy).join(", "))}`,
        policy.exposed.length > 0
          ? `    nginx.ingress.kubernetes.io/cors-expose-headers: ${doubleQuoted(policy.exposed.join(", "))}`
          : null,
      ),
    },
  ],
};

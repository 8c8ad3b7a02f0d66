import type { Recipe } from "./recipe.ts";

export const googleCloudStorage: Recipe<"google-cloud-storage"> = {
  id: "google-cloud-storage",
  name: "Google Cloud Storage",
  language: "json",
  servers: ["Google Cloud Storage"],
  docs: "https://cloud.google.com/storage/docs/using-cors",
  install: null,
  trap: "`responseHeader` is one list for both the request headers that are allowed and the response headers that are exposed, and there is no setting for credentials. URLs at `storage.cloud.google.com` never allow CORS: use `storage.googleapis.com`.",
  verified: false,
  write: (policy) => [
    {
      place: "in `cors.json`; apply it with `gcloud storage buckets update gs://BUCKET --cors-file=cors.json`",
      code: JSON.stringify(
        [
          {
            origin: [policy.origin],
            method: policy.methods,
            responseHeader: [...new Set([...policy.headers, ...policy.exposed])],
          },
        ],
        null,
        2,
      ),
    },
  ],
};

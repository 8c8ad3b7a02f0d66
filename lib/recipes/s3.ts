import type { Recipe } from "./recipe.ts";

export const s3: Recipe<"s3"> = {
  id: "s3",
  name: "Amazon S3",
  language: "json",
  servers: ["Amazon S3"],
  docs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html",
  install: null,
  trap: "S3 answers the preflight itself and knows GET, HEAD, PUT, POST and DELETE only: `OPTIONS` or PATCH among the methods makes it refuse the whole configuration, and there is no setting for credentials. Through CloudFront it sees none of this unless `Origin` is forwarded.",
  verified: false,
  write: (policy) => [
    {
      place: "in the bucket: Permissions, Cross-origin resource sharing (CORS)",
      code: JSON.stringify(
        [
          {
            AllowedOrigins: [policy.origin],
            AllowedMethods: policy.methods,
            AllowedHeaders: policy.headers,
            ExposeHeaders: policy.exposed,
          },
        ],
        null,
        2,
      ),
    },
  ],
};

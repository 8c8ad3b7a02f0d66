import { headersNeverEmpty } from "./policy-values.ts";
import type { Recipe } from "./recipe.ts";

const counted = (values: readonly string[]) => ({ Quantity: values.length, Items: values });

export const cloudfront: Recipe<"cloudfront"> = {
  id: "cloudfront",
  name: "Amazon CloudFront",
  language: "json",
  servers: ["Amazon CloudFront"],
  docs: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
  install: null,
  trap: "CloudFront adds headers and does not answer the preflight: the cache behavior has to allow OPTIONS, and the origin has to answer it with a 2xx status and without authentication. Methods beyond GET, HEAD, OPTIONS, PUT, POST, PATCH and DELETE are refused.",
  verified: false,
  write: (policy) => [
    {
      place:
        "in `cors.json`; create the policy with `aws cloudfront create-response-headers-policy --response-headers-policy-config file://cors.json` and choose it in the cache behavior, together with the origin request policy `CORS-S3Origin` or `CORS-CustomOrigin`",
      code: JSON.stringify(
        {
          Name: "cors",
          CorsConfig: {
            AccessControlAllowOrigins: counted([policy.origin]),
            AccessControlAllowCredentials: policy.credentials,
            AccessControlAllowMethods: counted(policy.methods),
            AccessControlAllowHeaders: counted(headersNeverEmpty(policy)),
            ...(policy.exposed.length > 0 && { AccessControlExposeHeaders: counted(policy.exposed) }),
            // Whatever the origin of the distribution says, the browser sees one Access-Control-Allow-Origin.
            OriginOverride: true,
          },
        },
        null,
        2,
      ),
    },
  ],
};

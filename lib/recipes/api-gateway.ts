import { items, lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

/** API Gateway takes a fixed value in single quotes of its own. */
const fixed = (value: string) => doubleQuoted(`'${value}'`);

function gatewayResponse(type: "4XX" | "5XX", policy: CorsPolicy): string {
  return lines(
    `  Default${type}:`,
    "    Type: AWS::ApiGateway::GatewayResponse",
    "    Properties:",
    "      RestApiId: { Ref: RestApi }",
    `      ResponseType: DEFAULT_${type}`,
    "      ResponseParameters:",
    `        gatewayresponse.header.Access-Control-Allow-Origin: ${fixed(policy.origin)}`,
    policy.credentials ? `        gatewayresponse.header.Access-Control-Allow-Credentials: ${fixed("true")}` : null,
  );
}

export const apiGateway: Recipe<"api-gateway"> = {
  id: "api-gateway",
  name: "Amazon API Gateway",
  language: "yaml",
  servers: ["Amazon API Gateway"],
  docs: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  install: null,
  trap: "An authorizer on the `$default` route also catches the preflight, which then needs a route `OPTIONS /{proxy+}` without one; CORS headers of the integration are ignored. In a REST API, errors of the gateway itself, an authorizer's 401 above all, have no CORS headers until its gateway responses do.",
  verified: false,
  write: (policy) => [
    {
      place: "in the template of an HTTP API; the same properties go into `AWS::Serverless::HttpApi` of SAM",
      code: lines(
        "Resources:",
        "  HttpApi:",
        "    Type: AWS::ApiGatewayV2::Api",
        "    Properties:",
        "      Name: api",
        "      ProtocolType: HTTP",
        "      CorsConfiguration:",
        `        AllowOrigins: [${doubleQuoted(policy.origin)}]`,
        policy.credentials ? "        AllowCredentials: true" : null,
        `        AllowMethods: [${items(policy.methods, doubleQuoted)}]`,
        policy.headers.length > 0 ? `        AllowHeaders: [${items(policy.headers, doubleQuoted)}]` : null,
        policy.exposed.length > 0 ? `        ExposeHeaders: [${items(policy.exposed, doubleQuoted)}]` : null,
      ),
    },
    {
      place: "in the template of a REST API instead, for its errors; its `OPTIONS` methods answer the preflight",
      code: lines("Resources:", gatewayResponse("4XX", policy), gatewayResponse("5XX", policy)),
    },
  ],
};

import { items, lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

const headerName = (name: string) => `HeaderName::from_static(${doubleQuoted(name.toLowerCase())})`;
const method = (name: string) => `Method::from_bytes(b${doubleQuoted(name)}).unwrap()`;

export const axum: Recipe<"axum"> = {
  id: "axum",
  name: "axum (tower-http)",
  language: "rust",
  servers: [],
  docs: "https://docs.rs/tower-http/latest/tower_http/cors/struct.CorsLayer.html",
  install: "cargo add tower-http --features cors",
  trap: "A layer covers the routes added before it and is the outermost when it is added last: a layer for authentication that is added after it answers the preflight first, and a `route_layer` leaves out the answers of the fallback.",
  verified: false,
  write: (policy) => [
    {
      place: "where the `Router` is built, as the last `layer` of all, after every route",
      code: lines(
        "use axum::http::{HeaderName, HeaderValue, Method};",
        "use tower_http::cors::CorsLayer;",
        "",
        "let cors = CorsLayer::new()",
        policy.origin === "*"
          ? "    .allow_origin(tower_http::cors::Any)"
          : `    .allow_origin(HeaderValue::from_static(${doubleQuoted(policy.origin)}))`,
        policy.credentials ? "    .allow_credentials(true)" : null,
        policy.headers.length > 0 ? `    .allow_headers([${items(policy.headers, headerName)}])` : null,
        policy.exposed.length > 0 ? `    .expose_headers([${items(policy.exposed, headerName)}])` : null,
        `    .allow_methods([${items(policy.methods, method)}]);`,
        "",
        "let app = app.layer(cors);",
      ),
    },
  ],
};

import { items, lines } from "./lines.ts";
import { headersNeverEmpty, literalPath } from "./policy-values.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const spring: Recipe<"spring"> = {
  id: "spring",
  name: "Spring",
  language: "java",
  servers: ["Spring"],
  docs: "https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html",
  install: null,
  trap: "With Spring Security, a filter chain without `cors` answers the preflight with 401 or 403 before Spring MVC sees it, and its error answers carry no CORS headers. `allowedOrigins` takes no patterns and no trailing slash.",
  verified: false,
  write: (policy) => [
    {
      place: "in `CorsConfig.java`, beside the application's class",
      code: lines(
        "import org.springframework.context.annotation.Configuration;",
        "import org.springframework.web.servlet.config.annotation.CorsRegistry;",
        "import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;",
        "",
        "@Configuration",
        "public class CorsConfig implements WebMvcConfigurer {",
        "    @Override",
        "    public void addCorsMappings(CorsRegistry registry) {",
        `        registry.addMapping(${doubleQuoted(literalPath(policy) ?? "/**")})`,
        `            .allowedOrigins(${doubleQuoted(policy.origin)})`,
        `            .allowedMethods(${items(policy.methods, doubleQuoted)})`,
        `            .allowedHeaders(${items(headersNeverEmpty(policy), doubleQuoted)})`,
        policy.exposed.length > 0 ? `            .exposedHeaders(${items(policy.exposed, doubleQuoted)})` : null,
        `            .allowCredentials(${String(policy.credentials)});`,
        "    }",
        "}",
      ),
    },
    {
      place: "in the `SecurityFilterChain`, if there is Spring Security; it takes the policy from Spring MVC",
      code: "http.cors(org.springframework.security.config.Customizer.withDefaults());",
    },
  ],
};

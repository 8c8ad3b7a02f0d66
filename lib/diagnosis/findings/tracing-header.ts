import { byteLowercase } from "#lib/fetch/header-list.ts";
import { needlessHeaders, whatHeadersDo, type NeedlessHeadersParams } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";
import { isTracingHeader, tracingTools } from "../tracing-headers.ts";

export const tracingHeader = defineFinding({
  id: "tracing-header",
  severity: "warning",
  title: "A tracing header needs the server's permission",
  about:
    "Monitoring tools such as Sentry, OpenTelemetry, Datadog and New Relic add headers like `traceparent`, `sentry-trace` or `baggage` to the requests of a page, without a line in its own code. Such a header needs a preflight that allows it. Either keep the tool from adding it for this server, by the setting that says which URLs are traced, or let the server list it in `Access-Control-Allow-Headers`.",
  explain: (params: NeedlessHeadersParams & { settings: string[] }) =>
    `${whatHeadersDo(params)} Such headers usually come from a monitoring tool and not from the page's own code. Either the tool is told to leave this URL out${params.settings.length === 0 ? "" : ` (${params.settings.join(", ")})`}, or the server allows the headers.`,
  detect: (observation) =>
    needlessHeaders(observation, isTracingHeader).map(({ params, ...rest }) => ({
      ...rest,
      params: {
        ...params,
        settings: tracingTools(params.names.map(byteLowercase)).map(({ name, setting }) => `\`${setting}\` of ${name}`),
      },
    })),
});

/** A tool that adds headers to requests of the page, and its setting that says to which URLs. */
export interface TracingTool {
  readonly name: string;
  readonly setting: string;
}

const TOOLS = {
  sentry: { name: "Sentry", setting: "tracePropagationTargets" },
  openTelemetry: { name: "OpenTelemetry", setting: "propagateTraceHeaderCorsUrls" },
  datadog: { name: "Datadog", setting: "allowedTracingUrls" },
  newRelic: { name: "New Relic", setting: "distributed_tracing.allowed_origins" },
  elastic: { name: "Elastic APM", setting: "distributedTracingOrigins" },
  applicationInsights: { name: "Application Insights", setting: "correlationHeaderExcludedDomains" },
  cloudWatch: { name: "CloudWatch RUM", setting: "addXRayTraceIdHeader" },
} as const satisfies Record<string, TracingTool>;

const { sentry, openTelemetry, datadog, newRelic, elastic, applicationInsights, cloudWatch } = TOOLS;

/** Which tools send which headers; names in lower case. */
const SENDERS: readonly (readonly [names: RegExp, tools: readonly TracingTool[]])[] = [
  [/^(traceparent|tracestate)$/, [openTelemetry, sentry, datadog, newRelic, elastic, applicationInsights]],
  [/^sentry-trace$/, [sentry]],
  [/^baggage$/, [sentry, openTelemetry]],
  [/^(b3|x-b3-.+)$/, [openTelemetry, datadog]],
  [/^x-datadog-.+$/, [datadog]],
  [/^newrelic$/, [newRelic]],
  [/^elastic-apm-traceparent$/, [elastic]],
  [/^(request-id|request-context|x-ms-request-(root-)?id)$/, [applicationInsights]],
  [/^x-amzn-trace-id$/, [cloudWatch]],
  [/^(x-cloud-trace-context|uber-trace-id)$/, []],
];

/** Whether headers of that lower-case name carry a trace. */
export function isTracingHeader(lowerName: string): boolean {
  return SENDERS.some(([names]) => names.test(lowerName));
}

/** The tools that may have added headers of those names: those that send the most of them. */
export function tracingTools(lowerNames: readonly string[]): TracingTool[] {
  const sendersOf = lowerNames.map((name) => SENDERS.find(([names]) => names.test(name))?.[1] ?? []);
  const counts = Object.values<TracingTool>(TOOLS).map(
    (tool) => [tool, sendersOf.filter((tools) => tools.includes(tool)).length] as const,
  );
  const most = Math.max(...counts.map(([, count]) => count));
  return most === 0 ? [] : counts.flatMap(([tool, count]) => (count === most ? [tool] : []));
}

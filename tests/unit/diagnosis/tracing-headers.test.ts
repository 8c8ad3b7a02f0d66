import { expect, test } from "vitest";
import { isTracingHeader, tracingTools } from "#lib/diagnosis/tracing-headers.ts";

test.each([
  { names: ["sentry-trace"], tools: ["Sentry"] },
  { names: ["sentry-trace", "baggage", "traceparent"], tools: ["Sentry"] },
  { names: ["traceparent", "baggage"], tools: ["Sentry", "OpenTelemetry"] },
  { names: ["traceparent", "x-datadog-trace-id"], tools: ["Datadog"] },
  { names: ["newrelic", "traceparent", "tracestate"], tools: ["New Relic"] },
  { names: ["request-id", "traceparent"], tools: ["Application Insights"] },
  { names: ["x-b3-traceid", "x-b3-spanid"], tools: ["OpenTelemetry", "Datadog"] },
  { names: ["uber-trace-id"], tools: [] },
  { names: ["x-ms-version"], tools: [] },
])("$names are sent by $tools", ({ names, tools }) => {
  expect(tracingTools(names).map(({ name }) => name)).toEqual(tools);
});

test.each([
  { name: "b3", want: true },
  { name: "x-amzn-trace-id", want: true },
  { name: "x-cloud-trace-context", want: true },
  { name: "x-ms-request-root-id", want: true },
  { name: "x-ms-blob-type", want: false },
  { name: "x-request-id", want: false },
  { name: "x-b3", want: false },
  { name: "authorization", want: false },
])("whether $name is a tracing header: $want", ({ name, want }) => {
  expect(isTracingHeader(name)).toBe(want);
});

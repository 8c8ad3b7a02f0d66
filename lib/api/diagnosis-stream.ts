import { logFailure, type ApiCall } from "./answer.ts";
import { problemOf } from "./diagnosis-answer.ts";
import { FORMATS } from "./negotiation.ts";
import { problemDocument, type Problem } from "./problems.ts";
import type { DiagnoseOptions, DiagnoseResult } from "#lib/service/services.ts";

type Run = (options: Required<Pick<DiagnoseOptions, "signal" | "onExchange">>) => Promise<DiagnoseResult>;

/**
 * Answers with a line of JSON per exchange as it ends, and the diagnosis as the last line. What goes wrong before the
 * first exchange is a problem with its own status; after that it is the last line, as `{"problem": …}`. A caller that
 * closes the connection cancels the run.
 */
export async function streamDiagnosis(call: ApiCall, run: Run): Promise<Response | Problem> {
  const left = new AbortController();
  const signal = AbortSignal.any([call.request.signal, left.signal]);
  const { readable, writable } = new TransformStream<string, string>(undefined, undefined, { highWaterMark: Infinity });
  const writer = writable.getWriter();
  writer.closed.catch((reason: unknown) => {
    left.abort(reason);
  });
  const write = (value: unknown) => {
    // A reader that left is told of by `closed`.
    writer.write(`${JSON.stringify(value)}\n`).catch(() => undefined);
  };

  const started = Promise.withResolvers<"started">();
  const result = run({
    signal,
    onExchange(exchange, index) {
      write({ exchange, index });
      started.resolve("started");
    },
  });
  const first = await Promise.race([started.promise, result]);
  if (first !== "started" && first.kind !== "diagnosis") return problemOf(first);

  result
    .then(
      (end) => (end.kind === "diagnosis" ? end.diagnosis : lastLine(call, problemOf(end))),
      (error: unknown) => {
        if (signal.aborted) return null;
        logFailure(call, error);
        return lastLine(call, { code: "internal" });
      },
    )
    .then((line) => {
      if (line !== null) write(line);
      return writer.close();
    })
    .catch(() => undefined);

  return new Response(readable.pipeThrough(new TextEncoderStream()), {
    // `no-transform` keeps compression, which would hold lines back, away.
    headers: { "content-type": FORMATS.ndjson, "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
  });
}

function lastLine({ context, requestId }: ApiCall, problem: Problem): { problem: Record<string, unknown> } {
  return { problem: problemDocument(problem, { publicUrl: context.publicUrl, requestId }) };
}

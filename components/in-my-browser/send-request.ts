import type { BrowserAnswer, ReadBody, RunnableRequest } from "./browser-answer.ts";

const MAX_READ_BYTES = 1_048_576;
const SHOWN_BYTES = 2048;

/**
 * Has this browser make the request, with everything that it adds, and says what the script is told. Rejects when the
 * signal aborts.
 */
export async function sendRequest(request: RunnableRequest, signal: AbortSignal): Promise<BrowserAnswer> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  return request.initiator === "fetch" ? sendByFetch(request, signal, elapsed) : sendByXhr(request, signal, elapsed);
}

async function sendByFetch(
  { url, method, headers, credentials, mode, redirect, body }: RunnableRequest,
  signal: AbortSignal,
  elapsed: () => number,
): Promise<BrowserAnswer> {
  try {
    const lines = headers.map(([name, value]): [string, string] => [name, value]);
    // To other origins browsers name no more than the origin; so does this to the page's own, as the plan says.
    const init: RequestInit = { method, headers: lines, credentials, mode, redirect, body, signal, referrer: "/" };
    const response = await fetch(url, init);
    const ms = elapsed();
    const { type, status, redirected, url: finalUrl } = response;
    return {
      kind: "response",
      type,
      status,
      redirected,
      url: finalUrl,
      headers: [...response.headers],
      body: await readBody(response, signal),
      ms,
    };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: "failed", exception: textOf(error), ms: elapsed() };
  }
}

async function readBody(response: Response, signal: AbortSignal): Promise<ReadBody> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let start = "";
  const reader = response.body?.getReader();
  try {
    while (reader !== undefined) {
      const { done, value } = await reader.read();
      if (done) break;
      if (bytes < SHOWN_BYTES) start += decoder.decode(value.subarray(0, SHOWN_BYTES - bytes), { stream: true });
      bytes += value.byteLength;
      if (bytes >= MAX_READ_BYTES) {
        await reader.cancel();
        return { bytes, start, stopped: "limit" };
      }
    }
    return { bytes, start, stopped: null };
  } catch {
    signal.throwIfAborted();
    return { bytes, start, stopped: "error" };
  }
}

function sendByXhr(
  { initiator, url, method, headers, credentials, body }: RunnableRequest,
  signal: AbortSignal,
  elapsed: () => number,
): Promise<BrowserAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<BrowserAnswer>();
  const xhr = new XMLHttpRequest();
  let ms = 0;
  xhr.onreadystatechange = () => {
    if (xhr.readyState === XMLHttpRequest.HEADERS_RECEIVED) ms = elapsed();
  };
  xhr.onload = () => {
    resolve({
      kind: "response",
      type: null,
      status: xhr.status,
      redirected: xhr.responseURL !== withoutFragment(url),
      url: xhr.responseURL,
      headers: readHeaderLines(xhr.getAllResponseHeaders()),
      body: wholeBody(xhr.response as ArrayBuffer),
      ms,
    });
  };
  xhr.onerror = () => {
    resolve({ kind: "failed", exception: "error event", ms: elapsed() });
  };
  signal.addEventListener("abort", () => {
    xhr.abort();
    reject(signal.reason as Error);
  });
  try {
    xhr.open(method, url);
    xhr.responseType = "arraybuffer";
    xhr.withCredentials = credentials === "include";
    if (initiator === "xhr-upload") xhr.upload.onprogress = () => undefined;
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.send(body);
  } catch (error) {
    resolve({ kind: "failed", exception: textOf(error), ms: elapsed() });
  }
  return promise;
}

function wholeBody(buffer: ArrayBuffer): ReadBody {
  const start = new TextDecoder().decode(new Uint8Array(buffer, 0, Math.min(SHOWN_BYTES, buffer.byteLength)));
  return { bytes: buffer.byteLength, start, stopped: null };
}

/** https://xhr.spec.whatwg.org/#the-getallresponseheaders()-method */
function readHeaderLines(text: string): [string, string][] {
  return text
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
}

function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

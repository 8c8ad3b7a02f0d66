import { createRequire } from "node:module";
import { Dispatcher, util } from "undici";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { Verdict } from "./evaluation.ts";
import type { Implementation, PreparedCase } from "./implementation.ts";
import type { RecordedServer } from "./recorded-server.ts";

type HeaderList = object & { combine(name: string, value: string): void };

/** What is used of the package, which has no types of its own. */
interface JsdomModule {
  readonly JSDOM: new (
    html: string,
    options: { url: string; resources: { dispatcher: Dispatcher } },
  ) => { readonly window: Pick<typeof globalThis, "XMLHttpRequest"> };
  readonly CookieJar: new () => object;
}
interface XhrUtils {
  readonly performFetch: (dispatcher: Dispatcher, config: object, signal: AbortSignal) => Promise<unknown>;
}
interface DispatcherModule {
  readonly JSDOMDispatcher: new (options: object) => Dispatcher;
}
interface HeaderTypes {
  readonly isForbiddenRequestHeader: (name: string, value: string) => boolean;
}

const load = createRequire(import.meta.url);
const { version } = load("jsdom/package.json") as { version: string };
const { JSDOM, CookieJar } = load("jsdom") as JsdomModule;
const { performFetch } = load("jsdom/lib/jsdom/living/xhr/xhr-utils.js") as XhrUtils;
const { JSDOMDispatcher } = load("jsdom/lib/jsdom/browser/resources/jsdom-dispatcher.js") as DispatcherModule;
const HeaderList = load("jsdom/lib/jsdom/living/fetch/header-list.js") as new () => HeaderList;
const { isForbiddenRequestHeader } = load("jsdom/lib/jsdom/living/fetch/header-types.js") as HeaderTypes;

/** Answers in memory in the place of the network, as undici would hand the answer on. */
class RecordedDispatcher extends Dispatcher {
  server: RecordedServer | null = null;

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { url } = (options as unknown as { opaque: { url: string } }).opaque;
    const headers = options.headers as Record<string, string>;
    const isPreflight = options.method === "OPTIONS" && "Access-Control-Request-Method" in headers;
    const answer = this.server!.answer({ role: isPreflight ? "preflight" : "actual", url, origin: headers["Origin"] });
    const controller = new Controller();
    handler.onRequestStart?.(controller, {});
    if (answer.kind === "response") {
      handler.onResponseStart?.(controller, answer.status, util.parseHeaders(answer.headers.flat()), "");
      handler.onResponseEnd?.(controller, {});
    } else {
      handler.onResponseError?.(controller, new Error("other side closed"));
    }
    return true;
  }
}

class Controller implements Dispatcher.DispatchController {
  readonly paused = false;
  readonly reason = null;
  aborted = false;

  abort(): void {
    this.aborted = true;
  }
  pause(): void {}
  resume(): void {}
}

const network = new RecordedDispatcher();
const dispatcher = new JSDOMDispatcher({ baseDispatcher: network, cookieJar: new CookieJar() });
const windows = new Map<string, Pick<typeof globalThis, "XMLHttpRequest">>();

function windowOf(page: string) {
  const known = windows.get(page);
  if (known !== undefined) return known;
  const url = page === "null" ? "about:blank" : page;
  const { window } = new JSDOM("", { url, resources: { dispatcher: network } });
  windows.set(page, window);
  return window;
}

export const jsdom: Implementation = {
  version,

  /** There is no `fetch()`: `XMLHttpRequest` has one mode, follows redirects, and takes userinfo and a body for GET. */
  canExpress({ mode, redirect, credentials, body, method, url }) {
    const { username, password } = new URL(url);
    if (mode !== "cors" || redirect !== "follow" || credentials === "omit") return false;
    return username + password === "" && !(body !== "none" && /^(get|head)$/i.test(method));
  },

  fetch({ row, request: { url, method, headers, credentials } }, server) {
    network.server = server;
    return new Promise<Verdict>((resolve) => {
      const xhr = new (windowOf(row.page).XMLHttpRequest)();
      xhr.onload = () => resolve("allowed");
      xhr.onerror = () => resolve("blocked");
      try {
        xhr.open(method, url);
        xhr.withCredentials = credentials === "include";
        for (const [name, value] of headers) xhr.setRequestHeader(name, value);
        xhr.send(row.body);
      } catch {
        resolve("blocked");
      }
    });
  },

  async runCorsCode(prepared, server) {
    network.server = server;
    await performFetch(dispatcher, fetchConfig(prepared), new AbortController().signal);
  },
};

function fetchConfig({ row, request: { url, method, headers, credentials, origin } }: PreparedCase) {
  const requestHeaders = new HeaderList();
  for (const [name, value] of headers) {
    if (!isForbiddenRequestHeader(name, value)) requestHeaders.combine(name, value);
  }
  return {
    url,
    method,
    requestHeaders,
    body: row.body === undefined ? null : Buffer.from(row.body),
    origin: serializeOrigin(origin),
    referrer: null,
    withCredentials: credentials === "include",
    auth: null,
    uploadListener: false,
  };
}

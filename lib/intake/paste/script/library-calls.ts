import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { typeOfBody } from "./fetch-call.ts";
import type { ScriptRequest } from "./script-request.ts";
import type { AxiosBag, XhrBag } from "./values.ts";
import { asJson, asText, HeaderBag, isList, pairsOf, Unknown, type ObjectValue, type Value } from "./values.ts";

const WITH_DATA = ["post", "put", "patch", "postForm", "putForm", "patchForm"];
const WITHOUT_DATA = ["get", "delete", "head", "options"];
export const AXIOS_METHODS = ["request", ...WITH_DATA, ...WITHOUT_DATA];

/** `axios(…)`, `axios.get(…)` and the same of an instance; null for its other methods. https://axios-http.com/docs/req_config */
export function axiosCall({ defaults }: AxiosBag, name: string | null, values: readonly Value[]): ScriptRequest | null {
  const config: ObjectValue = new Map(defaults);
  if (name === null || name === "request") {
    const [first, second] = values;
    if (first instanceof Map) merge(config, first);
    else config.set("url", first);
    merge(config, second);
  } else if (WITHOUT_DATA.includes(name)) {
    merge(config, values[1]);
    config.set("url", values[0]).set("method", name.toUpperCase());
  } else if (WITH_DATA.includes(name)) {
    merge(config, values[2]);
    config.set("url", values[0]).set("data", values[1]).set("method", name.replace("Form", "").toUpperCase());
  } else return null;

  const data = config.get("data");
  const isObject = data instanceof Map || isList(data);
  const headers = new HeaderBag();
  for (const source of [defaults.get("headers"), config.get("headers")]) addAxiosHeaders(headers, source);
  const method = config.get("method") ?? "GET";
  return {
    shownAs: "axios",
    initiator: "xhr",
    url: withQuery(joined(config.get("baseURL"), config.get("url")), config.get("params")),
    method: typeof method === "string" ? method.toUpperCase() : method,
    headers: headers.lines,
    body: isObject ? asJson(data) : data,
    impliedType: isObject ? "application/json" : (typeOfBody(data) ?? "application/x-www-form-urlencoded"),
    options: credentialsOf(config.get("withCredentials")),
  };
}

function merge(config: ObjectValue, more: Value): void {
  if (more instanceof Map) for (const [key, value] of more) config.set(key, value);
}

/** Headers for all methods stand under `common`. */
function addAxiosHeaders(headers: HeaderBag, source: Value): void {
  for (const [name, value] of pairsOf(source)) {
    if (value instanceof Map) {
      if (name === "common") addAxiosHeaders(headers, value);
    } else if (value !== null && value !== undefined && value !== false) headers.set(name, asText(value));
  }
}

function joined(base: Value, url: Value): Value {
  if (base === undefined || base === null || base === "") return url;
  if (url === undefined) return base;
  const path = asText(url);
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(path)) return path;
  return `${asText(base).replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}

function withQuery(url: Value, params: Value): Value {
  const query = new URLSearchParams(pairsOf(params).map(([name, value]) => [name, asText(value)])).toString();
  if (query === "") return url;
  const address = asText(url);
  return `${address}${address.includes("?") ? "&" : "?"}${query}`;
}

function credentialsOf(withCredentials: Value): ObjectValue {
  return new Map([["credentials", withCredentials === true ? "include" : "same-origin"]]);
}

/** `$.ajax(…)`, `$.get(…)`, `$.post(…)` and `$.getJSON(…)`; null for others. https://api.jquery.com/jQuery.ajax/ */
export function jqueryCall(name: string, values: readonly Value[]): ScriptRequest | null {
  const settings: ObjectValue = new Map();
  if (name === "ajax") {
    const [first, second] = values;
    if (first instanceof Map) merge(settings, first);
    else settings.set("url", first);
    merge(settings, second);
  } else if (name === "get" || name === "post" || name === "getJSON") {
    const [first, data] = values;
    if (first instanceof Map) merge(settings, first);
    else settings.set("url", first).set("data", data instanceof Unknown ? undefined : data);
    settings.set("type", name === "post" ? "POST" : "GET");
  } else return null;

  const method = settings.get("method") ?? settings.get("type") ?? "GET";
  const hasContent = !["GET", "HEAD"].includes(asText(method).toUpperCase());
  const data = settings.get("data");
  const isProcessed = settings.get("processData") !== false && (data instanceof Map || isList(data));
  const query = isProcessed ? new URLSearchParams(pairsOf(data).map(([key, value]) => [key, asText(value)])) : data;
  const contentType = settings.get("contentType");
  const fields = settings.get("xhrFields");
  const isJsonp = settings.get("dataType") === "jsonp";
  const url = settings.get("url");
  return {
    shownAs: isJsonp ? "JSONP" : "$.ajax()",
    initiator: isJsonp ? "script" : "xhr",
    url: hasContent || data === undefined ? url : withQuery(url, isProcessed ? query : data),
    method: asText(method).toUpperCase(),
    headers: headersOf(settings.get("headers")),
    body: hasContent ? query : undefined,
    impliedType:
      contentType === false
        ? typeOfBody(data)
        : contentType === undefined
          ? "application/x-www-form-urlencoded; charset=UTF-8"
          : asText(contentType),
    options: isJsonp
      ? new Map<string, Value>()
      : credentialsOf(fields instanceof Map ? fields.get("withCredentials") : false),
  };
}

function headersOf(value: Value): HeaderLine[] {
  return pairsOf(value).map(([name, text]) => [name, asText(text)]);
}

/** What an `XMLHttpRequest` sends. https://xhr.spec.whatwg.org/#the-send()-method */
export function xhrRequest(xhr: XhrBag, body: Value): ScriptRequest {
  const isUpload = xhr.hasUploadListener;
  return {
    shownAs: "XMLHttpRequest",
    initiator: isUpload ? "xhr-upload" : "xhr",
    url: xhr.url,
    method: xhr.method,
    headers: xhr.headers.lines,
    body: body === null || ["GET", "HEAD"].includes(asText(xhr.method).toUpperCase()) ? undefined : body,
    impliedType: typeOfBody(body),
    options: credentialsOf(xhr.withCredentials),
  };
}

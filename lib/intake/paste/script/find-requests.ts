import type { AnyNode, AssignmentExpression, CallExpression } from "acorn";
import { evaluate, propertyName, type Scope } from "./evaluate.ts";
import { fetchCall } from "./fetch-call.ts";
import { AXIOS_METHODS, axiosCall, jqueryCall, xhrRequest } from "./library-calls.ts";
import type { ScriptRequest } from "./script-request.ts";
import {
  asText,
  AxiosBag,
  BlobBag,
  FormBag,
  HeaderBag,
  joinedText,
  RequestBag,
  Unknown,
  XhrBag,
  type Value,
} from "./values.ts";

const GLOBALS = ["window", "globalThis", "self", "global"];
/** Of the objects whose calls matter. */
const METHODS = ["append", "set", "open", "setRequestHeader", "send", "addEventListener", ...AXIOS_METHODS];

/** The requests of a program in the order in which they are written, with what its variables held there. */
export function findRequests(program: AnyNode, text: string): ScriptRequest[] {
  const finder = new Finder(text);
  finder.walk(program);
  return finder.end();
}

class Finder {
  readonly #scope: Scope;
  readonly #found: ScriptRequest[] = [];

  constructor(text: string) {
    const axios = new AxiosBag(new Map([["headers", new Map([["common", new Map()]])]]));
    this.#scope = { text, variables: new Map<string, Value>([["axios", axios]]) };
  }

  walk(node: AnyNode): void {
    for (const child of Object.values(node) as unknown[]) {
      if (Array.isArray(child)) {
        for (const each of child as unknown[]) if (isNode(each)) this.walk(each);
      } else if (isNode(child)) this.walk(child);
    }
    if (node.type === "VariableDeclarator") {
      const { id, init } = node;
      if (id.type === "Identifier" && init) this.#scope.variables.set(id.name, evaluate(init, this.#scope));
    } else if (node.type === "AssignmentExpression") this.#assign(node);
    else if (node.type === "CallExpression") this.#call(node);
    else if (node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "EventSource") {
      const [url, options] = this.#values(node.arguments);
      const isCredentialed = options instanceof Map && options.get("withCredentials") === true;
      this.#add({
        shownAs: "EventSource",
        initiator: "eventsource",
        url,
        options: new Map([["credentials", isCredentialed ? "include" : "same-origin"]]),
      });
    }
  }

  /** All that were found; with no call that sends it, an `XMLHttpRequest` or a `Request` counts where it is made. */
  end(): ScriptRequest[] {
    if (this.#found.length > 0) return this.#found;
    return [...this.#scope.variables.values()].flatMap((value): ScriptRequest[] => {
      if (value instanceof RequestBag) return [fetchCall([value, undefined])];
      return value instanceof XhrBag && value.url !== undefined && !value.isSent ? [xhrRequest(value, undefined)] : [];
    });
  }

  #add(request: Pick<ScriptRequest, "shownAs" | "initiator" | "url"> & Partial<ScriptRequest>): void {
    this.#found.push({
      method: "GET",
      headers: [],
      body: undefined,
      impliedType: null,
      options: new Map(),
      ...request,
    });
  }

  #values(nodes: readonly AnyNode[]): Value[] {
    return nodes.map((node) => evaluate(node, this.#scope));
  }

  #assign({ left, right, operator }: AssignmentExpression): void {
    if (operator !== "=" && operator !== "+=") return;
    const value = evaluate(right, this.#scope);
    if (left.type === "Identifier") {
      const before = operator === "+=" ? this.#scope.variables.get(left.name) : undefined;
      this.#scope.variables.set(left.name, before === undefined ? value : joinedText([asText(before), asText(value)]));
      return;
    }
    if (left.type !== "MemberExpression" || left.object.type === "Super") return;
    const name = propertyName(left, this.#scope);
    const object = evaluate(left.object, this.#scope);
    if (object instanceof Map) object.set(name, value);
    else if (object instanceof XhrBag && name === "withCredentials") object.withCredentials = value;
    else this.#listen(left.object, name);
    const isImage = left.object.type !== "Identifier" ? false : this.#isImage(left.object.name);
    if (isImage && name === "src") this.#add({ shownAs: "<img>", initiator: "image", url: value });
  }

  #isImage(name: string): boolean {
    const value = this.#scope.variables.get(name);
    return value instanceof Unknown && /^new Image\(/.test(value.written);
  }

  /** `xhr.upload.onprogress = …` and `xhr.upload.addEventListener(…)` make a preflight necessary. */
  #listen(object: AnyNode, name: string): void {
    if (object.type !== "MemberExpression" || object.object.type === "Super") return;
    if (propertyName(object, this.#scope) !== "upload" || !/^(on|addEventListener)/.test(name)) return;
    const xhr = evaluate(object.object, this.#scope);
    if (xhr instanceof XhrBag) xhr.hasUploadListener = true;
  }

  #call({ callee, arguments: given }: CallExpression): void {
    if (callee.type === "Identifier") {
      if (callee.name === "fetch") this.#found.push(fetchCall(this.#values(given)));
      const value = this.#scope.variables.get(callee.name);
      if (value instanceof AxiosBag) this.#push(axiosCall(value, null, this.#values(given)));
      return;
    }
    if (callee.type !== "MemberExpression" || callee.object.type === "Super") return;
    const name = propertyName(callee, this.#scope);
    const owner = callee.object.type === "Identifier" ? callee.object.name : "";
    if (name !== "fetch" && name !== "sendBeacon" && owner !== "$" && owner !== "jQuery" && !METHODS.includes(name))
      return;
    const values = this.#values(given);
    if (name === "fetch" && GLOBALS.includes(owner)) this.#found.push(fetchCall(values));
    else if (name === "sendBeacon") this.#beacon(values);
    else if (owner === "$" || owner === "jQuery") this.#push(jqueryCall(name, values));
    else this.#method(evaluate(callee.object, this.#scope), name, values, callee.object);
  }

  #push(request: ScriptRequest | null): void {
    if (request !== null) this.#found.push(request);
  }

  #beacon([url, body]: readonly Value[]): void {
    const type = body instanceof BlobBag && body.type !== "" ? body.type : null;
    const request = fetchCall([url, new Map([["body", body]])]);
    this.#add({
      ...request,
      shownAs: "navigator.sendBeacon()",
      initiator: "beacon",
      method: "POST",
      impliedType: type ?? request.impliedType,
      options: new Map(),
    });
  }

  #method(object: Value, name: string, values: readonly Value[], node: AnyNode): void {
    const [first, second] = values;
    if (object instanceof AxiosBag) this.#push(axiosCall(object, name, values));
    else if (object instanceof HeaderBag || object instanceof URLSearchParams) {
      if (name === "append" && object instanceof URLSearchParams) object.append(asText(first), asText(second));
      else if (name === "set" || name === "append") object.set(asText(first), asText(second));
    } else if (object instanceof FormBag) {
      if (name !== "append" && name !== "set") return;
      const isFile = second instanceof Unknown;
      object.fields.push({
        name: asText(first),
        value: asText(second),
        ...(isFile && values.length > 2 ? { fileName: asText(values[2]) } : {}),
      });
    } else if (object instanceof XhrBag) {
      if (name === "open") [object.method, object.url] = [first, second];
      else if (name === "setRequestHeader") object.headers.set(asText(first), asText(second));
      else if (name === "send") {
        object.isSent = true;
        this.#found.push(xhrRequest(object, first));
      }
    } else this.#listen(node, name);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

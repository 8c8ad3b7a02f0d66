import type {
  AnyNode,
  BinaryExpression,
  CallExpression,
  MemberExpression,
  NewExpression,
  ObjectExpression,
} from "acorn";
import {
  asJson,
  asText,
  AxiosBag,
  BlobBag,
  FormBag,
  HeaderBag,
  isList,
  joinedText,
  pairsOf,
  RequestBag,
  Unknown,
  XhrBag,
  type ObjectValue,
  type Value,
} from "./values.ts";

const WRITTEN_LENGTH = 60;

/** The variables that are known so far, and the text that they stand in. */
export interface Scope {
  readonly text: string;
  readonly variables: Map<string, Value>;
}

type Evaluators = { readonly [T in AnyNode["type"]]?: (node: Extract<AnyNode, { type: T }>, scope: Scope) => Value };

const EVALUATORS: Evaluators = {
  Literal: (node, scope) =>
    typeof node.value === "object" && node.value !== null ? unknown(node, scope) : (node.value as Value),
  TemplateLiteral: ({ quasis, expressions }, scope) =>
    joinedText(
      quasis.flatMap(({ value: { cooked } }, index) => {
        const expression = expressions[index];
        return expression === undefined ? [cooked ?? ""] : [cooked ?? "", asText(evaluate(expression, scope))];
      }),
    ),
  Identifier: (node, scope) => {
    if (node.name === "undefined") return undefined;
    return scope.variables.has(node.name) ? scope.variables.get(node.name) : unknown(node, scope);
  },
  ObjectExpression: objectOf,
  ArrayExpression: ({ elements }, scope) =>
    elements.map((element) => (element === null ? undefined : evaluate(element, scope))),
  BinaryExpression: (node, scope) => (node.operator === "+" ? sum(node, scope) : unknown(node, scope)),
  LogicalExpression: ({ operator, left, right }, scope) => {
    const value = evaluate(left, scope);
    const isTaken = operator === "??" ? value !== null && value !== undefined : Boolean(value) === (operator === "||");
    return isTaken && !(value instanceof Unknown) ? value : evaluate(right, scope);
  },
  UnaryExpression: (node, scope) => {
    const value = evaluate(node.argument, scope);
    if (value instanceof Unknown) return unknown(node, scope);
    if (node.operator === "!") return !value;
    if (node.operator === "void") return undefined;
    return node.operator === "-" && typeof value === "number" ? -value : unknown(node, scope);
  },
  ParenthesizedExpression: ({ expression }, scope) => evaluate(expression, scope),
  ChainExpression: ({ expression }, scope) => evaluate(expression, scope),
  AwaitExpression: ({ argument }, scope) => evaluate(argument, scope),
  MemberExpression: memberOf,
  NewExpression: constructed,
  CallExpression: called,
};

/** The value of an expression as far as the text tells it. Nothing is run. */
export function evaluate(node: AnyNode, scope: Scope): Value {
  const evaluator = EVALUATORS[node.type] as ((node: AnyNode, scope: Scope) => Value) | undefined;
  return evaluator === undefined ? unknown(node, scope) : evaluator(node, scope);
}

/** The name of a property where it is known. */
export function propertyName({ property, computed }: MemberExpression, scope: Scope): string {
  if (!computed) return property.type === "Identifier" ? property.name : "";
  return asText(evaluate(property, scope));
}

function unknown({ start, end }: AnyNode, { text }: Scope): Unknown {
  return new Unknown(
    end - start > WRITTEN_LENGTH ? `${text.slice(start, start + WRITTEN_LENGTH)}…` : text.slice(start, end),
  );
}

function sum({ left, right }: BinaryExpression, scope: Scope): Value {
  // A long chain of sums is deep on its left.
  const parts: AnyNode[] = [right];
  let first: AnyNode = left;
  while (first.type === "BinaryExpression" && first.operator === "+") {
    parts.push(first.right);
    first = first.left;
  }
  const values = [...parts, first].reverse().map((part) => evaluate(part, scope));
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length) return numbers.reduce((total, value) => total + value, 0);
  return joinedText(values.map((value) => asText(value)));
}

function objectOf(node: ObjectExpression, scope: Scope): ObjectValue {
  const object: ObjectValue = new Map();
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const spread = evaluate(property.argument, scope);
      if (spread instanceof Map) for (const [key, value] of spread) object.set(key, value);
      continue;
    }
    const { key, value, computed } = property;
    const name = computed || key.type !== "Identifier" ? asText(evaluate(key, scope)) : key.name;
    object.set(name, evaluate(value, scope));
  }
  return object;
}

function memberOf(node: MemberExpression, scope: Scope): Value {
  if (node.object.type === "Super") return unknown(node, scope);
  const object = evaluate(node.object, scope);
  const name = propertyName(node, scope);
  if (object instanceof Map) return object.has(name) ? object.get(name) : unknown(node, scope);
  if (object instanceof AxiosBag && name === "defaults") return object.defaults;
  if (object instanceof URL && name === "searchParams") return object.searchParams;
  if (object instanceof URL && name === "href") return object.href;
  if (isList(object) && /^\d+$/.test(name)) return object[Number(name)];
  return unknown(node, scope);
}

function constructed(node: NewExpression, scope: Scope): Value {
  const [first, second] = node.arguments.map((argument) => evaluate(argument, scope));
  const name = node.callee.type === "Identifier" ? node.callee.name : lastName(node.callee, scope);
  switch (name) {
    case "Headers": {
      const headers = new HeaderBag();
      for (const [key, value] of pairsOf(first)) headers.set(key, asText(value));
      return headers;
    }
    case "URLSearchParams":
      return new URLSearchParams(pairsOf(first).map(([key, value]) => [key, asText(value)]));
    case "FormData":
      return new FormBag();
    case "URL": {
      const base = second === undefined ? undefined : asText(second);
      return URL.parse(asText(first), base) ?? unknown(node, scope);
    }
    case "Request":
      return new RequestBag(first, second);
    case "Blob": {
      const type = second instanceof Map ? second.get("type") : "";
      return new BlobBag(
        isList(first) ? joinedText(first.map((each) => asText(each))) : "",
        type === undefined ? "" : asText(type),
      );
    }
    case "XMLHttpRequest":
      return new XhrBag();
    default:
      return unknown(node, scope);
  }
}

function lastName(callee: AnyNode, scope: Scope): string {
  return callee.type === "MemberExpression" ? propertyName(callee, scope) : "";
}

const TEXT_METHODS = ["toString", "trim", "concat"];

function called(node: CallExpression, scope: Scope): Value {
  const { callee } = node;
  if (callee.type === "Identifier") return functionCalled(callee.name, node, scope);
  if (callee.type !== "MemberExpression" || callee.object.type === "Super") return unknown(node, scope);
  const name = propertyName(callee, scope);
  const owner = callee.object.type === "Identifier" ? callee.object.name : "";
  const values = () => node.arguments.map((argument) => evaluate(argument, scope));
  if (owner === "JSON" && name === "stringify") {
    const [value, , space] = values();
    return value instanceof Unknown ? unknown(node, scope) : asJson(value, space);
  }
  if (owner === "Object" && name === "fromEntries") return new Map<string, Value>(pairsOf(values()[0]));
  if (name === "create") {
    const [defaults] = values();
    const isAxios = evaluate(callee.object, scope) instanceof AxiosBag;
    return isAxios ? new AxiosBag(defaults instanceof Map ? defaults : new Map<string, Value>()) : unknown(node, scope);
  }
  if (!TEXT_METHODS.includes(name)) return unknown(node, scope);
  const object = evaluate(callee.object, scope);
  if (name === "toString" && (object instanceof URL || object instanceof URLSearchParams)) return asText(object);
  if (typeof object !== "string") return unknown(node, scope);
  if (name === "trim") return object.trim();
  return name === "concat" ? joinedText([object, ...values().map((value) => asText(value))]) : object;
}

function functionCalled(name: string, node: CallExpression, scope: Scope): Value {
  const [argument] = node.arguments;
  if (argument === undefined || !["String", "btoa", "encodeURIComponent"].includes(name)) return unknown(node, scope);
  const value = evaluate(argument, scope);
  if (name === "String") return asText(value);
  if (value instanceof Unknown) return unknown(node, scope);
  if (name === "btoa") return base64(asText(value)) ?? unknown(node, scope);
  return encodeURIComponent(asText(value).toWellFormed());
}

function base64(text: string): string | null {
  return text.includes("${") || /[^\0-\xff]/.test(text) ? null : btoa(text);
}

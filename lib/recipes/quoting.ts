/**
 * How a value is written as a string of each language, so that it cannot end it. Values are visible ASCII: tokens, plain
 * origins, regular expressions of these, and lists of them with commas and spaces.
 */

/** A string of JavaScript, JSON, Go and Python, which agree on all that this can contain. */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value);
}

/** A string of PHP or Ruby in which nothing is interpolated. */
export function singleQuoted(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

/** A regular expression that matches just this text, in every dialect that the servers use. */
export function regexEscaped(value: string): string {
  return value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The variable that has to hold a dollar sign: nginx has no other way to write one where it looks for variables. */
export const NGINX_DOLLAR = "cors_dollar";

/** A parameter of nginx that may contain variables. */
export function nginxValue(value: string): string {
  return nginxString(value).replaceAll("$", `\${${NGINX_DOLLAR}}`);
}

/** A parameter of nginx that is taken as it is, such as a regular expression. */
export function nginxString(value: string): string {
  return `"${value.replaceAll(/\\(?=["'\\trn]|$)|"/g, String.raw`\$&`)}"`;
}

/** An argument in Apache's configuration. */
export function apacheString(value: string): string {
  return `"${value.replaceAll(/\\(?=["\\]|$)|"/g, String.raw`\$&`)}"`;
}

/** A value of Apache's `Header` directive, in which a percent sign begins a variable. */
export function apacheHeaderValue(value: string): string {
  return apacheString(value.replaceAll("%", "%%"));
}

/** A token of a Caddyfile. It knows no way to write a backslash before a quotation mark; no value has one. */
export function caddyString(value: string): string {
  return `"${value.replaceAll('"', String.raw`\"`)}"`;
}

/** An argument in HAProxy's configuration, weakly quoted. */
export function haproxyString(value: string): string {
  return `"${value.replaceAll(/[\\"$]/g, String.raw`\$&`)}"`;
}

/** A header value in HAProxy's configuration, in which a percent sign begins a variable. */
export function haproxyHeaderValue(value: string): string {
  return haproxyString(value.replaceAll("%", "%%"));
}

/** A word of a POSIX shell; its single quotes know no escape, so a quote is written outside of them. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

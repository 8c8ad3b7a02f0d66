const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};
const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))|c([^])|([^]))/g;

/**
 * What stands between the quotes of `$'…'`, its escapes resolved; a byte is the character of that code.
 * https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
export function unescapeAnsiC(text: string): { readonly text: string; readonly hasBytes: boolean } {
  let hasBytes = false;
  const unescaped = text.replace(
    ESCAPE,
    (whole, octal?: string, hex?: string, u?: string, bigU?: string, control?: string, other?: string) => {
      const byte = octal === undefined ? hex && parseInt(hex, 16) : parseInt(octal, 8) & 0xff;
      if (typeof byte === "number") {
        hasBytes ||= byte > 0x7f;
        return String.fromCharCode(byte);
      }
      const codePoint = parseInt(u ?? bigU ?? "", 16);
      if (!Number.isNaN(codePoint)) return codePoint > 0x10ffff ? "\ufffd" : String.fromCodePoint(codePoint);
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return SIMPLE[other ?? ""] ?? whole;
    },
  );
  return { text: unescaped, hasBytes };
}

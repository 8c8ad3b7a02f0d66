interface Quotes {
  readonly literal: RegExp;
  readonly read: (inside: string) => string;
}

/** Undoes the two escapes that a literal of printable ASCII needs, and fails on any other. */
function unescaped(inside: string, quote: string): string {
  return inside.replace(/\\(.?)/g, (escape, sign: string) => {
    if (sign !== quote && sign !== "\\") throw new Error(`${escape} is not the escape of a quote or of a backslash`);
    return sign;
  });
}

const DOUBLE: Quotes = { literal: /"((?:[^"\\]|\\.)*)"/g, read: (inside) => unescaped(inside, '"') };
const PHP: Quotes = { literal: /'((?:[^'\\]|\\.)*)'/g, read: (inside) => unescaped(inside, "'") };
const SHELL: Quotes = {
  literal: /'([^']*(?:'\\''[^']*)*)'/g,
  read: (inside) => inside.replaceAll("'\\''", "'"),
};

const QUOTES: Readonly<Record<string, Quotes>> = { php: PHP, shell: SHELL };

/** The string literals of the code, and the code with a number in the place of each. */
export function splitLiterals(code: string, language: string): { skeleton: string; literals: string[] } {
  const { literal, read } = QUOTES[language] ?? DOUBLE;
  const literals: string[] = [];
  const skeleton = code.replace(literal, (_, inside: string) => {
    literals.push(read(inside));
    return `<${literals.length - 1}>`;
  });
  return { skeleton, literals };
}

/** The literals within the group of the pattern's first match in the skeleton, in order. */
export function literalsWithin(code: string, language: string, pattern: RegExp): string[] {
  const { skeleton, literals } = splitLiterals(code, language);
  const within = pattern.exec(skeleton)?.[1] ?? "";
  return [...within.matchAll(/<(\d+)>/g)].map(([, index]) => literals[Number(index)]!);
}

import { parse as parseToml } from "smol-toml";
import ts from "typescript";
import { parseDocument } from "yaml";

function yaml(code: string): unknown {
  const document = parseDocument(code, { strict: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS();
}

/** The value of a literal made of objects, arrays, strings and `true`; undefined for any other expression. */
function literalValue(node: ts.Expression): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalValue);
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      node.properties
        .filter(ts.isPropertyAssignment)
        .map(({ name, initializer }) => [name.getText(), literalValue(initializer)]),
    );
  }
  return undefined;
}

/** Each call of the module whose first argument is an object literal: name of the function and that object. */
function calls(code: string, fileName: string): Record<string, unknown> {
  const { diagnostics = [] } = ts.transpileModule(code, { fileName, reportDiagnostics: true });
  if (diagnostics[0]) throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, "\n"));
  const found: Record<string, unknown> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [options] = node.arguments;
      if (options && ts.isObjectLiteralExpression(options)) found[node.expression.getText()] = literalValue(options);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true));
  return found;
}

/** For each language that has a parser here, what a part of a recipe says; it throws where the code is not well-formed. */
export const PARSERS: Readonly<Record<string, (code: string) => unknown>> = {
  json: (code): unknown => JSON.parse(code),
  yaml,
  toml: parseToml,
  javascript: (code) => calls(code, "recipe.js"),
  typescript: (code) => calls(code, "recipe.ts"),
};

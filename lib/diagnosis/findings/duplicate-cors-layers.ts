import { getHeaderLines, hasHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";

/** Headers with one value: a second line is a second author. */
const SINGLE = ["Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"];

export const duplicateCorsLayers = defineFinding({
  id: "duplicate-cors-layers",
  severity: "warning",
  title: "Two layers add CORS headers",
  about:
    "A header such as `Access-Control-Allow-Origin` stands in a response once. Two lines of it come from two layers that do not know of each other, mostly a proxy or CDN in front and the application behind it, or a middleware that is installed twice. Browsers join the lines and refuse the result, even when they are equal. Let one layer write the CORS headers, and have the other one leave them alone or remove them.",
  explain: ({ url, repeated }: { url: string; repeated: string[] }) =>
    `The answer of \`${url}\` has ${repeated.join(", and ")}. Two layers add CORS headers; let only one of them do it.`,
  detect: ({ exchanges }) => {
    const index = exchanges.findIndex(
      ({ request, response }) => hasHeader(request.headers, "origin") && repeatedIn(response?.headers ?? []).length > 0,
    );
    const exchange = exchanges[index];
    if (exchange === undefined) return [];
    const names = repeatedIn(exchange.response?.headers ?? []);
    const repeated = names.map((name) => {
      const values = getHeaderLines(exchange.response?.headers ?? [], name);
      const shown = values.map((value) => (value === "" ? "an empty value" : `\`${value}\``));
      return `\`${name}\` ${String(values.length)} times: ${shown.join(", ")}`;
    });
    const evidence = names.flatMap((name) => responseHeaderEvidence({ exchanges }, index, name));
    return [{ params: { url: exchange.request.url, repeated }, evidence }];
  },
});

function repeatedIn(headers: HeaderList): string[] {
  return SINGLE.filter((name) => getHeaderLines(headers, name).length > 1);
}

import type { Evidence, Exchange, ServerClue } from "#lib/contract/diagnosis.ts";
import type { ServerName } from "#lib/contract/servers.ts";
import { equalsByteCaseInsensitive, hasHeader } from "#lib/fetch/header-list.ts";
import { CLUES, type Clue } from "./clues.ts";

interface Found {
  readonly clue: Clue;
  readonly evidence: Evidence;
}

/**
 * The servers that gave themselves away, each once by its strongest clue. First those that wrote the body of an answer
 * themselves: what is behind them was never asked. Then in the order in which a configuration is likely to have to change.
 */
export function recognizeServers(exchanges: readonly Exchange[]): ServerClue[] {
  const found = CLUES.flatMap((clue): Found[] => {
    const evidence = evidenceFor(clue, exchanges);
    return evidence === null ? [] : [{ clue, evidence }];
  });
  const certain = new Set(found.flatMap(({ clue }) => ("unless" in clue ? [] : [clue.name])));
  const strongest = new Map<ServerName, Found>();
  for (const each of found) {
    const isMeaningless = "unless" in each.clue && each.clue.unless.some((name) => certain.has(name));
    if (!isMeaningless && !strongest.has(each.clue.name)) strongest.set(each.clue.name, each);
  }
  return [...strongest.values()]
    .sort((a, b) => Number("body" in b.clue) - Number("body" in a.clue))
    .map(({ clue, evidence }) => ({ name: clue.name, evidence }));
}

function evidenceFor(clue: Clue, exchanges: readonly Exchange[]): Evidence | null {
  for (const [exchange, { hop, request, response }] of exchanges.entries()) {
    if (response === null) continue;
    if ("host" in clue) {
      if (hop === 0 && clue.host.test(new URL(request.url).hostname)) return { request: "url" };
    } else if ("body" in clue) {
      const { status, bodyStart } = response;
      if (status >= 400 && bodyStart !== null && clue.body.test(bodyStart)) return { exchange, body: true };
    } else if (clue.beside === undefined || hasHeader(response.headers, clue.beside)) {
      const header = response.headers.findIndex(
        ([name, value]) => equalsByteCaseInsensitive(name, clue.header) && (clue.value?.test(value) ?? true),
      );
      if (header !== -1) return { exchange, header };
    }
  }
  return null;
}

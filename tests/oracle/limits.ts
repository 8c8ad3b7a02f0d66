import type { OracleCase } from "./case.ts";
import type { Oracle } from "./oracle.ts";

/** A kind of case that an oracle cannot judge, because something decides it that is not the browser engine. */
interface OracleLimit {
  readonly why: string;
  readonly applies: (oracleCase: OracleCase) => boolean;
}

const locationsOf = ({ hops }: OracleCase): (readonly string[])[] =>
  hops.map(({ actual }) =>
    actual.headers.filter(([name]) => name.toLowerCase() === "location").map(([, value]) => value),
  );

/** Whether a redirect leads to the URL that redirects, once more. */
function redirectsToItself(oracleCase: OracleCase): boolean {
  const [first = ""] = oracleCase.request.url.split("#");
  const locations = locationsOf(oracleCase);
  return locations.some((lines, index) => {
    const own = index === 0 ? [first] : (locations[index - 1] ?? []);
    return lines.some((line) => line === "" || own.includes(line));
  });
}

/** What an oracle is not asked, and why; everything else is. */
export const ORACLE_LIMITS: Readonly<Record<Oracle["name"], readonly OracleLimit[]>> = {
  chromium: [],
  firefox: [
    {
      why: "the network stack forgets a preflight with the address of its host, so it is up to chance whether a redirect to its own URL is preflighted again",
      applies: redirectsToItself,
    },
    {
      why: "a redirect to `mailto:` without CORS crashes the page's process",
      applies: (oracleCase) =>
        oracleCase.request.mode === "no-cors" &&
        locationsOf(oracleCase)
          .flat()
          .some((line) => line.startsWith("mailto:")),
    },
  ],
  webkit: [
    {
      why: "libsoup, and not WebKit, decodes response headers that are not ASCII",
      applies: ({ hops }) =>
        hops.some(({ preflight, actual }) =>
          [...preflight.headers, ...actual.headers].some(([, value]) => /[^\t\x20-\x7e]/.test(value)),
        ),
    },
    {
      why: "libsoup, and not WebKit, joins several `Location` lines into one",
      applies: (oracleCase) => locationsOf(oracleCase).some((lines) => lines.length > 1),
    },
    {
      why: "the network process of the GTK port, and not WebKit, turns a redirected DELETE into GET",
      applies: ({ request, hops }) => request.method.toUpperCase() === "DELETE" && hops.length > 1,
    },
    {
      why: "the network process of the GTK port, and not WebKit, refuses an empty `Location`",
      applies: (oracleCase) => locationsOf(oracleCase).some((lines) => lines.includes("")),
    },
    {
      why: "libsoup keeps `Origin` when a redirect changes the method of a request to which CORS does not apply",
      applies: ({ page, request, hops }) =>
        hops.length > 1 &&
        request.method.toUpperCase() !== "GET" &&
        (request.mode === "no-cors" || (!page.isSandboxed && URL.parse(request.url)?.origin === page.origin)),
    },
  ],
};

export function isWithinLimits(name: Oracle["name"], oracleCase: OracleCase): boolean {
  return !ORACLE_LIMITS[name].some(({ applies }) => applies(oracleCase));
}

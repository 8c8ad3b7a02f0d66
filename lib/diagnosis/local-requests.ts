import { privateAddressSpace, type PrivateAddressSpace } from "#lib/fetch/address-space.ts";
import { urlEvidence, type Occurrence } from "./finding.ts";
import { exchangeOf, type Observation } from "./observation.ts";

/** A type, because an interface is no record. */
export type LocalRequestParams = {
  page: string;
  url: string;
  /** The IP address that the request went to; the URL's host where that is not known. */
  address: string;
  space: PrivateAddressSpace;
};

/** Where an address of that space is. */
export const PLACES: Record<PrivateAddressSpace, string> = {
  loopback: "the user's own machine",
  local: "the user's local network",
};

/**
 * The requests of a page of that scheme that leave the public Internet for the user's machine or network, the first for
 * each host. None where the page is there itself, because browsers restrict public pages only. An opaque origin does not
 * tell: a sandboxed frame of a public page is restricted, a file is not.
 */
export function localRequests(
  observation: Observation,
  scheme: "http" | "https",
): readonly Occurrence<LocalRequestParams>[] {
  const { main, request } = observation;
  if (request.origin.kind === "opaque" || request.origin.scheme !== scheme) return [];
  const page = request.origin.serialized;
  const pageHost = new URL(page).hostname;
  const requests = main.steps.flatMap(({ request: { url, hop } }, step) => {
    const host = new URL(url).hostname;
    const address = exchangeOf(observation, main, step)?.exchange.remoteAddress ?? host;
    const space = privateAddressSpace(hostnameOf(address));
    return space === null ? [] : [{ url, hop, host, address, space }];
  });
  if (privateAddressSpace(pageHost) !== null || requests.some(({ host }) => host === pageHost)) return [];
  return requests
    .filter(({ host }, index) => requests.findIndex((each) => each.host === host) === index)
    .map(({ url, hop, address, space }) => ({
      params: { page, url, address, space },
      evidence: urlEvidence(observation, main, hop),
    }));
}

/** A socket's address as the URL parser would write it. */
function hostnameOf(address: string): string {
  const bracketed = `http://[${address.replace(/%.*$/, "")}]`;
  return URL.canParse(bracketed) ? new URL(bracketed).hostname : address;
}

import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { getHeader, hasHeader } from "#lib/fetch/header-list.ts";
import { labResponse, NO_SUCH_SCENARIO } from "#lib/lab/answer.ts";
import { labOrigin, labPageOrigin, labUrl } from "#lib/lab/catalog.ts";
import { LAB_SITES, type LabOrigins, type LabScenario } from "#lib/lab/scenario.ts";
import type { Network } from "./network.ts";

/** The lab's three servers without their sockets. */
export function labNetwork(origins: LabOrigins): Network {
  return ({ url, method, headers }) => {
    const { origin: target, pathname: path } = new URL(url);
    const site = LAB_SITES.find((each) => labOrigin(origins, each) === target);
    if (site === undefined) return NO_SUCH_SCENARIO;
    const origin = getHeader(headers, "origin") ?? undefined;
    const asksForMethod = hasHeader(headers, "access-control-request-method");
    return labResponse({ site, path, method, origin, asksForMethod }, origins) ?? NO_SUCH_SCENARIO;
  };
}

/** What the scenario's page asks for. */
export function labFetchRequest(scenario: LabScenario, origins: LabOrigins): FetchRequest {
  const { body, ...rest } = scenario.request;
  return requestOf({
    ...rest,
    url: labUrl(scenario, origins),
    origin: labPageOrigin(scenario, origins),
    ...(body === null ? {} : { body }),
  });
}

/** The request that the fields of an example describe. Throws where they describe none. */
export function requestOf(fields: RequestFields): FetchRequest {
  const read = readFields(fields);
  if (!read.ok) throw new Error(`An example asks for what cannot be asked: ${JSON.stringify(read.errors)}`);
  return read.request;
}

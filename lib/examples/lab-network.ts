import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { getHeader, hasHeader } from "#lib/fetch/header-list.ts";
import { labResponse } from "#lib/lab/answer.ts";
import { labFields, labOrigin } from "#lib/lab/catalog.ts";
import { LAB_SITES, type LabOrigins, type LabScenario } from "#lib/lab/scenario.ts";
import type { Network } from "./network.ts";

const NOBODY = { status: 404, headers: [], body: "" };

/** The lab's three servers without their sockets. */
export function labNetwork(origins: LabOrigins): Network {
  return ({ url, method, headers }) => {
    const { origin: target, pathname: path, search } = new URL(url);
    const site = LAB_SITES.find((each) => labOrigin(origins, each) === target);
    if (site === undefined) return NOBODY;
    const question = {
      site,
      path,
      hasQuery: search !== "",
      method,
      origin: getHeader(headers, "origin") ?? undefined,
      asksForMethod: hasHeader(headers, "access-control-request-method"),
      asksForHeaders: hasHeader(headers, "access-control-request-headers"),
    };
    return labResponse(question, origins);
  };
}

/** What the scenario's page asks for. */
export function labFetchRequest(scenario: LabScenario, origins: LabOrigins): FetchRequest {
  return requestOf(labFields(scenario, origins));
}

/** The request that the fields of an example describe. Throws where they describe none. */
export function requestOf(fields: RequestFields): FetchRequest {
  const read = readFields(fields);
  if (!read.ok) throw new Error(`An example asks for what cannot be asked: ${JSON.stringify(read.errors)}`);
  return read.request;
}

import { CREDENTIALS_SCENARIOS } from "./scenarios/credentials.ts";
import { HIDDEN_ERROR_SCENARIOS } from "./scenarios/hidden-error.ts";
import { INITIATOR_SCENARIOS } from "./scenarios/initiator.ts";
import { NEEDLESS_HEADER_SCENARIOS } from "./scenarios/needless-header.ts";
import { ORIGIN_SCENARIOS } from "./scenarios/origin.ts";
import { PREFLIGHT_ORIGIN_SCENARIOS } from "./scenarios/preflight-origin.ts";
import { PREFLIGHT_REFUSED_SCENARIOS } from "./scenarios/preflight-refused.ts";
import { PREFLIGHT_SCENARIOS } from "./scenarios/preflight.ts";
import { REDIRECT_SCENARIOS } from "./scenarios/redirect.ts";
import { REQUEST_SCENARIOS } from "./scenarios/request.ts";
import { RESPONSE_SCENARIOS } from "./scenarios/response.ts";
import { LAB_SITES, type LabEndpoint, type LabOrigins, type LabScenario, type LabSite } from "./scenario.ts";

/** The gallery of deliberately broken servers, and of the correct ones beside them. */
export const LAB_SCENARIOS: readonly LabScenario[] = [
  ...ORIGIN_SCENARIOS,
  ...CREDENTIALS_SCENARIOS,
  ...PREFLIGHT_SCENARIOS,
  ...PREFLIGHT_ORIGIN_SCENARIOS,
  ...PREFLIGHT_REFUSED_SCENARIOS,
  ...REDIRECT_SCENARIOS,
  ...RESPONSE_SCENARIOS,
  ...HIDDEN_ERROR_SCENARIOS,
  ...NEEDLESS_HEADER_SCENARIOS,
  ...REQUEST_SCENARIOS,
  ...INITIATOR_SCENARIOS,
];

export function labOrigin(origins: LabOrigins, site: LabSite): string {
  return origins[LAB_SITES.indexOf(site)] as string;
}

/** The path of an endpoint: `/{scenario}` or `/{scenario}/{step}`. */
export function labPath(id: string, step: LabEndpoint["step"]): string {
  return step === "" ? `/${id}` : `/${id}/${step}`;
}

/** The URL that the scenario's page asks for. */
export function labUrl({ id, endpoints: [first] }: LabScenario, origins: LabOrigins): string {
  return labOrigin(origins, first.site) + labPath(id, first.step);
}

/** The serialized origin of the scenario's page. */
export function labPageOrigin({ pageOrigin }: LabScenario, origins: LabOrigins): string {
  return pageOrigin === "opaque" ? "null" : labOrigin(origins, "page");
}

/** The request as the fields of a diagnosis. */
export function labFields(scenario: LabScenario, origins: LabOrigins) {
  const { body, ...fields } = scenario.request;
  const url = labUrl(scenario, origins);
  return { ...fields, url, origin: labPageOrigin(scenario, origins), ...(body !== null && { body }) };
}

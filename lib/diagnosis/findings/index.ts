import { BEFORE_SENDING } from "../before-sending.ts";
import { actualRequestNotSent } from "./actual-request-not-sent.ts";
import { actualStatusNotOk } from "./actual-status-not-ok.ts";
import { allowCredentialsNotTrue } from "./allow-credentials-not-true.ts";
import { allowCredentialsWithoutEffect } from "./allow-credentials-without-effect.ts";
import { allowOriginInvalidValue } from "./allow-origin-invalid-value.ts";
import { allowOriginMismatch } from "./allow-origin-mismatch.ts";
import { allowOriginMissing } from "./allow-origin-missing.ts";
import { allowOriginMultipleValues } from "./allow-origin-multiple-values.ts";
import { allowOriginNull } from "./allow-origin-null.ts";
import { allowOriginOnlyWithOrigin } from "./allow-origin-only-with-origin.ts";
import { allowOriginWildcardWithCredentials } from "./allow-origin-wildcard-with-credentials.ts";
import { answerMissing } from "./answer-missing.ts";
import { answerNotConclusive } from "./answer-not-conclusive.ts";
import { authorizationLostInRedirect } from "./authorization-lost-in-redirect.ts";
import { authorizationNeedsNoCredentials } from "./authorization-needs-no-credentials.ts";
import { botChallenge } from "./bot-challenge.ts";
import { browsersDisagree } from "./browsers-disagree.ts";
import { cacheRequestHeader } from "./cache-request-header.ts";
import { cachedForAnotherOrigin } from "./cached-for-another-origin.ts";
import { cachedWithoutVary } from "./cached-without-vary.ts";
import { contentTypeWithoutBody } from "./content-type-without-body.ts";
import { cookiesNotReplayed } from "./cookies-not-replayed.ts";
import { corpBlocked } from "./corp-blocked.ts";
import { duplicateCorsLayers } from "./duplicate-cors-layers.ts";
import { errorAnswersWithoutCors } from "./error-answers-without-cors.ts";
import { forbiddenRequestHeader } from "./forbidden-request-header.ts";
import { htmlInsteadOfJson } from "./html-instead-of-json.ts";
import { limitReached } from "./limit-reached.ts";
import { lnaInsecureContext } from "./lna-insecure-context.ts";
import { localNetworkAccess } from "./local-network-access.ts";
import { loginRedirect } from "./login-redirect.ts";
import { networkError } from "./network-error.ts";
import { noCorsRequestHeaderDropped } from "./no-cors-request-header-dropped.ts";
import { notACorsRequest } from "./not-a-cors-request.ts";
import { opaquePageOrigin } from "./opaque-page-origin.ts";
import { opaqueResponse } from "./opaque-response.ts";
import { originNotAllowed } from "./origin-not-allowed.ts";
import { originReflected } from "./origin-reflected.ts";
import { payloadTooLarge } from "./payload-too-large.ts";
import { preflightAllowCredentialsNotTrue } from "./preflight-allow-credentials-not-true.ts";
import { preflightAllowHeadersUnparsable } from "./preflight-allow-headers-unparsable.ts";
import { preflightAllowMethodsUnparsable } from "./preflight-allow-methods-unparsable.ts";
import { preflightAllowOriginInvalidValue } from "./preflight-allow-origin-invalid-value.ts";
import { preflightAllowOriginMismatch } from "./preflight-allow-origin-mismatch.ts";
import { preflightAllowOriginMissing } from "./preflight-allow-origin-missing.ts";
import { preflightAllowOriginMultipleValues } from "./preflight-allow-origin-multiple-values.ts";
import { preflightAllowOriginWildcardWithCredentials } from "./preflight-allow-origin-wildcard-with-credentials.ts";
import { preflightAuthorizationWildcard } from "./preflight-authorization-wildcard.ts";
import { preflightHeaderNotAllowed } from "./preflight-header-not-allowed.ts";
import { preflightHeaderOnActualResponse } from "./preflight-header-on-actual-response.ts";
import { preflightHeaderRefused } from "./preflight-header-refused.ts";
import { preflightMethodNotAllowed } from "./preflight-method-not-allowed.ts";
import { preflightMethodRefused } from "./preflight-method-refused.ts";
import { preflightNeedsLogin } from "./preflight-needs-login.ts";
import { preflightNotRouted } from "./preflight-not-routed.ts";
import { preflightOnlyCors } from "./preflight-only-cors.ts";
import { preflightRedirect } from "./preflight-redirect.ts";
import { preflightServerError } from "./preflight-server-error.ts";
import { preflightStatusNotOk } from "./preflight-status-not-ok.ts";
import { privateNetworkHeaderWithoutEffect } from "./private-network-header-without-effect.ts";
import { probesLeftOut } from "./probes-left-out.ts";
import { redirectInvalidLocation } from "./redirect-invalid-location.ts";
import { redirectLocationCredentials } from "./redirect-location-credentials.ts";
import { redirectModeError } from "./redirect-mode-error.ts";
import { redirectSchemeNotHttp } from "./redirect-scheme-not-http.ts";
import { redirectStreamBody } from "./redirect-stream-body.ts";
import { redirectTaintedOrigin } from "./redirect-tainted-origin.ts";
import { redirectTooMany } from "./redirect-too-many.ts";
import { redirectTwin } from "./redirect-twin.ts";
import { refusedByCorsRules } from "./refused-by-cors-rules.ts";
import { responseHeaderAsRequestHeader } from "./response-header-as-request-header.ts";
import { responseHeaderNotExposed } from "./response-header-not-exposed.ts";
import { responsesUnused } from "./responses-unused.ts";
import { targetUnreachable } from "./target-unreachable.ts";
import { tooManyRequests } from "./too-many-requests.ts";
import { tracingHeader } from "./tracing-header.ts";
import { uploadListenerPreflight } from "./upload-listener-preflight.ts";
import { varyOriginMissing } from "./vary-origin-missing.ts";

/** Every finding that a diagnosis can contain; the order is the order of display within one severity: what is behind the browser's message first. */
export const FINDINGS = [
  targetUnreachable,
  botChallenge,
  preflightMethodRefused,
  preflightHeaderRefused,
  originNotAllowed,
  cachedWithoutVary,
  refusedByCorsRules,
  loginRedirect,
  authorizationLostInRedirect,
  tooManyRequests,
  payloadTooLarge,
  preflightNotRouted,
  preflightNeedsLogin,
  preflightServerError,
  actualStatusNotOk,
  htmlInsteadOfJson,
  ...BEFORE_SENDING,
  preflightRedirect,
  preflightAllowOriginMissing,
  preflightAllowOriginWildcardWithCredentials,
  preflightAllowOriginMultipleValues,
  preflightAllowOriginInvalidValue,
  preflightAllowOriginMismatch,
  preflightAllowCredentialsNotTrue,
  preflightStatusNotOk,
  preflightAllowMethodsUnparsable,
  preflightAllowHeadersUnparsable,
  preflightMethodNotAllowed,
  preflightHeaderNotAllowed,
  preflightAuthorizationWildcard,
  allowOriginMissing,
  allowOriginWildcardWithCredentials,
  allowOriginMultipleValues,
  allowOriginInvalidValue,
  allowOriginMismatch,
  allowCredentialsNotTrue,
  corpBlocked,
  networkError,
  redirectInvalidLocation,
  redirectSchemeNotHttp,
  redirectTooMany,
  redirectLocationCredentials,
  redirectStreamBody,
  redirectModeError,
  limitReached,
  answerNotConclusive,
  answerMissing,
  actualRequestNotSent,
  redirectTaintedOrigin,
  opaquePageOrigin,
  cachedForAnotherOrigin,
  duplicateCorsLayers,
  preflightOnlyCors,
  responseHeaderAsRequestHeader,
  contentTypeWithoutBody,
  tracingHeader,
  cacheRequestHeader,
  uploadListenerPreflight,
  authorizationNeedsNoCredentials,
  lnaInsecureContext,
  localNetworkAccess,
  browsersDisagree,
  redirectTwin,
  originReflected,
  varyOriginMissing,
  allowOriginNull,
  allowOriginOnlyWithOrigin,
  forbiddenRequestHeader,
  noCorsRequestHeaderDropped,
  responseHeaderNotExposed,
  opaqueResponse,
  notACorsRequest,
  cookiesNotReplayed,
  errorAnswersWithoutCors,
  probesLeftOut,
  allowCredentialsWithoutEffect,
  preflightHeaderOnActualResponse,
  privateNetworkHeaderWithoutEffect,
  responsesUnused,
] as const;

export type FindingId = (typeof FINDINGS)[number]["id"];

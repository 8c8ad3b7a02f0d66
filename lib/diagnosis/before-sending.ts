import { badPort } from "./findings/bad-port.ts";
import { forbiddenMethod } from "./findings/forbidden-method.ts";
import { getWithBody } from "./findings/get-with-body.ts";
import { mixedContent } from "./findings/mixed-content.ts";
import { modeSameOriginCrossOrigin } from "./findings/mode-same-origin-cross-origin.ts";
import { noCorsMethod } from "./findings/no-cors-method.ts";
import { redirectNoCorsNotFollow } from "./findings/redirect-no-cors-not-follow.ts";
import { schemeNotCorsEnabled } from "./findings/scheme-not-cors-enabled.ts";
import { urlWithCredentials } from "./findings/url-with-credentials.ts";

/** What a browser refuses before it sends anything, apart from the rest: the form needs no other finding. */
export const BEFORE_SENDING = [
  forbiddenMethod,
  noCorsMethod,
  getWithBody,
  urlWithCredentials,
  schemeNotCorsEnabled,
  modeSameOriginCrossOrigin,
  mixedContent,
  badPort,
  redirectNoCorsNotFollow,
] as const;

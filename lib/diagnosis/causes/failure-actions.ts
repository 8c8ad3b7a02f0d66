import type { FAILURE_CODES, FailureCode, FailurePhase } from "#lib/contract/terms.ts";

/** The phases in which a browser fails as well; the others end as limits of ours. */
type Phase = Exclude<FailurePhase, "egress" | "timeout">;
/** What a browser might get past. */
type Inconclusive = "http2-only" | "request-not-representable" | "malformed-response" | "headers-too-large";

type Actions = {
  readonly [P in Phase]: Readonly<Record<Exclude<(typeof FAILURE_CODES)[P][number], Inconclusive>, string>>;
};

const ACTIONS: Actions = {
  dns: {
    "name-not-found":
      "Check the host name for a typo; a name of a private network or a VPN has no address outside of it.",
    "name-lookup-failed": "Check the name servers of the domain, then try again.",
  },
  connect: {
    "connection-refused": "Start the server, or correct the port.",
    "connection-reset": "Look for a firewall, or for a server that expects another protocol on this port.",
    "connection-closed": "Look for a firewall, or for a server that expects another protocol on this port.",
    "host-unreachable": "Check the address that the name has in the DNS, and the network that leads there.",
  },
  tls: {
    "certificate-authority-unknown":
      "Install a certificate of a public authority together with its intermediate certificates. A browser that was told to trust this one gets further.",
    "certificate-expired": "Renew the certificate, and have the server load it.",
    "certificate-name-mismatch": "Request the server by a name that its certificate has, or add this name to it.",
    "certificate-invalid": "Install a valid certificate.",
    "protocol-error": "Check whether this port speaks TLS at all, and in a version that browsers still use.",
  },
  request: {
    "connection-reset": "Look for a limit on the size of requests, and at the server's log.",
    "connection-closed": "Look for a limit on the size of requests, and at the server's log.",
  },
  response: {
    "connection-reset": "Look at the server's log; it may have crashed on this request.",
    "connection-closed": "Look at the server's log; it may have crashed on this request.",
    "not-http": "Check the port: something else than a web server listens there.",
  },
};

/** What to do about a request that got no HTTP answer; empty where that is not known. */
export function actionAfter({ phase, code }: { readonly phase: FailurePhase; readonly code: FailureCode }): string {
  const actions: Readonly<Partial<Record<FailurePhase, Readonly<Partial<Record<FailureCode, string>>>>>> = ACTIONS;
  return actions[phase]?.[code] ?? "";
}

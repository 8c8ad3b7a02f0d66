import type { FAILURE_CODES, FailurePhase } from "#lib/contract/terms.ts";
import { DENIAL_SENTENCES } from "#lib/egress/denial.ts";
import type { ExchangeFailureCode } from "./failure.ts";

type Sentences = { readonly [P in FailurePhase]: Readonly<Record<(typeof FAILURE_CODES)[P][number], string>> };

const SENTENCES: Sentences = {
  egress: DENIAL_SENTENCES,
  dns: {
    "name-not-found": "No address was found for this host name.",
    "name-lookup-failed": "The name servers could not answer for this host name.",
  },
  connect: {
    "connection-refused": "The host is there, but nothing listens on this port.",
    "connection-reset": "The server broke the connection off before the request could be sent.",
    "connection-closed": "The server closed the connection before the request could be sent.",
    "host-unreachable": "No route leads to the host's address.",
  },
  tls: {
    "certificate-authority-unknown":
      "The server's certificate was not issued by an authority that browsers trust: it is self-signed, or an intermediate certificate is missing.",
    "certificate-expired": "The server's certificate has expired or is not valid yet.",
    "certificate-name-mismatch": "The server's certificate is for other host names.",
    "certificate-invalid": "The server's certificate is not valid.",
    "protocol-error":
      "The TLS handshake failed: the server does not speak TLS on this port, or no version of it in common.",
    "http2-only": "The server speaks HTTP/2 only, which this tool does not.",
  },
  request: {
    "connection-reset": "The server broke the connection off while the request was being sent.",
    "connection-closed": "The server closed the connection while the request was being sent.",
    "request-not-representable": "This tool cannot send such a request.",
  },
  response: {
    "connection-reset": "The server broke the connection off instead of answering.",
    "connection-closed": "The server closed the connection without an answer.",
    "not-http": "The server answered with something that is not HTTP.",
    "malformed-response":
      "The server's answer breaks the rules of HTTP/1.1 in a way that this tool cannot read; some browsers are more lenient.",
    "headers-too-large": "The server's response headers are larger than this tool reads.",
  },
  timeout: {
    "name-lookup": "The name servers did not answer in time.",
    connect: "The host did not complete the connection in time.",
    response: "The server accepted the request but did not begin to answer in time.",
    deadline: "The time for the whole diagnosis was up before the server had answered.",
  },
};

/** One plain sentence about a failure. */
export function failureSentence({ phase, code }: ExchangeFailureCode): string {
  const sentences: Readonly<Record<string, string>> = SENTENCES[phase];
  return sentences[code] ?? "";
}

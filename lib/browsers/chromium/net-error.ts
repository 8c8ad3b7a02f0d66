/** Chromium's name for a failure of the network, by our phase and code. */
export const NET_ERRORS: Readonly<Record<string, string | undefined>> = {
  "dns/name-not-found": "ERR_NAME_NOT_RESOLVED",
  "dns/name-lookup-failed": "ERR_NAME_NOT_RESOLVED",
  "connect/connection-refused": "ERR_CONNECTION_REFUSED",
  "connect/connection-reset": "ERR_CONNECTION_RESET",
  "connect/connection-closed": "ERR_CONNECTION_CLOSED",
  "connect/host-unreachable": "ERR_ADDRESS_UNREACHABLE",
  "tls/certificate-authority-unknown": "ERR_CERT_AUTHORITY_INVALID",
  "tls/certificate-expired": "ERR_CERT_DATE_INVALID",
  "tls/certificate-name-mismatch": "ERR_CERT_COMMON_NAME_INVALID",
  "tls/certificate-invalid": "ERR_CERT_INVALID",
  "tls/protocol-error": "ERR_SSL_PROTOCOL_ERROR",
  "request/connection-reset": "ERR_CONNECTION_RESET",
  "request/connection-closed": "ERR_CONNECTION_CLOSED",
  "response/connection-reset": "ERR_CONNECTION_RESET",
  "response/connection-closed": "ERR_EMPTY_RESPONSE",
  "response/not-http": "ERR_INVALID_HTTP_RESPONSE",
};

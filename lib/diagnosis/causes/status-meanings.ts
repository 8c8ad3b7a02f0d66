interface StatusMeaning {
  /** A clause that says what the server means by it. */
  readonly means: string;
  /** What to do next. */
  readonly action: string;
}

const LOOK_AT_LOG = "Look at the server's log for the reason.";

const MEANINGS: Readonly<Record<number, StatusMeaning>> = {
  400: {
    means: "the server finds something in the request malformed",
    action: "Compare the request with what the API documents.",
  },
  401: {
    means: "the server wants to know who is asking, and the request does not say so in a way that it accepts",
    action: "Send valid credentials; a token may have expired or been left out.",
  },
  403: {
    means: "the server knows the request and refuses it",
    action: "Check the permissions of the token or user, and the server's access rules, firewall and CSRF protection.",
  },
  404: { means: "the server has nothing at this URL", action: "Check the path for a typo or a missing prefix." },
  405: {
    means: "the server has no route for this method at this URL",
    action: "Check the method and the path, a slash at the end included.",
  },
  406: { means: "the server has no form of the answer that `Accept` asks for", action: "Check `Accept`." },
  407: { means: "the answer asks for a login to a proxy", action: "Have the server answer 401 or 403 instead." },
  408: { means: "the server did not get the whole request in time", action: "Try again, and look at the connection." },
  409: { means: "the request conflicts with what the server has stored", action: "Fetch the current state and retry." },
  410: { means: "what was at this URL is gone for good", action: "Use the URL that took its place." },
  411: { means: "the server wants a `Content-Length`", action: "Send the body in one piece instead of a stream." },
  412: { means: "a precondition of the request does not hold", action: "Fetch the current state and retry." },
  414: { means: "the URL is longer than the server accepts", action: "Put the data into the body of a POST request." },
  415: {
    means: "the server does not take a body of this `Content-Type`",
    action: "Send the `Content-Type` that the API documents, most often `application/json`.",
  },
  419: { means: "the CSRF token is missing or has expired", action: "Fetch a new token and send it along." },
  421: {
    means: "the request reached a server that is not responsible for this host",
    action: "Check DNS and TLS names.",
  },
  422: {
    means: "the server understands the request and finds its data invalid",
    action: "Check the data that is sent.",
  },
  426: { means: "the server wants another protocol", action: "Check whether the URL needs https or a WebSocket." },
  431: { means: "the request's headers are longer than the server accepts", action: "Send fewer or shorter cookies." },
  451: { means: "the server may not give this out for legal reasons", action: "Ask whoever runs the server." },
  500: { means: "the application failed while it answered", action: LOOK_AT_LOG },
  501: { means: "the server does not implement this method", action: "Check the method." },
  502: {
    means: "a proxy is in front of the application and got no valid answer from it",
    action: "Check that the application runs and listens where the proxy looks for it.",
  },
  503: {
    means: "the service is down, overloaded or being deployed",
    action: "Check that it runs and passes its health checks, then try again.",
  },
  504: {
    means: "a proxy is in front of the application and did not get its answer in time",
    action: "Find out what the application waits for, or raise the proxy's time limit.",
  },
  520: { means: "Cloudflare got an answer from the server that it cannot use", action: LOOK_AT_LOG },
  521: {
    means: "Cloudflare is refused by the server",
    action: "Check that it runs and lets Cloudflare's addresses in.",
  },
  522: { means: "Cloudflare cannot connect to the server in time", action: "Check the server's firewall and address." },
  523: { means: "Cloudflare cannot reach the server", action: "Check the address of the server in the DNS settings." },
  524: { means: "the server did not answer Cloudflare in time", action: "Find out what the application waits for." },
  525: { means: "the TLS handshake between Cloudflare and the server failed", action: "Check the server's TLS." },
  526: { means: "Cloudflare does not accept the server's certificate", action: "Renew the server's certificate." },
  530: { means: "Cloudflare cannot find the server", action: "Check the DNS settings or the tunnel." },
};

/** What a status of 400 or more means and what to do about it; the general words where there are none of its own. */
export function meaningOf(status: number): StatusMeaning {
  return (
    MEANINGS[status] ??
    (status < 500
      ? { means: "the server takes the request for a wrong one", action: "Compare it with what the API documents." }
      : { means: "the server failed", action: LOOK_AT_LOG })
  );
}

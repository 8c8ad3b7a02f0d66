const PREFLIGHT = "the preflight, the `OPTIONS` request that the browser sends first,";
/**
 * What the messages of the browsers mean. `{answer}` is the answer that was refused; what the other holes hold comes out
 * of the message.
 */
export const SAYS = {
  missing:
    "In {answer} there is no `Access-Control-Allow-Origin`, so the browser does not let the page read it. Often what answers is not the API itself but an error page or a proxy in front of it.",
  wildcard:
    "The request is made with credentials, and {answer} allows every page with `*`. With credentials `Access-Control-Allow-Origin` has to name the page's origin itself.",
  multiple:
    "In {answer} `Access-Control-Allow-Origin` has more than one value: {value}. Only one is allowed; usually two parts of the server each add the header.",
  multipleUnnamed:
    "In {answer} `Access-Control-Allow-Origin` has more than one value. Only one is allowed; usually two parts of the server each add the header.",
  invalid: "In {answer} `Access-Control-Allow-Origin` is {value}, which is neither an origin nor `*`.",
  invalidUnnamed: "In {answer} `Access-Control-Allow-Origin` is neither an origin nor `*`.",
  mismatchUnnamed:
    "In {answer} `Access-Control-Allow-Origin` names another origin than the one that the browser sent. Origins are compared letter by letter, with scheme and port and without a slash at the end.",
  issueOfHeaders:
    "In {answer} `Access-Control-Allow-Origin` is missing or cannot be read. The issue does not say which; the red line in the console does.",
  mismatch:
    "In {answer} `Access-Control-Allow-Origin` is {value}, which is not the origin that the browser sent. Origins are compared letter by letter, with scheme and port and without a slash at the end.",
  credentials:
    "The request is made with credentials, and {answer} does not agree with `Access-Control-Allow-Credentials: true`.",
  credentialsAre:
    "The request is made with credentials, and in {answer} `Access-Control-Allow-Credentials` is {value} where it has to be `true`.",
  preflightStatus: `The answer to ${PREFLIGHT} has to have a status from 200 to 299, and does not. Often the server asks for a login first, or knows no route for \`OPTIONS\`.`,
  preflightStatusIs: `The answer to ${PREFLIGHT} has the status {status} where one from 200 to 299 is needed. Often the server asks for a login first, or knows no route for \`OPTIONS\`.`,
  preflightRedirect: `The answer to ${PREFLIGHT} is a redirect, and browsers follow none there. Request the address that it leads to: often it is a matter of \`https\` or of a slash at the end, or it is a login page.`,
  methodsUnparsable: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Methods\` cannot be read: it has to be a list of methods with commas between them.`,
  headersUnparsable: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Headers\` cannot be read: it has to be a list of header names with commas between them.`,
  methodNotAllowed: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Methods\` does not have the method {method}, written in these very letters.`,
  methodNotAllowedUnnamed: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Methods\` does not have the method of the request.`,
  headerNotAllowed: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Headers\` does not have the header {header}. The browser names only the first one that is missing.`,
  headerNotAllowedUnnamed: `In the answer to ${PREFLIGHT} \`Access-Control-Allow-Headers\` does not have a header that the request sets.`,
  redirectUserinfo: "A redirect leads to a URL with a user name or password in it, which browsers do not follow here.",
  redirectScheme: "A redirect leads to a URL that is neither http nor https, which browsers do not follow here.",
  scheme:
    "Pages can request http and https URLs. A page that was opened from a file has to be served over http to request the files beside it.",
  sameOriginMode: 'The request has `mode: "same-origin"`, and the URL is of another origin than the page.',
  noCorsRedirect: 'A request with `mode: "no-cors"` has to follow redirects, and this one asks for something else.',
  redirectMode: 'The answer is a redirect, and the request has `redirect: "error"`.',
  tooMany: "The redirects do not end: browsers follow twenty of them.",
  badPort: "Browsers refuse this port, because another protocol than HTTP is spoken there. Nothing was sent.",
  mixedContent:
    "The page is loaded over https and requests an http URL, which browsers do not allow. Nothing was sent.",
  corp: "This is not CORS: `Cross-Origin-Resource-Policy` in the answer keeps the resource from pages of other origins.",
  csp: "This is not CORS: the page's own `Content-Security-Policy` forbids requests to this address. Nothing was sent, and no header of the server changes that.",
  unreachable:
    "This is not CORS: no answer came. The name, the connection or the certificate failed, or something between browser and server broke it off.",
  firefoxNoAnswer:
    "Firefox uses these words for every request that gets no answer: the name, the connection or the certificate fails, or an extension blocks it. It also prints them after another line that names the cause, and then they mean nothing.",
  lnaInsecure:
    "This is not CORS: a page over http requests an address of the local network or of this machine, which Chrome allows only pages over https.",
  lna: "This is not CORS: the page requests an address of the local network or of this machine, and the permission for that was refused. No header of the server changes it.",
  pna: "This is Private Network Access, which Chrome has given up: since version 138 it asks the user instead, and `Access-Control-Allow-Private-Network` has no effect.",
  lnaSpace: "This is not CORS: the request names a `targetAddressSpace` in which its address is not.",
  upgraded:
    "The browser asks for this URL over https instead of http. That is a notice; what failed is in another line.",
  insecureButAllowed:
    "The page is loaded over https and this URL is not. The browser only warns; what failed is in another line.",
  orb: "This is not CORS: an element without `crossorigin` got something of another kind than it asked for, and Firefox withholds that. Look at what the URL answers.",
  type: "This is not CORS: the answer has another `Content-Type` than the element needs. Often it is an error page.",
  integrity:
    "An integrity check needs a request with CORS: give the element the attribute `crossorigin`, and let the server send `Access-Control-Allow-Origin`.",
  headerDropped:
    "Pages cannot set the header {header}: the browser leaves it out and sends the request without it. That alone blocks nothing.",
  exception:
    "This is all that a script is told of any request that failed, so that it learns nothing about other sites. The cause is in another line of the console.",
  axios:
    "axios says this for every request that the browser refused or that got no answer. The cause is in another line of the console, a red one.",
  notABrowser:
    "This is not a browser's message: it comes from Node.js or another program, where CORS does not apply. The connection itself failed; Node.js says more in `error.cause`.",
  html: "An HTML page came where the script expected JSON. CORS let the answer through; usually the URL is not the API's.",
  userinfo: "`fetch()` takes no URL with a user name or password in it. Send an `Authorization` header instead.",
  getWithBody: "A request with the method GET or HEAD cannot have a body. Nothing was sent.",
  forbiddenMethod: "Pages cannot use the method {method}. Nothing was sent.",
  forbiddenMethodUnnamed: "Pages cannot use the methods CONNECT, TRACE and TRACK. Nothing was sent.",
  noCorsMethod: 'With `mode: "no-cors"` only GET, HEAD and POST are possible. Nothing was sent.',
  firefoxMethod:
    'Pages cannot use the method {method} here: CONNECT, TRACE and TRACK never, others than GET, HEAD and POST not with `mode: "no-cors"`. Nothing was sent.',
  localised:
    "This is Firefox in another language than English, and its reason is not one that can be told here. The diagnosis of the request tells it.",
  noCause: "This line says that the browser refused the answer, and not why.",
} as const;

/** What a page of another origin knows about a Preflight in local mode. */
export interface Weapons {
  /** The start page. */
  readonly home: string;
  readonly diagnoses: string;
  /** A diagnosis of the victim, as one GET. */
  readonly oneLiner: string;
  /** The same as the body of a POST. */
  readonly json: string;
  /** A page with a form, and what that form posts without JavaScript. */
  readonly formPage: string;
  readonly formFields: readonly (readonly [name: string, value: string])[];
  /** An address of the other page's own server that redirects to the diagnosis. */
  readonly redirect: string;
}

export interface Attack {
  readonly name: string;
  /**
   * Runs in the other page, where only its own text is known; resolves to what the script could read, or to null. What
   * leaves the page does so in a later task, so that the answer gets out.
   */
  readonly run: (attack: { readonly weapons: Weapons; readonly detail: string }) => Promise<unknown>;
  readonly detail?: string;
  /** Where a page is loaded. */
  readonly navigates?: "this page" | "new page";
}

const get: Attack["run"] = async ({ weapons, detail }) => {
  try {
    const url = weapons[detail as "home" | "oneLiner" | "redirect"];
    return await (await fetch(url)).text();
  } catch {
    return null;
  }
};

const getWithoutCors: Attack["run"] = async ({ weapons, detail }) => {
  try {
    const url = weapons[detail as "home" | "oneLiner" | "redirect"];
    return (await (await fetch(url, { mode: "no-cors", credentials: "include" })).text()) || null;
  } catch {
    return null;
  }
};

const post: Attack["run"] = async ({ weapons, detail }) => {
  try {
    const headers = { "content-type": detail };
    return await (await fetch(weapons.diagnoses, { method: "POST", headers, body: weapons.json })).text();
  } catch {
    return null;
  }
};

const postWithoutCors: Attack["run"] = async ({ weapons }) => {
  try {
    const init: RequestInit = { method: "POST", mode: "no-cors", credentials: "include", body: weapons.json };
    return (await (await fetch(weapons.diagnoses, init)).text()) || null;
  } catch {
    return null;
  }
};

const callServerAction: Attack["run"] = async ({ weapons, detail }) => {
  try {
    const body = new FormData();
    for (const [name, value] of weapons.formFields) body.append(name, value);
    const headers = { "next-action": "0" };
    const init: RequestInit =
      detail === "no-cors" ? { method: "POST", mode: "no-cors", body } : { method: "POST", headers, body };
    return (await (await fetch(weapons.formPage, init)).text()) || null;
  } catch {
    return null;
  }
};

const sendBeacon: Attack["run"] = async ({ weapons }) => {
  navigator.sendBeacon(weapons.diagnoses, weapons.json);
  return null;
};

const openEventSource: Attack["run"] = ({ weapons }) =>
  new Promise((resolve) => {
    const source = new EventSource(weapons.oneLiner);
    source.onopen = () => {
      resolve("open");
    };
    source.onerror = () => {
      source.close();
      resolve(null);
    };
  });

const openWebSocket: Attack["run"] = ({ weapons }) =>
  new Promise((resolve) => {
    const socket = new WebSocket(weapons.oneLiner.replace("http:", "ws:"));
    socket.onopen = () => {
      resolve("open");
    };
    socket.onclose = () => {
      resolve(null);
    };
  });

const insertElement: Attack["run"] = ({ weapons, detail }) =>
  new Promise((resolve) => {
    const element = document.createElement(detail) as HTMLImageElement & HTMLIFrameElement & HTMLLinkElement;
    element.onload = () => {
      resolve(detail === "iframe" ? (element.contentDocument?.body.innerText ?? null) : "loaded");
    };
    element.onerror = () => {
      resolve(null);
    };
    if (detail === "link") Object.assign(element, { rel: "stylesheet", href: weapons.oneLiner });
    else element.src = weapons.oneLiner;
    document.body.append(element);
  });

/** In a form the media type is one of three; as `text/plain`, one field can be made to look like JSON. */
const submitForm: Attack["run"] = async ({ weapons, detail }) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", enctype: detail, action: weapons.diagnoses });
  const half = weapons.json.length - 2;
  const input = document.createElement("input");
  Object.assign(input, { name: `${weapons.json.slice(0, half)},"x":"`, value: '"}' });
  form.append(input);
  document.body.append(form);
  setTimeout(() => {
    form.submit();
  });
  return null;
};

const submitCopiedForm: Attack["run"] = async ({ weapons }) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", enctype: "multipart/form-data", action: weapons.formPage });
  for (const [name, value] of weapons.formFields) {
    const input = document.createElement("input");
    Object.assign(input, { name, value });
    form.append(input);
  }
  document.body.append(form);
  setTimeout(() => {
    form.submit();
  });
  return null;
};

const goTo: Attack["run"] = async ({ weapons, detail }) => {
  const link = document.createElement("a");
  link.href = weapons[detail as "oneLiner" | "redirect"];
  document.body.append(link);
  setTimeout(() => {
    link.click();
  });
  return null;
};

const openWindow: Attack["run"] = async ({ weapons }) => {
  window.open(weapons.oneLiner);
  return null;
};

export const ATTACKS: readonly Attack[] = [
  { name: "fetch() of a diagnosis", run: get, detail: "oneLiner" },
  { name: "fetch() of a diagnosis without CORS", run: getWithoutCors, detail: "oneLiner" },
  { name: "fetch() of a redirect to a diagnosis", run: getWithoutCors, detail: "redirect" },
  { name: "fetch() of the start page", run: get, detail: "home" },
  { name: "fetch() of the start page without CORS", run: getWithoutCors, detail: "home" },
  { name: "fetch() with a POST of JSON", run: post, detail: "application/json" },
  { name: "fetch() with a POST of text", run: post, detail: "text/plain" },
  { name: "fetch() with a POST without CORS", run: postWithoutCors },
  { name: "fetch() of a server action", run: callServerAction, detail: "cors" },
  { name: "fetch() of a server action without CORS", run: callServerAction, detail: "no-cors" },
  { name: "a beacon", run: sendBeacon },
  { name: "an event source", run: openEventSource },
  { name: "a WebSocket", run: openWebSocket },
  ...["img", "script", "iframe", "link", "audio"].map((detail) => ({
    name: `<${detail}>`,
    run: insertElement,
    detail,
  })),
  ...["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"].map((detail) => ({
    name: `a form as ${detail}`,
    run: submitForm,
    detail,
    navigates: "this page" as const,
  })),
  { name: "a copy of our own form", run: submitCopiedForm, navigates: "this page" },
  { name: "a link", run: goTo, detail: "oneLiner", navigates: "this page" },
  { name: "a link to a redirect", run: goTo, detail: "redirect", navigates: "this page" },
  { name: "a new window", run: openWindow, navigates: "new page" },
];

import { expect, test } from "vitest";
import { leadsToLogin } from "#lib/diagnosis/causes/login-url.ts";

const API = "https://api.example/orders/7";
const leads = (to: string, from = API) => leadsToLogin(new URL(from), new URL(to, from));

test.each([
  "/login",
  "/Account/Login?ReturnUrl=%2Forders",
  "/auth/sign-in/",
  "/users/sign_in",
  "/login.php?next=/orders",
  "/login;jsessionid=1",
  "/session/new",
  "/#/login?next=orders",
  "/.auth/login/aad",
  "/oauth2/start?rd=%2Forders",
  "/saml2/sso?SAMLRequest=x",
  "https://accounts.google.com/v3/anything",
  "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
  "https://shop.eu.auth0.com/authorize?client_id=a&response_type=code",
  "https://id.example/realms/shop/protocol/openid-connect/auth",
  "https://id.example/?client_id=a&response_type=code",
  "https://shop.cloudflareaccess.com/cdn-cgi/access/login/api.example",
  "https://sso.example/",
])("%s is a login", (to) => {
  expect(leads(to)).toBe(true);
});

test.each([
  "/orders/7/",
  "/blog/login-tips",
  "/logins",
  "/login/history",
  "/orders?login=1",
  "/orders#login",
  "https://www.example/orders/7",
  "https://auth.example/orders/7",
  "https://accounts.example/7",
  "https://api.example/?client_id=a",
])("%s is none", (to) => {
  expect(leads(to)).toBe(false);
});

test("who asks for a login is not sent to one", () => {
  expect(leads("https://api.example/login/", "https://api.example/login")).toBe(false);
  expect(leads("https://login.example/2", "https://login.example/1")).toBe(false);
});

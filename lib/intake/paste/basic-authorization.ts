/** The value of `Authorization` for a login; without a colon the password is empty. https://www.rfc-editor.org/rfc/rfc7617 */
export function basicAuthorization(login: string): string {
  const bytes = new TextEncoder().encode(login.includes(":") ? login : `${login}:`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

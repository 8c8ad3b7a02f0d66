/** One field of a form, the content of a file being unknown. */
export interface FormField {
  readonly name: string;
  readonly value: string;
  readonly fileName?: string;
  readonly type?: string;
}

const BOUNDARY = "----PreflightFormBoundary";
export const MULTIPART_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export function multipartBody(fields: readonly FormField[]): string {
  const parts = fields.map(({ name, value, fileName, type }) => {
    const file = fileName === undefined ? "" : `; filename="${escapeName(fileName)}"`;
    const contentType = type === undefined ? "" : `Content-Type: ${type}\r\n`;
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${file}\r\n${contentType}\r\n${value}\r\n`;
  });
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

function escapeName(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

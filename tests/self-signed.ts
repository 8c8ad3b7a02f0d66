import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface KeyPair {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** A certificate that signs itself, made anew: there are no keys in the repository. A negative age has expired. */
export function selfSigned(subjectAltName: string, days = 2): KeyPair {
  const directory = mkdtempSync(join(tmpdir(), "preflight-"));
  const file = (name: string) => join(directory, name);
  const openssl = (command: string) => {
    execFileSync("openssl", command.split(" "), { cwd: directory, stdio: "ignore" });
  };
  try {
    openssl(
      "req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test " +
        `-addext subjectAltName=${subjectAltName} -keyout key.pem -out request.pem`,
    );
    openssl(`x509 -req -in request.pem -signkey key.pem -copy_extensions copy -days ${days} -out cert.pem`);
    return { key: readFileSync(file("key.pem")), cert: readFileSync(file("cert.pem")) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Debian's own interpreter, which alone finds the modules of its packages. */
export const PYTHON = "/usr/bin/python3";

/** Where the modules of Debian's packages are. */
export function pythonModule(name: string): string {
  return `/usr/lib/python3/dist-packages/${name}`;
}

const ROUTES: readonly { readonly path: RegExp; readonly methods: readonly string[] }[] = [
  { path: /^\/api\/v1\/diagnoses$/, methods: ["GET", "HEAD", "POST", "OPTIONS"] },
  { path: /^\/api\/v1\/diagnoses\/[^/]+$/, methods: ["GET", "HEAD", "DELETE", "OPTIONS"] },
  { path: /^\/api\/v1\/evaluations$/, methods: ["POST", "OPTIONS"] },
  { path: /^\/api\//, methods: ["GET", "HEAD", "OPTIONS"] },
];

/** Pages are read, and forms on them post to themselves. */
const PAGE_METHODS: readonly string[] = ["GET", "HEAD", "POST"];

/** The methods that may be used on a path: the `Allow` header of a 405. */
export function allowedMethods(pathname: string): readonly string[] {
  return ROUTES.find(({ path }) => path.test(pathname))?.methods ?? PAGE_METHODS;
}

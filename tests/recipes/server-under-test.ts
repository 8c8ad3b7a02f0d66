import type { RecipePart } from "#lib/recipes/recipe.ts";

/** How the server answers cross-origin requests before the recipe is applied. */
export const MISCONFIGURATIONS = {
  none: "no CORS at all",
  wildcard: "`Access-Control-Allow-Origin: *` on every answer, and nothing else of CORS",
} as const;
export type Misconfiguration = keyof typeof MISCONFIGURATIONS;

/**
 * The application that every server under test serves, JSON throughout: `GET /items` and `PUT /items/7` answer 200,
 * `GET /fails` answers 500 and `GET /missing` 404. A proxy has it as its upstream, a framework is it.
 */
export interface ServerUnderTest {
  /** Id of the recipe that is verified here. */
  readonly recipe: string;
  /** Executables that have to be there, and the Debian packages that bring them. */
  readonly needs: { readonly programs: readonly string[]; readonly packages: readonly string[] };
  /** Node packages to install into `directory` for this server, as `name@version`. */
  readonly nodePackages?: readonly string[];
  /**
   * Starts the server on that port of 127.0.0.1, its files in `directory`, which is empty. `cors` is the recipe, whose
   * parts are put in their places as they are, or what stands there instead.
   */
  readonly command: (setting: Setting) => Command;
}

export interface Setting {
  readonly directory: string;
  readonly port: number;
  /** Port of 127.0.0.1 at which the application answers, for proxies. */
  readonly upstream: number;
  readonly cors: readonly RecipePart[] | Misconfiguration;
}

/** What is started once the files are written. It ends with SIGTERM to its process group. */
export interface Command {
  readonly files: Readonly<Record<string, string>>;
  readonly run: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
}

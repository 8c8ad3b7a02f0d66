import type { RecipePart } from "#lib/recipes/recipe.ts";
import type { Misconfiguration, SituationId } from "./situations.ts";

/**
 * The application that every server under test serves, JSON throughout: `GET /items` and `PUT /items/7` answer 200,
 * `GET /fails` answers 500 and `GET /missing` 404; `/items` has the response header `X-Total-Count: 2`. A proxy has it as
 * its upstream, a framework is it.
 */
export interface ServerUnderTest {
  /** Id of the recipe that is verified here. */
  readonly recipe: string;
  /** Whether the application is behind it. */
  readonly isProxy?: true;
  readonly needs: Needs;
  /** Node packages to install for this server, as `name@version`; `directory` has them in its `node_modules`. */
  readonly nodePackages?: readonly string[];
  /** Situations that this server cannot be brought through, each with the reason; they are left out and named. */
  readonly leavesOut?: Readonly<Partial<Record<SituationId, string>>>;
  /**
   * Starts the server on that port of 127.0.0.1, its files in `directory`, which is empty. `cors` is the recipe, whose
   * parts are put in their places as they are, or what stands there instead.
   */
  readonly command: (setting: Setting) => Command;
}

export interface Needs {
  /** Executables: names, or absolute paths. */
  readonly programs: readonly string[];
  /** Other files or folders by their absolute paths, such as the modules of a language. */
  readonly files?: readonly string[];
  /** The Debian packages that bring them. */
  readonly packages: readonly string[];
  /** Too large to be installed on every change. */
  readonly heavy?: true;
}

export interface Setting {
  readonly directory: string;
  readonly port: number;
  /**
   * Port of 127.0.0.1 at which the application answers, for proxies. Where the misconfiguration is `wildcard` it is the
   * application that sends it, also behind the recipe: a proxy passes it on, and its recipe has to take it away.
   */
  readonly upstream: number;
  readonly cors: readonly RecipePart[] | Misconfiguration;
}

/** What is started once the files are written. Its process group is killed in the end; it need not clean up. */
export interface Command {
  readonly files: Readonly<Record<string, string>>;
  readonly run: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** The code of each part of the recipe, in its order; none where the server stays misconfigured. */
export function partsOf(cors: Setting["cors"]): readonly string[] {
  return typeof cors === "string" ? [] : cors.map(({ code }) => code);
}

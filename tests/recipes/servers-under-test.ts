import type { ServerUnderTest } from "./server-under-test.ts";
import { flask } from "./servers/flask.ts";
import { nginx } from "./servers/nginx.ts";

/** Every server on which a recipe is verified, in the order of the report. */
export const SERVERS_UNDER_TEST: readonly ServerUnderTest[] = [nginx, flask];

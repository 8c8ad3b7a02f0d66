import { flask } from "./flask.ts";
import { nginx } from "./nginx.ts";
import type { Recipe } from "./recipe.ts";

/** Every server for which a policy can be written down, in the order of display. */
export const RECIPES = [nginx, flask] as const satisfies readonly Recipe[];

export type RecipeId = (typeof RECIPES)[number] extends Recipe<infer Id> ? Id : never;

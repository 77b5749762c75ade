// Generated from spec/ by `npm run build`. Do not edit.
import type { components } from './types.ts';

/** The type of the schema `Platform`. */
export type Platform = components['schemas']["Platform"];

/** All values of {@link Platform}. */
export const platforms = ["tiktok","instagram","twitter","x","snapchat","linkedin"] as const satisfies readonly Platform[];

/** Returns whether a value is one of {@link platforms}. */
export function isPlatform(value: unknown): value is Platform {
  return (platforms as readonly unknown[]).includes(value);
}

/** The type of the schema `Media`. */
export type Media = components['schemas']["Media"];

/** The type of the schema `Engagement`. */
export type Engagement = components['schemas']["Engagement"];

/** The type of the schema `Author`. */
export type Author = components['schemas']["Author"];

/** The type of the schema `Post`. */
export type Post = components['schemas']["Post"];

/** The type of the schema `PostsPageData`. */
export type PostsPageData = components['schemas']["PostsPageData"];

/** A profile as its author writes it: in YAML, or with functions in a module. */
import type { NotProvoked, OperationRequests, Provocation } from './provocation.ts';

/** A text, or the name of the environment variable that has it. No report shows the value of the variable. */
export type Text = string | { env: string };

/** The context of a function of a profile. */
export interface ProfileContext {
  /** The id of the case. Missing in `request` if the request belongs to no case. */
  caseId?: string;
  /** The operation of the case. */
  operation?: string;
  /** The code that the case provokes. */
  code?: string;
  /** The base URL of the target. */
  target: string;
  /** Aborted at the end of the run, and when the function takes longer than the timeout of a request. */
  signal: AbortSignal;
  /** Returns the value, and masks it in all reports. */
  secret(value: string): string;
}

/** The context of a function that provokes a code. */
export interface ProvokeContext extends ProfileContext {
  caseId: string;
  operation: string;
  code: string;
  /** The status of the code. */
  status: number;
  /** Adds a function that runs after the case, also if it fails or the run is interrupted. The last one runs first. */
  cleanup(restore: () => unknown): void;
}

/**
 * Brings the target into the state in which it returns the code. It may also return how to change the request, or why
 * this target cannot return the code.
 */
export type ProvokeFunction = (context: ProvokeContext) => Provoked | Promise<Provoked>;

// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement is allowed
type Provoked = Provocation<Text> | NotProvoked | undefined | void;

type ProvocationDefinition = Provocation<Text> | NotProvoked | ProvokeFunction;

/** A request to the target before it is sent. */
export interface OutgoingRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  headers: Record<string, string>;
  readonly body?: string;
}

/** How to reach a target, and how to provoke each code there. */
export interface ProfileDefinition {
  /** The name in reports. @default the name of the file */
  name?: string;
  /** The base URL with the path prefix, if the caller gives none. */
  baseUrl?: string;
  /** The timeout of one request, including the response body, and of one call of a function. @default 10 */
  timeoutSeconds?: number;
  /** Sent with every request to the target. */
  headers?: Record<string, Text>;
  tokens: {
    /** A token that works. */
    success: Text;
    /** A token that was never issued. @default one of the tester */
    unknown?: Text;
  };
  /** The values to request, by the name of the parameter. @default the examples in the spec */
  parameters?: Record<string, Text | readonly Text[]>;
  /**
   * Whether the tester may send requests that change data. Without it, operations with such requests are not exercised.
   *
   * @default false
   */
  writes?: boolean;
  /**
   * The values that the requests of single operations send, by `operationId`. An operation that changes data needs its
   * parameters and its body here.
   */
  operations?: Record<string, OperationRequests<Text>>;
  /**
   * How to provoke each code; `default` is for every code without an entry. A code that a request provokes by itself (a
   * missing token, an unknown path, an invalid parameter) needs no entry: an entry provokes it in a second way.
   */
  provoke?: Record<
    string,
    | ((Provocation<Text> | NotProvoked) & { operations?: Record<string, ProvocationDefinition> })
    | ProvokeFunction
  >;
  /** Whether `default` also applies to the codes that a request provokes by itself. @default false */
  always?: boolean;
  /** Further values that no report may show. The tokens and the values of environment variables are always masked. */
  secrets?: readonly Text[];
  /**
   * Changes the headers of each request to the target, for example to sign it. The tester masks the changed headers.
   *
   * @returns the request with the headers to send; undefined to send the given object, which may be changed
   */
  request?(
    request: OutgoingRequest,
    context: ProfileContext,
  ): // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement is allowed
  RequestHeaders | undefined | void | Promise<RequestHeaders | undefined | void>;
}

/** The part of a request that `request` may change. */
export type RequestHeaders = Pick<OutgoingRequest, 'headers'>;

/**
 * Returns the profile unchanged, with its type. A module exports the result as its default export.
 *
 * @example export default defineProfile({ tokens: { success: { env: 'STAGING_TOKEN' } } });
 */
export function defineProfile(profile: ProfileDefinition): ProfileDefinition {
  return profile;
}

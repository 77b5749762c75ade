/** The contract as data. These types name no error code, status, platform or path: the values come from the spec. */
import type { Json, JsonObject } from './document.ts';
import type { Relation } from './relations.ts';
import type { Level, RetryPolicy, Trigger } from './vocabulary.ts';

/** A field of `error` other than `code` and `message`. */
export interface ErrorField {
  name: string;
  type: string;
  description: string;
  minimum?: number;
  maximum?: number;
  /** The format of a string, for example `date-time`. */
  format?: string;
  /** All possible values, if the spec lists them. */
  enum?: readonly Json[];
  /** `wait` or `balance`, from `x-role`. */
  role?: string;
  example?: Json;
}

/** A header of a response. */
export interface ResponseHeader {
  name: string;
  level: Level;
  /** The field of `error` with the same value, from `x-equals`. */
  equals?: string;
  description: string;
  /** The example in the spec. Server helpers send it if the caller gives no value. */
  example?: Json;
}

/** One error code: an entry of the error catalogue. */
export interface ErrorEntry {
  code: string;
  status: number;
  category: string;
  /** The first version of the contract that has the code. */
  since: string;
  meaning: string;
  solution: string;
  occurs: string;
  /** Common causes that the contract does not imply, as whole sentences. */
  causes: readonly string[];
  retry: RetryPolicy;
  trigger: Trigger;
  fields: readonly ErrorField[];
  relations: readonly Relation[];
  headers: readonly ResponseHeader[];
  /** The body of the example response in the spec. */
  example: JsonObject;
  /** The test token for which the sandbox returns this code. */
  testToken: string;
  /** The JSON pointer of the code in the bundle. */
  pointer: string;
}

/** One parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  /** Whether callers should stop using the parameter. */
  deprecated: boolean;
  description: string;
  schema: JsonObject;
  example: Json;
  /** The code that an invalid value returns; undefined if every value is valid. */
  invalid?: string;
  /** The form of the value in the URL, if it is narrower than the type of the schema. */
  wirePattern?: string;
  /** `limit` or `cursor`, from `x-role`. */
  role?: string;
  /** Groups of values with the same meaning, from `x-same` of the schema. */
  same: readonly (readonly string[])[];
  pointer: string;
}

/** The success of an operation. */
export interface Success {
  status: number;
  mediaType: string;
  /** A JSON pointer to the schema of the whole envelope. */
  schemaPointer: string;
  /** The property of `data` with the items of the page, from `x-role: items`. */
  itemsField?: string;
  /** The property of `data` with the cursor of the next page. */
  cursorField?: string;
  /** The property of `data` with the remaining balance. */
  balanceField?: string;
  /** The properties of `data`, in order. */
  fields: readonly string[];
  itemRelations: readonly Relation[];
  /** The properties of an item. */
  itemFields: readonly string[];
  /** The properties that identify an item, from `x-role: key`. */
  itemKeys: readonly string[];
  /** The name of the first example. */
  exampleName: string;
  example: JsonObject;
}

export interface Operation {
  id: string;
  /** In upper case. */
  method: string;
  /** The template, `/posts/...`, relative to the base path. */
  path: string;
  summary: string;
  description: string;
  /** Whether callers should stop using the operation. */
  deprecated: boolean;
  parameters: readonly Parameter[];
  success: Success;
  /** The codes that the operation can return. */
  codes: readonly string[];
  pointer: string;
}

/** A place in a request where the token can be sent. */
export interface CredentialLocation {
  /** The name of the header, as in the spec. */
  header: string;
  /** The authentication scheme before the token; undefined if the header contains only the token. */
  scheme?: string;
}

/** The whole contract, as read from the spec. */
export interface Contract {
  document: JsonObject;
  title: string;
  version: string;
  /** The path of the server URL, without a trailing slash: `/api/v1`. */
  basePath: string;
  operations: readonly Operation[];
  errors: readonly ErrorEntry[];
  /** In order of precedence. */
  credentials: readonly CredentialLocation[];
  sandbox: {
    /** The test token of a success. */
    successToken: string;
    /** The test token of a code, with `{code}` for the code in lower case. */
    errorToken: string;
    /** The code for a request that is not valid HTTP. */
    malformed: string;
  };
}

/** The contract as code sees it: no error code, status, platform or path stands here, only what the spec says of them. */
import type { Json, JsonObject } from './document.ts';
import type { Relation } from './relations.ts';
import type { Level, RetryPolicy, Trigger } from './vocabulary.ts';

/** A field of `error` beside `code` and `message`. */
export interface ErrorField {
  name: string;
  type: string;
  description: string;
  minimum?: number;
  maximum?: number;
  /** All values that it can have, where the spec lists them. */
  enum?: readonly Json[];
  /** `wait` or `balance`, from `x-role`. */
  role?: string;
  example?: Json;
}

/** A header of a response. */
export interface ResponseHeader {
  name: string;
  level: Level;
  /** The field of `error` that says the same, from `x-equals`. */
  equals?: string;
  description: string;
  /** What it says in the spec's example: what a server sends that has nothing of its own to say. */
  example?: Json;
}

/** One error code: a line of the error catalogue. */
export interface ErrorEntry {
  code: string;
  status: number;
  category: string;
  /** The version of the contract that first had it. */
  since: string;
  meaning: string;
  solution: string;
  occurs: string;
  retry: RetryPolicy;
  trigger: Trigger;
  fields: readonly ErrorField[];
  relations: readonly Relation[];
  headers: readonly ResponseHeader[];
  /** The answer's body, as the spec has it for an example. */
  example: JsonObject;
  /** The token that the sandbox answers this code to. */
  testToken: string;
  /** Where the spec says so: a JSON pointer into the bundle. */
  pointer: string;
}

/** One parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description: string;
  schema: JsonObject;
  example: Json;
  /** The code that a bad value is answered with; none where any value is valid. */
  invalid?: string;
  /** The form of the value on the wire, where it is narrower than the schema's type. */
  wirePattern?: string;
  /** `limit` or `cursor`, from `x-role`. */
  role?: string;
  /** Values that mean the same, from `x-same` of its schema. */
  same: readonly (readonly string[])[];
  pointer: string;
}

/** What a success of an operation is. */
export interface Success {
  status: number;
  mediaType: string;
  /** A JSON pointer to the schema of the whole envelope. */
  schemaPointer: string;
  /** The property of `data` that holds the page's items, from `x-role: items`. */
  itemsField?: string;
  /** The property of `data` that says where the next page begins. */
  cursorField?: string;
  /** The property of `data` that says what is left of the balance. */
  balanceField?: string;
  /** The properties of `data`, in order. */
  fields: readonly string[];
  itemRelations: readonly Relation[];
  /** The properties of an item. */
  itemFields: readonly string[];
  /** The properties that tell the items apart, from `x-role: key`. */
  itemKeys: readonly string[];
  /** The name of the example that stands for it. */
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
  parameters: readonly Parameter[];
  success: Success;
  /** The codes that it can answer. */
  codes: readonly string[];
  pointer: string;
}

/** Where a request carries its token. */
export interface CredentialLocation {
  /** The header's name, as the spec spells it. */
  header: string;
  /** The authentication scheme before the token; none where the header is the token alone. */
  scheme?: string;
}

/** All that the spec says, in the terms of the field. */
export interface Contract {
  document: JsonObject;
  title: string;
  version: string;
  /** The path of the server's URL, without a slash at its end: `/api/v1`. */
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
    /** The code of a request that is no HTTP. */
    malformed: string;
  };
}

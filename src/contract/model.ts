/** The contract as data. These types name no error code, status, platform or path: the values come from the spec. */
import type { Json, JsonObject } from './document.ts';
import type { Relation } from './relations.ts';
import type { Level, ParameterRole, RetryPolicy, Trigger } from './vocabulary.ts';

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
  /** Whether clients should stop using the field. */
  deprecated?: true;
  example?: Json;
}

/** A change of a code in a version of the contract, from `x-error.changes`. */
export interface CodeChange {
  version: string;
  /** The change, as a whole sentence. */
  change: string;
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
  /** Whether clients should stop relying on the code. A retired code is deprecated, too. */
  deprecated: boolean;
  /** The version of the contract since which no server returns the code. Clients still know it. */
  retired?: string;
  /** The code that servers return instead. */
  replacedBy?: string;
  /** In the order of the spec. */
  changes: readonly CodeChange[];
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
  in: 'path' | 'query' | 'header';
  required: boolean;
  /** Whether callers should stop using the parameter. */
  deprecated: boolean;
  description: string;
  schema: JsonObject;
  /** If the value is an array of simple values: whether each item is a parameter of its own, `a=1&a=2` instead of `a=1,2`. */
  list?: { explode: boolean };
  example: Json;
  /** The code that an invalid value returns; undefined if every value is valid. */
  invalid?: string;
  /** The form of the value in the URL, if it is narrower than the type of the schema. */
  wirePattern?: string;
  /** From `x-role`. */
  role?: ParameterRole;
  /** Groups of values with the same meaning, from `x-same` of the schema. */
  same: readonly (readonly string[])[];
  pointer: string;
}

/** The JSON body that an operation accepts. */
export interface RequestBody {
  /** Whether a request without a body is invalid. */
  required: boolean;
  mediaType: string;
  description: string;
  schema: JsonObject;
  /** A JSON pointer to the schema. */
  schemaPointer: string;
  /** The code that an invalid body returns; undefined if every body is valid. */
  invalid?: string;
  /** The name of the first example. */
  exampleName: string;
  example: Json;
  pointer: string;
}

/** The content of a success: the envelope. */
export interface SuccessContent {
  mediaType: string;
  /** A JSON pointer to the schema of the whole envelope. */
  schemaPointer: string;
  /** The name of the first example. */
  exampleName: string;
  example: JsonObject;
}

/** A success of an operation. */
export interface Success {
  status: number;
  description: string;
  headers: readonly ResponseHeader[];
  /** Undefined if the body is empty. Then the success has no fields either. */
  content?: SuccessContent;
  /** The properties of `data`, in order. */
  fields: readonly string[];
  /** The property of `data` with the items of the page, from `x-role: items`. */
  itemsField?: string;
  /** The property of `data` with the cursor of the next page. */
  cursorField?: string;
  /** The property of `data` with the remaining balance. */
  balanceField?: string;
  itemRelations: readonly Relation[];
  /** The properties of an item. */
  itemFields: readonly string[];
  /** The properties that identify an item, from `x-role: key`. */
  itemKeys: readonly string[];
  pointer: string;
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
  tags: readonly string[];
  /** Whether a repeated request has no effect on the server (RFC 9110 9.2.1). */
  safe: boolean;
  parameters: readonly Parameter[];
  /** Undefined if the operation has no request body. */
  body?: RequestBody;
  /** The main success: the first of `successes`. */
  success: Success;
  /** All successes, the lowest status first: the keys of a JSON object that are numbers have this order. */
  successes: readonly Success[];
  /** Where a request can send the token, in order of precedence; empty if the operation needs no token. */
  credentials: readonly CredentialLocation[];
  /** The codes of the responses. If the operation needs no token, the codes that a token causes are left out. */
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
  /** Of the operations without a `security` of their own, in order of precedence. */
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

// Generated from spec/ by `npm run build`. Do not edit.
/** The validators of the envelopes, by `operationId` and status with a space between them. */
export declare const validators: Readonly<Record<string, Validator>>;

/** Returns whether a value conforms to the schema, and keeps the errors until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string }[] | null;
}

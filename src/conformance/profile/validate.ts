/** The compiled JSON Schema of profiles. In `dist/`, `scripts/build/package/prepare.ts` replaces this module. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../schemas/profile.schema.json' with { type: 'json' };

/** Validates a profile. `describe` needs the schema and the value of an error (`verbose`). */
export const validateProfile: ValidateFunction = new Ajv2020({ strict: false, verbose: true }).compile(
  schema,
);

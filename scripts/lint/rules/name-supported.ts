import type { JsonObject } from '../../../src/contract/document.ts';
import { CLIENT_NAMES, operationNames } from '../../build/client.ts';
import { FAILURE_PROPERTIES } from '../../build/contract-data.ts';
import { entryNames, modelNames } from '../../build/models.ts';
import { Contract, contractOf } from '../contract.ts';
import { Place } from '../place.ts';
import type { Context, Visitor } from '../redocly.ts';

/** A program that looks up one of these names in an object finds it in every object. */
const BUILT_IN = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The fields that every error has. */
const OWN = ['code', 'message'];

/** A component in a file of its own, or in the root. */
const COMPONENT = /^#\/(?:components\/[^/]+\/[^/]+)?$/u;

/** The names of operations, parameters, error fields and schemas clash with no other name in a program that uses the client. */
export function nameSupported(): Visitor {
  let contract: Contract | undefined;
  /** The owner of each exported name. */
  const exported = new Map<string, string>();
  const reportAt = (place: Place, message: string, { report }: Context) =>
    report({ message, location: place.shown });
  const checkBuiltIn = (place: Place, name: unknown, context: Context) => {
    if (BUILT_IN.has(String(name)))
      reportAt(place, `Every object in JavaScript has a property \`${name}\`. Choose another name.`, context);
  };
  const checkExport = (name: string, owner: string, place: Place, context: Context) => {
    const other = exported.get(name) ?? owner;
    exported.set(name, other);
    if (other !== owner)
      reportAt(place, `The package exports \`${name}\` for something else. Choose another name.`, context);
  };
  return {
    Root(root, context) {
      contract = contractOf(root, context);
      for (const name of [...CLIENT_NAMES, ...entryNames()]) exported.set(name, 'the package');
      for (const { name, place } of contract.operations) {
        const id = place.at('operationId');
        checkBuiltIn(id, name, context);
        if (name === 'then')
          reportAt(
            id,
            'JavaScript treats a client with a method `then` as a promise. Choose another name.',
            context,
          );
        for (const type of operationNames({ id: name })) checkExport(type, id.id, id, context);
      }
      for (const parameter of contract.parameters) {
        const name = parameter.at('name');
        checkBuiltIn(name, name.node, context);
        if (name.node === '') reportAt(name, 'A parameter needs a name. Write one.', context);
      }
      for (const code of contract.codes)
        for (const [name, field] of code.at('properties').entries()) {
          checkBuiltIn(field, name, context);
          if (FAILURE_PROPERTIES.includes(name) && !OWN.includes(name))
            reportAt(
              field,
              `Every failure of the client has a property \`${name}\`. Choose another name for the field.`,
              context,
            );
        }
    },
    Schema(node, context) {
      const schema = new Place(node, context);
      const { pointer } = schema.location;
      if (!COMPONENT.test(pointer) || !contract || Contract.has(contract.codes, schema)) return;
      checkBuiltIn(schema, schema.name, context);
      for (const name of modelNames(schema.name, schema.object as JsonObject))
        checkExport(name, schema.id, schema, context);
    },
  };
}

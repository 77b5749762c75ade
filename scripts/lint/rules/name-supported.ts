import type { JsonObject } from '../../../src/contract/document.ts';
import { CLIENT_NAMES, operationNames } from '../../build/client.ts';
import { FAILURE_PROPERTIES } from '../../build/contract-data.ts';
import { entryNames, modelNames } from '../../build/models.ts';
import { Contract } from '../contract.ts';
import type { Place } from '../place.ts';
import { type Report, rule } from '../rule.ts';

/** A program that looks up one of these names in an object finds it in every object. */
const BUILT_IN = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The fields that every error has. */
const OWN = ['code', 'message'];

/** A component in a file of its own, or in the root. */
const COMPONENT = /^#\/(?:components\/[^/]+\/[^/]+)?$/u;

/** The names of operations, parameters, error fields and schemas clash with no other name in a program that uses the client. */
export const nameSupported = rule(() => {
  /** The owner of each exported name. */
  const exported = new Map([...CLIENT_NAMES, ...entryNames()].map((name) => [name, 'the package']));
  const checkExport = (report: Report, place: Place, name: string, owner: string) => {
    const other = exported.get(name) ?? owner;
    exported.set(name, other);
    if (other !== owner)
      report(place, `The package exports \`${name}\` for something else. Choose another name.`);
  };
  return {
    Root(_root, report, { operations, parameters, codes }) {
      for (const { name, place } of operations) {
        const id = place.at('operationId');
        checkBuiltIn(report, id, name);
        if (name === 'then')
          report(id, 'JavaScript treats a client with a method `then` as a promise. Choose another name.');
        for (const type of operationNames({ id: name })) checkExport(report, id, type, id.id);
      }
      for (const parameter of parameters) {
        const name = parameter.at('name');
        checkBuiltIn(report, name, name.node);
        if (name.node === '') report(name, 'A parameter needs a name. Write one.');
      }
      for (const code of codes)
        for (const [name, field] of code.at('properties').entries()) checkField(report, field, name);
    },
    Schema(schema, report, { codes }) {
      if (!COMPONENT.test(schema.location.pointer) || Contract.has(codes, schema)) return;
      checkBuiltIn(report, schema, schema.name);
      for (const name of modelNames(schema.name, schema.object as JsonObject))
        checkExport(report, schema, name, schema.id);
    },
  };
});

function checkBuiltIn(report: Report, place: Place, name: unknown): void {
  if (BUILT_IN.has(String(name)))
    report(place, `Every object in JavaScript has a property \`${name}\`. Choose another name.`);
}

function checkField(report: Report, field: Place, name: string): void {
  checkBuiltIn(report, field, name);
  if (FAILURE_PROPERTIES.includes(name) && !OWN.includes(name))
    report(
      field,
      `Every failure of the client has a property \`${name}\`. Choose another name for the field.`,
    );
}

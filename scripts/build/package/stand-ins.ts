/**
 * What Prism can do and the sandbox never asks for: answers of random values, Postman's collections, other servers. What
 * it would need for that is two thirds of the bundle, and is left out; what would call it fails with a sentence.
 */
import type { Plugin } from 'esbuild';

/** Modules in CommonJS, by the name that they are required under. Prism prepares the generator when it is loaded. */
const MODULES: Record<string, string> = {
  '@faker-js/faker': '',
  'json-schema-faker': `exports.JSONSchemaFaker = { extend() {}, option() {}, generate() { ${fails('random values')} } };`,
  '@stoplight/http-spec/postman/operation': `exports.transformPostmanCollectionOperations = () => { ${fails('Postman collections')} };`,
  'node-fetch': `exports.default = async () => { ${fails('requests to other servers')} };`,
  // It only makes sure that there is a fetch.
  'isomorphic-fetch': '',
};

function fails(what: string): string {
  return `throw new Error('The sandbox has no ${what}.');`;
}

export const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    const names = Object.keys(MODULES).join('|');
    onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({ path, namespace: 'stand-in' }));
    onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: MODULES[path] ?? '' }));
  },
};

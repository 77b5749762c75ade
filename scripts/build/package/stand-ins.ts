/**
 * Replaces modules for features of Prism that the sandbox never uses: random values, Postman collections and requests
 * to other servers. Without these modules the bundle is two thirds smaller. A call of a replaced module throws an
 * error.
 */
import type { Plugin } from 'esbuild';

/** The source of each replacement (CommonJS) by module name. Prism configures json-schema-faker when it loads. */
const MODULES: Record<string, string> = {
  '@faker-js/faker': '',
  'json-schema-faker': `exports.JSONSchemaFaker = { extend() {}, option() {}, generate() { ${fails('random values')} } };`,
  '@stoplight/http-spec/postman/operation': `exports.transformPostmanCollectionOperations = () => { ${fails('Postman collections')} };`,
  'node-fetch': `exports.default = async () => { ${fails('requests to other servers')} };`,
  // A polyfill that Node does not need.
  'isomorphic-fetch': '',
};

function fails(feature: string): string {
  return `throw new Error('The sandbox does not support ${feature}.');`;
}

export const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve, onLoad }) {
    const names = Object.keys(MODULES).join('|');
    onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({ path, namespace: 'stand-in' }));
    onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: MODULES[path] ?? '' }));
  },
};

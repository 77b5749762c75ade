import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/contract/document.ts';
import { readContract } from '../../../src/contract/read.ts';
import { operationAt, operationsAt } from '../../../src/contract/router.ts';
import { contract } from '../../helpers/project.ts';

/** Returns the contract with other paths: for each path the methods. The `operationId` is the method and the path. */
function contractWith(paths: Readonly<Record<string, readonly string[]>>) {
  const [first] = Object.values(contract.document.paths as JsonObject);
  const { get: model } = first as { get: JsonObject };
  const operation = (path: string, method: string): Json => ({
    ...model,
    operationId: `${method} ${path}`,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' }, example: 'a' },
    })),
  });
  const items = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(methods.map((method) => [method, operation(path, method)])),
  ]);
  return readContract({ ...contract.document, paths: Object.fromEntries(items) });
}

const segmentsOf = (path: string) => path.split('/');

describe('the router', () => {
  const resources = contractWith({
    '/posts/{id}': ['get', 'delete'],
    '/posts/search': ['get'],
    '/posts/{id}/comments': ['get'],
    '/posts/search/{kind}': ['get'],
    '/{area}/search': ['get', 'post'],
    '/{area}/{name}': ['get', 'put'],
  });
  const find = (method: string, path: string) => operationAt(resources, method, segmentsOf(path))?.id;

  test('prefers a fixed segment to a parameter, regardless of the order in the spec', () => {
    expect(find('GET', '/posts/search')).toBe('get /posts/search');
    expect(find('GET', '/posts/7')).toBe('get /posts/{id}');
    expect(find('GET', '/posts/search/comments')).toBe('get /posts/search/{kind}');
    expect(find('GET', '/posts/7/comments')).toBe('get /posts/{id}/comments');
  });

  test('compares templates from the left, segment by segment', () => {
    expect(operationsAt(resources, segmentsOf('/posts/search')).map(({ id }) => id)).toEqual([
      'get /posts/search',
      ...['get /posts/{id}', 'delete /posts/{id}'],
      ...['get /{area}/search', 'post /{area}/search'],
      ...['get /{area}/{name}', 'put /{area}/{name}'],
    ]);
    expect(find('GET', '/users/search')).toBe('get /{area}/search');
  });

  test('takes a less specific template that has the method', () => {
    expect(find('DELETE', '/posts/search')).toBe('delete /posts/{id}');
    expect(find('PATCH', '/posts/search')).toBeUndefined();
  });

  test('finds each of thirty operations that share paths', () => {
    const methods = ['get', 'put', 'post', 'delete', 'patch'];
    const paths = Array.from({ length: 6 }, (_, index) => (index % 2 ? `/r${index}/{id}` : `/r${index}`));
    const many = contractWith(Object.fromEntries(paths.map((path) => [path, methods])));
    expect(many.operations).toHaveLength(30);
    for (const path of paths)
      for (const method of methods) {
        const segments = segmentsOf(path.replace('{id}', '7'));
        expect(operationAt(many, method.toUpperCase(), segments)?.id).toBe(`${method} ${path}`);
      }
  });
});

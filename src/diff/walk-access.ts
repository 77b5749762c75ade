/** Comparing how the API is reached: where it begins, and how a request carries its token. */
import { isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, CredentialLocation } from '../contract/model.ts';
import { listOf } from '../contract/nodes.ts';
import type { Change } from './types.ts';
import { child, meaningOf, parted, same } from './values.ts';

export function accessChanges(old: Contract, next: Contract): Change[] {
  const changes: Change[] = [];
  if (old.basePath !== next.basePath) {
    changes.push({
      kind: 'base-path-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject: 'the base path',
      message: `is ${next.basePath || '/'}, and was ${old.basePath || '/'}`,
      operations: [],
      old: '#/servers',
      new: '#/servers',
    });
  }
  const name = ({ header, scheme }: CredentialLocation) => (scheme ? `${header}: ${scheme}` : header);
  const [before, after] = [old.credentials.map(name), next.credentials.map(name)];
  const { gone, come, both } = parted(before, after);
  const at = { operations: [], old: '#/security', new: '#/security' };
  const subject = 'the token';
  for (const credential of gone) {
    const message = `is no longer taken from ${credential}`;
    changes.push({
      kind: 'token-credential-removed',
      impact: 'breaking',
      breaks: ['callers'],
      subject,
      message,
      ...at,
    });
  }
  for (const credential of come) {
    const message = `is taken from ${credential}, too`;
    changes.push({ kind: 'token-credential-added', impact: 'feature', breaks: [], subject, message, ...at });
  }
  if (
    !same(
      both,
      after.filter((credential) => both.includes(credential)),
    )
  ) {
    changes.push({
      kind: 'token-credential-order-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject,
      message: `is taken from ${after.join(' before ')}, and was from ${before.join(' before ')}`,
      ...at,
    });
  }
  // Who sends the same headers: whether one is enough, all are needed, or none is.
  if (gone.length + come.length === 0 && !same(securityOf(old.document), securityOf(next.document))) {
    changes.push({
      kind: 'token-requirement-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject,
      message: 'is required otherwise: the requirements of #/security are others',
      ...at,
    });
  }
  return changes;
}

/**
 * The alternatives of a security requirement, in any order: each the schemes that it takes together, by what they mean.
 *
 * @param security the document's, or an operation's own
 */
export function securityOf(document: JsonObject, security = document.security): string[] {
  const schemes = { document, node: document.components, pointer: '#/components' };
  const told = listOf(security).map((alternative) =>
    Object.entries(isObject(alternative) ? alternative : {})
      .map(([name, scopes]) => JSON.stringify([meaningOf(child(schemes, 'securitySchemes', name)), scopes]))
      .sort(),
  );
  return told.map((alternative) => JSON.stringify(alternative)).sort();
}

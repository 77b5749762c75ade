import type { Case } from '../case.ts';

/** Parameters, and the codes of their bad values. */
export const parameters: readonly Case[] = [
  ...(['description', 'example'] as const).map(
    (key): Case => ({
      name: `a parameter without ${key}`,
      rule: 'parameter-constrained',
      file: 'spec/parameters/Hashtag.yaml',
      says: [/`hashtag`/, new RegExp(`Add \`${key}\`.*in spec/parameters/Hashtag\\.yaml`)],
      break: (copy) => copy.delete('parameters/Hashtag.yaml', [key]),
    }),
  ),
  {
    name: 'a parameter without a type',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Hashtag.yaml',
    says: [/`hashtag` has no type/],
    break: (copy) => copy.set('parameters/Hashtag.yaml', ['schema'], { description: 'Anything.' }),
  },
  {
    name: 'a part of the path that may be left out',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Hashtag.yaml',
    says: [/Write `required: true` in spec\/parameters\/Hashtag\.yaml/],
    break: (copy) => copy.delete('parameters/Hashtag.yaml', ['required']),
  },
  {
    name: 'a constraint that no code answers',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Platform.yaml',
    says: [/`enum`/, /Add `x-invalid`/],
    break: (copy) => copy.delete('parameters/Platform.yaml', ['x-invalid']),
  },
  {
    name: 'a constraint on what takes any value',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Hashtag.yaml',
    says: [/`maxLength`/, /Take `x-opaque` out/],
    break: (copy) => copy.set('parameters/Hashtag.yaml', ['schema', 'maxLength'], 100),
  },
  {
    name: 'a code for what cannot be wrong',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Hashtag.yaml',
    says: [/No value can break `hashtag`/],
    break: (copy) => copy.set('parameters/Hashtag.yaml', ['x-invalid'], 'INVALID_PARAMETERS'),
  },
  {
    name: 'a parameter that does not say it takes any value',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Hashtag.yaml',
    says: [/Write `x-opaque: true`/],
    break: (copy) => copy.delete('parameters/Hashtag.yaml', ['x-opaque']),
  },
  {
    name: 'a parameter answered with a code that is not there',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Limit.yaml',
    says: [/names `INVALID_LIMIT`, which no response has/, /`INVALID_PARAMETERS`/],
    break: (copy) => copy.set('parameters/Limit.yaml', ['x-invalid'], 'INVALID_LIMIT'),
  },
  {
    name: 'a wire form that is no regular expression',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Limit.yaml',
    says: [/no regular expression/],
    break: (copy) => copy.set('parameters/Limit.yaml', ['x-wire-pattern'], '^[1-9'),
  },
  {
    name: 'a default that has not the wire form',
    rule: 'parameter-constrained',
    file: 'spec/parameters/Limit.yaml',
    says: [/`20` does not have the form/],
    break: (copy) => copy.set('parameters/Limit.yaml', ['x-wire-pattern'], '^[1-9]$'),
  },
  {
    name: 'a parameter example that does not fit its schema',
    rule: 'no-invalid-parameter-examples',
    file: 'spec/parameters/Limit.yaml',
    says: [/100/],
    break: (copy) => copy.set('parameters/Limit.yaml', ['example'], 101),
  },
];

/** Successes: the plainest one again and again, every value and bound that is allowed, and the pages. */
import type { Case } from '../types.ts';
import { type OperationCases, REPEATS, withToken } from './operation-cases.ts';
import { OPAQUE_VALUES, validValues } from './parameter-values.ts';

/** How many pages are followed. */
const PAGES = 3;

/** How many of the greatest size, which soon are all. */
const GREAT_PAGES = 10;

export function successCases(suite: OperationCases): Case[] {
  const { success, parameters } = suite.operation;
  const make = (
    name: string,
    title: string,
    source: string,
    values: Record<string, string> = {},
    follow?: number,
  ) => suite.case('successes', name, title, source, { values }, suite.expectSuccess(values, follow));

  const cases = [{ ...make('success', 'A valid request succeeds', success.schemaPointer), repeat: REPEATS }];
  const least = suite.limitParameter?.schema.minimum;
  const most = suite.limitParameter?.schema.maximum;
  const limited = (value: unknown): Record<string, string> =>
    suite.limitParameter && typeof value === 'number' ? { [suite.limitParameter.name]: String(value) } : {};
  const small = limited(least);
  for (const credential of suite.otherCredentials) {
    const title = `A token in ${credential.header} is as good`;
    const headers = withToken(credential);
    const name = `success/${credential.header}`;
    const other = (id: string, values: Record<string, string>, follow?: number) =>
      suite.case(
        'successes',
        id,
        title,
        '#/security',
        { headers, values },
        suite.expectSuccess(values, follow),
      );
    cases.push({ ...other(name, {}), repeat: REPEATS });
    if (suite.limitParameter)
      cases.push({ ...other(`${name}/${suite.limitParameter.name}`, small), repeat: 1 });
    if (success.cursorField !== undefined)
      cases.push({ ...other(`success/pages/${credential.header}`, small, 1), repeat: 1 });
  }
  for (const parameter of parameters) {
    for (const { name, value } of validValues(parameter)) {
      const title = `${parameter.name}=${JSON.stringify(value)} is answered`;
      const own = make(`success/${parameter.name}/${name}`, title, parameter.pointer, {
        [parameter.name]: value,
      });
      cases.push({ ...own, repeat: 1 });
    }
  }
  for (const { name, values } of suite.limitParameter ? suite.otherEnumValues(suite.limitParameter) : []) {
    const title = `${Object.values(values).join()} keeps to ${suite.limitParameter?.name} as well`;
    const id = `success/${name}/${suite.limitParameter?.name}`;
    cases.push({
      ...make(id, title, suite.limitParameter?.pointer ?? '', { ...values, ...small }),
      repeat: 1,
    });
  }
  const opaque = parameters.filter(({ in: place, invalid }) => place === 'path' && invalid === undefined);
  for (const [name, value] of opaque.length > 0 ? Object.entries(OPAQUE_VALUES) : []) {
    const title = `${opaque.map((parameter) => parameter.name).join()} may be anything: ${value}`;
    const values = Object.fromEntries(opaque.map((parameter) => [parameter.name, value]));
    cases.push({
      ...make(`success/opaque/${name}`, title, opaque[0]?.pointer ?? '', values),
      repeat: 1,
    });
  }
  if (success.cursorField !== undefined) {
    // Small pages, so that there are some; the default, so that a page behind a full one is seen too; and great ones, which
    // lead to the last.
    const sizes: [string, string, Record<string, string>, number][] = [
      ['success/pages', 'The next page is a success', small, PAGES],
      ['success/pages/default', 'The next page of the default size is a success', {}, PAGES],
      ['success/pages/maximum', 'Each page of the greatest size is a success', limited(most), GREAT_PAGES],
    ];
    for (const [name, title, values, follow] of sizes)
      cases.push({ ...make(name, title, success.schemaPointer, values, follow), repeat: 1 });
  }
  return cases;
}

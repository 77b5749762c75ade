/** Success cases: repeated valid requests, the valid values of each parameter, and pagination. */
import type { Case } from '../types.ts';
import { assignments, type OperationCases, type Values, withToken } from './operation-cases.ts';
import { OPAQUE_VALUES } from './parameter-values.ts';

/** How many further pages to follow. */
const PAGES = 3;

/** How many further pages of the maximum size to follow, which usually reaches the last page. */
const MAXIMUM_SIZE_PAGES = 10;

export function successCases(suite: OperationCases): Case[] {
  const { success, parameters } = suite.operation;
  const place = success.content?.schemaPointer ?? success.pointer;
  const make = (name: string, title: string, source: string, values: Values = {}, follow?: number) =>
    suite.case('successes', name, title, source, { values }, suite.expectSuccess(values, follow));
  const accept = (name: string, title: string, source: string, values: Values) =>
    suite.case('successes', name, title, source, { values }, suite.expectAccepted(values));

  const cases: Case[] = [{ ...make('success', 'A valid request succeeds', place), ...suite.repeats }];
  const minimum = suite.limitParameter?.schema.minimum;
  const maximum = suite.limitParameter?.schema.maximum;
  const limited = (value: unknown): Record<string, string> =>
    suite.limitParameter && typeof value === 'number' ? { [suite.limitParameter.name]: String(value) } : {};
  const small = limited(minimum);
  for (const credential of suite.otherCredentials) {
    const inHeader = `with the token in ${credential.header}`;
    const headers = withToken(credential);
    const name = `success/${credential.header}`;
    const other = (id: string, title: string, values: Values, follow?: number) =>
      suite.case(
        'successes',
        id,
        title,
        '#/security',
        { headers, values },
        suite.expectSuccess(values, follow),
      );
    cases.push({ ...other(name, `A valid request ${inHeader} succeeds`, {}), ...suite.repeats });
    if (suite.limitParameter) {
      const { name: limit } = suite.limitParameter;
      const title = `The parameter ${limit} is applied ${inHeader}`;
      cases.push({ ...other(`${name}/${limit}`, title, small), repeat: 1 });
    }
    if (success.cursorField !== undefined) {
      const title = `Following the cursor returns a valid page ${inHeader}`;
      cases.push({ ...other(`success/pages/${credential.header}`, title, small, 1), repeat: 1 });
    }
  }
  for (const parameter of parameters) {
    for (const { name, value } of suite.validValues(parameter)) {
      const title = `${assignments({ [parameter.name]: value })} is accepted`;
      const own = accept(`success/${parameter.name}/${name}`, title, parameter.pointer, {
        [parameter.name]: value,
      });
      cases.push({ ...own, repeat: 1 });
    }
  }
  for (const { name, values } of suite.limitParameter ? suite.otherEnumValues(suite.limitParameter) : []) {
    const title = `The parameter ${suite.limitParameter?.name} is applied for ${assignments(values)}`;
    const id = `success/${name}/${suite.limitParameter?.name}`;
    cases.push({
      ...make(id, title, suite.limitParameter?.pointer ?? '', { ...values, ...small }),
      repeat: 1,
    });
  }
  const opaque = parameters.filter(
    ({ in: where, invalid }) => where === 'path' && invalid === undefined && suite.operation.safe,
  );
  for (const [name, value] of opaque.length > 0 ? Object.entries(OPAQUE_VALUES) : []) {
    const title = `Any ${opaque.map((parameter) => parameter.name).join(' and ')} is accepted: ${JSON.stringify(value)}`;
    const values = Object.fromEntries(opaque.map((parameter) => [parameter.name, value]));
    cases.push({
      ...accept(`success/opaque/${name}`, title, opaque[0]?.pointer ?? '', values),
      repeat: 1,
    });
  }
  if (success.cursorField !== undefined) {
    // Small pages, so that a next page exists; the default size, to check pages after a full one; and the maximum size, to
    // reach the last page.
    const sizes: [string, string, Values, number][] = [
      ['success/pages', 'Following the cursor returns valid pages of the minimum size', small, PAGES],
      ['success/pages/default', 'Following the cursor returns valid pages of the default size', {}, PAGES],
      [
        'success/pages/maximum',
        'Following the cursor returns valid pages of the maximum size',
        limited(maximum),
        MAXIMUM_SIZE_PAGES,
      ],
    ];
    for (const [name, title, values, follow] of sizes)
      cases.push({ ...make(name, title, place, values, follow), repeat: 1 });
  }
  return cases;
}

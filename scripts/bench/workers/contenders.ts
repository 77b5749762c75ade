/** Makes the same call with each client, as the documentation of the client recommends. */
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import axios, { isAxiosError } from 'axios';
import ky, { HTTPError } from 'ky';
import { FetchError, ofetch } from 'ofetch';
import createHttp from 'openapi-fetch';

/** A call, with the data that the contenders need. */
export interface Target {
  baseUrl: string;
  token: string;
  /** The header with the token. */
  header: readonly [name: string, value: string];
  operation: { id: string; method: string; template: string };
  /** The path below the base URL, with the values of the path parameters. */
  path: string;
  parameters: Record<string, unknown>;
  /** The result that every contender must return: the data of a success, or the code of an error. */
  expected: unknown;
  /** The path of the built client. */
  client: string;
}

/** A client that makes the call and reads the whole response. */
export interface Contender {
  name: string;
  call(): Promise<unknown>;
}

/** The body of a response. */
interface Envelope {
  success: boolean;
  data?: unknown;
  error?: { code: string };
}

/**
 * Returns the contenders for a call, `fetch` first. Each is set up once with its default options, including timeouts
 * and retries. No contender retries this call.
 *
 * @throws {Error} if a contender does not return the expected result
 */
export async function contendersFor(target: Target): Promise<Contender[]> {
  const contenders = await all(target);
  for (const { name, call } of contenders) {
    const actual = await call();
    if (!isDeepStrictEqual(actual, target.expected)) {
      throw new Error(`${name} returned an unexpected result: ${JSON.stringify(actual)?.slice(0, 200)}`);
    }
  }
  return contenders;
}

async function all(target: Target): Promise<Contender[]> {
  const { baseUrl, path, parameters, token } = target;
  const { id, method, template } = target.operation;
  const headers = { Accept: 'application/json', [target.header[0]]: target.header[1] };
  const url = baseUrl + path;

  const { createClient } = (await import(pathToFileURL(target.client).href)) as {
    createClient(options: object): Record<string, (parameters: object) => Promise<Envelope>>;
  };
  const client = createClient({ baseUrl, token });
  const http = createHttp({ baseUrl, headers }) as unknown as {
    request(method: string, path: string, init: object): Promise<{ data?: Envelope; error?: Envelope }>;
  };
  const kyApi = ky.create({ prefixUrl: baseUrl, headers });
  const ofetchApi = ofetch.create({ baseURL: baseUrl, headers });
  const axiosApi = axios.create({ baseURL: baseUrl, headers });

  return [
    {
      name: 'fetch',
      call: async () => read(await (await fetch(url, { method, headers })).json()),
    },
    {
      name: 'this client',
      call: async () => read(await client[id]?.(parameters)),
    },
    {
      name: 'openapi-fetch',
      async call() {
        const { data, error } = await http.request(method, template, { params: { path: parameters } });
        return read(data ?? error);
      },
    },
    {
      name: 'ofetch',
      async call() {
        try {
          return read(await ofetchApi(path, { method }));
        } catch (error) {
          if (error instanceof FetchError) return read(error.data);
          throw error;
        }
      },
    },
    {
      name: 'ky',
      async call() {
        try {
          return read(await kyApi(path.slice(1), { method }).json());
        } catch (error) {
          if (error instanceof HTTPError) return read(await error.response.json());
          throw error;
        }
      },
    },
    {
      name: 'axios',
      async call() {
        try {
          return read((await axiosApi.request({ url: path, method })).data);
        } catch (error) {
          if (isAxiosError(error)) return read(error.response?.data);
          throw error;
        }
      },
    },
  ];
}

function read(body: unknown): unknown {
  const { success, data, error } = Object(body) as Envelope;
  return success ? data : error?.code;
}

/** The same call through each client, as its own docs have it, and its answer in the same form. */
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import axios, { isAxiosError } from 'axios';
import ky, { HTTPError } from 'ky';
import { FetchError, ofetch } from 'ofetch';
import createHttp from 'openapi-fetch';

/** A call to make: what each contender needs to know of it. */
export interface Target {
  baseUrl: string;
  token: string;
  /** The header that carries the token, and its value. */
  header: readonly [name: string, value: string];
  operation: { id: string; method: string; template: string };
  /** The path below the base URL, its parameters filled in. */
  path: string;
  parameters: Record<string, unknown>;
  /** What every contender must come to: the data of a success, the code of an error. */
  expected: unknown;
  /** The built client. */
  client: string;
}

/** A way to make the call. It reads the whole answer. */
export interface Contender {
  name: string;
  call(): Promise<unknown>;
}

/** What the API answers. */
interface Envelope {
  success: boolean;
  data?: unknown;
  error?: { code: string };
}

/**
 * The contenders for a call, `fetch` first. Each is set up once, as programs do, and has its defaults: time-outs and
 * retries stand ready, but this call is none that any of them retries.
 *
 * @throws {Error} where one of them comes to something else than was sent
 */
export async function contendersFor(target: Target): Promise<Contender[]> {
  const contenders = await all(target);
  for (const { name, call } of contenders) {
    const came = await call();
    if (!isDeepStrictEqual(came, target.expected)) {
      throw new Error(`${name} came to ${JSON.stringify(came)?.slice(0, 200)}, which is not what was sent.`);
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

function read(answer: unknown): unknown {
  const { success, data, error } = Object(answer) as Envelope;
  return success ? data : error?.code;
}

/** Serves the docs: the files of a folder, and the page of a code at any spelling of its address. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { docsPage } from '../contract/catalogue.ts';
import type { Contract } from '../contract/model.ts';
import { codeNameOf } from '../reference/code-name.ts';
import { splitTarget } from '../sandbox/request-target.ts';
import { escapeMarkup } from '../text/html.ts';
import { UsageError } from './exit.ts';

/** Handles a request, and returns whether it has responded. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
};

/**
 * Creates the handler. It responds to every request except those below the base path of the API, which the sandbox
 * handles.
 *
 * @param folder the folder of the docs
 * @param head HTML that is added to the head of each page
 * @throws {UsageError} if the docs have not been built
 */
export function siteHandler(folder: string, contract: Contract, head = ''): Handler {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) {
    throw new UsageError(
      `Cannot read the docs ${index}: it does not exist. In the repository, \`npm run build\` creates it.`,
    );
  }
  // Only listed files are served, so that no path leads out of the folder.
  const files = new Map(filesIn(folder).map((file) => [addressOf(folder, file), file]));
  const { basePath } = contract;
  // The base path of the API: the pages then show buttons that send requests to the sandbox.
  const mark = `<html data-sandbox="${escapeMarkup(basePath)}" `;

  return ({ method = 'GET', url = '/' }, response) => {
    const { path } = splitTarget(url);
    if (!path.startsWith('/') || path === basePath || path.startsWith(`${basePath}/`)) return false;
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return true;
    }
    const send = (status: number, file: string, more = '') => {
      const extension = extname(file);
      const content = readFileSync(file);
      const body =
        extension === '.html'
          ? Buffer.from(
              content
                .toString()
                .replace('<html ', () => mark)
                .replace('<head>', () => `<head>${more}${head}`),
            )
          : content;
      response.writeHead(status, {
        'Content-Type': `${TYPES[extension] ?? 'application/octet-stream'}; charset=utf-8`,
        'Content-Length': body.length,
        'Cache-Control': 'no-cache',
      });
      response.end(method === 'HEAD' ? undefined : body);
    };
    const file = files.get(path === '/' ? '/index.html' : path);
    const page = codePageAt(path, contract);
    if (file !== undefined) send(200, file);
    else if (page !== undefined) response.writeHead(302, { Location: page }).end();
    // The address may have any depth, so the relative links of the page need a base.
    else send(404, files.get('/404.html') ?? index, '<base href="/">');
    return true;
  };
}

/** Returns the address of a code's page if a path names the code: `/CODE` or `/errors/CODE`, in any case. */
function codePageAt(path: string, { errors }: Contract): string | undefined {
  const [, name = '', extension = 'html'] =
    /^\/(?:errors\/)?([\w-]{1,100})(?:\.(html|md))?\/?$/i.exec(path) ?? [];
  const entry = errors.find(({ code }) => code === codeNameOf(name));
  return entry && `/${docsPage(entry).replace(/html$/, extension.toLowerCase())}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function addressOf(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`;
}

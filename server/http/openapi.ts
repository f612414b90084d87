import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { Problem } from '../../sdk/contract/common.ts';
import { contract } from '../../sdk/contract/index.ts';
import type { Access, Route } from '../../sdk/contract/route.ts';

type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks. Checks it has no word for are left out. */
function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
  });
  return rest;
}

const whoMay: Readonly<Record<Access, string>> = {
  anyone: 'Open to everyone.',
  signedIn: 'For everyone who is signed in.',
  agent: 'For agents, managers and server keys.',
  manager: 'For managers and server keys.',
  serverKey: 'For server keys only.',
};

function parametersOf(path: string, route: Route, method: string): Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = route.query === undefined ? {} : schemaOf(route.query, 'input');
  const required = new Set(Array.isArray(query.required) ? query.required : []);
  const inQuery = Object.entries((query.properties ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema,
  }));
  const header = (name: string, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  const inHeader = [
    ...(method === 'POST'
      ? [header('Idempotency-Key', 'Makes it safe to send the same request again.')]
      : []),
    ...(method === 'PATCH' || method === 'DELETE'
      ? [header('If-Match', 'The version that was read, as "7".')]
      : []),
    ...(path === '/events' ? [header('Last-Event-ID', 'Resumes after this event.')] : []),
  ];
  return [...inPath, ...inQuery, ...inHeader];
}

/** The multipart form of a route that takes files: the body's own fields as text, and the files. */
function multipartOf(route: Route, body: Json | undefined): Json {
  const { properties = {}, required = [] } = (body ?? {}) as {
    properties?: Json;
    required?: string[];
  };
  const file = { type: 'string', contentMediaType: 'application/octet-stream' };
  const files = route.files === 'file' ? file : { type: 'array', maxItems: 5, items: file };
  return {
    schema: {
      type: 'object',
      properties: { ...properties, [route.files ?? 'file']: files },
      required: route.files === 'file' ? ['file'] : required,
    },
  };
}

function requestBodyOf(route: Route): Json {
  const body = route.body === undefined ? undefined : schemaOf(route.body, 'input');
  if (body === undefined && route.files === undefined) return {};
  const content = {
    ...(body === undefined ? {} : { 'application/json': { schema: body } }),
    ...(route.files === undefined ? {} : { 'multipart/form-data': multipartOf(route, body) }),
  };
  return { requestBody: { required: true, content } };
}

function successOf(path: string, route: Route): Json {
  const status = route.status ?? (route.returns === undefined && route.raw !== true ? 204 : 200);
  const rawType = path === '/events' ? 'text/event-stream' : 'application/octet-stream';
  const content =
    route.raw === true
      ? { [rawType]: { schema: { type: 'string' } } }
      : route.returns && { 'application/json': { schema: schemaOf(route.returns, 'output') } };
  return {
    [status]: {
      description: 'Done.',
      headers: { 'X-Request-Id': { schema: { type: 'string' } } },
      ...(content === undefined ? {} : { content }),
    },
  };
}

function operationOf(key: string, route: Route): Json {
  const [method = '', path = ''] = key.split(' ');
  const [, noun = ''] = path.split('/');
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/:-]+(\w)/g, (_all, first: string) => first.toUpperCase())}`,
    summary: route.summary,
    description: whoMay[route.access],
    tags: [noun],
    parameters: parametersOf(path, route, method),
    ...requestBodyOf(route),
    responses: {
      ...successOf(path, route),
      default: {
        description: 'A refusal, RFC 9457.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
    security: route.access === 'anyone' ? [{}, { bearer: [] }] : [{ bearer: [] }],
  };
}

/** The whole contract as an OpenAPI 3.1 document, for the API at this address. */
export function openApiDocument(address: string): Json {
  const paths: Record<string, Json> = {};
  for (const [key, route] of Object.entries<Route>(contract)) {
    const [method = '', path = ''] = key.split(' ');
    const item = path.replace(/:(\w+)/g, '{$1}');
    paths[item] = { ...paths[item], [method.toLowerCase()]: operationOf(key, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Deskbell',
      version: '1',
      description: 'A helpdesk for any web page: public forms, tickets, teams, people.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: address }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
}

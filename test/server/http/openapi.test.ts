import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../sdk/contract/index.ts';
import { openApp, publicUrl } from '../../kit/open-app.ts';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  security: Record<string, unknown>[];
}

interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const documentOf = async (): Promise<{ response: Response; document: Document }> => {
  const app = await openApp();
  const response = await app.fetch('/openapi.json');
  return { response, document: (await response.json()) as Document };
};

describe('/openapi.json', () => {
  test('is a valid OpenAPI 3.1 document that any page may read', async () => {
    const { response, document } = await documentOf();
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const validator = new Validator();
    const result = await validator.validate({ ...document });
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(document.servers).toEqual([{ url: `${publicUrl}/api/v1` }]);
  });

  test('holds every route of the contract, each with a name of its own', async () => {
    const { document } = await documentOf();
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    const keys = operations.map(
      ({ path, method }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(keys.sort()).toEqual(Object.keys(contract).sort());
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      keys.length,
    );
  });

  test('describes a form: what is sent as JSON or with files, who may, and what comes back', async () => {
    const { document } = await documentOf();
    const submit = document.paths['/forms/{teamSlug}']?.post;
    const json = submit?.requestBody?.content['application/json']?.schema;
    expect(json).toMatchObject({
      type: 'object',
      required: ['subject', 'description'],
      additionalProperties: false,
    });
    expect(submit?.requestBody?.content['multipart/form-data']?.schema).toMatchObject({
      properties: { attachments: { type: 'array', maxItems: 5 } },
    });
    expect(submit?.security).toEqual([{}, { bearer: [] }]);
    expect(Object.keys(submit?.responses ?? {})).toEqual(['201', 'default']);
  });

  test('names parameters of path, query and headers', async () => {
    const { document } = await documentOf();
    const list = document.paths['/tickets']?.get?.parameters.map(({ name }) => name);
    expect(list).toEqual(expect.arrayContaining(['limit', 'cursor', 'state', 'sort']));
    const change = document.paths['/tickets/{id}']?.patch?.parameters;
    expect(change).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      expect.objectContaining({ name: 'If-Match', in: 'header', required: false }),
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../../server/rules/form-translation.ts';

const team = {
  name: 'Repairs',
  description: 'Tell us what broke.',
  formFields: [
    { key: 'model', label: 'Model', type: 'text' as const, required: true },
    {
      key: 'size',
      label: 'Size',
      type: 'choice' as const,
      required: false,
      options: ['small', 'large'],
    },
    { key: 'constructor', label: 'Maker', type: 'text' as const, required: false },
  ],
  translations: {
    pt: {
      name: 'Reparos',
      description: 'Diga o que partiu.',
      fields: { size: { label: 'Tamanho', options: ['pequeno', 'grande'] } },
    },
    'pt-BR': { description: 'Diga o que quebrou.', fields: { model: { label: 'Modelo' } } },
    de: { fields: { size: { options: ['klein'] } } },
  },
};

describe('a form in a language', () => {
  test.each([null, undefined, '', 'fr', 'p'])('is as written for %j', (language) => {
    const { name, description, formFields } = team;
    expect(inLanguage(team, language)).toEqual({ name, description, formFields });
  });

  test.each(['pt-BR', 'pt-br', 'PT-BR', 'pt-BR-x-shop'])(
    'falls back text by text for %s: region, language, default',
    (language) => {
      expect(inLanguage(team, language)).toEqual({
        name: 'Reparos',
        description: 'Diga o que quebrou.',
        formFields: [
          { key: 'model', label: 'Modelo', type: 'text', required: true },
          {
            key: 'size',
            label: 'Tamanho',
            type: 'choice',
            required: false,
            options: ['pequeno', 'grande'],
          },
          { key: 'constructor', label: 'Maker', type: 'text', required: false },
        ],
      });
    },
  );

  test('takes the language where there is nothing for the region', () => {
    expect(inLanguage(team, 'pt-PT').description).toBe('Diga o que partiu.');
  });

  test('keeps the choices where not each of them is translated', () => {
    expect(inLanguage(team, 'de').formFields[1]?.options).toEqual(['small', 'large']);
  });
});

import type { DeskClient } from '../sdk/index.ts';

const addressOf = (name: string): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@demo.example`;

/** Fills an empty helpdesk with plainly made-up teams, people and tickets. Does nothing where teams exist. */
export async function seedDemo(client: DeskClient): Promise<void> {
  const teams = await client.teams.page({ limit: 1 });
  if (teams.items.length > 0) return;

  const colleague = (name: string, role: 'agent' | 'manager') =>
    client.people.create({ kind: 'internal', role, name, email: addressOf(name) });
  await colleague('Demo Manager', 'manager');
  const ada = await colleague('Demo Agent Ada', 'agent');
  const ben = await colleague('Demo Agent Ben', 'agent');
  const cleo = await colleague('Demo Agent Cleo', 'agent');

  const support = await client.teams.create({
    name: 'Customer Support',
    slug: 'customer-support',
    visibility: 'public',
    description:
      'Tell us what happened and what you expected. A photo helps with plants and parcels.\nWe answer on working days.',
    autoAssign: true,
    assignMethod: 'equal_open',
    memberIds: [ada.id, ben.id, cleo.id],
    customerMayClose: true,
    replyTo: 'support@demo.example',
  });
  const warehouse = await client.teams.create({
    name: 'Warehouse',
    slug: 'warehouse',
    visibility: 'company',
    description: 'Damaged parcels and missing stock.',
    autoAssign: true,
    memberIds: [ben.id],
  });
  const accounting = await client.teams.create({
    name: 'Accounting',
    slug: 'accounting',
    visibility: 'private',
    description: 'Invoices and tax. Only invited colleagues see these tickets.',
  });
  await client.teams.followers.add(accounting.id, cleo.id);

  const customer = { name: 'Demo Customer', email: 'customer@demo.example' };
  const stages = await client.stages.page({ limit: 100 });
  const stage = (name: string): string => {
    const found = stages.items.find((one) => one.name === name);
    if (found === undefined) throw new Error(`The demo expects a stage named ${name}.`);
    return found.id;
  };

  const fern = await client.tickets.create({
    teamId: support.id,
    subject: 'My fern arrived without its pot',
    description: 'The fern is fine, but the clay pot from the same order was not in the box.',
    customer,
    stageId: stage('In Progress'),
    tags: ['delivery'],
  });
  await client.messages.create(fern.id, {
    body: 'Thank you for telling us. A new pot leaves tomorrow; you need not send anything back.',
  });
  await client.messages.create(fern.id, {
    body: 'The pot was left on the packing table, see the photo from the warehouse.',
    visibility: 'note',
  });
  await client.tickets.create({
    teamId: support.id,
    subject: 'How often does the desk cactus want water?',
    description: 'The label fell off. Once a week?',
    customer,
  });
  const invoice = await client.tickets.create({
    teamId: support.id,
    subject: 'Please send the invoice again',
    description: 'I cannot find the mail any more.',
    customer,
  });
  await client.messages.create(invoice.id, { body: 'Sent again just now.' });
  await client.tickets.close(invoice.id);
  await client.tickets.create({
    teamId: support.id,
    subject: 'Gift card does not work',
    description: 'The shop says the code is unknown.',
    customer: { name: 'Demo Customer Two', email: 'customer.two@demo.example' },
    priority: 1,
  });
  await client.tickets.create({
    teamId: warehouse.id,
    subject: 'Shelf 4 counts 12 ferns, the list says 20',
    description: 'Please count again before Monday.',
  });
  await client.tickets.create({
    teamId: accounting.id,
    subject: 'Tax number on demo invoices',
    description: 'The number at the bottom is last year’s.',
  });
}

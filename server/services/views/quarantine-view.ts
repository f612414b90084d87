import type { QuarantinedSubmit } from '../../../sdk/contract/outbox.ts';
import type { QuarantineRow } from '../../stores/rows.ts';

/** A held submit as managers read it. */
export const quarantineView = (row: QuarantineRow): QuarantinedSubmit => ({
  id: row.id,
  number: row.number,
  teamId: row.teamId,
  name: row.name,
  email: row.email,
  subject: row.subject,
  description: row.description,
  reason: row.reason,
  createdAt: row.createdAt,
});

import type { FormDescription, Receipt, Submission } from '../../sdk/contract/forms.ts';

/** What the visitor wrote, as it will be sent; empty fields are absent. */
export type TicketFormDraft = Pick<
  Submission,
  'name' | 'email' | 'phone' | 'subject' | 'description' | 'decoy'
>;

/** The form's own events, each with its detail. All bubble and leave shadow roots. */
export interface TicketFormEventMap {
  /** The server has described the form. */
  'deskbell-ready': CustomEvent<FormDescription>;
  /** The form is about to be sent; `preventDefault()` stops that. */
  'deskbell-submit': CustomEvent<{ draft: TicketFormDraft; files: readonly File[] }>;
  /** The server has taken the ticket. */
  'deskbell-submitted': CustomEvent<Receipt>;
  /** Describing or sending failed, with an error of the SDK; the form tells the visitor itself. */
  'deskbell-error': CustomEvent<unknown>;
}

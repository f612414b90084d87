import { TicketForm } from './ticket-form.ts';

customElements.get('deskbell-form') ?? customElements.define('deskbell-form', TicketForm);

declare global {
  interface HTMLElementTagNameMap {
    'deskbell-form': TicketForm;
  }
}

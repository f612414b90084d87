import { TicketList } from './ticket-list.ts';

customElements.get('deskbell-ticket-list') ??
  customElements.define('deskbell-ticket-list', TicketList);

declare global {
  interface HTMLElementTagNameMap {
    'deskbell-ticket-list': TicketList;
  }
}

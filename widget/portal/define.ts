import '../ticket-list/define.ts';
import '../ticket-thread/define.ts';
import { Portal } from './portal.ts';

customElements.get('deskbell-portal') ?? customElements.define('deskbell-portal', Portal);

declare global {
  interface HTMLElementTagNameMap {
    'deskbell-portal': Portal;
  }
}

import { Provider } from './provider.ts';

customElements.get('deskbell-provider') ?? customElements.define('deskbell-provider', Provider);

declare global {
  interface HTMLElementTagNameMap {
    'deskbell-provider': Provider;
  }
}

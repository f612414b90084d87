import type { ReactiveController } from 'lit';
import type { Client } from '../../sdk/index.ts';
import { clientContext } from '../contexts/client.ts';
import { consume } from '../contexts/consume.ts';
import type { TicketForm } from './ticket-form.ts';

const following = new WeakSet<TicketForm>();

/** Gives a form that names no server the client of the provider above it, now and when it changes. */
export function follow(form: TicketForm): void {
  if (following.has(form)) return;
  following.add(form);
  let stop: (() => void) | undefined;
  let given: Client | undefined;
  const controller: ReactiveController = {
    hostConnected() {
      stop = consume(form, clientContext, (client) => {
        // A client the page set itself comes first.
        if (form.client && form.client !== given) return;
        given = client;
        form.client = client;
      });
    },
    hostDisconnected() {
      stop?.();
    },
  };
  form.addController(controller);
}

import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { RequestController } from '../../../widget/controllers/request.ts';

interface Call {
  signal: AbortSignal;
  resolve(value: string): void;
  reject(error: unknown): void;
}

class Asking extends LitElement {
  calls: Call[] = [];
  readonly request = new RequestController(
    this,
    (signal) =>
      new Promise<string>((resolve, reject) => this.calls.push({ signal, resolve, reject })),
  );
  protected override render() {
    return html`${this.request.state}:${this.request.value}`;
  }
}
customElements.define('test-asking', Asking);

describe('a request', () => {
  let asking: Asking;
  const text = async () => {
    await asking.updateComplete;
    return asking.renderRoot.textContent;
  };
  const call = (index: number) => asking.calls[index] as Call;
  beforeEach(async () => {
    asking = new Asking();
    document.body.append(asking);
    await asking.updateComplete;
  });
  afterEach(() => asking.remove());

  it('is shown while it runs and when it is answered', async () => {
    expect(await text()).to.equal('idle:');
    const run = asking.request.run();
    expect(await text()).to.equal('pending:');
    call(0).resolve('answer');
    await run;
    expect(await text()).to.equal('ready:answer');
  });

  it('keeps its last value while it runs again and when that fails', async () => {
    const run = asking.request.run();
    call(0).resolve('answer');
    await run;
    const again = asking.request.run();
    expect(await text()).to.equal('pending:answer');
    const error = new Error('no');
    call(1).reject(error);
    await again;
    expect(await text()).to.equal('failed:answer');
    expect(asking.request.error).to.equal(error);
  });

  it('ends when another is started, and only the last one counts', async () => {
    const first = asking.request.run();
    const second = asking.request.run();
    expect(call(0).signal.aborted).to.equal(true);
    call(1).resolve('second');
    call(0).resolve('first');
    await Promise.all([first, second]);
    expect(await text()).to.equal('ready:second');
  });

  it('ends when the element leaves, and starts again when it comes back', async () => {
    void asking.request.run();
    asking.remove();
    expect(call(0).signal.aborted).to.equal(true);
    document.body.append(asking);
    call(1).resolve('answer');
    await call(1);
    await Promise.resolve();
    expect(await text()).to.equal('ready:answer');
  });

  it('is not started again by a move when it had been answered', async () => {
    const run = asking.request.run();
    call(0).resolve('answer');
    await run;
    document.body.prepend(asking);
    expect(asking.calls).to.have.length(1);
  });

  it('can be given a value from elsewhere', async () => {
    void asking.request.run();
    asking.request.set('given');
    expect(call(0).signal.aborted).to.equal(true);
    expect(await text()).to.equal('ready:given');
  });
});

/**
 * The script tag's file. Finds Deskbell's tags, also those added later, and fetches an element's
 * chunk when it nears the viewport. Harmless when loaded twice: each chunk defines its tag once.
 */
const portal = () => {
  import('./portal/define.ts');
};
const chunks: Record<string, () => void> = {
  'deskbell-form': () => {
    import('./ticket-form/define.ts');
  },
  'deskbell-provider': () => {
    import('./provider/define.ts');
  },
  'deskbell-portal': portal,
  'deskbell-ticket-list': portal,
  'deskbell-ticket': portal,
};

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        near.unobserve(target);
        chunks[target.localName]?.();
      }
  },
  { rootMargin: '200px' },
);
const look = () => {
  for (const element of document.querySelectorAll(':not(:defined)')) near.observe(element);
};
new MutationObserver(look).observe(document, { childList: true, subtree: true });
look();

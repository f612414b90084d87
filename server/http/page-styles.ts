/** The few styles of the server's own pages; their policy allows no inline ones. */
export const pageStyles = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { box-sizing: border-box; max-inline-size: 46rem; margin-inline: auto; padding: 1.5rem 1rem; }
`;

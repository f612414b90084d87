/** A bell, the icon of the server's own pages. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Deskbell</title><path d="M16 4a2 2 0 0 1 2 2v1a10 10 0 0 1 8 10v3H6v-3A10 10 0 0 1 14 7V6a2 2 0 0 1 2-2ZM4 23h24v3H4Z" fill="#2563eb"/></svg>
`;

import { hash } from 'node:crypto';

/** What is stored of a token, as the id of its session or link: its SHA-256 in base64url. */
export const hashOfToken = (token: string): string => hash('sha256', token, 'base64url');

import type { Viewer } from '../rules/visibility.ts';

/** The person who acts; null for visitors, server keys and the helpdesk itself. */
export const actorOf = (viewer: Viewer): string | null =>
  viewer.kind === 'visitor' || viewer.kind === 'server' ? null : viewer.personId;

/** Is the viewer a colleague, or a server key acting as one? */
export const isInternal = (viewer: Viewer): boolean =>
  viewer.kind === 'agent' || viewer.kind === 'manager' || viewer.kind === 'server';

/** May the viewer do what only managers may? */
export const manages = (viewer: Viewer): boolean =>
  viewer.kind === 'manager' || viewer.kind === 'server';

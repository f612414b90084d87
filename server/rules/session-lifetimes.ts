/** How long a session lasts, in milliseconds: unused, and as a whole. */
export interface SessionLifetimes {
  idle: number;
  whole: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** 30 minutes idle and 12 hours for the portal, 8 and 24 hours for colleagues. Guest links make portal sessions. */
export const lifetimesOf = (kind: 'internal' | 'portal'): SessionLifetimes =>
  kind === 'internal'
    ? { idle: 8 * hour, whole: 24 * hour }
    : { idle: 30 * minute, whole: 12 * hour };

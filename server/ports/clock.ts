/** Tells the time. Tests hold it still. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Makes the helpdesk's random values. */
export interface Ids {
  /** A new opaque id; a later one sorts after an earlier one of the same process. */
  id(): string;
  /** 256 random bits for a token, in base64url. */
  secret(): string;
}

import type { Company, Person, TimeOff } from '../../../sdk/contract/people.ts';
import type { CompanyRow, PersonRow, TimeOffRow } from '../../stores/rows.ts';

/** A person as colleagues read them. */
export const personView = ({ createdAt, ...row }: PersonRow): Person => row;

/** A company as managers read it. */
export const companyView = ({ id, version, name }: CompanyRow): Company => ({ id, version, name });

/** Time off as colleagues read it. */
export const timeOffView = ({ id, from, to }: TimeOffRow): TimeOff => ({ id, from, to });

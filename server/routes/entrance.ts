/** What the HTTP layer needs of the services besides the handlers: who calls, and how a call ends. */
export type { Act, House, ReceivedFile, RequestFacts } from '../services/act.ts';
export { beginAct } from '../services/begin-act.ts';
export { fileLimits } from '../services/file-limits.ts';
export { AlreadyAnswered, type AnswerKeeper, answerKeeper } from '../services/keep-answer.ts';
export { prolongSession, wantsProlonging } from '../services/prolong-session.ts';
export { type Door, type Recognised, recogniseSession } from '../services/recognise-session.ts';
export { type Issue, invalid, notFound, Refusal } from '../services/refusal.ts';
export { refusalOf } from '../services/refusal-of.ts';
export { hashOfToken } from '../services/token-hash.ts';

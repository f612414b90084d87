/** The people of a new ticket. */
export interface NewTicketPeople {
  customerId: string | null;
  creatorId: string | null;
  assigneeId: string | null;
  teamFollowerIds: readonly string[];
}

/** Who follows a new ticket: its customer, creator, assignee and the team's followers, each once. */
export function followersOfNewTicket(people: NewTicketPeople): string[] {
  const { customerId, creatorId, assigneeId, teamFollowerIds } = people;
  const all = [customerId, creatorId, assigneeId, ...teamFollowerIds];
  return [...new Set(all)].filter((id) => id !== null);
}

/** Does the company wall keep this person from the team? It stands for agents who list only other companies. */
export function crossesWall(
  person: {
    kind: 'internal' | 'portal';
    role: 'agent' | 'manager' | null;
    companyIds: readonly string[];
  },
  team: { companyId: string | null },
): boolean {
  return (
    person.kind === 'internal' &&
    person.role !== 'manager' &&
    team.companyId !== null &&
    person.companyIds.length > 0 &&
    !person.companyIds.includes(team.companyId)
  );
}

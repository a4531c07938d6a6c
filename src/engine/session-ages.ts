import type { Plan } from '../plan/schema.ts';

/** Age of each session's dots, days; negative for sessions that are not done yet. */
export function sessionAges({ sessions, sessionsDone, healing }: Plan): number[] {
  const lastDay = sessions[sessionsDone - 1]?.day ?? 0;
  return sessions.map((session, i) =>
    i < sessionsDone ? healing.ageDays + lastDay - session.day : -1,
  );
}

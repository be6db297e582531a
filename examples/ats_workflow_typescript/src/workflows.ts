// A small ATS on Temporal that tells followup what happens to an application. See README.md beside this folder.
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  ParentClosePolicy,
  condition,
  defineSignal,
  executeChild,
  getExternalWorkflowHandle,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

/** What the form of the careers page asks for. */
export interface Applicant {
  application: string;
  person: string;
  firstName: string;
  email: string;
  job: string;
  jobTitle: string;
}

type Fact = Record<string, unknown>;

/** What an intake answers; `known`, `joined` and `running` are left out where they are false. */
interface TakenIn {
  candidate_id: string;
  workflow_id: string;
  known?: boolean;
  joined?: boolean;
  running?: boolean;
}

/** What the ATS's own words for a decision are called in followup; every other word is a stage. */
const SAYS: Record<string, string> = {
  rejected: 'rejected',
  reopened: 'rejection_withdrawn',
  withdrawn: 'withdrawn',
  hired: 'hired',
};

/** A recruiter has moved the card on the ATS's board; `archived` is the end. */
export const move = defineSignal<[string]>('move');

/** One application, from the form to the last decision about it. Returns what was told to followup, and by which way. */
export async function application(applicant: Applicant): Promise<string[]> {
  const moves: string[] = [];
  setHandler(move, (to) => void moves.push(to));
  let count = 0;

  /** What every fact carries. The id is the same on every retry and replay, so that nothing counts twice. */
  function fact(fields: Fact): Fact {
    count += 1;
    return {
      event_id: `${workflowInfo().workflowId}-${count}`,
      occurred_at: new Date().toISOString(),
      source: 'myats',
      application_id: applicant.application,
      ...fields,
    };
  }

  /**
   * By an intake: right for people who may be new, or closed, or known under another id. Returns the workflow id of the
   * clock that took it, or what is wrong with what was told.
   */
  async function takeIn(signal: string, said: Fact): Promise<string> {
    try {
      const taken: TakenIn = await executeChild('CandidateIntake', {
        args: [{ candidate_id: `myats:${applicant.person}`, signal, fact: said }],
        workflowId: `intake-${said.event_id}`,
        taskQueue: 'followup',
        // What has been said is taken in, even if this workflow ends first.
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
      return taken.workflow_id;
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === undefined) throw error;
      // It makes no sense, and would make none the next time: somebody has to look at the ATS.
      log.error('followup refused what was told', { signal, message: refusal });
      return `refused: ${refusal}`;
    }
  }

  /** By a signal, the cheapest way; by an intake where their follow-up has ended. Returns which it was. */
  async function tell(clock: string, signal: string, said: Fact): Promise<string> {
    try {
      await getExternalWorkflowHandle(clock).signal(signal, said);
      return 'signal';
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return `intake: ${await takeIn(signal, said)}`;
    }
  }

  const clock = await takeIn(
    'application_received',
    fact({
      job_id: applicant.job,
      job_title: applicant.jobTitle,
      candidate: { first_name: applicant.firstName, email: applicant.email },
    }),
  );
  const told = [`application_received by intake: ${clock}`];
  for (;;) {
    await condition(() => moves.length > 0);
    const to = moves.shift()!;
    if (to === 'archived') return told;
    const signal = SAYS[to] ?? 'stage_changed';
    told.push(`${signal} by ${await tell(clock, signal, fact(to in SAYS ? {} : { stage: to }))}`);
  }
}

/** The sentence with which an intake refused what it was given, if it is that. */
function refusalIn(error: unknown): string | undefined {
  let cause = error instanceof ChildWorkflowFailure ? error.cause : undefined;
  if (cause instanceof ActivityFailure) cause = cause.cause;
  return cause instanceof ApplicationFailure && cause.type === 'Refused' ? cause.message : undefined;
}

/** Nobody runs under that workflow id: their follow-up has ended. */
function isNotFound(error: unknown): boolean {
  return error instanceof ApplicationFailure && error.type === 'ExternalWorkflowExecutionNotFound';
}

// Somebody applies, and recruiters move the card: prints what was told to followup. Needs the worker.
import { Client, Connection } from '@temporalio/client';
import { type Applicant, application, move } from './workflows';

async function main(id = '4711'): Promise<void> {
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' });
  const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE ?? 'default' });
  const ida: Applicant = {
    application: id,
    person: `p-${id}`,
    firstName: 'Ida',
    email: 'ida@example.com',
    job: 'eng',
    jobTitle: 'Engineer',
  };
  const handle = await client.workflow.start(application, {
    args: [ida],
    taskQueue: 'ats',
    workflowId: `application-${id}`,
  });
  for (const to of ['screening', 'interview', 'rejected', 'archived']) await handle.signal(move, to);
  console.log((await handle.result()).join('\n'));
  await connection.close();
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});

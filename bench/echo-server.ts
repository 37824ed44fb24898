import { CheckInput } from '@lianfang/contract/health';
import Fastify from 'fastify';

// The other limit: the same framework validating the same body and answering at once, in a process of its own.
const app = Fastify({ logger: false });
app.post('/api/checks', { schema: { body: CheckInput } }, async (request) => ({
  id: (request.body as { id: string }).id,
}));
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${address}\n`);
process.once('SIGTERM', () => void app.close());

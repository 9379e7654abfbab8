// What printing a log costs at least: start a build, wait, then pages of 1 MiB, parsed, printed, waited for.
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'node:http'

const { TOKEN, JOB_ID } = process.env
const base = process.argv[2]
const agent = new Agent({ keepAlive: true })

async function call(method, path, body) {
  const headers = { 'content-type': 'application/json', 'x-auth-token': TOKEN }
  const sent = request(new URL(path, base), { method, headers, agent })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  const chunks = []
  for await (const chunk of answer) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const started = await call('POST', '/v3/jobs/build', JSON.stringify({ job_id: JOB_ID }))
await wait(1_500)
let offset = 0
for (let more = true; more;) {
  const path = `/v3/jobs/${JOB_ID}/${started.actual_build_number}/real-time-log`
  const { result } = await call('GET', `${path}?offset=${offset}&length=1048576`)
  if (!process.stdout.write(result.content)) await once(process.stdout, 'drain')
  offset = result.offset
  more = result.has_more_data
}
agent.destroy()

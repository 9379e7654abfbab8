/** Where the event is, which whoever is imported after this is not told: `octokit.ts` puts it back. */
export const eventPath = process.env['GITHUB_EVENT_PATH']

delete process.env['GITHUB_EVENT_PATH']

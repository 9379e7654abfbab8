import { describe, expect, it } from '@jest/globals'
import { MissingCommit } from '../../src/findings/missing-commit.js'
import { COMMIT } from '../support/ids.js'

async function noticedIn(...pieces: string[]): Promise<boolean> {
  const watch = new MissingCommit(COMMIT)
  for (const piece of pieces) await watch.write(Buffer.from(piece))
  return watch.noticed
}

describe('A checkout that lacks the commit', () => {
  it.each([
    `fatal: reference is not a tree: ${COMMIT}`,
    `error: Server does not allow request for unadvertised object\nfatal: remote error: upload-pack: not our ref ${COMMIT}`,
    `fatal: couldn't find remote ref ${COMMIT}`,
    `error: pathspec '${COMMIT}' did not match any file(s) known to git`,
    `fatal: bad object ${COMMIT}\n`,
  ])('is noticed in %j', async (log) => {
    expect(await noticedIn(`Cloning\n${log}`)).toBe(true)
  })

  it('is explained by the commit, and by what a mirror needs', () => {
    const { explanation } = new MissingCommit(COMMIT.toUpperCase())
    expect(explanation).toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('mirror'),
    })
    expect(explanation.message).toContain(`does not have commit ${COMMIT}.`)
  })

  it("is noticed in the service's own reason", () => {
    const watch = new MissingCommit(COMMIT)
    expect(watch.isIn(`Not our ref ${COMMIT.toUpperCase()}`)).toBe(true)
    expect(watch.isIn(`built ${COMMIT}`)).toBe(false)
    expect(watch.isIn('not our ref 89abcdef')).toBe(false)
  })

  it('is noticed wherever the log was cut', async () => {
    const log = `ok\nfatal: reference is not a tree: ${COMMIT}\n`
    for (let cut = 0; cut <= log.length; cut += 1) {
      expect(await noticedIn(log.slice(0, cut), log.slice(cut))).toBe(true)
    }
  })

  it.each([
    `HEAD is now at ${COMMIT}\nfatal: bad object 89abcdef`,
    'fatal: reference is not a tree: 89abcdef0123456789abcdef0123456789abcdef',
    '',
  ])('is not noticed in %j', async (log) => {
    expect(await noticedIn(log)).toBe(false)
  })

  it('is noticed in the reason that the service gives', () => {
    expect(new MissingCommit(COMMIT).isIn(`checkout: not our ref ${COMMIT}`)).toBe(true)
    expect(new MissingCommit(COMMIT).isIn('checkout failed')).toBe(false)
  })
})

import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { problemMatcherInputs } from '../../../src/actions/supervised/problem-matcher-inputs.js'
import { InputSheet } from '../../../src/inputs/index.js'
import { Project } from '../project.js'

const matcher = (owner: string) =>
  JSON.stringify({ problemMatcher: [{ owner, pattern: [{ regexp: '.+', message: 0 }] }] })

describe('the input problem-matchers', () => {
  const outside = new Project([], false)
  const project = new Project([], false)
  outside.add('x.json', matcher('x'))
  project.add('.github/a.json', matcher('a'))
  project.add('b.json', matcher('b'))
  project.add('again.json', matcher('a'))
  project.add('bad.json', '{"problemMatcher":[{"owner":"a"}]}')
  project.add('.git/config', matcher('git'))
  symlinkSync(join(outside.folder, 'x.json'), join(project.folder, 'link.json'))
  symlinkSync('.git/config', join(project.folder, 'to-git.json'))
  execFileSync('mkfifo', [join(project.folder, 'pipe.json')])
  afterAll(() => {
    project.remove()
    outside.remove()
  })

  function read(paths: string, annotations = 'true') {
    const env = {
      'INPUT_PROBLEM-MATCHERS': paths,
      INPUT_ANNOTATIONS: annotations,
      GITHUB_WORKSPACE: project.folder,
    }
    const sheet = new InputSheet(env, problemMatcherInputs.table, String)
    const owners = problemMatcherInputs.read(sheet)?.map(({ owner }) => owner)
    return { owners, problems: sheet.problems }
  }

  it('names files of the workspace, one a line; a later owner takes the place of an earlier', () => {
    expect(read('.github/a.json\n\n  b.json\nagain.json')).toEqual({
      owners: ['b', 'a'],
      problems: [],
    })
  })

  it('is empty where nothing is annotated', () => {
    expect(read('b.json', 'false').owners).toEqual([])
  })

  it.each(['.git/config', '.GIT/config', 'to-git.json', 'pipe.json'])('is never %s', (path) => {
    expect(read(path).problems).toEqual([
      `Input problem-matchers: file "${path}" can't be read: it must name a file inside the workspace.`,
    ])
  })

  it('tells every file that is none, and why', () => {
    const paths = ['missing.json', '../x.json', 'link.json', '.github', 'bad.json'].join('\n')
    const { problems } = read(paths)
    expect(problems.map((problem) => problem.replace(/: matcher.*$/, ''))).toEqual([
      'Input problem-matchers: file "missing.json" can\'t be read: it must name a file inside the workspace.',
      'Input problem-matchers: file "../x.json" can\'t be read: it must name a file inside the workspace.',
      'Input problem-matchers: file "link.json" can\'t be read: it must name a file inside the workspace.',
      'Input problem-matchers: file ".github" can\'t be read: it must name a file inside the workspace.',
      'Input problem-matchers: file "bad.json" is no problem matcher file',
    ])
  })
})

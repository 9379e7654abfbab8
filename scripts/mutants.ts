import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutated } from '../__tests__/mutants/anchor.js'
import type { Mutant } from '../__tests__/mutants/mutant.js'
import { mutants } from '../__tests__/mutants/mutants.js'

/** Puts each mutant into a copy of the project and runs the tests it names: all of them must fail. */
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const COPIED = [
  'src',
  '__tests__',
  'scripts',
  'package.json',
  'tsconfig.json',
  'jest.config.js',
  'action.yml',
]
/** Tests of silent services wait more than they compute. */
const COPIES = 3
/** A test that failed may leave its simulator open, which would keep the process alive. */
const QUICK = ['--runInBand', '--silent', '--forceExit', '--env', './scripts/until-red.mjs']
const LONGEST_RUN_MS = 120_000

interface TestRun {
  readonly red: boolean
  /** Tests that failed; none in a red run means that the run itself broke. */
  readonly failed: number
  readonly output: string
}

function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function runTests(folder: string, files: readonly string[], named?: string): Promise<TestRun> {
  const paths = files.map((file) => join('__tests__', file))
  const only = named === undefined ? [] : ['--testNamePattern', named]
  const jest = join('node_modules', 'jest', 'bin', 'jest.js')
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest]
  const child = spawn(
    process.execPath,
    [...options, ...QUICK, '--runTestsByPath', ...only, ...paths],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_RUN_MS },
  )
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const failed = Number(/^Tests: +(\d+) failed/m.exec(output)?.[1] ?? 0)
      resolve({ red: code !== 0, failed, output })
    })
  })
}

/** What is wrong with a mutant, or nothing. */
async function trial(folder: string, mutant: Mutant): Promise<string | undefined> {
  const path = join(folder, 'src', mutant.file)
  const original = readFileSync(path, 'utf8')
  const { places, source } = mutated(original, mutant)
  if (places !== 1) return `stale: its text stands ${places} times in src/${mutant.file}`
  writeFileSync(path, source)
  try {
    const run = await runTests(folder, [mutant.tests], mutant.named)
    if (!run.red) return `survives ${mutant.tests}`
    return run.failed === 0 ? `breaks the run of ${mutant.tests}:\n${run.output}` : undefined
  } finally {
    writeFileSync(path, original)
  }
}

async function work(folder: string, queue: Mutant[], problems: string[]): Promise<void> {
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const problem = await trial(folder, mutant)
    console.log(`${problem === undefined ? 'killed  ' : 'ALIVE   '} ${mutant.name}`)
    if (problem !== undefined) problems.push(`${mutant.name}: ${problem}`)
  }
}

/** The tests as they are, each with the names its mutants ask for, must pass before they can prove anything. */
async function greenAtFirst(folder: string, chosen: readonly Mutant[]): Promise<string[]> {
  const problems: string[] = []
  for (const file of new Set(chosen.map(({ tests }) => tests))) {
    const names = chosen.filter(({ tests }) => tests === file).map(({ named }) => named ?? '.')
    const run = await runTests(folder, [file], names.join('|'))
    if (run.red) problems.push(`${file} fails without any mutant:\n${run.output}`)
  }
  return problems
}

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? ''
  const chosen = mutants.filter(({ name }) => name.includes(wanted))
  const folders = Array.from({ length: COPIES }, copyOfProject)
  try {
    const halves = folders.map((_folder, at) => {
      const files = [...new Set(chosen.map(({ tests }) => tests))]
      return chosen.filter(({ tests }) => files.indexOf(tests) % COPIES === at)
    })
    const first = await Promise.all(folders.map((one, at) => greenAtFirst(one, halves[at] ?? [])))
    const problems = first.flat()
    const queue = problems.length === 0 ? [...chosen] : []
    await Promise.all(folders.map((folder) => work(folder, queue, problems)))
    for (const problem of problems) console.error(problem)
    if (problems.length === 0) console.log(`${chosen.length} mutants, all killed.`)
    process.exitCode = problems.length === 0 && chosen.length > 0 ? 0 : 1
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

await main()

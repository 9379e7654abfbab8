/** How a test runner announces a failure; `name` is the test's. */
const HEADERS = [
  // Maven Surefire
  /^(?:\[ERROR\] )?(?<name>\S.{0,300}?)\s{1,8}(?:-- )?Time elapsed: .{1,40}<<< (?:FAILURE|ERROR)!?/,
  // Gradle
  /^(?<name>\S.{0,200} > .{1,200}) FAILED ?$/,
  // Gradle's test logger
  /^\s{2,6}Test (?<name>\S.{0,300}?) FAILED(?: \([\d.]{1,10}m?s\))?$/,
  // JUnit's console launcher
  /^ {2}JUnit \w{3,20}:(?<name>\S.{0,300})$/,
  // Jest
  /^\s{0,4}● (?<name>\S.{0,300})$/,
  // Vitest; the project's name may stand before the file
  /^\s*(?:FAIL|❯)\s+(?<name>(?:\|[^|]{1,60}\| |[\w-]{1,40}\s{1,3})?\S+ > .{1,300})$/,
  /^\s*FAIL\s+(?<name>(?:\|[^|]{1,60}\| |[\w-]{1,40}\s{1,3})?\S+\.[cm]?[jt]sx?)(?: \[ .{1,200} \])?$/,
  /^⎯{2,200} (?<name>(?:Unhandled|Uncaught) (?:Rejection|Exception|Error)) ⎯{2,200}$/,
  // uvu
  /^\s*FAIL\s+(?<name>".{1,300}")$/,
  // node:test, TAP
  /^\s*(?:✖|not ok \d+(?: -)?) (?<name>(?!.*# (?:TODO|SKIP))\S.{0,300}?)(?: \([\d.]+ms\)| # time=.+)?$/,
  // Mocha, RSpec, PHPUnit, Playwright, Jasmine, ExUnit, Spectron
  /^\s{0,4}\d{1,4}\) (?!(?:Ignored|Skipped|Explicit|Inconclusive|Warning) : )(?<name>\S.{0,300})$/,
  // dotnet test
  /^\s{0,4}(?:Failed|失败|失敗|Fehler(?:haft)?|Fehlgeschlagen|Nicht bestanden|Échec|Échoué|Con error|Non superato|Com falha|실패|Сбой|Не пройден|Niepowodzenie|Başarısız) (?<name>\S.{0,300}?) \[[^\]]{1,30}\]$/,
  // dotnet test since .NET 10
  /^\s{0,4}failed (?<name>\S.{0,300}?) \(\d[\d.smh ]{0,20}\)$/,
  // xUnit
  /^\s{2,10}(?<name>\S.{0,300}?) \[FAIL\]$/,
  // Pest, Collision
  /^\s{0,4}FAILED {1,3}(?<name>(?!\S{1,300}\.py\b)\S(?:.{0,300}\S)?)\s*$/,
  // RSpec could not read a file
  /^(?<name>An error occurred (?:while loading .{1,300}|in an? `.{1,60}hook))\.?$/,
  // Karma
  /^[A-Z][\w ]{1,40} \d[\d.]{0,30} \([^)]{1,60}\):? (?<name>\S.{0,300}) FAILED$/,
  // minitest, test-unit
  /^(?:Failure|Error):\s?(?<name>\w{1,200}[?!]?\([\w:]{1,200}\).{0,100})?$/,
  // ScalaTest
  /^(?:\[info\] )?- (?<name>\S.{0,300}) \*\*\* FAILED \*\*\*/,
  // specs2
  /^\[error\]\s{1,8}x (?<name>\S.{0,300})$/,
  // munit
  /^(?:\[error\] )?==> X (?<name>\S.{0,300}?)\s{1,4}[\d.]{1,10}s/,
  // AVA, Bats
  /^\s{0,4}(?:✘ \[fail\]: |✗ )(?<name>\S.{0,300})$/,
  // PHPUnit's form testdox
  /^ ✘ (?<name>\S.{0,300})$/,
  // Dart and Flutter
  /^══╡ (?<name>EXCEPTION CAUGHT BY .{1,100}?) ╞═/,
  /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: (?<name>.{1,300}) \[E\]$/,
  // Deno
  /^(?<name>\S.{0,300}) => (?:\.{0,2}[\w/.-]{1,300}|file:\S{1,400}):\d{1,7}:\d{1,6}$/,
  // Pester
  /^\s*\[-\] (?<name>\S.{0,300}?) [\d.]{1,10}m?s/,
] as const
/** Settles most lines at once. */
const MAYBE_HEADER =
  /FAIL|<<< ERR|^ {2}JUnit |^══╡|^⎯{2,200} U|^\s{0,4}failed | m?s\]$|^An error occ|[●❯✖✗✘]|not ok|^\s{0,4}\d{1,4}\) |Failed|失|^(?:Failure|Error):|==> X|^\[error\]\s{1,8}x |\[E\]|=> |\[-\]/

/** The name of the test that a line announces as failed. */
export function headerOf(line: string): string | undefined {
  if (!MAYBE_HEADER.test(line)) return undefined
  for (const header of HEADERS) {
    const groups = header.exec(line)?.groups
    if (groups !== undefined)
      return (groups['name'] ?? 'test').replace(/(?<![ ─])[ ─]+$/, '').trim()
  }
  return undefined
}

/** What such lines begin with, see `Family`. */
export const HEADER_BEGINS: readonly string[] = [
  String.raw`FAIL`,
  String.raw`<<< E`,
  String.raw`An error occ`,
  String.raw`● `,
  String.raw`❯ `,
  String.raw`✖ `,
  String.raw`✗ `,
  String.raw`✘ `,
  String.raw`Failed `,
  String.raw`失[败敗] `,
  String.raw`==> X `,
  String.raw`\[E\]`,
  String.raw`\[-\] `,
  String.raw`STANDARD_`,
  String.raw`There w`,
  String.raw`Pending: \(F`,
  String.raw`Finished in `,
  String.raw`\[(?:< )?\d{1,6} m?s\]`,
  String.raw`\[FAIL\]`,
  String.raw`⎯ Un`,
]
export const HEADER_STARTS: readonly string[] = [
  String.raw`\s{0,8}(?:Failures?|Error):\r?\n`,
  String.raw`\s{0,24}not ok \d`,
  String.raw`\s{0,4}\d{1,4}\) \S`,
  String.raw`std(?:err|out) \| `,
  String.raw`\s{0,4}failed \S`,
  String.raw` {2}JUnit [A-Z]`,
  String.raw`══╡ E`,
  // test-unit
  String.raw`(?:Failure|Error): test\w{0,200}[?!]?\([A-Z]`,
  String.raw`\[error\]\s{1,8}x \S`,
]

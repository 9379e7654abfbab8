/** How a test runner announces a failure; `name` is the test's. */
const HEADERS = [
  // Maven Surefire
  /^(?:\[ERROR\] )?(?<name>\S.{0,300}?)\s+(?:-- )?Time elapsed: .{1,40}<<< (?:FAILURE|ERROR)!?/,
  // Gradle
  /^(?<name>\S.{0,200} > .{1,200}) FAILED$/,
  // Jest
  /^\s{0,4}● (?<name>\S.{0,300})$/,
  // Vitest; the project's name may stand before the file
  /^\s*(?:FAIL|❯)\s+(?<name>(?:\|[^|]{1,60}\| |[\w-]{1,40}\s{1,3})?\S+ > .{1,300})$/,
  /^\s*FAIL\s+(?<name>(?:\|[^|]{1,60}\| |[\w-]{1,40}\s{1,3})?\S+\.[cm]?[jt]sx?)(?: \[ .{1,200} \])?$/,
  // uvu
  /^\s*FAIL\s+(?<name>".{1,300}")$/,
  // node:test, TAP
  /^\s*(?:✖|not ok \d+(?: -)?) (?<name>(?!.*# (?:TODO|SKIP))\S.{0,300}?)(?: \([\d.]+ms\)| # time=.+)?$/,
  // Mocha, RSpec, PHPUnit, Playwright, Jasmine, ExUnit, Spectron
  /^\s{0,4}\d{1,4}\) (?!(?:Ignored|Skipped|Explicit|Inconclusive|Warning) : )(?<name>\S.{0,300})$/,
  // dotnet test
  /^\s{0,4}(?:Failed|失败|失敗) (?<name>\S.{0,300}?) \[[^\]]{1,30}\]$/,
  // Pest, Collision
  /^\s{0,4}FAILED {1,3}(?<name>(?!\S{1,300}\.py\b)\S.{0,300}?)\s*$/,
  // RSpec could not read a file
  /^(?<name>An error occurred (?:while loading .{1,300}|in an? `.{1,60}hook))\.?$/,
  // Karma
  /^[A-Z][\w ]{1,40} \d[\d.]{0,30} \([^)]{1,60}\):? (?<name>\S.{0,300}) FAILED$/,
  // minitest, test-unit
  /^(?:Failure|Error):\s?(?<name>\w{1,200}[?!]?\([\w:]{1,200}\).{0,100})?$/,
  // ScalaTest
  /^(?:\[info\] )?- (?<name>\S.{0,300}) \*\*\* FAILED \*\*\*/,
  // munit
  /^(?:\[error\] )?==> X (?<name>\S.{0,300}?)\s{1,4}[\d.]{1,10}s/,
  // AVA, Bats
  /^\s{0,4}(?:✘ \[fail\]: |✗ )(?<name>\S.{0,300})$/,
  // Dart and Flutter
  /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: (?<name>.{1,300}) \[E\]$/,
  // Deno
  /^(?<name>\S.{0,300}) => (?:\.{0,2}[\w/.-]{1,300}|file:\S{1,400}):\d{1,7}:\d{1,6}$/,
  // Pester
  /^\s*\[-\] (?<name>\S.{0,300}?) [\d.]{1,10}m?s/,
] as const
/** Settles most lines at once. */
const MAYBE_HEADER =
  /FAIL|<<< ERR|^An error occ|[●❯✖✗✘]|not ok|^\s{0,4}\d{1,4}\) |Failed|失|^(?:Failure|Error):|==> X|\[E\]|=> |\[-\]/

/** The name of the test that a line announces as failed. */
export function headerOf(line: string): string | undefined {
  if (!MAYBE_HEADER.test(line)) return undefined
  for (const header of HEADERS) {
    const groups = header.exec(line)?.groups
    if (groups !== undefined) return (groups['name'] ?? 'test').replace(/[ ─]+$/, '').trim()
  }
  return undefined
}

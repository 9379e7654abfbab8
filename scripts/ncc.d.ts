/** The part of ncc's programmatic interface that the bundle script uses; the package ships no types. */
declare module '@vercel/ncc' {
  interface Options {
    readonly minify?: boolean
    readonly license?: string
    readonly cache?: false
    readonly quiet?: boolean
    readonly externals?: Readonly<Record<string, string>>
  }
  interface Bundle {
    readonly code: string
    readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>
  }
  export default function ncc(input: string, options?: Options): Promise<Bundle>
}

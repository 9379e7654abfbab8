/** The task that most tests build. */
export const JOB_ID = '48c66c6002964721be537cdc6ce0297b'
/** The commit that most tests build. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** The task that most tests build. */
export const JOB_ID = '48c66c6002964721be537cdc6ce0297b'
/** The project that this task is in. */
export const PROJECT_ID = '70e3eb45d85545d18968d7d1966b8fde'
/** The commit that most tests build. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567'
/** The project of CodeBuild that most tests build. */
export const PROJECT = 'shop'
/** A release task, and the project that it is in. */
export const PIPELINE_ID = 'caf409b1-10df-483a-b14d-7b05f7e12c88'
export const RELEASE_PROJECT_ID = '0605767cd280d5762fd7c0133d6bea3f'

export { findKeystore, type WantedKeystore } from './find-keystore.js'
export { MOST_KEYSTORE_BYTES, readKeystore } from './read-keystore.js'

export { release } from './main.js'
export { releasePost } from './post.js'

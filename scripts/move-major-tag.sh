#!/usr/bin/env bash
# move-major-tag.sh TAG COMMIT: moves v1 to TAG's commit, which must be COMMIT, and only forward.
set -euo pipefail
tag=$1 commit=$2
major=${tag%%.*}

fail() {
  echo "$*" >&2
  exit 1
}

[[ $tag =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "$tag is no version."
[ "$(git rev-parse --verify "refs/tags/$tag^{commit}")" = "$commit" ] ||
  fail "$tag has moved since it was checked."

git fetch --quiet --force origin "+refs/tags/*:refs/tags/*"
[ "$(git rev-parse --verify "refs/tags/$tag^{commit}")" = "$commit" ] ||
  fail "$tag has moved since it was checked."
if old=$(git rev-parse --verify --quiet "refs/tags/$major"); then
  git merge-base --is-ancestor "$old" "$commit" ||
    fail "$major is at a commit that is not before $tag: it moves forward only."
fi
git tag --force "$major" "$commit"
# Where somebody else moved it meanwhile, this fails.
git push --quiet --force-with-lease="refs/tags/$major:${old:-}" origin "refs/tags/$major"
echo "$major is $tag ($commit)."

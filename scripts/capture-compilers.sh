#!/usr/bin/env bash
# Captures what real compilers and test runners print about small wrong programs, for the tests of the annotations.
# Debian has them: clang golang-go mono-mcs ecj gcc default-jdk-headless maven libmaven-compiler-plugin-java junit5 kotlin
# rustc cargo cmake php-cli python3-pytest; npm has
# typescript and eslint, which this project has anyway. A tool that is missing keeps the capture it has.
set -uo pipefail
cd "$(dirname "$0")/.."
out="$PWD/__tests__/fixtures/compilers"
root="$PWD"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TERM=xterm
versions="$out/versions.txt"
touch "$versions"

# capture NAME PROBE COMMAND...: runs the command in a folder of its own and keeps what it prints.
capture() {
  local name="$1" probe="$2" version
  shift 2
  if ! version="$($probe 2>&1 | sed 's/\x1b\[[0-9;]*m//g' | grep -v warning | grep -m1 .)"; then
    echo "keeping $name: no $probe"
    return
  fi
  (cd "$work/$name" && "$@") 2>&1 | sed "s#$work/$name#/devcloud/slavespace/usr1/7f3a/job#g; s#$root#/opt/tools#g" > "$out/$name.out"
  grep -v "^$name: " "$versions" > "$work/versions" || true
  { cat "$work/versions"; echo "$name: $version"; } | sort > "$versions"
}

write() { mkdir -p "$(dirname "$work/$1")" && cat > "$work/$1"; }

write gcc/src/cart.c <<'C'
#include <stdio.h>
#include "cart.h"

int main(void) {
  int unused;
  char *name = 42;
  printf("%s\n", total);
  return missing(name)
}
C
write gcc/src/cart.h <<'C'
static int price(void) { return "x" + 1.5; }
C
mkdir -p "$work/clang" && cp -r "$work/gcc/src" "$work/clang/"
write javac/src/shop/Cart.java <<'J'
package shop;

import java.util.List;

public class Cart {
  int total(List<String> items) {
    int sum = "none";
    return summ + items.size();
  }

  void old() {
    new java.util.Date(99, 1, 1);
    missing(1, "two");
  }
}
J
mkdir -p "$work/javac-color" "$work/ecj" "$work/javac-zh" && cp -r "$work/javac/src" "$work/ecj/" && cp -r "$work/javac/src" "$work/javac-zh/"
write tsc/src/cart.ts <<'T'
export function total(items: string[]): number {
  const unused = 1
  return items.length + 'x'
}
total(5)
T
mkdir -p "$work/tsc-pretty" && cp -r "$work/tsc/src" "$work/tsc-pretty/"
write eslint/src/cart.js <<'T'
const unused = 1
export function total(items) {
  debugger
  return summ + items.length
}
T
write eslint/src/broken.js <<'T'
export function broken( {
T
write eslint/eslint.config.mjs <<'T'
export default [{ rules: { 'no-unused-vars': 'warn', 'no-undef': 'error', 'no-debugger': 'error' } }]
T
write go-build/go.mod <<'G'
module example.com/shop
go 1.19
G
write go-build/cart/cart.go <<'G'
package cart

import "fmt"

func Total(items []string) int {
	unused := 1
	return summ + len(items) + "x"
}
G
write go-test/go.mod <<'G'
module example.com/shop
go 1.19
G
write go-test/cart/cart_test.go <<'G'
package cart

import "testing"

func TestTotal(t *testing.T) {
	t.Log("a note")
	t.Errorf("total is %d, want %d", 1, 2)
}

func TestGood(t *testing.T) { t.Log("fine") }

func TestPanics(t *testing.T) {
	var items []int
	_ = items[3]
}
G
mkdir -p "$work/go-test-v" && cp -r "$work/go-test/." "$work/go-test-v/"
write rustc/src/main.rs <<'R'
fn total(items: &[String]) -> u32 {
    let unused = 1;
    items.len()
}

fn main() {
    println!("{}", summ);
    total(5);
}
R
write cargo-test/Cargo.toml <<'R'
[package]
name = "shop"
version = "0.1.0"
edition = "2021"
R
write cargo-test/src/lib.rs <<'R'
pub fn total() -> u32 {
    let unused = 1;
    1
}

#[test]
fn totals() {
    assert_eq!(total(), 2, "the total");
}
R
write mcs/src/Cart.cs <<'S'
using System;
class Cart {
  static int Total(string[] items) {
    int unused = 1;
    return summ + items.Length;
  }
  static void Main() { int x = "none"; Missing(); }
}
S
write python/shop/cart.py <<'P'
def total(items):
    return sum(item["price"] for item in items)
P
write python/main.py <<'P'
from shop.cart import total

print(total([{"name": "tea"}]))
P
write python-syntax/shop/cart.py <<'P'
def total(items)
    return 1
P
write pytest/test_cart.py <<'P'
import pytest


def total(items):
    return sum(item["price"] for item in items)


def test_total():
    assert total([{"price": 1}]) == 2, "the total"


def test_raises():
    total([{"name": "tea"}])


@pytest.fixture
def shop():
    raise RuntimeError("closed")


def test_error(shop):
    pass
P
mkdir -p "$work/pytest-short" "$work/unittest" && cp "$work/pytest/test_cart.py" "$work/pytest-short/"
write unittest/test_cart.py <<'P'
import unittest


class CartTest(unittest.TestCase):
    def test_total(self):
        self.assertEqual(1, 2)


unittest.main()
P
write php/src/cart.php <<'P'
<?php
function total( {
P
write cmake/CMakeLists.txt <<'M'
cmake_minimum_required(VERSION 3.10)
project(shop NONE)
find_package(Nowhere REQUIRED)
M
write make/Makefile <<'M'
all:
    echo spaces
M
write node-test/test/cart.test.js <<'T'
const test = require('node:test')
const assert = require('node:assert')
test('totals', () => {
  assert.strictEqual(1, 2)
})
T
write jest/src/cart.test.js <<'T'
const total = () => 1
describe('cart', () => {
  test('totals', () => {
    expect(total()).toBe(2)
  })
  test('reads', () => {
    undefined.price
  })
})
T
write jest/package.json <<'T'
{}
T
write kotlinc/src/Cart.kt <<'K'
fun total(items: List<String>): Int {
    val unused = 1
    return summ + items.size
}
fun wrong(): Int = "x"
K
write maven/pom.xml <<'M'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
<properties><maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties></project>
M
mkdir -p "$work/maven/src/main/java" && cp -r "$work/javac/src/shop" "$work/maven/src/main/java/"

capture gcc 'gcc --version' gcc -Wall -c -I src src/cart.c
capture clang 'clang --version' clang -Wall -fcolor-diagnostics -c -I src "$work/clang/src/cart.c"
capture javac 'javac --version' javac -Xlint:all -d out src/shop/Cart.java
capture javac-zh 'javac --version' javac -J-Duser.language=zh -J-Duser.country=CN -J-Dstdout.encoding=UTF-8 -J-Dstderr.encoding=UTF-8 -J-Dfile.encoding=UTF-8 -d out src/shop/Cart.java
capture ecj 'ecj -version' ecj -17 -proc:none -d out "$work/ecj/src"
capture maven 'mvn --version' mvn -B -o -Dmaven.repo.local=/usr/share/maven-repo org.apache.maven.plugins:maven-compiler-plugin:3.10.1:compile
capture tsc 'node node_modules/typescript/bin/tsc --version' node "$root/node_modules/typescript/bin/tsc" --noEmit --strict --noUnusedLocals --pretty false src/cart.ts
capture tsc-pretty 'node node_modules/typescript/bin/tsc --version' node "$root/node_modules/typescript/bin/tsc" --noEmit --strict --noUnusedLocals --pretty true src/cart.ts
capture eslint 'node node_modules/eslint/bin/eslint.js --version' node "$root/node_modules/eslint/bin/eslint.js" --color src
capture go-build 'go version' go build ./...
capture go-test 'go version' go test ./...
capture go-test-v 'go version' go test -v ./...
capture rustc 'rustc --version' rustc --color always src/main.rs
capture cargo-test 'cargo --version' cargo test --offline
capture mcs 'mcs --version' mcs src/Cart.cs
capture python 'python3 --version' python3 main.py
capture python-syntax 'python3 --version' python3 -m compileall -q shop
capture pytest 'pytest --version' pytest -p no:cacheprovider
capture pytest-short 'pytest --version' pytest -p no:cacheprovider --tb=short
capture unittest 'python3 --version' python3 test_cart.py
capture php 'php --version' php -l src/cart.php
capture cmake 'cmake --version' cmake .
capture make 'make --version' make
capture node-test 'node --version' node --test test/
capture jest 'node node_modules/jest/bin/jest.js --version' node "$root/node_modules/jest/bin/jest.js" --rootDir "$work/jest" --ci
capture kotlinc 'kotlinc -version' kotlinc -d out src/Cart.kt

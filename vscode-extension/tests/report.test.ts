import { expect, test } from "vitest";
import { messagePage, newNonce, reportPage } from "../src/report/page";
import { assess } from "./catalogue";

test("the report may load and run nothing, and its own styles count", () => {
  const page = reportPage(assess().html, "abc");
  expect(page).toContain(`<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-abc'">`);
  const styles = page.match(/<style[^>]*>/g) ?? [];
  expect(styles.length).toBeGreaterThan(1);
  expect(new Set(styles)).toEqual(new Set(['<style nonce="abc">']));
  expect(page).not.toMatch(/<script/i);
});

test("the report has no style attributes, which the policy would refuse", () => {
  expect(assess().html).not.toMatch(/<[^>]*\sstyle="/);
});

test("words of a document that look like a style get no nonce", () => {
  const page = reportPage("<head><style>a{}</style></head><body>&lt;style> <style>b{}</style></body>", "n");
  expect(page).toContain("<body>&lt;style> <style>b{}</style></body>");
});

test("what is no page is shown as text", () => {
  expect(reportPage("<b>oops</b>", "n")).toContain("&#60;b&#62;oops");
  expect(messagePage('a "b" & c', "n")).toContain("a &#34;b&#34; &#38; c");
});

test("nonces differ", () => {
  expect(newNonce()).toMatch(/^[0-9a-f]{32}$/);
  expect(newNonce()).not.toBe(newNonce());
});

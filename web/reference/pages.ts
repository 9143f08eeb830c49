import type { Catalogue } from "medlint-wasm";
import { address } from "./addresses";
import { render, type Page } from "./page";
import { citationsPage } from "./pages/citations";
import { frameworkPage, frameworksPage, requirementsPage } from "./pages/framework";
import { homePage } from "./pages/home";
import { kindPage, kindRequirementsPage } from "./pages/kind";
import { factsPage, kindsPage, rulesPage, topicsPage } from "./pages/overviews";
import { requirementPage } from "./pages/requirement";
import { rulePage } from "./pages/rule";
import { topicPage } from "./pages/topic";
import { wordsPage } from "./pages/words";
import { searchIndex } from "./search/entries";
import { siteOf } from "./site";

/** All files that are made from the catalogue, by address. */
export function referenceFiles(catalogue: Catalogue): Map<string, string> {
  const site = siteOf(catalogue);
  const pages: Page[] = [
    homePage(site),
    frameworksPage(site),
    requirementsPage(site),
    topicsPage(site),
    kindsPage(site),
    rulesPage(site),
    factsPage(site),
    citationsPage(site),
    wordsPage(site),
    ...catalogue.frameworks.map((framework) => frameworkPage(site, framework)),
    ...catalogue.requirements.map((requirement) => requirementPage(site, requirement)),
    ...catalogue.topics.map((topic) => topicPage(site, topic)),
    ...catalogue.kinds.flatMap((kind) => [kindPage(site, kind), kindRequirementsPage(site, kind)]),
    ...catalogue.rules.map((rule) => rulePage(site, rule)),
  ];
  const files = new Map([[address.searchIndex as string, searchIndex(site)]]);
  // Two addresses that differ only in case would be one file on many systems.
  const taken = new Set<string>();
  for (const page of pages) {
    if (taken.has(page.address.toLowerCase())) throw new Error(`two pages want the address ${page.address}`);
    taken.add(page.address.toLowerCase());
    files.set(page.address, render(site, page));
  }
  return files;
}

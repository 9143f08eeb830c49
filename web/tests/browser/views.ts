// What there is to see: every place empty and full, and what opens on top of it.
import type { Visitor } from "./visitor";

export const views = ["places", "full", "dialogs"] as const;

/** Shows what a visitor can see, one view after another. */
export async function everywhere(visitor: Visitor, which: (typeof views)[number], look: (view: string) => Promise<void>): Promise<void> {
  const { texts, page } = visitor;
  const { documents, device, projects, checklist, report } = texts;
  const closing = () => page.keyboard.press("Escape");
  if (which === "places") {
    await visitor.opens("projects");
    await look("welcome");
    for (const place of ["device", "checklist", "documents", "report"] as const) {
      await visitor.goesTo(place);
      await look(place);
    }
    return;
  }
  await visitor.opensTheExample();
  if (which === "full") {
    await look("documents");
    await page.evaluate(() => (location.hash = "#/documents/docs/design/security-architecture.md"));
    await visitor.sees("textbox", documents.one.label("security-architecture.md"));
    await look("text of a document");
    await page.getByText(/^Findings \(|^Befunde \(/).first().click();
    await look("findings of a document");
    await visitor.opensRequirement("GSPR-AII.4");
    await look("a requirement");
    await page.getByRole("article").getByText(checklist.decision.choices["not-applicable"], { exact: true }).click();
    await look("a decision that needs a reason");
    await visitor.presses(checklist.filter.show);
    await visitor.presses(checklist.filter.unfoldAll);
    await look("filters and all groups");
    await page.evaluate(() => (location.hash = "#/checklist?group=kind&open=1"));
    await look("open requirements by document");
    await visitor.goesTo("report");
    await visitor.sees("heading", report.gaps.title);
    await look("report");
    await page.getByText(report.view.compare, { exact: true }).click();
    await visitor.sees("heading", report.compare.empty);
    await look("comparison");
    return;
  }
  await visitor.presses(documents.add.paste);
  await look("paste");
  await closing();
  await visitor.chooses(documents.add.files, [{ name: "SECURITY.md", content: "# Policy\n" }, { name: "medlint.toml", content: "[device]\nname = 'Other'\n" }]);
  await visitor.sees("button", documents.question.confirm(1));
  await look("what is there already");
  await closing();
  await visitor.presses(documents.list.rename("threat-model.md"));
  await look("rename");
  await closing();
  await visitor.presses(documents.list.remove("threat-model.md"));
  await visitor.sees("button", texts.shell.undo);
  await look("a message with a way back");
  await visitor.goesTo("device");
  await visitor.presses(new RegExp(`^${device.presets.of.implant.name}`));
  await visitor.sees("button", device.presets.confirm);
  await look("a preset that replaces answers");
  await closing();
  await visitor.goesTo("report");
  await visitor.presses(report.exports.menu);
  await look("exports");
  await closing();
  await visitor.goesTo("projects");
  await visitor.presses(projects.selftest.run);
  await visitor.sees("button", projects.selftest.save("HTML"));
  await page.getByText(projects.selftest.weak, { exact: true }).click();
  await look("projects, with a self-test");
  await visitor.presses(projects.everything.button);
  await look("delete everything");
  await closing();
}


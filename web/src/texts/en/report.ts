export const report = {
  title: "Report",
  lead: "How much of the expected content was found, and what to write next.",
};

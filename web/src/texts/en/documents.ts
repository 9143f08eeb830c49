export const documents = {
  title: "Documents",
  lead: "Your documents, and what they already show.",
};

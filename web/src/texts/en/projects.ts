export const projects = {
  title: "Projects",
  lead: "Your work, kept in this browser.",
};

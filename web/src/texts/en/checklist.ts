export const checklist = {
  title: "Checklist",
  lead: "The requirements that apply to your device, and how each of them stands.",
};
